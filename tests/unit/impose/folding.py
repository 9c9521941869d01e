"""An oracle for imposition: fold and cut sheets of paper as a person does, and read what has become of them.

Nothing here knows the formula of the order; sheets are only turned over, laid in one another and leafed through.
"""

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import TypeVar

from octavo.impose.signatures import PressSheet, Side

Text = TypeVar("Text")


def leafed(sides: Sequence[tuple[tuple[Text, Text], tuple[Text, Text]]], *, is_right_bound: bool = False) -> list[Text]:
    """Return what a reader sees in turn in sheets that lie in one another, the outermost first, and are folded once.

    Each sheet is its front and its back, each as its left and right half; the back as it lies when the sheet has been
    turned over like a page of a book.
    """
    leaves = []
    for front, back in sides:
        # The right half of the front has the left half of the back behind it, and the other way round.
        leaves.append({"right": (front[1], back[0]), "left": (front[0], back[1])})
    opening, closing = ("left", "right") if is_right_bound else ("right", "left")
    read: list[Text] = []
    for leaf in leaves:
        read += leaf[opening]
    for leaf in reversed(leaves):
        # The second half of each sheet is met from its back.
        read += leaf[closing][::-1]
    return read


def read_stitched(sheets: Sequence[PressSheet], *, is_right_bound: bool = False) -> Iterator[int | None]:
    """Yield the pages of a booklet or of signatures that lie on one another."""
    for _, signature in groupby(sheets, lambda sheet: sheet.signature):
        halves = [(_halves(sheet.front), _halves(sheet.back)) for sheet in signature]
        yield from leafed(halves, is_right_bound=is_right_bound)


def _halves(side: Side | None) -> tuple[int | None, int | None]:
    assert side is not None
    ((left, right),) = side.rows
    return left, right


def read_eight(sheet: PressSheet) -> list[int | None]:
    """Return the pages of a sheet that is cut along its middle, between its second and its last column but one.

    Folded lengthwise with the print outside and pushed together at both ends, the middle opens to a cross; the four
    arms are leaves of two printed halves each, and are leafed through from the front cover, the lower right.
    """
    above, below = sheet.front.rows
    assert sheet.front.turned == {0}, "folded lengthwise, the upper row comes to stand upright behind the lower one"
    # The arms: below right | above right, above middle right | above middle left, and so on round the cross.
    return [below[3], above[3], above[2], above[1], above[0], below[0], below[1], below[2]]
