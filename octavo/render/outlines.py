"""Draw the letters of a drawing as shapes, for screens where a picture cannot use the fonts of its page.

The letters are set as the print engine sets those of a drawing: one by one, without kerning or ligatures.
"""

import html
import io
import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import accumulate

from fontTools.pens.svgPathPen import SVGPathPen
from fontTools.pens.transformPen import TransformPen
from fontTools.ttLib import TTFont

from octavo.model.output import Theme

TEXT = re.compile(r"<text([^>]*)>(.*?)</text>", re.DOTALL)
LINE = re.compile(r"<tspan([^>]*)>(.*?)</tspan>", re.DOTALL)
ATTRIBUTE = re.compile(r' ([\w-]+)="([^"]*)"')

OF_LETTERS = frozenset({"font-family", "font-size", "font-style", "font-weight", "text-anchor", "x", "y"})
"""Attributes that shapes have no use for."""

WEIGHTS = {"normal": 400, "bold": 700}
ANCHORS = {"middle": 0.5, "end": 1.0}


def with_outlines(drawing: str, theme: Theme) -> str:
    """Return an SVG drawing made by Vega with shapes for its letters, in the faces of ``theme`` that come nearest.

    Raises ``ValueError`` with a sentence where the face lacks a character.
    """
    return TEXT.sub(lambda found: _shape(found, theme), drawing)


def _shape(found: re.Match[str], theme: Theme) -> str:
    attributes = dict(ATTRIBUTE.findall(found[1]))
    font = _font(_face(attributes, theme))
    size = float(attributes["font-size"].removesuffix("px"))
    anchor = ANCHORS.get(attributes.get("text-anchor", ""), 0.0)
    shapes = "".join(_line(words, font, size, anchor, height) for words, height in _lines(found[2]))
    kept = "".join(f' {name}="{value}"' for name, value in attributes.items() if name not in OF_LETTERS)
    return f'<path{kept} d="{shapes}"/>'


def _lines(content: str) -> Iterator[tuple[str, float]]:
    """Yield the lines of a text and how far down each stands."""
    lines = LINE.findall(content)
    steps = accumulate(float(dict(ATTRIBUTE.findall(attributes)).get("dy", "0")) for attributes, _ in lines)
    pairs = zip([words for _, words in lines], steps, strict=True) if lines else ((content, 0.0),)
    for words, height in pairs:
        yield html.unescape(words), height


def _face(attributes: dict[str, str], theme: Theme) -> bytes:
    """Return the font of the family, style and weight asked for, or of what is nearest, as style sheets choose."""
    family = attributes["font-family"].split(",")[0].strip("'\" ")
    weight = attributes.get("font-weight", "normal")
    wanted = WEIGHTS.get(weight) or int(weight)
    style = attributes.get("font-style", "normal")
    face = min(
        (face for face in theme.settings.faces if face.family == family),
        key=lambda face: (face.style != style, abs(face.weight - wanted)),
        default=theme.settings.faces[-1],
    )
    return theme.fonts[face.file]


@lru_cache(maxsize=8)
def _font(content: bytes) -> TTFont:
    return TTFont(io.BytesIO(content), lazy=True)


def _line(words: str, font: TTFont, size: float, anchor: float, height: float) -> str:
    """Return the shapes of one line as SVG path data."""
    characters, widths, glyphs = font.getBestCmap(), font["hmtx"], font.getGlyphSet()
    scale = size / font["head"].unitsPerEm
    missing = [character for character in words if ord(character) not in characters]
    if missing:
        raise ValueError(f"the font '{font['name'].getDebugName(4)}' has no '{missing[0]}'")
    names = [characters[ord(character)] for character in words]
    steps = [0.0, *accumulate(widths[name][0] * scale for name in names)]
    pen = SVGPathPen(glyphs, ntos=_number)
    for name, step in zip(names, steps, strict=False):
        glyphs[name].draw(TransformPen(pen, (scale, 0, 0, -scale, step - anchor * steps[-1], height)))
    data: str = pen.getCommands()
    return data


def _number(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".")
