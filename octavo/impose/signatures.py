"""Which page stands where on which sheet. Pure arithmetic: pages are numbers from 1, and no paper is measured.

Rules: P1, P2 and P4 of ``design/print-and-ebook-standards.md``; the order of a saddle-stitched booklet is as old as
folding: on every side of every sheet, the numbers of two neighbours add up to the number of pages plus one.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import ceil
from typing import TypeAlias

from octavo.model.imposition import CARDS, Binding, Blanks, Imposition

PageNumber: TypeAlias = int | None
"""The number of a page from 1, or ``None`` for a blank one."""

PAGES_OF_A_SHEET = 4
FOLD_8 = ((5, 4, 3, 2), (6, 7, 8, 1))
"""The rows of the eight-page fold; those of the first are upside down."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """One side of a sheet, as it lies before the reader: rows from the top, each from left to right.

    The rows in ``turned`` are upside down.
    """

    rows: tuple[tuple[PageNumber, ...], ...]
    turned: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class PressSheet:
    """A sheet of paper. ``depth`` counts from 0, the outermost of its ``signature``, which count from 0 as well.

    The ``back`` is as it lies when the sheet has been turned over like a page of a book.
    """

    front: Side
    back: Side | None
    signature: int = 0
    depth: int = 0


def sheets_of(pages: int, imposition: Imposition) -> tuple[PressSheet, ...]:
    """Return the sheets for ``pages`` pages (1 or more), in the order in which they are printed.

    Raises ``ValueError`` where the scheme cannot hold as many.
    """
    scheme, binding = imposition.scheme, imposition.binding
    if scheme == "booklet":
        return tuple(stitched(filled(pages, PAGES_OF_A_SHEET, imposition.blanks), 0, binding))
    if scheme == "signatures":
        numbers = filled(pages, PAGES_OF_A_SHEET, imposition.blanks)
        divided = enumerate(in_signatures(numbers, imposition.signature))
        return tuple(sheet for count, each in divided for sheet in stitched(each, count, binding))
    if scheme == "cards":
        return tuple(_cut(pages))
    if scheme == "fold-8":
        return (_eight(pages, imposition),)
    return tuple(_side_by_side(pages, columns=2, rows=1 if scheme == "2-up" else 2, binding=binding))


def filled(pages: int, multiple: int, blanks: Blanks | None) -> tuple[PageNumber, ...]:
    """Return the pages in reading order, with blank ones so that their number is a multiple of ``multiple``."""
    missing = -pages % multiple
    numbers: list[PageNumber] = list(range(1, pages + 1))
    place = pages if blanks == "end" else pages - 1
    return (*numbers[:place], *[None] * missing, *numbers[place:])


def in_signatures(numbers: Sequence[PageNumber], most: int) -> Iterator[Sequence[PageNumber]]:
    """Divide pages, a multiple of four, into signatures of at most ``most`` that differ by one sheet at most.

    A last signature of a single sheet would not hold when it is sewn.
    """
    sheets, start = len(numbers) // PAGES_OF_A_SHEET, 0
    count = ceil(len(numbers) / most)
    for place in range(count):
        size = (sheets // count + (place < sheets % count)) * PAGES_OF_A_SHEET
        yield numbers[start : start + size]
        start += size


def stitched(numbers: Sequence[PageNumber], signature: int, binding: Binding) -> Iterator[PressSheet]:
    """Yield the sheets of one signature from the outermost; ``numbers`` are a multiple of four."""
    last = len(numbers) - 1
    for depth in range(len(numbers) // PAGES_OF_A_SHEET):
        first = 2 * depth
        front = (numbers[last - first], numbers[first])
        back = (numbers[first + 1], numbers[last - first - 1])
        yield PressSheet(front=_side(front, binding), back=_side(back, binding), signature=signature, depth=depth)


def _side(row: tuple[PageNumber, ...], binding: Binding) -> Side:
    return Side(rows=(row if binding == "left" else row[::-1],))


def _side_by_side(pages: int, *, columns: int, rows: int, binding: Binding) -> Iterator[PressSheet]:
    """Yield sheets with pages in reading order: front, back, front, back."""
    numbers = filled(pages, columns * rows, "end")
    sides = []
    for start in range(0, len(numbers), columns * rows):
        lines = [numbers[start + columns * row : start + columns * (row + 1)] for row in range(rows)]
        sides.append(Side(rows=tuple(line if binding == "left" else line[::-1] for line in lines)))
    for front, back in zip(sides[::2], [*sides[1::2], None] if len(sides) % 2 else sides[1::2], strict=True):
        yield PressSheet(front=front, back=back)


def _cut(pages: int) -> Iterator[PressSheet]:
    """Yield sheets of cards, whose fronts and backs are pages in turn.

    Where the pile is cut, each small pile has cards that follow one another, and so do the piles, row by row.
    """
    columns, rows = CARDS
    cards = ceil(pages / 2)
    count = ceil(cards / (columns * rows))
    for depth in range(count):
        fronts = [[depth + count * (columns * row + column) for column in range(columns)] for row in range(rows)]
        front = tuple(tuple(2 * card + 1 if card < cards else None for card in row) for row in fronts)
        back = tuple(tuple(2 * card + 2 if 2 * card + 2 <= pages else None for card in row[::-1]) for row in fronts)
        yield PressSheet(front=Side(rows=front), back=Side(rows=back), depth=depth)


def _eight(pages: int, imposition: Imposition) -> PressSheet:
    """Return the sheet that is folded three times and cut once along its middle: eight pages on one side."""
    if pages > 8:  # noqa: PLR2004 -- the scheme is named after it
        raise ValueError("a sheet folded to eight pages holds no more than eight")
    numbers = filled(pages, 8, imposition.blanks)
    rows = tuple(tuple(numbers[place - 1] for place in row) for row in FOLD_8)
    rows = rows if imposition.binding == "left" else tuple(row[::-1] for row in rows)
    return PressSheet(front=Side(rows=rows, turned=frozenset({0})), back=None)
