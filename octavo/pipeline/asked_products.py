"""What is asked for: the products of one selection in one look, which share all that is made before them."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from octavo.model.book import Book
from octavo.model.diagnostics import Diagnostic
from octavo.model.output import Need, Printing, Rendition
from octavo.model.page_map import PageMap
from octavo.model.product import Product
from octavo.model.selection import SelectedSheet, Whole
from octavo.pipeline.kept_sheets import KeptSheet
from octavo.pipeline.manuscript import Manuscript, Presentation
from octavo.pipeline.plan import formats


@dataclass(frozen=True, slots=True, kw_only=True)
class Printed:
    """A book in print, and what was found on the way."""

    book: Book
    products: tuple[Product, ...]
    rendition: Rendition
    printing: Printing
    diagnostics: tuple[Diagnostic, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedProducts:
    """The products of one selection in one look, what is needed for them, and the book in ``print`` where that is.

    ``names_pages`` says that they are read on screens by people who may have the printed book, which is ``book``.
    Files of sheets are ``kept`` under ``key``, where only files are wanted.
    """

    presentation: Presentation
    products: tuple[Product, ...]
    needs: frozenset[Need]
    names_pages: bool
    key: str = ""
    kept: KeptSheet | None = field(default=None, repr=False)
    print: Printed | None = None
    book: Printing | None = None

    @property
    def name(self) -> str:
        """What stands before the names of its calls."""
        return self.products[0].name if self.products else ""

    @property
    def is_whole(self) -> bool:
        """Whether it is the whole book."""
        return all(isinstance(product.selection, Whole) for product in self.products)

    @property
    def listed_pages(self) -> PageMap | None:
        """The pages that lists of pages name on screens: of the book that its readers may have, or else its own."""
        named = self.book or (self.print.printing if self.print and self.is_whole else None)
        return named.page_map if named else None

    @property
    def is_late(self) -> bool:
        """Whether it can be printed only when the pages of the book are known: it marks them, or names some."""
        marks = any(product.look.variant.is_set_anew for product in self.products)
        return marks or ("book-pages" in self.needs and self.presentation.names_absent_places)


def asked_of(manuscript: Manuscript) -> Iterator[AskedProducts]:
    """Yield the products by their selections and looks."""
    known, is_printed = formats(), "pdf" in manuscript.publication.settings.value.formats
    for selection, look in dict.fromkeys((product.selection, product.look) for product in manuscript.products):
        products = tuple(each for each in manuscript.products if (each.selection, each.look) == (selection, look))
        needs = frozenset(need for product in products for need in known[product.format].needs)
        yield AskedProducts(
            presentation=manuscript.presentation(selection, look),
            products=products,
            needs=needs,
            names_pages=is_printed and "reflow" in needs and not isinstance(selection, SelectedSheet),
        )


def with_pages(asked: AskedProducts, manuscript: Manuscript, book: Printing) -> AskedProducts:
    """Return what is asked for with the pages of the printed ``book``, where it marks or names them."""
    first = asked.products[0]
    presentation = manuscript.presentation(first.selection, first.look, book.layout)
    pages = book.page_map if "book-pages" in asked.needs else None
    return replace(asked, presentation=replace(presentation, book_pages=pages))
