"""Both of our books, from their folders to the judges."""

import json

import pytest

from tests.e2e.workshop import BOOKS, Workshop
from tests.judges import epubcheck, pdffonts, qpdf_check, verapdf_ua1

OUR_FAMILIES = ("Literata", "Octavo-Mono", "Octavo-Sans")


def test_each_book_has_its_files(built: Workshop) -> None:
    assert set(built.files()) == {
        f"{book}/{name}" for book in BOOKS for name in (f"{book}.pdf", f"{book}.epub", "manifest.json")
    }


def test_epubcheck_finds_nothing(built: Workshop) -> None:
    for verdict in epubcheck(built.each(".epub")):
        assert verdict.is_valid, verdict
        assert verdict.findings == (), verdict


def test_verapdf_accepts_every_pdf_as_ua_1(built: Workshop) -> None:
    for verdict in verapdf_ua1(built.each(".pdf")):
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
