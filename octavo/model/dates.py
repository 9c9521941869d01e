"""Dates as history has them: uncertain, approximate, in two calendars.

The text form is EDTF (Extended Date/Time Format, ISO 8601-2:2019, levels 0 to 2). Parsing is the load stage's work;
this value only carries what was understood.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple, NewType

Edtf = NewType("Edtf", str)
"""A date as written in a data file, such as ``1934-12-01`` or ``1937-08/1938-11``."""


class Day(NamedTuple):
    """A day of any year. Years are counted as astronomers do: 0 is 1 BC, -43 is 44 BC."""

    year: int
    month: int
    day: int

    def __str__(self) -> str:
        """Return the day as EDTF writes it."""
        return f"{'-' * (self.year < 0)}{abs(self.year):04}-{self.month:02}-{self.day:02}"


class Precision(StrEnum):
    """How much of a date is known. The month in which a season begins tells which one it is."""

    DAY = "day"
    MONTH = "month"
    SEASON = "season"
    YEAR = "year"
    DECADE = "decade"
    CENTURY = "century"


_NEVER = Day(10**10, 12, 31)


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """One end of a period, or a single date: ``earliest`` and ``latest`` are the days it may be (inclusive).

    ``time`` is a time of that day as EDTF writes it, such as ``23:20:30Z``.
    """

    earliest: Day
    latest: Day
    precision: Precision
    time: str = ""
    approximate: bool = False
    uncertain: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class HistoricalDate:
    """A date or period, New Style, with the Old Style (Julian) date beside it where the source gives one.

    ``edtf`` is the text as written. ``moments`` holds one moment for a single date, two for a period, and the
    alternatives where ``is_choice``. A period open on one side (``is_open_start``, ``is_open_end``) has only the
    moment of the other; the missing end is one that there was where ``has_unknown_end``. A choice that is a period
    too is one date between two, and an open one is a date before or after another. An empty ``moments`` means *not
    known* (``..``). The moments of an Old Style date hold the
    figures of the Julian calendar, just as the source gives them.
    """

    edtf: str
    moments: tuple[Moment, ...]
    is_period: bool = False
    is_choice: bool = False
    is_open_start: bool = False
    is_open_end: bool = False
    has_unknown_end: bool = False
    old_style: "HistoricalDate | None" = None

    @property
    def sort_key(self) -> tuple[Day, Day, str]:
        """Order by the earliest day it may be, then the latest, then the text, so that ties never depend on chance."""
        if not self.moments:
            return (_NEVER, _NEVER, self.edtf)
        return (min(m.earliest for m in self.moments), max(m.latest for m in self.moments), self.edtf)
