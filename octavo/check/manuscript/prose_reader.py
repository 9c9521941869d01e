"""Reading prose by the phrases of its language: it knows no language and no subject.

People and dates are found first. Signs are put in the place of their characters, so a phrase such as ``{person} was
born in {born}`` is one pattern, and every place stays what it was.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from octavo.check.manuscript.known_facts import KnownFacts
from octavo.check.manuscript.name_matcher import NameMatcher, name_matcher
from octavo.model.language import ProseForms
from octavo.model.phrases import Phrases
from octavo.model.prose_patterns import ProsePatterns, patterns_of

FIGURES_ONLY = ProseForms(dates=("{year}[<–|/>{last}]",))
"""What is read of a language without a section ``prose``: years."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ProseReader:
    """What reads the prose of one book: the patterns of its language, and the names of its people.

    ``abbreviations`` end with a full stop that ends no sentence.
    """

    prose: ProsePatterns
    matcher: NameMatcher
    abbreviations: tuple[str, ...]

    def readings(self, phrases: Phrases, signs: str) -> Iterator[Mapping[str, tuple[int, int]]]:
        """Yield where the placeholders of each match of ``phrases`` stand in text with signs.

        Left out are matches whose ``…`` holds a word for other people, or whose ``{rest}`` holds one that begins
        something else.
        """
        forbidding = {"…": self.prose.others.pattern, "rest": self.prose.stops.pattern}
        place = 0
        while found := phrases.pattern.search(signs, place):
            spans = phrases.spans(found)
            if any(slot in forbidding and forbidding[slot].search(signs, start, end) for slot, start, end in spans):
                place = found.start() + 1
            else:
                place = max(found.end(), found.start() + 1)
                yield {slot: (start, end) for slot, start, end in spans}


@lru_cache(maxsize=1)
def prose_reader(known: KnownFacts) -> ProseReader:
    """Return the reader for a book; it is made ready once for all its texts."""
    language = known.language
    prose = patterns_of(language.prose or FIGURES_ONLY)
    matcher = name_matcher(known.people, prose.first_words)
    return ProseReader(prose=prose, matcher=matcher, abbreviations=language.no_break_after)


def with_signs(text: str, *spans: Iterable[tuple[int, int, str]]) -> str:
    """Return ``text`` with a sign in the place of every character from each start to its end; the last span counts."""
    characters = list(text)
    for several in spans:
        for start, end, sign in several:
            characters[start:end] = sign * (end - start)
    return "".join(characters)
