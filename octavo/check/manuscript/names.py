"""Names of the register in prose: the spellings that the book does not use."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from octavo.check.manuscript.known_facts import KnownPerson
from octavo.check.manuscript.name_matcher import BEGIN
from octavo.check.manuscript.passages import Passage
from octavo.check.manuscript.placed_text import PlacedText
from octavo.model.diagnostics import Diagnostic, fault
from octavo.model.phrases import Phrases
from octavo.model.prose_patterns import NAMED

SHORTEST = 4
"""Letters of the shortest surname that is looked for alone."""

AROUND = 40
"""How many characters before a name, and behind it, say that it is spoken of."""


class NameVariant(NamedTuple):
    """A spelling not to be used, and whether it is the surname alone, which may also be a common word."""

    person: KnownPerson
    is_surname: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Spellings:
    """The spellings that are not to be used, and what finds them; ``as_words`` finds a name that is spoken of."""

    variants: Mapping[str, NameVariant]
    pattern: re.Pattern[str]
    as_words: re.Pattern[str]


def spellings_of(people: Collection[KnownPerson], names_as_words: Phrases) -> Spellings:
    """Return the spellings that a book with these ``people`` does not use: ``names_as_words`` are of its language."""
    variants = _variants(people)
    longest = sorted(variants, key=lambda words: (-len(words), words))
    choice = "|".join(re.escape(words).replace(r"\ ", r"\s") for words in longest) or "(?!)"
    return Spellings(variants=variants, pattern=re.compile(rf"\b(?:{choice})\b"), as_words=names_as_words.pattern)


def examine_names(passages: Iterable[Passage], spellings: Spellings) -> Iterator[Diagnostic]:
    """Yield OC811 for each of the ``spellings`` that stands in prose, but for quotations and titles."""
    for passage in passages if spellings.variants else ():
        if not passage.is_quoted:
            yield from _in_passage(passage.text, spellings)


def _in_passage(text: PlacedText, spellings: Spellings) -> Iterator[Diagnostic]:
    found_in = [*spellings.pattern.finditer(text.value)]
    apart = text.quoted_spans() if found_in else ()
    for found in found_in:
        variant, (start, end) = spellings.variants[" ".join(found[0].split())], found.span()
        before, behind = text.value[max(0, start - AROUND) : start], text.value[end : end + AROUND]
        is_apart = any(first < end and start < last for first, last in apart)
        may_be_common = variant.is_surname and BEGIN.search(text.value[:start]) is not None
        if not is_apart and not may_be_common and not spellings.as_words.search(before + NAMED + behind):
            person = variant.person
            name = person.surname if variant.is_surname else person.name
            place = text.at(start)
            yield fault("OC811", place, related=[person.variants_at], words=found[0], person=person.name, name=name)


def _variants(people: Collection[KnownPerson]) -> Mapping[str, NameVariant]:
    """Return the spellings that are not to be used: variants, and their surnames where nobody has those by right."""
    used = {words for person in people for words in person.names}
    parts = {part for words in used for part in words.split()}
    found: dict[str, NameVariant] = {}
    for person in people:
        for words in person.variants:
            if words not in used:
                found.setdefault(words, NameVariant(person, is_surname=False))
            last = words.split()[-1]
            if last != words and last not in parts and len(last) >= SHORTEST and last[0].isupper():
                found.setdefault(last, NameVariant(person, is_surname=True))
    return found


def near_misses(word: str, letters: str) -> frozenset[str]:
    """Return all words that are one letter away from ``word``: one less, one more, one other, or two exchanged.

    ``letters`` are those that may be put in.
    """
    cuts = [(word[:place], word[place:]) for place in range(len(word) + 1)]
    less = {left + right[1:] for left, right in cuts if right}
    exchanged = {left + right[1] + right[0] + right[2:] for left, right in cuts if len(right) > 1}
    other = {left + letter + right[1:] for left, right in cuts if right for letter in letters}
    more = {left + letter + right for left, right in cuts for letter in letters}
    return frozenset((less | exchanged | other | more) - {word})
