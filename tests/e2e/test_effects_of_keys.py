"""Every key that the handbook tells of for content has an effect in the finished files, on paper and on screens.

The book *effects* gives each key a word of its own: ``Zq``, the table of the handbook, the key. Where nothing else is
said here, that word must be found in the pages (or in what the PDF says of itself) and in the ebook.
"""

import html
import re
import shutil
import zipfile
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pikepdf
import pytest
from filelock import FileLock
from pypdfium2 import PdfDocument

from octavo.model.query import plain
from tests.e2e.workshop import ROOT, Workshop
from tests.unit.test_handbook import codes, tables

CONTENT = Path(__file__).parent / "effects"
POINTS_PER_MM = 72 / 25.4
CHAPTERS = ("Zqmatterbody", "The second")


class Made(NamedTuple):
    """What was made: the words of pages and of what PDFs say of themselves, the words and the markup of the ebook.

    ``markup`` has that of the HTML edition too. ``size`` is that of the first page in pt, ``linked`` the words of links
    on paper, ``folios`` the pages of chapters.
    """

    pages: str
    ebook: str
    markup: str
    size: tuple[float, float]
    linked: str
    folios: Mapping[str, int]


Probe = Callable[[Made], bool]


def said(*words: str) -> Probe:
    """Return what asks whether both media say ``words``."""
    return lambda made: all(squeezed(each) in made.pages and squeezed(each) in made.ebook for each in words)


def on_paper(*words: str) -> Probe:
    return lambda made: all(squeezed(each) in made.pages for each in words)


def on_screens(markup: str) -> Probe:
    return lambda made: markup in made.markup


def both(one: Probe, other: Probe) -> Probe:
    return lambda made: one(made) and other(made)


def unsaid(word: str) -> Probe:
    return lambda made: word.lower() not in made.pages.lower() + made.ebook.lower()


def linked(word: str) -> Probe:
    """Return what asks whether a word is a link in both media."""
    return lambda made: word in made.linked and f">{word}</a>" in made.markup


def squeezed(text: str) -> str:
    """Return ``text`` without spaces and without hyphens, which line ends add and take away."""
    return (
        "".join(text.split())
        .replace("\N{SOFT HYPHEN}", "")
        .replace("\N{HYPHEN}", "")
        .replace("-", "")
        .replace("\N{WORD JOINER}", "")
    )


