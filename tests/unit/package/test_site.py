"""The page that offers all files of a book, and the catalogues for programs beside it."""

import io
import json
import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any
from urllib.parse import unquote
from xml.etree import ElementTree as ET

import pytest
from pikepdf import Pdf
from PIL import Image

from octavo.jobs.memo import Memo
from octavo.jobs.store import Store
from octavo.model.book import Book, Entry, EntryGroup
from octavo.model.dates import Edtf
from octavo.model.editions import Release
from octavo.model.handouts import Sheet
from octavo.model.imposition import Imposition
from octavo.model.inlines import Reference, Text
from octavo.model.look import Look, Variant
from octavo.model.origin import NOWHERE
from octavo.model.output import Artefact, FormatInput, Printing
from octavo.model.page_map import PageMap
from octavo.model.product import Product
from octavo.model.prose import Paragraph
from octavo.model.query import plain
from octavo.model.records import Publisher, Series, SubjectCode
from octavo.model.selection import WHOLE, SelectedChapters, SelectedPart, SelectedSheet
from octavo.package.handout_collection import COLLECTIONS
from octavo.package.offers import sheets, size
from octavo.package.site import FORMAT
from octavo.pipeline.cache import memo_for
from octavo.pipeline.packaging import finished, made_last
from octavo.pipeline.result import NO_STORE
from tests.unit.render.factory import book

XHTML, ATOM = "{http://www.w3.org/1999/xhtml}", "{http://www.w3.org/2005/Atom}"
LOOK = Look(theme="plain", paper="a5")
SHEET = Sheet(id="ropes", title="Ropes", content=("well-p1", "pump"))


def jpeg(width: int = 900, height: int = 1200) -> bytes:
    target = io.BytesIO()
    Image.new("RGB", (width, height), "navy").save(target, "JPEG")
    return target.getvalue()


def pdf() -> bytes:
    document, target = Pdf.new(), io.BytesIO()
    document.add_blank_page(page_size=(420, 595))
    document.save(target, deterministic_id=True)
    return target.getvalue()


def given(of: Book) -> FormatInput:
    """Return what the site of a book is made of: one file of every kind."""
    name, page = of.folder, pdf()

    def product(kind: str, title: str = name, look: Look = LOOK, imposition: Imposition | None = None) -> Product:
        return Product(name=title, selection=WHOLE, look=look, format=kind, imposition=imposition)

    def sheet(paper: str, audience: Any) -> Product:  # noqa: ANN401 - a word of two
        selection = SelectedSheet(sheet=SHEET, audience=audience)
        stem = f"handouts/{paper}/ropes{'-teacher' if audience == 'teacher' else ''}"
        return Product(name=stem, selection=selection, look=replace(LOOK, paper=paper), format="handouts")

    def file(path: str, kind: str = "application/pdf", content: bytes = page) -> Artefact:
        return Artefact(name=path, media_type=kind, content=content)

    booklet = product("booklet", f"{name}-booklet-a4", imposition=Imposition())
    large = product("pdf", f"{name}-large-16", look=LOOK.in_variant(Variant.LARGE_16))
    files = (
        (product("pdf"), file(f"{name}.pdf")),
        (large, file(f"{name}-large-16.pdf")),
        (product("epub"), file(f"{name}.epub", "application/epub+zip", b"e" * 1_234_567)),
        (product("epub"), file("cover.jpg", "image/jpeg", jpeg())),
        (product("html"), file("html/index.html", "text/html", b"<html/>")),
        (product("html"), file("html/well.html", "text/html", b"<html/>")),
        (booklet, file(f"{name}-booklet-a4.pdf")),
        *((sheet(paper, who), file(f"{sheet(paper, who).name}.pdf")) for paper in ("a4", "letter") for who in WHO),
        (product("text"), file(f"{name}.txt", "text/plain", b"words")),
        (booklet, file(f"{name}-booklet-a4-instructions.pdf")),
    )
    printing = Printing(content=page, page_map=PageMap(pages={}, count=12))
    return FormatInput(product=product("site"), book=of, printing=printing, cover=jpeg(), files=files)


WHO = ("pupil", "teacher")


