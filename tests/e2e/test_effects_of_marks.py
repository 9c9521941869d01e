"""Every mark that the handbook tells of has an effect in the finished files, on paper and on screens.

The book is set twice from one list of examples: once as the handbook writes the marks, once with the same words and
without the mark. Each example is a chapter of its own, which begins a page. Where a mark is taken away, the page must
look different, and the chapter of the ebook must say something else.
"""

import re
import zipfile
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

import pytest
from filelock import FileLock
from pypdfium2 import PdfDocument

from tests.e2e.workshop import Workshop
from tests.unit.test_handbook import TEXTS, defined

SETTINGS = """title: Marks
language: en-GB
version: 1.0.0
released: "2026-01-01"
contributors: [{name: Mary Hope}]
citation-style: chicago-author-date
matter:
  front: []
  body: [%s]
  back: [index]
"""
RECORDS: Mapping[str, str] = {
    "boat.svg": '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 30"><rect width="40" height="30"/></svg>',
    "people/hope.yaml": "id: hope\nname: Mary Hope\nidentification: keeper\n",
    "terms.yaml": "- {id: windlass, term: windlass, definition: A roller.}\n",
    "sources.yaml": "- {id: marsh, type: book, title: Lights}\n",
    "documents.yaml": """
- {id: log, title: Log, date: "1906-01-07", provenance: Written there., text: No boat., archive: Box 4}
""",
    "shared/part.md": "Taken in from beside.\n",
    "shared/well.py": "depth = 1\n# ANCHOR: deep\ndeep = 2\n# ANCHOR_END: deep\nlast = 3\n",
    "figures/boats.yaml": "id: boats\nkind: table\ntitle: Boats\ndata:\n  columns: [{name: day}]\n  rows: [[one]]\n",
}
WORDS = "Unquestionably extraordinary communication notwithstanding. " * 6
TABLE = "| Day | Boats |\n|---|---|\n| one | 1.5 |\n| two | 22 |\n"
TURN = "A line that is so long that it turns over at the end of the measure, as no page is wide enough for all of it"
MANY = "\n\n".join(["The keeper saw the boat and went down to the shore."] * 60)


class Example(NamedTuple):
    """A text with a mark, and the same without it."""

    marked: str
    bare: str


def around(before: str, words: str, after: str) -> Example:
    return Example(f"Some {before}{words}{after} here.", f"Some {words} here.")


