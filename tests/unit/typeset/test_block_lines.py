"""Which line of which page every block stands in, held against the finished PDF."""

from octavo.editions.block_texts import block_texts
from octavo.model.output import Asset, Printing, Rendition
from octavo.model.printing import Line, PageBreak, PageRange
from tests.unit.typeset.printed_text import texts_of_blocks, wrong_breaks, wrong_lines
from tests.unit.typeset.samples import PICTURE, SENTENCE, in_units, page
from tests.unit.typeset.test_divisions import both_ways, reader
from tests.unit.typeset.test_typesetting import settled


def laid_out(body: str, *, css: str = "") -> tuple[Rendition, Printing]:
    """Typeset a page, or a few."""
    rendition = page(body, css=css)
    return rendition, in_units(rendition)[0]


def lines(body: str, block: str, *, css: str = "") -> tuple[Line, ...]:
    """Return the lines of one block."""
    return laid_out(body, css=css)[1].layout.blocks[block]


def test_the_text_of_the_pdf_goes_on_at_every_break_and_every_line() -> None:
    rendition, _, divided = settled()

    assert wrong_breaks(rendition, divided) == []
    assert wrong_lines(rendition, divided) == []
    assert any(each.offset for each in divided.layout.breaks)


def test_every_page_but_a_blank_one_has_its_break_and_every_block_its_lines() -> None:
    rendition, _, divided = settled()

    assert [each.page for each in divided.layout.breaks] == [1, *range(3, divided.page_map.count + 1)]
    assert set(divided.layout.blocks) == set(texts_of_blocks(rendition))
    assert all(lines[0].page == divided.page_map.page(block) for block, lines in divided.layout.blocks.items())


def test_a_book_in_units_has_the_layout_of_the_whole() -> None:
    _, whole, divided = settled()

    assert divided.layout.blocks == whole.layout.blocks
    assert divided.layout.breaks == whole.layout.breaks


def test_a_divided_section_has_the_layout_of_the_whole() -> None:
    whole, divided = both_ways()

    assert divided.layout.blocks == whole.layout.blocks
    assert divided.layout.breaks == whole.layout.breaks
    assert wrong_breaks(reader(), divided) == []


def test_the_pages_of_a_section_are_known_whatever_it_is_divided_into() -> None:
    _, divided = both_ways()
    starts = [divided.page_map.pages[section] for section in ("before", "documents", "after")]

    assert divided.layout.sections == {
        "before": PageRange(starts[0], starts[1] - 1),
        "documents": PageRange(starts[1], starts[2] - 1),
        "after": PageRange(starts[2], divided.page_map.count),
    }


def test_text_that_a_part_of_a_section_has_in_no_block_goes_on_in_the_section() -> None:
    loose = f"{SENTENCE * 12}<h2 class='new-page' style='break-before: page'>Two</h2>{SENTENCE}"
    rendition = page(loose)
    whole, _ = in_units(rendition)
    divided, _ = in_units(rendition, pages_of_unit=0.1)

    assert divided.layout == whole.layout
    assert divided.layout.blocks["only"][-1].offset > 1000


def test_hyphens_that_the_layout_sets_and_what_one_medium_alone_has_do_not_count() -> None:
    css = "p { width: 3em; text-indent: 0 }"
    soft = '<p id="a">light\N{SOFT HYPHEN}house <span class="page-ref">(p. 7)</span> oil</p>'

    assert lines(soft, "a", css=css)[:2] == (Line(1, 2, 0), Line(1, 3, 5))
    assert lines(soft, "a", css=css)[-1].offset == len("lighthouse")


def test_a_first_letter_of_its_own_style_counts_and_made_text_does_not() -> None:
    narrow, red, made = (
        "p { width: 2.6em; text-indent: 0 }",
        "p::first-letter { color: red }",
        "p::before { content: 'xx ' }",
    )
    body = '<p id="a">oil lamp</p>'

    assert lines(body, "a", css=narrow + red) == (Line(1, 2, 0), Line(1, 3, 3))
    assert lines(body, "a", css=narrow + made) == (Line(1, 3, 0), Line(1, 4, 3))
    assert lines(body, "a", css=narrow + red + made) == (Line(1, 3, 0), Line(1, 4, 3))


def test_a_note_is_a_block_of_its_own_and_its_lines_stand_below_the_text() -> None:
    body = '<p id="a">oil<span class="footnote" id="n">Of whales.</span> lamp</p><p id="b">wick</p>'

    _, printing = laid_out(body, css="#a { width: 2.6em; text-indent: 0 }")

    assert printing.layout.blocks["a"] == (Line(1, 2, 0), Line(1, 3, 3))
    assert printing.layout.blocks["b"] == (Line(1, 4, 0),)
    assert printing.layout.blocks["n"] == (Line(1, 5, 0),)


def test_cells_side_by_side_are_one_line() -> None:
    body = '<table><tr id="r"><td>oil</td><td style="font-size: 8pt">lamp</td></tr></table><p id="after">wick</p>'

    assert lines(body, "r") == (Line(1, 2, 0),)
    assert lines(body, "after") == (Line(1, 3, 0),)


def test_columns_are_counted_each_for_itself() -> None:
    body = '<div style="columns: 2"><p id="a">oil</p><p id="b">lamp</p><p id="c">wick</p></div><p id="after">ship</p>'

    _, printing = laid_out(body)

    assert [printing.layout.blocks[block][0].number for block in ("a", "b", "c", "after")] == [2, 3, 2, 4]


def test_a_page_that_begins_with_the_head_of_a_table_goes_on_with_its_row() -> None:
    rows = "".join(f'<tr id="r{row}"><td>{row}</td></tr>' for row in range(60))
    _, printing = laid_out(f"<table><thead><tr><th>Night</th></tr></thead><tbody>{rows}</tbody></table>")

    (_, second, *_) = printing.layout.breaks
    assert second.block.startswith("r")
    assert second.offset == 0
    assert printing.layout.blocks[second.block] == (Line(2, 2, 0),)


def test_a_picture_begins_a_page_and_has_no_line() -> None:
    rendition = page(
        '<p id="a">oil</p><figure id="f" style="break-before: page"><img src="tower.svg" alt="A tower"/></figure>'
    )
    printing, _ = in_units(rendition)

    assert Asset(name="tower.svg", media_type="image/svg+xml", content=PICTURE) in rendition.assets
    assert printing.layout.breaks[-1] == PageBreak(2, "f", 0)
    assert printing.layout.blocks["f"] == (Line(2, 0, 0),)


def test_a_float_does_not_begin_a_page_where_text_does() -> None:
    aside = '<aside id="x" style="float: right; width: 3em">side</aside>'
    _, printing = laid_out(f'<p id="a">oil</p><div style="break-before: page">{aside}<p id="b">lamp</p></div>')

    assert printing.layout.breaks[-1] == PageBreak(2, "b", 0)


def test_the_signs_of_a_formula_count_as_text_of_its_block() -> None:
    formula = "<img class='formula' src='tower.svg' alt='x squared' data-words='x ²' style='width:2em'/>"
    rendition = page(f"<p id='one'>Let {formula} be<br/>known.</p><p id='two'>{SENTENCE}</p>")
    printing, _ = in_units(rendition)

    assert [each.offset for each in printing.layout.blocks["one"]] == [0, len("Letx²be")]
    assert block_texts(rendition)["one"].text == "Let x ² be\nknown."
