"""Of two lines in one column the upper is read first."""

from octavo.check.artefacts.printed_lines import PrintedLine
from octavo.check.artefacts.visual_order import out_of_order


def line(text: str, baseline: float) -> PrintedLine:
    """Return a line of words at ``baseline``."""
    return PrintedLine(
        page=1, note=0, block=1, text=text, left=50, right=200, baseline=baseline, size=10, is_level=True
    )


def test_a_line_that_is_read_late_and_stands_above_is_told() -> None:
    lower, upper = line("lower", 100), line("upper", 120)

    assert list(out_of_order([lower, upper])) == [(lower, 1)]
    assert list(out_of_order([upper, lower])) == []


def test_of_a_line_without_a_word_nothing_is_said() -> None:
    assert list(out_of_order([line("cell", 100), line("", 120)])) == []
    assert list(out_of_order([line("", 100), line("item", 120)])) == []
