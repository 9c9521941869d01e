"""The format *press*: the pages of a book and its cover as two files for a print shop."""

from dataclasses import replace

from octavo.model.book import Book, Publication, Section
from octavo.model.diagnostics import Diagnostic
from octavo.model.file_metadata import metadata_of
from octavo.model.leaflet import Leaflet
from octavo.model.look import Look
from octavo.model.output import Artefact, Format, FormatInput, Printing
from octavo.model.printing import POINTS_PER_MM
from octavo.model.product import Product
from octavo.model.selection import WHOLE
from octavo.pdf.press_pages import PressMargins, press_pages
from octavo.press.cover_sheet import cover_sections, cover_sheet, enlarged
from octavo.press.limits import beyond_limits
from octavo.press.output_intent import output_intent
from octavo.press.print_shops import PrintOrder, order_of

PDF = "application/pdf"
WORD = "press"
COVERS = ("cover", "back-cover")
"""Sections that stand on the cover, and not among the pages."""


def plan(publication: Publication, look: Look) -> tuple[Product, ...]:
    """Return the one product: the whole book in its own look."""
    return (Product(name=f"{publication.folder}-press", selection=WHOLE, look=look, format=WORD),)


def make(given: FormatInput) -> tuple[tuple[Artefact | Leaflet, ...], tuple[Diagnostic, ...]]:
    """Return the pages, and the cover still to be set, with what the print shop would refuse.

    Raises ``ValueError`` when the pipeline did not set a printing.
    """
    if given.printing is None:
        raise ValueError("a print shop needs a printing")
    printing, book = given.printing, given.book
    order = order_of(book.settings.press)
    pages = pages_between_covers(printing)
    # Nothing on the pages goes to the trim: shops on demand take such pages in their own size.
    margins = PressMargins(bleed=0 if order.shop else order.bleed * POINTS_PER_MM, has_marks=order.has_marks)
    content = press_pages(printing.content, pages, margins, output_intent(), metadata_of(book))
    thickness = order.spine(len(pages))
    notes = (f"{len(pages)} pages, spine {thickness:.1f} mm",)
    inside = Artefact(name=f"{given.product.name}.pdf", media_type=PDF, content=content, notes=notes)
    found = tuple(beyond_limits(content, order, given.origin))
    return (inside, _cover(given, printing, order, len(pages))), found


def pages_between_covers(printing: Printing) -> tuple[int, ...]:
    """Return the pages that are bound into the cover: all but its own leaves, and a blank one where they are odd.

    The leaf of a cover has a blank back, which goes with it.
    """
    sections = printing.layout.sections
    first, last = 1, printing.page_map.count
    if "cover" in sections and sections["cover"].first == first:
        first = sections["cover"].last + 1
        following = min((each.first for each in sections.values() if each.first >= first), default=first)
        first = following if following % 2 else first
    if "back-cover" in sections and sections["back-cover"].last == last:
        last = max(each.last for name, each in sections.items() if name not in COVERS)
    pages = tuple(range(first, last + 1))
    return pages if len(pages) % 2 == 0 else (*pages, 0)


def _cover(given: FormatInput, printing: Printing, order: PrintOrder, pages: int) -> Leaflet:
    """Return the cover to be set: its three parts, each on a page with bleed at all sides."""
    name = f"{given.product.name}-cover"
    paper = enlarged(printing.content, order.bleed)
    thickness = order.spine(pages)
    sections = tuple(cover_sections(given.book, order, pages))

    def finish(made: Printing) -> tuple[tuple[Artefact, ...], tuple[Diagnostic, ...]]:
        sheet = cover_sheet(made.content, thickness, order.bleed, given.book.settings.title)
        margins = PressMargins(bleed=order.bleed * POINTS_PER_MM, has_marks=order.has_marks, is_drawn=True)
        content = press_pages(sheet, (1,), margins, output_intent(), metadata_of(given.book))
        notes = (f"spine {thickness:.1f} mm, bleed {order.bleed:.1f} mm",)
        return (Artefact(name=f"{name}.pdf", media_type=PDF, content=content, notes=notes),), ()

    return Leaflet(name=name, book=_book_of(given.book, sections), finish=finish, paper=paper)


def _book_of(book: Book, sections: tuple[Section, ...]) -> Book:
    return replace(book, sections=sections)


FORMAT = Format(name=WORD, needs=frozenset({"printing"}), make=make, plan=plan, is_read=False)
