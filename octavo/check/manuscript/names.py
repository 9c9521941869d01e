"""Names of the register in prose: the spellings that the book does not use."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from octavo.check.manuscript.character_places import Letters
from octavo.check.manuscript.facts_people import BEGIN
from octavo.check.manuscript.passages import Passage
from octavo.model.book import Record
from octavo.model.diagnostics import Diagnostic, fault
from octavo.model.records import Person

SHORTEST = 4
"""Letters of the shortest surname that is looked for alone."""

SPOKEN_OF = re.compile(
    r"\b(?:called|known\sas|born|alias|nicknamed|spelt|spelled|written|named|name\swas|form|spelling)\s\Z",
    re.IGNORECASE,
)
"""Before a name that the text tells its readers about."""


class Variant(NamedTuple):
    """A spelling not to be used, and whether it is the surname alone, which may also be a common word."""

    person: Record[Person]
    is_surname: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Spellings:
    """The spellings that are not to be used, and what finds them; ``pattern`` is ``None`` where there are none."""

    variants: Mapping[str, Variant]
    pattern: re.Pattern[str] | None


def spellings_of(people: Iterable[Record[Person]]) -> Spellings:
    """Return the spellings that a book with the register ``people`` does not use."""
    variants = variants_of(people)
    longest = sorted(variants, key=lambda words: (-len(words), words))
    pattern = r"\b(?:" + "|".join(re.escape(words).replace(r"\ ", r"\s") for words in longest) + r")\b"
    return Spellings(variants=variants, pattern=re.compile(pattern) if longest else None)


def examine_names(passages: Iterable[Passage], spellings: Spellings) -> Iterator[Diagnostic]:
    """Yield OC811 for each of the ``spellings`` that stands in prose, but for quotations and titles."""
    if spellings.pattern is not None:
        for passage in passages:
            if not passage.is_quoted:
                yield from _in_letters(passage.letters, spellings.pattern, spellings.variants)


def _in_letters(letters: Letters, pattern: re.Pattern[str], variants: Mapping[str, Variant]) -> Iterator[Diagnostic]:
    found_in = pattern.finditer(letters.value)
    first = next(found_in, None)
    if first is None:
        return
    apart = letters.apart()
    for found in (first, *found_in):
        variant, before = variants[" ".join(found[0].split())], letters.value[: found.start()]
        is_apart = any(start < found.end() and found.start() < end for start, end in apart)
        may_be_common = variant.is_surname and BEGIN.search(before) is not None
        if not is_apart and not may_be_common and not SPOKEN_OF.search(before):
            record = variant.person
            name = surname(record.value) if variant.is_surname else record.value.name
            place = letters.at(found.start())
            related = [record.at("variants")]
            yield fault("OC811", place, related=related, words=found[0], person=record.value.name, name=name)


def variants_of(people: Iterable[Record[Person]]) -> Mapping[str, Variant]:
    """Return the spellings that are not to be used: variants, and their surnames where nobody has those by right."""
    register = tuple(people)
    used = {words for record in register for words in (record.value.name, *record.value.mentions)}
    parts = {part for words in used for part in words.split()}
    found: dict[str, Variant] = {}
    for record in register:
        for words in record.value.variants:
            if words not in used:
                found.setdefault(words, Variant(record, is_surname=False))
            last = words.split()[-1]
            if last != words and last not in parts and len(last) >= SHORTEST and last[0].isupper():
                found.setdefault(last, Variant(record, is_surname=True))
    return found


def surname(person: Person) -> str:
    """Return the surname of ``person``: what it is sorted under, or the last word of its name."""
    return person.sort.partition(",")[0] if "," in person.sort else person.name.split()[-1]


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
