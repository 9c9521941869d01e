"""Look at prose, in reading order. Passes look at whole books again and again, so this only gathers lists."""

from collections.abc import Iterable, Iterator
from typing import assert_never

from octavo.model.book import Section
from octavo.model.prose import (
    Block,
    Blocks,
    Box,
    Break,
    Code,
    Definitions,
    Extract,
    Figure,
    Heading,
    Inline,
    Inlines,
    ItemList,
    NoteCall,
    Paragraph,
    Preformatted,
    Quotation,
    Separator,
    Sidebar,
    Table,
    Text,
)
from octavo.model.transform import children


def every_inline(inlines: Iterable[Inline]) -> Iterator[Inline]:
    """Yield the inlines and all that stands inside them."""
    found: list[Inline] = []
    _gather_inlines(inlines, found)
    return iter(found)


def _gather_inlines(inlines: Iterable[Inline], found: list[Inline]) -> None:
    for inline in inlines:
        found.append(inline)
        # Nine of ten are texts, in which nothing stands.
        if not isinstance(inline, Text) and (inside := children(inline)):
            _gather_inlines(inside, found)


def plain(inlines: Iterable[Inline]) -> str:
    """Return the bare characters; a line break counts as a space, note calls and index points as nothing."""
    words = []
    for inline in every_inline(inlines):
        match inline:
            case Text(value=value) | Code(value=value):
                words.append(value)
            case Break():
                words.append(" ")
            case _:
                pass
    return "".join(words)


def every_block(blocks: Blocks) -> Iterator[Block]:
    """Yield ``blocks`` and all blocks inside them."""
    found: list[Block] = []
    _gather(blocks, found, [])
    return iter(found)


def runs(blocks: Blocks) -> Iterator[Inlines]:
    """Yield every run of inlines in ``blocks``."""
    found: list[Inlines] = []
    _gather(blocks, [], found)
    return iter(found)


def _gather(blocks: Blocks, found: list[Block], runs: list[Inlines]) -> None:
    """Gather all blocks, each before its inside, and all runs of inlines."""
    for block in blocks:
        found.append(block)
        match block:
            case Paragraph(children=inlines) | Heading(children=inlines):
                runs.append(inlines)
            case ItemList(items=items):
                for item in items:
                    _gather(item, found, runs)
            case Definitions(items=pairs):
                for term, meaning in pairs:
                    runs.append(term)
                    _gather(meaning, found, runs)
            case Quotation(blocks=inside):
                _gather(inside, found, runs)
            case Preformatted() | Separator():
                pass
            case Table():
                runs += (block.caption, *block.head, *(cell for row in block.rows for cell in row), block.note)
            case Figure():
                runs += (block.caption, block.credit)
                _gather(block.description, found, runs)
            case Sidebar():
                runs += (block.title, block.identification)
                _gather(block.blocks, found, runs)
            case Extract():
                runs += (block.title, block.provenance)
                _gather(block.text, found, runs)
                runs.append(block.credit)
                _gather(block.blocks, found, runs)
            case Box():
                runs.append(block.title)
                _gather(block.blocks, found, runs)
            case _:
                assert_never(block)


def read(section: Section) -> Iterator[tuple[Inline, bool]]:
    """Yield all inlines of a section but its texts as a reader meets them, each with whether it stands in a footnote.

    The text of a footnote comes where it is first called; that of notes which nothing calls comes at the end.
    """
    waiting = {note.label: note for note in section.notes}
    found: list[tuple[Inline, bool]] = []

    def with_notes(inlines: Inlines, *, in_note: bool) -> None:
        for inline in inlines:
            if isinstance(inline, Text):
                continue
            found.append((inline, in_note))
            with_notes(children(inline), in_note=in_note)
            if isinstance(inline, NoteCall) and (note := waiting.pop(inline.label, None)):
                in_blocks(note.blocks, in_note=True)

    def in_blocks(blocks: Blocks, *, in_note: bool) -> None:
        for run in runs(blocks):
            with_notes(run, in_note=in_note)

    with_notes(section.title, in_note=False)
    in_blocks(section.blocks, in_note=False)
    for entry in section.every_entry():
        with_notes(entry.head, in_note=False)
        for blocks in entry.parts.values():
            in_blocks(blocks, in_note=False)
    for label in tuple(waiting):
        if note := waiting.pop(label, None):
            in_blocks(note.blocks, in_note=True)
    return iter(found)


def section_inlines(section: Section) -> Iterator[Inline]:
    """Yield all inlines of a section but its texts as a reader meets them: see :func:`read`."""
    return (inline for inline, _ in read(section))
