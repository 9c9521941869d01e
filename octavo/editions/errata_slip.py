"""The errata slip: a leaf to lay into copies of a printing, in the form of *New Hart's Rules* (rule C6)."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from octavo.editions.leaf import leaf, words
from octavo.model.book import Book
from octavo.model.editions import Erratum
from octavo.model.inlines import Emphasis, Inline, Inlines, Text
from octavo.model.isbn import as_printed, is_valid
from octavo.model.leaflet import Leaflet
from octavo.model.prose import Block, Paragraph

FEW = 12
"""So many errata stand on a slip in the size of the text; more are set smaller, so that it has fewer pages."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadersPrinting:
    """The printing that a slip is for: the ``version`` and the ``day`` of its release in words."""

    version: str
    day: str


def errata_slips(name: str, printed: ReadersPrinting, errata: Sequence[Erratum], book: Book) -> tuple[Leaflet, ...]:
    """Return a slip on A6, to be called ``name`` and the paper, with a page in HTML, and one on A5."""
    title = book.language.words["errata" if len(errata) > 1 else "erratum"]
    blocks = tuple(_blocks(printed, errata, book))
    return (
        leaf(f"{name}-a6", title, blocks, book, paper="a6", page=f"{name}.html"),
        leaf(f"{name}-a5", title, blocks, book, paper="a5"),
    )


def _blocks(printed: ReadersPrinting, errata: Sequence[Erratum], book: Book) -> Iterator[Block]:
    yield Paragraph(children=tuple(_identity(printed, book)), id="errata-book", classes=("printing",))
    kinds = ("erratum", "many") if len(errata) > FEW else ("erratum",)
    for number, each in enumerate(errata, start=1):
        line = tuple(erratum_words(each, book.language.words))
        yield Paragraph(children=line, id=f"erratum-{number}", classes=kinds)


def _identity(printed: ReadersPrinting, book: Book) -> Iterator[Inline]:
    """Yield what a loose leaf must say: author, title, ISBN and the printing that it is for."""
    settings, version = book.settings, f"{book.language.words['version']} {printed.version}"
    authors = [person.name for person in settings.contributors if person.role == "author"]
    if authors:
        yield Text(value=f"{', '.join(authors)}, ")
    yield Emphasis(children=(Text(value=settings.title),))
    number = settings.identifiers.get("print", "")
    told = [as_printed(number)] if is_valid(number) else []
    yield Text(value="".join(f" · {each}" for each in (*told, version, printed.day)))


def erratum_words(erratum: Erratum, of_language: Mapping[str, str]) -> Iterator[Inline]:
    """Yield the line of an erratum; the words that are instructions are in italic."""
    page = f"{of_language['page']}\N{NO-BREAK SPACE}{erratum.at.folio or erratum.at.page}"
    key = "errata-figure" if erratum.part == "data" else "errata-line" if erratum.at.line else "errata-page"
    yield Text(value=f"{of_language[key].format(page=page, line=erratum.at.line)} ")
    was = of_language["errata-passage"].format(words=erratum.was) if erratum.is_passage else erratum.was
    if not erratum.now:
        yield from (*_instruction(of_language["errata-omit"]), Text(value=f" {was}"))
        return
    yield from (*_instruction(of_language["errata-for"]), Text(value=f" {was} "))
    yield from (*_instruction(of_language["errata-read"]), Text(value=f" {erratum.now}"))


def _instruction(text: str) -> Inlines:
    return (Emphasis(children=words(text)),)
