"""Find the pictures of a book, draw its charts, and say how large each stands on paper."""

import re
from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath

from octavo.model.book import ImageFile, Section
from octavo.model.language import Language
from octavo.model.origin import NOWHERE, Origin
from octavo.model.output import Paper, Theme
from octavo.model.prose import Figure
from octavo.model.query import section_blocks
from octavo.model.records import ChartFigure, ImageFigure
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

POINTS_PER_MM = 72 / 25.4

COARSEST = 200
"""Pixels per inch below which no picture is enlarged (rule T32)."""

TALLEST = 2 / 3
"""The share of the text block that a picture may take, so that its caption stays on its page."""

_DRAWN = re.compile(rb'viewBox="\S+ 0 ([\d.]+) ([\d.]+)"')


def pictures_in(section: Section) -> Iterator[tuple[ChartFigure | ImageFigure, Origin]]:
    """Yield the records of the charts and images in ``section``, with the places that name them."""
    for block in section_blocks(section):
        if isinstance(block, Figure) and isinstance(block.record, ChartFigure | ImageFigure):
            yield block.record, block.record_origin if block.record_origin != NOWHERE else block.origin


def asset_name(record: ChartFigure | ImageFigure) -> str:
    """Return the name of the picture of ``record`` among the assets."""
    return record.file if isinstance(record, ImageFigure) else f"charts/{record.id}.svg"


def draw(record: ChartFigure, theme: Theme, measure: float, language: Language) -> bytes:
    """Return the drawing of a chart, ``measure`` pt wide, in letters; ``ValueError`` where that cannot be done."""
    from octavo.render.charts import draw_chart

    return draw_chart(record, theme, measure, Words(language=language)).encode()


def in_shapes(drawing: bytes, theme: Theme) -> bytes:
    """Return a drawing with shapes for its letters: a screen may not have the fonts."""
    from octavo.render.glyph_outlines import with_outlines

    return with_outlines(drawing.decode(), theme).encode()


def measure_of(paper: Paper) -> float:
    """Return the width of the text block in pt."""
    return (paper.width - paper.inner - paper.outer) * POINTS_PER_MM


def placed(name: str, image: ImageFile, paper: Paper) -> Picture:
    """Return the picture ``name`` in the size that it has on ``paper``."""
    measure = measure_of(paper)
    widest = measure if name.lower().endswith(".svg") else min(measure, image.width * 72 / COARSEST)
    tallest = paper.lines * paper.leading * TALLEST
    scale = min(widest / image.width, tallest / image.height)
    return Picture(name=name, width=round(image.width * scale, 2), height=round(image.height * scale, 2))


def drawn(drawing: bytes) -> ImageFile:
    """Return the drawing of a chart with its size in pt, with which every drawing begins."""
    found = _DRAWN.search(drawing)
    if found is None:
        raise ValueError("the drawing says no size")
    return ImageFile(content=drawing, width=float(found[1]), height=float(found[2]))


def media_type(name: str) -> str:
    """Return the media type of a file by its suffix."""
    return MEDIA_TYPES[PurePosixPath(name).suffix.lower()]
