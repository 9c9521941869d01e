"""Both of our books, from their folders to the judges."""

import json
import zipfile
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
import yaml

from tests.e2e.workshop import BOOKS, Workshop
from tests.judges import epubcheck, pdffonts, qpdf_check, verapdf_ua1

ROOT = Path(__file__).parents[2]
OUR_FAMILIES = ("Literata", "Octavo-Mono", "Octavo-Sans")

WINDOWS = frozenset({"doc-noteref", "doc-glossref"})
"""Roles of links whose target engines show in a window."""


def test_each_book_has_its_files(built: Workshop) -> None:
    made = set(built.files())
    assert made >= {f"{book}/{name}" for book in BOOKS for name in (f"{book}.pdf", f"{book}.epub", "manifest.json")}
    for book in BOOKS:
        listed = json.loads((built.output / book / "manifest.json").read_text())["files"]
        assert {f"{book}/{name}" for name in (*listed, "manifest.json")} == {
            name for name in made if name.startswith(f"{book}/")
        }


def test_each_sheet_of_a_book_is_made(built: Workshop) -> None:
    listed = yaml.safe_load((ROOT / "content/great-terror/handouts.yaml").read_text())["sheets"]
    folder = built.output / "great-terror" / "handouts"

    assert len(listed) >= 14
    assert {path.relative_to(folder).as_posix() for path in folder.rglob("*.pdf")} == {
        f"{paper}/{sheet['id']}{copy}.pdf"
        for paper in ("a4", "letter")
        for sheet in listed
        for copy in ("", "-teacher")
    }


def test_epubcheck_finds_nothing(built: Workshop) -> None:
    for verdict in epubcheck(built.each(".epub")):
        assert verdict.is_valid, verdict
        assert verdict.findings == (), verdict


@pytest.mark.parametrize("book", BOOKS)
def test_what_opens_in_a_window_says_what_it_is_about(built: Workshop, book: str) -> None:
    """Engines show no more than the element that the link of a note or a term leads to."""
    sheets = built.output / book / "handouts" / "epub"
    for path in (built.output / book / f"{book}.epub", *sorted(sheets.glob("*.epub"))):
        with zipfile.ZipFile(path) as archive:
            pages = {name: archive.read(name) for name in archive.namelist() if name.endswith(".xhtml")}
        trees = {name.removeprefix("EPUB/"): ET.fromstring(content) for name, content in pages.items()}  # noqa: S314 - made by us
        elements = {(name, each.get("id", "")): each for name, tree in trees.items() for each in tree.iter()}
        links = [(name, each) for name, tree in trees.items() for each in tree.iter() if each.get("role") in WINDOWS]
        for name, link in links:
            file, _, identity = link.get("href", "").partition("#")
            target = elements[file or name, identity]
            words = len("".join(target.itertext()).split())
            assert words > len("".join(link.itertext()).split()), (path.name, name, link.get("href"))
            assert target.tag.rpartition("}")[2] in {"aside", "div", "li"}, (path.name, link.get("href"))


def test_verapdf_accepts_every_pdf_as_ua_1(built: Workshop) -> None:
    # Sheets of a booklet have no tags: pages do not stand on them in the order of reading.
    pages = [path for path in built.each(".pdf") if not path.stem.endswith(("-booklet-a4", "-booklet-letter"))]

    for verdict in verapdf_ua1(pages):
        assert verdict.is_valid, verdict


@pytest.mark.parametrize("book", BOOKS)
def test_qpdf_finds_nothing(built: Workshop, book: str) -> None:
    verdict = qpdf_check(built.output / book / f"{book}.pdf")

    assert verdict.is_valid, verdict


@pytest.mark.parametrize("book", BOOKS)
def test_only_our_fonts_are_embedded(built: Workshop, book: str) -> None:
    fonts = pdffonts(built.output / book / f"{book}.pdf")

    assert fonts
    for font in fonts:
        assert font.is_embedded
        assert font.name.partition("+")[2].startswith(OUR_FAMILIES), font.name


def test_building_again_does_nothing(built: Workshop) -> None:
    before = built.files()
    done = built.run("build", "--strict", "--json")

    assert [book["status"] for book in json.loads(done.stdout)["books"]] == ["unchanged"] * len(BOOKS)
    assert done.returncode == 0
    assert built.files() == before
