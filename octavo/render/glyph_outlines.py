"""Measure the letters of a drawing, and draw them as shapes where a picture cannot use the fonts of its page.

The letters are set as the print engine sets those of a drawing: one by one, without kerning or ligatures.
"""

import io
import re
import unicodedata
from cmath import rect
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate
from math import radians
from xml.etree import ElementTree as ET

from fontTools.pens.recordingPen import DecomposingRecordingPen
from fontTools.pens.svgPathPen import SVGPathPen
from fontTools.pens.transformPen import TransformPen
from fontTools.ttLib import TTFont

from octavo.model.characters import NoGlyphError
from octavo.model.output import Theme

NAMESPACE = "http://www.w3.org/2000/svg"
TEXT = f"{{{NAMESPACE}}}text"
FAMILY = re.compile(r'font-family="([^"]*)"')
STEP = re.compile(r"(translate|rotate)\(([^)]*)\)")

TOLERANCE = 1.0
"""Pt by which words may stand over the edge: letters are measured without the air around them."""

CAPITALS = 0.66
"""The height of capitals in em: no letter of ours stands much higher."""

OF_LETTERS = frozenset({"font-family", "font-size", "font-style", "font-weight", "text-anchor"})
"""Attributes that shapes have no use for."""

WEIGHTS = {"normal": 400, "bold": 700}
ANCHORS = {"middle": 0.5, "end": 1.0}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Setting:
    """How a text is set: its font, the size in pt, and the share of a line that stands left of its place.

    ``others`` are the fonts for characters that ``font`` lacks, in the order in which they are asked.
    """

    font: TTFont
    others: tuple[TTFont, ...]
    size: float
    anchor: float

    def places(self, words: str) -> list[float]:
        """Return where each letter of a line begins, and where the last one ends."""
        widths = (font["hmtx"][name][0] * self.scale(font) for font, name in self.glyphs(words))
        steps = [0.0, *accumulate(widths)]
        return [step - self.anchor * steps[-1] for step in steps]

    def scale(self, font: TTFont) -> float:
        """Return how many pt a unit of ``font`` is."""
        return self.size / float(font["head"].unitsPerEm)

    def glyphs(self, words: str) -> list[tuple[TTFont, str]]:
        """Return the fonts and the names of the glyphs. Raises :class:`NoGlyphError` where no font has a character."""
        found = [(each, next(self._having(each), None)) for each in words]
        if lacking := "".join(dict.fromkeys(each for each, glyph in found if glyph is None)):
            raise NoGlyphError(lacking)
        return [glyph for _, glyph in found if glyph]

    def _having(self, character: str) -> Iterator[tuple[TTFont, str]]:
        for font in (self.font, *self.others):
            if name := font.getBestCmap().get(ord(character)):
                yield font, name


def with_outlines(drawing: str, theme: Theme) -> str:
    """Return an SVG drawing made by Vega with shapes for its letters, in the faces of ``theme`` that come nearest."""
    root = ET.fromstring(drawing)  # noqa: S314 - made by Vega
    for text in list(root.iter(TEXT)):
        setting = _setting(text.attrib, theme)
        shapes = _shapes(text.text or "", setting)
        kept = {name: value for name, value in text.attrib.items() if name not in OF_LETTERS}
        text.clear()
        text.tag = "path"
        text.attrib.update({**kept, "d": shapes})
    # Names without their namespace, since the prefixes that the library writes depend on what was registered where.
    for element in root.iter():
        element.tag = element.tag.removeprefix(f"{{{NAMESPACE}}}")
    root.set("xmlns", NAMESPACE)
    return ET.tostring(root, encoding="unicode") + "\n"


def with_families(drawing: str, theme: Theme) -> str:
    """Return an SVG drawing made by Vega that names, for letters which the font of a text lacks, those that have them.

    Raises :class:`NoGlyphError` where none has, and ``ValueError`` with a sentence for words whose letters are joined,
    stacked or read from the right: letters of a drawing stand one by one.
    """
    families = {_font(theme.fonts[face.file]): face.family for face in theme.settings.faces}
    asked: dict[TTFont, None] = {}
    lacking: dict[str, None] = {}
    for text in ET.fromstring(drawing).iter(TEXT):  # noqa: S314 - made by Vega
        setting, words = _setting(text.attrib, theme), text.text or ""
        if _is_shaped(words):
            raise ValueError(f"letters of a chart stand one by one, and those of '{words}' are joined or stacked")
        try:
            asked |= dict.fromkeys(font for font, _ in setting.glyphs(words) if font is not setting.font)
        except NoGlyphError as missing:
            lacking |= dict.fromkeys(missing.characters)
    if lacking:
        raise NoGlyphError("".join(lacking))
    if not asked:
        return drawing
    others = "".join(f",'{families[font]}'" for font in asked)
    return FAMILY.sub(lambda found: f'font-family="{found[1]}{others}"', drawing)


