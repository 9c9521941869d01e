"""Every number of pages, folded as people fold it, reads from the first page to the last."""

from itertools import groupby

import pytest
from hypothesis import given
from hypothesis import strategies as st

from octavo.impose.signatures import filled, sheets_of
from octavo.model.imposition import CARDS, SIGNATURE_PAGES, Binding, Blanks, Imposition
from tests.unit.impose.folding import read_eight, read_stitched

BLANKS = st.sampled_from(["before-last", "end"])
BINDINGS = st.sampled_from(["left", "right"])


def rows(pages: int) -> list[tuple[tuple[int | None, ...], ...]]:
    """Return front and back of each sheet of a booklet."""
    sheets = sheets_of(pages, Imposition())
    return [(sheet.front.rows[0], sheet.back.rows[0]) for sheet in sheets if sheet.back]


def test_the_orders_of_eight_and_of_sixteen_pages_are_those_of_the_trade() -> None:
    """The vectors of rule P1."""
    assert rows(8) == [((8, 1), (2, 7)), ((6, 3), (4, 5))]
    assert rows(16) == [((16, 1), (2, 15)), ((14, 3), (4, 13)), ((12, 5), (6, 11)), ((10, 7), (8, 9))]


@pytest.mark.parametrize("binding", ["left", "right"])
@pytest.mark.parametrize("blanks", ["before-last", "end"])
def test_a_folded_booklet_of_one_to_400_pages_reads_in_order(binding: Binding, blanks: Blanks) -> None:
    """All numbers of pages, both bindings, both places of blank pages."""
    for pages in range(1, 401):
        sheets = sheets_of(pages, Imposition(binding=binding, blanks=blanks))
        read = list(read_stitched(sheets, is_right_bound=binding == "right"))
        assert [page for page in read if page] == list(range(1, pages + 1))
        assert len(read) == 4 * len(sheets)
        assert len(read) - pages < 4, "no sheet more than is needed"
        assert read[-1] == (pages if blanks == "before-last" or pages % 4 == 0 else None)


@given(st.integers(1, 400), st.sampled_from(SIGNATURE_PAGES), BLANKS, BINDINGS)
def test_signatures_on_one_another_read_in_order(pages: int, most: int, blanks: Blanks, binding: Binding) -> None:
    """Signatures hold no more than they may, and none is a single sheet among larger ones."""
    imposition = Imposition(scheme="signatures", signature=most, blanks=blanks, binding=binding)
    sheets = sheets_of(pages, imposition)
    read = list(read_stitched(sheets, is_right_bound=binding == "right"))
    assert [page for page in read if page] == list(range(1, pages + 1))
    sizes = [len(list(each)) for _, each in groupby(sheets, lambda sheet: sheet.signature)]
    assert max(sizes) * 4 <= most
    assert max(sizes) - min(sizes) <= 1


@pytest.mark.parametrize(("scheme", "columns", "lines"), [("2-up", 2, 1), ("4-up", 2, 2)])
def test_pages_side_by_side_stand_in_reading_order(scheme: str, columns: int, lines: int) -> None:
    """Rows are read from the top, each from its left; a last sheet has a back only where that shows something."""
    for pages in range(1, 401):
        sheets = sheets_of(pages, Imposition(scheme=scheme))  # type: ignore[arg-type]  # one of the two schemes above
        sides = [side for sheet in sheets for side in (sheet.front, sheet.back) if side]
        assert [len(side.rows) for side in sides] == [lines] * len(sides)
        assert {len(row) for side in sides for row in side.rows} == {columns}
        read = [page for side in sides for row in side.rows for page in row]
        assert [page for page in read if page] == list(range(1, pages + 1))
        assert any(page for row in sides[-1].rows for page in row)


def test_a_sheet_folded_to_eight_reads_in_order_and_holds_no_more() -> None:
    """Fewer pages leave blank ones."""
    for pages in range(1, 9):
        (sheet,) = sheets_of(pages, Imposition(scheme="fold-8", blanks="end"))
        assert read_eight(sheet) == list(filled(pages, 8, "end"))
        assert sheet.back is None
    with pytest.raises(ValueError, match="no more than eight"):
        sheets_of(9, Imposition(scheme="fold-8"))


def test_cards_that_are_cut_and_stacked_stand_in_order_with_their_backs_behind_them() -> None:
    """Small piles are cut from the pile of sheets and laid on one another, row by row; every number of pages."""
    columns, rows = CARDS
    for pages in range(1, 401):
        sheets = sheets_of(pages, Imposition(scheme="cards"))
        stack = [
            (sheet.front.rows[row][column], sheet.back.rows[row][columns - 1 - column])
            for row in range(rows)
            for column in range(columns)
            for sheet in sheets
            if sheet.back
        ]
        assert [page for card in stack for page in card if page] == list(range(1, pages + 1))
        assert all(front == 2 * number + 1 for number, (front, _) in enumerate(stack) if front)
        assert len(stack) - (pages + 1) // 2 < columns * rows, "no sheet more than is needed"
