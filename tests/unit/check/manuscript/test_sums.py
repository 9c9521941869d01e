"""Parts add up to their total, and a chart's numbers are those told in words."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from octavo.check.manuscript.passages import passages
from octavo.check.manuscript.sums import examine_figures, sum_reader
from octavo.model.book import Record
from octavo.model.origin import Origin
from octavo.model.records import Cell, Column, FigureData, FigureRecord, MarkdownText, TableFigure
from tests.unit.check.manuscript.manuscripts import facts, manuscript
from tests.unit.check.manuscript.test_prose_dates import patterns
from tests.unit.render.factory import language

HEADS = ("what", "first", "second")


def sums(*rows: tuple[Cell, ...], heads: tuple[str, ...] = HEADS, totals: tuple[Cell, ...] = ()) -> list[str]:
    """Return what is told of the sums in a table of these rows."""
    columns = tuple(Column(name=head.lower(), label=head) for head in heads)
    data = FigureData(columns=columns, rows=rows, totals=totals)
    figure: FigureRecord = TableFigure(id="t", kind="table", title=MarkdownText("t"), data=data)
    record: Record[FigureRecord] = Record(value=figure, origin=Origin("t.yaml", 1, 1))
    return [found.message for found in examine_figures([record], sum_reader(language("en-GB"), patterns()))]


@pytest.mark.parametrize(
    ("rows", "totals", "expected"),
    [
        ([("a", 1, 2), ("b", 3, 4)], ("all", 4, 6), []),
        ([("a", 1, 2), ("b", 3, 4)], ("all", 5, None), ["the column 'first' adds up to 4, not 5"]),
        ([("a", 1, None), ("b", 3, 4)], ("all", "4", 5), []),
        ([("a", 0.1, 1.25), ("b", 0.2, 1.25)], ("all", 0.3, 2.51), []),
        ([("a", 0.1, 1.25), ("b", 0.2, 1.25)], ("all", 0.6, 2.5), ["the column 'first' adds up to 0.3, not 0.6"]),
        ([("a (about)", 46000, 2), ("b", 3, 4)], ("all", 46400, 6), []),
        (
            [("a (about)", 46000, 2), ("b", 3, 4)],
            ("all", 46600, 6),
            ["the column 'first' adds up to 46,003, not 46,600"],
        ),
        ([("about nothing", 0, 2), ("b", 3, 4)], ("all", 3, 6), []),
        ([("a", "many", 2), ("b", 3, 4)], ("all", 9, 6), []),
    ],
)
def test_a_total_is_the_sum_of_its_column(
    rows: list[tuple[Cell, ...]], totals: tuple[Cell, ...], expected: list[str]
) -> None:
    assert sums(*rows, totals=totals) == expected


@given(st.lists(st.integers(-(10**9), 10**9), min_size=2, max_size=9), st.integers(1, 10**6))
def test_any_whole_numbers_add_up_to_their_sum_and_to_nothing_else(numbers: list[int], excess: int) -> None:
    rows = [(f"row {number}", number, number) for number in numbers]

    assert sums(*rows, totals=("all", sum(numbers), None)) == []
    assert len(sums(*rows, totals=("all", sum(numbers) + excess, None))) == 1


@pytest.mark.parametrize(
    ("head", "total", "expected"),
    [("Per cent", 100, 0), ("Share (%)", 100, 0), ("Per cent", 51, 0), ("Number", 100, 1)],
)
def test_shares_add_up_to_a_hundred_or_to_nothing(head: str, total: int, expected: int) -> None:
    found = sums(("a", 33), ("b", 33), ("c", 33), heads=("what", head), totals=("all", total))

    assert len(found) == expected


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([("a", 1, 2, 3), ("b", 3, 4, 7), ("c", 5, 6, 12)], ["the row 'c' adds up to 11, not 12"]),
        ([("a", 1, 2, 4), ("b", 3, 4, 8), ("c", 5, 6, 12)], []),  # the column is no sum of the others
        ([("a", 1, None, 4), ("b", 3, 4, 7), ("c", 5, 6, 11)], []),
        ([("a", 1, 2, None), ("b", 3, "", 7), ("c", 5, 6, 11)], []),
        ([("a", 75950, 193000, 268950), ("b (about)", 387000, 381000, 767000)], []),
    ],
)
def test_a_column_of_totals_is_the_sum_of_each_row(rows: list[tuple[Cell, ...]], expected: list[str]) -> None:
    assert sums(*rows, heads=("what", "men", "women", "Together")) == expected
    assert sums(*rows, heads=("what", "Total", "women", "Together")) == []


TABLE = """| what | cost{about} |
|------|----:|
| oil | {one} |
| wick | {two} |
| {last} | {total} |
"""


@pytest.mark.parametrize(
    ("about", "one", "two", "last", "total", "expected"),
    [
        ("", "1,200", "300", "Total", "1,500", 0),
        ("", "1,200", "300", "Total", "1,400", 1),
        ("", "1,200", "300", "glass", "1,400", 0),
        ("", "1,200", "many", "Total", "1,400", 0),
        ("", "about 1,200", "300", "In total", "1,480", 0),
        (" (about)", "1,200", "300", "All together", "1,580", 0),
        ("", "−200", "300", "All", "100", 0),
        ("", "1.5", "2.5", "All", "4.2", 1),
    ],
)
def test_a_last_row_called_total_is_one(
    about: str, one: str, two: str, last: str, total: str, expected: int, tmp_path: Path
) -> None:
    rows = TABLE.format(about=about, one=one, two=two, last=last, total=total)

    assert len(facts(manuscript(tmp_path, text=f"::: table\n{rows}:::"))) == expected


@pytest.mark.parametrize(
    ("alt", "expected"),
    [
        ("It was 1,200 and 3,400, together 4,600.", []),
        ("It was 12,000.", ["'12,000' in the alternative text of 'lamp' is not in its data"]),
        ("In 1884 it was 12.", []),
    ],
)
def test_large_numbers_told_in_words_are_in_the_data(alt: str, expected: list[str], tmp_path: Path) -> None:
    old = (Path(__file__).parents[3] / "stock/figures/lamp.yaml").read_text()
    rows = old.replace('["1884", 12]', '["1884", 1200]').replace('["1895", 15]', '["1895: 9,999", 3400]')
    start, end = rows.index("alt:"), rows.index("description:")
    publication = manuscript(tmp_path, **{"figures/lamp": f"{rows[:start]}alt: {alt}\n{rows[end:]}"})

    assert [line.partition(" ")[2].partition(" ")[2] for line in facts(publication)] == expected
    assert passages(publication)
