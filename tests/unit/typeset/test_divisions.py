"""A long section in several units: the same pages as in one, and one section for who reads it."""

from functools import cache

import pikepdf
import pytest
from pypdfium2 import PdfDocument

from octavo.model.inlines import NoteCall, Reference
from octavo.model.output import Printing, Rendition
from octavo.model.prose import Blocks, Box, Heading, Sidebar
from octavo.typeset.divisions import PAGES_OF_UNIT, divide
from tests import judges, whole_document
from tests.pdf_document import read_pdf
from tests.unit.render.factory import TEMPLATES, book, note, paragraph, render, section, theme, words
from tests.unit.typeset.samples import in_units
from tests.unit.typeset.test_typesetting import difference, pictures, skeleton

SENTENCES = "The bucket came up full, and the rope held. Nobody had asked how deep the water stood. " * 9
DOCUMENTS = 6


def heading(number: int) -> Heading:
    """Return the heading of one of the documents, which begins a page."""
    return Heading(level=2, children=words(f"Document {number}"), id=f"document-{number}", classes=("new-page",))


def documents() -> Blocks:
    """Return a chapter of many documents, each on pages of its own, with a note and a reference to the last."""
    call = NoteCall(label="1", number=1, id="call-1")
    last = Reference(target=f"document-{DOCUMENTS}", children=words("the last document"))
    blocks: Blocks = (paragraph(SENTENCES),)
    for number in range(1, DOCUMENTS + 1):
        here = (paragraph("A note.", call),) if number == DOCUMENTS // 2 else (paragraph("See ", last, "."),)
        blocks = (*blocks, heading(number), *here, *[paragraph(SENTENCES)] * (2 * number))
    beside = Sidebar(id="beside", blocks=(paragraph(SENTENCES),))
    return (*blocks, beside, Box(id="box", kind="note", blocks=(paragraph("b"),)), paragraph("End."))


@cache
def reader() -> Rendition:
    """Return a book with a long chapter between two short ones, with the page numbers of its layout."""
    short = section("chapter", "Before", paragraph(SENTENCES), number="1", id="before")
    made = section("chapter", "Documents", *documents(), number="2", id="documents", notes=(note(),))
    after = section("chapter", "After", paragraph(SENTENCES), number="3", id="after")
    rendition, _ = render(book(short, made, after), theme(), templates=TEMPLATES, medium="print")
    pages = whole_document.lay_out(rendition)[0].page_map
    return render(book(short, made, after), theme(), templates=TEMPLATES, medium="print", page_map=pages)[0]


@cache
def both_ways() -> tuple[Printing, Printing]:
    """Return the book as one document, and in units of which some are parts of a chapter."""
    printing, found = whole_document.lay_out(reader())
    divided, told = in_units(reader(), pages_of_unit=0.1)
    assert found == told
    return printing, divided


def test_a_chapter_is_divided_where_a_heading_begins_a_page_and_enough_is_on_both_sides() -> None:
    names = [unit.id for unit in divide(reader(), pages=0.1).units]

    assert names == ["before", "documents", *(f"documents/{part}" for part in range(2, DOCUMENTS + 2)), "after"]
    assert len(divide(reader(), pages=3).units) < len(names)
    assert divide(reader(), pages=1000) is reader()
    assert PAGES_OF_UNIT > 3


def test_no_words_and_no_anchors_are_lost_between_the_parts() -> None:
    one = reader().units[1]
    several = [unit for unit in divide(reader(), pages=0.1).units if unit.id.startswith("documents")]

    assert tuple(anchor for unit in several for anchor in unit.anchors) == one.anchors
    assert [unit.continues for unit in several] == [False, *[True] * DOCUMENTS]


def test_everything_is_on_the_same_page_and_read_alike() -> None:
    printing, divided = both_ways()

    assert divided.page_map == printing.page_map
    assert read_pdf(divided.content).pieces == read_pdf(printing.content).pieces
    assert skeleton(divided.content) == skeleton(printing.content)


def test_the_pages_look_the_same_with_their_running_heads() -> None:
    printing, divided = both_ways()
    heads = [
        [each.get_textpage().get_text_range() for each in PdfDocument(made.content)] for made in (printing, divided)
    ]

    assert heads[0] == heads[1]
    assert "Documents" in heads[0][6]
    for one, other in zip(pictures(printing, 1.5), pictures(divided, 1.5), strict=True):
        assert difference(one, other) < 48


def test_a_divided_chapter_is_one_section_of_the_structure(tmp_path_factory: pytest.TempPathFactory) -> None:
    path = tmp_path_factory.mktemp("divided") / "book.pdf"
    path.write_bytes(both_ways()[1].content)

    with pikepdf.open(path) as pdf:
        kids = list(pdf.Root.StructTreeRoot.K.K)
        assert [str(kid.S) for kid in kids] == ["/Sect"] * 3
        assert all(kids[1] == kid.P for kid in kids[1].K)
    for verdict in (judges.qpdf_check(path), *judges.verapdf_ua1([path])):
        assert verdict.is_valid, str(verdict)
