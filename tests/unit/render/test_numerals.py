"""Numbers in columns."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from octavo.model.prose import Alignment
from octavo.model.records import Cell, Column
from octavo.render.numerals import column
from octavo.render.template_context import Words
from tests.unit.render.factory import language

ENGLISH, UKRAINIAN = Words(language=language()), Words(language=language("uk"))


def printed(cells: tuple[Cell, ...], align: Alignment, word: Words = ENGLISH) -> list[str]:
    return list(column(cells, Column(name="n", align=align), word))


@pytest.mark.parametrize(
    ("cells", "align", "expected"),
    [
        ((79000, 2100), "right", ["79,000", "2,100"]),
        ((2100, 1200), "right", ["2,100", "1,200"]),
        ((1922, 1934), "right", ["1922", "1934"]),
        ((79000, 2100), "left", ["79000", "2100"]),
        ((-12345, None, "about 3"), "right", ["\N{MINUS SIGN}12,345", "", "about 3"]),
        ((4.5, 12, 7.25, None), "decimal", ["4.5\u2007", "12\u2008\u2007\u2007", "7.25", ""]),
        ((1, 2), "decimal", ["1", "2"]),
        ((123456.5,), "decimal", ["123,456.5"]),
    ],
)
def test_numbers_are_written_as_their_column_asks(
    cells: tuple[Cell, ...], align: Alignment, expected: list[str]
) -> None:
    assert printed(cells, align) == expected


def test_marks_are_those_of_the_language() -> None:
    assert printed((123456.5,), "decimal", UKRAINIAN) == ["123\u00a0456,5"]


@given(st.lists(st.integers() | st.floats(allow_nan=False, allow_infinity=False)))
def test_decimal_columns_have_as_many_places_in_every_cell(numbers: list[int | float]) -> None:
    cells = printed(tuple(numbers), "decimal")

    wide = [cell.replace("\u2008", ".").replace("\u2007", "0") for cell in cells if "e" not in cell]
    assert len({len(cell.partition(".")[2]) for cell in wide}) <= 1
