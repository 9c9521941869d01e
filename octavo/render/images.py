"""Find the pictures of a book, draw its charts, and say how large each stands on paper."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from octavo.model.book import ImageFile
from octavo.model.cache import Recall, always_made
from octavo.model.diagnostics import Diagnostic, fault
from octavo.model.origin import Origin
from octavo.model.output import Asset, Medium, Paper, Theme
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Plates:
    """The pictures of one rendition; ``assets`` grows with each picture placed, ``faults`` with each that fails.

    ``recall`` may have drawings of earlier builds, under ``looks``: the digest of the theme and the language.
    """

    medium: Medium
    theme: Theme
    paper: Paper
    images: Mapping[str, ImageFile]
    word: Words
    recall: Recall = always_made
    looks: str = ""
    assets: dict[str, Asset] = field(default_factory=dict)
    faults: list[Diagnostic] = field(default_factory=list)

    @property
    def measure(self) -> float:
        """The width of the text block in pt."""
        return (self.paper.width - self.paper.inner - self.paper.outer) * POINTS_PER_MM

    def place(self, record: ChartFigure | ImageFigure, origin: Origin) -> Picture | None:
        """Make the picture of ``record`` an asset; ``None`` where it cannot be drawn, which is a fault (OC302)."""
        if isinstance(record, ImageFigure):
            image = self.images[record.file]
            name, content, size = record.file, image.content, (image.width, image.height)
        else:
            name = f"charts/{record.id}.svg"
            try:
                content = self._drawn(record)
                size = _drawn_size(content)
            except ValueError as problem:
                self.faults.append(fault("OC302", origin, id=record.id, problem=problem))
                return None
        self.assets[name] = Asset(name=name, media_type=media_type(name), content=content)
        width, height = self._fitted(*size, is_vector=name.lower().endswith(".svg"))
        return Picture(name=name, width=round(width, 2), height=round(height, 2))

    def _drawn(self, record: ChartFigure) -> bytes:
        """Return the drawing: in letters for paper, and the same with shapes for letters for screens."""
        of = (self.looks, repr(self.measure), repr(record))
        drawing = self.recall(("drawing", *of), lambda: self._draw(record))
        if self.medium == "print":
            return drawing
        return self.recall(("drawing in shapes", *of), lambda: self._outline(drawing))

    def _draw(self, record: ChartFigure) -> bytes:
        from octavo.render.charts import draw_chart

        return draw_chart(record, self.theme, self.measure, self.word).encode()

    def _outline(self, drawing: bytes) -> bytes:
        from octavo.render.glyph_outlines import with_outlines

        return with_outlines(drawing.decode(), self.theme).encode()

    def _fitted(self, width: float, height: float, *, is_vector: bool) -> tuple[float, float]:
        widest = self.measure if is_vector else min(self.measure, width * 72 / COARSEST)
        tallest = self.paper.lines * self.paper.leading * TALLEST
        scale = min(widest / width, tallest / height)
        return width * scale, height * scale


def _drawn_size(drawing: bytes) -> tuple[float, float]:
    """Return width and height of a chart in pt; every drawing begins with them."""
    found = _DRAWN.search(drawing)
    if found is None:
        raise ValueError("the drawing says no size")
    return float(found[1]), float(found[2])


def media_type(name: str) -> str:
    """Return the media type of a file by its suffix."""
    return MEDIA_TYPES[PurePosixPath(name).suffix.lower()]
