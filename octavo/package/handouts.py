"""The sheets for the class: PDFs of each sheet of handouts.yaml, and what pupils take along as DOCX and EPUB.

Of each sheet there is a PDF on each paper, in each variant and for each audience. What is for teachers is in no file of
pupils: the book of their sheet is made without it.
"""

import uuid
from collections.abc import Iterator
from dataclasses import replace

from octavo.model.book import Book, Publication
from octavo.model.diagnostics import Diagnostic, fault
from octavo.model.handouts import LEAF, Audience, Handouts, Sheet
from octavo.model.look import Look, Variant
from octavo.model.output import Archive, Artefact, Format, FormatInput, Printing
from octavo.model.product import Product
from octavo.model.records import MarkdownText
from octavo.model.selection import WHOLE, SelectedSheet
from octavo.model.work import Call, Pending
from octavo.package import epub
from octavo.package.archive import write_archive
from octavo.package.handout_collection import COLLECTIONS
from octavo.package.word_document import word_document
from octavo.package.word_markup import word_markup
from octavo.package.word_reference import MEDIA_TYPE, Foot, reference_document

PDF = "application/pdf"
WORD = "handouts"
"""The word of the format in book.yaml, and the folder of its files."""

DOCX, EPUB = f"{WORD}-docx", f"{WORD}-epub"
"""The words of its companions."""

TEACHER = "-teacher"
"""What the names of files for teachers end with."""


def plan(publication: Publication, look: Look) -> tuple[Product, ...]:
    """Return the sheets of a book, and for each audience an archive of them; nothing where it has no sheets.

    They have a theme of their own, whatever the ``look`` of the book.
    """
    if publication.handouts is None:
        return ()
    handouts = publication.handouts.value
    archives = (
        Product(name=_name(f"{publication.folder}-{WORD}", audience), selection=WHOLE, look=look, format=each.name)
        for audience, each in COLLECTIONS.items()
        if audience in handouts.audiences
    )
    return (*_sheets(handouts), *archives)


def _sheets(handouts: Handouts) -> Iterator[Product]:
    variants = (Variant.STANDARD, *handouts.variants)
    looks = [Look(theme=handouts.theme, paper=paper).in_variant(each) for each in variants for paper in handouts.papers]
    for look in dict.fromkeys(looks):
        folder = look.paper if look.variant is Variant.STANDARD else f"{look.paper}-{look.variant}"
        for sheet in handouts.sheets:
            for audience in dict.fromkeys(handouts.audiences):
                yield _product(sheet, audience, look, WORD, folder)
                if audience == "pupil" and look == looks[0]:
                    yield _product(sheet, audience, look, DOCX, "docx")
                    yield _product(sheet, audience, look, EPUB, "epub")


def _product(sheet: Sheet, audience: Audience, look: Look, word: str, folder: str) -> Product:
    # What is for teachers is not told in the manifest; it comes from handouts.yaml, by the id of the sheet.
    selection = SelectedSheet(sheet=replace(sheet, teacher_notes=MarkdownText("")), audience=audience)
    return Product(name=_name(f"{folder}/{sheet.id}", audience), selection=selection, look=look, format=word)


def _name(file: str, audience: Audience) -> str:
    return f"{WORD}/{file}{TEACHER if audience == 'teacher' else ''}"


def make(given: FormatInput) -> tuple[tuple[Artefact, ...], tuple[Diagnostic, ...]]:
    """Return the PDF of a sheet, and OC630 where that of a pupil is more than one leaf.

    Raises ``ValueError`` when the pipeline did not set one.
    """
    if given.printing is None:
        raise ValueError("a sheet needs a printing")
    artefact = Artefact(name=f"{given.product.name}.pdf", media_type=PDF, content=given.printing.content)
    return (artefact,), tuple(_over_the_leaf(given.product, given.book, given.printing))


def _over_the_leaf(product: Product, book: Book, printing: Printing) -> Iterator[Diagnostic]:
    """Yield OC630; what is set anew in large letters may take more, and says so at its foot."""
    selection, pages = product.selection, printing.page_map.count
    is_bound = isinstance(selection, SelectedSheet) and selection.audience == "pupil"
    if isinstance(selection, SelectedSheet) and is_bound and not product.look.variant.is_set_anew and pages > LEAF:
        place, paper = book.sections[0].origin, product.look.paper
        yield fault("OC630", place, sheet=selection.sheet.id, pages=pages, paper=paper, most=LEAF)


def make_docx(given: FormatInput) -> tuple[tuple[Pending, ...], tuple[Diagnostic, ...]]:
    """Return the DOCX of a sheet, still to be made; raises ``ValueError`` where there is no markup of it."""
    sheet, pixels, book = given.markup, given.pixels, given.book
    if sheet is None or pixels is None:
        raise ValueError("a document for a word processor needs the markup of its sheet")
    (unit,), language = sheet.units, book.language
    reference = write_archive(reference_document(sheet.paper, _foot(book), language.code))
    markup = word_markup(unit.body, pixels, language.code)
    name = f"{given.product.name}.docx"
    arguments = (markup, reference, sheet.metadata.title, language.code, book.released)
    return (
        Pending(name=name, media_type=MEDIA_TYPE, call=Call(name=name, function=word_document, arguments=arguments)),
    ), ()


def _foot(book: Book) -> Foot:
    settings, words = book.settings, book.language.words
    licence = settings.licence.name if settings.licence else ""
    released = book.sections[0].values.get("released", book.released)
    facts = (settings.short_title or settings.title, f"{words['version']} {settings.version}", released, licence)
    before, _, behind = words["sheet-page"].partition("{page}")
    return Foot(words=" · ".join(filter(None, facts)), page=before, pages=behind.partition("{pages}")[0])


def make_epub(given: FormatInput) -> tuple[tuple[Archive | Artefact, ...], tuple[Diagnostic, ...]]:
    """Return the EPUB of a sheet, which is a publication of its own: it has another identifier than the book."""
    settings = given.book.settings
    name = f"octavo:{given.book.folder}:{given.product.name}:{settings.version.partition('.')[0]}"
    own = replace(settings, subtitle="", cover="", identifiers={"epub": uuid.uuid5(uuid.NAMESPACE_URL, name).urn})
    made, found = epub.make(replace(given, book=replace(given.book, settings=own)))
    return made, found


FORMAT = Format(
    name=WORD,
    needs=frozenset({"printing", "book-pages"}),
    make=make,
    plan=plan,
    companions=(
        Format(
            name=DOCX,
            needs=frozenset({"printing", "book-pages", "reflow", "markup", "pixels"}),
            make=make_docx,
            is_named=False,
        ),
        Format(name=EPUB, needs=frozenset({"book-pages", "reflow"}), make=make_epub, is_named=False),
        *COLLECTIONS.values(),
    ),
)
