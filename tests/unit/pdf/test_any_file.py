"""Any PDF is read, whoever wrote it: words with their places, tags, destinations and fonts."""

import io
from collections.abc import Callable, Mapping
from functools import cache

import pikepdf
import pytest
import weasyprint
from hypothesis import given
from hypothesis import strategies as st

from octavo.pdf.lines import PdfLine, drawn_lines
from octavo.pdf.objects import own_groups
from octavo.pdf.opened_file import OpenedFile
from octavo.pdf.values import UnreadableError
from tests.pdf_document import PdfDocument, read_pdf
from tests.unit.typeset.samples import book
from tests.unit.typeset.samples import in_units as laid_out_in_units

MARKUP = (
    '<html lang="en"><title>Oil</title>'
    "<style>@page { size: 200pt 300pt; margin: 20pt } body { font: 10pt serif; margin: 0 } h2 { break-before: page }"
    '</style><h1 id="first">Oil</h1><p>Nine <em>days</em> of <a href="#next">wind</a>.</p>'
    '<p><a href="https://example.org/a">Elsewhere</a></p><h2 id="next">Wick</h2>'
)


@cache
def ours() -> bytes:
    """Return a book as we write it."""
    return laid_out_in_units(book(2))[0].content


def rewritten(content: bytes, **how: object) -> bytes:
    """Return the file as qpdf writes it."""
    target = io.BytesIO()
    with pikepdf.open(io.BytesIO(content)) as pdf:
        pdf.save(target, **how)  # type: ignore[arg-type]
    return target.getvalue()


def drawn(content: bytes) -> list[PdfLine]:
    """Return the lines of a page of 200 by 300 pt that shows ``content`` in a standard font."""
    target = io.BytesIO()
    with pikepdf.new() as pdf:
        sheet = pdf.add_blank_page(page_size=(200, 300))
        font = pikepdf.Dictionary(
            Type=pikepdf.Name.Font,
            Subtype=pikepdf.Name.Type1,
            BaseFont=pikepdf.Name.Helvetica,
            Encoding=pikepdf.Dictionary(Differences=[128, pikepdf.Name("/fi"), pikepdf.Name("/Zcaron")]),
        )
        sheet.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=font))
        sheet.Contents = pdf.make_stream(content)
        pdf.save(target)
    return list(drawn_lines(OpenedFile(target.getvalue())))


WRITERS: Mapping[str, Callable[[], bytes]] = {
    "with object streams": lambda: rewritten(ours(), object_stream_mode=pikepdf.ObjectStreamMode.generate),
    "without them": lambda: rewritten(ours(), object_stream_mode=pikepdf.ObjectStreamMode.disable),
    "for people": lambda: rewritten(ours(), qdf=True),
    "linearized": lambda: rewritten(ours(), linearize=True),
}


@pytest.mark.parametrize("how", WRITERS)
def test_a_file_of_ours_says_the_same_however_it_is_written(how: str) -> None:
    content = WRITERS[how]()
    with pytest.raises(UnreadableError):
        own_groups(content)

    assert read_pdf(content) == read_pdf(ours())


@cache
def theirs() -> PdfDocument:
    """Return what a tagged PDF says that plain WeasyPrint made."""
    return read_pdf(weasyprint.HTML(string=MARKUP).write_pdf(pdf_variant="pdf/ua-1"))


def test_tags_of_another_writer_are_read() -> None:
    said = [piece for piece in theirs().pieces if piece.text.strip()]

    assert [(piece.page, piece.text) for piece in said] == [
        (1, "Oil"),
        (1, "Nine "),
        (1, "days"),
        (1, " of "),
        (1, "wind"),
        (1, "."),
        (1, "Elsewhere"),
        (2, "Wick"),
    ]
    assert "H2" in said[-1].roles
    assert "Link" in said[4].roles


def test_destinations_and_fonts_of_another_writer_are_read() -> None:
    document = theirs()

    assert (document.page_count, document.destinations["next"].page, document.destinations["first"].page) == (2, 2, 1)
    assert document.destinations["first"].y > document.pieces[0].baseline
    assert {font.is_embedded for font in document.fonts} == {True}
    assert document.has["title"]
    assert not document.has["page labels"]


