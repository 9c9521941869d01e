"""Change prose. All goes in reading order, so that what counts may count as it goes; `query` only reads.

What is not changed stays the same object.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from operator import is_

from octavo.model.book import Entry, EntryGroup, Section
from octavo.model.inlines import (
    Break,
    Citation,
    IndexMark,
    Inline,
    Inlines,
    NoteCall,
    PersonLink,
    TermLink,
    Text,
    children,
    with_children,
)
from octavo.model.prose import Block, Blocks, Place, Run, with_inside
from octavo.model.sharing import kept, with_fields


def _same_run(inlines: Inlines, _place: Place) -> Inlines:
    return inlines


def _same_block(block: Block) -> Block:
    return block


def _same_entry(entry: Entry) -> Entry:
    return entry


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """What a pass does to prose: ``block`` to each block before its inside, ``run`` to each run of inlines.

    ``inside`` may give other rules for the inside of a block (as changed by ``block``), and ``entry`` is to the
    entries of made sections what ``block`` is to blocks.
    """

    run: Run = _same_run
    block: Callable[[Block], Block] = _same_block
    inside: Callable[[Block], "Rules"] | None = None
    entry: Callable[[Entry], Entry] = _same_entry


# --- inlines ---------------------------------------------------------------------------------------------------------


def change_inlines(inlines: Inlines, change: Callable[[Inline], Inlines]) -> Inlines:
    """Replace every inline, the outer before the inner, by what ``change`` makes of it."""
    return kept(
        inlines,
        tuple(
            with_children(changed, change_inlines(children(changed), change))
            for inline in inlines
            for changed in change(inline)
        ),
    )


def change_marks(inlines: Inlines, change: Callable[[Inline], Inlines]) -> Inlines:
    """Do as :func:`change_inlines` does, but leave texts alone; most runs are nothing else."""
    for inline in inlines:
        if not isinstance(inline, Text):
            break
    else:
        return inlines
    return kept(
        inlines,
        tuple(
            with_children(changed, change_marks(children(changed), change))
            for inline in inlines
            for changed in ((inline,) if isinstance(inline, Text) else change(inline))
        ),
    )


def repeatable(inlines: Inlines) -> Inlines:
    """Return words for use elsewhere as well, without what may stand only in one place of the book.

    The space before a citation goes with it: behind *The well [@hope]* comes a full stop.
    """
    closed: list[Inline] = []
    for inline in inlines:
        if isinstance(inline, Citation) and closed and isinstance(last := closed[-1], Text):
            closed[-1:] = [replace(last, value=words)] if (words := last.value.rstrip()) else []
        closed.append(inline)
    return change_inlines(kept(inlines, tuple(closed)), _repeatable)


def _repeatable(inline: Inline) -> Inlines:
    match inline:
        case NoteCall() | Citation():
            return ()
        case IndexMark(children=inside) | PersonLink(children=inside) | TermLink(children=inside):
            return repeatable(inside)
        case Break():
            return (Text(value=" "),)
        case _:
            return (inline,)


# --- blocks ----------------------------------------------------------------------------------------------------------


def rewrite(blocks: Blocks, rules: Rules) -> Blocks:
    """Change ``blocks`` and all that stands inside them by ``rules``."""
    return kept(blocks, tuple(_rewritten(rules.block(block), rules) for block in blocks))


def _rewritten(block: Block, outer: Rules) -> Block:
    rules = outer.inside(block) if outer.inside else outer
    return with_inside(block, rules.run, lambda blocks, _: rewrite(blocks, rules))


# --- sections --------------------------------------------------------------------------------------------------------


def rewrite_section(section: Section, rules: Rules) -> Section:
    """Change the title, the blocks, the entries and the notes of a section, in this order."""
    return with_fields(
        section,
        title=rules.run(section.title, "heading"),
        blocks=rewrite(section.blocks, rules),
        groups=kept(section.groups, tuple(_rewrite_group(group, rules) for group in section.groups)),
        notes=kept(
            section.notes, tuple(with_fields(note, blocks=rewrite(note.blocks, rules)) for note in section.notes)
        ),
    )


def _rewrite_group(group: EntryGroup, rules: Rules) -> EntryGroup:
    entries = tuple(_rewrite_entry(entry, rules) for entry in group.entries)
    return with_fields(group, entries=kept(group.entries, entries))


def _rewrite_entry(entry: Entry, rules: Rules) -> Entry:
    changed = rules.entry(entry)
    parts = {name: rewrite(blocks, rules) for name, blocks in changed.parts.items()}
    return with_fields(
        changed,
        head=rules.run(changed.head, "heading"),
        parts=changed.parts if all(map(is_, parts.values(), changed.parts.values())) else parts,
        children=kept(changed.children, tuple(_rewrite_entry(child, rules) for child in changed.children)),
    )
