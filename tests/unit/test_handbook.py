"""The handbook is true: what it says of the program is compared with the program.

Its pages of commands and of diagnostics are made from the program; ``pytest --accept`` writes them anew. Its tables of
keys, its lists of words and its examples are checked here, and its recipes are the files of tests/experiments.
"""

import re
import shutil
from collections.abc import Callable, Iterator, Mapping
from dataclasses import MISSING, fields, is_dataclass
from functools import cache
from importlib.metadata import entry_points
from pathlib import Path
from types import NoneType
from typing import Any, Literal, get_args, get_origin

import pytest
import yaml

from octavo import cli
from octavo.load.csl import Custom
from octavo.load.file_names import EDITIONS, FOLDERS, HANDOUTS, LISTS, SETTINGS, SOURCES, WORDS
from octavo.load.fonts import FOLDER as FONTS
from octavo.load.markdown import parse_text
from octavo.load.markdown.directives import DIRECTIVES
from octavo.load.markdown.vocabulary import HEADING_CLASSES, PARAGRAPH_CLASSES, SCHEMES, SPAN_CLASSES, TITLE_CLASSES
from octavo.load.records import read_figure, read_record
from octavo.load.sources import read_source
from octavo.load.validation import hints_of, keys_of
from octavo.load.yaml import read_yaml
from octavo.load.yaml_nodes import Node, SequenceNode
from octavo.model import answers, editions, handouts, language, limits, line_rules, output, records
from octavo.model.book import TextFile
from octavo.model.dates import Edtf
from octavo.model.inlines import Code, Inlines
from octavo.model.look import Variant
from octavo.model.prose import Definitions, Preformatted, Table
from octavo.model.query import plain
from octavo.project import find_project
from octavo.resolve.sections import SECTIONS
from octavo.typeset.typesetting import ROUNDS
from tests.handbook_pages import MADE_PAGES

ROOT = Path(__file__).resolve().parents[2]
HANDBOOK = ROOT / "content" / "handbook"
TEXTS = HANDBOOK / "text"
EXPERIMENTS = ROOT / "tests" / "experiments"

RECORDS: Mapping[str, type] = {
    "keys-book-settings": records.BookSettings,
    "keys-contributor": records.Contributor,
    "keys-publisher": records.Publisher,
    "keys-subject-code": records.SubjectCode,
    "keys-accessibility": records.Accessibility,
    "keys-evaluation": records.Evaluation,
    "keys-licence": records.Licence,
    "keys-series": records.Series,
    "keys-cover": records.Cover,
    "keys-look": records.LookSettings,
    "keys-margins": records.Margins,
    "keys-matter": records.Matter,
    "keys-part": records.Part,
    "keys-person": records.Person,
    "keys-life-event": records.LifeEvent,
    "keys-role": records.Role,
    "keys-term": records.Term,
    "keys-event": records.Event,
    "keys-booklet": records.Booklet,
    "keys-press": records.Press,
    "keys-document": records.Document,
    "keys-answer": answers.Answer,
    "keys-mark-point": answers.MarkPoint,
    "keys-handouts": handouts.Handouts,
    "keys-sheet": handouts.Sheet,
    "keys-correction": editions.Correction,
    "keys-release": editions.Release,
    "keys-index-reference": records.IndexReference,
    "keys-custom": Custom,
    "keys-chart-figure": records.ChartFigure,
    "keys-table-figure": records.TableFigure,
    "keys-image-figure": records.ImageFigure,
    "keys-figure-data": records.FigureData,
    "keys-column": records.Column,
    "keys-theme-settings": output.ThemeSettings,
    "keys-line-rules": line_rules.LineRules,
    "keys-font-face": output.FontFace,
    "keys-paper": output.Paper,
    "keys-language": language.Language,
    "keys-quotes": language.Quotes,
    "keys-hyphenation": language.Hyphenation,
    "keys-prose-forms": language.ProseForms,
    "keys-numbers": language.Numbers,
    "keys-reading-ease": language.ReadingEase,
}
"""The tables of keys, by their ids, and the classes that they tell of."""

KINDS: Mapping[object, str] = {
    str: "text",
    records.MarkdownText: "prose",
    Edtf: "date",
    Variant: "word",
    bool: "flag",
    int: "number",
    float: "number",
    float | str: "length",
}
"""The handbook's words for what a key holds."""

RECIPES: Mapping[str, str] = {
    "30-recipe-format.md": "format",
    "31-recipe-section.md": "section",
    "32-recipe-theme.md": "theme",
    "33-recipe-language.md": "language",
    "34-recipe-citation-style.md": "citation-style",
    "35-recipe-block.md": "block",
    "36-recipe-products.md": "products",
}


# --- the handbook as it is read ---


@cache
def text(name: str) -> TextFile:
    """Return a text of the handbook, in which nothing is found wrong."""
    parsed, told = parse_text((TEXTS / name).read_text(encoding="utf-8"), path=name, identifier=name)
    assert told == ()
    return parsed