def test_a_file_without_tags_has_no_pieces_and_all_its_lines() -> None:
    content = weasyprint.HTML(string=MARKUP).write_pdf()

    assert read_pdf(content).pieces == ()
    lines = list(drawn_lines(OpenedFile(content)))
    assert [(line.page, line.text) for line in lines] == [
        (1, "Oil"),
        (1, "Nine days of wind."),
        (1, "Elsewhere"),
        (2, "Wick"),
    ]
    assert {round(line.left) for line in lines} == {20}


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"BT /F1 10 Tf 20 250 Td (Oil) Tj 0 -12 Td (and wick) Tj ET", [("Oil", 20, 250), ("and wick", 20, 238)]),
        (
            b"BT /F1 10 Tf 12 TL 20 250 Td (Oil) Tj (wick) ' T* [(a) -500 (b)] TJ ET",
            [
                ("Oil", 20, 250),
                ("wick", 20, 238),
                ("a b", 20, 226),
            ],
        ),
        (
            b"BT /F1 10 Tf 20 250 TD (a\\(b\\)c) Tj 0 -9 TD (x) Tj T* (y) Tj ET",
            [
                ("a(b)c", 20, 250),
                ("x", 20, 241),
                ("y", 20, 232),
            ],
        ),
        (
            b"q 2 0 0 2 10 20 cm BT /F1 5 Tf 5 100 Td (Oil) Tj ET Q BT /F1 9 Tf 1 2 Td (x) Tj ET",
            [
                ("Oil", 20, 220),
                ("x", 1, 2),
            ],
        ),
        (b"BT /F1 10 Tf 50 Tz 20 250 Td (abcd) Tj (ef) Tj ET", [("abcdef", 20, 250)]),
        (b'BT /F1 10 Tf 1 0 0 1 20 250 Tm 3 2 (a b) " ET', [("a b", 20, 250)]),
        (b"BT /F1 10 Tf 20 250 Td <80> Tj <4181> Tj ET", [("\N{LATIN SMALL LIGATURE FI}AŽ", 20, 250)]),
        (b"BT 20 250 Td (no font) Tj ET", []),
        (b"/Artifact BMC BT /F1 10 Tf 20 250 Td (Oil) Tj ET EMC EMC Q", [("Oil", 20, 250)]),
    ],
)
def test_operators_place_text_as_the_standard_says(content: bytes, expected: list[tuple[str, int, int]]) -> None:
    assert [(line.text, round(line.left), round(line.baseline)) for line in drawn(content)] == expected


@pytest.mark.parametrize("operand", [b"null", b"true", b""])
def test_a_text_array_that_is_none_is_refused(operand: bytes) -> None:
    with pytest.raises((UnreadableError, LookupError)):
        drawn(b"BT /F1 10 Tf 20 250 Td " + operand + b" TJ ET")


def test_scaling_and_spacing_make_words_narrower_and_wider() -> None:
    def width(before: bytes) -> float:
        (line,) = drawn(b"BT /F1 10 Tf " + before + b" 20 250 Td (ab cd) Tj ET")
        return line.right - line.left

    assert width(b"") == pytest.approx(25)
    assert width(b"50 Tz") == pytest.approx(12.5)
    assert width(b"1 Tc") == pytest.approx(29)
    assert width(b"3 Tw") == pytest.approx(28)


def test_pages_that_are_placed_on_a_sheet_are_read() -> None:
    target = io.BytesIO()
    with pikepdf.open(io.BytesIO(ours())) as pages, pikepdf.new() as sheets:
        sheet = sheets.add_blank_page(page_size=(842, 595))
        for page, left in zip(pages.pages[2:4], (0, 421), strict=True):
            sheet.add_overlay(page, pikepdf.Rectangle(left, 0, left + 421, 595))
        sheets.save(target)
    placed = list(drawn_lines(OpenedFile(target.getvalue())))
    plain = [line for line in drawn_lines(OpenedFile(ours())) if line.page in {3, 4}]

    assert [line.text for line in placed] == [line.text for line in plain]
    assert {line.page for line in placed} == {1}
    halves = {line.left > 421 for line in placed}
    assert halves == {True, False}
    assert len({round(one.size / other.size, 4) for one, other in zip(placed, plain, strict=True)}) == 1


def test_what_is_no_pdf_is_refused() -> None:
    for content in (b"", b"oil", b"%PDF-1.7\noil"):
        with pytest.raises(UnreadableError):
            read_pdf(content)


def test_a_tree_that_holds_itself_is_refused() -> None:
    target = io.BytesIO()
    with pikepdf.open(io.BytesIO(ours())) as pdf:
        document = pdf.Root.StructTreeRoot.K
        document.K[0].K = pikepdf.Array([document])
        pdf.save(target)

    with pytest.raises(UnreadableError):
        read_pdf(target.getvalue())


@given(place=st.integers(0, 2**24), byte=st.integers(1, 255))
def test_a_damaged_file_is_read_or_refused(place: int, byte: int) -> None:
    content = bytearray(rewritten(ours(), qdf=True))
    content[place % len(content)] ^= byte
    try:
        document = read_pdf(bytes(content))
    except UnreadableError:
        return
    assert document.page_count >= 0
