"""A rendition laid out as one document."""

import io
import multiprocessing
import os
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import pikepdf
import pytest

from octavo.model.diagnostics import Faulty
from octavo.model.origin import NOWHERE, Origin
from octavo.model.output import FontFace, Printing, Rendition
from tests import judges
from tests.pdf_document import read_pdf
from tests.unit.check.artefacts.judging import faults_of_pdf
from tests.unit.typeset.samples import FACES, FONT_CSS, book, page
from tests.whole_document import lay_out

if TYPE_CHECKING:
    from octavo.model.page_map import PageMap

ROOT = Path(__file__).resolve().parents[3]


def settled(chapters: int = 2) -> tuple[Rendition, Printing]:
    """Lay a book out until its printed page numbers are right, as the pipeline does."""
    pages: PageMap | None = None
    for _ in range(4):
        rendition = book(chapters, pages=pages)
        printing, found = lay_out(rendition)
        assert found == ()
        if printing.page_map == pages:
            return rendition, printing
        pages = printing.page_map
    raise AssertionError("the page numbers did not settle")


def codes(rendition: Rendition) -> list[tuple[str, Origin]]:
    """Return the codes and the places of all that is told of a rendition."""
    try:
        _, found = lay_out(rendition)
    except Faulty as faulty:
        found = faulty.diagnostics
    return [(each.code, each.origin) for each in found]


def test_a_unit_that_starts_recto_begins_on_an_odd_page_and_blank_pages_count() -> None:
    printing, found = lay_out(book(2))

    assert found == ()
    assert printing.page_map.page("contents") == 1
    assert printing.page_map.page("chapter-1") == 3
    with pikepdf.open(io.BytesIO(printing.content)) as pdf:
        assert len(pdf.pages) == printing.page_map.count
    places = read_pdf(printing.content).destinations
    assert {name: printing.page_map.page(name) for name in places} == {name: each.page for name, each in places.items()}


def test_every_anchor_has_a_page() -> None:
    printing, _ = lay_out(book(1))

    for anchor in (
        "chapter-1",
        "chapter-1-p3",
        "chapter-1-note-1",
        "chapter-1-note-1-call",
        "table-1",
        "chapter-1-term",
    ):
        assert printing.page_map.page(anchor) is not None


def test_a_finished_book_breaks_no_rule(tmp_path: Path) -> None:
    _, printing = settled()

    assert faults_of_pdf(printing.content, FACES) == ()
    path = tmp_path / "book.pdf"
    path.write_bytes(printing.content)
    verdict = judges.qpdf_check(path)
    assert verdict.is_valid, str(verdict)
    assert all(font.is_embedded and font.has_unicode and "Literata" in font.name for font in judges.pdffonts(path))


def test_a_finished_book_is_valid_pdf_ua_1(tmp_path: Path) -> None:
    path = tmp_path / "book.pdf"
    path.write_bytes(settled()[1].content)

    (verdict,) = judges.verapdf_ua1([path])

    assert verdict.is_valid, str(verdict)


def test_the_pdf_says_what_it_is() -> None:
    printing, _ = lay_out(book(1))

    with pikepdf.open(io.BytesIO(printing.content)) as pdf:
        assert str(pdf.Root.Lang) == "en-GB"
        assert str(pdf.docinfo["/Title"]) == "The Lamp & the Tower"
        assert str(pdf.docinfo["/Author"]) == "A. Keeper, B. Watcher"
        assert str(pdf.docinfo["/CreationDate"]) == "D:20261124"
        with pdf.open_metadata() as metadata:
            assert metadata["dc:title"] == "The Lamp & the Tower"
            assert metadata["dc:creator"] == ["A. Keeper", "B. Watcher"]
            assert metadata["pdfuaid:part"] == "1"
            assert metadata["dc:language"] == {"en-GB"}
        assert [page.label for page in pdf.pages] == [str(number + 1) for number in range(len(pdf.pages))]
        with pdf.open_outline() as outline:
            assert [item.title for item in outline.root] == ["Contents", "The year 1881"]
            assert [item.title for item in outline.root[1].children] == ["Lists"]


def test_a_character_without_a_glyph_is_told_where_it_stands() -> None:
    place = Origin("text/01.md", 7, 3)
    rendition = page('<p id="a">oil</p><p id="b">Beijing is <em>北</em>.</p>', origins={"b": place})

    _, found = lay_out(rendition)

    (missing,) = found
    assert (missing.code, missing.origin) == ("OC501", place)
    assert "'北' (CJK UNIFIED IDEOGRAPH-5317, U+5317)" in missing.message


def test_a_font_that_is_not_the_themes_is_told() -> None:
    css = FONT_CSS.splitlines()[2].replace("font-family: Literata", "font-family: Other") + "h1 { font-family: Other }"

    assert codes(page("<p>oil</p>", css=css)) == [("OC502", NOWHERE)]
    assert codes(replace(page("<p>oil</p>"), faces=(FontFace(family="Other", file="other.ttf"),))) == [
        ("OC502", NOWHERE)
    ]


def test_a_family_of_this_machine_is_never_used() -> None:
    printing, found = lay_out(page("<p>oil</p>", css="p { font-family: 'DejaVu Sans', sans-serif }"))

    assert found == ()
    assert faults_of_pdf(printing.content, FACES) == ()


