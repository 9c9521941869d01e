"""Where lines may end in a word and between two, and what that costs.

All widths are in CSS px, places count the characters of a word.
"""

import re
from enum import Enum
from typing import NamedTuple

from octavo.model.line_rules import LineRules
from octavo.typeset.engine.shaping import break_places
from octavo.typeset.paragraphs.paragraph import DASHES, HYPHENS, SOFT_HYPHEN, Run
from octavo.typeset.paragraphs.words import Face

COMPOUND = re.compile("[-\u2010-\u2015/]")
"""A word with one of these can be broken there already."""

COMPOUND_DEARER = 9
"""By how many times a hyphen elsewhere in a compound costs more than in another word."""

ANYWHERE_DEARER = 16
"""By how many times a line end between any two letters costs more than a hyphen."""

PLAIN = re.compile(r"[“‘(\[\"']*[\w’'&*]*[.,;:!?)\]’”'\"…]*")
"""Words that Unicode breaks nowhere: brackets and quotation marks around letters."""


class Division(Enum):
    """Where words may be divided: at no added hyphen, by hyphens, or between any two letters as well."""

    NONE = 0
    HYPHENS = 1
    ANYWHERE = 2


class Break(NamedTuple):
    """A place in a word: how many characters stand before it, and what a line end costs there.

    ``shown`` is the width in px of what stands before it, hyphen included, and ``gone`` by how much narrower the rest
    is than the word.
    """

    offset: int
    shown: float
    gone: float
    price: float
    has_hyphen: bool


class WordBreaks:
    """Finds the places at which lines may end in and between words, by one set of rules."""

    def __init__(self, rules: LineRules) -> None:
        self._hyphen, self._dash, self._dash_first = rules.hyphen**2, rules.dash**2, rules.dash_first**2
        self._pairs: dict[tuple[str, str, str | None], bool] = {}

    def may_break(self, before: str, after: str, language: str | None) -> bool:
        """Whether a line may end between ``before`` (which may end with a space) and ``after``."""
        key = before, after, language
        known = self._pairs.get(key)
        if known is None:
            known = self._pairs[key] = len(before) in break_places(before + after, language)
        return known

    def price_between(self, after: str) -> float:
        """Return the price of a line end between characters without a space, of which ``after`` is the second."""
        return self._dash_first if after in DASHES else self._dash

    def breaks_in(self, run: Run, face: Face, word: str, division: Division) -> tuple[Break, ...]:
        """Return the places to break inside a word."""
        key = run.divider, run.has_soft_hyphens, word, division
        known: tuple[Break, ...] | None = face.parts.get(key)
        if known is None:
            known = face.parts[key] = tuple(self._breaks_in(run, face, word, division))
        return known

    def _breaks_in(self, run: Run, face: Face, word: str, division: Division) -> list[Break]:
        hyphenated: set[int] = set()
        divided = division is not Division.NONE
        if divided and SOFT_HYPHEN in word and run.has_soft_hyphens:
            hyphenated = {place for place in range(1, len(word)) if word[place - 1] == SOFT_HYPHEN}
        elif divided and run.divider is not None and SOFT_HYPHEN not in word:
            hyphenated = set(run.divider.places(word))
        plain: set[int] = set()
        if not PLAIN.fullmatch(word):
            plain = {
                place
                for place in break_places(word, face.language)
                if 0 < place < len(word) and word[place - 1] != SOFT_HYPHEN
            }
        found, price = [], self._hyphen * (COMPOUND_DEARER if COMPOUND.search(word) else 1)
        anywhere = range(1, len(word)) if division is Division.ANYWHERE else ()
        for place in sorted(hyphenated.union(plain, anywhere)):
            parting = face.parting(word, place)
            if place in plain:
                dash = word[place - 1] in HYPHENS
                found.append(Break(place, parting.before, parting.gone, self.price_between(word[place]), dash))
            elif place in hyphenated:
                found.append(Break(place, parting.with_hyphen, parting.gone, price, has_hyphen=True))
            else:
                dearer = self._hyphen * ANYWHERE_DEARER
                found.append(Break(place, parting.before, parting.gone, dearer, has_hyphen=False))
        return found
