"""Find the letters of a book that the font which it asks for does not have: another font sets them."""

import re
import unicodedata
from collections.abc import Iterable
from html import unescape
from io import BytesIO

from octavo.model.look import BookFont, BookLook
from octavo.model.output import Unit

CODE = re.compile(r"<(code|pre|svg)\b.*?</\1>", re.DOTALL)
TAG = re.compile(r"<[^>]*>")


def letters_in(units: Iterable[Unit]) -> str:
    """Return the letters and signs that the text of ``units`` has, sorted: without code, and without spaces."""
    found = {sign for unit in units for sign in unescape(TAG.sub("", CODE.sub("", unit.body)))}
    return "".join(sorted(sign for sign in found if unicodedata.category(sign)[0] not in "ZC"))


def text_font(look: BookLook) -> BookFont | None:
    """Return the upright font of normal weight that the look of a book has for its text, if it has one."""
    family = dict(look.families).get("text")
    fonts = sorted((font for font in look.fonts if font.family == family), key=lambda font: abs(font.weight - 400))
    return next((font for font in fonts if not font.is_italic), None)


def uncovered(font: BookFont, letters: str) -> str:
    """Return those of ``letters`` that ``font`` does not have."""
    from fontTools.ttLib import TTFont

    known = TTFont(BytesIO(font.content), lazy=True).getBestCmap() or {}
    return "".join(letter for letter in letters if ord(letter) not in known)
