"""The ebook carries the pages of the printed book: each word is on the page of which its list of pages says so."""

import random
import re
import shutil
import zipfile
from bisect import bisect
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import accumulate
from pathlib import Path
from xml.etree import ElementTree as ET

import pikepdf
import pytest
import yaml

from octavo import pipeline
from octavo.jobs.store import Store
from octavo.model.output import ONLY_IN_ONE_MEDIUM
from octavo.pdf.opened_file import OpenedFile
from octavo.pipeline import Options
from octavo.project import Project, find_project
from tests.bench.words import Writer
from tests.e2e.workshop import BOOKS, ROOT, Workshop

OPS = "{http://www.idpf.org/2007/ops}type"
XHTML = "{http://www.w3.org/1999/xhtml}"
NCX = "{http://www.daisy.org/z3986/2005/ncx/}"
SIGNS = re.compile(r"[\W_]+")
WORDS = 200
CONTEXT = 6
"""So many words from the one that is looked for on are found in the printed book."""


@dataclass
class Screens:
    """An ebook as it is read: its words, each with the page that began last before it, and the list of pages."""

    words: list[tuple[str, str]] = field(default_factory=list)
    marks: dict[str, str] = field(default_factory=dict)
    page: str = ""

    def read(self, element: ET.Element, file: str) -> None:
        """Read the text of ``element``, without notes and what print does not have."""
        if element.get(OPS) == "pagebreak":
            self.page = str(element.get("title"))
            self.marks[self.page] = f"{file}#{element.get('id')}"
        if element.get(OPS) != "footnote" and set(ONLY_IN_ONE_MEDIUM).isdisjoint((element.get("class") or "").split()):
            self.take(element.text)
            for child in element:
                self.read(child, file)
                self.take(child.tail)

    def take(self, text: str | None) -> None:
        """Read the words of a text."""
        self.words += ((letters, self.page) for word in (text or "").split() if (letters := SIGNS.sub("", word)))