IS_LISTED = said("Zqpersonsort")
PROBES: Mapping[tuple[str, str], Probe] = {
    ("book-settings", "language"): both(on_paper("/Lang en-GB"), on_screens('xml:lang="en-GB"')),
    ("book-settings", "version"): said("third edition, fifth impression", "3.4.5"),
    ("book-settings", "released"): said("29 February 2024"),
    ("book-settings", "short-title"): on_paper("Zqbooksettingsshorttitle"),
    ("book-settings", "contributors"): said("Zqcontributorname"),
    ("book-settings", "subject-codes"): on_screens('<dc:subject id="subject-1">'),
    ("subject-code", "scheme"): on_screens('property="authority">BISAC<'),
    ("subject-code", "code"): on_screens('<meta refines="#subject-2" property="term">NHD</meta>'),
    ("subject-code", "label"): on_screens("Zqsubjectcodelabel"),
    ("book-settings", "accessibility"): on_screens("Zqaccessibilitysummary"),
    ("accessibility", "summary"): on_screens("Zqaccessibilitysummary"),
    ("accessibility", "evaluation"): on_screens('property="dcterms:conformsTo"'),
    ("evaluation", "by"): on_screens('id="certifier">Zqevaluationby<'),
    ("evaluation", "date"): on_screens('property="dcterms:date">2024-02-28<'),
    ("evaluation", "version"): on_screens("EPUB Accessibility 1.1"),
    ("evaluation", "level"): on_screens("WCAG 2.2 Level AAA"),
    ("evaluation", "report"): on_screens("https://example.org/Zqevaluationreport"),
    ("book-settings", "publisher"): said("Zqpublishername"),
    ("book-settings", "licence"): said("Zqlicencename"),
    ("book-settings", "series"): said("Zqseriesname"),
    ("book-settings", "identifiers"): both(
        said("ISBN 978-3-16-148410-0", "urn:x:zqidentifier"), on_screens("urn:isbn:9783161484100")
    ),
    ("book-settings", "theme"): both(on_paper("OctavoSans-SemiBold"), on_screens("Terror, on screens")),
    ("book-settings", "paper"): lambda made: (
        made.size == pytest.approx((139.7 * POINTS_PER_MM, 215.9 * POINTS_PER_MM), abs=1)
    ),
    ("book-settings", "citation-style"): said("(Zqworkauthor 3)"),
    ("book-settings", "dashes"): said("to\N{EM DASH}and"),
    ("book-settings", "hyphenation-exceptions"): both(
        on_paper("/Divided zqhyphena"), on_screens("zqhyphen\N{SOFT HYPHEN}a\N{SOFT HYPHEN}tion")
    ),
    ("book-settings", "chapters-start"): lambda made: (
        made.folios["Zqmatterbody"] % 2 == made.folios["The second"] % 2 == 1
    ),
    ("book-settings", "contents-depth"): lambda made: made.pages.count("1.1Zqheading") == len(("listed", "set")),
    ("book-settings", "numbered-headings"): said("1.1 Zqheading"),
    ("book-settings", "matter"): said("Zqmatterfront", "Zqmatterbody", "Zqmatterback"),
    ("book-settings", "formats"): on_paper("Zqsheettitle"),
    ("book-settings", "report-url"): on_screens('href="https://example.org/Zqbooksettingsreporturl?book='),
    ("book-settings", "cover"): said("Zqcoveralt"),
    ("cover", "picture"): said("Zqcoveralt"),
    ("contributor", "role"): said("translated by Zqcontributorname"),
    ("contributor", "sort"): on_screens("Zqcontributorsort"),
    ("part", "chapters"): said("Part I Zqpartpart", "1 Zqmatterbody"),
    ("part", "id"): both(on_paper("/Dest zqpartid", "part I (p. "), on_screens('href="zqpartid.xhtml')),
    ("person", "id"): both(on_paper("/Dest person-zqpersonid"), on_screens('id="person-zqpersonid"')),
    ("person", "original"): said("Зкоригинал"),
    ("person", "original-language"): both(
        on_paper("/Lang ru"), on_screens('<span class="original" lang="ru" xml:lang="ru">Зкоригинал')
    ),
    ("person", "mentions"): linked("Zqpersonmentions"),
    ("person", "born"): said("1851\N{EN DASH}1931"),
    ("person", "died"): said("1851\N{EN DASH}1931"),
    ("person", "roles"): said("Zqrolerole"),
    ("person", "print"): unsaid("Zqpersonprint"),
    ("life-event", "date"): said("1851\N{EN DASH}1931"),
    ("term", "id"): both(on_paper("/Dest term-zqtermid"), on_screens('id="term-zqtermid"')),
    ("term", "original"): said("Зктермин"),
    ("term", "original-language"): on_screens('lang="ru" xml:lang="ru">Зктермин'),
    ("term", "aliases"): linked("Zqtermaliases"),
    ("term", "mentions"): linked("Zqtermmentions"),
    ("term", "see-also"): said("See also Zqtermtwo"),
    ("term", "print"): unsaid("Zqtermprint"),
    ("event", "id"): both(on_paper("/Dest event-zqeventid"), on_screens('id="event-zqeventid"')),
    ("event", "date"): said("6 January"),
    ("event", "old-style"): said("24 December 1905 O.S."),
    ("event", "passage"): both(on_paper("Zqeventtext (p. 9)"), on_screens('href="zqpartchapters.xhtml')),
    ("event", "print"): unsaid("Zqeventprint"),
    ("document", "id"): both(on_paper("/Dest zqdocumentid"), on_screens('id="zqdocumentid"')),
    ("document", "print"): unsaid("Zqdocumentprint"),
    ("answer", "answer"): on_paper("Zqansweranswer"),
    ("answer", "question"): on_paper("How deep is it?", "Answer Zqansweranswer"),
    ("answer", "mark-scheme"): on_paper("Zqmarkpointtext"),
    ("answer", "sources"): on_paper("Source: Zqanswersources"),
    ("mark-point", "text"): on_paper("Zqmarkpointtext"),
    ("mark-point", "marks"): lambda made: made.pages.count("[3]") == len(("in the book", "on the sheet", "its point")),
    ("index-reference", "see"): said("Zqindexreferenceentry see well"),
    ("index-reference", "see-also"): said("see also Zqindex, sub"),
    ("custom", "cite"): unsaid("Zqcustomcite"),
    ("figure-data", "columns"): said("Zqcolumnlabel"),
    ("figure-data", "rows"): said("Zqfiguredatarows"),
    ("figure-data", "totals"): said("Zqfiguredatatotals"),
    ("column", "align"): both(lambda made: "23,456" in made.pages, on_screens('class="align-right"')),
    ("column", "print"): unsaid("Zqcolumnprint"),
    ("chart-figure", "id"): both(on_paper("/Dest zqchartfigureid"), on_screens('id="zqchartfigureid"')),
    ("chart-figure", "kind"): said("Figure 1. Zqchartfiguretitle"),
    ("chart-figure", "data"): said("zqrow"),
    ("chart-figure", "chart"): lambda made: made.pages.count("Zqcolumnname") == len(("on the axis", "in the table")),
    ("chart-figure", "height"): on_screens('height="111pt"'),
    ("chart-figure", "show-table"): on_paper("Zqcolumnlabel Zqcolumnname zqrow 1"),
    ("chart-figure", "print"): unsaid("Zqchartfigureprint"),
    ("table-figure", "id"): both(on_paper("/Dest zqtablefigureid"), on_screens('id="zqtablefigureid"')),
    ("table-figure", "kind"): said("Table 1. Zqtablefiguretitle"),
    ("table-figure", "data"): said("Zqfiguredatarows"),
    ("table-figure", "print"): unsaid("Zqtablefigureprint"),
    ("image-figure", "id"): both(on_paper("/Dest zqimagefigureid"), on_screens('id="zqimagefigureid"')),
    ("image-figure", "kind"): said("Figure 2. Zqimagefiguretitle"),
    ("image-figure", "file"): on_screens("images/zqimagefigurefile.svg"),
    ("image-figure", "print"): unsaid("Zqimagefigureprint"),
    ("sheet", "id"): on_paper("/File a4 zqsheetid-teacher.pdf"),
    ("sheet", "title"): on_paper("Zqsheettitle"),
    ("sheet", "content"): on_paper("Zqsheettitle", "How deep is it?"),
    ("sheet", "unit"): on_paper("Zqsheetunit"),
    ("sheet", "teacher-notes"): on_paper("Zqsheetteachernotes"),
    ("handouts", "sheets"): on_paper("Zqsheettitle"),
    ("handouts", "papers"): on_paper("/File a4"),
    ("handouts", "audiences"): on_paper("zqsheetid-teacher.pdf"),
}
"""What is asked of a key in place of its own word in both media."""

