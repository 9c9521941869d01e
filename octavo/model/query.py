"""Read prose, in reading order. Passes read whole books again and again, so this only gathers lists."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple, TypeAlias

from octavo.model.book import Section
from octavo.model.inlines import Break, Code, Formula, Image, Inline, Inlines, NoteCall, Text, children
from octavo.model.prose import Block, Blocks, Place, with_inside

# --- inlines ---------------------------------------------------------------------------------------------------------


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
            case Formula(words=value) | Image(alt=value):
                words.append(value)
            case Break():
                words.append(" ")
            case _:
                pass
    return "".join(words)


# --- blocks ----------------------------------------------------------------------------------------------------------


class InlineRun(NamedTuple):
    """A run of inlines that stands directly in a block."""

    inlines: Inlines
    place: Place


class Inside(NamedTuple):
    """Blocks that stand directly in a block; ``what`` says what they stand in, such as *list* or *sidebar*."""

    blocks: Blocks
    what: str


BlockContent: TypeAlias = InlineRun | Inside


def block_contents(block: Block) -> tuple[BlockContent, ...]:
    """Return what stands directly in ``block``; nothing of it is empty."""
    found: list[BlockContent] = []

    def run(inlines: Inlines, place: Place) -> Inlines:
        if inlines:
            found.append(InlineRun(inlines, place))
        return inlines

    def inner(blocks: Blocks, what: str) -> Blocks:
        if blocks:
            found.append(Inside(blocks, what))
        return blocks

    with_inside(block, run, inner)
    return tuple(found)


def every_block(blocks: Blocks) -> Iterator[Block]:
    """Yield ``blocks`` and all blocks inside them, each before what stands in it."""
    return iter(_gathered(blocks)[0])


def runs(blocks: Blocks) -> Iterator[Inlines]:
    """Yield every run of inlines in ``blocks``."""
    return iter(_gathered(blocks)[1])


def _gathered(blocks: Blocks) -> tuple[list[Block], list[Inlines]]:
    """Return all blocks and all runs of inlines."""
    found: list[Block] = []
    runs: list[Inlines] = []

    def run(inlines: Inlines, _place: Place) -> Inlines:
        runs.append(inlines)
        return inlines

    def inner(blocks: Blocks, _what: str) -> Blocks:
        for block in blocks:
            found.append(block)
            with_inside(block, run, inner)
        return blocks

    inner(blocks, "")
    return found, runs


# --- sections --------------------------------------------------------------------------------------------------------


def read(section: Section) -> Iterator[tuple[Inline, bool]]:
    """Yield all inlines of a section but its texts as a reader meets them, each with whether it stands in a footnote.

    The text of a footnote comes where it is first called; that of notes which nothing calls comes at the end.
    """
    waiting = {note.label: note for note in section.notes}
    found: list[tuple[Inline, bool]] = []
    in_note = False

    def run(inlines: Inlines, place: Place) -> Inlines:
        nonlocal in_note
        for inline in inlines:
            if isinstance(inline, Text):
                continue
            found.append((inline, in_note))
            run(children(inline), place)
            if isinstance(inline, NoteCall) and (note := waiting.pop(inline.label, None)):
                before, in_note = in_note, True
                inner(note.blocks, "")
                in_note = before
        return inlines

    def inner(blocks: Blocks, _what: str) -> Blocks:
        for block in blocks:
            with_inside(block, run, inner)
        return blocks

    run(section.title, "heading")
    inner(section.blocks, "")
    for entry in section.every_entry():
        run(entry.head, "heading")
        for blocks in entry.parts.values():
            inner(blocks, "")
    in_note = True
    for label in tuple(waiting):
        if note := waiting.pop(label, None):
            inner(note.blocks, "")
    return iter(found)


def section_inlines(section: Section) -> Iterator[Inline]:
    """Yield all inlines of a section but its texts as a reader meets them: see :func:`read`."""
    return (inline for inline, _ in read(section))


def section_blocks(section: Section) -> Iterator[Block]:
    """Yield all blocks of a section: those of its text, its notes and its entries."""
    parts = (blocks for entry in section.every_entry() for blocks in entry.parts.values())
    for blocks in (section.blocks, *(note.blocks for note in section.notes), *parts):
        yield from every_block(blocks)
