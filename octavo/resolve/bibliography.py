"""Fill the bibliography with the works to be listed; the citation style words and orders them afterwards."""

from dataclasses import replace

from octavo.model.book import Entry, EntryGroup, Record, Section
from octavo.model.inlines import work_id
from octavo.model.records import Source
from octavo.resolve.registers import Registers, Sections, prose_of


def fill_bibliography(section: Section, _sections: Sections, registers: Registers) -> Section:
    """Fill the bibliography with an entry for every work that is used, in no order that matters yet.

    Entries: value ``core`` is ``yes`` for the works that the book leans on; part ``annotation``; the part ``work``
    comes with the citations.
    """
    entries = tuple(map(_entry, registers.sources.values()))
    return replace(section, groups=(EntryGroup(title="", entries=entries),) if entries else ())


def _entry(record: Record[Source]) -> Entry:
    annotation = prose_of(record, "annotation")
    return Entry(
        id=work_id(record.value.id),
        head=(),
        parts={"annotation": annotation} if annotation else {},
        values={"core": "yes"} if record.value.is_core else {},
        origin=record.origin,
    )
