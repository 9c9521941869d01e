"""Check the keys by which texts and records name records: each must exist, and may be printed where it is used."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import chain

from octavo.model.book import Record, Section
from octavo.model.diagnostics import Diagnostic, fault
from octavo.model.inlines import Citation, PersonLink, TermLink
from octavo.model.origin import NOWHERE, Origin
from octavo.model.prose import Extract, Figure, Sidebar
from octavo.model.query import every_block, section_inlines
from octavo.model.records import Source
from octavo.resolve.registers import Printable, Registers, Sections, printable

CODES = {"source": "OC201", "term": "OC202", "person": "OC203", "document": "OC207", "figure": "OC208"}
"""What is wrong where a record of a kind does not exist."""


def check_keys(sections: Sections, registers: Registers) -> Iterator[Diagnostic]:
    """Find keys of records that do not exist, and uses of records that may not be printed.

    Faults: OC201 for sources, OC202 for terms, OC203 for people, OC207 for documents and OC208 for figures that do not
    exist; OC213 where ``sections`` use a record that is not cleared for printing, or cite a source that is not to be
    named.
    """
    yield from _in_records(registers)
    for section in sections:
        yield from _in_section(section, registers)


def _in_section(section: Section, registers: Registers) -> Iterator[Diagnostic]:
    for block in every_block(section.blocks):
        match block:
            case Figure(figure=key) if key:
                yield from _used("figure", key, registers.figures, block.origin)
            case Extract(document=key):
                yield from _used("document", key, registers.documents, block.origin)
            case Sidebar(person=key) if key:
                yield from _used("person", key, registers.people, block.origin)
            case _:
                pass
    for inline in section_inlines(section):
        match inline:
            case PersonLink(person=key):
                yield from _used("person", key, registers.people, inline.origin)
            case TermLink(term=key):
                yield from _used("term", key, registers.terms, inline.origin)
            case Citation(works=works):
                for work in works:
                    place = work.origin if work.origin != NOWHERE else inline.origin
                    yield from _used("source", work.key, registers.sources, place)
            case _:
                pass


def _used(kind: str, key: str, register: Mapping[str, Record[Printable]], place: Origin) -> Iterator[Diagnostic]:
    """Find what is wrong with the use of a record at ``place``."""
    record = register.get(key)
    if record is None:
        yield fault(CODES[kind], place, key=key, near=(key, register))
    elif not printable(record.value):
        mark = ("custom", "cite") if isinstance(record.value, Source) else ("print",)
        yield fault("OC213", place, kind=kind, id=key, related=[record.at(*mark)])


def _in_records(registers: Registers) -> Iterator[Diagnostic]:
    """Find keys that no record has, whether they are printed or not."""
    people, terms, sources = registers.people, registers.terms, registers.sources
    for register in (people, terms, registers.events, registers.documents, registers.figures):
        for record in register.values():
            yield from _unknown("source", record, "sources", record.value.sources, sources)
    for answer in chain.from_iterable(registers.answers.values()):
        yield from _unknown("source", answer, "sources", answer.value.sources, sources)
    for term in terms.values():
        yield from _unknown("term", term, "see-also", term.value.see_also, terms)
    for event in registers.events.values():
        yield from _unknown("person", event, "people", event.value.people, people)


def _unknown(
    kind: str, record: Record[object], field: str, named: Sequence[str], known: Collection[str]
) -> Iterator[Diagnostic]:
    for position, key in enumerate(named):
        if key not in known:
            yield fault(CODES[kind], record.at(field, position), key=key, near=(key, known))
