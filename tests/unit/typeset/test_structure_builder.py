"""What a screen reader reads, and in which order."""

import io
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pikepdf
import pytest

from tests.pdf_document import TaggedText, read_pdf
from tests.unit.typeset.samples import SENTENCE, book, page
from tests.whole_document import lay_out


def read(body: str, css: str = "") -> tuple[TaggedText, ...]:
    """Lay out ``body`` and return what is read of it, without the heading of the sample."""
    printing, found = lay_out(page(body, css=css))
    assert found == ()
    return tuple(piece for piece in read_pdf(printing.content).pieces if piece.role != "H1")


def roles(body: str) -> list[tuple[str, str]]:
    """Return the innermost structure type and the text of each piece."""
    return [("/".join(piece.roles[2:]), piece.text.strip()) for piece in read(body)]


def test_running_heads_and_folios_are_not_read() -> None:
    printing, _ = lay_out(book(1))

    text = [piece.text for piece in read_pdf(printing.content).pieces]

    assert text.count("The year 1881") == 2  # the contents and the chapter, not the pages' heads
    assert "3" not in [piece.text for piece in read_pdf(printing.content).pieces if piece.role == "Document"]


def test_a_paragraph_over_four_pages_is_one_paragraph() -> None:
    pieces = read(f"<p>{SENTENCE * 40}</p>")

    assert {piece.page for piece in pieces} == {1, 2, 3, 4}
    assert {piece.roles for piece in pieces} == {("Document", "Sect", "P")}


def test_a_footnote_stands_behind_the_paragraph_that_calls_it() -> None:
    body = '<p>Oil<a class="note-call" href="#n" id="c">1</a><span class="footnote" id="n">1 Whale.</span> burns.</p>'

    assert roles(body + "<p>Wick.</p>") == [
        ("P", "Oil"),
        ("P/Reference/Link", "1"),
        ("P", "burns."),
        ("Note", "1 Whale."),
        ("P", "Wick."),
    ]


def test_a_footnote_over_pages_is_one_note_and_stays_behind_its_paragraph() -> None:
    body = f'<p>Oil<span class="footnote" id="n">1 {SENTENCE * 50}</span> burns.</p><p>Wick.</p>'
    printing, _ = lay_out(page(body))

    pieces = [(piece.role, piece.page) for piece in read_pdf(printing.content).pieces if piece.role != "H1"]
    assert list(dict.fromkeys(role for role, _ in pieces)) == ["P", "Note"]
    assert list(dict.fromkeys(pieces)) == [("P", 1), ("Note", 1), ("Note", 2), ("Note", 3)]
    with pikepdf.open(io.BytesIO(printing.content)) as pdf:
        notes = [each for each in pdf.objects if isinstance(each, pikepdf.Dictionary) and each.get("/S") == "/Note"]
    assert len(notes) == 1


def test_a_note_at_the_end_of_the_text_is_a_note_where_it_stands() -> None:
    body = '<p>Oil.</p><aside class="endnote" id="n"><p>1 Whale.</p><p>Or seal.</p></aside>'

    assert roles(body) == [("P", "Oil."), ("Note/P", "1 Whale."), ("Note/P", "Or seal.")]


def test_blocks_in_a_footnote_are_tagged_as_blocks() -> None:
    cells = '<span class="as-td">1884</span> <span class="as-td">310</span>'
    table = f'<span class="as-table"><span class="as-tbody"><span class="as-tr">{cells}</span></span></span>'
    listed = '<span class="as-ul"><span class="as-li">oil</span></span>'
    css = ".as-p, .as-ul { display: block } .as-li { display: list-item } .as-table { display: table }"
    css += " .as-tbody { display: table-row-group } .as-tr { display: table-row } .as-td { display: table-cell }"
    body = f'<p>Oil<span class="footnote" id="n">It rose. <span class="as-p">Twice.</span>{listed}{table}</span></p>'

    found = [("/".join(each.roles[3:]), each.text.strip()) for each in read(body, css) if "Note" in each.roles]

    assert found == [
        ("", "It rose."),
        ("P", "Twice."),
        ("L/LI/Lbl", "\N{BULLET}"),
        ("L/LI/LBody", "oil"),
        ("Table/TBody/TR/TD", "1884"),
        ("Table/TBody/TR/TD", "310"),
    ]


