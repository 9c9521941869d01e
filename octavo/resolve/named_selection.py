"""What people call the pieces of a book, and the selection that such words name.

A piece has the id that an author, a record or :mod:`octavo.resolve.anchors` gave it; parts, chapters and headings can
be called by number as well: ``part-1``, ``3``, and ``3.2`` for the second heading of chapter 3.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

from octavo.model.book import Section
from octavo.model.diagnostics import Faulty, fault
from octavo.model.matter import REGISTERS
from octavo.model.origin import NOWHERE, Origin
from octavo.model.prose import Block, Box, Extract, Figure, GridTable, Heading, Sidebar, Table
from octavo.model.query import every_block, plain
from octavo.model.selection import (
    WHOLE,
    SelectedBlocks,
    SelectedChapters,
    SelectedHeadings,
    SelectedPart,
    Selection,
)
from octavo.resolve.registers import Sections

EVERYTHING = "whole"
"""The word for the whole book."""

MATTER = tuple((word, NOWHERE) for word in REGISTERS)
"""What goes with a selection where nothing else is said."""

TEXTS = frozenset({"chapter", "appendix", "text", "page"})

Kind: TypeAlias = Literal["part", "text", "heading", "block"]


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedPiece:
    """A piece of a book that can be named: by its ``id``, and by ``number`` where it has one.

    ``rank`` counts from 0, a part or a text, to say what stands below what. ``title`` is empty where it has none.
    """

    id: str
    kind: Kind
    title: str = ""
    number: str = ""
    rank: int = 0


def names_in(sections: Sections) -> Iterator[NamedPiece]:
    """Yield all pieces of ``sections``, those of a book with ids, that have a title, in reading order."""
    return (each for each in pieces_in(sections) if each.title)


def selection_named(
    words: Iterable[tuple[str, Origin]], sections: Sections, *, matter: Iterable[tuple[str, Origin]] = MATTER
) -> Selection:
    """Return the selection that ``words``, each with its place, name among ``sections``, those of a book with ids.

    No word, or ``whole`` among them, is the whole book. ``matter`` is what goes with any other selection, with its
    places. Raises :class:`Faulty` with OC618 for every word that names nothing; but a register need not be there.
    """
    asked, beside = list(words), list(matter)
    if not asked or any(word == EVERYTHING for word, _ in asked):
        return WHOLE
    known: dict[str, NamedPiece] = {}
    for piece in pieces_in(sections):
        for name in filter(None, (piece.number, piece.id)):
            known.setdefault(name, piece)
    names = [EVERYTHING, *known]
    lost = [fault("OC618", place, word=word, near=(word, names)) for word, place in asked if word not in known]
    there = {*REGISTERS, *(section.id for section in sections)}
    lost += [fault("OC618", place, word=word, near=(word, there)) for word, place in beside if word not in there]
    if lost:
        raise Faulty(lost)
    return _selection([known[word] for word, _ in asked], sections, tuple(word for word, _ in beside))


def _selection(pieces: Sequence[NamedPiece], sections: Sections, matter: tuple[str, ...]) -> Selection:
    ids, kinds = tuple(dict.fromkeys(piece.id for piece in pieces)), {piece.kind for piece in pieces}
    if kinds == {"part"} and len(ids) == 1:
        return SelectedPart(part=ids[0], matter=matter)
    if kinds <= {"part", "text"}:
        chosen = tuple(each.id for each in sections if each.id in ids or (each.part and each.part in ids))
        return SelectedChapters(chapters=chosen, matter=matter)
    if kinds == {"heading"}:
        return SelectedHeadings(headings=ids, matter=matter)
    return SelectedBlocks(blocks=tuple(_blocks_of(ids, sections)), matter=matter)


def _blocks_of(ids: Sequence[str], sections: Sections) -> Iterator[str]:
    """Yield the ids of the blocks that pieces of several kinds consist of: all of a text, all below a heading."""
    for section in sections:
        is_wanted, level = section.id in ids or section.part in ids, 0
        for block in section.blocks:
            if isinstance(block, Heading) and block.level <= level:
                level = 0
            if isinstance(block, Heading) and block.id in ids:
                level = level or block.level
            if is_wanted or level:
                yield block.id
            else:
                yield from (each.id for each in every_block((block,)) if each.id in ids)


def pieces_in(sections: Sections) -> Iterator[NamedPiece]:
    """Yield all pieces in reading order: parts, texts, headings and all other blocks."""
    parts = 0
    for section in sections:
        rank = int(bool(section.part))
        if section.kind == "part":
            parts += 1
            yield NamedPiece(id=section.id, kind="part", title=plain(section.title), number=f"part-{parts}")
        elif section.kind in TEXTS:
            yield NamedPiece(id=section.id, kind="text", title=plain(section.title), number=section.number, rank=rank)
            yield from _pieces_of(section, rank)


def _pieces_of(section: Section, rank: int) -> Iterator[NamedPiece]:
    counts: dict[int, int] = {}
    top = min((block.level for block in every_block(section.blocks) if isinstance(block, Heading)), default=0)
    below = rank + 1
    for block in every_block(section.blocks):
        if not isinstance(block, Heading):
            yield NamedPiece(id=block.id, kind="block", title=_title(block), rank=below)
            continue
        counts = {level: count for level, count in counts.items() if level <= block.level}
        counts[block.level] = counts.get(block.level, 0) + 1
        depth = block.level - top
        places = [section.number, *(str(counts.get(level, 0)) for level in range(top, block.level + 1))]
        number = ".".join(places) if section.number else ""
        yield NamedPiece(id=block.id, kind="heading", title=plain(block.children), number=number, rank=rank + 1 + depth)
        below = rank + 2 + depth


def _title(block: Block) -> str:
    """Return what a block is called in print, the kind of a box that has no title; empty for those called nothing."""
    match block:
        case Extract(title=title) | Figure(caption=title) | Sidebar(title=title):
            return plain(title)
        case Table(caption=title) | GridTable(caption=title):
            return plain(title)
        case Box(title=title, kind=kind):
            return plain(title) or kind
        case _:
            return ""
