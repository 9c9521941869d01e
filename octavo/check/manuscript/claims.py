"""What somebody looks for in a book: is it a date, a number, the name of somebody in its registers, or words?"""

import re
from calendar import monthrange
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import takewhile
from typing import Literal

from octavo.check.manuscript.date_forms import MONTH_FIRST, written_dates
from octavo.check.manuscript.number_forms import written_numbers
from octavo.check.manuscript.prose_reader import FIGURES_ONLY
from octavo.model.book import Publication
from octavo.model.claims import Claim, ClaimKind
from octavo.model.dates import Day
from octavo.model.prose_patterns import ProsePatterns, patterns_of
from octavo.model.records import Person, Term
from octavo.model.word_forms import any_form_of, forms_of

_MONTH = re.compile(r"([12]\d{3})-(0[1-9]|1[0-2])")
FOLDED = str.maketrans(
    {
        **dict.fromkeys("‘’ʼ‚‛", "'"),
        **dict.fromkeys("“”„«»", '"'),
        **dict.fromkeys("\N{HYPHEN}\N{NON-BREAKING HYPHEN}\N{FIGURE DASH}–—", "-"),
        **dict.fromkeys("\N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}\N{THIN SPACE}\n\t", " "),
    }
)
"""Signs that are typed in several ways; each becomes one character, so that places stay what they are."""


@lru_cache(maxsize=4)
def _folded(text: str) -> str:
    return text.casefold()


@lru_cache(maxsize=4096)
def _compiled(source: str, flags: int) -> re.Pattern[str]:
    return re.compile(source, flags)


@dataclass(frozen=True, slots=True, kw_only=True)
class NamePattern:
    """What finds a name in any of its forms. It is compiled for a text alone that has the ``beginning`` of all forms.

    Of the names of a book few stand in a passage, and to compile them all takes longer than to read the book.
    """

    beginning: str
    source: str
    flags: int

    def finditer(self, text: str) -> Iterator[re.Match[str]]:
        """Yield the places of the name in ``text``."""
        return _compiled(self.source, self.flags).finditer(text) if self.beginning in _folded(text) else iter(())

    def fullmatch(self, text: str) -> re.Match[str] | None:
        """Return the match where ``text`` is the name and nothing else."""
        return _compiled(self.source, self.flags).fullmatch(text) if self.beginning in _folded(text) else None


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimReader:
    """What reads claims in the language of a book, and the names in its registers: patterns by register and key."""

    prose: ProsePatterns
    month_first: bool
    decimal_mark: str
    names: Mapping[tuple[str, str], tuple[NamePattern, ...]]

    def claim(self, text: str, kind: ClaimKind | None = None) -> Claim:
        """Return what ``text`` asks for: of the ``kind``, or of the first kind that it can be.

        What cannot be of the ``kind`` is looked for as words.
        """
        text = " ".join(text.split())
        for name, read in (("date", self._date), ("number", self._number), ("name", self._name)):
            if kind in {None, name} and (claim := read(text)):
                return claim
        return Claim(kind="words", text=text)

    def claims_in(self, text: str) -> Iterator[Claim]:
        """Yield the dates, numbers and names that ``text`` states, each once."""
        found: dict[Claim, None] = {}
        taken: list[tuple[int, int]] = []
        for date in written_dates(text, self.prose, month_first=self.month_first):
            taken.append((date.start, date.end))
            ends = [end.days for end in date.ends] if date.ends else [date.days]
            found |= {Claim(kind="date", text=date.words, days=days): None for days in ends if days}
        for (register, key), patterns in self.names.items():
            for named in (each for pattern in patterns for each in pattern.finditer(text)):
                taken.append(named.span())
                kind: Literal["person", "term"] = "person" if register == "person" else "term"
                found[Claim(kind="name", text=key, register=kind, key=key)] = None
        for number in written_numbers(text, self.prose, self.decimal_mark):
            if all(number.end <= start or end <= number.start for start, end in taken):
                found[Claim(kind="number", text=text[number.start : number.end], value=number.value)] = None
        yield from found

    def stated(self, text: str) -> frozenset[object]:
        """Return all that ``text`` states as values that can be compared: its claims, and days without a year."""
        dates = written_dates(text, self.prose, month_first=self.month_first)
        days = {(each.month, each.day) for each in dates if each.days is None}
        return frozenset({*days, *((each.kind, each.days, each.value, each.key) for each in self.claims_in(text))})

    def _date(self, text: str) -> Claim | None:
        if found := _MONTH.fullmatch(text):
            year, month = int(found[1]), int(found[2])
            last = monthrange(year, month)[1]
            return Claim(kind="date", text=text, days=(Day(year, month, 1), Day(year, month, last)))
        for date in written_dates(text, self.prose, month_first=self.month_first):
            if (date.start, date.end) == (0, len(text)) and date.days and not date.ends:
                return Claim(kind="date", text=text, days=date.days)
        return None

    def _number(self, text: str) -> Claim | None:
        for number in written_numbers(text, self.prose, self.decimal_mark):
            if (number.start, number.end) == (0, len(text)):
                return Claim(kind="number", text=text, value=number.value)
        return None

    def _name(self, text: str) -> Claim | None:
        for (register, key), patterns in self.names.items():
            if text == key or any(pattern.fullmatch(text) for pattern in patterns):
                return Claim(kind="name", text=text, register="person" if register == "person" else "term", key=key)
        return None


