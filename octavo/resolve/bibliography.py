"""Fill the bibliography with the works to be listed; the citation style words and orders them afterwards."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from octavo.model.book import Entry, Group, Record
from octavo.model.inlines import Citation, Inline
from octavo.model.prose import Blocks
from octavo.model.query import every_inline, runs, section_inlines
from octavo.model.records import Source
from octavo.resolve.linking import Target
from octavo.resolve.registers import Faults, Registers, Sections, fill, prose_of
from octavo.resolve.used_records import used


def fill_bibliography(sections: Sections, registers: Registers) -> tuple[Sections, Faults]:
    """Fill the section ``bibliography`` with an entry for every work to be listed, in no order that matters yet.

    Listed are the works that are cited, those on which printed records rest, and those marked for further reading.
    Entries: value ``core`` is ``yes`` for the works that the book leans on; part ``annotation``; the part ``work``
    comes with the citations.
    """
    listed = _closed(_wanted(sections, registers), registers)
    entries = tuple(_entry(registers.sources[key]) for key in listed)
    groups = (Group(title="", entries=entries),) if entries else ()
    return fill(sections, "bibliography", lambda section: replace(section, groups=groups)), ()


def cited_keys(inlines: Iterable[Inline]) -> Iterator[str]:
    """Yield the keys of the works that are cited, in reading order, with repeats."""
    for inline in inlines:
        if isinstance(inline, Citation):
            yield from (work.key for work in inline.works)


def _wanted(sections: Sections, registers: Registers) -> Iterator[str]:
    for section in sections:
        yield from cited_keys(section_inlines(section))
    yield from _rested_upon(sections, registers)
    yield from (key for key, record in registers.sources.items() if record.value.further_reading)


def _rested_upon(sections: Sections, registers: Registers) -> Iterator[str]:
    """Yield the sources of people, terms and events that are printed."""
    wanted = used(sections, registers)
    for key, person in registers.people.items():
        if Target("person", key) in wanted:
            yield from person.value.sources
    for key, term in registers.terms.items():
        if Target("term", key) in wanted:
            yield from term.value.sources
    for event in registers.events.values():
        if event.value.print:
            yield from event.value.sources


def _closed(keys: Iterable[str], registers: Registers) -> list[str]:
    """Return the works of ``keys`` that may be named, and those that their annotations cite in turn, each once."""
    listed: dict[str, None] = {}
    waiting = list(reversed(list(keys)))
    while waiting:
        key = waiting.pop()
        record = registers.sources.get(key)
        if key not in listed and record is not None and record.value.cite:
            listed[key] = None
            waiting.extend(cited_keys(_inlines(prose_of(record, "annotation"))))
    return list(listed)


def _inlines(blocks: Blocks) -> Iterator[Inline]:
    for run in runs(blocks):
        yield from every_inline(run)


def _entry(record: Record[Source]) -> Entry:
    annotation = prose_of(record, "annotation")
    return Entry(
        id=f"work-{record.value.id}",
        head=(),
        parts={"annotation": annotation} if annotation else {},
        values={"core": "yes"} if record.value.is_core else {},
        origin=record.origin,
    )