def test_footnotes_of_one_paragraph_keep_their_order_and_in_a_list_they_stay_in_their_item() -> None:
    note = '<a class="note-call" href="#{0}">x</a><span class="footnote" id="{0}">{0}.</span>'
    paragraph = f"<p>A{note.format('m')}{note.format('n')}</p>"
    item = f"<ul><li>B{note.format('o')} b<ol><li>C{note.format('p')}</li></ol></li></ul>"

    notes = [(path, text) for path, text in roles(paragraph + item) if "Note" in path]

    assert notes == [("Note", "m."), ("Note", "n."), ("L/LI/LBody/Note", "o."), ("L/LI/LBody/L/LI/LBody/Note", "p.")]


def test_lists_have_labels_and_bodies() -> None:
    body = '<ul><li>oil<ul><li>whale</li></ul></li></ul><dl><dt id="t">lamp</dt><dd>a light</dd><dd>two</dd></dl>'

    assert roles(body) == [
        ("L/LI/Lbl", "–"),
        ("L/LI/LBody", "oil"),
        ("L/LI/LBody/L/LI/Lbl", "–"),
        ("L/LI/LBody/L/LI/LBody", "whale"),
        ("L/LI/Lbl", "lamp"),
        ("L/LI/LBody", "a light"),
        ("L/LI/LBody", "two"),
    ]


def test_a_list_in_a_nav_is_a_table_of_contents_and_columns_of_entries_are_an_index() -> None:
    link = '<a class="contents-link" href="#only">Only</a> <span class="page-number" data-target="only">1</span>'
    index = '<div class="index-columns"><ul><li>oil <a class="page-number" href="#only">1</a></li></ul></div>'

    assert roles(f"<nav><ol><li><div>{link}</div></li></ol></nav>{index}") == [
        ("Sect/TOC/TOCI/P/Reference/Link", "Only"),
        ("Sect/TOC/TOCI/P/Span", "1"),
        ("Index/L/LI/Lbl", "–"),
        ("Index/L/LI/LBody", "oil"),
        ("Index/L/LI/LBody/Link", "1"),
    ]


def test_the_caption_of_a_table_is_its_first_part_and_that_of_a_picture_stands_behind_it() -> None:
    table = "<figure><figcaption>Oil</figcaption><table><tbody><tr><td>1</td></tr></tbody></table></figure>"
    picture = '<figure><img src="tower.svg" alt="A square"/><figcaption>Tower</figcaption></figure>'

    assert roles(table + picture) == [
        ("Div/Table/Caption", "Oil"),
        ("Div/Table/TBody/TR/TD", "1"),
        ("Div/Figure", "1886"),
        ("Div/Caption", "Tower"),
    ]


def test_every_row_has_as_many_cells_also_where_nothing_in_them_is_read() -> None:
    mute = "<td>1</td><td><hr/></td><td></td>"
    printing, _ = lay_out(page(f"<table><tbody><tr>{mute}</tr><tr>{'<td>2</td>' * 3}</tr></tbody></table>"))

    with pikepdf.open(io.BytesIO(printing.content)) as pdf:
        rows = [each for each in pdf.objects if isinstance(each, pikepdf.Dictionary) and each.get("/S") == "/TR"]
        assert [[str(cell.S) for cell in row.K.as_list()] for row in rows] == [["/TD"] * 3] * 2


