"""Put dates into words: *1 December 1934*, *c. 1868*, *November 1931 – August 1933*, *1886–1934*.

The order of day, month and year comes from the language's ``date_format``, month names from the locale data of Babel,
and everything else (*c.*, *or*, *Old Style*) from the language's words.
"""

import re
from dataclasses import replace
from typing import assert_never

from babel import Locale
from babel.dates import format_date

from octavo.model.book import Record
from octavo.model.dates import HistoricalDate, Moment, Precision
from octavo.model.language import Language
from octavo.model.records import Person

EN_DASH = "\N{EN DASH}"
JOINER = "\N{WORD JOINER}"
BOUND_DASH = f"{JOINER}{EN_DASH}{JOINER}"
"""An en dash that stays with what stands on both sides of it (T15)."""

SPACED_DASH = f"\N{NO-BREAK SPACE}{EN_DASH} "


def date_words(date: HistoricalDate, language: Language, *, within: int | None = None) -> str:
    """Return ``date`` in words; ``within`` is a year that is already said (*1 December* under the head *1934*).

    The Old Style date is not among them: see :func:`old_style_words`.
    """
    if not date.moments:
        return language.words["date-unknown"]
    if within is not None and _year_of(date) == within:
        return _spread(date, language, _without_year(language.date_format))
    return _spread(date, language, language.date_format)


def old_style_words(date: HistoricalDate, language: Language, *, within: int | None = None) -> str:
    """Return the Old Style (Julian) date in words, empty where there is none; ``within`` as for :func:`date_words`."""
    return date_words(date.old_style, language, within=within) if date.old_style else ""


def life_words(person: Record[Person], language: Language) -> str:
    """Return the years of a life: *1886–1934*, *b. 1886*, *d. 1934*, *c. 1868–1934*, or *dates not known*."""
    born, died = person.dates.get(("born", "date")), person.dates.get(("died", "date"))
    years = [date_words(_in_years(date), language) if date and date.moments else "" for date in (born, died)]
    match years:
        case ["", ""]:
            return language.words["dates-not-known"]
        case [start, ""]:
            return language.words["life-born"].format(date=start)
        case ["", end]:
            return language.words["life-died"].format(date=end)
        case _:
            return BOUND_DASH.join(years)


def month_names(language: Language) -> tuple[str, ...]:
    """Return the names of the months as they stand beside a day, January first."""
    names = Locale.parse(language.code, sep="-").months["format"]["wide"]
    return tuple(names[month] for month in sorted(names))


def year_heading(date: HistoricalDate) -> str:
    """Return the year under which a chronology files ``date``: that of the earliest day it may be."""
    return str(date.sort_key[0].year) if date.moments else ""


# --- one date --------------------------------------------------------------------------------------------------------


