"""The picture of the front cover, which fills the page to the trim: what of it is seen, and whether it is fine enough.

It is made as large as the page and no larger, and what is too much of it on two sides is cut off evenly. A theme with
bleed says so in ``--bleed``, and the picture goes on as far.
"""

from collections.abc import Iterator
from math import ceil

from markupsafe import Markup

from octavo.model.book import ImageFile
from octavo.model.diagnostics import Diagnostic, fault
from octavo.model.origin import Origin
from octavo.model.output import Paper
from octavo.model.printing import POINTS_PER_MM
from octavo.model.records import BookSettings, Cover
from octavo.render.images import COARSEST, PRINTED, is_drawing
from octavo.render.markup import NOTHING, element
from octavo.render.template_context import Context

CUT = 0.03
"""How much of a side may be cut off without a word: as much as a knife may miss."""


def cover_key(cover: Cover) -> str:
    """Return what the picture of a cover is known by among the pictures of the book, where a figure may show it too."""
    return f"cover/{cover.picture}"


def set_cover_picture(settings: BookSettings, context: Context) -> Markup:
    """Set the picture of the cover on paper; nothing where there is none. An ebook shows it as its cover image."""
    cover = settings.cover_picture
    picture = context.pictures.get(cover_key(cover)) if cover else None
    if cover is None or picture is None:
        return NOTHING
    alt = cover.alt or settings.title
    return element("img", attributes={"class": "cover-picture figure-art", "src": picture.name, "alt": alt})


def cover_class(settings: BookSettings) -> str:
    """Return the classes of the section of the cover: that of a theme's cover in type, or those of one with a picture.

    A picture has a page of its own kind, so that no theme draws its lines and boxes over it.
    """
    cover = settings.cover_picture
    if cover is None:
        return "cover"
    return "pictured-cover" if cover.type == "none" else f"pictured-cover {cover.type}-letters"


def pixels_of_cover(image: ImageFile, paper: Paper) -> int:
    """Return how many pixels across the picture of a cover needs on ``paper``."""
    return ceil(image.width * _scale(image, paper) / 72 * PRINTED)


def check_cover(cover: Cover, image: ImageFile, paper: Paper, origin: Origin) -> Iterator[Diagnostic]:
    """Yield OC164 where much of the picture is cut off, and OC165 where its pixels would be seen."""
    scale = _scale(image, paper)
    width, height = paper.width * POINTS_PER_MM / scale, paper.height * POINTS_PER_MM / scale
    lost = 1 - min(width / image.width, height / image.height)
    size = f"{image.width:g} × {image.height:g}"
    wanted = " × ".join(str(round(side / 25.4 * PRINTED)) for side in (paper.width, paper.height))
    if lost > CUT:
        side = "width" if width / image.width < height / image.height else "height"
        cut = f"{lost * 100:.0f} %"
        yield fault("OC164", origin, file=cover.picture, size=size, lost=cut, side=side, wanted=wanted)
    if not is_drawing(cover.picture) and 72 / scale < COARSEST:
        yield fault("OC165", origin, file=cover.picture, size=size, dpi=f"{72 / scale:.0f}", wanted=wanted)


def _scale(image: ImageFile, paper: Paper) -> float:
    """Return how many points a pixel, or a unit of a drawing, takes where the picture covers the page."""
    return max(paper.width / image.width, paper.height / image.height) * POINTS_PER_MM
