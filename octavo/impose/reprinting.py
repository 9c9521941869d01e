"""The sheets of a file that must be copied anew, alone, as they lie among the others; and the leaves of a copy."""

from collections.abc import Collection, Sequence

from octavo.impose.placement import edge_of
from octavo.impose.signatures import Side, sheets_of
from octavo.model.imposition import Imposition
from octavo.pdf.sheet_file import PageSource, Placement, SheetArea, SheetSide

LEAF = 2
"""Pages on a leaf."""


def arrangement(pages: int, imposition: Imposition | None) -> tuple[tuple[int, ...], ...]:
    """Return the pages on each sheet, front before back and from left to right, with 0 for blank ones.

    Without an imposition these are the leaves of a copy that is printed on both sides.
    """
    if not pages:
        return ()
    if imposition is None:
        return tuple((page, page + 1 if page < pages else 0) for page in range(1, pages + 1, LEAF))
    return tuple(
        tuple(number or 0 for side in (sheet.front, sheet.back) if side for number in _numbers(side))
        for sheet in sheets_of(pages, imposition)
    )


def _numbers(side: Side) -> Sequence[int | None]:
    return [number for row in side.rows for number in row]


def leaves(content: bytes, numbers: Collection[int], *, title: str) -> bytes:
    """Return the leaves of a PDF with these numbers, from 1, to be printed on both sides; a blank back stays one."""
    source = PageSource(content)
    sides = []
    for number in sorted(numbers):
        for page in (LEAF * number - 1, LEAF * number):
            size = source.sizes[min(page, len(source.sizes)) - 1]
            whole = SheetArea(0, 0, size.width, size.height)
            shown = (Placement(page=page, matrix=(1, 0, 0, 1, 0, 0), clip=whole),) if page <= len(source.sizes) else ()
            sides.append(SheetSide(size=size, placements=shown))
    return source.write(sides, title=title, subject="Leaves to be copied anew", flip=edge_of(sides[0].size))
