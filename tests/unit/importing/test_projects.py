"""What a folder of texts says of its order: the texts that are read, their places in the book, and what is missing."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import pytest

from octavo.importing import projects
from octavo.importing.manuscript import Loss, SourceMetadata
from octavo.importing.projects import read_project
from octavo.importing.read_markdown import TextSource
from octavo.importing.source_folder import SourceFolder
from octavo.model.diagnostics import Faulty

Found = tuple[list[TextSource], SourceMetadata | None, list[Loss]]
Reading = Callable[[Mapping[str, str]], Found]


@pytest.fixture
def order_of(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Reading:
    """Lays files out and returns which texts are to be read, what the settings say, and what is told as lost."""

    def read(files: Mapping[str, str]) -> Found:
        for name, content in files.items():
            path = tmp_path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(content, encoding="utf-8")
        given: list[Found] = []

        def note(
            sources: Sequence[TextSource], _: SourceFolder, metadata: SourceMetadata | None, told: Sequence[Loss]
        ) -> None:
            given.append(([*sources], metadata, [*told]))

        monkeypatch.setattr(projects, "read_markdown", note)
        read_project(SourceFolder(root=tmp_path))
        return given[0]

    return read


def test_quarto_has_parts_a_preface_and_appendices(order_of: Reading) -> None:
    settings = """book:
  title: Wells
  author: [{name: Mary Hope}, {name: {given: Tom, family: Gray}}]
  date: 2021-03-04T00:00:00
  isbn: 978-0-00-000000-2
  chapters:
    - index.qmd
    - part: Water
      chapters: [one.qmd, two.qmd]
    - part: deep.qmd
      chapters: [three.qmd]
    - {text: Four, file: four.qmd}
    - {text: nothing}
    - gone.qmd
  appendices: [tables.qmd]
"""
    names = ("index", "one", "two", "deep", "three", "four", "tables")
    sources, metadata, losses = order_of({"_quarto.yml": settings, **{f"{name}.qmd": "x" for name in names}})

    assert [(each.name, each.kind or each.matter, each.part) for each in sources] == [
        ("index.qmd", "preface", ""),
        ("one.qmd", "", "Water"),
        ("two.qmd", "", ""),
        ("deep.qmd", "part", ""),
        ("three.qmd", "", ""),
        ("four.qmd", "", ""),
        ("tables.qmd", "appendix", ""),
    ]
    assert metadata
    assert metadata.title == "Wells"
    assert [each.name for each in metadata.people] == ["Mary Hope", "Tom Gray"]
    assert (metadata.date, metadata.identifiers) == ("2021-03-04", {"print": "978-0-00-000000-2"})
    assert [(each.place, each.what) for each in losses] == [
        ("_quarto.yml", "a chapter that cannot be read: {'text': 'nothing'}"),
        ("gone.qmd", "a text that the book names is not there"),
    ]


def test_bookdown_without_a_list_has_its_first_text_and_then_all_by_their_names(order_of: Reading) -> None:
    files = {
        "_bookdown.yml": "book_filename: wells\n",
        "index.Rmd": "---\ntitle: Wells\nauthor: Mary Hope\ndate: today\n---\n\nShort\n",
        "01-one.Rmd": "# (PART) Water {-}\n\n# One\n",
        "02-two.Rmd": "# Two\n",
        "09-more.Rmd": "# (APPENDIX) More {-}\n\n# Tables\n",
        "_draft.Rmd": "# Draft\n",
        "README.md": "# About\n",
        "deep/other.Rmd": "# Other\n",
    }
    sources, metadata, losses = order_of(files)

    assert [(each.name, each.part, each.matter) for each in sources] == [
        ("index.Rmd", "", ""),
        ("01-one.Rmd", "Water", ""),
        ("02-two.Rmd", "", ""),
        ("09-more.Rmd", "", "appendix"),
    ]
    assert metadata
    assert (metadata.title, metadata.date, [each.name for each in metadata.people]) == ("Wells", "", ["Mary Hope"])
    assert losses == []


@pytest.mark.parametrize(
    ("settings", "names"),
    [
        ("rmd_files: [index.Rmd, b.Rmd, a.Rmd]", ["index.Rmd", "b.Rmd", "a.Rmd"]),
        ("rmd_files: {latex: [a.Rmd], html: [b.Rmd, a.Rmd]}", ["b.Rmd", "a.Rmd"]),
        ("rmd_subdir: true", ["index.Rmd", "a.Rmd", "b.Rmd", "deep/c.Rmd"]),
    ],
)
def test_bookdown_may_name_its_texts_or_take_those_of_folders(
    settings: str, names: Sequence[str], order_of: Reading
) -> None:
    texts = dict.fromkeys(("index.Rmd", "a.Rmd", "b.Rmd", "deep/c.Rmd"), "x")
    sources, _, _ = order_of({"_bookdown.yml": settings, **texts})

    assert [each.name for each in sources] == names


def test_a_summary_of_mdbook_tells_sections_and_chapters_that_nobody_has_written(order_of: Reading) -> None:
    summary = """# Table of Contents

[Before](pre.md)

# Water

- [One](one.md)
    - [Deep](deep.md)
- [Draft]()
- [One again](one.md#part)

[After](post.md)
"""
    names = ("pre", "one", "deep", "post")
    sources, metadata, losses = order_of(
        {
            "book.toml": '[book]\ntitle = "Wells"\nsrc = "texts"\n',
            "texts/SUMMARY.md": summary,
            **{f"texts/{name}.md": "x" for name in names},
        }
    )

    assert [(each.name, each.kind, each.part, each.level) for each in sources] == [
        ("texts/pre.md", "frontmatter", "", 0),
        ("texts/one.md", "", "Water", 0),
        ("texts/deep.md", "", "", 1),
        ("texts/post.md", "backmatter", "", 0),
    ]
    assert metadata
    assert metadata.title == "Wells"
    assert [each.what for each in losses] == ["a chapter that is not written yet: “Draft”"]


def test_plain_texts_stand_in_the_order_of_their_numbers_behind_what_greets(order_of: Reading) -> None:
    names = ("10 Ten.md", "2_two.md", "README.md", "LICENSE.md", "notes/b.markdown", ".hidden/x.md")
    sources, metadata, _ = order_of(dict.fromkeys(names, "x"))

    assert [(each.name, each.label) for each in sources] == [
        ("README.md", "README"),
        ("2_two.md", "two"),
        ("10 Ten.md", "Ten"),
        ("notes/b.markdown", "b"),
    ]
    assert metadata is None


@pytest.mark.parametrize(
    ("files", "code", "line"),
    [
        ({"book.toml": "[book\n", "src/SUMMARY.md": "- [One](one.md)\n"}, "OC187", 0),
        ({"_quarto.yml": "book:\n  title: [\n"}, "OC187", 3),
        ({"_quarto.yml": "- a list\n"}, "OC189", 0),
        ({"picture.png": "x"}, "OC189", 0),
    ],
)
def test_settings_that_cannot_be_read_are_told_where_they_stand(
    files: Mapping[str, str], code: str, line: int, order_of: Reading
) -> None:
    with pytest.raises(Faulty) as caught:
        order_of(files)

    (found,) = caught.value.diagnostics
    assert (found.code, found.origin.line) == (code, line)
