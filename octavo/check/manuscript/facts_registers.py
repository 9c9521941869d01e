"""The registers against each other and against the passages that treat them: lives, events, documents."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from octavo.check.manuscript.character_places import Letters
from octavo.check.manuscript.facts_dates import (
    LANGUAGE,
    NUMBERS,
    YEARS_AROUND,
    WrittenDate,
    ages,
    agrees,
    dates_in,
    is_vague,
    whole,
)
from octavo.check.manuscript.facts_people import Cast
from octavo.check.manuscript.facts_sentences import PASSIVE, TOGETHER
from octavo.check.manuscript.passages import Passage, of_field
from octavo.model.book import Publication, Record
from octavo.model.dates import HistoricalDate
from octavo.model.diagnostics import Diagnostic, fault
from octavo.model.origin import Origin
from octavo.model.records import Document, Event, Person

MEMORY = re.compile(
    r"\b(?:rehabilitat|clear(?:s|ed)\b|bur(?:y|ied|ial)|rebur|grave|memor|monument|remember|publish|print|appear|honour"
    r"|posthum|saint|canoni|exhibit|remains|coffin|ashes|body|legacy|museum|statue|renam|named\safter|anniversar|plaque)",
    re.IGNORECASE,
)
"""Words of events that are about somebody who is dead."""

POSSESSIVE = re.compile(r"['’]s?\b")
DIES = re.compile(rf"(?:dies|died|(?:is|was)\s{PASSIVE})\b")
KILLED = re.compile(r"\b(?:(?:murders|kills|assassinates)|[Dd]eath\sof(?:\sthe(?:\s\w+){1,3})?)\s\Z")
AGED = re.compile(r",\s(?:aged\s(?P<age>\d+|[a-z]+(?:-[a-z]+)?)|(?P<years>\d+|[a-z]+(?:-[a-z]+)?)\syears\sold),")
DATED = re.compile(r"\b(?:issued|dated|adopted|signed|passed|taken)\s(?:\w+\s){0,3}?(?:on\s)?\Z", re.IGNORECASE)
"""Before the date of a document in what is said of its provenance."""

IN_ID = re.compile(r"(?<!\d)(\d{4})-(\d\d)-(\d\d)(?!\d)")


def examine_people(people: Iterable[Record[Person]]) -> Iterator[Diagnostic]:
    """Yield OC804 for each death before the birth and each role outside the life."""
    for record in people:
        born, died = (_days(record, what) for what in ("born", "died"))
        if born and died and died[1] < born[0]:
            known = record.dates["born", "date"].edtf
            place = record.at("died", "date")
            yield _own(record, f"was born {known}", record.dates["died", "date"].edtf, place)
        for position, role in enumerate(record.value.roles):
            place = record.at("roles", position, "dates")
            for written in dates_in(role.dates):
                if written.days is None:
                    continue
                first, last = (day.year for day in written.days)
                if born and first < born[0].year:
                    yield _own(record, f"was born {record.dates['born', 'date'].edtf}", written.words, place)
                elif died and last > died[1].year:
                    yield _own(record, f"died {record.dates['died', 'date'].edtf}", written.words, place)


def examine_events(publication: Publication, cast: Cast) -> Iterator[Diagnostic]:
    """Yield OC802 for people outside whose life an event is, and OC801 for deaths and ages that the event denies."""
    language = publication.language.code
    for record in publication.events:
        texts = [passage.letters for passage in of_field(record, ("text",), language)]
        for key in record.value.people:
            if key in cast.people:
                yield from _outside(record, cast.people[key], texts, cast, reads=language.startswith(LANGUAGE))
        if language.startswith(LANGUAGE):
            for letters in texts:
                yield from _deaths(record, letters, cast)


def _outside(
    event: Record[Event], person: Record[Person], texts: Sequence[Letters], cast: Cast, *, reads: bool
) -> Iterator[Diagnostic]:
    days = whole(event.dates["date",]) if ("date",) in event.dates else None
    if days is None:
        return
    born, died = (_days(person, what) for what in ("born", "died"))
    life = ""
    if born and days[1] < born[0]:
        life = f"was born {person.dates['born', 'date'].edtf}"
    elif died and days[0] > died[1] and reads and not _is_memory(person.value.id, texts, cast):
        life = f"died {person.dates['died', 'date'].edtf}"
    if life:
        yield fault(
            "OC802",
            event.at("date"),
            related=[person.origin],
            id=event.value.id,
            date=event.value.date,
            person=person.value.name,
            life=life,
        )


def _is_memory(person: str, texts: Iterable[Letters], cast: Cast) -> bool:
    """Whether the words of an event are about what became of ``person`` after death."""
    for letters in texts:
        if MEMORY.search(letters.value):
            return True
        for mention in cast.mentions(letters):
            if mention.person == person and POSSESSIVE.match(letters.value, mention.end):
                return True
    return False


def _deaths(event: Record[Event], letters: Letters, cast: Cast) -> Iterator[Diagnostic]:
    known = event.dates.get(("date",))
    days = whole(known) if known else None
    if known is None or days is None:
        return
    is_dated = any(written.days for written in dates_in(letters.value))
    for mention in cast.mentions(letters):
        record, before = cast.people[mention.person], letters.value[: mention.start]
        behind = letters.value[mention.end :]
        together = TOGETHER.match(behind)
        dies = DIES.match(behind, together.end() if together else 0) or KILLED.search(before)
        died = record.dates.get(("died", "date"))
        written = WrittenDate(words=known.edtf, start=0, end=0, days=days)
        if dies and died and not is_dated and not agrees(written, died):
            yield _said(record, known.edtf, f"died {died.edtf}", event.at("date"), record.at("died", "date"))
        yield from _age(event, known, record, behind)


def _age(event: Record[Event], known: HistoricalDate, person: Record[Person], behind: str) -> Iterator[Diagnostic]:
    found, born = AGED.match(behind), person.dates.get(("born", "date"))
    possible = ages(born, known) if born else None
    if found is None or not possible:
        return
    words = found["age"] or found["years"]
    age = int(words) if words.isdigit() else NUMBERS.get(words)
    if age is not None and age not in possible:
        years = " or ".join(str(each) for each in sorted({possible[0], possible[-1]}))
        yield _said(person, words, f"was {years} years old", event.at("text"), person.at("born", "date"))


def examine_documents(documents: Iterable[Record[Document]], language: str) -> Iterator[Diagnostic]:
    """Yield OC805 for each document whose id or provenance names another date than its own."""
    for record in documents:
        known = record.dates.get(("date",))
        if known is None:
            continue
        yield from _in_id(record, known)
        for passage in of_field(record, ("provenance",), language):
            written = list(dates_in(passage.letters.value))
            dated = [each for each in written if DATED.search(passage.letters.value[: each.start])]
            if dated and not any(agrees(each, known) for each in written):
                yield _dated(dated[0].words, "document", record.value.id, known, record.at("provenance"))


def _in_id(record: Record[Document], known: HistoricalDate) -> Iterator[Diagnostic]:
    found = IN_ID.search(record.value.id)
    if found is None:
        return
    try:
        day = date(*map(int, found.groups()))
    except ValueError:
        return
    if not agrees(WrittenDate(words=found[0], start=0, end=0, month=day.month, day=day.day, days=(day, day)), known):
        yield _dated(found[0], "document", record.value.id, known, record.at("id"))


def examine_passages(passages: Iterable[Passage], publication: Publication) -> Iterator[Diagnostic]:
    """Yield OC805 for each reference and each paragraph that names another date than what it leads to or treats."""
    documents = {record.value.id: record for record in publication.documents}
    treated: dict[str, list[Record[Event]]] = {}
    for record in publication.events:
        treated.setdefault(record.value.passage, []).append(record)
    for passage in passages:
        yield from _references(passage, documents)
        for record in treated.get(passage.id, ()) if passage.id else ():
            yield from _other_year(passage.letters, record)


def _references(passage: Passage, documents: Mapping[str, Record[Document]]) -> Iterator[Diagnostic]:
    for stretch in passage.letters.stretches:
        record = documents.get(stretch.key) if stretch.kind == "reference" else None
        known = record.dates.get(("date",)) if record else None
        written = list(dates_in(passage.letters.value[stretch.start : stretch.end]))
        if record is None or known is None or not written or any(agrees(each, known) for each in written):
            continue
        place = passage.letters.at(stretch.start + written[0].start)
        yield _dated(written[0].words, "document", record.value.id, known, place, record.at("date"))


def _other_year(letters: Letters, event: Record[Event]) -> Iterator[Diagnostic]:
    """Tell a day of the event in another year, in the paragraph that treats it, where its own day is missing."""
    known = event.dates.get(("date",))
    days = whole(known) if known else None
    if known is None or days is None or days[0] != days[1] or known.old_style is not None:
        return
    same_day = [each for each in dates_in(letters.value) if (each.month, each.day) == (days[0].month, days[0].day)]
    if same_day and not any(agrees(each, known) for each in same_day):
        first = same_day[0]
        yield _dated(first.words, "event", event.value.id, known, letters.at(first.start), event.at("date"))


def _days(record: Record[Person], what: str) -> tuple[date, date] | None:
    """Return the days that a birth or death may have been on, with room around what is vague."""
    known = record.dates.get((what, "date"))
    days = whole(known) if known else None
    if known is None or days is None or not is_vague(known):
        return days
    first, last = (day.replace(day=min(day.day, 28)) for day in days)
    return first.replace(year=first.year - YEARS_AROUND), last.replace(year=last.year + YEARS_AROUND)


def _said(record: Record[Person], words: str, fact: str, place: Origin, known_at: Origin) -> Diagnostic:
    return fault("OC801", place, related=[known_at], words=words, person=record.value.name, fact=fact)


def _own(record: Record[Person], fact: str, words: str, place: Origin) -> Diagnostic:
    return fault("OC804", place, person=record.value.name, fact=fact, words=words)


def _dated(
    words: str, kind: str, identifier: str, known: HistoricalDate, place: Origin, *related: Origin
) -> Diagnostic:
    return fault("OC805", place, related=related, words=words, kind=kind, id=identifier, date=known.edtf)
