"""What comes of sources of other programs: the files that are written, what is counted, and what is told."""

import re
from base64 import b64encode
from collections.abc import Callable
from pathlib import Path

import pytest

from octavo.importing.addressed_pictures import picture_in
from octavo.model.diagnostics import Faulty
from octavo.pipeline.importing import Imported, ImportRequest, import_book
from octavo.pipeline.result import Options
from octavo.project import Project, find_project
from tests.foreign_files import PIXEL, WORD, docx, epub

SHARE = find_project(Path(__file__).parents[3])
Import = Callable[..., Imported]


@pytest.fixture
def imported(tmp_path: Path) -> Import:
    """Imports a source of the given name and bytes as the book 'x'."""
    project = Project(root=tmp_path, templates=SHARE.templates, styles=SHARE.styles)

    def run(name: str, content: bytes | str, roles: Path | None = None) -> Imported:
        path = tmp_path / "sources" / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        request = ImportRequest(sources=(path,), name="x", roles=roles)
        return import_book(project, request, Options())

    return run


def text(result: Imported, name: str) -> str:
    """A file of the book that was imported."""
    return (result.folder / name).read_text(encoding="utf-8")


PAGES = {
    "one.xhtml": """<body><h1 id="top">Chapter 1: The <span class="sc">Well</span></h1>
<p>It is called <i xml:lang="la">stella maris</i>, 5 * 4.<a epub:type="noteref" href="notes.xhtml#n1" id="r1">1</a></p>
<div class="poem"><p class="stanza">The water stood,<br/><span class="i1">the water fell</span></p></div>
<p>Half a<span epub:type="pagebreak" title="12"/> page, see <a href="two.xhtml#deep">the pump</a>.</p>
<figure><img src="well.png" alt="A well"/><figcaption>The <em>well</em></figcaption></figure></body>""",
    "two.xhtml": """<body><h1>Chapter 2: The Pump</h1><p id="deep">Red. <a href="https://example.org/">Out</a></p>
<table><tr><th>Year</th><th>Cost</th></tr><tr><td>1884</td><td>310</td></tr></table>
<h2 style="page-break-before: always">Later</h2><blockquote><p>Quoted</p></blockquote>
</body>""",
    "notes.xhtml": """<body><section epub:type="endnotes"><h1>Notes</h1>
<aside epub:type="footnote" id="n1"><p><a epub:type="backlink" href="one.xhtml#r1">1</a> By Tom.</p></aside>
</section></body>""",
}
METADATA = """<dc:title>Wells</dc:title><dc:creator>Mary Hope</dc:creator><dc:language>en</dc:language>
<dc:identifier>urn:isbn:9780306406157</dc:identifier><dc:rights>All rights reserved</dc:rights>
<dc:date>1921-05-01</dc:date>"""

ONE = """# The [Well]{.smallcaps}

It is called [*stella maris*]{lang=la}, 5 \\* 4.[^1]

| The water stood,
|   the water fell

Half a<!-- page 12 --> page, see [the pump](#deep).

![A well](../images/well.png "The *well*")

[^1]: By Tom.
"""
TWO = """# The Pump

{#deep}
Red. [Out](https://example.org/)

| Year | Cost |
|---|---|
| 1884 | 310 |

## Later {.new-page}

> Quoted
"""


def test_an_ebook_keeps_verse_small_capitals_languages_pages_notes_and_links(imported: Import) -> None:
    sheet = ".sc { font-variant: small-caps }"
    result = imported("wells.epub", epub(PAGES, {"well.png": PIXEL, "style.css": sheet}, METADATA))

    assert text(result, "text/01-the-well.md") == ONE
    assert text(result, "text/02-the-pump.md") == TWO
    assert result.diagnostics == ()
    assert result.losses == ()
    assert {name: (source, book) for name, source, book in result.counted} == {
        "words": (40, 35),  # two titles leave their numbers to Octavo, and the notes have a heading of their own
        "notes": (1, 1),
        "pictures": (1, 1),
        "tables": (1, 1),
        "links in the book": (1, 1),
        "links out of it": (1, 1),
    }
    assert result.compared
    assert not result.compared.missing
    settings = text(result, "book.yaml")
    for line in ("title: Wells", "  - name: Mary Hope", "language: en-GB", 'released: "1921-05-01"'):
        assert line in settings.splitlines()
    assert 'epub: "urn:isbn:9780306406157"' in settings


def paragraph(words: str, style: str = "") -> str:
    """A paragraph of a DOCX."""
    named = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f"<w:p>{named}<w:r><w:t>{words}</w:t></w:r></w:p>"


STYLES = (
    f"<w:styles {WORD}>"
    '<w:style w:type="paragraph" w:styleId="H1"><w:name w:val="heading 1"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Q"><w:name w:val="Chapter Epigraph"/></w:style></w:styles>'
)
BY = 'w:author="Ann" w:date="2026-01-02T00:00:00Z"'
CHANGES = (
    '<w:p><w:r><w:t xml:space="preserve">Old </w:t></w:r>'
    f'<w:ins w:id="1" {BY}><w:r><w:t>new</w:t></w:r></w:ins>'
    f'<w:del w:id="2" {BY}><w:r><w:delText>gone</w:delText></w:r></w:del></w:p>'
)


