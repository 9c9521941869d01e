"""Find records by their ids, and turn their fields into prose."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Protocol, TypeAlias, TypeVar

from octavo.model.answers import Answer
from octavo.model.book import Publication, Record, Section
from octavo.model.dates import HistoricalDate
from octavo.model.diagnostics import Diagnostic
from octavo.model.inlines import Citation, CitedWork, Inlines, Text
from octavo.model.language import Language
from octavo.model.prose import Blocks, Paragraph
from octavo.model.records import BookSettings, Document, Event, FigureRecord, IndexReference, Person, Source, Term

Sections: TypeAlias = tuple[Section, ...]
Faults: TypeAlias = tuple[Diagnostic, ...]
Kinds: TypeAlias = frozenset[str]
"""The kinds of the sections that a book has."""


class Identified(Protocol):
    """Any record of a register."""

    @property
    def id(self) -> str:
        """The name by which texts and other records call it."""


class Printable(Identified, Protocol):
    """A record that editors may keep out of print."""

    @property
    def print(self) -> bool:
        """Whether the record may reach a reader."""


Value = TypeVar("Value", bound=Identified)
Anything = TypeVar("Anything")


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

    def word(self, key: str, **values: object) -> str:
        """Return the language's word for ``key`` with ``values`` filled in; ``KeyError`` where it has none."""
        return self.language.words[key].format_map(values)


Pass: TypeAlias = Callable[[Sections, Registers], tuple[Sections, Faults]]
"""One step of the stage: the sections so far, and what they may draw upon; returns them further on, with faults."""


def kinds_of(sections: Sections) -> Kinds:
    """Return the kinds of the sections that a book has."""
    return frozenset(section.kind for section in sections)


def fill(sections: Sections, kind: str, filled: Callable[[Section], Section]) -> Sections:
    """Return the sections with each one of ``kind`` as ``filled`` makes it."""
    return tuple(filled(section) if section.kind == kind else section for section in sections)


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
    )


def _by_id(records: Iterable[Record[Value]]) -> dict[str, Record[Value]]:
    return {record.value.id: record for record in records}


def prose_of(record: Record[Anything], *path: str | int) -> Blocks:
    """Return the parsed text of a Markdown field; nothing where the field is empty."""
    return record.prose.get(path, ())


def line_of(record: Record[Anything], *path: str | int) -> Inlines:
    """Return the parsed text of a Markdown field of one line: its paragraphs, joined."""
    return join((block.children for block in prose_of(record, *path) if isinstance(block, Paragraph)), " ")


def date_of(record: Record[Anything], *path: str | int) -> HistoricalDate | None:
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


def sources_line(record: Record[Anything], keys: Iterable[str], registers: Registers) -> Inlines:
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
