"""The commands that make something to order, from the command line to the files."""

import json
import re
import shutil
import zipfile
from pathlib import Path

import pytest

from octavo import cli

STOCK = Path(__file__).parents[1] / "stock"
SHEETS = "sheets:\n  - {id: storm-sheet, title: The storm, content: [storm]}\n"


@pytest.fixture
def extra(tmp_path: Path, common_store: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Stand in a project with the stock book and a sheet, and return the folder for what is made to order."""
    shutil.copytree(STOCK, tmp_path / "content" / "stock")
    (tmp_path / "content/stock/handouts.yaml").write_text(SHEETS)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("OCTAVO_STORE", str(common_store))
    return tmp_path / "output" / "extra" / "stock"


def test_a_booklet_and_sheets_are_written_beside_what_stands_there(
    extra: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    extra.mkdir(parents=True)
    (extra / "mine.txt").write_text("a teacher's own file")
    (extra.parents[2] / "content/stock/stray.txt").write_text("nothing reads this")
    booklet, sheet = (
        cli.main(["booklet", "stock", "2", "--engine", "inline"]),
        cli.main(["handout", "stock", "storm-sheet", "--paper", "a4", "--engine", "inline"]),
    )
    told = capsys.readouterr()

    assert (booklet, sheet) == (0, 0), told.err
    assert "OC122" not in told.err
    assert told.out.count("warnings about the manuscript: 2; octavo check stock tells them") == 2
    names = sorted(path.relative_to(extra).as_posix() for path in extra.rglob("*") if path.is_file())
    assert "mine.txt" in names
    assert any("booklet" in name for name in names)
    assert any("storm-sheet" in name for name in names)
    assert "output/extra/stock" in told.out


def test_an_ebook_of_a_piece_is_a_publication_of_its_own_with_the_pages_of_the_book(extra: Path) -> None:
    assert cli.main(["build", "stock", "--selection", "2", "--engine", "inline"]) == 0
    with zipfile.ZipFile(extra / "stock-2.epub") as archive:
        package, guide = (archive.read(f"EPUB/{name}").decode() for name in ("package.opf", "nav.xhtml"))
        names = {name.removeprefix("EPUB/") for name in archive.namelist()}

    assert {"title-page.xhtml", "imprint.xhtml", "storm.xhtml"} < names
    assert "tower.xhtml" not in names
    assert '<dc:title id="title">A Lighthouse and Its Keepers: The storm' in package
    assert "dcterms:conformsTo" not in package
    # Chapter 2 begins in the middle of the book.
    pages = [int(page) for page in re.findall(r'href="storm.xhtml#page-(\d+)"', guide)]
    assert pages[0] > 5
    assert pages == list(range(pages[0], pages[-1] + 1))


@pytest.mark.usefixtures("extra")
def test_what_can_be_named_is_listed_with_the_sheets_first(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["handout", "stock", "--list"]) == 0
    sheets, pieces, others = capsys.readouterr().out.split("\n\n")

    assert sheets.split() == ["storm-sheet", "The", "storm"]
    assert [line.split("  ")[0].rstrip() for line in others.splitlines()] == [
        "storm/1",
        "event-first-lit",
        "event-great-storm",
    ]
    assert "Why were there two keepers?" in others
    assert any(line.startswith("2 or storm ") for line in pieces.splitlines()), pieces
    assert cli.main(["booklet", "stock", "--list"]) == 0
    assert capsys.readouterr().out == f"{pieces}\n"


@pytest.mark.usefixtures("extra")
def test_a_name_of_nothing_is_told_and_nothing_is_written(extra: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["booklet", "stock", "strom", "--engine", "inline"]) == 1
    assert "OC618" in (told := capsys.readouterr().err)
    assert "storm" in told
    assert not extra.exists()


@pytest.mark.usefixtures("extra")
@pytest.mark.parametrize("words", [["--without", "glossary"], ["--with", "contents"], ["whole", "--with", "index"]])
def test_matter_is_chosen_for_a_selection_alone(words: list[str]) -> None:
    assert cli.main(["booklet", "stock", *words]) == 2


@pytest.mark.usefixtures("extra")
def test_what_a_print_shop_asks_is_told_to_people_and_to_machines(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["check", "--print", "stock"]) == 0
    lines = capsys.readouterr().out
    assert cli.main(["check", "--print", "--json", "stock"]) == 0
    (report,) = json.loads(capsys.readouterr().out)["books"][0]["print"]

    assert report["is_embedded"]
    assert report["sizes"] == [["148 × 210 mm", report["pages"]]]
    assert f"stock.pdf: {report['pages']} pages ({report['pages']} of 148 × 210 mm)" in lines
