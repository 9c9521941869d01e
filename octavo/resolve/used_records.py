"""Find out which records a book uses: only those are printed."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace

from octavo.model.book import Record
from octavo.model.inlines import Citation, Inline, PersonLink, Reference, TermLink
from octavo.model.prose import Blocks, Sidebar
from octavo.model.query import every_block, every_inline, runs, section_inlines
from octavo.model.records import Event, Person, Source, Term
from octavo.resolve.registers import (
    SECTION_OF,
    Kept,
    Register,
    Registers,
    Sections,
    Target,
    kinds_of,
    printable,
    prose_of,
)


def only_used(registers: Registers, sections: Sections, *, events: Iterable[str], further: bool) -> Registers:
    """Return ``registers`` with those people, terms, events and sources that ``sections`` use.

    Used are what the texts name, mention, cite and refer to, the people of sidebars, ``events`` where there is a
    chronology, works of ``further`` reading where these are to be listed, and what the records of all these name in
    turn where they are printed. A record that may not be printed is never used.
    """
    kinds = kinds_of(sections)
    found: set[Target] = set()
    waiting = list(_first(registers, sections))
    if "chronology" in kinds:
        waiting += (Target("event", key) for key in events)
    if further:
        waiting += (Target("work", key) for key, record in registers.sources.items() if record.value.further_reading)
    while waiting:
        target = waiting.pop()
        if target not in found and _exists(target, registers):
            found.add(target)
            if SECTION_OF[target.register] in kinds:
                waiting.extend(_named_by(target, registers))
    return replace(
        registers,
        people=_kept("person", registers.people, found),
        terms=_kept("term", registers.terms, found),
        events=_kept("event", registers.events, found),
        sources=_kept("work", registers.sources, found),
    )


def _kept(
    name: Register, register: Mapping[str, Record[Kept]], found: Collection[Target]
) -> Mapping[str, Record[Kept]]:
    return {key: record for key, record in register.items() if Target(name, key) in found}


def _first(registers: Registers, sections: Sections) -> Iterator[Target]:
    """Yield what the sections name, and the imprint, which is still to be filled."""
    for section in sections:
        yield from _meant(section_inlines(section))
        for block in every_block(section.blocks):
            if isinstance(block, Sidebar) and block.person:
                yield Target("person", block.person)
        if section.kind == "imprint":
            yield from _meant(_inlines(prose_of(registers.settings, "rights")))


def _meant(inlines: Iterable[Inline]) -> Iterator[Target]:
    for inline in inlines:
        match inline:
            case PersonLink(person=key):
                yield Target("person", key)
            case TermLink(term=key):
                yield Target("term", key)
            case Citation(works=works):
                yield from (Target("work", work.key) for work in works)
            case Reference(target=target):
                yield from (
                    Target(register, target.removeprefix(f"{register}-"))
                    for register in SECTION_OF
                    if target.startswith(f"{register}-")
                )
            case _:
                pass


def _exists(target: Target, registers: Registers) -> bool:
    """Whether ``target`` is a record that may be printed."""
    record = registers.of(target.register).get(target.id)
    return record is not None and printable(record.value)


def _named_by(target: Target, registers: Registers) -> Iterator[Target]:
    """Yield what the record of ``target`` names in its fields and in its texts."""
    record = registers.of(target.register)[target.id]
    match record.value:
        case Event(people=people, sources=sources):
            yield from (Target("person", key) for key in people)
            yield from (Target("work", key) for key in sources)
        case Person(sources=sources) | Term(sources=sources):
            yield from (Target("work", key) for key in sources)
        case Source():
            pass
    for blocks in record.prose.values():
        yield from _meant(_inlines(blocks))


def _inlines(blocks: Blocks) -> Iterator[Inline]:
    for run in runs(blocks):
        yield from every_inline(run)
