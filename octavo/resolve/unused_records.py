"""Warn of records that nothing uses: they are printed nowhere, or somebody misspelt a reference to them."""

from collections.abc import Iterable, Iterator, Mapping

from octavo.model.book import Record
from octavo.model.diagnostics import Diagnostic, fault
from octavo.model.prose import Extract, Figure
from octavo.model.query import every_block, section_inlines
from octavo.resolve.bibliography import cited_keys
from octavo.resolve.linking import Target
from octavo.resolve.registers import Faults, Registers, Sections, Value, kinds_of
from octavo.resolve.used_records import used


def find_unused(sections: Sections, registers: Registers) -> Faults:
    """Return a warning OC206 for every record that may be printed and is not used.

    A person or term is used where the book names it, an event where the book has a chronology, a document by an
    extract, a figure where it stands, a source by a citation, by another record, or as further reading.
    """
    named = used(sections, registers)
    blocks = [block for section in sections for block in every_block(section.blocks)]
    events = registers.events if "chronology" in kinds_of(sections) else ()
    return (
        *_told("person", registers.people, {key for key in registers.people if Target("person", key) in named}),
        *_told("term", registers.terms, {key for key in registers.terms if Target("term", key) in named}),
        *_told("event", registers.events, events),
        *_told("document", registers.documents, {block.document for block in blocks if isinstance(block, Extract)}),
        *_told("figure", registers.figures, {block.figure for block in blocks if isinstance(block, Figure)}),
        *_told("source", registers.sources, set(_used_sources(sections, registers))),
    )


def _told(kind: str, register: Mapping[str, Record[Value]], used_keys: Iterable[str]) -> Iterator[Diagnostic]:
    known = frozenset(used_keys)
    for key, record in register.items():
        # Sources are printable unless they are never to be named.
        is_printable = getattr(record.value, "print", getattr(record.value, "cite", True))
        is_extra = getattr(record.value, "may_be_unused", False)
        if key not in known and is_printable and not is_extra:
            yield fault("OC206", record.at("id"), kind=kind, id=key)


def _used_sources(sections: Sections, registers: Registers) -> Iterator[str]:
    for section in sections:
        yield from cited_keys(section_inlines(section))
    for key, source in registers.sources.items():
        if source.value.further_reading:
            yield key
    yield from (key for person in registers.people.values() for key in person.value.sources)
    yield from (key for term in registers.terms.values() for key in term.value.sources)
    yield from (key for event in registers.events.values() for key in event.value.sources)
    yield from (key for document in registers.documents.values() for key in document.value.sources)
    yield from (key for figure in registers.figures.values() for key in figure.value.sources)