ELSEWHERE: Mapping[tuple[str, str], str] = {
    ("book-settings", "cite-every-paragraph"): "tests/unit/check/manuscript",
    ("book-settings", "variants"): "tests/e2e/test_variants.py",
    ("book-settings", "link-addresses"): "tests/unit/resolve/test_link_addresses.py",
    ("book-settings", "notes"): "tests/unit/render/test_notes.py",
    ("book-settings", "hold"): "tests/golden/OC441-page-not-held",
    ("book-settings", "press"): "tests/e2e/test_press.py",
    **dict.fromkeys((("press", key) for key in ("thickness", "bleed", "spine")), "tests/e2e/test_press.py"),
    ("press", "marks"): "tests/golden/OC673-marks-at-the-shop",
    ("press", "shop"): "tests/golden/OC671-a-size-that-no-shop-prints",
    ("press", "stock"): "tests/unit/press/test_print_shops.py",
    ("book-settings", "offer-answers"): "tests/unit/package/test_site.py",
    ("book-settings", "booklets"): "tests/golden/OC618-booklet-of-the-book",
    **{
        ("booklet", codes(key)[0]): "tests/unit/impose"
        for key, _, meaning in tables()["keys-booklet"].rows
        if "for the record" not in plain(meaning)
    },
    ("book-settings", "look"): "tests/unit/load/test_book_look.py",
    **{
        (table, codes(key)[0]): "tests/unit/load/test_book_look.py"
        for table in ("look", "margins")
        for key, _, _ in tables()[f"keys-{table}"].rows
    },
    ("book-settings", "front-folios"): "tests/unit/typeset/test_typesetting.py",
    ("cover", "type"): "tests/unit/render/test_cover.py",
    ("person", "variants"): "tests/golden/OC811-other-spelling",
    ("life-event", "old-style"): "tests/golden/OC119-calendars-differ",
    ("document", "date"): "tests/golden/OC805-other-date-of-a-document",
    ("answer", "document"): "tests/unit/resolve/test_answers.py",
    ("answer", "passage"): "tests/unit/resolve/test_answers.py",
    ("handouts", "theme"): "styles/handout",
    ("handouts", "variants"): "tests/e2e/test_handouts.py",
    ("handouts", "link-addresses"): "tests/unit/resolve/test_link_addresses.py",
    ("sheet", "notes-column"): "tests/unit/render",
    ("sheet", "line-numbers"): "tests/unit/render",
    **{
        (table, codes(key)[0]): place
        for table, place in (
            ("correction", "tests/unit/pipeline/test_correct.py"),
            ("release", "tests/unit/pipeline/test_releases.py"),
        )
        for key, _, meaning in tables()[f"keys-{table}"].rows
        if "for the record" not in plain(meaning)
    },
}
"""Keys that change what is checked, or outputs that this book does not have, with the place that proves it."""

