"""Where pages lie on a side of a sheet, and how large. Lengths are pt; places are measured from its lower left."""

from collections.abc import Iterator, Sequence

from octavo.impose.signatures import PressSheet, Side
from octavo.model.imposition import SHEETS, Flip, Imposition
from octavo.model.printing import POINTS_PER_MM
from octavo.pdf.sheet_file import Placement, SheetArea, Size

"""Points (pt) in a millimetre."""

STITCHED = frozenset({"booklet", "signatures"})
CREEPING_SHEETS = 6
"""Sheets in a signature from which on the creep is worth a shift (P4)."""

CREEP = 1.2
"""How much further than its own thickness a stapled sheet pushes the next one out (P4: 1.2 to 1.4)."""


def sheet_size(imposition: Imposition, page: Size) -> Size:
    """Return the sheet as it lies for pages of this size."""
    short, long = (side * POINTS_PER_MM for side in sorted(SHEETS[imposition.sheet]))
    if imposition.scheme == "cards":
        return Size(short, long)
    lies_wide = page.is_wide if imposition.scheme == "4-up" else not (imposition.scheme == "2-up" and page.is_wide)
    return Size(long, short) if lies_wide else Size(short, long)


def edge_of(sheet: Size) -> Flip:
    """Return the edge over which ``sheet`` turns like a page of a book."""
    return "short-edge" if sheet.is_wide else "long-edge"


def cells_of(side: Side, sheet: Size) -> Size:
    """Return the room that each page has on ``side``."""
    return Size(sheet.width / len(side.rows[0]), sheet.height / len(side.rows))


def scale_of(page: Size, room: Size, imposition: Imposition) -> float:
    """Return by how much a page is made larger, or smaller where that is below 1."""
    fitting = min(room.width / page.width, room.height / page.height)
    return {"shrink": min(1.0, fitting), "fit": fitting, "actual": 1.0}[imposition.scale]


def creep_of(sheet: PressSheet, sheets: int, imposition: Imposition) -> float:
    """Return by how many pt the pages of a sheet move to the fold, where its signature has ``sheets``.

    Inner sheets stand out by what lies around them, and lose as much when the booklet is trimmed.
    """
    if imposition.scheme not in STITCHED or sheets < CREEPING_SHEETS:
        return 0.0
    return sheet.depth * imposition.thickness * CREEP * POINTS_PER_MM


def placements(
    side: Side, sheet: Size, pages: Sequence[Size], imposition: Imposition, *, creep: float = 0.0, is_back: bool = False
) -> Iterator[Placement]:
    """Yield the pages of ``side``; ``pages`` are their sizes, from that of page 1.

    Pages of a booklet touch the fold, all others stand in the middle of their room. A back that the printer turns over
    the other edge is upside down.
    """
    room, columns = cells_of(side, sheet), len(side.rows[0])
    turns_over = is_back and imposition.flip not in {None, edge_of(sheet)}
    for row, numbers in enumerate(side.rows):
        for column, number in enumerate(numbers):
            if number is None:
                continue
            size = pages[number - 1]
            scale = scale_of(size, room, imposition)
            width, height = size.width * scale, size.height * scale
            cell = SheetArea(column * room.width, sheet.height - (row + 1) * room.height, *room)
            left = cell.left + (room.width - width) / 2
            if imposition.scheme in STITCHED:
                left = cell.left + room.width - width + creep if column < columns / 2 else cell.left - creep
            box = SheetArea(left, cell.bottom + (room.height - height) / 2, width, height)
            yield _placed(number, scale, box, cell, sheet, turns=(row in side.turned, turns_over))


def _placed(
    number: int, scale: float, box: SheetArea, cell: SheetArea, sheet: Size, turns: tuple[bool, bool]
) -> Placement:
    """Return where a page lies. ``turns``: whether it is upside down in its room, and whether all of the side is."""
    on_its_head, turns_over = turns
    if turns_over:
        box, cell = _turned(box, sheet), _turned(cell, sheet)
    matrix = (scale, 0, 0, scale, box.left, box.bottom)
    if on_its_head != turns_over:
        matrix = (-scale, 0, 0, -scale, box.left + box.width, box.bottom + box.height)
    return Placement(page=number, matrix=matrix, clip=cell)


def _turned(box: SheetArea, sheet: Size) -> SheetArea:
    return SheetArea(sheet.width - box.left - box.width, sheet.height - box.bottom - box.height, box.width, box.height)
