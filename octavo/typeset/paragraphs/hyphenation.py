"""Where words may be divided: Liang's method (1983) with the patterns that pyphen brings.

A part of a word is looked up only while some pattern begins with it, which takes a third of pyphen's own time. Places
where a word is written in another way once it is divided (old German, Hungarian) are left out.
"""

import re
from functools import cache

import pyphen

LETTERS = re.compile(r"[^\W\d_]+")

MOST = 50_000
"""How many words a hyphenator remembers."""


class Hyphenator:
    """Divides the words of a language.

    A word shorter than ``least`` letters stays whole; at least ``left`` letters stand before a hyphen and ``right``
    after it.
    """

    def __init__(self, language: str, least: int, left: int, right: int) -> None:
        self._least, self._left, self._right = least, left, right
        self._patterns = pyphen.Pyphen(lang=language).hd.patterns
        self._beginnings = {pattern[:size] for pattern in self._patterns for size in range(1, len(pattern))}
        self._known: dict[str, tuple[int, ...]] = {}

    def places(self, word: str) -> tuple[int, ...]:
        """Return before which characters of ``word`` it may be divided; what is no letter parts it into words."""
        known = self._known.get(word)
        if known is None:
            if len(self._known) >= MOST:
                self._known.clear()
            known = self._known[word] = tuple(
                match.start() + place
                for match in LETTERS.finditer(word)
                if len(match[0]) >= self._least
                for place in self._places_in(match[0])
            )
        return known

    def _places_in(self, word: str) -> list[int]:
        text = f".{word.lower()}."
        if len(text) != len(word) + 2:
            # A letter that is two in lower case: the places would be wrong.
            return []
        values = [0] * (len(text) + 1)
        for start in range(len(text) - 1):
            for end in range(start + 1, len(text) + 1):
                part = text[start:end]
                pattern = self._patterns.get(part)
                if pattern is not None:
                    for at, value in enumerate(pattern[1], start + pattern[0]):
                        values[at] = max(values[at], value)
                if part not in self._beginnings:
                    break
        last = len(word) - self._right
        return [
            place
            for place, value in enumerate(values[1:])
            if value & 1 and self._left <= place <= last and not getattr(value, "data", None)
        ]


@cache
def hyphenator(language: str, least: int, left: int, right: int) -> Hyphenator | None:
    """Return what divides the words of a ``language`` (a tag of BCP 47); ``None`` where there are no patterns."""
    known = pyphen.language_fallback(language)
    return None if known is None else Hyphenator(known, least, left, right)
