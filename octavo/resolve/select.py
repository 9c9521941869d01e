"""Take a selection out of the texts of a book."""

from collections.abc import Collection, Iterable
from dataclasses import replace
from typing import assert_never

from octavo.model.book import Section
from octavo.model.diagnostics import Faulty, fault
from octavo.model.inlines import NoteCall
from octavo.model.origin import NOWHERE
from octavo.model.prose import Block, Blocks, Heading, Note
from octavo.model.query import Inside, block_contents, every_block, section_inlines
from octavo.model.selection import (
    SelectedBlocks,
    SelectedChapters,
    SelectedHeadings,
    SelectedPart,
    SelectedSheet,
    Selection,
    Whole,
)
from octavo.resolve.registers import Sections


def select(sections: Sections, selection: Selection) -> Sections:
    """Return those of ``sections``, with ids, that are selected, in the order of the book.

    A section of which only headings or blocks are selected keeps its title, and the notes that what is left calls.
    Of a sheet for the class nothing stands in the order of the book: see :mod:`octavo.resolve.sheets`.
    Raises :class:`Faulty` with OC204 for everything that the selection names and the book does not have.
    """
    match selection:
        case Whole():
            return sections
        case SelectedSheet():
            return ()
        case SelectedPart(part=part, matter=matter):
            _check((part,), {section.part for section in sections})
            chosen = {section.id for section in sections if section.part == part}
            return _whole_sections(sections, chosen.union(matter))
        case SelectedChapters(chapters=chapters, matter=matter):
            _check(chapters, {section.id for section in sections})
            return _whole_sections(sections, {*chapters, *matter})
        case SelectedHeadings(headings=headings, matter=matter):
            _check(headings, _ids(block for block in _blocks(sections) if isinstance(block, Heading)))
            return _with_blocks(sections, headings, matter, is_with_below=True)
        case SelectedBlocks(blocks=blocks, matter=matter):
            _check(blocks, _ids(_blocks(sections)))
            return _with_blocks(sections, blocks, matter, is_with_below=False)
        case _:
            assert_never(selection)


def _check(named: Iterable[str], known: Collection[str]) -> None:
    if lost := [fault("OC204", NOWHERE, id=name, near=(name, known)) for name in named if name not in known]:
        raise Faulty(lost)


def _blocks(sections: Sections) -> Iterable[Block]:
    return (block for section in sections for block in every_block(section.blocks))


def _ids(blocks: Iterable[Block]) -> set[str]:
    return {block.id for block in blocks}


def _whole_sections(sections: Sections, chosen: Collection[str]) -> Sections:
    return tuple(section for section in sections if section.id in chosen)


def _with_blocks(
    sections: Sections, chosen: Collection[str], matter: Collection[str], *, is_with_below: bool
) -> Sections:
    found = []
    for section in sections:
        if section.id in matter:
            found.append(section)
        elif blocks := picked(section.blocks, chosen, is_with_below=is_with_below):
            is_all = blocks == section.blocks
            found.append(section if is_all else with_called_notes(replace(section, blocks=blocks)))
    return tuple(found)


def picked(blocks: Blocks, chosen: Collection[str], *, is_with_below: bool) -> Blocks:
    """Return the outermost blocks that are chosen; with what is below them up to a heading of the same rank, if so."""
    found: list[Block] = []
    level = 0
    for block in blocks:
        if isinstance(block, Heading) and block.level <= level:
            level = 0
        if block.id in chosen and is_with_below and isinstance(block, Heading):
            level = level or block.level
        if level or block.id in chosen:
            found.append(block)
        else:
            for content in block_contents(block):
                if isinstance(content, Inside):
                    found += picked(content.blocks, chosen, is_with_below=is_with_below)
    return tuple(found)


def with_called_notes(section: Section) -> Section:
    """Return a section without the notes that neither its blocks nor other notes of these call."""
    called: dict[str, Note] = {}
    waiting = _labels(replace(section, notes=()))
    notes = {note.label: note for note in section.notes}
    while waiting:
        label = waiting.pop()
        if label in notes and label not in called:
            called[label] = notes[label]
            waiting += _labels(replace(section, title=(), blocks=notes[label].blocks, notes=()))
    return replace(section, notes=tuple(note for note in section.notes if note.label in called))


def _labels(section: Section) -> list[str]:
    return [inline.label for inline in section_inlines(section) if isinstance(inline, NoteCall)]
