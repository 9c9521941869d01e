"""Find the pictures of a book, draw its charts, and say how large each stands on paper."""

import re
import struct
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import PurePosixPath

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

SVG_BOX = re.compile(rb"<svg\b[^>]*?\sviewBox=[\"']\s*[-\d.e]+[\s,]+[-\d.e]+[\s,]+([\d.e]+)[\s,]+([\d.e]+)")
SVG_SIDE = rb"<svg\b[^>]*?\s%s=[\"']\s*([\d.]+)"
PNG_MAGIC = b"\x89PNG\r\n\x1a\n"
JPEG_MAGIC = b"\xff\xd8"
MARKER = 0xFF
JPEG_FRAMES = frozenset({*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC})
"""Markers that begin a frame and hold its size (ITU-T T.81, table B.1); the three left out are tables."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Plates:
    """The pictures of one rendition; ``assets`` grows with each picture placed, ``faults`` with each that fails.

    ``recall`` may have drawings of earlier builds, under ``looks``: the digest of the theme and the language.
    """

    medium: Medium
    theme: Theme
    paper: Paper
    files: Mapping[str, bytes]
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
            name, content = record.file, self.files[record.file]
        else:
            name = f"charts/{record.id}.svg"
            try:
                content = self._drawn(record)
            except ValueError as problem:
                self.faults.append(fault("OC302", origin, id=record.id, problem=problem))
                return None
        self.assets[name] = Asset(name=name, media_type=media_type(name), content=content)
        width, height = self._size(content, is_vector=name.endswith(".svg"))
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

    def _size(self, content: bytes, *, is_vector: bool) -> tuple[float, float]:
        width, height = natural_size(content)
        widest = self.measure if is_vector else min(self.measure, width * 72 / COARSEST)
        tallest = self.paper.lines * self.paper.leading * TALLEST
        scale = min(widest / width, tallest / height)
        return width * scale, height * scale


def media_type(name: str) -> str:
    """Return the media type of a file by its suffix."""
    return MEDIA_TYPES[PurePosixPath(name).suffix.lower()]


def natural_size(content: bytes) -> tuple[float, float]:
    """Return width and height of a picture in units of its own.

    A picture that does not say its size is taken for a square: the layout then shows it, and somebody will see.
    """
    if content.startswith(PNG_MAGIC):
        width, height = struct.unpack(">II", content[16:24])
        return float(width), float(height)
    if content.startswith(JPEG_MAGIC):
        return next(_jpeg_frames(content), (1.0, 1.0))
    if found := SVG_BOX.search(content):
        return float(found[1]), float(found[2])
    sides = [re.search(SVG_SIDE % side, content) for side in (b"width", b"height")]
    across, down = (float(side[1]) if side else 1.0 for side in sides)
    return across, down


def _jpeg_frames(content: bytes) -> Iterator[tuple[float, float]]:
    """Walk through the segments of a JPEG file (ITU-T T.81, B.1.1.4) to those that hold its size."""
    place = len(JPEG_MAGIC)
    while place + 9 <= len(content) and content[place] == MARKER:
        length = int.from_bytes(content[place + 2 : place + 4])
        if content[place + 1] in JPEG_FRAMES:
            height, width = struct.unpack(">HH", content[place + 5 : place + 9])
            yield float(width), float(height)
        place += 2 + length
