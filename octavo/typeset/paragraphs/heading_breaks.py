"""Where the lines of a title end by its sense: lines of the same length alone may part what belongs together.

Nothing here knows boxes. Prices are squared, as everywhere in the search
(:mod:`octavo.typeset.paragraphs.breaking`).
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from octavo.typeset.paragraphs.paragraph import NO_BREAK_SPACE
from octavo.typeset.paragraphs.ways import Segment, Way

AFTER_SMALL_WORD = 300.0**2
"""The price of an end behind an article or a preposition, between the words of a name, or inside a word."""

IN_PHRASE = 220.0**2
"""The price of an end between two other words with no sign behind the first."""

BEFORE_SMALL_WORD = 60.0**2
"""The price of an end before an article or a preposition.

Behind a comma, a colon and the like, and before a bracket, an end costs nothing.
"""

ANOTHER_LINE = 150.0**2
"""By how much a title of several lines must be cheaper with one line more than it needs, to have that."""

SMALL_WORD = 3
"""Letters that articles and prepositions have at most, in most languages."""

LONG_WORD = 4
"""Letters of the words by which capitals show whether a title has them in all words but the small ones."""

SIGNS = ",;:.!?…–—"
OPENING = "(["
QUOTES = "“”‘’„‚«»'\"()[]"
BETWEEN_WORDS = re.compile(f"[{NO_BREAK_SPACE} \n]+")


def priced_by_sense(segment: Segment, at: Sequence[tuple[int, int]], text: str) -> Segment:
    """Return ``segment`` of a title, whose inner places cost what they cost by its sense too.

    ``at`` has for each place the characters of ``text`` before and behind it.
    """
    title = _Title(text)
    inner = [
        (end, spaces, price + title.price(*around), has_hyphen)
        for (end, spaces, price, has_hyphen), around in zip(segment.places[1:-1], at[1:-1], strict=True)
    ]
    return replace(segment, places=[segment.places[0], *inner, segment.places[-1]])


def best_title(ways: Mapping[int, Way]) -> Way:
    """Return the best of the ``ways``, by their lines: with one more than needed only where fewer part much."""
    fewest = min(ways)
    least, more = ways[fewest], ways.get(fewest + 1)
    return more if more is not None and fewest > 1 and least.price - more.price > ANOTHER_LINE else least


class _Title:
    """A title; its words in capitals say which of them are small, or which are names."""

    def __init__(self, text: str) -> None:
        self._text = text
        words = [word.strip(QUOTES + SIGNS) for word in BETWEEN_WORDS.split(text)]
        long = [word for word in words[1:] if len(word) >= LONG_WORD and word[0].isalpha()]
        self._has_capitals = 2 * sum(word[0].isupper() for word in long) > len(long)

    def price(self, end: int, start: int) -> float:
        """Return what it costs to end a line before the character ``end`` and begin the next one with ``start``."""
        if end == start:
            return AFTER_SMALL_WORD
        *others, before = BETWEEN_WORDS.split(self._text[:end].lstrip())
        after = BETWEEN_WORDS.split(self._text[start:], maxsplit=1)[0].strip(QUOTES + SIGNS)
        if before.rstrip(QUOTES)[-1:] in SIGNS or self._text[start] in OPENING:
            return 0.0
        before = before.strip(QUOTES)
        # The capital of the first word says nothing.
        is_name = bool(others) and not self._has_capitals and before[:1].isupper() and after[:1].isupper()
        if is_name or self._is_small(before):
            return AFTER_SMALL_WORD
        return BEFORE_SMALL_WORD if self._is_small(after) else IN_PHRASE

    def _is_small(self, word: str) -> bool:
        """Whether a word is an article or a preposition: short, or the only kind that begins with a small letter."""
        if not word.isalpha() or (word.isupper() and len(word) > 1):
            return False
        return len(word) <= SMALL_WORD or (self._has_capitals and word[0].islower())