def _written(moment: Moment, pattern: str, language: Language) -> str:
    """Write a moment without its doubts; ``pattern`` is that of a whole day, in the letters of UTS 35."""
    day = moment.earliest
    match moment.precision:
        case Precision.DAY:
            return _formatted(moment, pattern, language)
        case Precision.MONTH:
            return _formatted(moment, _without_day(pattern), language)
        case Precision.YEAR:
            return str(day.year)
        case Precision.DECADE:
            return language.words["date-decade"].format(year=day.year // 10 * 10)
        case Precision.CENTURY:
            return language.words["date-century"].format(number=day.year // 100 + 1)
        case _:
            assert_never(moment.precision)


def _formatted(moment: Moment, pattern: str, language: Language) -> str:
    # A month that stands alone may have another form (nominative) in languages that decline it: L instead of M.
    alone = pattern if "d" in pattern else pattern.replace("M", "L")
    return format_date(moment.earliest, format=alone, locale=Locale.parse(language.code, sep="-"))


def _doubt(words: str, moment: Moment, language: Language) -> str:
    """Add what is not certain about a moment."""
    if moment.approximate:
        words = language.words["date-about"].format(date=words)
    if moment.uncertain:
        words = language.words["date-uncertain"].format(date=words)
    return words


def _spread(date: HistoricalDate, language: Language, pattern: str) -> str:
    """Write a single date, alternatives or a period, without repeating the month or year that all of it shares."""

    def written(moment: Moment, pattern: str) -> str:
        return _doubt(_written(moment, pattern, language), moment, language)

    if len(date.moments) == 1:
        return written(date.moments[0], pattern)
    *others, last = date.moments
    first_pattern, last_pattern = _parted(date, pattern)
    before = ", ".join(written(moment, first_pattern) for moment in others)
    after = written(last, last_pattern)
    if date.is_choice:
        return language.words["date-or"].format(first=before, last=after)
    return f"{before}{BOUND_DASH if _are_bound(date, first_pattern, last_pattern) else SPACED_DASH}{after}"


def _are_bound(date: HistoricalDate, first_pattern: str, last_pattern: str) -> bool:
    """Whether the dash of a period stands between figures, or between the bare names of two months."""
    first, last = date.moments[0], date.moments[-1]
    if first.precision is not last.precision:
        return False
    if first.precision is Precision.DAY:
        return "M" not in first_pattern or "M" not in last_pattern
    if first.precision is Precision.MONTH:
        return "y" not in first_pattern
    return first.precision in {Precision.YEAR, Precision.DECADE}


def _parted(date: HistoricalDate, pattern: str) -> tuple[str, str]:
    """Return the patterns of the first and of the last of several moments: what all share is said once.

    *2–13 March 1938* and *4 or 6 February 1940* where the day comes first, *March 2–13, 1938* where the month does.
    """
    first, last = date.moments[0], date.moments[-1]
    is_alike = len({(moment.precision, moment.earliest.year) for moment in date.moments}) == 1
    if not is_alike or any(moment.approximate or moment.uncertain for moment in date.moments):
        return pattern, pattern
    is_one_month = first.precision is Precision.DAY and len({moment.earliest.month for moment in date.moments}) == 1
    if re.match(r"d+\W+M+", pattern):
        return (_only_day(pattern) if is_one_month else _without_year(pattern)), pattern
    if re.match(r"M+\W+d+", pattern) and len(date.moments) == len((first, last)):
        return _without_year(pattern), (re.sub(r"^M+\W+", "", pattern) if is_one_month else pattern)
    return pattern, pattern


def _year_of(date: HistoricalDate) -> int | None:
    """Return the year in which all of ``date`` lies, if there is one and more than the year is known."""
    years = {day.year for moment in date.moments for day in (moment.earliest, moment.latest)}
    coarse = any(moment.precision not in {Precision.DAY, Precision.MONTH} for moment in date.moments)
    return None if coarse or len(years) != 1 else years.pop()


def _in_years(date: HistoricalDate) -> HistoricalDate:
    """Return ``date`` with days and months forgotten."""
    moments = tuple(
        replace(moment, precision=Precision.YEAR) if moment.precision in {Precision.DAY, Precision.MONTH} else moment
        for moment in date.moments
    )
    first, last = moments[0], moments[-1]
    if first.earliest.year == last.earliest.year and first.precision is last.precision:
        moments = moments[:1]
    return HistoricalDate(
        edtf=date.edtf,
        moments=moments,
        is_period=date.is_period and len(moments) > 1,
        is_choice=date.is_choice and len(moments) > 1,
    )


# --- patterns --------------------------------------------------------------------------------------------------------


def _without_year(pattern: str) -> str:
    return re.sub(r"[\s,./-]*y+\.?\s*('[^']*')?|^y+[\s,./-]+", "", pattern).strip(" ,")


def _without_day(pattern: str) -> str:
    return re.sub(r"d+\.?[\s,]*('[^']*'\s*)*", "", pattern).strip(" ,")


def _only_day(pattern: str) -> str:
    found = re.search(r"d+\.?", pattern)
    return found.group() if found else pattern
