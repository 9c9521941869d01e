"""Find out which people and terms a book uses: only those are printed."""

from collections.abc import Iterator
from typing import TypeAlias

from octavo.model.inlines import Inline, PersonLink, Reference, TermLink
from octavo.model.prose import Blocks, Sidebar
from octavo.model.query import every_block, every_inline, runs, section_inlines
from octavo.resolve.linking import Target
from octavo.resolve.registers import Registers, Sections, kinds_of

Used: TypeAlias = frozenset[Target]


def used(sections: Sections, registers: Registers) -> Used:
    """Return the people and terms that the book names.

    Those are: what the texts mention, the people of sidebars and of the chronology's events, what references lead to,
    and what the entries of all these name in turn.
    """
    found: set[Target] = set()
    waiting = list(_named(sections, registers))
    while waiting:
        target = waiting.pop()
        if target not in found and _exists(target, registers):
            found.add(target)
            waiting.extend(_named_by(target, registers))
    return frozenset(found)


def _named(sections: Sections, registers: Registers) -> Iterator[Target]:
    for section in sections:
        yield from _meant(section_inlines(section))
        for block in every_block(section.blocks):
            if isinstance(block, Sidebar) and block.person:
                yield Target("person", block.person)
    if "chronology" in kinds_of(sections):
        for event in registers.events.values():
            if event.value.print:
                yield from (Target("person", key) for key in event.value.people)


def _meant(inlines: Iterator[Inline]) -> Iterator[Target]:
    for inline in inlines:
        match inline:
            case PersonLink(person=key):
                yield Target("person", key)
            case TermLink(term=key):
                yield Target("term", key)
            case Reference(target=target) if target.startswith("person-"):
                yield Target("person", target.removeprefix("person-"))
            case Reference(target=target) if target.startswith("term-"):
                yield Target("term", target.removeprefix("term-"))
            case _:
                pass


def _exists(target: Target, registers: Registers) -> bool:
    """Whether ``target`` is a record that may be printed."""
    if target.register == "person":
        return target.id in registers.people and registers.people[target.id].value.print
    return target.id in registers.terms and registers.terms[target.id].value.print


def _named_by(target: Target, registers: Registers) -> Iterator[Target]:
    """Yield what the record of ``target`` names in its texts."""
    prose = registers.people[target.id].prose if target.register == "person" else registers.terms[target.id].prose
    for blocks in prose.values():
        yield from _meant(_inlines(blocks))


def _inlines(blocks: Blocks) -> Iterator[Inline]:
    for run in runs(blocks):
        yield from every_inline(run)
