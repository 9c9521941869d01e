"""What the registers of a book say and its prose may contradict: all that reading one text must know of the others."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeVar

from octavo.model.book import Publication, Record
from octavo.model.dates import HistoricalDate
from octavo.model.language import Language
from octavo.model.origin import Origin
from octavo.model.records import Document, Event, Person

Value = TypeVar("Value", Person, Event, Document)


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownDate:
    """A date that the record ``id`` gives, and where."""

    id: str
    date: HistoricalDate
    origin: Origin


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownPerson:
    """A person of the register. ``names`` are the words by which the prose may name them, ``variants`` those of others.

    ``surname`` is what they are filed under; ``has_sources`` says whether the record names any.
    """

    id: str
    name: str
    surname: str
    names: tuple[str, ...]
    variants: tuple[str, ...]
    variants_at: Origin
    origin: Origin
    born: KnownDate | None
    died: KnownDate | None
    has_sources: bool


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class KnownFacts:
    """The facts of a book's registers: people and documents by their ids, events by the passages that treat them.

    ``eq`` is off so that what is made ready from the facts can be remembered for as long as they are in use.
    """

    language: Language
    people: Mapping[str, KnownPerson]
    documents: Mapping[str, KnownDate]
    events: Mapping[str, tuple[KnownDate, ...]]


def known_facts(publication: Publication) -> KnownFacts:
    """Return the facts that the registers of ``publication`` say."""
    events: dict[str, tuple[KnownDate, ...]] = {}
    for record in publication.events:
        if record.value.passage and (known := _date(record, "date")):
            events[record.value.passage] = (*events.get(record.value.passage, ()), known)
    documents = (_date(record, "date") for record in publication.documents)
    return KnownFacts(
        language=publication.language,
        people={record.value.id: _known_person(record) for record in publication.people},
        documents={known.id: known for known in documents if known},
        events=events,
    )


def _known_person(record: Record[Person]) -> KnownPerson:
    person = record.value
    return KnownPerson(
        id=person.id,
        name=person.name,
        surname=surname(person),
        names=(person.name, *person.mentions),
        variants=person.variants,
        variants_at=record.at("variants"),
        origin=record.origin,
        born=_date(record, "born", "date"),
        died=_date(record, "died", "date"),
        has_sources=bool(person.sources),
    )


def surname(person: Person) -> str:
    """Return the surname of ``person``: what it is sorted under, or the last word of its name."""
    return person.sort.partition(",")[0] if "," in person.sort else person.name.split()[-1]


def _date(record: Record[Value], *path: str) -> KnownDate | None:
    date = record.dates.get(path)
    return KnownDate(id=record.value.id, date=date, origin=record.at(*path)) if date else None
