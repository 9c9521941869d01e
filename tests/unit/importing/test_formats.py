"""One small source of each kind, and the texts that it becomes."""

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from octavo.pipeline.importing import Imported, ImportRequest, import_book
from octavo.pipeline.result import Options
from octavo.project import Project, find_project
from tests.foreign_files import PIXEL, docx, zipped

SHARE = find_project(Path(__file__).parents[3])
Import = Callable[[str, Mapping[str, str | bytes]], Imported]


@pytest.fixture
def imported(tmp_path: Path) -> Import:
    """Imports the first of some files, or their folder where that is named, as the book 'x'."""
    project = Project(root=tmp_path, templates=SHARE.templates, styles=SHARE.styles)

    def run(source: str, files: Mapping[str, str | bytes]) -> Imported:
        for name, content in files.items():
            path = tmp_path / "sources" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content if isinstance(content, bytes) else content.encode())
        request = ImportRequest(sources=(tmp_path / "sources" / source,), name="x")
        return import_book(project, request, Options())

    return run


def texts(result: Imported) -> dict[str, str]:
    """The texts of the book by their names."""
    return {path.name: path.read_text(encoding="utf-8") for path in sorted((result.folder / "text").iterdir())}


OFFICE = " ".join(
    f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for prefix, name in {
        "office": "office",
        "text": "text",
        "style": "style",
        "fo": "xsl-fo-compatible",
    }.items()
)
ODT = f"""<office:document-content {OFFICE}><office:automatic-styles>
<style:style style:name="T1" style:family="text"><style:text-properties fo:font-variant="small-caps"/></style:style>
<style:style style:name="P1" style:family="paragraph" style:parent-style-name="Block_20_Text"/>
</office:automatic-styles><office:body><office:text>
<text:h text:outline-level="1">One</text:h>
<text:p>In <text:span text:style-name="T1">ad</text:span> 1884.<text:note text:note-class="footnote">
<text:note-citation>1</text:note-citation><text:note-body><text:p>By Tom.</text:p></text:note-body></text:note></text:p>
<text:p text:style-name="P1">Set off</text:p><text:h text:outline-level="1">Two</text:h><text:p>End</text:p>
</office:text></office:body></office:document-content>"""


STYLES = f"<office:document-styles {OFFICE}/>"


def test_a_document_of_libreoffice_keeps_styles_and_notes(imported: Import) -> None:
    result = imported(
        "x.odt",
        {
            "x.odt": zipped(
                {"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": ODT, "styles.xml": STYLES}
            )
        },
    )

    assert texts(result) == {
        "01-one.md": "# One\n\nIn [ad]{.smallcaps} 1884.[^1]\n\n> Set off\n\n[^1]: By Tom.\n",
        "02-two.md": "# Two\n\nEnd\n",
    }
    assert "  Block Text: extract" in (result.folder / "import.yaml").read_text(encoding="utf-8")
    assert result.compared
    assert not result.compared.missing


LATEX = r"""\documentclass{book}\title{Wells}\author{Mary Hope}
\begin{document}\frontmatter\chapter{Preface}Short.
\mainmatter\part{Water}\chapter{One}\label{ch:one}
See Figure~\ref{fig:a} \cite[p.~3]{hope}.\index{wells!deep}\unknowncommand{lost}
\begin{verse}The water stood,\\ the water fell\end{verse}
\begin{figure}\includegraphics{a}\caption{A well}\label{fig:a}\end{figure}
\input{two}\appendix\chapter{Tables}$x^2$\bibliography{refs}\end{document}
"""


def test_a_book_in_latex_keeps_its_parts_references_index_and_works(imported: Import) -> None:
    two = "\\chapter{Two}\nAs in Chapter~\\ref{ch:one}."
    works = "@book{hope, title={Wells}, author={Hope, Mary}, year={1921}}\n"
    result = imported("x.tex", {"x.tex": LATEX, "two.tex": two, "refs.bib": works, "a.png": PIXEL})

    assert texts(result) == {
        "01-preface.md": "# Preface\n\nShort.\n",
        "02-one.md": '# One\n\nSee [](#fig-a) [@hope, p.\u00a03].[]{index="wells!deep"}\n\n'
        '| The water stood,\n| the water fell\n\n![](../images/a.png "A well"){#fig-a}\n',
        "03-two.md": "# Two\n\nAs in [](#one).\n",
        "04-tables.md": "# Tables {.appendix}\n\n$x^2$\n",
    }
    settings = (result.folder / "book.yaml").read_text(encoding="utf-8")
    for line in (
        "    - part: Water",
        "        - text/03-two.md",
        "    - text/04-tables.md",
        "    - bibliography",
        "    - index",
    ):
        assert line in settings.splitlines()
    assert any("\\unknowncommand{lost}" in loss.what and "line 4" in loss.place for loss in result.losses)