OF_LOOKS = frozenset(
    {
        "theme-settings",
        "font-face",
        "paper",
        "line-rules",
        "language",
        "quotes",
        "hyphenation",
        "prose-forms",
        "numbers",
    }
) | {"reading-ease"}
"""Tables of themes and languages, which are no content: their own tests are in tests/unit/render, typeset and load."""

KEYS = [
    (table.removeprefix("keys-"), codes(key)[0])
    for table in tables()
    if table.startswith("keys-") and table.removeprefix("keys-") not in OF_LOOKS
    for key, _, meaning in tables()[table].rows
    if "for the record" not in plain(meaning)
]


@pytest.fixture(scope="session")
def made(shared: Path) -> Made:
    """Return what the finished files say, which are built once for all processes of this test run."""
    folder = shared / "effects-of-keys"
    with FileLock(shared / "effects-of-keys.lock"):
        if not folder.exists():
            shutil.copytree(CONTENT, folder / "content" / "effects")
            done = Workshop(folder).run("build")
            assert done.returncode == 0, done.stdout + done.stderr
    return read(folder / "output" / "effects")


@cache
def read(output: Path) -> Made:
    book = output / "effects.pdf"
    others = (file for file in sorted(output.rglob("*.pdf")) if file != book)
    pages, linked, size, folios = read_pages(book)
    pages += [line for file in others for line in read_pages(file)[0]]
    with zipfile.ZipFile(output / "effects.epub") as ebook:
        names = [name for name in ebook.namelist() if name.endswith((".xhtml", ".opf", ".css", ".svg"))]
        markup = "\n".join(ebook.read(name).decode() for name in names)
    markup += "\n".join(page.read_text(encoding="utf-8") for page in sorted((output / "html").glob("*.html")))
    words = html.unescape(re.sub(r"<[^>]*>", " ", markup)) + markup
    return Made(squeezed("\n".join(pages)), squeezed(words), markup, size, "\n".join(linked), folios)


def read_pages(file: Path) -> tuple[list[str], list[str], tuple[float, float], Mapping[str, int]]:
    """Return what a PDF says, the words of its links, the size of its first page, and the pages of its chapters."""
    with pikepdf.open(file) as pdf:
        said = [f"/File {file.parent.name} {file.name}", *(f"{key} {value}" for key, value in pdf.docinfo.items())]
        if "/Names" in pdf.Root:
            said += [f"/Dest {name}" for name in pikepdf.NameTree(pdf.Root.Names.Dests)]
        for each in pdf.objects:
            if isinstance(each, pikepdf.Dictionary):
                said += [f"{key} {each[key]}" for key in ("/Lang", "/BaseFont", "/Alt") if key in each]
        links = [[[float(side) for side in each.Rect] for each in page.get("/Annots", [])] for page in pdf.pages]
    words: list[str] = []
    folios: dict[str, int] = {}
    with PdfDocument(file) as document:
        for number, page in enumerate(document):
            text = page.get_textpage()
            lines = text.get_text_bounded()
            said += [lines, *(f"/Divided {each}" for each in re.findall(r"(\w+)[\u2010\ufffe\x02-]+\r?\n", lines))]
            words += [text.get_text_bounded(*each) for each in links[number]]
            folios |= {name: number + 1 for name in CHAPTERS if "Chapter" in lines and name in lines}
        return said, words, document[0].get_size(), folios


def test_every_key_has_a_word_or_is_asked_for_otherwise() -> None:
    assert not (set(PROBES) | set(ELSEWHERE)) - set(KEYS)
    assert not set(PROBES) & set(ELSEWHERE)
    for place in ELSEWHERE.values():
        assert (ROOT / place).exists(), place


@pytest.mark.parametrize(("table", "key"), KEYS)
def test_a_key_has_an_effect(made: Made, table: str, key: str) -> None:
    word = f"Zq{table}{key}".replace("-", "")
    if (table, key) not in ELSEWHERE:
        assert PROBES.get((table, key), said(word))(made), word
