"""Every place at which a book states a claim: the same date, number or name in any form, or the same words."""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta

from octavo.check.manuscript.claim_texts import claim_texts, context_of
from octavo.check.manuscript.claims import FOLDED, ClaimReader, claim_reader
from octavo.check.manuscript.date_forms import written_dates
from octavo.check.manuscript.implied_claims import implied
from octavo.check.manuscript.number_forms import is_rounded, written_numbers
from octavo.check.manuscript.prose_dates import WrittenDate
from octavo.model.book import Publication
from octavo.model.claim_text import ClaimText
from octavo.model.claims import Claim, Form, Stated
from octavo.model.dates import Day, HistoricalDate
from octavo.model.records import Person

BEFORE_NUMBER = 20
"""In how many characters before a number the word stands that says that it is rounded."""

NEAR = 60
"""Within so many characters, a date of the old calendar stands beside that of the new one."""

LAST_OLD_STYLE = 1926
"""The year after which no country that wrote to us kept the Julian calendar."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Found:
    """Words of a text, from ``start`` to ``end``, that state a claim."""

    start: int
    end: int
    form: Form


@dataclass(slots=True)
class _Reader:
    """Reads one text after the other; ``years`` has the year that each text file has named last."""

    claim: Claim
    reader: ClaimReader
    estimates: re.Pattern[str]
    years: dict[str, int] = field(default_factory=dict)

    def places(self, text: ClaimText) -> Iterator[_Found]:
        match self.claim.kind:
            case "date":
                yield from self._dates(text)
            case "number":
                yield from self._numbers(text)
            case "name":
                yield from self._names(text)
            case "words":
                yield from self._words(text)

    # --- dates ---

    def _dates(self, text: ClaimText) -> Iterator[_Found]:
        if text.number is not None or self.claim.days is None:
            return
        if text.date is not None:
            beside = text.record.dates.get((*text.path[:-1], "date")) if text.record else None
            is_old = text.path[-1] == "old-style" and beside is not None
            if is_of_days(beside if is_old and beside else text.date, self.claim.days):
                form = "in the old calendar" if is_old else self._form(text.value)
                yield _Found(start=0, end=len(text.value), form=form)
            return
        dates = written_dates(text.value, self.reader.prose, month_first=self.reader.month_first)
        same = [each for each in dates if self._is_same(each, text)]
        old = _in_old_style(self.claim.days)
        for each in dates:
            if each in same:
                form = self._form(each.words) if each.days else "without its year"
                yield _Found(start=each.start, end=each.end, form=form)
            elif old and _is_day(each, old) and any(_gap(each, other) <= NEAR for other in same):
                yield _Found(start=each.start, end=each.end, form="in the old calendar")

    def _is_same(self, written: WrittenDate, text: ClaimText) -> bool:
        days = self.claim.days
        if days is None:
            return False
        if written.days is None:
            known = _years_of(text) or {self.years.get(text.section, 0)}
            return days[0] == days[1] and _is_day(written, days[0]) and days[0].year in known
        self.years[text.section] = written.days[0].year
        ends = [end.days for end in written.ends] if written.ends else [written.days]
        return any(end and days[0] <= end[0] and end[1] <= days[1] for end in ends)

    def _form(self, words: str) -> Form:
        return "as written" if _fold(words) == _fold(self.claim.text) else "in another form"

    # --- numbers ---

    def _numbers(self, text: ClaimText) -> Iterator[_Found]:
        if text.number is not None:
            if text.number == self.claim.value:
                yield _Found(start=0, end=len(text.value), form="in another form")
            return
        if text.date is not None:
            return
        dates = [
            (each.start, each.end)
            for each in written_dates(text.value, self.reader.prose, month_first=self.reader.month_first)
            if each.month or each.ends
        ]
        for number in written_numbers(text.value, self.reader.prose, self.reader.decimal_mark):
            if any(start < number.end and number.start < end for start, end in dates):
                continue
            before = text.value[max(0, number.start - BEFORE_NUMBER) : number.start]
            if number.value == self.claim.value:
                yield _Found(start=number.start, end=number.end, form=self._form(text.value[number.start : number.end]))
            elif is_rounded(number, self.claim.value) and self.estimates.search(before):
                yield _Found(start=number.start, end=number.end, form="rounded")

    # --- names and words ---

    def _names(self, text: ClaimText) -> Iterator[_Found]:
        taken: list[tuple[int, int]] = []
        for pattern in self.reader.names[self.claim.register, self.claim.key]:
            for found in pattern.finditer(text.value):
                if all(found.end() <= start or end <= found.start() for start, end in taken):
                    taken.append(found.span())
        for start, end in sorted(taken):
            yield _Found(start=start, end=end, form=self._form(text.value[start:end]))
        for link in text.links:
            is_named = any(start < link.end and link.start < end for start, end in taken)
            if (link.register, link.key) == (self.claim.register, self.claim.key) and not is_named:
                yield _Found(start=link.start, end=link.end, form="linked under other words")

    def _words(self, text: ClaimText) -> Iterator[_Found]:
        words = re.escape(_fold(self.claim.text)).replace(r"\ ", r"\s+")
        first = r"(?<!\w)" if self.claim.text[:1].isalnum() else ""
        last = r"(?!\w)" if self.claim.text[-1:].isalnum() else ""
        for found in re.finditer(f"{first}{words}{last}", _fold(text.value)) if words else ():
            yield _Found(start=found.start(), end=found.end(), form="as written")


def stated_places(
    publication: Publication, claim: Claim, source: Callable[[str], str], reader: ClaimReader | None = None
) -> tuple[Stated, ...]:
    """Return the places of ``publication`` that state ``claim``, in the order of its files.

    ``source`` gives the text of a file by its path.
    """
    reader = reader or claim_reader(publication)
    each_text = _Reader(claim=claim, reader=reader, estimates=reader.prose.estimates.pattern)
    found: list[Stated] = []
    seen: Counter[tuple[object, str]] = Counter()
    for text in claim_texts(publication):
        for place in each_text.places(text):
            words = text.value[place.start : place.end]
            key = (text.block, _fold(words))
            origin = text.at(place.start, place.end, source)
            found.append(
                Stated(
                    origin=origin,
                    words=words,
                    form=place.form,
                    what=text.what,
                    context=context_of(text.value, place.start, place.end),
                    block=text.block,
                    occurrence=seen[key] if text.record is None else 0,
                )
            )
            seen[key] += 1
    if claim.kind == "date" and claim.days:
        found += implied(publication, claim.days, found, source)
    by_place = {(each.origin, each.what == "index"): each for each in reversed(found)}
    return tuple(sorted(by_place.values(), key=lambda each: (each.origin, each.words)))


def _fold(text: str) -> str:
    folded = text.translate(FOLDED)
    lower = folded.lower()
    return lower if len(lower) == len(folded) else folded


def is_of_days(known: HistoricalDate, days: tuple[Day, Day]) -> bool:
    """Whether ``known``, or one of its ends, is within ``days``."""
    return any(days[0] <= moment.earliest and moment.latest <= days[1] for moment in known.moments)


def _years_of(text: ClaimText) -> set[int]:
    """Return the years that the record of a text is about, if it is one with dates."""
    if text.record is None or isinstance(text.record.value, Person):
        return set()
    return {moment.earliest.year for date in text.record.dates.values() for moment in date.moments}


def _is_day(written: WrittenDate, day: Day) -> bool:
    return (written.month, written.day) == (day.month, day.day)


def _gap(one: WrittenDate, other: WrittenDate) -> int:
    return max(one.start - other.end, other.start - one.end)


def _in_old_style(days: tuple[Day, Day]) -> Day | None:
    """Return a single day in the Julian calendar, where it was in use; ``None`` else."""
    day = days[0]
    if days[0] != days[1] or not 1582 < day.year <= LAST_OLD_STYLE:  # noqa: PLR2004 - the year of the new calendar
        return None
    century = day.year - (day.month < 3)  # noqa: PLR2004 - the day is lost or won at the end of February
    lag = century // 100 - century // 400 - 2
    old = date(*day) - timedelta(days=lag)
    return Day(old.year, old.month, old.day)
