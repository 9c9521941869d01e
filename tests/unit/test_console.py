"""What people read on a terminal."""

import re
import sys
from pathlib import Path

import pytest

from octavo.console import FEW, FIRST, parts_done, print_diagnostics, print_profile, print_rebuilt, progress
from octavo.model.diagnostics import fault
from octavo.model.origin import Origin
from octavo.pipeline.result import BookResult, Timing
from octavo.pipeline.watch import WatchedBuild
from octavo.project import find_project


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


def test_a_profile_has_the_steps_in_their_order_and_the_slowest_parts_first(capsys: pytest.CaptureFixture[str]) -> None:
    units = [
        Timing(name=name, seconds=seconds, from_store=from_store)
        for name, seconds, from_store in (("wells", 0.5, False), ("rope", 2.0, False), ("kept", 9.0, True))
    ]
    print_profile(
        [BookResult(book="stock", status="built", steps=(Timing(name="load", seconds=0.25),), units=tuple(units))]
    )

    assert capsys.readouterr().out.splitlines() == [
        "stock:    0.25 s  load",
        "stock: 1 of 3 results came from the store",
        "stock:    2.00 s    rope",
        "stock:    0.50 s    wells",
    ]


def test_after_a_change_a_book_with_errors_is_told_and_the_others_are(capsys: pytest.CaptureFixture[str]) -> None:
    wrong = BookResult(book="one", status="failed", diagnostics=(fault("OC115", Origin("a.md", 1, 1)),))
    right = BookResult(book="two", status="built", pages=12, units=(Timing(name="wells", seconds=0.5),))
    saved = tuple(Path(f"{name}.md") for name in "abcde")
    print_rebuilt(WatchedBuild(files=saved, results=(wrong, right), seconds=1.25), find_project(Path.cwd()))
    told = capsys.readouterr()

    assert told.err.splitlines()[1:] == ["one: 1 error, 0 warnings; nothing was written"]
    assert told.out == "a.md, b.md, c.md, 2 more: two: 1 part made, 12 pages, 1.25 s\n"


@pytest.mark.parametrize(("is_terminal", "said"), [(True, ["stock: typeset"]), (False, [])])
def test_the_step_at_work_is_shown_where_somebody_watches(
    *, is_terminal: bool, said: list[str], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys.stderr, "isatty", lambda: is_terminal)
    with progress(quiet=False) as report:
        report.step("stock", "typeset")

    assert re.findall(r"stock: \w+", capsys.readouterr().err)[:1] == said


@pytest.mark.parametrize(
    ("done", "known", "seconds", "said"),
    [
        (0, 12, 0.0, "0 of 12 parts done"),
        (3, 12, 6.0, "3 of 12 parts done, about 18 s left"),
        (1, 100, 2.0, "1 of 100 parts done, about 4 min left"),
        (12, 12, 20.0, "12 of 12 parts done"),
    ],
)
def test_who_watches_is_told_how_much_is_left(done: int, known: int, seconds: float, said: str) -> None:
    assert parts_done(done, known, seconds) == said