@cache
def tables() -> Mapping[str, Table]:
    """Return all tables that have ids."""
    blocks = [block for path in sorted(TEXTS.iterdir()) for block in text(path.name).blocks]
    return {block.id: block for block in blocks if isinstance(block, Table) and block.id}


def blocks_of_code(name: str) -> Iterator[tuple[str, str]]:
    """Yield the word after the fence and the lines of every block of code in a text."""
    for block in text(name).blocks:
        if isinstance(block, Preformatted):
            yield block.syntax, block.text


def codes(cell: Inlines) -> list[str]:
    """Return what stands as code in a cell of a table."""
    return [inline.value for inline in cell if isinstance(inline, Code)]


def first_codes(table: str) -> list[str]:
    """Return what stands as code in the first cells of a table."""
    return [word for row in tables()[table].rows for word in codes(row[0])]


def defined(name: str) -> list[list[str]]:
    """Return what stands as code in the terms of a text's definition lists."""
    return [codes(term) for block in text(name).blocks if isinstance(block, Definitions) for term, _ in block.items]


# --- pages made from the program ---


@pytest.mark.parametrize("name", MADE_PAGES)
def test_the_pages_of_commands_and_diagnostics_are_those_of_the_program(
    name: str, request: pytest.FixtureRequest
) -> None:
    made = MADE_PAGES[name]()
    if request.config.getoption("--accept"):
        (TEXTS / name).write_text(made, encoding="utf-8")

    assert (TEXTS / name).read_text(encoding="utf-8") == made
    assert text(name).blocks


# --- keys and words ---


@pytest.mark.parametrize("table", RECORDS)
def test_a_table_of_keys_tells_of_every_key_and_no_other(table: str) -> None:
    shape = RECORDS[table]
    told = {codes(key)[0]: (plain(holds), "*" in plain(key)) for key, holds, _ in tables()[table].rows}
    true = {
        key: (kind_of(hints_of(shape)[each.name]), each.default is MISSING and each.default_factory is MISSING)
        for each, key in zip(fields(shape), keys_of(shape).values(), strict=True)
    }

    assert told == true


def kind_of(hint: Any) -> str:  # noqa: ANN401 -- types are values of any type
    """Return the handbook's word for what a key of this type holds."""
    allowed = [each for each in get_args(hint) if each is not NoneType]
    if hint in KINDS:
        return KINDS[hint]
    match get_origin(hint):
        case None if is_dataclass(hint):
            return "group"
        case origin if origin is Literal:
            return "number" if isinstance(allowed[0], int) else "word"
        case origin if origin is tuple:
            return "list"
        case origin if len(allowed) == 1 and NoneType in get_args(hint):
            return kind_of(allowed[0])
        case _:
            return "group"


def test_the_files_of_a_book_are_those_that_are_read() -> None:
    # Sources have a chapter of their own, which tells of sources.json and sources.bib.
    read = {SETTINGS, WORDS, HANDOUTS, "sources.yaml", *LISTS} - set(SOURCES[1:])
    folders = {f"{folder}/*.yaml" for folder in FOLDERS}

    assert set(first_codes("content-files")) == read | folders | {
        "text/*.md",
        "images/*",
        f"{FONTS}*",
        f"{EDITIONS}/*",
        "import.yaml",
        "import/*",
    }


def test_every_table_of_keys_is_compared_with_a_class() -> None:
    assert {name for name in tables() if name.startswith("keys-")} == set(RECORDS)


def test_the_bound_of_rounds_is_told() -> None:
    words = {6: "six rounds"}

    assert words[ROUNDS] in (TEXTS / "21-stages.md").read_text(encoding="utf-8")


def test_directives_are_told_with_their_attributes() -> None:
    told = {word: sorted(attributes) for word, *attributes in defined("11-marks.md")}

    assert told == {word: sorted(directive.words) for word, directive in DIRECTIVES.items()}


def test_classes_and_kinds_of_links_are_told() -> None:
    page = (TEXTS / "11-marks.md").read_text(encoding="utf-8")

    for word in (*SPAN_CLASSES, *PARAGRAPH_CLASSES, *(f".{word}" for word in TITLE_CLASSES)):
        assert f"`{word}`" in page
    for scheme in SCHEMES:
        assert f"`{scheme}`" in page or f"]({scheme}" in page


def test_sections_formats_languages_and_styles_at_hand_are_told() -> None:
    share = find_project(ROOT)
    looks = (TEXTS / "22-looks.md").read_text(encoding="utf-8")
    languages = sorted(path.stem for path in (share.templates / "languages").glob("*.yaml"))
    themes = {path.parent.name for path in share.styles.glob("*/theme.yaml")}

    assert first_codes("variants-made") == [*map(str, Variant)][1:]
    assert defined("10-folder.md") == [[word] for word in SECTIONS]
    assert first_codes("style-names") == sorted(path.stem for path in (share.styles / "citations").glob("*.csl"))
    assert first_codes("theme-names") == sorted(themes - {"large", *Variant})
    assert f"At hand are {', '.join(f'`{code}`' for code in languages[:-1])} and `{languages[-1]}`." in looks
    formats = [entry.load() for entry in entry_points(group="octavo.formats")]
    assert set(first_codes("formats-made")) == {each.name for each in formats if each.is_named}