def test_a_document_tells_of_changes_and_takes_roles_from_a_table(imported: Import, tmp_path: Path) -> None:
    roles = tmp_path / "roles.yaml"
    roles.write_text("blocks:\n  Chapter Epigraph: epigraph\n", encoding="utf-8")
    body = paragraph("One", "H1") + paragraph("Deep waters", "Q") + CHANGES + paragraph("Two", "H1") + paragraph("End")
    result = imported("wells.docx", docx(body, {"word/styles.xml": STYLES}), roles=roles)

    assert text(result, "text/01-one.md") == "# One\n\n{.epigraph}\nDeep waters\n\nOld new\n"
    assert [loss.what for loss in result.losses] == [
        "inserted by Ann, 2026-01-02, and kept: “new”",
        "deleted by Ann, 2026-01-02, and left out: “gone”",
    ]
    assert "  Chapter Epigraph: epigraph" in text(result, "import.yaml").splitlines()
    assert result.compared
    assert not result.compared.missing


def test_a_source_that_cannot_be_read_leaves_nothing_behind(imported: Import, tmp_path: Path) -> None:
    with pytest.raises(Faulty, match="OC186"):
        imported("wells.epub", epub({"one.xhtml": "<body><p>not closed</body>"}))

    assert list(tmp_path.glob("content/*")) == []


def test_headings_between_poems_are_headings(imported: Import) -> None:
    page = '<div class="poem"><h2>I</h2><p>One<br/>two</p><h2>II</h2><p>Three<br/>four</p></div>'
    pages = {"one.xhtml": f"<body><h1>A</h1>{page}</body>", "two.xhtml": "<body><h1>B</h1></body>"}
    result = imported("wells.epub", epub(pages))

    assert text(result, "text/01-a.md") == "# A\n\n## I\n\n| One\n| two\n\n## II\n\n| Three\n| four\n"


def test_a_picture_that_its_address_holds_is_kept_and_one_that_cannot_be_read_is_told(imported: Import) -> None:
    address = f"data:image/png;base64,{b64encode(PIXEL).decode()}"
    result = imported("x.html", f'<h1>T</h1><p><img src="{address}" alt="A dot"></p><pre class="python">x = 1</pre>')

    assert text(result, "text/01-t.md") == "# T\n\n![A dot](../images/x-picture-1.png)\n\n```python\nx = 1\n```\n"
    assert (result.folder / "images/x-picture-1.png").read_bytes() == PIXEL
    assert picture_in("data:image/svg+xml,%3Csvg/%3E") == ("svg", b"<svg/>")
    assert picture_in("data:image/png;base64,a") is None
    assert picture_in("a.png") is None


def test_an_initial_is_no_word_of_its_own_and_drawings_that_are_not_read_are_told(imported: Import) -> None:
    initial = '<w:p><w:pPr><w:framePr w:dropCap="drop"/></w:pPr><w:r><w:t>T</w:t></w:r></w:p>'
    drawn = "<w:p><w:r><w:object/></w:r><w:r><w:drawing><relIds/></w:drawing></w:r></w:p>"
    result = imported("x.docx", docx(f"{initial}<w:p><w:r><w:t>here was a king.</w:t></w:r></w:p>{drawn}"))

    assert result.compared
    assert result.compared.missing == {}
    assert [each.what.partition(" of ")[0] for each in result.losses] == ["1 drawings", "1 objects"]


SIGNS = ("—", "-", "–", "***", "…", "·")


@pytest.mark.parametrize("last", ["", "<tr><td colspan=2>wide</td></tr>"])
def test_signs_alone_in_a_cell_are_its_words_and_part_no_scenes(imported: Import, last: str) -> None:
    rows = "".join(f"<tr><td>{number}</td><td>{sign}</td></tr>" for number, sign in enumerate(SIGNS))
    result = imported("x.html", f"<h1>T</h1><table>{rows}{last}</table><p>-</p>")

    assert re.findall(r"^\| [0-9] +\| (\S+)", text(result, "text/01-t.md"), re.MULTILINE) == [
        *("—", "\\-" if last else "-", "–", "\\*\\*\\*", "…", "·")
    ]
    assert text(result, "text/01-t.md").endswith("\n\n---\n")


def test_cells_with_blocks_and_spans_are_kept_in_a_table_of_signs(imported: Import) -> None:
    table = "<table><thead><tr><th>a</th><th>b</th></tr></thead><tr><td><p>one</p><p>two</p></td><td>x<br>y</td></tr>"
    inner = "<tr><td colspan=2>wide</td></tr><tr><td><table><tr><td>in</td><td>it</td></tr></table></td><td>z</td></tr>"
    result = imported("x.html", f"<h1>T</h1>{table}{inner}</table>")

    assert text(result, "text/01-t.md").splitlines()[2:] == [
        "+-------+-----+",
        "| a     | b   |",
        "+=======+=====+",
        "| one   | x\\  |",
        "|       | y   |",
        "| two   |     |",
        "+-------+-----+",
        "| wide        |",
        "+-------+-----+",
        "| in it | z   |",
        "+-------+-----+",
    ]
    assert ["a table or a drawing of signs" in each.what for each in result.losses] == [True]
    assert result.compared
    assert result.compared.missing == {}