def claim_reader(publication: Publication) -> ClaimReader:
    """Return what reads claims in ``publication``."""
    language = publication.language
    return ClaimReader(
        prose=patterns_of(language.prose or FIGURES_ONLY),
        month_first=MONTH_FIRST.get(language.code, False),
        decimal_mark=language.words.get("decimal-mark", "."),
        names=dict(_names(publication)),
    )


def _names(publication: Publication) -> Iterator[tuple[tuple[str, str], tuple[NamePattern, ...]]]:
    """Yield the words for each person and each term that mean nobody and nothing else."""
    people = {record.value.id: _of_person(record.value) for record in publication.people}
    terms = {record.value.id: _of_term(record.value) for record in publication.terms}
    owners: dict[str, set[tuple[str, str]]] = {}
    for register, several in (("person", people), ("term", terms)):
        for key, words in several.items():
            for word in words:
                owners.setdefault(word, set()).add((register, key))
    endings = {"person": publication.language.name_forms, "term": publication.language.term_forms}
    for register, several in (("person", people), ("term", terms)):
        for key, words in several.items():
            own = [word for word in words if len(owners[word]) == 1]
            flags = 0 if register == "person" else re.IGNORECASE
            yield (
                (register, key),
                tuple(
                    name_pattern(word, endings[register], flags)
                    for word in sorted(own, key=lambda each: (-len(each), each))
                ),
            )


def name_pattern(words: str, endings: Mapping[str, str], flags: int) -> NamePattern:
    """Return what finds ``words`` in any of their forms; ``flags`` are those of a regular expression."""
    first = re.match(r"\w*", words)
    forms = (each.casefold() for each in forms_of(first[0] if first else "", endings))
    shared = takewhile(lambda each: len(set(each)) == 1, zip(*forms, strict=False))
    return NamePattern(
        beginning="".join(letters[0] for letters in shared),
        source=rf"(?<!\w){any_form_of(words, endings)}",
        flags=flags,
    )


def _of_person(person: Person) -> tuple[str, ...]:
    """Return the words that name a person: the name as it is filed, its variants, and the name in its own script."""
    own = re.sub(r"\s*\(.*\)", "", person.original)
    return tuple(dict.fromkeys(filter(None, (person.name, person.sort, *person.mentions, *person.variants, own))))


def _of_term(term: Term) -> tuple[str, ...]:
    own = (term.term, *term.aliases, *term.mentions, term.original, term.transliteration)
    return tuple(dict.fromkeys(filter(None, own)))
