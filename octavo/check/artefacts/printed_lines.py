"""The lines of a finished PDF: tagged text with places, put together as it is read."""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from octavo.check.artefacts.reading import has_right_to_left, is_turned, logical_order, reading_form, turned_line
from octavo.model.output import LIST_MARKER, ONLY_IN_ONE_MEDIUM
from octavo.pdf.drawn_runs import DrawnRun
from octavo.pdf.own_text import Tagged
from octavo.pdf.structure import INLINE, Element

NOTE = "Note"
FIGURES = frozenset({"Figure", "Formula"})
CALL = "note-call"
PARAGRAPHS = frozenset({"P", "LBody", NOTE})
UNREAD = frozenset(ONLY_IN_ONE_MEDIUM) - {CALL}
"""Titles of elements that are not read as the words of the book: what only one medium has."""

SHIFTED = 0.6
"""A baseline that is lower or higher by more than this part of the size begins a line: calls are raised less."""

APART = 0.12
"""A gap of more than this part of the size may part words, even where no space is drawn in it."""


TOUCHING = 0.05
"""A gap of less than this part of the size is no space, even where one is drawn in it."""


class PrintedLine(NamedTuple):
    """A line: its page, the note and the block that it is of, its text in reading form, and its place in pt.

    ``note`` is 0 outside of notes. ``block`` is the same for all lines of a paragraph, and 0 where it is none.
    ``size`` is that of its largest letters. ``is_level`` says that all of it reads from left to right.
    """

    page: int
    note: int
    block: int
    text: str
    left: float
    right: float
    baseline: float
    size: float
    is_level: bool


def is_read(path: Iterable[Element]) -> bool:
    """Whether what stands in the elements ``path`` is read as words of the book."""
    return not any(element.title in UNREAD for element in path)


def lines(pieces: Iterable[Tagged]) -> Iterator[PrintedLine]:
    """Yield the lines of tagged text; ``page`` is the number of the object of the page."""
    open_line: _Line | None = None
    for piece in pieces:
        if not piece.runs:
            continue
        block = _block(piece.path)
        for run in piece.runs:
            if open_line is None or not open_line.goes_on(piece, block, run):
                if open_line is not None:
                    yield open_line.made()
                open_line = _Line(piece, block)
            open_line.add(piece.path, run)
    if open_line is not None:
        yield open_line.made()


def _block(path: Sequence[Element]) -> Element:
    """Return the innermost element that has lines of its own."""
    return next((element for element in reversed(path) if element.role not in INLINE), path[0])


class _Line:
    """A line that is being put together."""

    def __init__(self, piece: Tagged, block: Element) -> None:
        self._piece = piece
        self._block = block
        self._runs: list[DrawnRun] = []
        self._texts: list[str] = []
        self._drawn: list[str] = []

    def goes_on(self, piece: Tagged, block: Element, run: DrawnRun) -> bool:
        """Whether ``run`` stands in this line too."""
        if not self._runs or piece.page != self._piece.page or block.key != self._block.key:
            return not self._runs
        last = self._runs[-1]
        size = max(last.size, run.size)
        return abs(last.baseline - run.baseline) <= SHIFTED * size and run.left >= last.left - last.size

    def add(self, path: Sequence[Element], run: DrawnRun) -> None:
        """Add a run, and what stands between it and the one before: a space only where one is to be seen."""
        if not is_read(path):
            text = "\n"
        elif path[-1].title == LIST_MARKER and not any(map(str.isalnum, run.text)):
            text = ""
        else:
            text = logical_order(run.text)
        if text.strip() and self._runs and self._runs[-1].is_level and run.is_level:
            gap = run.left - self._runs[-1].right
            if gap > APART * run.size:
                self._texts.append("\n")
            elif gap < TOUCHING * run.size and run.left > self._runs[-1].left and not has_right_to_left(text):
                self._close_up()
                text = text.lstrip()
        self._texts.append(text)
        self._drawn.append(run.text if text else "")
        if text.strip() or not self._runs:
            self._runs.append(run)

    def _close_up(self) -> None:
        """Take away the space at the end, which is drawn and cannot be seen."""
        while self._texts and not self._texts[-1].strip(" "):
            self._texts.pop()
        if self._texts:
            self._texts[-1] = self._texts[-1].rstrip(" ")

    def _text(self) -> str:
        """Return the text in the order of reading: a line of words from right to left is drawn the other way round."""
        drawn = "".join(self._drawn)
        return turned_line(drawn) if is_turned(drawn) else "".join(self._texts)

    def made(self) -> PrintedLine:
        """Return the line."""
        seen = [run for run in self._runs if not run.text.isspace()] or self._runs
        size = max(run.size for run in seen)
        note = next((element.key for element in reversed(self._piece.path) if element.role == NOTE), 0)
        return PrintedLine(
            page=self._piece.page,
            note=note,
            block=self._block.key if self._block.role in PARAGRAPHS else 0,
            text=reading_form(self._text()),
            left=min(run.left for run in seen),
            right=max(run.right for run in seen),
            baseline=min(run.baseline for run in seen if run.size == size),
            size=size,
            is_level=all(run.is_level for run in seen),
        )
