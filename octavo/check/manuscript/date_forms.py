"""Dates in any form that prose, tables and registers write, beyond the few that a check of proofs reads.

Besides the dates of the language file there are figures alone (*1.12.1934*, *1934-12-01*, *1/xii/1934*), abbreviated
months, ordinals (*the 1st of December*), days and years in words, Roman years, and spans of days.
"""

import re
from calendar import monthrange
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from octavo.check.manuscript.prose_dates import WrittenDate, dates_in
from octavo.model.dates import Day
from octavo.model.folios import ROMAN, roman
from octavo.model.prose_patterns import ProsePatterns

SHORTEST = 3
"""Letters of the shortest abbreviation of a month."""

FEW_LETTERS = 5
"""Letters from which on Roman figures are a year: shorter ones are words and initials."""

CENTURY, MILLENNIUM = 100, 1000
MONTHS = 12
LAST_YEAR = 2999

_APART = r"[\s,]+"
_IN_FIGURES = re.compile(
    r"(?<![\w.,/-])(?:"
    r"(?P<y1>[12]\d{3})(?P<s1>[-/.])(?P<m1>\d{1,2})(?P=s1)(?P<d1>\d{1,2})"
    r"|(?P<a>\d{1,2})(?P<s2>[-/.])\s?(?P<b>\d{1,2}|[ivxIVX]{1,4})(?P=s2)\s?(?P<y2>[12]\d{3})"
    r")(?![\w-]|[./,]\d)"
)
_ROMAN_YEAR = re.compile(rf"\bM[MDCLXVI]{{{FEW_LETTERS - 1},}}\b")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Words:
    """The patterns of a language for dates with names of months or in words; ``month_first`` as in American English."""

    day_first: re.Pattern[str]
    month_first: re.Pattern[str]
    month_year: re.Pattern[str]
    year: re.Pattern[str]
    months: tuple[re.Pattern[str], ...]


def written_dates(text: str, prose: ProsePatterns, *, month_first: bool = False) -> tuple[WrittenDate, ...]:
    """Return all dates in ``text`` in their order; of two that overlap the longer one.

    Both ends of a span of days (*12 and 13 May*) have the words of the span.
    With ``month_first`` the first of two figures is the month, as in the United States.
    """
    words = _words(prose)
    found = [
        *dates_in(text, prose),
        *_in_figures(text, month_first=month_first),
        *_named(text, words.day_first, words, prose),
        *_named(text, words.month_first, words, prose),
        *_named(text, words.month_year, words, prose),
        *_years_in_words(text, words, prose),
        *_roman_years(text),
    ]
    taken: list[WrittenDate] = []
    for each in sorted(found, key=lambda date: (date.start - date.end, date.start, date.days is None)):
        span = (each.start, each.end)
        is_known = any((other.start, other.end, other.days) == (*span, each.days) for other in taken)
        if not is_known and not any(
            each.start < other.end and other.start < each.end and span != (other.start, other.end) for other in taken
        ):
            taken.append(each)
    return tuple(sorted(taken, key=lambda date: date.start))


def _written(found: re.Match[str], year: int | None, month: int, day: int) -> WrittenDate | None:
    """Return the date of a match; ``None`` where no calendar has it."""
    if month > MONTHS or (year is not None and not MILLENNIUM <= year <= LAST_YEAR):
        return None
    length = monthrange(year or 4, month or MONTHS)[1]  # without a year, February may have 29 days
    if day > length:
        return None
    days = (Day(year, month or 1, day or 1), Day(year, month or MONTHS, day or length)) if year is not None else None
    return WrittenDate(words=found[0], start=found.start(), end=found.end(), day=day, month=month, days=days)


def _in_figures(text: str, *, month_first: bool) -> Iterator[WrittenDate]:
    for found in _IN_FIGURES.finditer(text):
        if found["y1"]:
            date = _written(found, int(found["y1"]), int(found["m1"]), int(found["d1"]))
        elif found["b"].isdigit():
            first, second = int(found["a"]), int(found["b"])
            day, month = (second, first) if month_first and found["s2"] == "/" else (first, second)
            if month > MONTHS >= day:
                day, month = month, day
            date = _written(found, int(found["y2"]), month, day)
        else:
            date = _written(found, int(found["y2"]), _roman(found["b"]) or MONTHS + 1, int(found["a"]))
        if date and date.month:
            yield date


