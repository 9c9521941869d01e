"""Marks at which people fold, staple and cut: thin lines at the edges, as PDF drawing operators. Lengths are pt."""

from collections.abc import Iterator
from typing import Protocol

from octavo.impose.placement import STITCHED, cells_of
from octavo.impose.signatures import PressSheet
from octavo.model.imposition import Imposition
from octavo.model.printing import POINTS_PER_MM
from octavo.pdf.sheet_file import Size


class Overlay(Protocol):
    """Returns what is drawn on a side of a sheet of this size, as operators of a content stream."""

    def __call__(self, size: Size, /, *, is_front: bool) -> bytes:
        """Draw."""


REACH = 7 * POINTS_PER_MM
"""The length of a mark at an edge: office printers leave out about four millimetres."""

ARM = 2 * POINTS_PER_MM
"""Half the length of a cross where cards are cut apart."""

INSET, ANGLE = 5 * POINTS_PER_MM, 10 * POINTS_PER_MM
"""How far the angles of a test sheet stand from the edges, and how long their arms are."""

RULER, FOOT = 100 * POINTS_PER_MM, 10 * POINTS_PER_MM
"""The length of the line by which the size of the print is measured, and how far it is from the lower edge."""

STAPLE = 12 * POINTS_PER_MM
COLLATION = Size(2 * POINTS_PER_MM, 6 * POINTS_PER_MM)
"""The bar on the back of a signature; those of a pile of signatures in their order make a flight of steps."""

STEPS = 12
THIN = "0 G 0 g 0.4 w"


def marks_of(sheet: PressSheet, size: Size, imposition: Imposition) -> bytes:
    """Return what is drawn on the front of ``sheet``; nothing on those that lie inside others."""
    is_cut = imposition.scheme == "cards"
    if sheet.depth and not is_cut:
        return b""
    lines = list(_stitching(sheet, size, imposition) if imposition.scheme in STITCHED else _grid(sheet, size))
    if is_cut:
        lines += _crosses(sheet, size)
    if imposition.scheme == "fold-8":
        lines.append(_line(size.width / 4, size.height / 2, size.width * 3 / 4, size.height / 2))
    return "\n".join(["q", THIN, *lines, "Q"]).encode()


def nothing(_size: Size, *, is_front: bool) -> bytes:
    """Return what is drawn on sides on which nothing but marks is wanted."""
    del is_front
    return b""


def corners(size: Size, *, is_front: bool) -> bytes:
    """Return angles at the corners of a side, and on the front a line of 100 mm, to measure what a printer does."""
    left, right, bottom, top = INSET, size.width - INSET, INSET, size.height - INSET
    lines = [
        line
        for x, inwards in ((left, ANGLE), (right, -ANGLE))
        for y, upwards in ((bottom, ANGLE), (top, -ANGLE))
        for line in (_line(x, y, x + inwards, y), _line(x, y, x, y + upwards))
    ]
    if is_front:
        start = (size.width / 2 - RULER) / 2
        ends = (start, start + RULER)
        lines.append(_line(ends[0], FOOT, ends[1], FOOT))
        lines += (_line(end, FOOT - ARM, end, FOOT + ARM) for end in ends)
    return "\n".join(["", "q", THIN, *lines, "Q"]).encode()


def _stitching(sheet: PressSheet, size: Size, imposition: Imposition) -> Iterator[str]:
    middle = size.width / 2
    yield "[2 2] 0 d"
    yield _line(middle, 0, middle, REACH)
    yield _line(middle, size.height - REACH, middle, size.height)
    yield "[] 0 d"
    if imposition.scheme == "booklet":
        for part in (1, 3):
            height = size.height * part / 4
            yield _line(middle, height - STAPLE / 2, middle, height + STAPLE / 2)
    else:
        step = sheet.signature % STEPS + 1
        bottom = size.height * (1 - step / (STEPS + 2))
        yield f"{middle - COLLATION.width / 2:.3f} {bottom:.3f} {COLLATION.width:.3f} {COLLATION.height:.3f} re f"


def _grid(sheet: PressSheet, size: Size) -> Iterator[str]:
    """Yield a mark at both ends of each line between two rows or columns."""
    room = cells_of(sheet.front, size)
    for column in range(1, len(sheet.front.rows[0])):
        yield _line(column * room.width, 0, column * room.width, REACH)
        yield _line(column * room.width, size.height - REACH, column * room.width, size.height)
    for row in range(1, len(sheet.front.rows)):
        yield _line(0, row * room.height, REACH, row * room.height)
        yield _line(size.width - REACH, row * room.height, size.width, row * room.height)


def _crosses(sheet: PressSheet, size: Size) -> Iterator[str]:
    """Yield a small cross wherever four cards meet."""
    room = cells_of(sheet.front, size)
    for row in range(1, len(sheet.front.rows)):
        for column in range(1, len(sheet.front.rows[0])):
            x, y = column * room.width, row * room.height
            yield _line(x - ARM, y, x + ARM, y)
            yield _line(x, y - ARM, x, y + ARM)


def _line(left: float, bottom: float, right: float, top: float) -> str:
    return f"{left:.3f} {bottom:.3f} m {right:.3f} {top:.3f} l S"
