"""Characters that no page can show or that were pasted by accident, and words without end.

What reads files refuses most of them already; they can also be written as ``&#xFFFD;``.
"""

import re
import unicodedata
from collections.abc import Callable

from octavo.load.files import code_point, unprintable
from octavo.load.markdown.text_context import TextContext
from octavo.model import limits
from octavo.model.origin import Origin

# Controls other than tab and line feed (Unicode category Cc), overrides of the direction, lone surrogates,
# non-characters and U+FFFD.
_UNPRINTABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202d\u202e\ud800-\udfff\ufdd0-\ufdef\ufffd-\uffff]")
_ENDLESS = re.compile(rf"\S{{{limits.WORD + 1},}}|[ \t]{{{limits.BLANKS + 1},}}")

_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]")
_LIGATURE = re.compile("[\ufb00-\ufb06]")
_SHAPELESS = re.compile("[\u180e\u2061-\u2064\ufeff\U000e0000-\U000e007f]|(?<=[^\\W\\d])[\ufe00-\ufe0f]")
_DIRECTION = re.compile("[\u200e\u200f\u202a-\u202c\u2066-\u2069]")
"""What tells the direction of writing; it does nothing where all is written from left to right."""


def without_endless_words(text: str) -> str:
    """Return ``text`` with an ellipsis for every word, or row of spaces, that :func:`report_endless` tells."""
    return _ENDLESS.sub("\N{HORIZONTAL ELLIPSIS}", text)


def report_endless(context: TextContext, text: str, place: Callable[[int], Origin]) -> None:
    """Report each word of ``text``, which is one line, that is too long, and each such row of spaces."""
    for found in _ENDLESS.finditer(text):
        if found[0].isspace():
            row, most = f"{len(found[0]):,} spaces in a row", f"{limits.BLANKS:,}"
            context.report("OC140", place(found.start()), found=row, most=most, remedy="leave one of them")
            continue
        length = f"a word of {len(found[0]):,} characters"
        remedy = "take it out, or put spaces where it may be divided"
        context.report("OC140", place(found.start()), found=length, most=f"{limits.WORD:,}", remedy=remedy)


def report_pasted(context: TextContext, text: str, place: Callable[[int], Origin]) -> None:
    """Report what word processors leave in ``text``, which is one line: signs for ligatures, marks without a shape."""
    if text.isascii():
        return
    needless = [*_SHAPELESS.finditer(text), *(() if _RIGHT_TO_LEFT.search(text) else _DIRECTION.finditer(text))]
    for found in needless:
        context.report("OC154", place(found.start()), character=code_point(found[0]), remedy="remove it")
    for found in _LIGATURE.finditer(text):
        remedy = f"write '{unicodedata.normalize('NFKC', found[0])}': the font makes the ligature"
        context.report("OC154", place(found.start()), character=f"'{found[0]}'", remedy=remedy)


def report_unprintable(context: TextContext, text: str, place: Callable[[int], Origin]) -> None:
    """Report each kind of unprintable character in ``text`` at its first place (``place`` of its offset)."""
    reported = set()
    for found in _UNPRINTABLE.finditer(text):
        if found[0] not in reported:
            reported.add(found[0])
            context.faults.append(unprintable(found[0], place(found.start())))
