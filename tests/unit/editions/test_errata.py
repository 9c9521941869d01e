"""Errata name the page and line of the reader's own printing, and no more words than are needed."""

from dataclasses import replace

import pytest

from octavo.editions.errata import differences, errata
from octavo.model.editions import BlockChange, Correction, FrozenBlock, PrintedAt

OLD = "The lamp was lit in 1884, by Ada Wren alone."


def block(text: str, *lines: tuple[int, str, int, int]) -> FrozenBlock:
    """Return a block that is printed in these lines."""
    return FrozenBlock(id="a", section="tower", text=text, printed={"stock": tuple(PrintedAt(*line) for line in lines)})


@pytest.mark.parametrize(
    ("new", "expected"),
    [
        ("The lamp was lit in 1885, by Ada Wren alone.", [("1884", "1885")]),
        ("The lamp was lit in 1884, by Tom Lark alone.", [("Ada Wren", "Tom Lark")]),
        ("The lamp was lit late in 1884, by Ada Wren alone.", [("lit", "lit late")]),
        ("The lamp was lit in 1884, by Ada Wren.", [("Wren alone", "Wren")]),
        ("Then the lamp was lit in 1884, by Ada Wren alone.", [("The", "Then the")]),
        ("The lamp was lit in 1885, by Tom Wren alone.", [("1884, by Ada", "1885, by Tom")]),
        ("The mast was lit in 1884, by Ada Wren at last.", [("lamp", "mast"), ("alone", "at last")]),
        (OLD, []),
    ],
)
def test_no_more_words_are_given_than_needed(new: str, expected: list[tuple[str, str]]) -> None:
    assert [(was, now) for _, was, now in differences(OLD, new)] == expected


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ([(204, "204", 14, 0), (204, "204", 15, 14)], "p. 204, line 15: for 1884 read 1885"),
        ([(9, "ix", 33, 0), (10, "x", 1, 10)], "p. x, line 1: for 1884 read 1885"),
        ([(7, "7", 2, 0), (7, "7", 3, 30)], "p. 7, line 2: for 1884 read 1885"),
    ],
)
def test_three_printings_and_one_correction_give_three_places(
    lines: list[tuple[int, str, int, int]], expected: str
) -> None:
    change = BlockChange(kind="changed", nature="fact", old=block(OLD, *lines), new=block(OLD.replace("1884", "1885")))

    assert [str(each) for each in errata([change], [], "stock")] == [expected]


def test_a_block_without_lines_has_no_place() -> None:
    change = BlockChange(kind="changed", nature="fact", old=block(OLD), new=block("The lamp was lit late."))

    assert errata([change], [], "stock") == ()


def test_what_misleads_nobody_is_no_erratum() -> None:
    line = (7, "7", 2, 0)
    changes = [
        BlockChange(kind="changed", nature="typo", old=block("A sstand.", line), new=block("A stand.", line)),
        BlockChange(kind="added", nature="fact", old=None, new=block("In 1890.", line)),
        BlockChange(kind="moved", nature="layout", old=block(OLD, line), new=block(OLD, line)),
        BlockChange(kind="removed", nature="fact", old=block("It sank in 1890.", line), new=None),
    ]

    unseen = replace(block("A chart", line), part="alternative")
    changes.append(BlockChange(kind="changed", nature="fact", old=unseen, new=replace(unseen, text="A map of 1890")))

    assert [str(each) for each in errata(changes, [], "stock")] == ["p. 7, line 2: omit the passage ‘It sank in 1890.’"]


def test_a_correction_decides_by_its_severity() -> None:
    line = (7, "7", 2, 0)
    severe = Correction(
        id="c1",
        date="2026-11-30",  # type: ignore[arg-type]  # a NewType of str, which the ledger is read by
        kind="fact",
        severity=3,
        decision="applied",
        file="text/01-tower.md",
        where="a",
        was="in 1884",
        now="in 1885",
    )
    slight = replace(severe, id="c2", severity=2, was="Wren alone", now="Wren herself")
    new = replace(block(OLD, line), text="The lamp was lit in 1885, by Ada Wren herself.")
    change = BlockChange(kind="changed", nature="fact", old=block(OLD, line), new=new, correction="c1")

    assert [str(each) for each in errata([change], [severe, slight], "stock")] == ["p. 7, line 2: for 1884 read 1885"]
    assert errata([replace(change, correction="c2")], [severe, slight], "stock") == ()


def test_a_value_of_a_chart_stands_in_the_figure() -> None:
    cells = replace(block("1884; 12; 1885; 14;", (7, "7", 0, 0)), part="data")
    change = BlockChange(kind="changed", nature="fact", old=cells, new=replace(cells, text="1884; 12; 1885; 15;"))

    assert [str(each) for each in errata([change], [], "stock")] == ["p. 7, in the figure: for 14 read 15"]