# --- examples ---


def test_all_bounds_are_told_as_they_are() -> None:
    told = [tuple(plain(cell) for cell in row[:2]) for row in tables()["bounds-of-input"].rows]

    assert told == [(name, f"{value:,}") for name, value in vars(limits).items() if name.isupper()]


TAKEN_IN = {"shared/how-to-cite.md": b"So.", "code/well.py": b"# ANCHOR: depth\n2\n3\n" + b"4\n" * 9}
"""The files that examples take in."""


def test_examples_of_marks_are_read_without_a_fault() -> None:
    examples = [code for word, code in blocks_of_code("11-marks.md") if word == "markdown"]

    assert len(examples) > 5
    for example in examples:
        whole = example if example.startswith("# ") else f"# Title\n\n{example}"
        parsed, told = parse_text(f"{whole}\n", path="text/x.md", identifier="x", name="text/x.md", files=TAKEN_IN)
        assert told == (), example
        assert parsed.blocks


def test_examples_of_records_are_read_without_a_fault() -> None:
    readers: Mapping[str, Callable[[Node], object]] = {
        "people/mary-hope.yaml": lambda node: read_record(node, records.Person),
        "sources.yaml": lambda node: read_source(node.items[0]) if isinstance(node, SequenceNode) else None,
        "figures/calendars.yaml": read_figure,
    }
    examples = {
        word: code
        for path in sorted(TEXTS.glob("1*.md"))
        for word, code in blocks_of_code(path.name)
        if word.endswith(".yaml")
    }

    assert examples.keys() == readers.keys()
    for name, code in examples.items():
        assert readers[name](read_yaml(code, name)), name


def test_the_example_of_a_figure_is_its_file() -> None:
    examples = dict(blocks_of_code("14-figures.md"))

    assert examples["figures/calendars.yaml"] == (HANDBOOK / "figures/calendars.yaml").read_text("utf-8").strip()


def test_the_fault_of_the_first_steps_is_told_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "content").mkdir()
    monkeypatch.chdir(tmp_path)
    assert cli.main(["new", "wells", "--example"]) == 0
    terms = tmp_path / "content/wells/terms.yaml"
    terms.write_text(terms.read_text(encoding="utf-8").replace("definition:", "definitin:"), encoding="utf-8")
    capsys.readouterr()

    assert cli.main(["build", "wells"]) == 1
    assert capsys.readouterr().err.strip() in [code for _, code in blocks_of_code("01-first-steps.md")]
    assert {"python3 build.py new wells", "python3 build.py build wells"} <= {
        code for _, code in blocks_of_code("01-first-steps.md")
    }
    shutil.rmtree(tmp_path / "content")


# --- recipes ---


@pytest.mark.parametrize("name", RECIPES)
def test_a_recipe_shows_the_files_of_its_experiment_and_nothing_else(name: str) -> None:
    folder = EXPERIMENTS / RECIPES[name]
    wanted = [
        (path.relative_to(folder / "add").as_posix(), path.read_text(encoding="utf-8").rstrip())
        for path in (folder / "add").rglob("*")
        if path.is_file() and path.suffix != ".pyc"
    ]
    if (folder / "edits.yaml").exists():
        wanted += [
            (edit["file"], edit["add"].rstrip())
            for edit in yaml.safe_load((folder / "edits.yaml").read_text(encoding="utf-8"))
        ]
    if (folder / "storm.md").exists():
        wanted.append(("markdown", (folder / "storm.md").read_text(encoding="utf-8").strip()))

    assert sorted(blocks_of_code(name)) == sorted(wanted)


def test_every_experiment_has_its_recipe() -> None:
    assert sorted(RECIPES.values()) == sorted(path.name for path in EXPERIMENTS.glob("[!.]*") if path.is_dir())
    assert {path.name for path in TEXTS.glob("*-recipe-*.md")} == set(RECIPES)


# --- looks ---

WITHOUT_LOOK = {"appendix", "uncited", "unnumbered", "untitled"}
"""Classes that ask for something else than a look: no citation, no number, a letter, another kind of section."""


@pytest.mark.parametrize("sheet", ["print.css", "reflow.css"])
def test_every_class_and_box_that_the_handbook_tells_of_has_a_look(sheet: str) -> None:
    css = (ROOT / "styles" / "plain" / sheet).read_text(encoding="utf-8")
    told = {*SPAN_CLASSES, *PARAGRAPH_CLASSES, *HEADING_CLASSES, *TITLE_CLASSES} - WITHOUT_LOOK
    selectors = {f".{word}" for word in told} | {
        ".box",
        ".extract",
        ".figure",
        ".sidebar",
        ".table-note",
        "section.page",
    }

    assert [one for one in sorted(selectors) if not re.search(rf"{re.escape(one)}(?![\w-])[^;]*\{{", css)] == []
