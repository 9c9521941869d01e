"""Broadside pages: wide tables that are set across the height of a page, which is turned to be read.

Such a page is laid out as one that is as wide as the others are high, then turned to the left by a quarter: its top is
the left edge of the page, on both sides of a leaf, so that a reader turns the book to the right (The Chicago Manual of
Style, 3.82). The frame around it, with folio and running head, stands as on other pages.

Lengths are in px from the upper left corner or in pt from the lower left one, as is said.
"""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

import pydyf

from octavo.model.printing import TextArea
from octavo.pdf.matrices import Matrix, times
from octavo.typeset.engine.box_tree import page_box
from octavo.typeset.engine.drawing import POINTS
from octavo.typeset.engine.protocols import LaidOutPage, PdfStream
from octavo.typeset.layout_session import BROADSIDE
from octavo.typeset.page_offsets import number_of

BOXES = ("MediaBox", "CropBox", "BleedBox", "TrimBox")


def is_broadside(page: LaidOutPage) -> bool:
    """Whether a page was laid out to be turned."""
    return page_box(page).page_type.name == BROADSIDE


def turned_point(x: float, y: float, width: float) -> tuple[float, float]:
    """Return where a point (in pt from below) of a broadside page is on the turned one, which is ``width`` pt wide."""
    return width - y, x


def turned_area(area: Sequence[float], width: float) -> TextArea:
    """Return where an area, given by two opposite corners in pt, is on the turned page."""
    corners = [turned_point(area[0], area[1], width), turned_point(area[2], area[3], width)]
    (left, right), (bottom, top) = map(sorted, zip(*corners, strict=True))
    return TextArea(left, bottom, right, top)


def content_matrix(height: float, shift: float) -> Matrix:
    """Return the matrix in which the content of a broadside page is drawn on one ``height`` px high, in px from above.

    ``shift`` is how far to the right it stands there.
    """
    return 0, -1, 1, 0, shift, height


def turn_objects(pdf: Any, pages: Mapping[int, float], patterns: Mapping[int, Collection[PdfStream]]) -> None:  # noqa: ANN401
    """Turn what tells places on ``pages``, by the numbers of their objects, each with its width in pt when turned.

    These are the boxes of the page, the areas of links and pictures, and the ``patterns`` by which it is painted.
    """
    for number, width in pages.items():
        page = pdf.objects[number]
        for name in BOXES:
            if name in page:
                page[name] = _rounded(turned_area(page[name], width))
        for reference in page.get("Annots", ()):
            annotation = pdf.objects[number_of(reference)]
            annotation["Rect"] = _rounded(turned_area(annotation["Rect"], width))
        for pattern in patterns.get(number, ()):
            matrix = times(tuple(pattern.extra["Matrix"]), (0, 1, -1, 0, width, 0))
            pattern.extra["Matrix"] = pydyf.Array(matrix)
    for each in pdf.objects:
        attributes = each.get("A") if isinstance(each, pydyf.Dictionary) else None
        if isinstance(attributes, dict) and "BBox" in attributes and "Pg" in each:
            width = pages.get(number_of(each["Pg"]), 0.0)
            if width:
                attributes["BBox"] = _rounded(turned_area(attributes["BBox"], width), 2)


def width_of(page: LaidOutPage) -> float:
    """Return how wide, in pt, a broadside page is when it is turned."""
    return page.height * POINTS


def _rounded(area: TextArea, digits: int = 6) -> pydyf.Array:
    return pydyf.Array([round(edge, digits) for edge in area])
