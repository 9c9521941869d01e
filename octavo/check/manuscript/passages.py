"""The manuscript as a reader of proofs sees it: runs of text one after the other, each character with its place."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import TypeVar

from octavo.check.manuscript.placed_text import PlacedText, is_native, placed_text, primary
from octavo.model.book import Publication, Record, TextFile
from octavo.model.inlines import Inlines
from octavo.model.origin import Origin, Path
from octavo.model.prose import Blocks, Place, Sidebar
from octavo.model.query import InlineRun, Inside, block_contents
from octavo.model.records import Person

Anything = TypeVar("Anything")


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A run of text and where it stands.

    ``section`` is the id of the text file (empty for a field of a record). ``around`` names what it stands in, from
    outside: ``sidebar``, the kind of a box, ``extract`` (what is said about a source), ``source`` (the words of one),
    ``quotation``, ``list``, ``definitions``, ``footnote``. ``subject`` is the person whose life it tells,
    and ``id`` the author's id of a paragraph.
    """

    text: PlacedText
    inlines: Inlines
    role: Place
    section: str = ""
    around: tuple[str, ...] = ()
    subject: str = ""
    id: str = ""

    @property
    def is_quoted(self) -> bool:
        """Whether the words are those of somebody else."""
        return "quotation" in self.around or "source" in self.around


def passages(publication: Publication) -> tuple[Passage, ...]:
    """Return all prose of ``publication``: that of the texts in their order, then that of the records."""
    code = publication.language.code
    texts = (passage for text in publication.texts.values() for passage in passages_of(text, code))
    return (*texts, *passages_of_records(publication))


def passages_of(text: TextFile, language: str) -> tuple[Passage, ...]:
    """Return the prose of one of the texts of a book in ``language``; none where the text is in another."""
    book = primary(language)
    return tuple(of_text(text, book)) if is_native(text.language, book) else ()


def passages_of_records(publication: Publication) -> tuple[Passage, ...]:
    """Return the prose of all records of ``publication``, its settings last."""
    language = primary(publication.language.code)
    return (
        *_of_records(publication.people, language),
        *_of_records(publication.terms, language),
        *_of_records(publication.events, language),
        *_of_records(publication.documents, language),
        *_of_records(publication.figures, language),
        *_of_records(publication.sources, language),
        *(passage for answers in publication.answers.values() for passage in _of_records(answers, language)),
        *_of_records([publication.settings], language),
    )


def of_text(text: TextFile, language: str) -> Iterator[Passage]:
    """Yield the passages of a text file: its title, its blocks, its footnotes. ``language`` is that of the book."""
    where = _Where(section=text.id, language=language)
    yield where.passage(text.title, "heading", text.origin)
    yield from _of_blocks(text.blocks, where)
    for note in text.notes:
        yield from _of_blocks(note.blocks, where.inside("footnote"))


def _of_records(records: Iterable[Record[Anything]], language: str) -> Iterator[Passage]:
    for record in records:
        for path in record.prose:
            yield from of_field(record, path, language)


def of_field(record: Record[Anything], path: Path, language: str) -> Iterator[Passage]:
    """Yield the passages of one Markdown field of a record; all are placed where the field begins."""
    subject = record.value.id if isinstance(record.value, Person) else ""
    where = _Where(language=language, subject=subject, field=record.at(*path))
    is_source = path == ("text",) and bool(record.prose.get(("provenance",)))
    yield from _of_blocks(record.prose.get(path, ()), where.inside("source") if is_source else where)


# --- blocks ----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class _Where:
    """What surrounds a run of text; ``field`` is set inside of records, whose places are those of fields."""

    language: str
    section: str = ""
    around: tuple[str, ...] = ()
    subject: str = ""
    field: Origin | None = None

    def inside(self, what: str, subject: str = "") -> "_Where":
        return replace(self, around=(*self.around, what), subject=subject or self.subject)

    def passage(self, inlines: Inlines, role: Place, origin: Origin, identifier: str = "") -> Passage:
        return Passage(
            text=placed_text(inlines, self.field or origin, self.language, is_placed=self.field is None),
            inlines=inlines,
            role=role,
            section=self.section,
            around=self.around,
            subject=self.subject,
            id=identifier,
        )


def _of_blocks(blocks: Blocks, where: _Where) -> Iterator[Passage]:
    for block in blocks:
        subject = block.person if isinstance(block, Sidebar) else ""
        for content in block_contents(block):
            match content:
                case InlineRun(inlines=inlines, place=role):
                    yield where.passage(inlines, role, block.origin, block.id if role == "prose" else "")
                case Inside(blocks=inside, what=what):
                    yield from _of_blocks(inside, where.inside(what, subject))
