"""Make publications by hand: what the load stage would hand over, in as few words as a test needs."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from pathlib import Path as Folder
from typing import TypeVar

from octavo.model.book import Book, Entry, Publication, Record, Section, TextFile
from octavo.model.dates import Day, Edtf, HistoricalDate, Moment, Precision
from octavo.model.diagnostics import Faulty
from octavo.model.inlines import Inline, Inlines, Text
from octavo.model.language import Language, Quotes
from octavo.model.numbering import CitationRequest, Citations, Numbering
from octavo.model.origin import Origin, Path
from octavo.model.prose import Block, Blocks, Note, Paragraph
from octavo.model.query import plain, runs
from octavo.model.records import BookSettings, MarkdownText, Matter, Part, Person, Source, Term
from octavo.model.selection import WHOLE, Selection
from octavo.resolve.book import draft, number, resolve

Value = TypeVar("Value")

WORDS = {
    "appendix-letters": "ABCDEFGHIJKLMNOPQRSTUVWXYZ",
    "appendix-reference": "appendix {number}",
    "back-cover": "Back cover",
    "bibliography": "Bibliography",
    "chapter-reference": "chapter {number}",
    "chronology": "Chronology",
    "colophon": "Colophon",
    "contents": "Contents",
    "cover": "Cover",
    "date-about": "c. {date}",
    "date-century": "{number}th century",
    "date-century-one": "{number}st century",
    "date-century-two": "{number}nd century",
    "date-century-few": "{number}rd century",
    "date-spring": "spring {year}",
    "date-summer": "summer {year}",
    "date-autumn": "autumn {year}",
    "date-winter": "winter {year}",
    "date-bce": "{date} BC",
    "date-ce": "{date} AD",
    "date-from": "from {date}",
    "date-until": "until {date}",
    "date-between": "between {first} and {last}",
    "date-before": "{date} or before",
    "date-after": "{date} or after",
    "date-time": "{date}, {time}",
    "date-decade": "{year}s",
    "date-or": "{first} or {last}",
    "date-uncertain": "{date}?",
    "date-unknown": "date not known",
    "dates-not-known": "dates not known",
    "box-as-of": "As of {date}",
    "changes": "What has changed",
    "changes-since": "Since version {version} of {date}.",
    "corrected-in": "Corrected in {version} ({date})",
    "corrections": "Corrections",
    "edition-corrected": "{edition} edition, reprinted with corrections",
    "edition-numbered-corrected": "edition {edition}, reprinted with corrections",
    "edition-numbered": "edition {edition}, impression {impression}",
    "edition-statement": "{edition} edition, {impression} impression",
    "endnotes": "Notes",
    "extract-reference": "source {letter}",
    "figure-reference": "figure {number}",
    "glossary": "Glossary",
    "imprint": "Imprint",
    "list-of-figures": "Figures",
    "list-of-tables": "Tables",
    "index": "Index",
    "index-other": "Numbers and signs",
    "life-born": "b. {date}",
    "life-died": "d. {date}",
    "ordinal-1": "first",
    "ordinal-2": "second",
    "part-reference": "part {number}",
    "passage-reference": "this passage",
    "people": "People",
    "source": "Source",
    "sources": "Sources",
    "table-reference": "table {number}",
    "half-title": "Half-title",
    "title-page": "Title page",
}

ENGLISH = Language(
    code="en-GB",
    name="English",
    quotes=Quotes(outer=("‘", "’"), inner=("“", "”")),
    words=WORDS,
    alphabet="abcdefghijklmnopqrstuvwxyz",
    no_break_after=("p.", "pp.", "c.", "No.", "ch."),
    no_break_before=("km", "per cent"),
    sort_ignore=("the", "a", "an"),
)


def here(line: int = 1) -> Origin:
    """Return a place in a text."""
    return Origin("content/stock/text/01-first.md", line, 1)


def t(value: str) -> Text:
    """Return characters."""
    return Text(value=value)


def p(*inlines: Inline | str) -> Paragraph:
    """Return a paragraph of inlines; bare strings are characters."""
    return Paragraph(children=line(*inlines), origin=here())


def line(*inlines: Inline | str) -> Inlines:
    """Return inlines; bare strings are characters."""
    return tuple(t(each) if isinstance(each, str) else each for each in inlines)


def chapter(
    identifier: str, *blocks: Block, title: str = "", notes: Iterable[Note] = (), is_numbered: bool = True
) -> TextFile:
    """Return a text file named after its id."""
    path = f"text/{identifier}.md"
    return TextFile(
        path=path,
        id=identifier,
        title=(t(title or identifier.capitalize()),),
        blocks=blocks,
        notes=tuple(notes),
        is_numbered=is_numbered,
        origin=Origin(f"content/stock/{path}", 1, 1),
    )


def record(
    value: Value,
    prose: Mapping[str, str | Blocks] | None = None,
    dates: Mapping[Path, HistoricalDate] | None = None,
) -> Record[Value]:
    """Return a record of ``value`` with its parsed texts and dates."""
    parsed: dict[Path, Blocks] = {
        (name,): (Paragraph(children=(t(blocks),)),) if isinstance(blocks, str) else blocks
        for name, blocks in (prose or {}).items()
    }
    return Record(value=value, origin=Origin("content/stock/records.yaml", 1, 1), prose=parsed, dates=dict(dates or {}))


def day(year: int, month: int = 0, number: int = 0, *, about: bool = False, unsure: bool = False) -> Moment:
    """Return a day, a month or a year, as far as it is given."""
    if number:
        span = (Day(year, month, number), Day(year, month, number), Precision.DAY)
    elif month:
        last = 28 if month == 2 else 30
        span = (Day(year, month, 1), Day(year, month, last), Precision.MONTH)
    else:
        span = (Day(year, 1, 1), Day(year, 12, 31), Precision.YEAR)
    return Moment(earliest=span[0], latest=span[1], precision=span[2], approximate=about, uncertain=unsure)


def dated(*moments: Moment, period: bool = False, old_style: HistoricalDate | None = None) -> HistoricalDate:
    """Return a date; two moments are a period or a choice."""
    choice = len(moments) > 1 and not period
    return HistoricalDate(edtf="", moments=moments, is_period=period, is_choice=choice, old_style=old_style)


def person(identifier: str, name: str, *mentions: str, **fields: object) -> Record[Person]:
    """Return a person of the register; ``fields`` are those of :class:`Person`."""
    value = Person(id=identifier, name=name, mentions=mentions)
    return record(replace(value, **fields))  # type: ignore[arg-type]


def term(identifier: str, word: str, *mentions: str, meaning: str = "?", **fields: object) -> Record[Term]:
    """Return a term of the glossary; ``fields`` are those of :class:`Term`."""
    value = Term(id=identifier, term=word, definition=MarkdownText(meaning), mentions=mentions)
    return record(replace(value, **fields), {"definition": meaning})  # type: ignore[arg-type]


def book(identifier: str, family: str, year: int, title: str, **ours: object) -> Record[Source]:
    """Return a book of the sources; ``ours`` are the fields of :class:`Source`."""
    csl = {
        "id": identifier,
        "type": "book",
        "title": title,
        "author": [{"family": family, "given": "Ruth"}],
        "issued": {"date-parts": [[year]]},
        "publisher": "Harbour Press",
    }
    return record(replace(Source(id=identifier, csl=csl), **ours))  # type: ignore[arg-type]


def publication(
    *texts: TextFile,
    front: tuple[str, ...] = (),
    back: tuple[str, ...] = (),
    parts: tuple[Part, ...] = (),
    settings: Mapping[str, object] | None = None,
    **registers: object,
) -> Publication:
    """Return a publication with ``texts`` as its chapters, in order; ``parts`` takes their place where given."""
    matter = Matter(front=front, body=parts or tuple(each.path for each in texts), back=back)
    value = BookSettings(
        title="A Lighthouse", language="en-GB", version="1.0.0", released=Edtf("2026-11-24"), matter=matter
    )
    places: dict[Path, Origin] = {("citation-style",): Origin("content/stock/book.yaml", 9, 1)}
    prose: dict[Path, Blocks] = {
        ("matter", "body", number, "part"): (p(part.part),) for number, part in enumerate(parts)
    }
    return replace(
        Publication(
            folder="stock",
            settings=Record(
                value=replace(value, **(settings or {})),  # type: ignore[arg-type]
                origin=Origin("content/stock/book.yaml", 1, 1),
                places=places,
                prose=prose,
            ),
            language=ENGLISH,
            texts={each.path: each for each in texts},
            digest="0123456789abcdef" * 4,
        ),
        **registers,  # type: ignore[arg-type]
    )


STYLES = Folder(__file__).resolve().parents[3] / "styles" / "citations"


def style(name: str) -> str:
    """Return a citation style that comes with Octavo."""
    return (STYLES / f"{name}.csl").read_text(encoding="utf-8")


def silent(request: CitationRequest) -> Citations:
    """Answer for a citation processor in tests that cite nothing."""
    assert not request.citations
    assert not request.works
    return Citations()


Cite = Callable[[CitationRequest], Citations]


def numbered(book: Publication, cite: Cite = silent) -> Numbering:
    """Return the numbering of a publication."""
    drafted, _ = draft(book)
    return number(book, drafted, cite(drafted.request))


def resolved(book: Publication, cite: Cite = silent, selection: Selection = WHOLE) -> Book:
    """Return the book of a publication that must be without a fault."""
    _, faults = draft(book)
    assert [str(fault) for fault in faults] == []
    return made_of(book, cite, selection)


def made_of(book: Publication, cite: Cite = silent, selection: Selection = WHOLE) -> Book:
    """Return the book, whatever it does not use."""
    return resolve(book, selection, numbered(book, cite))


def faults_of(book: Publication) -> list[str]:
    """Return the faults of a publication as ``code place: message``."""
    try:
        _, faults = draft(book)
    except Faulty as faulty:
        faults = faulty.diagnostics
    return [
        f"{fault.code} {fault.origin.path.rpartition('/')[2]}:{fault.origin.line} {fault.message}" for fault in faults
    ]


def section(book: Book, identifier: str) -> Section:
    """Return a section by its id."""
    return next(each for each in book.sections if each.id == identifier)


def entries(book: Book, identifier: str) -> dict[str, Entry]:
    """Return the entries of a made section, sub-entries too, by id."""
    return {entry.id: entry for each in book.sections if each.id == identifier for entry in each.every_entry()}


def words_of(blocks: Blocks) -> str:
    """Return the bare words of blocks."""
    return " | ".join(plain(run) for run in runs(blocks))