def item(kind: str, title: str, content: str, order: int, parent: int = 0) -> str:
    """A post of an export."""
    values = {
        "wp:post_id": f"{10 + order}",
        "wp:post_type": kind,
        "wp:post_name": title.lower(),
        "wp:status": "publish",
        "wp:menu_order": f"{order}",
        "wp:post_parent": f"{parent}",
    }
    inside = "".join(f"<{tag}>{value}</{tag}>" for tag, value in values.items())
    return f"<item><title>{title}</title>{inside}<content:encoded><![CDATA[{content}]]></content:encoded></item>"


def test_an_export_of_pressbooks_keeps_its_order_notes_and_boxes(imported: Import) -> None:
    box = '<div class="textbox textbox--key-takeaways"><p class="textbox__title">Key</p><p>Dig.</p></div>'
    posts = (
        item("chapter", "Two", "Line one\nline two\n\nNext", 3, 11)
        + item("chapter", "One", f"Deep[footnote]By Tom.[/footnote]\n\n{box}", 2, 11)
        + item("part", "Water", "", 1)
        + item("front-matter", "Preface", "Short", 0)
    )
    spaces = 'xmlns:wp="http://wordpress.org/export/1.2/" xmlns:content="http://purl.org/rss/1.0/modules/content/"'
    result = imported("x.xml", {"x.xml": f"<rss {spaces}><channel><title>Wells</title>{posts}</channel></rss>"})

    assert texts(result) == {
        "01-preface.md": "# Preface\n\nShort\n",
        "02-one.md": '# One\n\nDeep[^1]\n\n::: summary title="Key"\nDig.\n:::\n\n[^1]: By Tom.\n',
        "03-two.md": "# Two\n\nLine one\\\nline two\n\nNext\n",
    }
    assert "    - part: Water" in (result.folder / "book.yaml").read_text(encoding="utf-8").splitlines()


def test_links_between_the_posts_of_an_export_lead_to_their_texts_and_empty_pages_are_told(imported: Import) -> None:
    links = '<a href="http://e.org/b/chapter/one/#x">One</a> <a href="https://e.org/b/none/">None</a>'
    posts = (
        item("chapter", "One", '<p id="x">Deep</p>', 1).replace(
            "<title>", "<link>https://e.org/b/chapter/one</link><title>"
        )
        + item("chapter", "Two", links, 2)
        + item("page", "Cover", "<!-- Here be dragons. -->", 3)
    )
    spaces = 'xmlns:wp="http://wordpress.org/export/1.2/" xmlns:content="http://purl.org/rss/1.0/modules/content/"'
    result = imported("x.xml", {"x.xml": f"<rss {spaces}><channel><title>Wells</title>{posts}</channel></rss>"})

    assert texts(result)["02-two.md"] == "# Two\n\n[One](#x) [None](https://e.org/b/none/)\n"
    assert [(each.place, each.what) for each in result.losses] == [("Cover", "a page with nothing on it was left out")]


SUMMARY = """# Summary

[Preface](pre.md)

# Water

- [One](one.md)
  - [Deep](deep.md)
- [Two](two.md)
"""


def test_a_project_of_mdbook_keeps_its_order_sections_and_links(imported: Import) -> None:
    files = {
        "book/book.toml": '[book]\ntitle = "Wells"\nauthors = ["Mary Hope"]\n',
        "book/src/SUMMARY.md": SUMMARY,
        "book/src/pre.md": "# Preface\n\nShort <kbd>Esc</kbd>\n",
        "book/src/one.md": "# One\n\nSee [deep](deep.md#how). {{#include part.txt}}\n",
        "book/src/deep.md": "# Deep\n\n## How {#how}\n\n==Very==\n",
        "book/src/two.md": "# Two\n\n- [ ] open\n",
        "book/src/part.txt": "Included.\n",
    }
    result = imported("book", files)

    assert texts(result) == {
        "01-preface.md": "# Preface\n\nShort [Esc]{.key}\n",
        "02-one.md": "# One\n\nSee [deep](#how). Included.\n\n## Deep\n\n### How {#how}\n\n[Very]{.highlight}\n",
        "03-two.md": "# Two\n\n- [ ] open\n",
    }
    assert "title: Wells" in (result.folder / "book.yaml").read_text(encoding="utf-8")


