"""Dates of the Extended Date/Time Format (EDTF, ISO 8601-2:2019), and the two calendars they may be told in.

Read are levels 0 and 1: days, months, seasons (``1932-22``), years, long years (``Y-17000``), decades (``193X``) and
centuries (``18XX``), before the year 1 too (``-0043`` is 44 BC), each perhaps approximate (``~``), uncertain (``?``) or
both (``%``); days with a time; periods (``1937-08/1938-11``), with an end that is open (``1934/..``) or not known
(``1934/``). Of level 2: one of several (``[1934,1936]``, ``[1934..1936]``, ``[..1936]``). Refused is what a
:class:`HistoricalDate` cannot say: sets of which all are meant, qualified parts of a date, and the days that only the
Julian calendar has (such as 29 February 1700, 1800 and 1900).
"""

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import replace
from itertools import zip_longest

from convertdate import julian

from octavo.model.dates import Day, HistoricalDate, Moment, Precision

NOT_KNOWN = ".."
UNKNOWN = "XX"

SEASONS = {21: 3, 22: 6, 23: 9, 24: 12}
"""The month in which each season of EDTF begins, in the northern half of the world."""

MOST_ALTERNATIVES = 50
"""How many years a period inside a choice may have."""

_SINGLE = re.compile(
    r"(?P<year>-?[0-9]{4}|-?[0-9]{3}X|-?[0-9]{2}XX|Y-?[1-9][0-9]{4,8})"
    r"(-(?P<month>[012][0-9]|XX)(-(?P<day>[0-9]{2}|XX))?)?"
    r"(T(?P<time>([01][0-9]|2[0-3])(:[0-5][0-9]){2}(Z|[+-][01][0-9](:[0-5][0-9])?)?))?(?P<mark>[~?%]?)"
)
_CHOICE = re.compile(r"\[(?P<several>[^\[\]]+)\]")


def parse_date(text: str) -> HistoricalDate:
    """Return the date that ``text`` means; raises ``ValueError`` with what is wrong where it is none that is read."""
    if text == NOT_KNOWN:
        return HistoricalDate(edtf=text, moments=())
    if choice := _CHOICE.fullmatch(text):
        return _choice(text, [piece.strip() for piece in choice["several"].split(",")])
    if "/" not in text:
        return HistoricalDate(edtf=text, moments=(_moment(text),))
    first, last = text.split("/", maxsplit=1)
    return replace(_period(text, first, last), has_unknown_end=not (first and last))


def other_style(meant: HistoricalDate) -> str | None:
    """Return what the Old Style date beside ``meant`` is in New Style, as EDTF, where the two disagree, else nothing.

    Days must be the same day. Of a month or a year the two calendars never say the same, so they must only overlap.
    """
    if meant.old_style is None:
        return None
    pairs = tuple(zip_longest(meant.old_style.moments, meant.moments))
    if all(old and new and _agree(old, new) for old, new in pairs):
        return None
    return "/".join(_new_style_text(moment) for moment in meant.old_style.moments)


def _period(text: str, first: str, last: str) -> HistoricalDate:
    """Return the period between two dates, of which one may be open (``..``) or empty."""
    ends = tuple(_moment(end) for end in (first, last) if end not in (NOT_KNOWN, ""))
    if not ends:
        raise ValueError("a period needs a date at one end at least")
    if ends[0].earliest > ends[-1].latest:
        raise ValueError("it ends before it begins")
    return HistoricalDate(
        edtf=text,
        moments=ends,
        is_period=True,
        is_open_start=first in (NOT_KNOWN, ""),
        is_open_end=last in (NOT_KNOWN, ""),
    )


def _choice(text: str, several: list[str]) -> HistoricalDate:
    if len(several) == 1 and NOT_KNOWN in several[0]:
        first, last = several[0].split(NOT_KNOWN, maxsplit=1)
        between = _period(text, first.strip(), last.strip())
        return replace(between, is_choice=True, is_period=len(between.moments) > 1)
    moments = tuple(moment for piece in several for moment in _alternatives(piece))
    return HistoricalDate(edtf=text, moments=moments, is_choice=True)


