"""Characters that no page can show, the sign that text was once decoded wrongly, and words without end.

What reads files refuses most of them already; they can also be written as ``&#xFFFD;``.
"""

import re
from collections.abc import Callable

from octavo.load.files import code_point
from octavo.load.markdown.text_context import TextContext
from octavo.model import limits
from octavo.model.origin import Origin

# Controls other than tab and line feed (Unicode category Cc), lone surrogates, non-characters and U+FFFD.
_UNPRINTABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffd-\uffff]")
_ENDLESS = re.compile(rf"\S{{{limits.WORD + 1},}}|[ \t]{{{limits.BLANKS + 1},}}")


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


def report_unprintable(context: TextContext, text: str, place: Callable[[int], Origin]) -> None:
    """Report each kind of unprintable character in ``text`` at its first place (``place`` of its offset)."""
    told = set()
    for found in _UNPRINTABLE.finditer(text):
        if found[0] not in told:
            told.add(found[0])
            context.report("OC107", place(found.start()), problem=f"the character {code_point(found[0])}")