EXAMPLES: Mapping[str, Example] = {
    # stretches of text
    "acronym": around("[", "UNESCO", "]{.acronym}"),
    "highlight": around("[", "ten", "]{.highlight}"),
    "key": around("[", "Esc", "]{.key}"),
    "nohyphen": Example(f"[{WORDS}]{{.nohyphen}}", WORDS),
    "small": around("[", "ten", "]{.small}"),
    "smallcaps": around("[", "ad", "]{.smallcaps}"),
    "strike": around("[", "ten", "]{.strike}"),
    "subscript": around("[", "two", "]{.subscript}"),
    "superscript": around("[", "two", "]{.superscript}"),
    "title": around("[", "Lights", "]{.title}"),
    "underline": around("[", "ten", "]{.underline}"),
    # paragraphs
    "attribution": Example("Words.\n\n{.attribution}\nMary Hope", "Words.\n\nMary Hope"),
    "centred": Example("Words.\n\n{.centred}\nIn the middle", "Words.\n\nIn the middle"),
    "dedication": Example("{.dedication}\nFor Tom", "For Tom"),
    "epigraph": Example("{.epigraph}\nDeep waters.", "Deep waters."),
    "first": Example("Words.\n\n{.first}\nThe rope was long.", "Words.\n\nThe rope was long."),
    "verse": Example(f"Words.\n\n{{.verse}}\n{TURN}\\\nthe end", f"Words.\n\n{TURN}\\\nthe end"),
    # titles and headings
    "new-page": Example("Words.\n\n## The rope {.new-page}\n\nMore.", "Words.\n\n## The rope\n\nMore."),
    "short": Example(MANY, MANY),
    "lang": Example('He said ["так"]{lang=uk}.', 'He said "так".'),
    "appendix": Example("Words.", "Words."),
    "unnumbered": Example("Words.", "Words."),
    "untitled": Example("Words.", "Words."),
    # directives
    "beside": Example("::: beside\n![A boat](boat.svg)\n\nWords.\n:::", "![A boat](boat.svg)\n\nWords."),
    "disagree": Example('::: disagree title="Who?"\nWords.\n:::', "Who?\n\nWords."),
    "extract": Example("::: extract document=log\nWords.\n:::", "Log\n\nNo boat.\n\nWords."),
    "figure": Example("::: figure figure=boats\n:::", "Boats\n\nday one"),
    "note": Example('::: note title="Who?"\nWords.\n:::', "Who?\n\nWords."),
    "opening": Example('::: opening title="Who?"\n1. Words.\n:::', "Who?\n\n1. Words."),
    "questions": Example('::: questions title="Who?"\n1. Words.\n:::', "Who?\n\n1. Words."),
    "sidebar": Example("::: sidebar person=hope\nWords.\n:::", "Mary Hope\n\nWords."),
    "summary": Example('::: summary title="Who?"\nWords.\n:::', "Who?\n\nWords."),
    "table": Example(f"::: table\n{TABLE}:::", "Day Boats one 1.5 two 22"),
    "warning": Example('::: warning title="Who?"\nWords.\n:::', "Who?\n\nWords."),
    # their attributes
    **{
        f"{word} title": Example(f'::: {word} title="Who?"\nWords.\n:::', f"::: {word}\nWords.\n:::")
        for word in ("disagree", "note", "opening", "questions", "summary", "warning")
    },
    "disagree date": Example(
        '::: disagree #views title="Who?" date=2026-11-30\nWords.\n:::', '::: disagree title="Who?"\nWords.\n:::'
    ),
    "disputed": around("[", "ten", "](disputed:views)"),
    "sidebar title": Example('::: sidebar title="Who?"\nWords.\n:::', '::: sidebar title="Tom"\nWords.\n:::'),
    "sidebar person": Example("::: sidebar person=hope #second\nWords.\n:::", '::: sidebar title="Tom"\nWords.\n:::'),
    "extract document": Example("::: extract document=log #again\nWords.\n:::", "Words."),
    "figure figure": Example("::: figure figure=boats #fig-again\n:::", "Words."),
    "table align": Example(f'::: table align="left decimal"\n{TABLE}:::', f"::: table\n{TABLE}:::"),
    "table caption": Example(f'::: table caption="Of boats"\n{TABLE}:::', f"::: table\n{TABLE}:::"),
    "table note": Example(f'::: table note="Of boats"\n{TABLE}:::', f"::: table\n{TABLE}:::"),
    "include": Example("::: include file=shared/part.md\n:::", "Words."),
    "include file": Example("::: include file=shared/well.py\n:::", "::: include file=shared/part.md\n:::"),
    "include lines": Example("::: include file=shared/well.py lines=1\n:::", "::: include file=shared/well.py\n:::"),
    "include section": Example(
        "::: include file=shared/well.py section=deep\n:::", "::: include file=shared/well.py lines=1\n:::"
    ),
    "include syntax": Example(
        "::: include file=shared/well.py syntax=text\n:::", "::: include file=shared/well.py\n:::"
    ),
    "table row-heads": Example(f"::: table row-heads=no\n{TABLE}:::", f"::: table\n{TABLE}:::"),
}
"""The examples, by the names that the handbook has for the marks: a class, a directive, or a directive and its word."""

TITLES: Mapping[str, str] = {
    "short": ' {short="Rope"}',
    "appendix": " {.appendix}",
    "unnumbered": " {.unnumbered}",
    "untitled": " {.untitled}",
}
"""What stands behind the title of an example. Those that change the numbers of chapters come last."""

CHECKED: Mapping[str, str] = {"uncited": "tests/unit/check/manuscript"}
"""Classes that change what is checked and nothing in the outputs, with the tests that prove it."""

ONLY_ON_SCREENS = frozenset({"table row-heads"})
"""What those who listen are told, and nobody sees."""

ONLY_ON_PAPER = frozenset({"short"})
"""What only pages have: running heads."""

CLASSES = re.compile(r' class="([^"]*)"')


