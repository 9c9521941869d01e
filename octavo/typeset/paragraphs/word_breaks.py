"""Where lines may end in a word and between two, and what that costs.

All widths are in CSS px, places count the characters of a word.
"""

import re
from collections.abc import Container, Iterable
from enum import Enum
from typing import NamedTuple

from octavo.model.line_rules import LineRules
from octavo.typeset.engine.shaping import break_places, character_places
from octavo.typeset.paragraphs.ideographs import breaks_anywhere, has_letters_of_east_asia
from octavo.typeset.paragraphs.paragraph import DASHES, HYPHENS, SOFT_HYPHEN, ParagraphRun
from octavo.typeset.paragraphs.words import Face

COMPOUND = re.compile("[-\u2010-\u2015/]")
"""A word with one of these can be broken there already."""

COMPOUND_DEARER = 9
"""By how many times a hyphen elsewhere in a compound costs more than in another word."""

IN_WIDE_WORD = 16
"""By how many times a line end between any two letters of a word that is too wide costs more than a hyphen."""

FORCED = 2e10
"""The price of a line end at a space where none may be, half that of one between two letters.

It is more than that of a line of one word and less than that of an overfull one.
"""

ADDRESS = re.compile(r"://|\bwww\.|\w@\w|\w[_\\]\w|(?=.*[^\W\d_]{3})[\w-]+[./:=][\w-]+[./:=]\w\w")
"""Addresses, file names and names of programs: no hyphen may be added to them."""

LINK = re.compile(r"://|\bwww\.|\w@\w")
"""Addresses that nobody can shorten: they are broken between any two letters without a word."""

ADDRESS_BREAKS = re.compile(r"(?<=[/\\:&=@;])(?=[\w~%.])|(?<=\w)(?=[.?#%~_+-]\w)")
"""Where an address is broken: after slashes, colons and the like, before points and dashes (Chicago Manual of Style,
18th edition, 6.8)."""

OPENING = "“‘(['\""
"""Signs before a word."""

PLAIN = re.compile(r"[“‘(\[\"']*[\w’'&*]*[.,;:!?)\]’”'\"…]*")
"""Words that Unicode breaks nowhere: brackets and quotation marks around letters."""


class Division(Enum):
    """Where words may be divided.

    ``HYPHENS`` adds hyphens, ``WIDE_WORDS`` also divides what is wider than its line between any two letters, and
    ``ANYWHERE`` allows any line end, between words that are held together as well.
    """

    NONE = 0
    HYPHENS = 1
    WIDE_WORDS = 2
    ANYWHERE = 3


class WordBreak(NamedTuple):
    """A place in a word: how many characters stand before it, and what a line end costs there.

    ``shown`` is the width in px of what stands before it, hyphen included, and ``gone`` by how much narrower the rest
    is than the word. No rule allows a break that ``is_forced``.
    """

    offset: int
    shown: float
    gone: float
    price: float
    has_hyphen: bool
    is_forced: bool = False


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

    def breaks_in(
        self, run: ParagraphRun, face: Face, word: str, division: Division, measure: float
    ) -> tuple[WordBreak, ...]:
        """Return the places to break inside a word that stands in lines of ``measure`` px."""
        found = self._allowed(run, face, word, division)
        is_wide = division is Division.WIDE_WORDS and _is_wide(found, face.word(word).width, measure)
        if division is Division.ANYWHERE or is_wide:
            found += self._forced(run, face, word, division, {each.offset for each in found})
        return tuple(sorted(found))

    @staticmethod
    def known(run: ParagraphRun, face: Face, division: Division, measure: float) -> dict[str, tuple[WordBreak, ...]]:
        """Return where the places to break inside words are kept that :meth:`breaks_in` has found for a run before."""
        wide = measure if division is Division.WIDE_WORDS else 0.0
        key = run.divider, run.is_divided, run.has_soft_hyphens, run.breaks_anywhere, division, wide
        kept: dict[str, tuple[WordBreak, ...]] = face.parts.setdefault(key, {})
        return kept

    def _allowed(self, run: ParagraphRun, face: Face, word: str, division: Division) -> list[WordBreak]:
        """Return the places to break that some rule allows."""
        is_address = ADDRESS.search(word) is not None
        hyphenated: set[int] = set()
        in_need = division in {Division.WIDE_WORDS, Division.ANYWHERE}
        if division is not Division.NONE and not is_address:
            if SOFT_HYPHEN in word:
                if run.has_soft_hyphens or in_need:
                    hyphenated = {place for place in range(1, len(word)) if word[place - 1] == SOFT_HYPHEN}
            elif run.divider is not None and (run.is_divided or in_need):
                hyphenated = set(run.divider.places(word))
        found = []
        for place in _plain_places(run, word, face.language, is_address=is_address):
            is_free = run.breaks_anywhere or breaks_anywhere(word[place - 1], word[place])
            parting, price = face.parting(word, place), 0.0 if is_free else self.price_between(word[place])
            found.append(WordBreak(place, parting.before, parting.gone, price, word[place - 1] in HYPHENS))
            hyphenated.discard(place)
        price = self._hyphen * (COMPOUND_DEARER if COMPOUND.search(word) else 1)
        for place in hyphenated:
            parting = face.parting(word, place)
            found.append(WordBreak(place, parting.with_hyphen, parting.gone, price, has_hyphen=True))
        return found

    def _forced(
        self, run: ParagraphRun, face: Face, word: str, division: Division, others: Container[int]
    ) -> list[WordBreak]:
        """Return the places between any two letters but those of the ``others``; a hyphen parts what is no code."""
        price = self._hyphen * IN_WIDE_WORD if division is Division.WIDE_WORDS else 2 * FORCED
        is_code = run.divider is None or ADDRESS.search(word) is not None
        found = []
        for place in character_places(word, face.language):
            if 0 < place < len(word) and place not in others:
                has_hyphen = not is_code and word[place - 1].isalpha() and word[place].isalpha()
                parting = face.parting(word, place)
                shown = parting.with_hyphen if has_hyphen else parting.before
                found.append(WordBreak(place, shown, parting.gone, price, has_hyphen, is_forced=not LINK.search(word)))
        return found


def _plain_places(run: ParagraphRun, word: str, language: str | None, *, is_address: bool) -> list[int]:
    """Return the places where a word is broken as it is."""
    if run.breaks_anywhere:
        return [place for place in character_places(word, language) if 0 < place < len(word)]
    if is_address:
        return [found.start() for found in ADDRESS_BREAKS.finditer(word)]
    if PLAIN.fullmatch(word) and not has_letters_of_east_asia(word):
        return []
    # None behind the hyphens that a word begins with, as that of an option (UAX 14, rule 20a).
    begun = len(word) - len(word.lstrip(OPENING + HYPHENS))
    return [
        place for place in break_places(word, language) if begun < place < len(word) and word[place - 1] != SOFT_HYPHEN
    ]


def _is_wide(breaks: Iterable[WordBreak], width: float, measure: float) -> bool:
    """Whether a part of a word between two ``breaks`` is wider than ``measure``."""
    parts, begin = [], 0.0
    for each in sorted(breaks):
        parts.append(each.shown - begin)
        begin = each.gone
    return max(*parts, width - begin, 0.0) > measure
