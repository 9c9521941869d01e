"""Find records by their ids, and turn their fields into prose."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Literal, NamedTuple, TypeAlias, TypeVar

from octavo.model.answers import Answer
from octavo.model.book import Publication, Record, Section
from octavo.model.dates import HistoricalDate
from octavo.model.editions import Correction, Release
from octavo.model.handouts import Handouts
from octavo.model.inlines import Citation, CitedWork, Inlines, Text
from octavo.model.language import Language
from octavo.model.prose import Blocks, Paragraph
from octavo.model.records import BookSettings, Document, Event, FigureRecord, IndexReference, Person, Source, Term

Sections: TypeAlias = tuple[Section, ...]
Kinds: TypeAlias = frozenset[str]
"""The kinds of the sections that a book has."""


Register: TypeAlias = Literal["person", "term", "event", "work"]
"""The registers whose records are entries of made sections; a record's entry has the id ``<register>-<id>``."""

SECTION_OF: Mapping[Register, str] = {
    "person": "people",
    "term": "glossary",
    "event": "chronology",
    "work": "bibliography",
}
"""The made section in which the entries of a register stand."""


class Target(NamedTuple):
    """A record that something means: the register and the id in it."""

    register: Register
    id: str


Printable: TypeAlias = Person | Term | Event | Document | FigureRecord | Source
"""What the registers hold; editors may keep any of it out of print."""

Kept = TypeVar("Kept", bound=Printable)


@dataclass(frozen=True, slots=True, kw_only=True)
class Registers:
    """The records of a publication by id, its settings, and the language that words them."""

    settings: Record[BookSettings]
    language: Language
    people: Mapping[str, Record[Person]]
    terms: Mapping[str, Record[Term]]
    events: Mapping[str, Record[Event]]
    documents: Mapping[str, Record[Document]]
    figures: Mapping[str, Record[FigureRecord]]
    sources: Mapping[str, Record[Source]]
    index: tuple[Record[IndexReference], ...] = ()
    answers: Mapping[str, tuple[Record[Answer], ...]] = field(default_factory=dict)
    handouts: Record[Handouts] | None = None
    corrections: tuple[Record[Correction], ...] = ()
    releases: tuple[Record[Release], ...] = ()

    def of(self, register: Register) -> Mapping[str, Record[Person] | Record[Term] | Record[Event] | Record[Source]]:
        """Return the records of ``register`` by id."""
        match register:
            case "person":
                return self.people
            case "term":
                return self.terms
            case "event":
                return self.events
            case "work":
                return self.sources

    def word(self, key: str, **values: object) -> str:
        """Return the language's word for ``key`` with ``values`` filled in; ``KeyError`` where it has none."""
        return self.language.words[key].format_map(values)


Fill: TypeAlias = Callable[[Section, Sections, Registers], Section]
"""What fills a made section: the section, still empty; all sections so far; and the records that are used."""


def kinds_of(sections: Sections) -> Kinds:
    """Return the kinds of the sections that a book has."""
    return frozenset(section.kind for section in sections)


def printable(record: Printable) -> bool:
    """Whether a record may be printed, and a source be named."""
    return record.cite if isinstance(record, Source) else record.print


def registers_of(publication: Publication) -> Registers:
    """Return the registers of ``publication``."""
    return Registers(
        settings=publication.settings,
        language=publication.language,
        people=_by_id(publication.people),
        terms=_by_id(publication.terms),
        events=_by_id(publication.events),
        documents=_by_id(publication.documents),
        figures=_by_id(publication.figures),
        sources=_by_id(publication.sources),
        index=publication.index,
        answers=publication.answers,
        handouts=publication.handouts,
        corrections=publication.corrections,
        releases=publication.releases,
    )


def _by_id(records: Iterable[Record[Kept]]) -> dict[str, Record[Kept]]:
    return {record.value.id: record for record in records}


def prose_of(record: Record[object], *path: str | int) -> Blocks:
    """Return the parsed text of a Markdown field; nothing where the field is empty."""
    return record.prose.get(path, ())


def line_of(record: Record[object], *path: str | int) -> Inlines:
    """Return the parsed text of a Markdown field of one line: its paragraphs, joined."""
    return join((block.children for block in prose_of(record, *path) if isinstance(block, Paragraph)), " ")


def date_of(record: Record[object], *path: str | int) -> HistoricalDate | None:
    """Return the parsed date of a field, or ``None`` where the field is empty."""
    return record.dates.get(path)


def join(pieces: Iterable[Inlines], between: str) -> Inlines:
    """Join the pieces that are not empty, with ``between`` between them."""
    joined: Inlines = ()
    for piece in pieces:
        if piece:
            joined = (*joined, Text(value=between), *piece) if joined else piece
    return joined


def paragraph(*inlines: Inlines) -> Blocks:
    """Return the inlines as one paragraph; nothing where there are none."""
    together = tuple(inline for each in inlines for inline in each)
    return (Paragraph(children=together),) if together else ()


def text(value: str) -> Inlines:
    """Return the characters as prose; nothing where there are none."""
    return (Text(value=value),) if value else ()


def sources_line(record: Record[object], keys: Iterable[str], registers: Registers) -> Inlines:
    """Return *Sources: …*: a citation without brackets of the works that ``keys`` of a record name.

    Works that are not to be named in print are left out.
    """
    works = tuple(
        CitedWork(key=key, origin=record.at("sources", position))
        for position, key in enumerate(keys)
        if key not in registers.sources or registers.sources[key].value.cite
    )
    if not works:
        return ()
    word = registers.word("source" if len(works) == 1 else "sources")
    return (Text(value=f"{word}: "), Citation(works=works, bare=True, origin=record.at("sources")), Text(value="."))
