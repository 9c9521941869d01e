"""Print and ebook hold the same text, and a difference is told with its section and its words."""

import io
import zipfile
from collections.abc import Callable

import pytest

from octavo import pipeline
from octavo.check.artefacts.examination import Alike
from octavo.check.artefacts.parity import first_difference
from octavo.model.diagnostics import Diagnostic
from octavo.model.origin import Origin
from octavo.model.output import Artefact
from tests.test_golden import TESTS, lay_out_case
from tests.unit.check.artefacts.judging import epub, examine, pdf

CHANGES = {
    "a word of the text": (b"patience", b"hurry"),
    "a note": (b"harbour archive", b"town archive"),
    "a cell of a table": (b">310<", b">301<"),
}


@pytest.fixture(scope="module")
def stock(tmp_path_factory: pytest.TempPathFactory) -> tuple[bytes, bytes]:
    """Return the PDF and the EPUB of the stock book."""
    project = lay_out_case(TESTS / "golden", tmp_path_factory.mktemp("stock"))
    pipeline.build(project, ["stock"], pipeline.Options(strict=True))
    folder = project.output / "stock"
    return (folder / "stock.pdf").read_bytes(), (folder / "stock.epub").read_bytes()


def changed(content: bytes, change: Callable[[str, bytes], bytes]) -> bytes:
    """Return an EPUB with each entry as ``change`` makes it."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(target, "w") as new:
        for name in old.namelist():
            new.writestr(name, change(name, old.read(name)))
    return target.getvalue()


def judged(*artefacts: Artefact) -> tuple[Diagnostic, ...]:
    """Judge files beside each other, all fonts being allowed."""
    return tuple(each for each in examine([Alike(artefacts=artefacts)]) if each.code != "OC502")


def test_print_and_ebook_of_a_sound_book_are_the_same(stock: tuple[bytes, bytes]) -> None:
    assert judged(pdf(stock[0]), epub(stock[1])) == ()


@pytest.mark.parametrize("what", CHANGES)
def test_a_difference_is_told_in_its_words(stock: tuple[bytes, bytes], what: str) -> None:
    old, new = CHANGES[what]
    other = changed(stock[1], lambda _name, content: content.replace(old, new))
    (told,) = judged(pdf(stock[0]), epub(other))

    assert (told.code, told.origin, told.related) == ("OC701", Origin("a.pdf"), (Origin("a.epub"),))
    assert "'tower'" in told.message
    assert old.decode().strip("<>").replace(" ", "")[:4] in told.message


def test_every_pdf_is_held_against_every_ebook_of_its_text(stock: tuple[bytes, bytes]) -> None:
    other = changed(stock[1], lambda _name, content: content.replace(b"patience", b"hurry"))

    told = judged(pdf(stock[0]), pdf(stock[0], "large.pdf"), epub(stock[1]), epub(other, "b.epub"))

    assert [(each.origin.path, each.related[0].path) for each in told] == [("a.pdf", "b.epub"), ("large.pdf", "b.epub")]


def test_files_of_other_texts_are_not_held_against_each_other(stock: tuple[bytes, bytes]) -> None:
    other = changed(stock[1], lambda _name, content: content.replace(b"patience", b"hurry"))

    assert {each.code for each in examine([Alike(artefacts=(pdf(stock[0]),)), Alike(artefacts=(epub(other),))])} == {
        "OC502"
    }


def test_a_section_that_only_the_ebook_has_is_told(stock: tuple[bytes, bytes]) -> None:
    told = judged(
        pdf(stock[0]), epub(changed(stock[1], lambda _name, content: content.replace(b'"storm"', b'"tempest"')))
    )

    assert any("'tempest'" in each.message for each in told)


def test_a_link_of_the_ebook_that_leads_nowhere_is_told(stock: tuple[bytes, bytes]) -> None:
    def cut(name: str, content: bytes) -> bytes:
        return (
            content.replace(b'href="tower.xhtml"', b'href="tower-2.xhtml"') if name.endswith("nav.xhtml") else content
        )

    (told,) = judged(pdf(stock[0]), epub(changed(stock[1], cut)))

    assert (told.code, told.origin, "'tower-2.xhtml'" in told.message) == ("OC601", Origin("a.epub"), True)


def test_the_first_difference_is_shown_with_what_stands_around_it() -> None:
    assert first_difference("same", "same") is None
    assert first_difference("a" * 50 + "b", "a" * 50 + "c") == ("a" * 40 + "b", "a" * 40 + "c")