def made(asked: FormatInput, memo: Memo | None = None) -> Mapping[str, bytes]:
    files, told = FORMAT.make(asked)
    assert told == ()
    memo = memo or memo_for(NO_STORE)
    return {each.name: finished(each, memo).content for each in files}  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def asked() -> FormatInput:
    publisher = Publisher(name="We", contact="Write to us.")
    settings = replace(book().settings, publisher=publisher, base_url="", offer_answers=True)
    return given(replace(book(), settings=settings))


@pytest.fixture(scope="module")
def files(asked: FormatInput) -> Mapping[str, bytes]:
    return made(asked)


def test_archives_of_sheets_are_made_first_and_offered_whatever_order_formats_have(asked: FormatInput) -> None:
    collections = [
        FormatInput(
            product=Product(name=f"handouts/{who}s", selection=WHOLE, look=LOOK, format=of.name), book=asked.book
        )
        for who, of in COLLECTIONS.items()
    ]
    last = [collections[1], replace(asked, files=()), collections[0]]

    own, told = made_last(last, asked.files, memo_for(NO_STORE))

    by_name = {file.name: file.content for _, file in own}
    (sheets,) = (each for each in page(by_name).iter(f"{XHTML}section") if each.get("aria-labelledby") == "sheets")
    offers = {str(link.get("href")): "".join(link.itertext()) for link in sheets.iter(f"{XHTML}a")}
    assert told == []
    assert offers["handouts/pupils.zip"] == "Sheets for the class"
    assert offers["handouts/teachers.zip"] == "Sheets for the class, with answers"
    assert b"<dt>handouts/pupils.zip</dt>" in by_name["index.html"]


def test_what_was_corrected_and_the_sums_of_earlier_releases_are_told(asked: FormatInput) -> None:
    entry = Entry(
        id="correction-c001",
        head=(Text(value="c001"),),
        values={"was": "in 1884", "now": "in 1885", "date": "26 November 2026", "reporter": "A. <Reader>"},
        parts={
            "place": (Paragraph(children=(Reference(target="well", children=(Text(value="The well"),)),)),),
            "reason": (Paragraph(children=(Text(value="The log says so"),)),),
        },
        origin=NOWHERE,
    )
    left_out = replace(entry, values={"was": "twice"}, parts={})
    release = Release(
        version="1.0.0",
        date=Edtf("2026-11-24"),
        digest="",
        snapshot="",
        pages=12,
        files={"sample.pdf": "ab" * 32, "html/well.html": "cd" * 32, "cover.jpg": "ef" * 32},
    )
    history = (EntryGroup(title="Corrected in 1.0.1", entries=(entry, left_out)),)
    root = page(made(replace(asked, book=replace(asked.book, corrected=history, earlier=(release,)))))

    said = " ".join("".join(root.itertext()).split())
    assert (
        "Corrections Corrected in 1.0.1 The well: for in 1884 read in 1885. The log says so. Reported by A. <Reader>."
        " omit twice."
    ) in said
    assert f"Version 1.0.0 (2026-11-24) sample.pdf {'ab' * 32}" in said
    assert "cd" * 32 not in said
    assert "Corrections" not in "".join(page(made(asked)).itertext())


def test_a_booklet_says_which_pieces_and_which_edition_it_holds(asked: FormatInput) -> None:
    section = asked.book.sections[0]
    whole = next(product for product, _ in asked.files if product.format == "booklet")
    piece = replace(whole, name="piece", selection=SelectedChapters(chapters=(section.id,)))
    large = replace(piece, name="large", look=LOOK.in_variant(Variant.LARGE_16), selection=SelectedPart(part="part-9"))
    files = [
        (each, Artefact(name=f"{each.name}.pdf", media_type="application/pdf", content=b"")) for each in (piece, large)
    ]

    links = page(made(replace(asked, files=(*asked.files, *files)))).iter(f"{XHTML}a")

    titles = {str(link.get("href")): "".join(link.itertext()) for link in links}
    assert titles["piece.pdf"] == f"Booklet for A4 paper ({plain(section.title)})"
    assert titles["large.pdf"] == "Booklet for A4 paper (part-9, Large print, 16 pt)"


def page(files: Mapping[str, bytes]) -> ET.Element:
    return ET.fromstring(files["index.html"])  # noqa: S314 - our own


