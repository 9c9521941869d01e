"""Finished files read what was written, and a difference is told at its source line with both readings."""

import io
import zipfile
from collections.abc import Callable
from dataclasses import dataclass

import pytest

from octavo import pipeline
from octavo.check.artefacts.examination import Alike
from octavo.model.book import Book
from octavo.model.diagnostics import Diagnostic
from octavo.model.origin import Origin
from octavo.model.output import Artefact
from octavo.pipeline.manuscript import prepare
from tests.test_golden import TESTS, lay_out_case
from tests.unit.check.artefacts.judging import epub, examine, pdf

CHANGES = {
    "a word of the text": (b"patience", b"hurry"),
    "a note": (b"harbour archive", b"town archive"),
    "a cell of a table": (b">310<", b">301<"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Built:
    """The stock book and its finished files."""

    book: Book
    pdf: bytes
    epub: bytes

    def judged(self, *artefacts: Artefact) -> tuple[Diagnostic, ...]:
        """Judge files beside each other, all fonts being allowed."""
        return tuple(each for each in examine([Alike(book=self.book, artefacts=artefacts)]) if each.code != "OC502")

    def changed(self, change: Callable[[str, bytes], bytes]) -> Artefact:
        """Return the ebook with each entry as ``change`` makes it."""
        target = io.BytesIO()
        with zipfile.ZipFile(io.BytesIO(self.epub)) as old, zipfile.ZipFile(target, "w") as new:
            for name in old.namelist():
                new.writestr(name, change(name, old.read(name)))
        return epub(target.getvalue())


@pytest.fixture(scope="module")
def stock(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """Build the stock book."""
    project = lay_out_case(TESTS / "golden", tmp_path_factory.mktemp("stock"))
    pipeline.build(project, ["stock"], pipeline.Options(strict=True))
    folder = project.output / "stock"
    return Built(
        book=prepare(project, "stock", pipeline.Options()).presentation().book,
        pdf=(folder / "stock.pdf").read_bytes(),
        epub=(folder / "stock.epub").read_bytes(),
    )


def test_files_of_a_sound_book_read_what_was_written(stock: Built) -> None:
    assert stock.judged(pdf(stock.pdf), epub(stock.epub)) == ()


@pytest.mark.parametrize("what", CHANGES)
def test_a_difference_is_told_where_it_was_written(stock: Built, what: str) -> None:
    old, new = CHANGES[what]
    (told,) = stock.judged(pdf(stock.pdf), stock.changed(lambda _name, content: content.replace(old, new)))

    assert (told.code, told.origin.path, told.related) == (
        "OC701",
        "content/stock/text/01-tower.md",
        (Origin("a.epub"),),
    )
    assert told.origin.line > 1
    assert all(word.decode().strip("<>") in told.message for word in (old, new))


def test_a_section_that_the_ebook_lost_is_told(stock: Built) -> None:
    told = stock.judged(stock.changed(lambda _name, content: content.replace(b'"storm"', b'"tempest"')))

    assert {each.origin.path for each in told if each.code == "OC701"} == {"content/stock/text/02-storm.md"}


def test_words_that_a_template_adds_to_one_file_are_told(stock: Built) -> None:
    other = stock.changed(lambda _name, content: content.replace(b"Typefaces", b"Letters"))

    assert [each.code for each in stock.judged(pdf(stock.pdf), other)] == ["OC702"]
    assert stock.judged(other) == ()


def test_a_picture_that_is_missing_is_told(stock: Built) -> None:
    other = stock.changed(lambda _name, content: content.replace(b"<img ", b"<br "))

    assert {each.code for each in stock.judged(other)} == {"OC703"}


def test_a_link_of_the_ebook_that_leads_nowhere_is_told(stock: Built) -> None:
    def cut(name: str, content: bytes) -> bytes:
        return (
            content.replace(b'href="tower.xhtml"', b'href="tower-2.xhtml"') if name.endswith("nav.xhtml") else content
        )

    (told,) = stock.judged(stock.changed(cut))

    assert (told.code, told.origin, "'tower-2.xhtml'" in told.message) == ("OC601", Origin("a.epub"), True)
