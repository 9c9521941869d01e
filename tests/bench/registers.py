"""The registers of a made-up book: every record is asked for by the chapter that uses it, so none is idle."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

from tests.bench.words import WORDS, Writer

Record: TypeAlias = dict[str, object]

TRADES = ("keeper", "pilot", "surveyor", "shipwright", "merchant", "engineer", "inspector")
GIVEN, FAMILY, PLACES = WORDS["given"], WORDS["family"], WORDS["places"]
THINGS, QUALITIES = WORDS["things"], WORDS["qualities"]


@dataclass(slots=True)
class Registers:
    """People, terms, events, documents, sources and figures, in the order in which they were asked for."""

    people: list[Record] = field(default_factory=list)
    terms: list[Record] = field(default_factory=list)
    events: list[Record] = field(default_factory=list)
    documents: list[Record] = field(default_factory=list)
    sources: list[Record] = field(default_factory=list)
    figures: list[Record] = field(default_factory=list)
    topics: list[str] = field(default_factory=list)

    def person(self, source: str) -> tuple[str, str]:
        """Add a person; return id and name."""
        place = len(self.people)
        chance = Writer(f"person {place}")
        given, family = GIVEN[(place + place // len(FAMILY)) % len(GIVEN)], FAMILY[place % len(FAMILY)]
        born = chance.number(1790, 1828)
        trade, town = chance.one_of(TRADES), chance.one_of(PLACES)
        middle = chr(ord("A") + place // (len(GIVEN) * len(FAMILY)) + place % 5)
        name = f"{given} {middle}. {family}"
        record: Record = {
            "id": f"{given}-{family}-{place}".lower(),
            "name": name,
            "sort": f"{family}, {given} {middle}.",
            "identification": f"{trade} at {town}",
            "born": {"date": str(born), "place": chance.one_of(PLACES)},
            "died": {"date": str(chance.number(1900, 1909)), "place": town},
            "roles": [{"role": trade, "dates": f"{born + 24}–{(born + 39) % 100:02d}"}],
            "fate": chance.sentence(),
            "sources": [source],
        }
        self.people.append(record)
        return str(record["id"]), name

    def term(self, source: str) -> tuple[str, str]:
        """Add a term to the glossary; return id and term."""
        place = len(self.terms)
        chance = Writer(f"term {place}")
        row, column = divmod(place, len(QUALITIES))
        words = [QUALITIES[column], THINGS[(column + row) % len(THINGS)]]
        rounds = place // (len(QUALITIES) * len(THINGS))
        term = " ".join([*([WORDS["adjectives"][rounds]] if rounds else []), *words])
        record: Record = {"id": term.replace(" ", "-"), "term": term, "definition": chance.text(1, 2)}
        if place % 4 == 0 and self.terms:
            record["see-also"] = [self.terms[-1]["id"]]
        if place % 3 == 0:
            record["sources"] = [source]
        self.terms.append(record)
        return str(record["id"]), term

    def source(self) -> str:
        """Add a work to the bibliography; return its key."""
        place = len(self.sources)
        chance = Writer(f"source {place}")
        year, family = chance.number(1890, 2019), chance.one_of(FAMILY)
        title = " ".join(chance.sentence().rstrip(".").replace(",", "").split()[:7])
        record: Record = {
            "id": f"{family.lower()}{year}n{place}",
            "type": ("book", "article-journal")[place % 2],
            "title": title,
            "author": [{"family": family, "given": chance.one_of(GIVEN)}],
            "issued": {"date-parts": [[year]]},
        }
        if place % 2:
            start = chance.number(1, 200)
            record |= {"container-title": "Journal of Lights", "volume": year - 1880, "page": f"{start}-{start + 14}"}
        else:
            record |= {"publisher": "Harbour Press", "publisher-place": chance.one_of(PLACES)}
        self.sources.append(record)
        return str(record["id"])

    def event(self, passage: str, person: str, source: str) -> None:
        """Add a row of the chronology."""
        place = len(self.events)
        chance = Writer(f"event {place}")
        date = f"{chance.number(1852, 1898)}-{chance.number(1, 12):02d}-{chance.number(1, 28):02d}"
        record = {"id": f"event-{place}", "date": date, "text": chance.sentence(), "passage": passage}
        self.events.append({**record, "people": [person], "sources": [source]})

    def document(self, person: str, name: str, source: str) -> str:
        """Add a document with the passage that is printed; return its id."""
        place = len(self.documents)
        chance = Writer(f"document {place}")
        record: Record = {
            "id": f"document-{place}",
            "title": f"Letter {place + 1} from {chance.one_of(WORDS['places'])}",
            "date": f"{chance.number(1852, 1898)}-{chance.number(1, 12):02d}-{chance.number(1, 28):02d}",
            "provenance": f"Written by [{name}](person:{person}) on the second day of the storm.",
            "text": "\n\n".join(chance.text(2, 4) for _ in range(3)),
            "archive": f"Harbour archive, box {place + 4}",
            "rights": "Public domain.",
            "sources": [source],
        }
        self.documents.append(record)
        return str(record["id"])

    def figure(self, source: str) -> str:
        """Add a chart, now of bars, now of a line; return its id."""
        place = len(self.figures)
        chance = Writer(f"figure {place}")
        town = chance.one_of(PLACES)
        rows = [[str(year), chance.number(8, 96)] for year in range(1850, 1900, 5)]
        record: Record = {
            "id": f"figure-{place}",
            "kind": "chart",
            "title": f"Ships that called at {town}",
            "alt": f"A chart of the ships that called at {town} in every fifth year from 1850 to 1895.",
            "description": chance.sentence(),
            "data": {
                "columns": [{"name": "year", "label": "Year"}, {"name": "ships", "label": "Ships", "align": "right"}],
                "rows": rows,
            },
            "chart": {
                "mark": ("bar", "line")[place % 2],
                "encoding": {
                    "x": {"field": "year", "type": "nominal", "title": None},
                    "y": {"field": "ships", "type": "quantitative", "title": "Ships"},
                },
            },
            "height": 140,
            "credit": "Drawn for this book.",
            "sources": [source],
        }
        self.figures.append(record)
        return str(record["id"])

    def topic(self, entry: str) -> str:
        """Remember an entry of the index; return it."""
        if entry not in self.topics:
            self.topics.append(entry)
        return entry

    def files(self) -> Mapping[str, object]:
        """Return the registers as the values of their YAML files, by name."""
        return {
            "people/people.yaml": self.people,
            "terms.yaml": self.terms,
            "events.yaml": self.events,
            "documents.yaml": self.documents,
            "sources.yaml": self.sources,
            "index.yaml": [{"entry": "coast, the", "see": self.topics[:1]}],
            **{f"figures/{each['id']}.yaml": each for each in self.figures},
        }