def test_every_file_is_offered_in_its_place_and_all_links_land(asked: FormatInput, files: Mapping[str, bytes]) -> None:
    names = {file.name for _, file in asked.files} | set(files)
    tree = page(files)
    ids = {each.get("id") for each in tree.iter()}
    shelves = {
        str(section.get("aria-labelledby")): [str(link.get("href")) for link in section.iter(f"{XHTML}a")]
        for section in tree.iter(f"{XHTML}section")
    }
    name = asked.book.folder

    assert shelves == {
        "offers": ["html/index.html", f"{name}.epub", f"{name}.pdf"],
        "offers-accessible": [f"{name}-large-16.pdf"],
        "offers-booklets": [f"{name}-booklet-a4.pdf", f"{name}-booklet-a4-instructions.pdf"],
        "sheets": [f"handouts/{paper}/ropes{who}.pdf" for paper in ("a4", "letter") for who in ("", "-teacher")],
        "offers-other": [f"{name}.txt"],
        "report": [],
        "follow": ["feed.xml", "opds.json"],
    }
    for each in tree.iter():
        for address in filter(None, (each.get("href"), each.get("src"))):
            is_inside = address[1:] in ids if address.startswith("#") else unquote(address) in names
            assert is_inside or address.startswith("https://creativecommons.org/")
    assert b"<script" not in files["index.html"]


def test_kind_pages_and_size_stand_beside_what_is_offered(files: Mapping[str, bytes]) -> None:
    facts = ["".join(each.itertext()) for each in page(files).iter(f"{XHTML}span") if each.get("class") == "facts"]

    assert facts[0] == "1.2\N{NO-BREAK SPACE}MB"
    assert facts[1].startswith("12 pages, ")
    assert facts[-1].startswith("TXT, ")
    assert [size(count, ",") for count in (1, 999_999, 1_000_000)] == [
        "1\N{NO-BREAK SPACE}kB",
        "1000\N{NO-BREAK SPACE}kB",
        "1,0\N{NO-BREAK SPACE}MB",
    ]


def test_sheets_stand_with_their_chapter_and_their_first_page_is_shown(files: Mapping[str, bytes]) -> None:
    (chapter,) = [each.text for each in page(files).iter(f"{XHTML}h3")]

    assert chapter == "The well"
    with Image.open(io.BytesIO(files["handouts/a4/ropes.jpg"])) as shown:
        assert shown.size == (240, 340)


def test_other_kinds_of_a_sheet_stand_behind_its_papers(asked: FormatInput) -> None:
    first, *rest = [each for each in asked.files if isinstance(each[0].selection, SelectedSheet)]
    epub = Artefact(name="handouts/epub/ropes.epub", media_type="application/epub+zip", content=b"e")

    ((_, (sheet,)),) = sheets(asked.book, (first, (replace(first[0], format="handouts-epub"), epub), *rest))

    assert [each.title for each in sheet.offers] == ["A4", "A4, with answers", "Letter", "Letter, with answers", "EPUB"]


def test_sheets_with_answers_are_offered_only_where_the_book_says_so(asked: FormatInput) -> None:
    archive = Artefact(name="well-handouts-teacher.zip", media_type="application/zip", content=b"z")
    product = Product(name="archive", selection=WHOLE, look=LOOK, format=COLLECTIONS["teacher"].name)
    offering = replace(asked, files=(*asked.files, (product, archive)))
    keeping = replace(asked.book, settings=replace(asked.book.settings, offer_answers=False))

    offers, keeps = (made(each)["index.html"].decode() for each in (offering, replace(offering, book=keeping)))

    assert all(each in offers for each in ("ropes-teacher.pdf", "well-handouts-teacher.zip", "with answers"))
    assert "teacher" not in keeps
    assert "with answers" not in keeps


def test_pictures_of_the_cover_are_small_and_the_same_bytes_twice(asked: FormatInput) -> None:
    first, again = made(asked), made(asked, memo_for(Store(None)))

    assert first == again
    assert "cover.jpg" not in first
    with Image.open(io.BytesIO(first["cover-small.jpg"])) as small:
        assert small.size == (480, 640)
    alone = made(replace(asked, files=tuple(each for each in asked.files if each[0].format != "epub")))
    assert alone["cover.jpg"] == asked.cover