def _alternatives(piece: str) -> Iterator[Moment]:
    """Yield the dates that one piece of a choice stands for: itself, or the years of a period."""
    if NOT_KNOWN not in piece:
        yield _moment(piece)
        return
    first, last = (_moment(end.strip()) for end in piece.split(NOT_KNOWN, maxsplit=1))
    years = range(first.earliest.year, last.earliest.year + 1)
    if {first.precision, last.precision} != {Precision.YEAR} or not 0 < len(years) <= MOST_ALTERNATIVES:
        raise ValueError(f"a period among several dates is one of up to {MOST_ALTERNATIVES} years")
    for year in years:
        yield Moment(earliest=Day(year, 1, 1), latest=Day(year, 12, 31), precision=Precision.YEAR)


def _moment(text: str) -> Moment:
    form = _SINGLE.fullmatch(text)
    if form is None or text.startswith("-0000"):
        raise ValueError("it is not written like one")
    precision = _precision(form)
    if form["time"] and precision is not Precision.DAY:
        raise ValueError("a time needs a day")
    earliest, latest = _bounds(form, precision)
    return Moment(
        earliest=earliest,
        latest=latest,
        precision=precision,
        time=form["time"] or "",
        approximate=form["mark"] in ("~", "%"),
        uncertain=form["mark"] in ("?", "%"),
    )


def _bounds(form: re.Match[str], precision: Precision) -> tuple[Day, Day]:
    """Return the first and last day that a date may be; raises ``ValueError`` where the calendar has no such day."""
    year = form["year"].removeprefix("Y")
    first, last = sorted((int(year.replace("X", "0")), int(year.replace("X", "9"))))
    if precision is Precision.SEASON:
        month = SEASONS[int(form["month"])]
        end = (last, month + 2) if month + 2 <= 12 else (last + 1, month - 10)  # noqa: PLR2004 - a year has 12 months
        return Day(first, month, 1), Day(*end, _length(*end))
    months = (int(form["month"]),) * 2 if _is_known(form["month"]) else (1, 12)
    if not 1 <= months[0] <= 12:  # noqa: PLR2004 - a year has 12 months
        raise ValueError("the calendar does not have it")
    days = (int(form["day"]),) * 2 if _is_known(form["day"]) else (1, _length(last, months[1]))
    if not 1 <= days[0] <= _length(first, months[0]):
        raise ValueError("the calendar does not have it")
    # The first century and its first decade begin with the year 1.
    return Day(first + (first == 0 < last), months[0], days[0]), Day(last, months[1], days[1])


def _length(year: int, month: int) -> int:
    return monthrange(year, month)[1]


def _is_known(part: str | None) -> bool:
    return part is not None and part != UNKNOWN


def _precision(form: re.Match[str]) -> Precision:
    has_month, has_day = _is_known(form["month"]), _is_known(form["day"])
    if form["year"].endswith("X"):
        if has_month or has_day:
            raise ValueError("a day or month of an unknown year is not read")
        return Precision.CENTURY if form["year"].endswith(UNKNOWN) else Precision.DECADE
    if not has_month:
        if has_day:
            raise ValueError("a day of an unknown month is not read")
        return Precision.YEAR
    if int(form["month"]) in SEASONS:
        if form["day"]:
            raise ValueError("a season has no days")
        return Precision.SEASON
    return Precision.DAY if has_day else Precision.MONTH


def _agree(old: Moment, new: Moment) -> bool:
    earliest, latest = _new_style(old.earliest), _new_style(old.latest)
    if old.precision is new.precision is Precision.DAY:
        return earliest == new.earliest
    return earliest <= new.latest and new.earliest <= latest


def _new_style(day: Day) -> Day:
    """Return the Gregorian date of the day that the Julian calendar calls ``day``."""
    # The library counts years as historians do: there is no year 0.
    year, month, number = julian.to_gregorian(day.year - (day.year < 1), day.month, day.day)
    return Day(year + (year < 0), month, number)


def _new_style_text(moment: Moment) -> str:
    ends = {_new_style(moment.earliest), _new_style(moment.latest)}
    return "/".join(map(str, sorted(ends)))
