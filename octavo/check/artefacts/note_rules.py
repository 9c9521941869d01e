"""Rules for the notes at the foot of the pages of a finished PDF: where each begins, and which it follows."""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import groupby, pairwise
from math import inf
from typing import NamedTuple

from octavo.check.artefacts.printed_lines import PrintedLine
from octavo.check.artefacts.printed_sections import PrintedSection
from octavo.model.diagnostics import Diagnostic, fault
from octavo.model.origin import Origin
from octavo.model.printing import TextArea

ROOM = 5.0
"""The height that a note may need at least, in sizes of its letters: two lines and what parts it from the text."""

RAISED = 0.2
"""A note that begins higher than an earlier one ends, by more than this part of its size, stands before it."""


class _PrintedNote(NamedTuple):
    """A note: its number as printed, its first line and its last, and where it is written."""

    number: str
    first: PrintedLine
    last: PrintedLine
    origin: Origin


def note_faults(
    section: PrintedSection, areas: Mapping[int, TextArea], shown: Callable[[int], str], file: Origin
) -> Iterator[Diagnostic]:
    """Judge the notes of a section in the PDF ``file``.

    ``areas`` are the text blocks of its pages, and ``shown`` names a page as messages do.
    """
    notes = list(_notes(section))
    yield from _elsewhere(section, notes, areas, shown, file)
    yield from _out_of_order(notes, shown, file)


def _notes(section: PrintedSection) -> Iterator[_PrintedNote]:
    for _, group in groupby(enumerate(section.notes.lines), key=lambda each: each[1].note):
        (place, first), *others = group
        found = re.match(r"\d+", first.text)
        last = others[-1][1] if others else first
        origin = section.origin(section.notes, section.notes.starts[place])
        yield _PrintedNote(found[0] if found else "", first, last, origin)


def _elsewhere(
    section: PrintedSection,
    notes: Sequence[_PrintedNote],
    areas: Mapping[int, TextArea],
    shown: Callable[[int], str],
    file: Origin,
) -> Iterator[Diagnostic]:
    """Yield OC709 for each note that is not begun on the page of its call, though it has room, nor on the next.

    Where the next pages are full of earlier notes, it begins behind them. A note that is called twice belongs to the
    first call. In chapters that run on several notes have the same number: any call with it may be that of each.
    """
    called: defaultdict[str, list[int]] = defaultdict(list)
    for call in section.calls:
        called[call.text].append(call.page)
    of_number = Counter(note.number for note in notes)
    feet = _feet(section.text.lines)
    noted = _feet(section.notes.lines)
    for note in notes:
        pages, begun = sorted(called[note.number]), note.first.page
        if of_number[note.number] == 1:
            pages = pages[:1]
        if not pages or begun in pages:
            continue
        page = max((each for each in pages if each < begun), default=pages[0])
        lowest = [
            min(feet.get(page, inf), noted.get(page, inf)),
            *(noted.get(each, inf) for each in range(page + 1, begun)),
        ]
        room = [
            foot - areas[each].bottom for foot, each in zip(lowest, range(page, begun), strict=False) if each in areas
        ]
        if begun < page or any(each > ROOM * note.first.size for each in room):
            begun_on, called_on = shown(begun), shown(page)
            yield fault("OC709", note.origin, related=[file], number=note.number, page=begun_on, call=called_on)


def _feet(lines: Sequence[PrintedLine]) -> Mapping[int, float]:
    """Return the lowest baseline on each page."""
    feet: dict[int, float] = {}
    for line in lines:
        feet[line.page] = min(feet.get(line.page, line.baseline), line.baseline)
    return feet


def _out_of_order(notes: Sequence[_PrintedNote], shown: Callable[[int], str], file: Origin) -> Iterator[Diagnostic]:
    """Yield OC717 for each note that begins before the end of one with a lower number.

    Where notes are read is not asked: they are read where they are called, and may be printed elsewhere. But in
    chapters that run on the numbers begin anew, and tell no order; there it is that of reading.
    """
    numbered = [note for note in notes if note.number]
    if len({note.number for note in numbered}) == len(numbered):
        numbered.sort(key=lambda note: int(note.number))
    for earlier, note in pairwise(numbered):
        one, other = earlier.last, note.first
        if other.page < one.page or (other.page == one.page and _stands_before(other, one)):
            page, before = shown(other.page), earlier.number
            yield fault("OC717", note.origin, related=[file], number=note.number, page=page, other=before)


def _stands_before(line: PrintedLine, other: PrintedLine) -> bool:
    """Whether ``line`` stands higher than ``other``, in the same column, or in a column before it."""
    if not (line.is_level and other.is_level):
        return False
    if line.right <= other.left:
        return True
    overlap = min(line.right, other.right) - max(line.left, other.left)
    return overlap > 0 and line.baseline - other.baseline > RAISED * max(line.size, other.size)
