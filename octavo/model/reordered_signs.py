"""Scripts whose signs are not drawn in the order in which they are written.

In the scripts that come from Brahmi a vowel that is spoken after its consonant may stand before it, or on both sides,
and an *r* that is spoken first may stand above what follows (The Unicode Standard, chapter 12.1, "Rendering
Devanagari"). What is read of drawn glyphs has the letters of a word in another order, and a vowel of two parts as two.
"""

import re
import unicodedata

SIGNS = "\u0900-\u109f\u1700-\u1cff\ua800-\uabff\U00011000-\U00011fff"
REORDERED = re.compile(f"[{SIGNS}]+")
"""Letters and signs of such scripts that stand together."""

BEFORE_ITS_LETTER = frozenset(
    "\u093f\u09bf\u09c7\u09c8\u0a3f\u0abf\u0b47\u0bc6\u0bc7\u0bc8\u0d46\u0d47\u0d48\u0dd9\u0ddb\u1031\u17c1\u17c2\u17c3"
)
"""Vowels that are drawn before the consonant behind which they are written."""

OF_TWO_PARTS = str.maketrans({"\u0e33": "\u0e4d\u0e32", "\u0eb3": "\u0ecd\u0eb2"})
"""The *am* of Thai and Lao, of which a mark of tone stands between the parts."""


def in_parts(text: str) -> str:
    """Return ``text`` with each sign of two parts as these parts."""
    return REORDERED.sub(lambda found: unicodedata.normalize("NFD", found[0]).translate(OF_TWO_PARTS), text)


def goes_on(letter: str) -> bool:
    """Whether ``letter`` is a sign of two parts: one of them may be drawn among the glyphs of the letter before it."""
    return not letter.isascii() and len(in_parts(letter)) > 1


def has_reordered(text: str) -> bool:
    """Whether ``text`` has any letter of such a script."""
    return not text.isascii() and REORDERED.search(text) is not None


def same_letters(one: str, other: str) -> bool:
    """Whether two words are the same but for the order of the letters of such scripts."""
    return len(one) == len(other) and _sorted(one) == _sorted(other)


def _sorted(word: str) -> str:
    return REORDERED.sub(lambda found: "".join(sorted(found[0])), word)
