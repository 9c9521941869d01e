"""The test sheet: four pages on one sheet that tell how a printer takes paper and turns it, and how large it prints."""

from collections.abc import Iterator
from dataclasses import replace

from octavo.impose.imposing import impose
from octavo.impose.instructions import PDF, leaf_of
from octavo.impose.marks import corners
from octavo.model.book import Book, Section
from octavo.model.diagnostics import Diagnostic
from octavo.model.inlines import Text
from octavo.model.leaflet import Leaflet
from octavo.model.origin import Origin
from octavo.model.output import Artefact, Format, FormatInput, Printing
from octavo.model.prose import Paragraph

PAGES = 4


def make(given: FormatInput) -> tuple[tuple[Leaflet, ...], tuple[Diagnostic, ...]]:
    """Return the test sheet for the product's way of printing booklets, in the language of the book.

    Raises ``ValueError`` where the product is not to be imposed.
    """
    if given.product.imposition is None:
        raise ValueError("a test sheet needs an imposition")
    wanted = replace(given.product.imposition, scheme="booklet", has_marks=True)
    name, title = given.product.name, given.book.language.words["test-sheet"]
    place = Origin(f"{name}.pdf")
    pages = leaf_of(given.book, tuple(_pages(given.book, place)))

    def finish(printing: Printing) -> tuple[tuple[Artefact, ...], tuple[Diagnostic, ...]]:
        imposed, warnings = impose(printing.content, wanted, title=title, origin=place, overlay=corners)
        return (Artefact(name=f"{name}.pdf", media_type=PDF, content=imposed.content),), warnings

    return (Leaflet(name=name, book=pages, finish=finish),), ()


def _pages(book: Book, place: Origin) -> Iterator[Section]:
    for number in range(1, PAGES + 1):
        words = Paragraph(children=(Text(value=book.language.words[f"test-{number}"]),), id=f"test-{number}-warnings")
        yield Section(
            id=f"test-{number}",
            kind="test-sheet",
            matter="front",
            title=(Text(value=str(number)),),
            blocks=(words,),
            origin=place,
        )


FORMAT = Format(name="test-sheet", needs=frozenset(), make=make, is_named=False)
