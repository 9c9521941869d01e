"""Find the pictures of a book, draw its charts, and say how large each stands on paper and under which name."""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from contextlib import suppress
from hashlib import sha256
from math import ceil
from pathlib import PurePosixPath
from typing import NamedTuple

from octavo.model.book import ImageFile, Section
from octavo.model.diagnostics import Diagnostic, fault
from octavo.model.inlines import Image
from octavo.model.language import Language
from octavo.model.origin import NOWHERE, Origin
from octavo.model.output import Paper, Theme
from octavo.model.printing import POINTS_PER_MM
from octavo.model.prose import Columns, Figure
from octavo.model.query import every_block, section_blocks, section_inlines
from octavo.model.records import ChartFigure, ImageFigure, MarkdownText
from octavo.render.maps import shows_map
from octavo.render.template_context import Picture, Words

MEDIA_TYPES: Mapping[str, str] = {
    ".jpeg": "image/jpeg",
    ".jpg": "image/jpeg",
    ".otf": "font/otf",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".ttf": "font/ttf",
    ".txt": "text/plain",
    ".woff": "font/woff",
}

CHARTS = "charts/"
"""The folder of charts in the outputs."""

SAFE_STEP = re.compile(r"(?!(?:con|prn|aux|nul|com\d|lpt\d)$)[a-z0-9][a-z0-9_-]*")
"""A step of a name that every file system and every address can have; Windows keeps some words for devices."""

LONGEST_NAME = 100
"""Characters that the name of a picture has at most in the outputs."""

DIGEST = 8
"""Hex digits of the digest in a name that is made."""

PRINTED = 300
"""Pixels per inch of a picture on paper; more are not seen in print."""

ON_SCREENS = 2_000
"""Pixels of the longer side of a picture on screens."""

NARROWEST = 1 / 3
"""The share of the measure below which a picture is told that is drawn narrow since it has too few pixels."""

ENOUGH = POINTS_PER_MM
"""How much narrower a picture may be than it should be before that is told, in pt."""

COARSEST = 200
"""Pixels per inch below which no picture is enlarged (rule T32)."""

TALLEST = 2 / 3
"""The share of the text block that a picture may take, so that its caption stays on its page."""

FULL = 0.97
"""The share of the text block that a turned chart may take: it fills a page, and its caption stands on the next."""

SVG = ".svg"

BEGINNINGS: Mapping[bytes, str] = {b"\x89PNG": ".png", b"\xff\xd8": ".jpg"}
"""How pictures made of pixels begin in the outputs, and their suffixes."""

_DRAWN = re.compile(rb'viewBox="\S+ 0 ([\d.]+) ([\d.]+)"')


class ShownPicture(NamedTuple):
    """The record of a chart or an image that a section shows, and the place that names it.

    ``width`` is the part of the width of the text that the section asks for, or 0 where it asks for none.
    """

    record: ChartFigure | ImageFigure
    origin: Origin
    width: float


def pictures_in(section: Section) -> Iterator[ShownPicture]:
    """Yield the charts and images in ``section``; a picture in a line has a record that says no more than its file."""
    narrow: set[int] = set()
    for block in section_blocks(section):
        if isinstance(block, Columns):
            # There a part of the width is one of the column, and few pixels are enough.
            narrow |= {id(each) for blocks in block.columns for each in every_block(blocks)}
        if isinstance(block, Figure) and isinstance(block.record, ChartFigure | ImageFigure):
            width = 0 if id(block) in narrow else block.width
            # How wide it is to be, the text says.
            is_of_record = block.record_origin != NOWHERE and not width
            yield ShownPicture(block.record, block.record_origin if is_of_record else block.origin, width)
    nothing = MarkdownText("")
    for inline in section_inlines(section):
        if isinstance(inline, Image):
            record = ImageFigure(
                id="", kind="image", title=nothing, alt=inline.alt, file=inline.file, credit=nothing, print=False
            )
            yield ShownPicture(record, inline.origin, inline.width)


def picture_key(record: ChartFigure | ImageFigure) -> str:
    """Return what the picture of ``record`` is known by among the pictures of the book."""
    return record.file if isinstance(record, ImageFigure) else f"{CHARTS}{record.id}.svg"


def asset_name(key: str, suffix: str) -> str:
    """Return the name of a picture in the outputs: one that is a name, and an address, on every system.

    A name with other signs than a-z, 0-9, hyphens and low lines, or with another suffix than the picture now has, is
    made anew from what of it can stay and from a digest of the whole, so that two pictures never get the same.
    """
    stem, dot, own = key.rpartition(".")
    is_safe = all(map(SAFE_STEP.fullmatch, stem.split("/"))) and len(key) <= LONGEST_NAME
    if is_safe and not key.startswith(CHARTS) and (own == suffix[1:] or (own, suffix) == ("jpeg", ".jpg")):
        return key
    plain = unicodedata.normalize("NFKD", stem.rpartition("/")[2] if dot else key).encode("ascii", "ignore").decode()
    words = re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-")[: LONGEST_NAME // 2]
    return f"images/{words or 'picture'}-{sha256(key.encode()).hexdigest()[:DIGEST]}{suffix}"


def draw(record: ChartFigure, theme: Theme, measure: float, language: Language) -> bytes:
    """Return the drawing of a chart, ``measure`` pt wide, in letters; ``ValueError`` where that cannot be done."""
    from octavo.render.charts import draw_chart

    return draw_chart(record, theme, measure, Words(language=language)).encode()