def test_reading_apps_get_what_they_can_open(asked: FormatInput, files: Mapping[str, bytes]) -> None:
    name = asked.book.folder
    feed = json.loads(files["opds.json"])
    (found,) = feed["publications"]

    assert [link["rel"] for link in feed["links"]] == ["self", "alternate"]
    assert {"identifier", "language", "modified", "title"} <= found["metadata"].keys()
    acquired = [link["href"] for link in found["links"] if link["rel"].endswith("/open-access")]
    assert acquired == [f"{name}.pdf", f"{name}-large-16.pdf", f"{name}.epub"]
    assert [link.get("title") for link in found["links"][1:]] == [None, "Large print, 16 pt", None]
    assert [each["href"] for each in found["images"]] == ["cover.jpg", "cover-small.jpg"]
    assert "belongsTo" not in found["metadata"]


def test_a_series_is_told_and_a_later_version_is_the_same_book(asked: FormatInput, files: Mapping[str, bytes]) -> None:
    def metadata(**changes: object) -> Any:  # noqa: ANN401 - what JSON holds
        settings = replace(asked.book.settings, **changes)  # type: ignore[arg-type]
        told = made(replace(asked, book=replace(asked.book, settings=settings)))
        return json.loads(told["opds.json"])["publications"][0]["metadata"]

    first = json.loads(files["opds.json"])["publications"][0]["metadata"]

    assert metadata(series=Series(name="Wells", number="3"))["belongsTo"] == {
        "series": {"name": "Wells", "position": 3}
    }
    assert metadata(version="1.9.9")["identifier"] == first["identifier"]
    coded = (SubjectCode(scheme="thema", code="NHD", label="European history"), SubjectCode(scheme="bisac", code="X"))
    assert metadata(subjects=("wells",), subject_codes=coded)["subject"] == [
        "wells",
        {"name": "European history", "code": "NHD", "scheme": "https://ns.editeur.org/thema/"},
        {"name": "X", "code": "X", "scheme": "https://www.bisg.org/#bisac"},
    ]


def test_the_feed_has_what_atom_demands(asked: FormatInput, files: Mapping[str, bytes]) -> None:
    tree = ET.fromstring(files["feed.xml"])  # noqa: S314 - our own
    for element in (tree, *tree.findall(f"{ATOM}entry")):
        (identity,) = element.findall(f"{ATOM}id")
        assert str(identity.text).startswith("urn:uuid:")
        (updated,) = element.findall(f"{ATOM}updated")
        assert updated.text == f"{asked.book.released}T00:00:00Z"
        assert element.findtext(f"{ATOM}title")
    assert tree.findtext(f"{ATOM}author/{ATOM}name")
    sizes = {file.name: len(file.content) for _, file in asked.files}
    for link in tree.iter(f"{ATOM}link"):
        if link.get("rel") == "enclosure":
            assert int(link.get("length", "")) == sizes[link.get("href", "")]


def test_addresses_on_the_web_and_the_form_for_reports(asked: FormatInput) -> None:
    settings = replace(
        asked.book.settings, base_url="https://example.org/well/", report_url="https://example.org/report?to=us#form"
    )
    told = made(replace(asked, book=replace(asked.book, settings=settings)))
    tree = page(told)
    (form,) = tree.iter(f"{XHTML}form")

    assert form.get("action") == "https://example.org/report#form"
    fields = {each.get("name"): each.get("value") for each in form.iter(f"{XHTML}input")}
    assert fields == {"to": "us", "book": settings.title, "version": settings.version, "page": None}
    assert b'rel="canonical" href="https://example.org/well/"' in told["index.html"]
    assert json.loads(told["opds.json"])["links"][0]["href"] == "https://example.org/well/opds.json"
    assert b'rel="self" type="application/atom+xml" href="https://example.org/well/feed.xml"' in told["feed.xml"]

    mail = replace(settings, report_url="mailto:us@example.org")
    written = made(replace(asked, book=replace(asked.book, settings=mail)))["index.html"].decode()
    assert re.search(r'href="mailto:us@example\.org\?subject=[^" ]+"', written)


def test_nothing_stands_for_what_there_is_not(asked: FormatInput) -> None:
    settings = replace(asked.book.settings, publisher=None, licence=None, description="", contributors=())
    bare = replace(asked, book=replace(asked.book, settings=settings), files=asked.files[:1])
    tree = page(made(bare))

    assert [each.get("aria-labelledby") for each in tree.iter(f"{XHTML}section")] == ["offers", "follow"]
    assert tree.find(f".//{XHTML}footer") is None