def _is_shaped(words: str) -> bool:
    """Whether letters of ``words`` are joined, stacked on each other, or read from the right."""
    composed = unicodedata.normalize("NFC", words)
    return any(
        unicodedata.category(each) in {"Mn", "Mc"} or unicodedata.bidirectional(each) in {"R", "AL"}
        for each in composed
    )


def check_room(drawing: str, theme: Theme) -> None:
    """Raise ``ValueError`` with a sentence where words stick out of a drawing made by Vega and would be cut off."""
    root = ET.fromstring(drawing)  # noqa: S314 - made by Vega
    left, top, width, height = map(float, root.attrib["viewBox"].split())
    for words, corners in _placed(root, theme, 0j, 1 + 0j):
        across = max(max(left - corner.real, corner.real - left - width) for corner in corners)
        down = max(max(top - corner.imag, corner.imag - top - height) for corner in corners)
        if (excess := max(across, down)) > TOLERANCE:
            raise ValueError(f"the words '{words}' stick out of the drawing by {excess:.0f} pt")


def _placed(element: ET.Element, theme: Theme, place: complex, turn: complex) -> Iterator[tuple[str, list[complex]]]:
    """Yield every text with the corners of its capitals; a point is x + yi, ``turn`` the way to the right."""
    for step, numbers in STEP.findall(element.get("transform", "")):
        values = [float(number) for number in re.split(r"[\s,]+", numbers.strip())]
        if step == "translate":
            place += turn * complex(*values)
        else:
            turn *= rect(1, radians(values[0]))
    if element.tag == TEXT:
        setting, words = _setting(element.attrib, theme), element.text or ""
        ends, sides = setting.places(words), (0.0, -CAPITALS * setting.size)
        yield words, [place + turn * complex(x, y) for x in (ends[0], ends[-1]) for y in sides]
    for child in element:
        yield from _placed(child, theme, place, turn)


def _setting(attributes: Mapping[str, str], theme: Theme) -> _Setting:
    """Return the setting in the font of the family, style and weight asked for, or in the one that is nearest."""
    family = attributes["font-family"].split(",")[0].strip("'\" ")
    weight = attributes.get("font-weight", "normal")
    wanted = WEIGHTS.get(weight) or int(weight)
    style = attributes.get("font-style", "normal")
    face = min(
        (face for face in theme.settings.faces if face.family == family),
        key=lambda face: (face.style != style, abs(face.weight - wanted)),
        default=theme.settings.faces[-1],
    )
    others = dict.fromkeys(each.file for each in theme.settings.faces if each.style == "normal" and each != face)
    return _Setting(
        font=_font(theme.fonts[face.file]),
        others=tuple(_font(theme.fonts[file]) for file in others),
        size=float(attributes["font-size"].removesuffix("px")),
        anchor=ANCHORS.get(attributes.get("text-anchor", ""), 0.0),
    )


@lru_cache(maxsize=32)
def _font(content: bytes) -> TTFont:
    return TTFont(io.BytesIO(content), lazy=True)


@lru_cache(maxsize=4096)
def _shapes(words: str, setting: _Setting) -> str:
    """Return the shapes of a line as SVG path data. The same numbers and years stand in many a chart."""
    pen = SVGPathPen(None, ntos=_number)
    for (font, name), place in zip(setting.glyphs(words), setting.places(words), strict=False):
        scale = setting.scale(font)
        # A decomposing pen asks the glyphs of this font for the parts of a composed letter.
        shape = DecomposingRecordingPen(font.getGlyphSet())
        font.getGlyphSet()[name].draw(shape)
        shape.replay(TransformPen(pen, (scale, 0, 0, -scale, place, 0)))
    data: str = pen.getCommands()
    return data


def _number(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".")
