"""Find the letters of a book that the font which it asks for does not have, and those that it needs of other fonts."""

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


def signs_in(units: Iterable[Unit]) -> str:
    """Return all that the text of ``units`` is written with, code and spaces too, and the signs of any keyboard."""
    found = {sign for unit in units for sign in unescape(TAG.sub("", unit.body))}
    return "".join(sorted(found | set(map(chr, range(0x20, 0x7F)))))


def text_font(look: BookLook) -> BookFont | None:
    """Return the upright font of normal weight that the look of a book has for its text, if it has one."""
    family = dict(look.families).get("text")
    fonts = sorted((font for font in look.fonts if font.family == family), key=lambda font: abs(font.weight - 400))
    return next((font for font in fonts if not font.is_italic), None)


def uncovered(font: BookFont, others: Iterable[BookFont], letters: str) -> str:
    """Return those of ``letters`` that neither ``font`` nor the ``others``, which a book names for them, have."""
    from fontTools.ttLib import TTFont

    for each in (font, *others):
        known = TTFont(BytesIO(each.content), lazy=True).getBestCmap() or {}
        letters = "".join(letter for letter in letters if ord(letter) not in known)
    return letters


def part_of_font(content: bytes, signs: str) -> bytes:
    """Return a font file with the glyphs for ``signs`` alone, and all that the font does with them.

    A font for Chinese has ten megabytes or more, and a book may need five of its signs. The licences of free fonts let
    a document embed them in part (OFL FAQ 1.1, 1.15); whether a font allows it was asked when it was read.
    """
    from fontTools.subset import Options, Subsetter
    from fontTools.ttLib import TTFont, getTableClass

    options = Options(name_IDs=["*"], name_languages=["*"], notdef_outline=True, hinting=False)
    font = TTFont(BytesIO(content), lazy=True, recalcTimestamp=False)
    # Tables of the program that made the font are dropped; the library would warn of each on the terminal.
    foreign = {tag for tag in font.keys() if not hasattr(getTableClass(tag), "subset_glyphs")}  # noqa: SIM118 -- no dict
    options.drop_tables += sorted(foreign - {"GlyphOrder", *options.no_subset_tables})
    subsetter = Subsetter(options)
    subsetter.populate(text=signs)
    subsetter.subset(font)
    written = BytesIO()
    font.save(written)
    return written.getvalue()