def documented() -> Iterator[str]:
    """Yield the marks that the handbook tells of."""
    page = (TEXTS / "11-marks.md").read_text(encoding="utf-8")
    for sentence in (r"(?s)The classes are (.*?)\n\n", r"(?s)Classes are (.*?)\.\n", r"and the class (.*?):"):
        (found,) = re.findall(sentence, page)
        yield from re.findall(r"`\.?([a-z-]+)`", re.sub(r"\[.*?\]\(.*?\)", "", found))
    yield from re.findall(r"`\.([a-z]+)` for a", page)
    yield from ("short", "lang", "disputed")
    for word, *attributes in defined("11-marks.md"):
        yield word
        yield from (f"{word} {attribute}" for attribute in attributes)


def in_order() -> list[str]:
    """Return the names of the examples in the order of their chapters."""
    return sorted(EXAMPLES, key=lambda name: list(TITLES).index(name) if name in TITLES else -1)


@pytest.fixture(scope="session")
def effects(shared: Path) -> Path:
    """Return the folder of the two books, built once for all processes of this test run."""
    folder = shared / "effects-of-marks"
    with FileLock(shared / "effects-of-marks.lock"):
        if not folder.exists():
            for book in ("marked", "bare"):
                write_book(folder / "content" / book, is_marked=book == "marked")
            done = Workshop(folder).run("build")
            assert done.returncode == 0, done.stdout + done.stderr
    return folder / "output"


def write_book(folder: Path, *, is_marked: bool) -> None:
    """Write the book of all examples, with their marks or without."""
    files = dict(RECORDS)
    names = []
    for number, name in enumerate(in_order()):
        text = EXAMPLES[name].marked if is_marked else EXAMPLES[name].bare
        title = f"# Keeper {number} of the well{TITLES.get(name, '') if is_marked else ''}"
        files[f"text/{number:02}.md"] = f"{title}\n\nBegin{number:02}end\n\n{text}\n"
        names.append(f"text/{number:02}.md")
    files["book.yaml"] = SETTINGS % ", ".join(names)
    for path, content in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(content, encoding="utf-8")


def pages(document: PdfDocument, number: int) -> list[bytes]:
    """Return the pixels of the pages of an example."""
    texts = ["".join(page.get_textpage().get_text_bounded().split()) for page in document]
    begin = next(place for place, text in enumerate(texts) if f"Begin{number:02}end" in text)
    later = (place for place, text in enumerate(texts) if place > begin and re.search(r"Begin\d\dend|^Index", text))
    return [bytes(document[place].render(scale=1).buffer) for place in range(begin, next(later, len(texts)))]


def test_every_mark_of_the_handbook_has_an_example() -> None:
    assert set(documented()) == set(EXAMPLES) | set(CHECKED)


@pytest.mark.parametrize("name", sorted(set(EXAMPLES) - ONLY_ON_SCREENS))
def test_a_mark_is_seen_on_paper(effects: Path, name: str) -> None:
    number = in_order().index(name)
    with (
        PdfDocument(effects / "marked" / "marked.pdf") as marked,
        PdfDocument(effects / "bare" / "bare.pdf") as bare,
    ):
        assert pages(marked, number) != pages(bare, number)


@pytest.mark.parametrize("name", sorted(set(EXAMPLES) - ONLY_ON_PAPER))
def test_a_mark_is_told_to_screens(effects: Path, name: str) -> None:
    number = in_order().index(name)
    marked, bare = (chapter(effects / book / f"{book}.epub", number) for book in ("marked", "bare"))

    assert marked != bare
    with zipfile.ZipFile(effects / "marked" / "marked.epub") as ebook:
        rules = ebook.read("EPUB/style.css").decode()
    if CLASSES.sub("", marked) == CLASSES.sub("", bare):
        # Nothing but classes is different: then a rule must tell what they look like.
        more = Counter(" ".join(CLASSES.findall(marked)).split()) - Counter(" ".join(CLASSES.findall(bare)).split())
        assert any(re.search(rf"\.{word}\b", rules) for word in more), more


def chapter(path: Path, number: int) -> str:
    """Return the text of an example as the ebook has it, without ids."""
    with zipfile.ZipFile(path) as ebook:
        (name,) = (
            name for name in ebook.namelist() if re.search(rf"text-{number:02}\.xhtml|/{number:02}\.xhtml", name)
        )
        return re.sub(r' id="[^"]*"', "", ebook.read(name).decode())