def test_lists_keep_letters_signs_and_tasks_and_words_their_marks(imported: Import) -> None:
    listed = "<ol type='a'><li>one</li><li>two</li></ol><ol type='I' start='3'><li>three</li><li>four</li></ol>"
    tasks = "<ul><li><input type='checkbox' checked>done</li><li><input type='checkbox'>open</li></ul>"
    words = (
        "<p><kbd>Esc</kbd> <mark>most</mark> <small>least</small> <span lang='he'>\u05e9\u05dc\u05d5\u05dd</span></p>"
    )
    bare = "<p><a href='https://example.org/'><img src='gone.png' alt='Chat'></a></p>"
    result = imported("x.html", {"x.html": f"<title>X</title><body><h1>One</h1>{listed}{tasks}{words}{bare}</body>"})

    assert texts(result)["01-one.md"] == (
        "# One\n\na. one\nb. two\n\n<!-- -->\n\n3. three\n4. four\n\n- [x] done\n- [ ] open\n\n"
        "[Esc]{.key} [most]{.highlight} [least]{.small} [\u05e9\u05dc\u05d5\u05dd]{lang=he}\n\n"
        "[<!-- missing picture: gone.png Chat -->https://example.org/](https://example.org/)\n"
    )
    assert any("not from the first" in each.what or "does not begin" in each.what for each in result.losses)


def test_a_document_with_a_program_for_citations_misses_none_of_its_words(imported: Import) -> None:
    def field(code: str, words: str) -> str:
        begin, separate, end = (
            f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end")
        )
        return f"{begin}<w:r><w:instrText>ADDIN {code}</w:instrText></w:r>{separate}{words}{end}"

    run = "<w:r><w:t>{}</w:t></w:r>".format
    item = '{"id": 7, "itemData": {"id": 7, "type": "book", "title": "Wells", "author": [{"family": "Smith"}]}}'
    cited = field(f'ZOTERO_ITEM CSL_CITATION {{"citationItems": [{item}]}}', run("(Smith et al., 2013)"))
    listed = field("ZOTERO_BIBL {} CSL_BIBLIOGRAPHY", f"{run('Smith, A.: On Water')}</w:p><w:p>{run('Leipzig 2013.')}")
    body = f"<w:p>{run('It is deep ')}{cited}</w:p><w:p>{listed}</w:p>"
    result = imported("x.docx", {"x.docx": docx(body)})

    assert result.compared is not None
    assert not result.compared.missing
    assert {reason.split(",")[0]: number for reason, number in result.compared.replaced.items()} == {
        "citations": 4,
        "the list of works that a program for citations made": 6,
    }


def test_the_number_of_a_page_in_the_middle_of_a_word_is_no_part_of_it(imported: Import) -> None:
    page = '<p>fal<span role="doc-pagebreak" id="p9">9</span>len, <span role="doc-pagebreak" id="p10">10</span>well</p>'
    result = imported("x.html", {"x.html": f"<html><body><h1>A</h1>{page}</body></html>"})

    assert result.compared is not None
    assert not result.compared.missing
    assert not result.compared.added
    assert "fal<!-- page 9 -->len" in next(iter(texts(result).values()))


def test_what_pandoc_does_not_read_of_mathml_is_kept_as_its_signs_and_told(imported: Import) -> None:
    division = "<math><mlongdiv><mn>4</mn><mn>25</mn><mn>100</mn></mlongdiv></math>"
    result = imported("x.html", {"x.html": f"<html><body><h1>A</h1><p>So {division} is</p></body></html>"})

    assert "So `4 25 100` is" in next(iter(texts(result).values()))
    assert [each.what for each in result.losses] == ["a formula is kept as its signs, as it cannot be read: 4 25 100 "]


def test_many_pages_with_long_formulas_are_read_in_parts(imported: Import, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("octavo.importing.html_documents.AT_ONCE", 10)
    posts = "".join(
        item("chapter", name, f"All of {name}", order) for order, name in enumerate(("One", "Two", "Three"))
    )
    spaces = 'xmlns:wp="http://wordpress.org/export/1.2/" xmlns:content="http://purl.org/rss/1.0/modules/content/"'
    result = imported("x.xml", {"x.xml": f"<rss {spaces}><channel><title>Wells</title>{posts}</channel></rss>"})

    assert [*texts(result)] == ["01-one.md", "02-two.md", "03-three.md"]
