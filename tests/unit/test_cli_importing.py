"""The command that imports, and imports again: what is told, what is taken over, and what is left alone."""

import re
from pathlib import Path

import pytest

from octavo import cli
from octavo.commands.importing import TOLD

FIRST = "# The tower\n\nIt was lit in 1884.\n\nThe sea rose.\n\nThe keeper came.\n\nIt rained.\n"
COMMAND = ("import", "tower.md", "--into", "tower")
LINE = re.compile(r"([0-9a-f]{6,})  (\S+): (.*)")
"""A change that is offered: its name, its file, and what it is."""


@pytest.fixture
def source(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Stand in a project without a book, and return a text to import."""
    (tmp_path / "content").mkdir()
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("OCTAVO_STORE", str(tmp_path / "store"))
    text = tmp_path / "tower.md"
    text.write_text(FIRST)
    return text


def told(capsys: pytest.CaptureFixture[str], *words: str, ends: int = 0) -> list[str]:
    """Return the lines that a command says, which ends as is said."""
    assert cli.main([*words]) == ends
    return capsys.readouterr().out.splitlines()


def test_an_import_counts_what_came_in_and_says_how_to_go_on(source: Path, capsys: pytest.CaptureFixture[str]) -> None:
    lost = "\n".join(f"```{{r}}\nplot({number})\n```\n" for number in range(TOLD + 2))
    source.write_text(FIRST + "\n" + lost)
    lines = told(capsys, *COMMAND)

    assert re.fullmatch(r"words +\d+ +\d+", lines[1])
    assert sum(line.startswith("- tower.md: ") for line in lines) == TOLD
    assert "- and 2 more" in lines
    assert lines[-2].startswith(
        "content/tower: 1 text; all that could not be kept is in content/tower/import/report.md"
    )
    assert lines[-1] == "build it with: octavo build tower"
    assert told(capsys, "check", "tower", ends=0)


def test_changes_of_the_source_are_offered_and_those_that_are_accepted_taken_over(
    source: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    told(capsys, *COMMAND)
    text = next(Path("content/tower/text").iterdir())
    nothing = told(capsys, *COMMAND, "--update")

    source.write_text(
        FIRST.replace("1884", "1885").replace("The keeper came.", "The keeper left.") + "\nNobody slept.\n"
    )
    text.write_text(text.read_text().replace("The keeper came.", "A keeper came."))
    offered = told(capsys, *COMMAND, "--update")
    before = text.read_text()
    changes = [found for line in offered if (found := LINE.fullmatch(line))]

    assert nothing == ["the source has no change that the book could take over"]
    assert before == FIRST.replace("The keeper", "A keeper")
    assert [each[2] for each in changes] == [f"text/{text.name}"] * 2
    assert offered[-1].startswith(
        "take over with --accept and the name of a change, or all; content/tower/import/changes"
    )
    report = Path("content/tower/import/changes.md").read_text()
    assert "also changed in the book, and left." in report
    assert "    The keeper left." in report

    one = told(capsys, *COMMAND, "--accept", changes[0][1])
    assert one[0] == f"taken over: {changes[0][0]}"
    assert [line for line in one if LINE.fullmatch(line)] == [changes[1][0]]
    assert text.read_text() == before.replace("1884", "1885")
    assert told(capsys, *COMMAND, "--accept", "nothing", ends=1) == []
    told(capsys, *COMMAND, "--accept", "all")
    assert text.read_text() == before.replace("1884", "1885") + "\nNobody slept.\n"


def test_files_that_came_and_went_are_taken_over_whole(
    tmp_path: Path, source: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    square = '<svg xmlns="http://www.w3.org/2000/svg" width="{0}" height="9"><path d="M0,0h{0}v9z"/></svg>'
    for name, width in (("a", 9), ("b", 8)):
        (tmp_path / f"{name}.svg").write_text(square.format(width))
    source.write_text(FIRST + "\n![A lamp](a.svg)\n\n![A bell](b.svg)\n")
    told(capsys, *COMMAND)
    images = Path("content/tower/images")

    (tmp_path / "a.svg").write_text(square.format(7))
    source.write_text(FIRST + "\n![A lamp](a.svg)\n")
    lines = told(capsys, *COMMAND, "--accept", "all")

    assert any("images/a.svg" in line for line in lines)
    assert {path.name: path.read_text() for path in images.iterdir()} == {"a.svg": square.format(7)}
    assert told(capsys, *COMMAND, "--update") == ["the source has no change that the book could take over"]


def test_a_name_that_no_folder_has_and_a_table_that_is_not_there_leave_nothing(
    source: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["import", str(source), "--into", "No Name"]) == 1
    assert "OC195" in capsys.readouterr().err
    assert cli.main([*COMMAND, "--roles", "none.yaml"]) == 1
    assert "OC182" in capsys.readouterr().err
    assert list(Path("content").iterdir()) == []


def test_a_book_that_was_not_imported_has_nothing_to_compare_with(
    source: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert source.exists()
    assert cli.main([*COMMAND, "--update"]) == 1

    assert "OC192" in capsys.readouterr().err
