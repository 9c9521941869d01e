"""Commands that make books, from the command line: a profile, watching, a catalogue, and what does not go together."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from octavo import cli
from octavo.commands.books import build_books
from octavo.pipeline import watch

SETTINGS = """title: The {0}
language: en-GB
version: 1.0.0
released: "2026-11-24"
base-url: https://example.org/{1}/
formats: [pdf, site]
matter: {{front: [title-page], body: [text/01-a.md]}}
"""


@pytest.fixture
def content(tmp_path: Path, common_store: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Stand in a project with two small books and return the folder of their content."""
    for name in ("tower", "boat"):
        book = tmp_path / "content" / name
        (book / "text").mkdir(parents=True)
        (book / "book.yaml").write_text(SETTINGS.format(name.capitalize(), name))
        (book / "text/01-a.md").write_text(f"# A {name}\n\nIt is seen from the sea.\n")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("OCTAVO_STORE", str(common_store))
    return tmp_path / "content"


def test_a_catalogue_shows_every_book_and_stays_where_one_has_errors(
    content: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    command = ["catalogue", "--title", "Our books", "--url", "https://example.org/", "--engine", "inline"]
    assert cli.main(command) == 0
    made = capsys.readouterr().out
    page = Path("output/index.html").read_text()
    settings = content / "boat/book.yaml"
    settings.write_text(settings.read_text().replace("[pdf, site]", "[site]").replace("The Boat", "The Ark"))
    assert build_books(["boat"], strict=False, engine="inline") == 0
    renewed = Path("output/index.html").read_text()
    (content / "boat/text/01-a.md").write_text("# A boat\n\nSee [@nobody].\n")
    assert cli.main(command) == 1

    assert "catalogue: " in made
    assert "<title>Our books</title>" in page
    assert page.index("The Boat") < page.index("The Tower")
    assert 'href="tower/' in page
    # A book that is built by itself is another one in the catalogue as well, which keeps all else.
    assert ("The Ark" in page, "The Ark" in renewed, "The Boat" in renewed) == (False, True, False)
    assert all(each in renewed for each in ("<title>Our books</title>", "https://example.org/", "The Tower"))
    assert Path("output/index.html").read_text() == renewed
    assert "OC201" in capsys.readouterr().err


def test_a_profile_tells_what_took_the_time(content: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shutil.rmtree(content / "boat")
    assert cli.main(["build", "--profile", "--engine", "inline"]) == 0
    told = capsys.readouterr().out

    assert "tower: 2 pages" in told or "tower: 4 pages" in told
    assert "load" in told


def test_a_change_is_built_and_told_until_somebody_stops_it(
    content: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    text = content / "tower/text/01-a.md"

    def changes(*_: object) -> Iterator[Any]:
        text.write_text("# A tower\n\nIt is lit.\n")
        yield {text}
        text.write_text("# A tower\n\nSee [@nobody].\n")
        yield {text}
        raise KeyboardInterrupt

    monkeypatch.setattr(watch, "changes_in", changes)
    assert cli.main(["watch", "tower", "--engine", "inline"]) == 0
    told = capsys.readouterr()

    assert told.out.count("01-a.md") >= 1
    assert "OC201" in told.err
    assert Path("output/tower/tower.pdf").is_file()


@pytest.mark.parametrize(
    ("words", "problem"),
    [
        (["build", "tower", "--hold", "1.0.0", "--selection", "1"], "a selection has no pages to hold"),
        (["build", "--hold", "1.0.0"], "name one book: boat, tower"),
        (["catalogue", "--url", "example.org"], "it begins with https://"),
        (["booklet", "tower", "--with", "index"], "the whole book has all its matter"),
    ],
)
def test_what_does_not_go_together_is_told(
    words: list[str], problem: str, content: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert content.is_dir()
    assert cli.main(words) == 2

    assert problem in capsys.readouterr().err
