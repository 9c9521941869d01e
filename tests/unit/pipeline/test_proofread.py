"""The report on a book: what it counts, what it says of its pages, and what it cannot say."""

import json
from pathlib import Path

import pytest

from octavo import cli

NO_BREAK_SPACE = "\N{NO-BREAK SPACE}"


@pytest.fixture
def wells(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Stand in a project with one new book."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("OCTAVO_STORE", str(tmp_path / "store"))
    cli.main(["new", "wells", "--example"])
    return tmp_path / "content" / "wells"


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new, 1))


@pytest.mark.usefixtures("wells")
def test_before_a_build_the_words_are_reported_and_the_lines_not(capsys: pytest.CaptureFixture[str]) -> None:
    capsys.readouterr()

    assert cli.main(["check", "--report"]) == 0
    told = capsys.readouterr().out.splitlines()
    assert told[0] == "wells"
    assert told[1].split() == [
        *("words", "in", "all", "ease", "grade", "cited", "notes"),
        *("figures", "tables", "extracts", "sidebars"),
    ]
    assert told[-1] == "  not run: lines (build the book first)"


def test_after_a_build_the_lines_are_reported_until_the_book_changes(
    wells: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    # Bound words that fill two thirds of a line each, so that no line can be set well.
    text = wells / "text/01-the-well.md"
    bound = " ".join(["the well and the pump and the water of it".replace(" ", NO_BREAK_SPACE)] * 4)
    text.write_text(f"{text.read_text()}\n{bound}.\n")
    cli.main(["build", "--engine", "inline"])
    capsys.readouterr()

    assert cli.main(["check", "--report", "--json"]) == 0
    (book,) = json.loads(capsys.readouterr().out)["books"]
    report = book["report"]
    assert (book["status"], report["not_run"], report["unknown_words"]) == ("checked", {}, 0)
    assert report["lines"]["pages"] > 5
    assert report["lines"]["hyphens"] <= report["lines"]["lines"]
    assert {"page", "line", "kind", "value", "words", "origin"} == set(report["lines"]["findings"][0])
    assert all(chapter["ease"] > 0 for chapter in report["chapters"] if chapter["words"])

    assert cli.main(["check", "--report"]) == 0
    told = capsys.readouterr().out
    assert "  lines: " in told
    assert "  findings: " in told
    assert "    page " in told

    edit(wells / "book.yaml", "title:", "title:  ")
    cli.main(["check", "--report"])
    assert "not run: lines (build the book first)" in capsys.readouterr().out


def test_a_book_with_errors_has_no_report(wells: Path, capsys: pytest.CaptureFixture[str]) -> None:
    edit(wells / "book.yaml", "title:", "titel:")
    capsys.readouterr()

    assert cli.main(["check", "--report"]) == 1
    told = capsys.readouterr()
    assert told.out == ""
    assert "OC102" in told.err
    assert told.err.endswith("nothing was written\n")

    cli.main(["check", "--report", "--json"])
    (book,) = json.loads(capsys.readouterr().out)["books"]
    assert "report" not in book


def test_in_another_language_it_is_said_what_was_not_run(wells: Path, capsys: pytest.CaptureFixture[str]) -> None:
    edit(wells / "book.yaml", "en-GB", "uk")
    capsys.readouterr()

    assert cli.main(["check"]) == 0
    assert capsys.readouterr().out == "wells: checked; not run: spelling (there is no word list for uk)\n"

    cli.main(["check", "--report"])
    told = capsys.readouterr().out
    assert "spelling:" not in told
    assert "not run: spelling (there is no word list for uk)" in told
    assert "not run: ease of reading (the language file gives no formulas)" in told
    assert " - " in told


def test_what_is_looked_up_once_is_kept(wells: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    cli.main(["check"])

    def broken(_request: bytes) -> bytes:
        raise AssertionError

    monkeypatch.setattr("octavo.check.manuscript.spelling_dictionary.look_up", broken)
    assert wells.is_dir()
    assert cli.main(["check"]) == 0
