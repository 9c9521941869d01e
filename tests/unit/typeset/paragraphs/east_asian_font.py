"""A font of black boxes for the few characters of Chinese, Japanese and Korean that tests set."""

from io import BytesIO

from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen

from octavo.model.output import Asset
from tests.unit.typeset.samples import FONT_ASSETS

FAMILY = "Octavo Test Squares"
EM, HALF = 1000, 500
IDEOGRAPHS = "道可非常名天地始有無之母故欲以觀其妙漢字"
KANA = "のはがをにでとかきゃっュョー々か\u3099"
KOREAN = "한국어는단사이에띄쓰기"
OPENING, CLOSING = "（「『", "）」』、。，"
OTHER = "：！？"

BOXES = (
    dict.fromkeys(IDEOGRAPHS + KANA + OTHER, (60, 940))
    | dict.fromkeys(KOREAN, (40, 880))
    | dict.fromkeys(OPENING, (600, 940))
    | dict.fromkeys(CLOSING, (60, 400))
)
"""The left and the right edge of the black of each character, all of which are an em wide."""


def font() -> bytes:
    """Return the font as a file."""
    names = {ord(sign): f"u{ord(sign):05X}" for sign in BOXES}
    glyphs = {".notdef": TTGlyphPen(None).glyph()}
    for sign, (left, right) in BOXES.items():
        pen = TTGlyphPen(None)
        pen.moveTo((left, 0))
        for place in ((left, 800), (right, 800), (right, 0)):
            pen.lineTo(place)
        pen.closePath()
        glyphs[names[ord(sign)]] = pen.glyph()
    builder = FontBuilder(EM, isTTF=True)
    builder.setupGlyphOrder(list(glyphs))
    builder.setupCharacterMap(names)
    builder.setupGlyf(glyphs)
    builder.setupHorizontalMetrics(
        {name: (EM, glyph.xMin if glyph.numberOfContours else 0) for name, glyph in glyphs.items()}
    )
    builder.setupHorizontalHeader(ascent=880, descent=-120)
    builder.setupNameTable({"familyName": FAMILY, "styleName": "Regular", "psName": "OctavoTestSquares"})
    builder.setupOS2(sTypoAscender=880, sTypoDescender=-120, usWinAscent=880, usWinDescent=120)
    builder.setupPost()
    # The file is to be the same whenever it is made.
    builder.font["head"].created = builder.font["head"].modified = 0
    builder.font.recalcTimestamp = False
    file = BytesIO()
    builder.save(file)
    return file.getvalue()


CSS = f"@font-face {{ font-family: {FAMILY}; src: url(squares.ttf) }} html {{ font-family: Literata, {FAMILY} }}\n"


def assets() -> tuple[Asset, ...]:
    """Return the fonts of the samples and this one."""
    return (*FONT_ASSETS, Asset(name="squares.ttf", media_type="font/ttf", content=font()))
