"""Guess which date of EDTF somebody meant who wrote another form: *May 1921*, *1.12.1934*, *44 BC*, *c. 1868*.

Months, seasons and the words around a date are read in English, figures in any language. Nothing is guessed where two
days could be meant (*1/2/1934*).
"""

import re
from collections.abc import Callable

from octavo.load.dates import NOT_KNOWN, parse_date

_MONTHS = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
_SEASONS = {"spring": 21, "summer": 22, "autumn": 23, "fall": 23, "winter": 24}
_ABOUT = re.compile(r"(?<!\w)(?:c(?:a|irca)?\.?|about|around|approx(?:\.|imately)?)(?![a-z])\s*(?=\S)")
_BEFORE_CHRIST = re.compile(r"\s*b\.?\s?c\.?(?:\s?e\.?)?")
_AFTER_CHRIST = re.compile(r"^a\.?\s?d\.?\s*|\s*(?:a\.?\s?d\.?|c\.?\s?e\.?)$")
_ORDINAL = r"(?:st|nd|rd|th)?"
_MONTH = r"(?P<month>[a-z]{3,9})\.?"
_YEAR = r"(?P<year>\d{1,4})"
_LATEST_MONTH, _LATEST_DAY = 12, 31


def guess_date(text: str) -> str:
    """Return the EDTF date that ``text`` may mean, empty where nothing can be guessed."""
    words = " ".join(text.strip(" \t\n'\"‘’“”.,").casefold().split())
    for guess in (_nothing_known, _as_written, _span, _choice, _limit, _one):
        found = guess(words)
        if found and _is_date(found):
            return found
    return ""


def _is_date(text: str) -> bool:
    try:
        parse_date(text)
    except ValueError:
        return False
    return True


def _as_written(words: str) -> str:
    """Guess a date that only has quotation marks around it."""
    return words.upper()


def _nothing_known(words: str) -> str:
    return NOT_KNOWN if words in {"", "?", "unknown", "not known", "n.d", "no date"} else ""


def _span(words: str) -> str:
    """Guess a period: *1914–18*, *May 1921 to June 1922*, *from 1990*, *1990–*."""
    if found := re.fullmatch(r"(\d{4})\s*[-–—]\s*(\d{2})", words):
        return f"{found[1]}/{found[1][:2]}{found[2]}"
    if found := re.fullmatch(r"(?:from|since) (.+?)(?: on(?:wards?)?)?|(.+?)\s*[–—]", words):
        start = _one(found[1] or found[2])
        if start:
            return f"{start}/{NOT_KNOWN}"
    if found := re.fullmatch(r"(?:until|till|up to|to) (.+)|[–—]\s*(.+)", words):
        end = _one(found[1] or found[2])
        return end and f"{NOT_KNOWN}/{end}"
    if found := re.fullmatch(
        r"(?:from |between )?(.+?)(?:\s*[–—]\s*| - | to | until | and |(?<=\d{4})-(?=\d{4}))(.+)", words
    ):
        first, last = _shared_era(found[1], found[2]), _one(found[2])
        pair = f"[{first}..{last}]" if words.startswith("between ") else f"{first}/{last}"
        return pair if first and last else ""
    return ""


def _choice(words: str) -> str:
    """Guess one of two: *1885 or 1886*."""
    pieces = re.split(r",? or |, ", words) if " or " in words else []
    several = [_shared_era(each, pieces[-1]) for each in pieces]
    return f"[{','.join(several)}]" if len(several) > 1 and all(several) else ""


def _shared_era(words: str, last: str) -> str:
    """Guess one date, before Christ where the last of several is said to be."""
    is_before = _BEFORE_CHRIST.search(last) and not _AFTER_CHRIST.search(words)
    return _one(f"{words} bc" if is_before and not _BEFORE_CHRIST.search(words) else words)


def _limit(words: str) -> str:
    """Guess a date of which only a limit is known: *before 1850*, *1850 or later*."""
    if found := re.fullmatch(r"(?:before|by) (.+)|(.+) or (?:before|earlier)", words):
        date = _one(found[1] or found[2])
        return date and f"[..{date}]"
    if found := re.fullmatch(r"after (.+)|(.+) or (?:after|later)", words):
        date = _one(found[1] or found[2])
        return date and f"[{date}..]"
    return ""


