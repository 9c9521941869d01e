"""The errata slip: a leaf to lay into copies of a printing, in the form of *New Hart's Rules* (rule C6)."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from octavo.model.book import Book, Section
from octavo.model.diagnostics import Diagnostic
from octavo.model.editions import Erratum
from octavo.model.inlines import Emphasis, Inline, Inlines, Text
from octavo.model.isbn import as_printed, is_valid
from octavo.model.leaflet import Leaflet
from octavo.model.origin import Origin
from octavo.model.output import Artefact, Paper, Printing
from octavo.model.prose import Block, Paragraph

PDF = "application/pdf"

SLIPS: Mapping[str, Paper] = {
    "a6": Paper(width=105.0, height=148.0, inner=11.0, outer=11.0, top=11.0, bottom=13.8, leading=12.0, lines=29),
    "a5": Paper(width=148.0, height=210.0, inner=18.0, outer=18.0, top=18.0, bottom=22.8, leading=12.0, lines=40),
}
"""The papers of slips. The foot is what the lines leave of the height."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Printed:
    """The printing that a slip is for: the ``version`` and the ``day`` of its release in words."""

    version: str
    day: str


def errata_slips(name: str, printed: Printed, errata: Sequence[Erratum], book: Book) -> tuple[Leaflet, ...]:
    """Return a slip on each of the papers, to be called ``name`` and the paper, and one of them as a page in HTML."""
    title = book.language.words["errata" if len(errata) > 1 else "erratum"]
    section = Section(
        id="errata",
        kind="slip",
        matter="front",
        title=(Text(value=title),),
        blocks=tuple(_blocks(printed, errata, book)),
        origin=Origin(f"{name}.pdf"),
    )
    leaf = replace(book, sections=(section,), images={}, title=f"{title}: {book.settings.title}")
    return tuple(_slip(f"{name}-{size}", paper, leaf) for size, paper in SLIPS.items())


def _slip(name: str, paper: Paper, leaf: Book) -> Leaflet:
    def finish(printing: Printing) -> tuple[tuple[Artefact, ...], tuple[Diagnostic, ...]]:
        return (Artefact(name=f"{name}.pdf", media_type=PDF, content=printing.content),), ()

    # Both have the same text, so one page in HTML is enough.
    page = f"{name.removesuffix('-a6')}.html" if name.endswith("-a6") else ""
    return Leaflet(name=name, book=leaf, finish=finish, paper=paper, page=page)


def _blocks(printed: Printed, errata: Sequence[Erratum], book: Book) -> Iterator[Block]:
    yield Paragraph(children=tuple(_identity(printed, book)), id="errata-book", classes=("printing",))
    for number, each in enumerate(errata, start=1):
        words = tuple(erratum_words(each, book.language.words))
        yield Paragraph(children=words, id=f"erratum-{number}", classes=("erratum",))


def _identity(printed: Printed, book: Book) -> Iterator[Inline]:
    """Yield what a loose leaf must say: author, title, ISBN and the printing that it is for."""
    settings, words = book.settings, book.language.words
    authors = [person.name for person in settings.contributors if person.role == "author"]
    if authors:
        yield Text(value=f"{', '.join(authors)}, ")
    yield Emphasis(children=(Text(value=settings.title),))
    number = settings.identifiers.get("print", "")
    told = [as_printed(number)] if is_valid(number) else []
    yield Text(value="".join(f" · {each}" for each in (*told, f"{words['version']} {printed.version}", printed.day)))


def erratum_words(erratum: Erratum, words: Mapping[str, str]) -> Iterator[Inline]:
    """Yield the line of an erratum; the words that are instructions are in italic."""
    page = f"{words['page']}\N{NO-BREAK SPACE}{erratum.at.folio or erratum.at.page}"
    key = "errata-figure" if erratum.part == "data" else "errata-line" if erratum.at.line else "errata-page"
    yield Text(value=f"{words[key].format(page=page, line=erratum.at.line)} ")
    was = words["errata-passage"].format(words=erratum.was) if erratum.is_passage else erratum.was
    if not erratum.now:
        yield from (*_instruction(words["errata-omit"]), Text(value=f" {was}"))
        return
    yield from (*_instruction(words["errata-for"]), Text(value=f" {was} "))
    yield from (*_instruction(words["errata-read"]), Text(value=f" {erratum.now}"))


def _instruction(words: str) -> Inlines:
    return (Emphasis(children=(Text(value=words),)),)
