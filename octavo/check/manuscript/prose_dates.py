"""Dates as prose writes them, beside dates as records have them."""

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass, replace

from octavo.model.dates import Day, HistoricalDate, Moment, Precision
from octavo.model.prose_patterns import ProsePatterns

YEARS_AROUND = 5
"""How many years an approximate or uncertain date may be off before what the text says is told."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenDate:
    """A date in prose: its words, where they stand, and the days it may mean; ``days`` is ``None`` without a year.

    ``ends`` are the first and the last year of a period.
    """

    words: str
    start: int
    end: int
    day: int = 0
    month: int = 0
    days: tuple[Day, Day] | None
    ends: "tuple[WrittenDate, WrittenDate] | None" = None


def dates_in(text: str, prose: ProsePatterns) -> Iterator[WrittenDate]:
    """Yield the dates that stand in ``text``: days, months and years, and periods of years."""
    for found in prose.dates.pattern.finditer(text):
        parts = {slot: text[start:end] for slot, start, end in prose.dates.spans(found)}
        month = prose.month(parts["month"]) if "month" in parts else 0
        day, year, last = int(parts.get("day", 0)), parts.get("year", ""), parts.get("last", "")
        written = WrittenDate(
            words=found[0],
            start=found.start(),
            end=found.end(),
            day=day,
            month=month,
            days=_days(int(year), month, day) if year else None,
        )
        yield _period(written, year, year[: 4 - len(last)] + last) if last else written


def _period(first: WrittenDate, year: str, last: str) -> WrittenDate:
    ends = (
        replace(first, words=year, days=_days(int(year), 0, 0)),
        replace(first, words=last, days=_days(int(last), 0, 0)),
    )
    return replace(first, days=(Day(int(year), 1, 1), Day(max(int(year), int(last)), 12, 31)), ends=ends)


def _days(year: int, month: int, day: int) -> tuple[Day, Day]:
    length = monthrange(year, month or 12)[1]
    last = min(day or length, length)
    return Day(year, month or 1, last if day else 1), Day(year, month or 12, last)


def whole(known: HistoricalDate) -> tuple[Day, Day] | None:
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
    return any(moment.earliest <= later(last, slack) and later(first, -slack) <= moment.latest for moment in moments)


def _meant(known: HistoricalDate) -> tuple[Moment, ...]:
    """Return the single days, months or years meant by ``known``, a period as one."""
    if not known.is_period or len(known.moments) < 2:  # noqa: PLR2004 - a period has two ends
        return tuple(map(_without_season, known.moments))
    first, last = known.moments[0], known.moments[-1]
    return (Moment(earliest=first.earliest, latest=last.latest, precision=Precision.YEAR),)


def _without_season(moment: Moment) -> Moment:
    """Return a season as its whole year, and the winter after it: seasons differ between the halves of the world."""
    if moment.precision is not Precision.SEASON:
        return moment
    year = moment.earliest.year
    return replace(moment, earliest=Day(year, 1, 1), latest=Day(year + 1, 2, 28))


def later(day: Day, years: int) -> Day:
    """Return the day ``years`` later, or before where they are negative; the 28th for the last days of a month."""
    return Day(day.year + years, day.month, min(day.day, 28)) if years else day


def years_between(first: Day, second: Day) -> int:
    """Return how many birthdays somebody born on the ``first`` day has had by the ``second``."""
    return second.year - first.year - ((second.month, second.day) < (first.month, first.day))


def ages(born: HistoricalDate, then: HistoricalDate) -> range | None:
    """Return the ages that somebody may have ``then``; ``None`` where the dates do not tell."""
    birth, days = whole(born), whole(then)
    if birth is None or days is None or is_vague(born) or is_vague(then):
        return None
    return range(years_between(birth[1], days[0]), years_between(birth[0], days[1]) + 1)
