"""The catalogue of a shelf of books: every link lands, and what it says is what the books have published."""

import json
from dataclasses import replace
from urllib.parse import unquote, urlsplit
from xml.etree import ElementTree as ET

from octavo.model.output import Artefact
from octavo.package.catalogues import CoverImage, entry_of, publication
from octavo.package.shelf import ShelvedBook, catalogue
from tests.unit.render.factory import book

XHTML, ATOM = "{http://www.w3.org/1999/xhtml}", "{http://www.w3.org/2005/Atom}"
COVERS = (
    CoverImage(href="cover.jpg", width=1600, height=2270),
    CoverImage(href="cover-small.jpg", width=480, height=681),
)


def shelved(folder: str, title: str, released: str) -> ShelvedBook:
    of = replace(book(), folder=folder, released=released, settings=replace(book().settings, title=title))
    files = tuple(
        Artefact(name=f"{folder}{end}", media_type=kind, content=b"x" * 9)
        for end, kind in ((".epub", "application/epub+zip"), (".pdf", "application/pdf"))
    )
    return ShelvedBook(
        folder=folder,
        publication=publication(of, files, COVERS, 12, {}),
        version=of.settings.version,
        sizes={file.name: len(file.content) for file in files},
    )


BOOKS = (shelved("wells", "Wells & Pumps", "2026-01-02"), shelved("two words", "Ropes", "2026-03-04"))
THERE = {
    f"{each.folder}/{name}"
    for each in BOOKS
    for name in ("index.html", "cover.jpg", "cover-small.jpg", f"{each.folder}.epub", f"{each.folder}.pdf")
}


def made(place: str = "") -> dict[str, bytes]:
    files = catalogue(BOOKS, book().language, "Our books", place)
    return {each.name: each.content for each in files}


def test_the_page_leads_to_every_book_and_its_files() -> None:
    files = made()
    tree = ET.fromstring(files["index.html"])  # noqa: S314 - our own
    addresses = [each.get("href") or each.get("src") or "" for each in tree.iter()]
    leading = {unquote(each) for each in addresses if each and not each.startswith("#")}

    assert leading == (THERE - {f"{each.folder}/cover.jpg" for each in BOOKS}) | {"feed.xml", "opds.json"}
    assert [each.text for each in tree.findall(f".//{XHTML}h2/{XHTML}a")] == ["Wells & Pumps", "Ropes"]
    assert b"<script" not in files["index.html"]


def test_reading_apps_find_the_files_of_every_book() -> None:
    feed = json.loads(made()["opds.json"])
    links = {unquote(each["href"]) for one in feed["publications"] for each in (*one["links"], *one["images"])}

    assert links == THERE
    assert feed["metadata"] == {"title": "Our books"}


def test_the_feed_has_the_entries_of_the_books_the_newest_first() -> None:
    tree = ET.fromstring(made()["feed.xml"])  # noqa: S314 - our own
    entries = tree.findall(f"{ATOM}entry")

    assert tree.findtext(f"{ATOM}updated") == "2026-03-04T00:00:00Z"
    assert [str(each.findtext(f"{ATOM}title")).partition(",")[0] for each in entries] == ["Ropes", "Wells & Pumps"]
    # A reader who has subscribed to both feeds is told once.
    own = entry_of(replace(book(), folder="wells", released="2026-01-02"), ())
    assert entries[1].findtext(f"{ATOM}id") == own.id
    for link in tree.iter(f"{ATOM}link"):
        if link.get("rel") == "enclosure":
            assert unquote(link.get("href", "")) in THERE
            assert link.get("length") == "9"


def test_the_catalogue_knows_its_address_where_it_has_one() -> None:
    files = made("https://example.org/books")

    assert json.loads(files["opds.json"])["links"][0]["href"] == "https://example.org/books/opds.json"
    assert b'rel="canonical" href="https://example.org/books/"' in files["index.html"]
    home = ET.fromstring(files["feed.xml"]).find(f"{ATOM}link[@rel='alternate']")  # noqa: S314 - our own
    assert home is not None
    assert urlsplit(home.get("href", "")).path == "/books/"
