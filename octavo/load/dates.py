"""Dates of the Extended Date/Time Format (EDTF, ISO 8601-2:2019), and the two calendars they may be told in.

Read are days, months, years, decades (``193X``) and centuries (``18XX``), each perhaps approximate (``~``), uncertain
(``?``) or both (``%``); periods (``1937-08/1938-11``), open ones too (``1934/..``); and one of several
(``[1934,1936]``). Refused is what a :class:`HistoricalDate` cannot say: seasons, times of day, sets of which all
are meant, qualified parts of a date, years before 1 or after 9999, and the three days since 1582 that only the
Julian calendar has (29 February 1700, 1800 and 1900).
"""

import re
from calendar import monthrange
from datetime import MAXYEAR, MINYEAR, date
from itertools import zip_longest

from convertdate import julian

from octavo.model.dates import HistoricalDate, Moment, Precision

NOT_KNOWN = ".."
UNKNOWN = "XX"

_SINGLE = re.compile(
    r"(?P<year>[0-9]{4}|[0-9]{3}X|[0-9]{2}XX)(-(?P<month>[01][0-9]|XX)(-(?P<day>[0-9]{2}|XX))?)?(?P<mark>[~?%]?)"
)
_CHOICE = re.compile(r"\[(?P<several>[^\[\].]+)\]")


def parse_date(text: str) -> HistoricalDate:
    """Return the date that ``text`` means; raises ``ValueError`` with what is wrong where it is none that is read."""
    if text == NOT_KNOWN:
        return HistoricalDate(edtf=text, moments=())
    if choice := _CHOICE.fullmatch(text):
        several = [piece.strip() for piece in choice["several"].split(",")]
        return HistoricalDate(edtf=text, moments=tuple(map(_moment, several)), is_choice=True)
    if "/" not in text:
        return HistoricalDate(edtf=text, moments=(_moment(text),))
    first, last = text.split("/", maxsplit=1)
    ends = tuple(_moment(end) for end in (first, last) if end != NOT_KNOWN)
    if not ends:
        raise ValueError("a period needs a date at one end at least")
    if ends[0].earliest > ends[-1].latest:
        raise ValueError("it ends before it begins")
    return HistoricalDate(
        edtf=text,
        moments=ends,
        is_period=True,
        is_open_start=first == NOT_KNOWN,
        is_open_end=last == NOT_KNOWN,
    )


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


def _moment(text: str) -> Moment:
    form = _SINGLE.fullmatch(text)
    if form is None:
        raise ValueError("it is not written like one")
    precision = _precision(form)
    try:
        earliest, latest = _bounds(form)
    except ValueError:
        raise ValueError("the calendar does not have it") from None
    return Moment(
        earliest=earliest,
        latest=latest,
        precision=precision,
        approximate=form["mark"] in ("~", "%"),
        uncertain=form["mark"] in ("?", "%"),
    )


def _bounds(form: re.Match[str]) -> tuple[date, date]:
    """Return the first and last day that a date may be; raises ``ValueError`` where the calendar has no such day."""
    years = int(form["year"].replace("X", "0")), int(form["year"].replace("X", "9"))
    months = (int(form["month"]),) * 2 if _is_known(form["month"]) else (1, 12)
    if _is_known(form["day"]):
        return date(years[0], months[0], int(form["day"])), date(years[1], months[1], int(form["day"]))
    latest = date(years[1], months[1], 1)
    return date(years[0], months[0], 1), latest.replace(day=monthrange(latest.year, latest.month)[1])


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
    return Precision.DAY if has_day else Precision.MONTH


def _agree(old: Moment, new: Moment) -> bool:
    earliest, latest = _new_style(old.earliest), _new_style(old.latest)
    if old.precision is new.precision is Precision.DAY:
        return earliest == new.earliest
    return earliest <= new.latest and new.earliest <= latest


def _new_style(day: date) -> date:
    """Return the Gregorian date of the day that the Julian calendar calls ``day``, as near as Python's years go."""
    year, month, number = julian.to_gregorian(day.year, day.month, day.day)
    if year < MINYEAR:
        return date.min
    return date(year, month, number) if year <= MAXYEAR else date.max


def _new_style_text(moment: Moment) -> str:
    ends = {_new_style(moment.earliest), _new_style(moment.latest)}
    return "/".join(day.isoformat() for day in sorted(ends))
