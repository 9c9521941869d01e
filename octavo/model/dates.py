"""Dates as history has them: uncertain, approximate, in two calendars.

The text form is EDTF (Extended Date/Time Format, ISO 8601-2:2019, levels 0 to 2). Parsing is the load stage's work;
this value only carries what was understood.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import NewType

Edtf = NewType("Edtf", str)
"""A date as written in a data file, such as ``1934-12-01`` or ``1937-08/1938-11``."""


class Precision(StrEnum):
    """How much of a date is known."""

    DAY = "day"
    MONTH = "month"
    YEAR = "year"
    DECADE = "decade"
    CENTURY = "century"


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """One end of a period, or a single date: ``earliest`` and ``latest`` are the days it may be (inclusive)."""

    earliest: date
    latest: date
    precision: Precision
    approximate: bool = False
    uncertain: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class HistoricalDate:
    """A date or period, New Style, with the Old Style (Julian) date beside it where the source gives one.

    ``edtf`` is the text as written. ``moments`` holds one moment for a single date, two for a period, and the
    alternatives where ``is_choice``. A period open on one side (``is_open_start``, ``is_open_end``) has only the
    moment of the other. An empty ``moments`` means *not known* (``..``). The moments of an Old Style date hold the
    figures of the Julian calendar, just as the source gives them.
    """

    edtf: str
    moments: tuple[Moment, ...]
    is_period: bool = False
    is_choice: bool = False
    is_open_start: bool = False
    is_open_end: bool = False
    old_style: "HistoricalDate | None" = None

    @property
    def sort_key(self) -> tuple[date, date, str]:
        """Order by the earliest day it may be, then the latest, then the text, so that ties never depend on chance."""
        if not self.moments:
            return (date.max, date.max, self.edtf)
        return (min(m.earliest for m in self.moments), max(m.latest for m in self.moments), self.edtf)