def entries(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as archive:
        return {name.removeprefix("EPUB/"): archive.read(name) for name in archive.namelist()}


def parsed(content: bytes) -> ET.Element:
    return ET.fromstring(content)  # noqa: S314 - our own file


def read_ebook(files: dict[str, bytes]) -> Screens:
    screens = Screens()
    for found in re.finditer(rb'<itemref idref="_?([^"]+)"', files["package.opf"]):
        name = f"{found[1].decode()}.xhtml"
        body = parsed(files[name]).find(f"{XHTML}body")
        assert body is not None
        screens.read(body, name)
    return screens


def printed_letters(path: Path) -> Iterator[tuple[str, str]]:
    """Yield the folio and the letters of each page, as the file labels and tags them."""
    file = OpenedFile(path.read_bytes())
    texts: dict[int, list[str]] = {number: [] for number in file.numbers.values()}
    for content, shown in file.tagged():
        texts[file.numbers[content.page]] += [glyph.text for each in shown for glyph in each.glyphs()]
    labels = pdf_labels(path)
    for number in sorted(texts):
        yield labels[number - 1], SIGNS.sub("", "".join(texts[number]))


def pdf_labels(path: Path) -> list[str]:
    with pikepdf.open(path) as pdf:
        return [page.label for page in pdf.pages]


def wrong_pages(pdf: Path, ebook: Path) -> tuple[int, list[str]]:
    """Return how many words were found in print, of random ones, and those that stand on another page there."""
    pages = list(printed_letters(pdf))
    text = "".join(letters for _, letters in pages)
    ends = list(accumulate(len(letters) for _, letters in pages))
    words = read_ebook(entries(ebook)).words
    places = list(range(len(words) - CONTEXT))
    random.Random(12).shuffle(places)  # noqa: S311 - no secret
    found, wrong = 0, []
    for place in places:
        word, page = words[place]
        context = "".join(each for each, _ in words[place : place + CONTEXT])
        begin = text.find(context)
        # What stands in two places, or is interrupted by a note or the number of a page, says nothing.
        if begin < 0 or text.find(context, begin + 1) >= 0:
            continue
        found += 1
        # A divided word belongs to the page of its end.
        printed = pages[bisect(ends, begin + len(word) - 1)][0]
        if page and printed != page:
            wrong.append(f"{word} ({context}): page {printed} in print, {page} on screens")
        if found == WORDS:
            break
    return found, wrong


@pytest.mark.parametrize("book", BOOKS)
def test_random_words_are_on_the_page_that_the_list_of_pages_says(built: Workshop, book: str) -> None:
    folder = built.output / book

    assert wrong_pages(folder / f"{book}.pdf", folder / f"{book}.epub") == (WORDS, [])


@pytest.fixture
def roman(tmp_path: Path) -> Project:
    """Return a project with the stock book, whose front matter is numbered in small Roman figures."""
    share = find_project(ROOT)
    shutil.copytree(ROOT / "tests" / "stock", tmp_path / "content" / "stock")
    settings(tmp_path, **{"front-folios": "roman", "identifiers": {"pdf": "978-3-16-148410-0"}})
    lengthen(tmp_path)
    return Project(root=tmp_path, templates=share.templates, styles=share.styles)


def lengthen(folder: Path) -> None:
    """Write more into a chapter, of words made by chance: each stretch of it stands in one place alone."""
    chance = Writer("pages")
    text = folder / "content" / "stock" / "text" / "02-storm.md"
    text.write_text("\n\n".join([text.read_text(), *(chance.text(6, 9) for _ in range(9))]) + "\n")


def settings(folder: Path, **changes: object) -> None:
    path = folder / "content" / "stock" / "book.yaml"
    path.write_text(yaml.safe_dump({**yaml.safe_load(path.read_text()), **changes}))


def test_folios_are_those_that_are_printed_and_an_ebook_alone_has_none(roman: Project, warm_store: Store) -> None:
    def build() -> dict[str, bytes]:
        (result,) = pipeline.build(roman, ["stock"], Options(store=warm_store))
        assert result.status == "built", result.diagnostics
        return entries(roman.output / "stock" / "stock.epub")

    files = build()
    folder = roman.output / "stock"
    found, wrong = wrong_pages(folder / "stock.pdf", folder / "stock.epub")
    marks = read_ebook(files).marks
    listed = parsed(files["nav.xhtml"]).findall(f".//{XHTML}nav[@role='doc-pagelist']//{XHTML}a")
    targets = parsed(files["toc.ncx"]).findall(f".//{NCX}pageTarget")

    assert (found, wrong) == (WORDS, [])
    assert list(marks)[:2] == ["i", "ii"]
    assert marks["1"] == "island.xhtml#page-1"
    assert {str(each.text): each.get("href") for each in listed} == marks
    assert [each[1].get("src") for each in targets] == list(marks.values())
    assert b'<meta property="pageBreakSource">urn:isbn:9783161484100</meta>' in files["package.opf"]

    settings(roman.root, formats=["epub"])
    alone = build()
    unmarked = {
        name: re.sub(rb'<span class="page-start"[^>]*></span>', b"", content) for name, content in files.items()
    }
    differing = {name for name in files if alone[name] != unmarked[name]}

    assert alone.keys() == files.keys()
    assert differing == {"package.opf", "nav.xhtml", "toc.ncx", "imprint.xhtml", "colophon.xhtml"}
    assert not read_ebook(alone).marks
    assert b"page" not in alone["nav.xhtml"].replace(b"title-page", b"")
    assert b"pageBreakSource" not in alone["package.opf"]


def test_names_and_ids_outlive_an_edit_elsewhere(roman: Project, warm_store: Store) -> None:
    def build() -> dict[str, list[bytes]]:
        (result,) = pipeline.build(roman, ["stock"], Options(store=warm_store))
        assert result.status == "built", result.diagnostics
        files = entries(roman.output / "stock" / "stock.epub")
        pages = {name: content for name, content in files.items() if name.endswith(".xhtml") and name != "nav.xhtml"}
        return {name: re.findall(rb' id="([^"]+)"', content) for name, content in pages.items()}

    before = build()
    text = roman.content / "stock" / "text" / "foreword.md"
    text.write_text(text.read_text() + "\nA paragraph *more*.\n")
    after = build()

    assert after.keys() == before.keys()
    assert {name: ids for name, ids in after.items() if name != "foreword.xhtml"} == {
        name: ids for name, ids in before.items() if name != "foreword.xhtml"
    }
    assert set(before["foreword.xhtml"]) < set(after["foreword.xhtml"])
