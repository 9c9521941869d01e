"""The registers against each other: lives, events, documents."""

import re
from collections.abc import Iterable, Iterator
from datetime import date
from typing import TypeVar

from octavo.check.manuscript.facts_in_prose import contradicted, either, other_date
from octavo.check.manuscript.known_facts import KnownDate, KnownFacts, KnownPerson
from octavo.check.manuscript.name_matcher import Mention
from octavo.check.manuscript.passages import of_field
from octavo.check.manuscript.placed_text import PlacedText
from octavo.check.manuscript.prose_dates import (
    YEARS_AROUND,
    WrittenDate,
    ages,
    agrees,
    dates_in,
    is_vague,
    later,
    whole,
)
from octavo.check.manuscript.prose_reader import ProseReader, prose_reader, with_signs
from octavo.model.book import Publication, Record
from octavo.model.dates import Day, HistoricalDate
from octavo.model.diagnostics import Diagnostic, fault
from octavo.model.origin import Origin
from octavo.model.phrases import Phrases
from octavo.model.prose_patterns import DATE, NAMED
from octavo.model.records import Document, Event, Person

Value = TypeVar("Value", Document, Event)

IN_ID = re.compile(r"(?<!\d)(\d{4})-(\d\d)-(\d\d)(?!\d)")


def examine_records(publication: Publication, known: KnownFacts) -> Iterator[Diagnostic]:
    """Yield OC801, OC802, OC804 and OC805 for each fact of the registers that is not the same everywhere in them.

    What an event or a provenance says in words is only read where the language has a section ``prose``.
    """
    reader = prose_reader(known)
    for person in publication.people:
        yield from _own_dates(person, known.people[person.value.id], reader)
    for event in publication.events:
        if day := event.dates.get(("date",)):
            yield from _event(event, day, known, reader)
    for document in publication.documents:
        if known_date := known.documents.get(document.value.id):
            yield from _document(document, known_date, known, reader)


# --- people ----------------------------------------------------------------------------------------------------------


def _own_dates(record: Record[Person], person: KnownPerson, reader: ProseReader) -> Iterator[Diagnostic]:
    """Yield OC804 for a death before the birth and for each role outside the life."""
    born, died = _span(person.born), _span(person.died)
    if person.born and person.died and born and died and died[1] < born[0]:
        yield _own(person, "was born", person.born, person.died.date.edtf, person.died.origin)
    for position, role in enumerate(record.value.roles):
        place = record.at("roles", position, "dates")
        for written in dates_in(role.dates, reader.prose):
            if person.born and born and written.days and written.days[0].year < born[0].year:
                yield _own(person, "was born", person.born, written.words, place)
            elif person.died and died and written.days and written.days[1].year > died[1].year:
                yield _own(person, "died", person.died, written.words, place)


def _own(person: KnownPerson, verb: str, known: KnownDate, words: str, place: Origin) -> Diagnostic:
    return fault("OC804", place, person=person.name, fact=f"{verb} {known.date.edtf}", words=words)


def _span(known: KnownDate | None) -> tuple[Day, Day] | None:
    """Return the days that a birth or death may have been on, with room around what is vague."""
    days = whole(known.date) if known else None
    if known is None or days is None or not is_vague(known.date):
        return days
    first, last = days
    return later(first, -YEARS_AROUND), later(last, YEARS_AROUND)


# --- events ----------------------------------------------------------------------------------------------------------


def _event(
    event: Record[Event], known_date: HistoricalDate, known: KnownFacts, reader: ProseReader
) -> Iterator[Diagnostic]:
    """Yield OC802 for people outside whose life an event is, and OC801 for deaths and ages that the event denies."""
    days = whole(known_date)
    if days is None:
        return
    texts = _texts(event, "text", known)
    for person_id in event.value.people:
        if person := known.people.get(person_id):
            is_memory = not known.language.prose or any(_is_memory(person_id, text, reader) for text in texts)
            if life := _outside(days, person, is_memory=is_memory):
                key, day = event.value.id, event.value.date
                yield fault(
                    "OC802", event.at("date"), related=[person.origin], id=key, date=day, person=person.name, life=life
                )
    for text in texts:
        yield from _deaths(event, known_date, text, known, reader)
        yield from _ages(event, known_date, text, known, reader)


