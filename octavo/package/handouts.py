"""The sheets for the class: a PDF for each sheet of handouts.yaml, paper and audience."""

from collections.abc import Iterator
from dataclasses import replace

from octavo.model.book import Book, Publication
from octavo.model.diagnostics import Diagnostic, fault
from octavo.model.handouts import LEAF
from octavo.model.look import Look
from octavo.model.output import Artefact, Format, FormatInput, Printing
from octavo.model.product import Product
from octavo.model.records import MarkdownText
from octavo.model.selection import SelectedSheet

PDF = "application/pdf"
WORD = "handouts"
"""The word of the format in book.yaml, and the folder of its files."""


def plan(publication: Publication, look: Look) -> tuple[Product, ...]:
    """Return the sheets of a book: each on each of its papers and for each audience; none where it has no sheets.

    They have a theme of their own, whatever the ``look`` of the book.
    """
    if publication.handouts is None:
        return ()
    handouts = publication.handouts.value
    return tuple(
        Product(
            name=f"{WORD}/{paper}/{sheet.id}{'-teacher' if audience == 'teacher' else ''}",
            # What is for teachers is not told in the manifest; it comes from handouts.yaml, by the id of the sheet.
            selection=SelectedSheet(sheet=replace(sheet, teacher_notes=MarkdownText("")), audience=audience),
            look=Look(theme=handouts.theme, paper=paper, variant=look.variant),
            format=WORD,
        )
        for paper in dict.fromkeys(handouts.papers)
        for sheet in handouts.sheets
        for audience in dict.fromkeys(handouts.audiences)
    )


def make(given: FormatInput) -> tuple[tuple[Artefact, ...], tuple[Diagnostic, ...]]:
    """Return the PDF of a sheet, and OC630 where that of a pupil is more than one leaf.

    Raises ``ValueError`` when the pipeline did not set one.
    """
    if given.printing is None:
        raise ValueError("a sheet needs a printing")
    artefact = Artefact(name=f"{given.product.name}.pdf", media_type=PDF, content=given.printing.content)
    return (artefact,), tuple(_over_the_leaf(given.product, given.book, given.printing))


def _over_the_leaf(product: Product, book: Book, printing: Printing) -> Iterator[Diagnostic]:
    selection, pages = product.selection, printing.page_map.count
    if isinstance(selection, SelectedSheet) and selection.audience == "pupil" and pages > LEAF:
        place, paper = book.sections[0].origin, product.look.paper
        yield fault("OC630", place, sheet=selection.sheet.id, pages=pages, paper=paper, most=LEAF)


FORMAT = Format(name=WORD, needs=frozenset({"printing", "book-pages"}), make=make, plan=plan)
