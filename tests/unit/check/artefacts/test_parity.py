"""Print and ebook hold the same text, and a difference is told with its section and its words."""

import io
import zipfile
from collections.abc import Callable

import pytest

from octavo import pipeline
from octavo.check.artefacts.examination import examine
from octavo.check.artefacts.parity import first_difference
from octavo.model.diagnostics import Diagnostic
from octavo.model.output import Artefact
from tests.test_golden import TESTS, lay_out_case

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


def changed(epub: bytes, change: Callable[[str, bytes], bytes]) -> bytes:
    """Return the EPUB with each entry as ``change`` makes it."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(epub)) as old, zipfile.ZipFile(target, "w") as new:
        for name in old.namelist():
            new.writestr(name, change(name, old.read(name)))
    return target.getvalue()


def judged(pdf: bytes, epub: bytes) -> tuple[Diagnostic, ...]:
    """Judge a PDF and an EPUB beside each other, all fonts being allowed."""
    artefacts = [
        Artefact(name="a.pdf", media_type="application/pdf", content=pdf),
        Artefact(name="a.epub", media_type="application/epub+zip", content=epub),
    ]
    return tuple(each for each in examine(artefacts, (), {}) if each.code != "OC502")


def test_print_and_ebook_of_a_sound_book_are_the_same(stock: tuple[bytes, bytes]) -> None:
    assert judged(*stock) == ()


@pytest.mark.parametrize("what", CHANGES)
def test_a_difference_is_told_in_its_words(stock: tuple[bytes, bytes], what: str) -> None:
    pdf, epub = stock
    old, new = CHANGES[what]
    (told,) = judged(pdf, changed(epub, lambda _name, content: content.replace(old, new)))

    assert told.code == "OC701"
    assert "'tower'" in told.message
    assert old.decode().strip("<>").replace(" ", "")[:4] in told.message


def test_a_section_that_only_the_ebook_has_is_told(stock: tuple[bytes, bytes]) -> None:
    pdf, epub = stock
    told = judged(pdf, changed(epub, lambda _name, content: content.replace(b'"storm"', b'"tempest"')))

    assert any("'tempest'" in each.message for each in told)


def test_a_link_of_the_ebook_that_leads_nowhere_is_told(stock: tuple[bytes, bytes]) -> None:
    def cut(name: str, content: bytes) -> bytes:
        return (
            content.replace(b'href="tower.xhtml"', b'href="tower-2.xhtml"') if name.endswith("nav.xhtml") else content
        )

    (told,) = judged(stock[0], changed(stock[1], cut))

    assert (told.code, "'tower-2.xhtml'" in told.message) == ("OC601", True)


def test_finished_files_are_judged_by_their_kind(stock: tuple[bytes, bytes]) -> None:
    pdf, epub = stock
    media_types = {"a.pdf": "application/pdf", "a.epub": "application/epub+zip", "a.txt": "text/plain"}
    artefacts = [
        Artefact(name=name, media_type=media_type, content=content)
        for (name, media_type), content in zip(media_types.items(), (pdf, epub, b""), strict=True)
    ]

    assert {each.code for each in examine(artefacts, (), {})} == {"OC502"}


def test_the_first_difference_is_shown_with_what_stands_around_it() -> None:
    assert first_difference("same", "same") is None
    assert first_difference("a" * 50 + "b", "a" * 50 + "c") == ("a" * 40 + "b", "a" * 40 + "c")
