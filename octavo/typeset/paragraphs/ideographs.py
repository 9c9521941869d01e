"""Chinese, Japanese and Korean text: where its lines may end, and how they are filled.

Lines end between any two characters but where Unicode Standard Annex 14 forbids it: no closing punctuation, small kana
or mark of repetition begins a line, and no opening punctuation ends one. A justified line is filled by what is put
between its characters as well, a part of what a word space gets (``kanjiskip`` of pTeX). The empty half of punctuation
as wide as an ideograph is left out between two such signs, and at both ends of a line (Requirements for Japanese Text
Layout, 3.1; ``text-spacing-trim: trim-both`` of CSS Text 4). Letters of Korean are parted as ideographs are, but only
the spaces between its words are widened.
"""

import re
from collections.abc import Iterator
from enum import Enum
from itertools import pairwise
from typing import NamedTuple

from octavo.typeset.engine.shaping import break_places

WEIGHT = 0.3
"""What part of what a word space gets is put between two characters."""

IDEOGRAPH = (
    "\u2e80-\u303e\u3041-\u312f\u3190-\u4dbf\u4e00-\ua4cf\uf900-\ufaff\ufe10-\ufe1f\ufe30-\ufe6f\uff01-\uff9f"
    "\uffe0-\uffe6\U0001b000-\U0001b16f\U0001f200-\U0001f2ff\U00020000-\U0003ffff"
)
"""Ideographs, kana, and signs as wide as they are."""

KOREAN = "\u1100-\u11ff\u3131-\u318e\ua960-\ua97f\uac00-\ud7ff\uffa0-\uffdc"
MARKS = "\u3099\u309a\ufe00-\ufe0f\U000e0100-\U000e01ef"
"""What belongs to the character before it: marks of voice, and selectors of variants."""

SPACE = " \u00a0\u3000\n\u200b\ufffc"
GAP = re.compile(f"(?<=[{IDEOGRAPH}{MARKS}])(?=[^{MARKS}{SPACE}])|(?<=[^{SPACE}])(?=[{IDEOGRAPH}])(?![{MARKS}])")
"""The places between two characters of which one is an ideograph."""

ANY = re.compile(f"[{IDEOGRAPH}{KOREAN}]")
ANY_IDEOGRAPH = re.compile(f"[{IDEOGRAPH}]")

OPENING = frozenset("（［｛｟〈《「『【〔〖〘〝")
BRACKETS = frozenset("）］｝｠〉》」』】〕〗〙〟")
CLOSING = BRACKETS | frozenset("、。，．")
"""Signs of which a half is empty. Full stops and commas stand in the middle in long Chinese."""

CENTRED = re.compile(r"(?i)zh-(hant|tw|hk|mo)\b")

QUOTATION = str.maketrans("“‘”’", "「「」」")
"""Quotation marks beside ideographs open and close (Unicode Standard Annex 14, LB19a)."""

QUOTED = re.compile(f"[“‘](?=[{IDEOGRAPH}])|(?<=[{IDEOGRAPH}])[“‘]|(?<=[{IDEOGRAPH}])[”’]|[”’](?=[{IDEOGRAPH}])")


class DroppedHalf(Enum):
    """Which half of a sign is left out."""

    BEFORE = 0
    AFTER = 1


class Piece(NamedTuple):
    """A character, or letters of another script, from the place ``start`` of a paragraph on."""

    start: int
    text: str
    trim: DroppedHalf | None


def has_ideographs(text: str) -> bool:
    """Whether there is an ideograph in ``text``."""
    return ANY_IDEOGRAPH.search(text) is not None


def has_letters_of_east_asia(text: str) -> bool:
    """Whether there is an ideograph or a letter of Korean in ``text``."""
    return ANY.search(text) is not None


def breaks_anywhere(before: str, after: str) -> bool:
    """Whether a line end between two characters is one in the text of ideographs, which costs nothing."""
    return ANY.match(before) is not None or ANY.match(after) is not None


def is_gap(text: str, place: int) -> bool:
    """Whether a part of what a space gets is put between two characters, of which ``place`` is that of the second."""
    return GAP.match(text, place) is not None


def pieces(text: str, start: int, end: int, language: str | None) -> Iterator[Piece]:
    """Yield the pieces of ``text`` between two places; there is no space among them."""
    if start == end:
        return
    places = [start, *(found.start() for found in GAP.finditer(text, start, end) if found.start() > start), end]
    for begin, after in pairwise(places):
        yield Piece(begin, text[begin:after], trim_at(text, begin, language))


def trim_at(text: str, place: int, language: str | None) -> DroppedHalf | None:
    """Return which half of the sign at ``place`` is left out, because of the sign beside it."""
    if opens(text[place]):
        return DroppedHalf.BEFORE if place and opens(text[place - 1]) else None
    if closes(text[place], language):
        following = text[place + 1 : place + 2]
        return DroppedHalf.AFTER if opens(following) or closes(following, language) else None
    return None


def opens(sign: str) -> bool:
    """Whether ``sign`` is punctuation of which the first half is empty."""
    return sign in OPENING


def closes(sign: str, language: str | None) -> bool:
    """Whether ``sign`` is punctuation of which the second half is empty."""
    return sign in (BRACKETS if language and CENTRED.match(language) else CLOSING)


def allowed_places(text: str, language: str | None) -> frozenset[int]:
    """Return the places in ``text``, which has no spaces, where a line may end."""
    shown = QUOTED.sub(lambda found: found[0].translate(QUOTATION), text)
    return frozenset(place for place in break_places(shown, language) if 0 < place < len(text))
