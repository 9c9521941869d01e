"""Walk through prose and change it, one place of the unions for all passes; `look` only looks at it.

Everything goes in reading order, so that a pass that counts may count as it goes.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from operator import is_
from typing import Literal, TypeAlias, TypeVar, assert_never

from octavo.model.book import Entry, Group, Section
from octavo.model.prose import (
    Block,
    Blocks,
    Box,
    Break,
    Citation,
    Code,
    Definitions,
    Emphasis,
    Extract,
    Figure,
    Heading,
    IndexMark,
    Inline,
    Inlines,
    ItemList,
    Link,
    Note,
    NoteCall,
    Paragraph,
    PersonLink,
    Preformatted,
    Quotation,
    Reference,
    Separator,
    Sidebar,
    Span,
    Strong,
    Table,
    TermLink,
    Text,
)

Place: TypeAlias = Literal["prose", "heading", "caption"]
"""What a run of inlines is: running text (cells too); a heading or title; or a caption, credit or source line."""

Run: TypeAlias = Callable[[Inlines, Place], Inlines]
"""Changes the whole of a paragraph, heading, cell or the like at once."""


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


Value = TypeVar("Value")


def with_fields(value: Value, **fields: object) -> Value:
    """Return ``value`` with these fields; ``value`` itself where it has them, so that looking makes nothing."""
    for name, content in fields.items():
        if getattr(value, name) is not content:
            return replace(value, **fields)  # type: ignore[type-var]
    return value


def kept(old: tuple[Value, ...], new: tuple[Value, ...]) -> tuple[Value, ...]:
    """Return ``new``; ``old`` itself where it holds the same things."""
    return old if len(old) == len(new) and all(map(is_, old, new)) else new


# --- inlines ---------------------------------------------------------------------------------------------------------


def children(inline: Inline) -> Inlines:
    """Return what stands inside ``inline``; nothing for characters, code, breaks and calls."""
    match inline:
        case Text() | Code() | Break() | NoteCall():
            return ()
        case (
            Emphasis(children=inside)
            | Strong(children=inside)
            | Span(children=inside)
            | Link(children=inside)
            | Reference(children=inside)
            | Citation(children=inside)
            | PersonLink(children=inside)
            | TermLink(children=inside)
            | IndexMark(children=inside)
        ):
            return inside
        case _:
            assert_never(inline)


def with_children(inline: Inline, inside: Inlines) -> Inline:
    """Return ``inline`` with ``inside`` in place of its children."""
    match inline:
        case Text() | Code() | Break() | NoteCall():
            return inline
        case (
            Emphasis() | Strong() | Span() | Link() | Reference() | Citation() | PersonLink() | TermLink() | IndexMark()
        ):
            return with_fields(inline, children=inside)
        case _:
            assert_never(inline)


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


# --- blocks ----------------------------------------------------------------------------------------------------------


def rewrite(blocks: Blocks, rules: Rules) -> Blocks:
    """Change ``blocks`` and all that stands inside them by ``rules``."""
    return kept(blocks, tuple(_inside(rules.block(block), rules) for block in blocks))


def _inside(block: Block, outer: Rules) -> Block:
    rules = outer.inside(block) if outer.inside else outer
    run = rules.run
    match block:
        case Heading():
            return with_fields(block, children=run(block.children, "heading"))
        case Paragraph():
            place: Place = "caption" if "credit" in block.classes else "prose"
            return with_fields(block, children=run(block.children, place))
        case ItemList():
            return with_fields(block, items=kept(block.items, tuple(rewrite(item, rules) for item in block.items)))
        case Definitions():
            items = tuple((run(term, "heading"), rewrite(meaning, rules)) for term, meaning in block.items)
            return with_fields(block, items=items)
        case Quotation():
            return with_fields(block, blocks=rewrite(block.blocks, rules))
        case Preformatted() | Separator():
            return block
        case Table():
            return _inside_table(block, run)
        case Figure():
            caption, credit = run(block.caption, "caption"), run(block.credit, "caption")
            return with_fields(block, caption=caption, credit=credit, description=rewrite(block.description, rules))
        case Sidebar():
            title, identification = run(block.title, "heading"), run(block.identification, "caption")
            return with_fields(block, title=title, identification=identification, blocks=rewrite(block.blocks, rules))
        case Extract():
            return _inside_extract(block, rules)
        case Box():
            return with_fields(block, title=run(block.title, "heading"), blocks=rewrite(block.blocks, rules))
        case _:
            assert_never(block)


def _inside_table(table: Table, run: Run) -> Table:
    return with_fields(
        table,
        caption=run(table.caption, "caption"),
        head=tuple(run(cell, "prose") for cell in table.head),
        rows=tuple(tuple(run(cell, "prose") for cell in row) for row in table.rows),
        note=run(table.note, "caption"),
    )


def _inside_extract(extract: Extract, rules: Rules) -> Extract:
    return with_fields(
        extract,
        title=rules.run(extract.title, "caption"),
        provenance=rules.run(extract.provenance, "caption"),
        text=rewrite(extract.text, rules),
        credit=rules.run(extract.credit, "caption"),
        blocks=rewrite(extract.blocks, rules),
    )


# --- sections --------------------------------------------------------------------------------------------------------


def rewrite_note(note: Note, rules: Rules) -> Note:
    """Change the text of a footnote."""
    return with_fields(note, blocks=rewrite(note.blocks, rules))


def rewrite_section(section: Section, rules: Rules) -> Section:
    """Change the title, the blocks, the entries and the notes of a section, in this order."""
    return with_fields(
        section,
        title=rules.run(section.title, "heading"),
        blocks=rewrite(section.blocks, rules),
        groups=kept(section.groups, tuple(rewrite_group(group, rules) for group in section.groups)),
        notes=kept(section.notes, tuple(rewrite_note(note, rules) for note in section.notes)),
    )


def rewrite_group(group: Group, rules: Rules) -> Group:
    """Change the entries of a group."""
    return with_fields(
        group, entries=kept(group.entries, tuple(_rewrite_entry(entry, rules) for entry in group.entries))
    )


def _rewrite_entry(entry: Entry, rules: Rules) -> Entry:
    changed = rules.entry(entry)
    parts = {name: rewrite(blocks, rules) for name, blocks in changed.parts.items()}
    return with_fields(
        changed,
        head=rules.run(changed.head, "heading"),
        parts=changed.parts if all(map(is_, parts.values(), changed.parts.values())) else parts,
        children=kept(changed.children, tuple(_rewrite_entry(child, rules) for child in changed.children)),
    )
