"""A page as it is drawn: its size, its runs of text and its images, with places in pt from the lower left corner."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from math import hypot
from typing import NamedTuple

from octavo.pdf.drawn_runs import Drawing, DrawnRun
from octavo.pdf.objects import Dictionary, Objects, entries, resolved
from octavo.pdf.values import PdfReference, UnreadableError, array, number


class DrawnImage(NamedTuple):
    """An image of pixels: the width and height at which it is drawn, in pt, and those that it has, in pixels."""

    width: float
    height: float
    columns: float
    rows: float

    @property
    def distortion(self) -> float:
        """How many times wider than by its own proportions it is drawn; 1 for a picture that is as it should be."""
        return self.width / self.height * self.rows / self.columns if self.height and self.columns else 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class DrawnPage:
    """What a page draws. ``trim`` is the left, lower, right and upper edge of the finished paper."""

    trim: tuple[float, float, float, float]
    runs: Sequence[DrawnRun] = field(repr=False)
    images: Sequence[DrawnImage] = field(repr=False)


def drawn_page(objects: Objects, page: Dictionary, drawing: Drawing) -> DrawnPage:
    """Return the page with the dictionary ``page``, which draws ``drawing``; raises :class:`UnreadableError`."""
    box = [number(resolved(objects, each)) for each in array(resolved(objects, page.get("TrimBox", page["MediaBox"])))]
    if len(box) != len(("left", "bottom", "right", "top")):
        raise UnreadableError(box)
    left, bottom, right, top = box
    images = list(_images(objects, page, drawing))
    return DrawnPage(trim=(left, bottom, right, top), runs=drawing.runs, images=images)


def _images(objects: Objects, page: Dictionary, drawing: Drawing) -> Iterator[DrawnImage]:
    if not drawing.xobjects:
        return
    named = entries(objects, entries(objects, page.get("Resources")).get("XObject"))
    for name, (a, b, c, d, _, _) in drawing.xobjects:
        held = named.get(name)
        about = entries(objects, held) if not isinstance(held, PdfReference) or held in objects else {}
        if about.get("Subtype") == "Image":
            columns, rows = (number(resolved(objects, about.get(side))) for side in ("Width", "Height"))
            yield DrawnImage(hypot(a, b), hypot(c, d), columns, rows)
