"""The commands of editions, from the command line: a release, a correction, and all that is told of the difference."""

import json
from pathlib import Path
from typing import Any

import pytest

from octavo import cli

HERE = ("--engine", "inline")
SETTINGS = """title: The Tower
language: en-GB
version: 1.0.0
released: "2026-11-24"
formats: [pdf]
booklets:
  - sheets: [a4]
matter:
  front: [title-page]
  body: [text/01-tower.md, text/02-storm.md, text/03-boat.md]
"""
TOWER = "# The tower\n\nIt was lit in 1884, and seen from the sea.\n\n![A lamp that hangs.](lamp.svg){#lamp}\n"
STORM = "# The storm\n\nThe keeper came in a boat.\n\nThe sea stood at the door.\n\nNobody slept.\n"
BOAT = "# The boat\n\nIt lay on the sand.\n"
LAMP = '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20"><path d="M0,0h{}v20h-9z"/></svg>'
SOURCES = "- id: log\n  type: book\n  title: The log\n"
CORRECTION = (
    *("correct", "tower", "--was", "in 1884, and", "--now", "in 1885, and", "--kind", "fact"),
    *("--reason", "The log has another year.", "--source", "log", "--date", "2026-11-30", "--no-build"),
)
ANEW = {
    "at the door": "before the door",
    "\n\nNobody slept.": "",
    "in a boat.": "in a boat.\n\nIt rained.",
}
"""What a second hand has changed in the chapter on the storm, without a record."""

CHANGES = """\
changed, fact (c001): tower: tower, p. 3, line 3 -> tower, p. 3, line 3
  - It was lit in 1884, and seen from the sea.
  + It was lit in 1885, and seen from the sea.
added, wording: storm: tower, p. 4, line 4
  + It rained.
changed, wording: storm: tower, p. 4, line 4 -> tower, p. 4, line 5
  - The sea stood at the door.
  + The sea stood before the door.
removed, wording: storm: tower, p. 4, line 5
  - Nobody slept.
1.0.0 to now: 2 changed, 1 added, 1 removed
"""