def _named(text: str, pattern: re.Pattern[str], words: _Words, prose: ProsePatterns) -> Iterator[WrittenDate]:
    for found in pattern.finditer(text):
        parts = found.groupdict()
        month = next((at for at, each in enumerate(words.months, 1) if each.fullmatch(found["month"])), 0)
        year = _year(parts["year"], prose) if parts["year"] else None
        for day in filter(None, (parts.get("day"), parts.get("first"))) if "day" in parts else ("",):
            if date := _written(found, year, month, _day(day, prose)):
                yield date


def _day(written: str, prose: ProsePatterns) -> int:
    if not written:
        return 0
    digits = re.match(r"\d+", written)
    return int(digits[0]) if digits else prose.numbers.ordinal(written) or prose.numbers.number(written) or 0


def _year(written: str, prose: ProsePatterns) -> int | None:
    return int(written) if written.isdigit() else prose.numbers.year(" ".join(written.split()))


def _years_in_words(text: str, words: _Words, prose: ProsePatterns) -> Iterator[WrittenDate]:
    for found in words.year.finditer(text):
        year = _year(found["year"], prose)
        if year and (date := _written(found, year, 0, 0)):
            yield date


def _roman_years(text: str) -> Iterator[WrittenDate]:
    for found in _ROMAN_YEAR.finditer(text):
        if (year := _roman(found[0])) and (date := _written(found, year, 0, 0)):
            yield date


def _roman(letters: str) -> int:
    """Return the number in Roman figures; 0 where these are none as one writes them."""
    rest, total = letters.lower(), 0
    for value, sign in ROMAN:
        while rest.startswith(sign):
            rest, total = rest[len(sign) :], total + value
    return total if not rest and roman(total) == letters.lower() else 0


@lru_cache(maxsize=4)
def _words_of(months: tuple[str, ...], ordinals: tuple[str, ...], years: str) -> _Words:
    month = "|".join(months) or "(?!)"
    in_words = "|".join(f"(?:{each})" for each in ordinals) or "(?!)"
    day = rf"(?:(?:[12]?\d|3[01])(?:st|nd|rd|th|er|\.)?(?!\d)|(?:{in_words}))"
    year = rf"(?:[12]\d{{3}}(?!\d)|{years})" if years else r"(?:[12]\d{3}(?!\d))"
    end = r"(?!\w|-[^\W\d_])"
    flags = re.IGNORECASE
    return _Words(
        day_first=re.compile(
            rf"(?<![\w.,])(?:(?P<first>{day})\s?(?:[-–—/]|\b(?:and|or|to)\b)\s?)?(?P<day>{day})"
            rf"\s(?:(?:day\s)?of\s)?(?P<month>{month})(?:,?\s(?:of\s)?(?P<year>{year}))?{end}",
            flags,
        ),
        month_first=re.compile(
            rf"(?<!\w)(?P<month>{month})\s(?:the\s)?(?P<day>{day})(?:{_APART}(?P<year>{year}))?{end}", flags
        ),
        month_year=re.compile(rf"(?<!\w)(?P<month>{month})(?:,|\sof)?\s(?P<year>{year}){end}", flags),
        year=re.compile(rf"(?<![\w-])(?P<year>{years or '(?!)'}){end}", flags),
        months=tuple(re.compile(each, flags) for each in months),
    )


def _words(prose: ProsePatterns) -> _Words:
    """Return the patterns of a language; names of months may be cut to three letters or more before a full stop."""
    months = tuple(_abbreviated(_bare(each.pattern)) for each in prose.months)
    numbers = prose.numbers
    years = _without_groups(_bare(numbers.years.pattern)) if numbers.years.slots else ""
    ordinals = tuple(_without_groups(_bare(each.pattern)) for each in numbers.ordinals)
    return _words_of(months, ordinals, years)


def _bare(pattern: re.Pattern[str]) -> str:
    """Return what a phrase became, without what guards its ends."""
    return pattern.pattern.removeprefix(r"(?<!\w)").removesuffix(r"(?!(?<=\w)\w)")


def _without_groups(pattern: str) -> str:
    return re.sub(r"(?<!\\)\((?!\?)", "(?:", pattern)


def _abbreviated(month: str) -> str:
    """Return the pattern of a month's name and, where it is plain letters, of its abbreviations."""
    word = re.sub(r"^\(\?:(.*)\)$", r"\1", month)
    if not word.isalpha() or len(word) <= SHORTEST + 1:
        return rf"(?:{month})"
    short = "|".join(word[:length] for length in range(min(len(word) - 1, SHORTEST + 1), SHORTEST - 1, -1))
    return rf"(?:{month}|(?:{short})\b\.?)"


MONTH_FIRST: Mapping[str, bool] = {"en-US": True}
"""The languages in which a date in figures begins with the month."""