def test_the_head_of_a_table_is_read_once_however_many_pages_it_is_repeated_on() -> None:
    rows = "".join(f'<tr><th scope="row">{row}</th><td>oil</td></tr>' for row in range(90))

    pieces = read(f"<table><thead><tr><th>Night</th><th>Burnt</th></tr></thead><tbody>{rows}</tbody></table>")

    assert {piece.page for piece in pieces} == {1, 2, 3, 4}
    assert [piece.text for piece in pieces if "THead" in piece.roles] == ["Night", "Burnt"]
    assert [piece.text for piece in pieces if piece.roles[-2:] == ("TR", "TH") and "TBody" in piece.roles] == [
        str(row) for row in range(90)
    ]


def test_a_link_in_what_is_repeated_is_no_link_where_it_is_repeated() -> None:
    rows = "".join(f"<tr><td>{row}</td></tr>" for row in range(90))
    table = f'<table><thead><tr><th>Night <a href="#b">1</a></th></tr></thead><tbody>{rows}</tbody></table>'

    printing, _ = lay_out(page(f'<h2 id="b">Boxes</h2>{table}'))

    with pikepdf.open(io.BytesIO(printing.content)) as pdf:
        links = [each for page in pdf.pages for each in page.get("/Annots", ())]

    assert len(links) == 1
    assert all("/StructParent" in each for each in links)


@contextmanager
def elements(content: bytes) -> Iterator[Callable[[str], list[pikepdf.Object]]]:
    """Open a PDF and give a way to find all its structure elements of one type."""
    with pikepdf.open(io.BytesIO(content)) as pdf:
        kept = [item for item in pdf.objects if isinstance(item, pikepdf.Dictionary) and "/S" in item]
        yield lambda role: [item for item in kept if f"/{role}" == item.S]


def test_cells_know_their_heads() -> None:
    body = (
        '<table><thead><tr><th>Night</th><th colspan="2">Burnt</th></tr></thead>'
        '<tbody><tr><th scope="row">1</th><td>2</td><td>3</td></tr></tbody></table>'
    )
    printing, _ = lay_out(page(body))

    with elements(printing.content) as find:
        assert [str(each.A.Scope) for each in find("TH")] == ["/Column", "/Column", "/Row"]
        assert [int(each.A.get("/ColSpan", 1)) for each in find("TH")] == [1, 2, 1]


def test_a_picture_has_its_text_and_its_place_and_a_decorative_one_is_an_artifact() -> None:
    rendition = page('<p><img src="tower.svg" alt="A square"/></p><p><img src="tower.svg" alt=""/></p>')
    printing, found = lay_out(rendition)

    assert found == ()
    with elements(printing.content) as find:
        (figure,) = find("Figure")
        assert str(figure.Alt) == "A square"
        left, bottom, right, top = (float(edge) for edge in figure.A.BBox)
        assert (round(right - left), round(top - bottom)) == (90, 45)


def test_another_language_is_marked() -> None:
    printing, _ = lay_out(page('<p lang="ru">маяк</p><p>A <i lang="la">stella</i> and <i>a ship</i>.</p>'))

    with elements(printing.content) as find:
        assert [str(each.Lang) for each in find("P") if "/Lang" in each] == ["ru"]
        assert [str(each.Lang) for each in find("Span")] == ["la"]


@pytest.mark.parametrize("inside", ["there", "<em>over</em> there"])
def test_a_link_says_its_own_words_and_has_all_its_areas(inside: str) -> None:
    printing, _ = lay_out(page(f'<p>{SENTENCE[:52]}<a href="#only">{inside}</a></p>'))

    with pikepdf.open(io.BytesIO(printing.content)) as pdf:
        areas = [area for sheet in pdf.pages for area in sheet.get("/Annots", [])]
        assert {int(area.F) for area in areas} == {4}
        assert {str(area.Contents) for area in areas} == {inside.replace("<em>", "").replace("</em>", "")}
        numbers = pikepdf.NumberTree(pdf.Root.StructTreeRoot.ParentTree)
        assert {str(numbers[int(area.StructParent)].S) for area in areas} == {"/Link"}


def test_leaders_are_not_read() -> None:
    css = "li::after { content: leader('.') 'x' }"

    assert [piece.text for piece in read("<ul><li>oil</li></ul>", css) if "." in piece.text] == []