@pytest.fixture
def content(tmp_path: Path, common_store: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Stand in a project with a small book and return the folder of its content."""
    book = tmp_path / "content" / "tower"
    (book / "text").mkdir(parents=True)
    (book / "book.yaml").write_text(SETTINGS)
    for name, text in (("01-tower", TOWER), ("02-storm", STORM), ("03-boat", BOAT)):
        (book / f"text/{name}.md").write_text(text)
    (book / "text/lamp.svg").write_text(LAMP.format(40))
    (book / "sources.yaml").write_text(SOURCES)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("OCTAVO_STORE", str(common_store))
    return book


def test_a_corrected_book_is_told_from_its_release_in_every_form(
    content: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def told(*words: str) -> str:
        """Return what a command that must succeed says about the book."""
        assert cli.main([words[0], "tower", *words[1:]]) == 0
        return capsys.readouterr().out

    def values(*words: str) -> dict[str, Any]:
        """Return what a command says in JSON."""
        read: dict[str, Any] = json.loads(told(*words, "--json"))
        return read

    assert "tower 1.0.0 is released: 4 files in archive/tower/1.0.0" in told("release", "--date", "2026-11-24", *HERE)
    assert told("changes", *HERE) == "1.0.0 to now: nothing changed\n"
    assert told("errata", "--for", "1.0.0", *HERE) == "The Tower, 1.0.0 of 2026-11-24: errata\n  none\n"
    standing = told("reprint", "--from", "1.0.0", *HERE)
    assert standing == "tower, 1.0.0 to now: 0 of 2 printed files to copy anew, in part or whole\n"
    assert not Path("output/extra").exists()

    assert cli.main(CORRECTION) == 0
    storm = content / "text/02-storm.md"
    for was, now in ANEW.items():
        storm.write_text(storm.read_text().replace(was, now))
    capsys.readouterr()

    assert told("changes", *HERE) == CHANGES
    made = told("changes", "--as", "html", *HERE)
    assert made.startswith(CHANGES)
    assert "tower: changes/1.0.0-now.html in output/extra/tower" in made
    review = Path("output/extra/tower/changes/1.0.0-now.html").read_text()
    assert ">1884,</del>" in review
    assert ">1885,</ins>" in review
    changes = values("changes", *HERE)["changes"]
    assert [(each["kind"], each["class"], each["correction"]) for each in changes] == [
        ("changed", "fact", "c001"),
        ("added", "wording", ""),
        ("changed", "wording", ""),
        ("removed", "wording", ""),
    ]
    assert (changes[1]["old"], changes[3]["new"]) == (None, None)
    assert changes[2]["new"]["printed"] == {"tower": {"page": 4, "folio": "4", "line": 5}}

    slip = told("errata", "--for", "1.0.0", *HERE)
    assert "  p. 3, line 3: for 1884 read 1885\n" in slip
    assert "errata/tower-1.0.0-a6.pdf" in slip
    errata = values("errata", "--for", "1.0.0", "--no-slip")
    assert (errata["version"], errata["until"], errata["files"]) == ("1.0.0", "now", [])
    (erratum,) = errata["printings"]["tower"]
    assert (erratum["was"], erratum["now"], erratum["line"]) == ("1884", "1885", 3)

    again = told("reprint", "--from", "1.0.0", *HERE)
    assert "changed: p. 3, 4\n" in again
    assert "tower.pdf: copy leaf 2 anew; the rest stands\ntower-booklet-a4.pdf: copy sheet 2 anew; the rest" in again
    assert Path("output/extra/tower/reprint/1.0.0/tower-booklet-a4.pdf").is_file()
    reprint = values("reprint", "--from", "1.0.0", "--no-files", *HERE)
    assert [(each["file"], each["kind"], each["total"], each["anew"]) for each in reprint["sheets"]] == [
        ("tower.pdf", "leaves", 3, [2]),
        ("tower-booklet-a4.pdf", "sheets", 2, [2]),
    ]
    assert reprint["effective"][1] == {"first": "3", "last": "4", "version": ""}

    released = told("release", "--impression", "--date", "2026-12-01", *HERE)
    assert released.startswith(CHANGES.replace("to now", "to 1.1.0"))
    assert values("changes", "1.0.0", "1.1.0", *HERE)["changes"] == changes
    assert told("verify", *HERE).splitlines() == [
        "tower 1.0.0: made once more, byte for byte",
        "tower 1.1.0: made once more, byte for byte",
        "tower: 2 releases, 8 files, 0 not as released",
    ]
    Path("archive/tower/1.0.0/sources.zip").write_bytes(b"another")
    assert cli.main(["verify", "tower", "--quick"]) == 1
    assert capsys.readouterr().out == "tower: 2 releases, 8 files, 1 not as released\n"


def test_a_mistake_of_typing_asks_for_a_sheet_and_a_paragraph_that_spills_says_what_it_moves(
    content: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def reprint() -> str:
        """Return what is told of the copies of the release."""
        assert cli.main(["reprint", "tower", "--from", "1.0.0", "--no-files", *HERE]) == 0
        return capsys.readouterr().out

    assert cli.main(["release", "tower", "--date", "2026-11-24", *HERE]) == 0
    capsys.readouterr()
    boat, storm = content / "text/03-boat.md", content / "text/02-storm.md"
    boat.write_text(BOAT.replace("sand", "sands"))
    typed = reprint()

    assert "changed: p. 5\n" in typed
    assert "tower.pdf: copy leaf 3 anew; the rest stands\ntower-booklet-a4.pdf: copy sheet 2 anew; the rest" in typed

    boat.write_text(BOAT)
    storm.write_text(STORM + "\nThe sea stood before the door." * 200)
    spilt = reprint()

    assert "changed: p. 4, 5, 6, 7\n" in spilt
    assert "moved only: p. 8 (was 5)\n" in spilt