def _outside(days: tuple[Day, Day], person: KnownPerson, *, is_memory: bool) -> str:
    """Say why something on those days is outside the life of ``person``; nothing where it is inside."""
    born, died = _span(person.born), _span(person.died)
    if person.born and born and days[1] < born[0]:
        return f"was born {person.born.date.edtf}"
    if person.died and died and days[0] > died[1] and not is_memory:
        return f"died {person.died.date.edtf}"
    return ""


def _is_memory(person: str, text: PlacedText, reader: ProseReader) -> bool:
    """Whether the words of an event are about what became of ``person`` after death."""
    mentions = [mention for mention in reader.matcher.mentions(text) if mention.person == person]
    return reader.prose.memory.pattern.search(_with_names(text, mentions)) is not None


def _deaths(
    event: Record[Event], known_date: HistoricalDate, text: PlacedText, known: KnownFacts, reader: ProseReader
) -> Iterator[Diagnostic]:
    """Yield OC801 for each death of another day in an event whose words name no day of their own."""
    if any(written.days for written in dates_in(text.value, reader.prose)):
        return
    written = WrittenDate(words=known_date.edtf, start=0, end=0, days=whole(known_date))
    for person, _ in _stated(reader.prose.deaths, text, known, reader):
        if person.died and not agrees(written, person.died.date):
            fact = f"died {person.died.date.edtf}"
            yield contradicted(person, known_date.edtf, fact, event.at("date"), person.died.origin)


def _ages(
    event: Record[Event], known_date: HistoricalDate, text: PlacedText, known: KnownFacts, reader: ProseReader
) -> Iterator[Diagnostic]:
    for person, words in _stated(reader.prose.ages, text, known, reader):
        possible = ages(person.born.date, known_date) if person.born else None
        age = reader.prose.numbers.number(words)
        if person.born and possible and age is not None and age not in possible:
            yield contradicted(person, words, f"was {either(possible)} years old", event.at("text"), person.born.origin)


def _stated(
    phrases: Phrases, text: PlacedText, known: KnownFacts, reader: ProseReader
) -> Iterator[tuple[KnownPerson, str]]:
    """Yield whom each of ``phrases`` in ``text`` is about, and the age that it names, if it does."""
    mentions = reader.matcher.mentions(text)
    people = {mention.start: known.people[mention.person] for mention in mentions}
    for spans in reader.readings(phrases, _with_names(text, mentions)):
        if person := people.get(spans["name"][0]):
            yield person, text.value[slice(*spans.get("age", (0, 0)))]


def _with_names(text: PlacedText, mentions: Iterable[Mention]) -> str:
    return with_signs(text.value, ((start, end, NAMED) for start, end, _ in mentions))


# --- documents -------------------------------------------------------------------------------------------------------


def _document(
    document: Record[Document], known_date: KnownDate, known: KnownFacts, reader: ProseReader
) -> Iterator[Diagnostic]:
    """Yield OC805 for an id or a provenance that names another date than the document's own."""
    day = _day_in(document.value.id)
    if day and not agrees(day, known_date.date):
        yield other_date(day.words, "document", known_date, document.at("id"))
    for text in _texts(document, "provenance", known):
        written = {each.start: each for each in dates_in(text.value, reader.prose)}
        signs = with_signs(text.value, ((each.start, each.end, DATE) for each in written.values()))
        dated = [written[spans["date"][0]] for spans in reader.readings(reader.prose.documents, signs)]
        if dated and not any(agrees(each, known_date.date) for each in written.values()):
            yield other_date(dated[0].words, "document", known_date, document.at("provenance"))


def _day_in(key: str) -> WrittenDate | None:
    """Return the day that an id names; nothing where it names none."""
    if (found := IN_ID.search(key)) is None:
        return None
    try:
        day = Day(*date(*map(int, found.groups())).timetuple()[:3])
    except ValueError:
        return None
    return WrittenDate(words=found[0], start=0, end=0, month=day.month, day=day.day, days=(day, day))


def _texts(record: Record[Value], key: str, known: KnownFacts) -> tuple[PlacedText, ...]:
    return tuple(passage.text for passage in of_field(record, (key,), known.language.code))
