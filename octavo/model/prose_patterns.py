"""What a language says of its prose, made ready for reading: phrases become patterns.

This is the only place that knows which placeholders a list of phrases may hold and what they stand for.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields

from octavo.model.language import ProseForms
from octavo.model.origin import Path
from octavo.model.phrases import GAP, Fragment, PhraseError, Phrases, compiled, read_phrase

PERSON, NAMED, DATE, PERIOD = "\ufdd0\ufdd1\ufdd2\ufdd3"
"""Noncharacters that stand in the place of every character of what was found before: a person who may be the subject,
any other person, a date, a period of years."""

REST = 15
"""The most words that ``{rest}`` stands for."""

PLACEHOLDERS: Mapping[str, frozenset[str]] = {
    "dates": frozenset(("day", "month", "year", "last")),
    "lives": frozenset(
        (
            *("person", "name", "pronoun", "subject", "begin", "born", "died", "lived", "age"),
            *("rest", "word", "brackets", "…"),
        )
    ),
    "deaths": frozenset(("name", "word", "brackets", "…")),
    "ages": frozenset(("name", "age", "word", "brackets", "…")),
    "documents": frozenset(("date", "word", "…")),
    "memory": frozenset(("name", "word", "…")),
    "names_as_words": frozenset(("name",)),
}
"""The placeholders of each list of phrases; the other lists, of words, have none."""

YEAR_SLOTS = frozenset(("head", "thousands", "tail"))
"""The placeholders of years in words: hundreds, thousands, and what is added."""

ALL_PLACEHOLDERS = frozenset[str]().union(*PLACEHOLDERS.values())

WAYS: Mapping[str, int] = {"…": GAP, "rest": REST + 1, "age": 3, "last": 2}
"""How many ways of reading a placeholder has, where it is not one."""

AFTER_DATE = r"(?!\w|(?:--|[-–/])\d|-[^\W\d_])"
"""What must not follow a date: *1930s*, *1930-х* and *1934–35–36* are none."""


APART = frozenset({"months", "numbers", "dates", "lives"})
"""Fields of :class:`ProsePatterns` that are more than all phrases of a list as one pattern."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberPatterns:
    """Numbers in words: those below a hundred, the ordinals of the days of a month, and years.

    ``small`` is a pattern of any number below a hundred. ``scales`` are the words for large numbers, with their values.
    """

    units: tuple[Phrases, ...]
    tens: tuple[Phrases, ...]
    compound: Phrases
    small: str
    ordinals: tuple[Phrases, ...]
    years: Phrases
    scales: Mapping[str, int]
    joint: str

    def number(self, words: str) -> int | None:
        """Return the number that ``words`` or figures say, or nothing."""
        if words.isdigit():
            return int(words)
        if found := self.compound.pattern.fullmatch(words):
            parts = {slot: words[start:end] for slot, start, end in self.compound.spans(found)}
            return 10 * (_position(self.tens, parts["tens"]) + 2) + _position(self.units, parts["unit"])
        if (tens := _position(self.tens, words)) >= 0:
            return 10 * (tens + 2)
        return unit if (unit := _position(self.units, words)) >= 0 else None

    def ordinal(self, words: str) -> int:
        """Return which day of a month ``words`` are, from 1; 0 for none."""
        return _position(self.ordinals, words) + 1

    def year(self, words: str) -> int | None:
        """Return the year that ``words`` say, or nothing."""
        if not (found := self.years.pattern.fullmatch(words)):
            return None
        parts = {slot: self.number(words[start:end]) or 0 for slot, start, end in self.years.spans(found)}
        return 1000 * parts.get("thousands", 0) + 100 * parts.get("head", 0) + parts.get("tail", 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class ProsePatterns:
    """The :class:`~octavo.model.language.ProseForms` of a language, compiled; the fields are those of that class."""

    months: tuple[Phrases, ...]
    numbers: NumberPatterns
    dates: Phrases
    lives: tuple[Phrases, ...]
    deaths: Phrases
    ages: Phrases
    documents: Phrases
    memory: Phrases
    pronouns: Phrases
    others: Phrases
    stops: Phrases
    governing: Phrases
    first_words: Phrases
    names_as_words: Phrases
    totals: Phrases
    shares: Phrases
    estimates: Phrases

    def month(self, words: str) -> int:
        """Return the number of the month that ``words`` name, from 1; 0 for none."""
        return _position(self.months, words) + 1


def _position(words: tuple[Phrases, ...], written: str) -> int:
    """Return which of ``words`` is ``written``, from 0; -1 for none."""
    return next((at for at, each in enumerate(words) if each.pattern.fullmatch(written)), -1)


def patterns_of(prose: ProseForms) -> ProsePatterns:
    """Return the patterns of ``prose``. Raises :class:`PhraseError` where :func:`faults_of` has something to tell."""
    slots = _slots(prose)

    def read(name: str) -> tuple[Fragment, ...]:
        allowed = {each: slots[each] for each in PLACEHOLDERS.get(name, ())}
        return _read(getattr(prose, name), allowed, prose.pieces)

    dates = compiled(read("dates"))
    return ProsePatterns(
        months=_each(read("months")),
        numbers=_numbers(prose),
        dates=Phrases(pattern=re.compile(dates.pattern.pattern + AFTER_DATE, re.IGNORECASE), slots=dates.slots),
        lives=_each(read("lives")),
        **{each.name: compiled(read(each.name)) for each in fields(ProsePatterns) if each.name not in APART},
    )


def faults_of(prose: ProseForms) -> Iterator[tuple[Path, str]]:
    """Yield the path and the fault of every phrase that cannot be read."""
    named = (*PLACEHOLDERS.values(), ("tens", "unit"), YEAR_SLOTS)
    slots = {name: _slot(name, "x") for names in named for name in names}
    yield from ((("pieces", name), f"'{name}' is the name of a placeholder") for name in prose.pieces if name in slots)
    for path, phrase, allowed in _phrases(prose):
        try:
            read_phrase(phrase, {name: slots[name] for name in allowed}, prose.pieces)
        except PhraseError as error:
            yield path, str(error)


def _phrases(prose: ProseForms) -> Iterator[tuple[Path, str, Iterable[str]]]:
    """Yield every phrase of a list, its path in the file, and the placeholders that it may hold."""
    for each in fields(prose):
        phrases = getattr(prose, each.name)
        if isinstance(phrases, tuple):
            key = each.name.replace("_", "-")
            yield from (((key, at), phrase, PLACEHOLDERS.get(each.name, ())) for at, phrase in enumerate(phrases))
    yield from ((("pieces", name), phrase, ALL_PLACEHOLDERS) for name, phrase in prose.pieces.items())
    for name in ("units", "tens"):
        yield from ((("numbers", name, at), phrase, ()) for at, phrase in enumerate(getattr(prose.numbers, name)))
    yield from ((("numbers", "ordinals", at), phrase, ()) for at, phrase in enumerate(prose.numbers.ordinals))
    yield from ((("numbers", "years", at), phrase, YEAR_SLOTS) for at, phrase in enumerate(prose.numbers.years))
    yield ("numbers", "compound"), prose.numbers.compound, ("tens", "unit")
    if prose.reading_ease is not None:
        for name in ("apart", "together", "silent", "spoken"):
            groups = getattr(prose.reading_ease, name)
            yield from ((("reading-ease", name, at), group, ()) for at, group in enumerate(groups))


def _slots(prose: ProseForms) -> Mapping[str, Fragment]:
    """Return what all placeholders stand for."""
    pronouns, months, units, tens = (
        _choice(words, prose.pieces)
        for words in (prose.pronouns, prose.months, prose.numbers.units, prose.numbers.tens)
    )
    word = rf"[^\s,;:(){PERSON}{NAMED}]++"
    patterns = {
        "person": f"{PERSON}++",
        "name": f"[{PERSON}{NAMED}]++",
        "pronoun": pronouns,
        "subject": r"(?:\A|(?<=[.;]\s))",
        "begin": r"\A",
        **dict.fromkeys(("born", "died", "date"), f"[{DATE}{PERIOD}]++"),
        "lived": f"{PERIOD}++",
        "day": r"(?:[12]?\d|3[01])",
        "month": months,
        "year": r"[12]\d{3}",
        "last": r"(?:[12]\d{3}|\d\d)",
        "age": rf"(?:\d{{1,3}}|{_compound(prose).pattern}|{tens}|{units})",
        "word": r"\w++",
        "brackets": r"\([^()]*+\)",
        "…": rf"{word}(?:\s{word}){{0,{GAP - 1}}}?",
        "rest": rf"(?!\w)(?:,?\s[^\s,;:(){PERSON}]++){{0,{REST}}}?",
    }
    return {name: _slot(name, pattern) for name, pattern in patterns.items()}


def _slot(name: str, pattern: str) -> Fragment:
    return Fragment(pattern=f"({pattern})", slots=(name,), ways=WAYS.get(name, 1))


def _numbers(prose: ProseForms) -> NumberPatterns:
    numbers = prose.numbers
    lists = (numbers.units, numbers.tens, numbers.ordinals)
    units, tens, ordinals = (_read(words, {}, prose.pieces) for words in lists)
    single = "|".join(_choice(words, prose.pieces) for words in (numbers.tens, numbers.units))
    small = rf"(?:{_compound(prose).pattern}|{single})"
    slots = {name: _slot(name, small) for name in YEAR_SLOTS}
    return NumberPatterns(
        units=_each(units),
        tens=_each(tens),
        compound=compiled([_compound(prose, is_placed=True)]),
        small=small,
        ordinals=_each(ordinals),
        years=compiled(_read(numbers.years, slots, prose.pieces)),
        scales=numbers.scales,
        joint=numbers.joint,
    )


def _compound(prose: ProseForms, *, is_placed: bool = False) -> Fragment:
    """Return how tens and units stand together; with ``is_placed`` each of them is a group."""
    numbers = prose.numbers
    choices = {"tens": _choice(numbers.tens, prose.pieces), "unit": _choice(numbers.units[1:10], prose.pieces)}
    slots = {name: _slot(name, each) if is_placed else Fragment(pattern=each) for name, each in choices.items()}
    return read_phrase(numbers.compound, slots, prose.pieces)


def _read(phrases: Iterable[str], slots: Mapping[str, Fragment], pieces: Mapping[str, str]) -> tuple[Fragment, ...]:
    return tuple(read_phrase(phrase, slots, pieces) for phrase in phrases)


def _choice(words: Iterable[str], pieces: Mapping[str, str]) -> str:
    return "(?:" + ("|".join(each.pattern for each in _read(words, {}, pieces)) or "(?!)") + ")"


def _each(fragments: Iterable[Fragment]) -> tuple[Phrases, ...]:
    return tuple(compiled([each]) for each in fragments)
