"""The HTML edition: pages that any browser reads, linked with each other and with the pages of the printed book."""

import re
from collections.abc import Mapping
from dataclasses import replace
from itertools import pairwise
from urllib.parse import parse_qs, urlsplit
from xml.etree import ElementTree as ET

import pytest

from octavo.model.book import Book
from octavo.model.look import Look
from octavo.model.output import FormatInput, Printing
from octavo.model.page_map import PageMap
from octavo.model.printing import PageBreak, PrintedLayout
from octavo.model.product import Product
from octavo.model.records import Publisher
from octavo.model.selection import WHOLE
from octavo.package.html_edition import FORMAT
from octavo.render.page_starts import with_printed_pages
from tests.unit.render.factory import book, render, theme

XHTML = "{http://www.w3.org/1999/xhtml}"
BREAKS = (PageBreak(1, "cover", 0), PageBreak(2, "title-page", 0), PageBreak(3, "well-p1", 4))


def made(of: Book, **changes: object) -> Mapping[str, bytes]:
    """Return the files of the HTML edition of a book, printed on three pages, by their names."""
    of = replace(of, settings=replace(of.settings, **changes))  # type: ignore[arg-type]
    printing = Printing(content=b"", page_map=PageMap(pages={}, count=3), layout=PrintedLayout(breaks=BREAKS))
    rendition = with_printed_pages(render(of, theme(), medium="reflow")[0], printing)
    product = Product(name=of.folder, selection=WHOLE, look=Look(theme="plain", paper="a5"), format="html")
    files, told = FORMAT.make(FormatInput(product=product, book=of, reflow=rendition))
    assert told == ()
    return {each.name: each.content for each in files}  # type: ignore[union-attr]


@pytest.fixture(scope="module")
def files() -> Mapping[str, bytes]:
    return made(book())


def pages(files: Mapping[str, bytes]) -> dict[str, ET.Element]:
    return {
        name: ET.fromstring(content)  # noqa: S314 - our own
        for name, content in files.items()
        if name.endswith(".html")
    }


def test_each_section_has_a_page_and_the_first_has_the_title_and_the_contents(files: Mapping[str, bytes]) -> None:
    found = pages(files)

    assert set(found) == {
        f"html/{name}.html"
        for name in (
            *("index", "imprint", "part", "well", "pump", "chronology", "glossary", "people", "bibliography"),
            *("section-index", "back-cover", "colophon"),
        )
    }
    sections = [each.get("id") for each in found["html/index.html"].findall(f".//{XHTML}main/{XHTML}section")]
    assert sections == ["title-page", "contents"]
    for page in found.values():
        assert len(page.findall(f".//{XHTML}main")) == 1
        assert page.get("lang") == "en-GB"
        assert page.findtext(f".//{XHTML}title")
        skip = page.find(f".//{XHTML}a")
        assert skip is not None
        assert skip.get("href", "")[1:] in {each.get("id") for each in page.iter()}


def test_pages_hold_no_script_nothing_of_ebooks_and_ask_nothing_of_the_net(files: Mapping[str, bytes]) -> None:
    every = b"".join(files[name] for name in files if name.endswith((".html", ".css")))

    assert b"<script" not in every
    assert b"epub:" not in every
    assert b"xml:lang" not in every
    assert not re.search(rb'(?:src="|stylesheet" href=")https?:|url\("?https?:', every)


def test_a_reader_gets_to_the_next_section_and_back(files: Mapping[str, bytes]) -> None:
    found = pages(files)
    name, read = "html/index.html", []
    while name:
        read.append(name)
        following = found[name].find(f".//{XHTML}link[@rel='next']")
        name = f"html/{following.get('href')}" if following is not None else ""

    assert set(read) == set(found)
    for before, after in pairwise(read):
        back = found[after].find(f".//{XHTML}link[@rel='prev']")
        assert back is not None
        assert f"html/{back.get('href')}" == before


def test_printed_pages_are_marked_and_listed_but_that_of_the_cover(files: Mapping[str, bytes]) -> None:
    found = pages(files)
    listed = found["html/index.html"].findall(f".//{XHTML}nav[@class='printed-pages']//{XHTML}a")

    assert [(each.get("href"), each.text) for each in listed] == [("#page-2", "2"), ("well.html#page-3", "3")]
    mark = found["html/well.html"].find(f".//{XHTML}span[@id='page-3']")
    assert mark is not None
    assert (mark.get("role"), mark.get("title")) == ("doc-pagebreak", "3")


def test_addresses_on_the_web_are_told_where_the_book_has_one() -> None:
    assert b"canonical" not in b"".join(made(book(), base_url="").values())

    told = made(book(), base_url="https://example.org/well", report_url="https://example.org/report?to=us")

    for file, address in {"index": "html/", "well": "html/well.html"}.items():
        assert f'rel="canonical" href="https://example.org/well/{address}"'.encode() in told[f"html/{file}.html"]
    (report,) = [
        each.get("href", "")
        for each in pages(told)["html/well.html"].iter(f"{XHTML}a")
        if each.get("href", "").startswith("https://example.org/report")
    ]
    settings = book().settings
    expected = {"to": ["us"], "book": [settings.title], "version": [settings.version], "place": ["well"]}
    assert parse_qs(urlsplit(report).query) == expected


def test_reports_go_by_mail_or_to_the_page_of_all_files() -> None:
    mailed = made(book(), report_url="mailto:us@example.org")["html/well.html"].decode()
    offered = made(book(), formats=("html", "site"), publisher=Publisher(name="We", contact="Write to us."))

    assert re.search(r'href="mailto:us@example\.org\?subject=[^" ]*well"', mailed)
    assert b'href="../index.html#report"' in offered["html/well.html"]
    assert b'href="../index.html"' in offered["html/index.html"]


def test_a_book_without_contents_and_title_page_has_both_all_the_same() -> None:
    whole = book()
    bare = replace(
        whole, sections=tuple(each for each in whole.sections if each.kind not in {"contents", "title-page"})
    )

    home = pages(made(bare))["html/index.html"]

    (title,) = home.findall(f".//{XHTML}h1")
    assert title.text == whole.settings.title
    links = [each.get("href") for each in home.findall(f".//{XHTML}main//{XHTML}a")]
    assert links[:4] == ["imprint.html", "part.html", "well.html", "pump.html"]
