"""What people read on a terminal."""

import pytest

from octavo.console import FEW, FIRST, print_diagnostics
from octavo.model.diagnostics import fault
from octavo.model.origin import Origin


def lines(count: int, capsys: pytest.CaptureFixture[str]) -> list[str]:
    """Return what is printed of so many unknown words and one other fault."""
    words = [fault("OC813", Origin("a.md", number, 1), word=f"w{number}") for number in range(1, count + 1)]
    print_diagnostics([*words, fault("OC115", Origin("b.md", 1, 1))])
    return capsys.readouterr().err.splitlines()


def test_a_few_faults_of_a_kind_are_told_each_in_its_line(capsys: pytest.CaptureFixture[str]) -> None:
    assert len(lines(FEW, capsys)) == FEW + 1


def test_of_many_faults_of_a_kind_the_first_are_told_and_how_many_more_there_are(
    capsys: pytest.CaptureFixture[str],
) -> None:
    told = lines(1_500, capsys)
    file = "a build writes the words to output/<book>/words-unknown.txt, the most frequent first"

    assert [line.partition(": ")[0] for line in told[:FIRST]] == [f"a.md:{n}:1" for n in range(1, FIRST + 1)]
    assert told[FIRST:] == [
        f"warning OC813: {1_500 - FIRST:,} more of this kind · {file}; --json lists all",
        "b.md:1:1: error OC115: the text has no title · begin the file with a line '# Title'",
    ]
