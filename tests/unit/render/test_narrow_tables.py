"""On narrow screens the cells of a row stand one below the other."""

import re

import pytest
from markupsafe import Markup

from octavo.render.narrow_tables import WIDTHS, label_of, narrow_rules, width_class


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([["Year", "Cost"], ["1884", "310"]], "needs-9"),
        ([["Year", "What it was for"], ["1884", "limestone, which was dug"]], "needs-9"),
        ([["Temperature", "Precipitation", "Remarks"]], "needs-16"),
        ([["one"], ["one", "two", "three"]], "needs-9"),
        ([["<b>x</b>" * 3, ""]], "needs-9"),
        ([["a" * 300]], f"needs-{WIDTHS[-1]}"),
        ([], "needs-9"),
    ],
)
def test_the_longest_words_say_how_wide_a_table_must_be(rows: list[list[str]], expected: str) -> None:
    assert width_class([[Markup(cell) for cell in row] for row in rows]) == expected  # noqa: S704 -- made here


def test_the_label_of_a_cell_has_no_number_of_a_note() -> None:
    head = Markup('<em>Cost</em> &amp; so on<a class="note-call" href="#n" id="c">12</a>')

    assert label_of(head) == "Cost & so on"


def test_there_are_rules_for_every_width_that_a_table_may_need() -> None:
    rules = "".join(narrow_rules())

    found = re.findall(r"@container \(max-width:([\d.]+)em\)\{table\.needs-(\d+),", rules)
    assert [(float(room) < int(width) < float(room) + 0.1, int(width)) for room, width in found] == [
        (True, width) for width in WIDTHS
    ]