def _one(words: str) -> str:
    """Guess a single date, with its doubts and its era."""
    if coarse := _coarse(words):
        return coarse
    plain = _ABOUT.sub("", words, count=1)
    is_about = plain != words or words.endswith("~")
    is_doubtful = plain.endswith("?") and not plain.endswith("??")
    plain = plain.rstrip("~").removesuffix("?") if is_doubtful else plain.rstrip("~")
    plain = plain.removeprefix("perhaps ").removeprefix("possibly ")
    mark = {(True, True): "%", (True, False): "~", (False, True): "?"}.get((is_about, is_doubtful), "")
    found = _with_era(plain.strip())
    return found and found + mark


def _with_era(words: str) -> str:
    """Guess a date without doubts; years before Christ are counted as EDTF does."""
    before = _BEFORE_CHRIST.search(words)
    rest = _AFTER_CHRIST.sub("", words) if before is None else _BEFORE_CHRIST.sub("", words, count=1)
    date = next((found for form in _FORMS if (found := form(rest.strip()))), "")
    if before is None or not date:
        return date
    if "X" in date:
        return f"-{int(date[:2]):02}XX" if date.endswith("XX") else ""
    year = int(date[:4]) - 1
    return f"{'-' * (year > 0)}{year:04}{date[4:]}"


def _in_figures(words: str) -> str:
    """Guess *1921-5-3*, *1.12.1934*, *25/12/1934*: the day first, or the only number that can be one."""
    if found := re.fullmatch(r"(\d{4})[-./](\d{1,2})(?:[-./](\d{1,2}))?", words):
        return _joined(int(found[1]), int(found[2]), int(found[3] or 0))
    if found := re.fullmatch(r"(\d{1,2})([-./])\s?(\d{1,2})\2\s?(\d{4})", words):
        first, second, year = int(found[1]), int(found[3]), int(found[4])
        if second > _LATEST_MONTH:
            return _joined(year, first, second)
        is_clear = found[2] == "." or first > _LATEST_MONTH or first == second
        return _joined(year, second, first) if is_clear else ""
    if found := re.fullmatch(r"(\d{1,2})[./](\d{4})", words):
        return _joined(int(found[2]), int(found[1]), 0)
    return f"{int(words):04}" if re.fullmatch(r"\d{1,4}", words) else ""


def _in_words(words: str) -> str:
    """Guess *May 1921*, *3 May 1921*, *May 3rd, 1921*, *spring 1932*."""
    if found := re.fullmatch(rf"(?:the |in )?(?P<season>{'|'.join(_SEASONS)})(?: of)?,? {_YEAR}", words):
        return f"{int(found['year']):04}-{_SEASONS[found['season']]}"
    for form in (
        rf"(?P<day>\d{{1,2}}){_ORDINAL}\.?[ -](?:of )?{_MONTH},?[ -]{_YEAR}",
        rf"{_MONTH} (?P<day>\d{{1,2}}){_ORDINAL},? {_YEAR}",
        rf"{_YEAR},? {_MONTH} (?P<day>\d{{1,2}})",
        rf"{_MONTH},? (?P<day>){_YEAR}",
        rf"{_YEAR},? {_MONTH}(?P<day>)",
    ):
        if found := re.fullmatch(form, words):
            months = [
                number for number, name in enumerate(_MONTHS, 1) if name.startswith(found["month"][:4].rstrip("t"))
            ]
            if len(months) == 1:
                return _joined(int(found["year"]), months[0], int(found["day"] or 0))
    return ""


def _coarse(words: str) -> str:
    """Guess a decade or a century: *1930s*, *the 19th century*, *18??*, *184-*."""
    if found := re.fullmatch(r"(?:the )?(\d{3})0['’]?s", words):
        return f"{found[1]}X"
    if found := re.fullmatch(rf"(?:the )?(\d{{1,2}}){_ORDINAL} c(?:ent(?:ury|\.)?|\.)?", words):
        return f"{int(found[1]) - 1:02}XX"
    if found := re.fullmatch(r"(\d{2})(?:\?\?|--|xx|__|\.\.)", words):
        return f"{found[1]}XX"
    if found := re.fullmatch(r"(\d{3})[?\-x_]", words):
        return f"{found[1]}X"
    return ""


def _joined(year: int, month: int, day: int) -> str:
    return f"{year:04}-{month:02}" + (f"-{day:02}" if day else "")


_FORMS: tuple[Callable[[str], str], ...] = (_in_figures, _in_words, _coarse)
