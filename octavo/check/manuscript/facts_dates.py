"""Dates and ages as English prose writes them, beside dates as records have them."""

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from octavo.model.dates import HistoricalDate, Moment, Precision

LANGUAGE = "en"
"""The language whose words are read here; books in others are compared record with record alone."""

MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_MONTH = "|".join(MONTHS)
_RANGE = r"(?:--|–|-|/)"
WRITTEN = re.compile(
    rf"\b(?:(?P<day>[12]?\d|3[01])\s(?P<month>{_MONTH})(?:,?\s(?P<year>[12]\d{{3}}))?"
    rf"|(?P<month_alone>{_MONTH})\s(?P<its_year>[12]\d{{3}})"
    rf"|(?P<first>[12]\d{{3}})(?:{_RANGE}(?P<last>[12]\d{{3}}|\d\d))?)(?![\ds]|{_RANGE}\d)"
)

YEARS_AROUND = 5
"""How many years an approximate or uncertain date may be off before what the text says is told."""

UNITS = (
    *("nought", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"),
    *("thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"),
)
TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
NUMBERS = {
    **{word: number for number, word in enumerate(UNITS)},
    **{tens: 10 * number for number, tens in enumerate(TENS, start=2)},
    **{
        f"{tens}-{unit}": 10 * number + one
        for number, tens in enumerate(TENS, start=2)
        for one, unit in enumerate(UNITS[1:10], start=1)
    },
}
"""Whole numbers below a hundred by their words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenDate:
    """A date in prose: its words, where they stand, and the days it may mean; ``days`` is ``None`` without a year."""

    words: str
    start: int
    end: int
    day: int = 0
    month: int = 0
    days: tuple[date, date] | None


def dates_in(text: str) -> Iterator[WrittenDate]:
    """Yield the dates that stand in ``text``: days, months and years, and periods of years."""
    for found in WRITTEN.finditer(text):
        month = found["month"] or found["month_alone"]
        number = MONTHS.index(month) + 1 if month else 0
        day = int(found["day"] or 0)
        year = found["year"] or found["its_year"] or found["first"]
        yield WrittenDate(
            words=found[0],
            start=found.start(),
            end=found.end(),
            day=day,
            month=number,
            days=_days(int(year), _last_year(found["first"], found["last"]), number, day) if year else None,
        )


def _last_year(first: str | None, last: str | None) -> int | None:
    if first is None or last is None:
        return None
    return int(first[: 4 - len(last)] + last)


def _days(first: int, last: int | None, month: int, day: int) -> tuple[date, date]:
    if not month:
        return date(first, 1, 1), date(max(first, last or first), 12, 31)
    length = monthrange(first, month)[1]
    if day:
        there = date(first, month, min(day, length))
        return there, there
    return date(first, month, 1), date(first, month, length)


def whole(known: HistoricalDate) -> tuple[date, date] | None:
    """Return the first and the last day that ``known`` may mean; ``None`` where one of them is not known."""
    if not known.moments or known.is_open_start or known.is_open_end:
        return None
    return min(moment.earliest for moment in known.moments), max(moment.latest for moment in known.moments)


def is_vague(known: HistoricalDate) -> bool:
    """Whether ``known`` says itself that it may be otherwise."""
    return any(moment.approximate or moment.uncertain for moment in known.moments)


def agrees(written: WrittenDate, known: HistoricalDate) -> bool:
    """Whether ``written`` can be ``known``, in either calendar; what is not known agrees with everything."""
    dates = [each for each in (known, known.old_style) if each is not None and each.moments]
    if not dates or whole(known) is None:
        return True
    moments = [moment for each in dates for moment in _meant(each)]
    if written.days is None:
        exact = [moment for moment in moments if moment.precision is Precision.DAY]
        days = {(moment.earliest.month, moment.earliest.day) for moment in exact}
        return len(exact) < len(moments) or (written.month, written.day) in days
    first, last = written.days
    slack = YEARS_AROUND if is_vague(known) else 0
    return any(moment.earliest <= _later(last, slack) and _later(first, -slack) <= moment.latest for moment in moments)


def _meant(known: HistoricalDate) -> tuple[Moment, ...]:
    """Return the single days, months or years meant by ``known``, a period as one."""
    if known.is_choice or len(known.moments) < 2:  # noqa: PLR2004 - a period has two ends
        return known.moments
    first, last = known.moments[0], known.moments[-1]
    return (Moment(earliest=first.earliest, latest=last.latest, precision=Precision.YEAR),)


def _later(day: date, years: int) -> date:
    if not years:
        return day
    return date(min(max(day.year + years, date.min.year), date.max.year), day.month, min(day.day, 28))


def years_between(first: date, second: date) -> int:
    """Return how many birthdays somebody born on the ``first`` day has had by the ``second``."""
    return second.year - first.year - ((second.month, second.day) < (first.month, first.day))


def ages(born: HistoricalDate, then: HistoricalDate) -> range | None:
    """Return the ages that somebody may have ``then``; ``None`` where the dates do not tell."""
    birth, days = whole(born), whole(then)
    if birth is None or days is None or is_vague(born) or is_vague(then):
        return None
    return range(years_between(birth[1], days[0]), years_between(birth[0], days[1]) + 1)
