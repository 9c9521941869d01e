"""Births, deaths and ages in prose, against the register of people."""

from collections.abc import Iterator
from datetime import date
from typing import assert_never

from octavo.check.manuscript.facts_dates import WrittenDate, ages, agrees, whole, years_between
from octavo.check.manuscript.facts_people import Cast
from octavo.check.manuscript.facts_sentences import AgeClaim, DateClaim, SpanClaim, What, claims
from octavo.check.manuscript.passages import Passage
from octavo.model.book import Record
from octavo.model.diagnostics import Diagnostic, fault
from octavo.model.origin import Origin
from octavo.model.records import Person

VERBS: dict[What, str] = {"born": "was born", "died": "died"}

YOUNGEST = 15
"""Years in brackets behind a name that begin at this age or later, and end in life, are those of an office."""


def examine_lives(passage: Passage, cast: Cast) -> Iterator[Diagnostic]:
    """Yield OC801 for each birth, death or age at death in ``passage`` that the register contradicts."""
    if passage.is_quoted:
        return
    for claim in claims(passage, cast):
        record, place = cast.people[claim.person], passage.letters.at(claim.offset)
        match claim:
            case DateClaim(what=what, written=written):
                yield from _date(record, what, written, place)
            case SpanClaim(first=first, last=last) if not _is_of_an_office(record, first, last):
                yield from _date(record, "born", first, place)
                yield from _date(record, "died", last, place)
            case AgeClaim(age=age, words=words):
                yield from _age(record, age, words, place)
            case SpanClaim():
                pass
            case _:
                assert_never(claim)


def _date(record: Record[Person], what: What, written: WrittenDate, place: Origin) -> Iterator[Diagnostic]:
    known = record.dates.get((what, "date"))
    if known is not None and not agrees(written, known):
        fact = f"{VERBS[what]} {known.edtf}"
        yield _told(record, written.words, fact, place, record.at(what, "date"))


def _age(record: Record[Person], age: int, words: str, place: Origin) -> Iterator[Diagnostic]:
    born, died = record.dates.get(("born", "date")), record.dates.get(("died", "date"))
    possible = ages(born, died) if born and died else None
    if possible and age not in possible:
        years = " or ".join(str(each) for each in sorted({possible[0], possible[-1]}))
        yield _told(record, words, f"died at the age of {years}", place, record.at("died", "date"))


def _told(record: Record[Person], words: str, fact: str, place: Origin, known_at: Origin) -> Diagnostic:
    return fault("OC801", place, related=[known_at], words=words, person=record.value.name, fact=fact)


def _is_of_an_office(record: Record[Person], first: WrittenDate, last: WrittenDate) -> bool:
    """Whether two years behind a name are those of a time within the life, and not of the life."""
    born, died = (_days(record, what) for what in ("born", "died"))
    if first.days is None or last.days is None or born is None:
        return False
    is_grown_up = years_between(born[0], first.days[0]) >= YOUNGEST
    return is_grown_up and (died is None or last.days[0] <= died[1])


def _days(record: Record[Person], what: str) -> tuple[date, date] | None:
    known = record.dates.get((what, "date"))
    return whole(known) if known else None