def test_what_the_engine_ignores_in_a_style_sheet_is_told_in_its_words() -> None:
    _, (told,) = lay_out(page("<p>oil</p>", css="p { hanging-punctuation: first }"))

    assert told.code == "OC503"
    assert "Ignored 'hanging-punctuation: first', unknown property" in told.message


def test_a_dead_link_and_a_missing_picture_are_told_where_they_stand() -> None:
    link, picture = Origin("text/01.md", 3, 1), Origin("text/01.md", 9, 1)
    body = '<p id="a">See <a href="#gone">there</a>.</p><figure id="b"><img src="gone.svg" alt="A tower"/></figure>'

    assert codes(page(body, origins={"a": link, "b": picture})) == [("OC503", link), ("OC503", picture)]


@pytest.mark.parametrize(
    "address", ["file:///etc/hostname", "/etc/hostname", "../../../../../../etc/hostname", "http://example.org/a.png"]
)
def test_nothing_but_the_assets_can_be_read(address: str) -> None:
    assert codes(page(f'<p><img src="{address}" alt="A secret"/></p>')) == [("OC503", NOWHERE)]


def test_markup_that_is_not_well_formed_is_told() -> None:
    with pytest.raises(Faulty) as raised:
        lay_out(page("<p>oil"))

    (told,) = raised.value.diagnostics
    assert told.code == "OC503"
    assert "'only'" in told.message


def test_transparent_text_is_told_where_it_stands_as_no_reader_would_hear_it() -> None:
    place = Origin("text/01.md", 5, 1)
    body = '<div id="a"><p style="opacity: 0.5">oil</p></div><hr style="opacity: 0.5"/>'

    assert codes(page(body, origins={"a": place})) == [("OC503", place)]


def test_without_any_font_the_process_lives() -> None:
    with pytest.raises(Faulty) as raised:
        lay_out(replace(page("<p>oil</p>"), assets=()))

    assert {each.code for each in raised.value.diagnostics} == {"OC503"}
    assert "no @font-face rule" in str(raised.value)


def test_a_table_wider_than_the_text_is_told_where_it_stands() -> None:
    place = Origin("figures/oil.yaml", 4, 1)
    cells = "".join(f"<td>{'m' * 24}</td>" for _ in range(4))
    wide = f'<figure class="figure table" id="oil"><table><tbody><tr>{cells}</tr></tbody></table></figure>'
    narrow = '<table><tbody><tr><td style="padding: 0">oil</td></tr></tbody></table>'

    _, found = lay_out(page(narrow + wide, origins={"oil": place}, css="td { hyphens: none }"))

    (told,) = found
    assert (told.code, told.origin) == ("OC504", place)


PROGRAM = """
import hashlib
from tests.whole_document import lay_out
from tests.unit.typeset.samples import book
print(hashlib.sha256(lay_out(book(1))[0].content).hexdigest())
"""


def digest_elsewhere(**environment: str) -> str:
    """Lay a book out in a process of its own and return the digest of its PDF."""
    run = subprocess.run(
        [sys.executable, "-c", PROGRAM],
        capture_output=True,
        text=True,
        check=True,
        cwd=ROOT,
        env={"PATH": os.environ["PATH"], **environment},
    )
    assert run.stderr == ""
    return run.stdout.strip()


def test_the_bytes_do_not_depend_on_the_users_surroundings(tmp_path: Path) -> None:
    plain = digest_elsewhere(PYTHONHASHSEED="1", LC_ALL="C.UTF-8", TZ="UTC")
    other = digest_elsewhere(
        PYTHONHASHSEED="2",
        LC_ALL="C",
        LANG="ja_JP.UTF-8",
        TZ="Pacific/Auckland",
        HOME=str(tmp_path),
        TMPDIR=str(tmp_path),
        FONTCONFIG_FILE="/etc/fonts/fonts.conf",
    )

    assert plain == other
    assert list(tmp_path.iterdir()) == []


def bytes_of_a_book() -> bytes:
    """Lay a book out; runs in other processes."""
    return lay_out(book(1))[0].content


@pytest.mark.parametrize("method", ["fork", "spawn"])
def test_forked_and_spawned_processes_make_the_same_bytes(method: str) -> None:
    here = bytes_of_a_book()

    with multiprocessing.get_context(method).Pool(1) as pool:
        assert pool.apply(bytes_of_a_book) == here


def test_neither_clock_nor_net_is_touched(monkeypatch: pytest.MonkeyPatch) -> None:
    expected = bytes_of_a_book()

    def forbidden(*_: object, **__: object) -> NoReturn:
        raise AssertionError("a stage asked for the time or for the net")

    for name in ("time", "time_ns", "localtime", "gmtime", "monotonic", "strftime"):
        monkeypatch.setattr(time, name, forbidden)
    monkeypatch.setattr("socket.socket", forbidden)
    monkeypatch.setattr("socket.getaddrinfo", forbidden)

    assert bytes_of_a_book() == expected


def test_the_surroundings_are_as_they_were_afterwards(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FONTCONFIG_FILE", "mine.conf")
    monkeypatch.delenv("FC_LANG", raising=False)

    lay_out(page("<p>oil</p>"))

    assert os.environ["FONTCONFIG_FILE"] == "mine.conf"
    assert "FC_LANG" not in os.environ
