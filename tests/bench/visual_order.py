"""How far the tags of a PDF are read in the order in which the eye finds things on the page.

``python -m tests.bench.visual_order FILE.pdf...`` prints for each file the share of its lines and pictures that are
read in visual order, and the first that are not. The handbook tells in the decision about tags what visual order means:
the text from page to page, from top to bottom in a column, and from left to right where things begin at one height; the
notes of each page by themselves in the same way, since a note is read behind the paragraph that calls it.
"""

import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from pathlib import Path
from typing import NamedTuple

from octavo.pdf.objects import entries
from octavo.pdf.opened_file import OpenedFile
from octavo.pdf.page_text import Shown
from octavo.pdf.structure import INLINE, Element
from octavo.pdf.values import PdfReference, array, number

FIGURE, FORMULA, NOTE, ROW = "Figure", "Formula", "Note", "TR"
RAISED = 0.6
"""A baseline that is higher or lower by more than this part of the size is that of another line."""

HEIGHT, DEPTH = 0.7, 0.2
"""How far a line reaches above its baseline and below it, as parts of its size."""

LEVEL = 1.0
"""Tops that differ by less than this, in pt, are at one height."""

SHOWN = 10
"""How many faults of a file are told."""

RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefe]")


class Thing(NamedTuple):
    """A line or a picture: its page from 1, the row of a table it is in (0 for none), its words, and its edges in pt.

    ``is_noted`` says that it is of a note. A picture has no words.
    """

    page: int
    row: int
    is_noted: bool
    words: str
    left: float
    bottom: float
    right: float
    top: float

    @property
    def middle(self) -> float:
        """The height of its middle."""
        return (self.bottom + self.top) / 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """How many lines and pictures were judged, and those that the eye finds before one that is read earlier."""

    judged: int
    faults: Sequence[tuple[Thing, Thing]] = field(default=())

    @property
    def share(self) -> float:
        """The share of what is read in visual order: 1 where all of it is."""
        return 1 - len({other for _, other in self.faults}) / self.judged if self.judged else 1.0


def visual_order(content: bytes) -> Order:
    """Hold the order of the tags of a PDF against the places of what is tagged."""
    things = list(things_in(OpenedFile(content)))
    faults: list[tuple[Thing, Thing]] = []
    for stream in (False, True):
        chosen = [each for each in things if each.is_noted == stream]
        if not stream:
            faults += turned_back(chosen)
        for _, group in groupby(sorted(chosen, key=lambda each: each.page), key=lambda each: each.page):
            faults += disordered(list(group))
    return Order(judged=len(things), faults=faults)


def turned_back(things: Iterable[Thing]) -> Iterator[tuple[Thing, Thing]]:
    """Yield what is read after something on a later page; a row over two pages is read cell by cell."""
    last: Thing | None = None
    for each in things:
        if last is not None and each.page < last.page and not (each.row and each.row == last.row):
            yield last, each
        if last is None or each.page >= last.page or (each.row and each.row == last.row):
            last = each


def disordered(things: Sequence[Thing]) -> Iterator[tuple[Thing, Thing]]:
    """Yield each two things of a page of which the later one is seen first."""
    for place, one in enumerate(things):
        for other in things[place + 1 :]:
            if is_above(other, one) or is_before(other, one):
                yield one, other


def is_above(one: Thing, other: Thing) -> bool:
    """Whether ``one`` is above ``other`` in one column: half of the narrower of the two at least."""
    common = min(one.right, other.right) - max(one.left, other.left)
    narrower = min(one.right - one.left, other.right - other.left)
    return one.bottom > other.middle and one.middle > other.top and common > narrower / 2


def is_before(one: Thing, other: Thing) -> bool:
    """Whether ``one`` begins at the height of ``other``, to its left; in words from right to left, to its right."""
    if abs(one.top - other.top) >= LEVEL:
        return False
    is_turned = bool(RIGHT_TO_LEFT.search(one.words) and RIGHT_TO_LEFT.search(other.words))
    return other.right <= one.left if is_turned else one.right <= other.left