def draw_larger(record: ChartFigure, theme: Theme, paper: Paper, language: Language) -> ImageFile:
    """Return the drawing of a chart ``chart_scale`` times larger than the theme has it, turned where that is needed.

    A map, where words stand close, and a chart that does not even have room when it is turned, its top to the left, are
    as large as the page allows. Raises ``ValueError`` for one that cannot be drawn.
    """
    scale, measure, block = theme.settings.chart_scale, measure_of(paper), paper.lines * paper.leading
    ways = () if shows_map(record.chart) else ((measure, block * TALLEST, False), (block * FULL, measure, True))
    for across, down, is_turned in ways:
        with suppress(ValueError):
            drawing = drawn(draw(record, theme, across / scale, language))
            if drawing.height * scale <= down:
                return enlarged(drawing, scale, is_turned=is_turned)
    drawing = drawn(draw(record, theme, measure, language))
    fitting = min(block * FULL / drawing.width, measure / drawing.height)
    return enlarged(drawing, fitting, is_turned=True)


def enlarged(drawing: ImageFile, scale: float, *, is_turned: bool) -> ImageFile:
    """Return the drawing of a chart ``scale`` times larger, and with its top to the left where it ``is_turned``."""
    width, height = drawing.width * scale, drawing.height * scale
    across, down = (height, width) if is_turned else (width, height)
    turn = f"translate(0 {down:.2f}) rotate(-90) " if is_turned else ""
    head, body = drawing.content.decode().split(">", 1)
    left = float(head.partition('viewBox="')[2].split()[0])
    whole = (
        f'<svg xmlns="http://www.w3.org/2000/svg" version="1.1" width="{across:.2f}pt" height="{down:.2f}pt"'
        f' viewBox="0 0 {across:.2f} {down:.2f}"><g transform="{turn}scale({scale:.4f}) translate({-left:.2f} 0)">'
        f"{body.replace('</svg>', '</g></svg>')}"
    )
    return ImageFile(content=whole.encode(), width=across, height=down)


def in_shapes(drawing: bytes, theme: Theme) -> bytes:
    """Return a drawing with shapes for its letters: a screen may not have the fonts."""
    from octavo.render.glyph_outlines import with_outlines

    return with_outlines(drawing.decode(), theme).encode()


def measure_of(paper: Paper) -> float:
    """Return the width of the text block in pt."""
    return (paper.width - paper.inner - paper.outer) * POINTS_PER_MM


def placed(name: str, image: ImageFile, paper: Paper, *, fills_page: bool = False) -> Picture:
    """Return the picture ``name`` in the size that it has on ``paper``; it may be one that ``fills_page``."""
    measure = measure_of(paper)
    widest = measure if is_drawing(name) else min(measure, image.width * 72 / COARSEST)
    tallest = paper.lines * paper.leading * (FULL if fills_page else TALLEST)
    scale = min(widest / image.width, tallest / image.height)
    return Picture(name=name, width=round(image.width * scale, 2), height=round(image.height * scale, 2))


def is_drawing(name: str) -> bool:
    """Whether a picture is drawn of lines, which have no pixels."""
    return name.lower().endswith(SVG)


def screen_classes(name: str, picture: str) -> str:
    """Return the classes of a ``picture`` on screens; style sheets know a drawing, whose colours night exchanges."""
    return f"{name} drawing" if is_drawing(picture) else name


def pixels_across(image: ImageFile, paper: Paper | None) -> int:
    """Return how many pixels across a picture needs on ``paper``, or on screens where that is ``None``."""
    if paper is None:
        return ceil(min(image.width, ON_SCREENS * min(1, image.width / image.height)))
    return ceil(placed("", image, paper).width / 72 * PRINTED)


def too_few_pixels(shown: ShownPicture, image: ImageFile, paper: Paper) -> Iterator[Diagnostic]:
    """Yield OC304 where a picture has too few pixels to be drawn as wide as it should be.

    That is as wide as the text asks for; where it asks for nothing, a figure should have a third of the measure.
    """
    record, across = shown.record, measure_of(paper) * (shown.width or 1)
    if not isinstance(record, ImageFigure) or is_drawing(record.file):
        return
    wanted = ceil(across / 72 * COARSEST)
    is_coarse = record.print and image.width < wanted * NARROWEST
    if shown.width:
        is_coarse = image.width * 72 / COARSEST < across - ENOUGH
    if is_coarse:
        yield fault(
            "OC304",
            shown.origin,
            file=record.file,
            pixels=f"{image.width:g} × {image.height:g}",
            width=f"{placed('', image, paper).width / POINTS_PER_MM:.0f}",
            measure=f"{across / POINTS_PER_MM:.0f}",
            dpi=f"{image.width / across * 72:.0f}",
            wanted=f"{wanted:,}",
        )


def suffix_of(content: bytes) -> str:
    """Return the suffix of a picture as the outputs hold it."""
    return next((suffix for beginning, suffix in BEGINNINGS.items() if content.startswith(beginning)), SVG)


def fitted(image: ImageFile, across: int) -> ImageFile:
    """Return a picture as the outputs hold it, ``across`` pixels wide; a drawing has none.

    See :func:`octavo.render.raster_images.prepared` and :func:`octavo.render.plain_drawings.plain`.
    """
    if not across:
        from octavo.render.plain_drawings import plain

        return ImageFile(content=plain(image.content), width=image.width, height=image.height)
    from octavo.render.raster_images import prepared

    return prepared(image, across)


def drawn(drawing: bytes) -> ImageFile:
    """Return the drawing of a chart with its size in pt, with which every drawing begins."""
    found = _DRAWN.search(drawing)
    if found is None:
        raise ValueError("the drawing says no size")
    return ImageFile(content=drawing, width=float(found[1]), height=float(found[2]))


def media_type(name: str) -> str:
    """Return the media type of a file by its suffix."""
    return MEDIA_TYPES[PurePosixPath(name).suffix.lower()]
