"""Put dates into words: *1 December 1934*, *c. 1868*, *November 1931 – August 1933*, *1886–1934*.

The order of day, month and year comes from the language's ``date_format``, month names from the locale data of Babel,
and everything else (*c.*, *or*, *Old Style*) from the language's words.
"""

import re
from dataclasses import replace
from datetime import date as calendar_date
from typing import assert_never

from babel import Locale
from babel.dates import format_date

from octavo.model.book import Record
from octavo.model.dates import Day, HistoricalDate, Moment, Precision
from octavo.model.language import Language
from octavo.model.records import Person

EN_DASH = "\N{EN DASH}"
JOINER = "\N{WORD JOINER}"
MINUS = "\N{MINUS SIGN}"
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


def year_heading(date: HistoricalDate, language: Language) -> str:
    """Return the year under which a chronology files ``date``: that of the earliest day it may be (*44 BC*)."""
    if not date.moments:
        return ""
    year = date.sort_key[0].year
    return str(year) if year > 0 else language.words["date-bce"].format(date=1 - year)


# --- one date --------------------------------------------------------------------------------------------------------

SEASONS = {3: "spring", 6: "summer", 9: "autumn", 12: "winter"}
"""The word of a season, by the month in which it begins."""


def _written(moment: Moment, pattern: str, language: Language) -> str:
    """Write a moment without its doubts and era; ``pattern`` is that of a whole day, in the letters of UTS 35."""
    words, year = language.words, _counted(moment.earliest.year)
    match moment.precision:
        case Precision.DAY:
            day = _formatted(moment.earliest, pattern, language)
            return words["date-time"].format(date=day, time=_time(moment.time)) if moment.time else day
        case Precision.MONTH:
            return _formatted(moment.earliest, _without_day(pattern), language)
        case Precision.SEASON:
            return words[f"date-{SEASONS[moment.earliest.month]}"].format(year=year)
        case Precision.YEAR:
            return str(year)
        case Precision.DECADE:
            return _decade(moment, language)
        case Precision.CENTURY:
            return _century(min(_counted(moment.earliest.year), _counted(moment.latest.year)) // 100 + 1, language)
        case _:
            assert_never(moment.precision)


def _counted(year: int) -> int:
    """Return an astronomical year as its era counts it: 0 is 1 BC."""
    return year if year > 0 else 1 - year


def _decade(moment: Moment, language: Language) -> str:
    """Write a decade; that of EDTF begins elsewhere than ours before Christ, and with the year 1."""
    first, last = _counted(moment.earliest.year), _counted(moment.latest.year)
    if first % 10:
        return f"{first}{BOUND_DASH}{last}"
    if moment.earliest.year < 0:
        return f"{first}{BOUND_DASH}{last}"
    own = f"date-decade-{first % 100}"
    pattern = language.words.get(own, language.words["date-decade"])
    return pattern.format(year=first, decade=first % 100, roman=_roman(first // 100 + 1))


def _century(number: int, language: Language) -> str:
    """Write a century, with the ending that its number has in the language (*2nd*) or in Roman figures."""
    form = Locale.parse(language.code, sep="-").ordinal_form(number)
    pattern = language.words.get(f"date-century-{form}", language.words["date-century"])
    return pattern.format(number=number, roman=_roman(number))


def _roman(number: int) -> str:
    figures = ((100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))
    written = ""
    for value, figure in figures:
        written += figure * (number // value)
        number %= value
    return written


def _time(written: str) -> str:
    """Return a time as people read it: *23:20:30 UTC*, *09:00:00 UTC+02:00*."""
    time, zone = written[:8], written[8:]
    return time if not zone else f"{time} UTC{zone.removeprefix('Z').replace('-', MINUS)}"


def _formatted(day: Day, pattern: str, language: Language) -> str:
    # A month that stands alone may have another form (nominative) in languages that decline it: L instead of M.
    alone = pattern if "d" in pattern else pattern.replace("M", "L")
    # Python's own dates have no year before 1 or after 9999: the year is put into the pattern, as figures.
    year = str(_counted(day.year))
    with_year = re.sub(r"'[^']*'|y+", lambda found: year if found[0].startswith("y") else found[0], alone)
    if day.day == 1 and (first := language.words.get("date-first-day")):
        with_year = re.sub(
            r"'[^']*'|d+", lambda found: f"'{first}'" if found[0].startswith("d") else found[0], with_year
        )
    # 2000 has a 29 February, as any year may have.
    return format_date(calendar_date(2000, day.month, day.day), with_year, Locale.parse(language.code, sep="-"))


def _doubt(words: str, moment: Moment, language: Language) -> str:
    """Add what is not certain about a moment."""
    if moment.approximate:
        words = language.words["date-about"].format(date=words)
    if moment.uncertain:
        words = language.words["date-uncertain"].format(date=words)
    return words


def _spread(date: HistoricalDate, language: Language, pattern: str) -> str:
    """Write a single date, alternatives or a period, without repeating the month or year that all of it shares."""
    eras = _eras(date)

    def written(moment: Moment, pattern: str, era: str) -> str:
        words = _written(moment, pattern, language)
        # The year of a day or month may be said elsewhere, and its era with it.
        names_year = "y" in pattern or moment.precision not in {Precision.DAY, Precision.MONTH}
        return _doubt(language.words[era].format(date=words) if era and names_year else words, moment, language)

    if len(date.moments) == 1:
        return _open(written(date.moments[0], pattern, eras[0]), date, language)
    *others, last = date.moments
    first_pattern, last_pattern = _parted(date, pattern)
    before = ", ".join(written(moment, first_pattern, era) for moment, era in zip(others, eras, strict=False))
    after = written(last, last_pattern, eras[-1])
    if date.is_choice:
        return language.pair("date-between" if date.is_period else "date-or", before, after)
    return f"{before}{BOUND_DASH if _are_bound(date, first_pattern, last_pattern) else SPACED_DASH}{after}"


def _eras(date: HistoricalDate) -> list[str]:
    """Return for each moment of ``date`` the key of the words for its era, empty where it goes without saying.

    Of several years before Christ, the last one names the era; years after Christ name it beside others.
    """
    eras = ["date-bce" if moment.earliest.year < 1 else "date-ce" for moment in date.moments]
    if "date-bce" not in eras:
        return [""] * len(eras)
    if "date-ce" not in eras and all(moment.precision is Precision.YEAR for moment in date.moments):
        eras[:-1] = [""] * (len(eras) - 1)
    return eras


def _open(words: str, date: HistoricalDate, language: Language) -> str:
    """Say of a period, or of one date of many, that it is open at one end: *from 1990*, *1850 or before*."""
    if not (date.is_open_start or date.is_open_end):
        return words
    if date.has_unknown_end:
        return f"{words}{BOUND_DASH}?" if date.is_open_end else f"?{BOUND_DASH}{words}"
    if date.is_choice:
        return language.words["date-after" if date.is_open_end else "date-before"].format(date=words)
    key = "date-from" if date.is_open_end else "date-until"
    own = f"{key}-{date.moments[-1].precision.name.lower()}"
    return language.words.get(own, language.words[key]).format(date=words)


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
    if re.match(r"d+\W*('[^']*'\W*)?M+", pattern):
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
    fine = {Precision.DAY, Precision.MONTH, Precision.SEASON}
    moments = tuple(
        replace(moment, precision=Precision.YEAR, time="") if moment.precision in fine else moment
        for moment in date.moments
    )
    first, last = moments[0], moments[-1]
    if first.earliest.year == last.earliest.year and first.precision is last.precision:
        moments = moments[:1]
    several = len(moments) > 1
    is_open = date.is_open_start or date.is_open_end
    return replace(
        date,
        moments=moments,
        is_period=date.is_period and (several or is_open),
        is_choice=date.is_choice and (several or is_open),
    )


# --- patterns --------------------------------------------------------------------------------------------------------


def _without_year(pattern: str) -> str:
    return re.sub(r"(\s*'[^']*')?[\s,./-]*y+\.?\s*('[^']*'\.?)?|^y+[\s,./-]+", "", pattern).strip(" ,")


def _without_day(pattern: str) -> str:
    return re.sub(r"(?<![\w'])d+\.?[\s,]*('[^']*'\s*)*", "", pattern).strip(" ,")


def _only_day(pattern: str) -> str:
    found = re.search(r"(?<![\w'])d+\.?", pattern)
    return found.group() if found else pattern