def things_in(file: OpenedFile) -> Iterator[Thing]:
    """Yield the lines and pictures of a tagged PDF in the order of reading, but turned lines and formulas."""
    line: Thing | None = None
    last = 0
    for block, piece in _pieces(file):
        if line is not None and block == last and _goes_on(line, piece):
            line = _joined(line, piece)
            continue
        if line is not None:
            yield line
        line, last = piece, block
    if line is not None:
        yield line


def _pieces(file: OpenedFile) -> Iterator[tuple[int, Thing]]:
    """Yield each level string, and each picture once, with the key of the block that it is of."""
    shown = {(content.page, content.mark): strings for content, strings in file.tagged()}
    pictured: set[int] = set()
    for content in file.contents():
        roles = [element.role for element in content.path]
        page, is_noted = file.numbers.get(content.page, 0), NOTE in roles
        row = next((each.key for each in content.path if each.role == ROW), 0)
        if FIGURE in roles:
            figure = content.path[roles.index(FIGURE)]
            if figure.key not in pictured:
                pictured.add(figure.key)
                yield figure.key, Thing(page, row, is_noted, "", *_box(file, figure))
        elif FORMULA not in roles:
            block = next((each.key for each in reversed(content.path) if each.role not in INLINE), 0)
            for words, box in _strings(shown.get((content.page, content.mark), ())):
                yield block, Thing(page, row, is_noted, words, *box)


def _box(file: OpenedFile, figure: Element) -> tuple[float, float, float, float]:
    """Return the edges of a figure, as its attributes tell them (ISO 32000-1, 14.8.5.4.3)."""
    attributes = entries(file.objects, entries(file.objects, PdfReference(figure.key)).get("A"))
    left, bottom, right, top = (number(each) for each in array(attributes["BBox"]))
    return left, bottom, right, top


def _strings(strings: Iterable[Shown]) -> Iterator[tuple[str, tuple[float, float, float, float]]]:
    """Yield the words of each level string, with its edges."""
    for each in strings:
        glyphs = [glyph for glyph in each.glyphs() if not glyph.text.isspace() and glyph.size]
        if not glyphs or each.matrix[1]:
            continue
        left, right = min(glyph.left for glyph in glyphs), max(glyph.right for glyph in glyphs)
        baseline, size = glyphs[0].baseline, glyphs[0].size
        yield "".join(glyph.text for glyph in glyphs), (left, baseline - DEPTH * size, right, baseline + HEIGHT * size)


def _goes_on(line: Thing, piece: Thing) -> bool:
    """Whether ``piece`` stands in ``line`` too, behind what is there."""
    size = max(line.top - line.bottom, piece.top - piece.bottom)
    is_level = abs(line.bottom - piece.bottom) <= RAISED * size
    return piece.page == line.page and is_level and piece.left >= line.left - size


def _joined(line: Thing, piece: Thing) -> Thing:
    return line._replace(
        words=f"{line.words} {piece.words}",
        left=min(line.left, piece.left),
        bottom=min(line.bottom, piece.bottom),
        right=max(line.right, piece.right),
        top=max(line.top, piece.top),
    )


def main(paths: Sequence[str]) -> int:
    """Print the order of files; 1 where any is under 1."""
    orders = {path: visual_order(Path(path).read_bytes()) for path in paths}
    for path, order in orders.items():
        sys.stdout.write(f"{order.share:.5f} of {order.judged}: {path}\n")
        for before, each in order.faults[:SHOWN]:
            names = [one.words or "a picture" for one in (each, before)]
            sys.stdout.write(f"  page {each.page}: '{names[0]}' is read after '{names[1]}' (page {before.page})\n")
    return int(any(order.faults for order in orders.values()))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
