"""Texts are read as the examples in markdown-fixtures/ say: a title, an input and what becomes of it.

The parts of an example stand between lines with a single dot. Inputs that do not begin with a title get one before
their first line.
"""

from collections.abc import Iterator
from dataclasses import MISSING, fields, is_dataclass, replace
from itertools import chain
from pathlib import Path
from typing import NamedTuple

import pytest

from octavo.load.markdown import parse_blocks, parse_text
from octavo.model import limits
from octavo.model.diagnostics import Diagnostic
from octavo.model.inlines import Text
from octavo.model.origin import Origin
from octavo.model.prose import Paragraph, Quotation

FIXTURES = sorted((Path(__file__).parent / "markdown-fixtures").glob("*.txt"))
POSITIONAL = {"children", "blocks", "items", "value", "works"}
TITLE = "# T\n"


class Example(NamedTuple):
    """One example of a fixture file."""

    title: str
    given: str
    expected: str


def examples(path: Path) -> Iterator[Example]:
    parts = path.read_text(encoding="utf-8").split("\n.\n")
    assert parts.pop().strip() == ""
    for title, given, expected in zip(parts[0::3], parts[1::3], parts[2::3], strict=True):
        yield Example(title.strip(), given, expected)


def written(example: Example) -> str:
    return "\n.\n".join((*example, ""))


def shown(value: object) -> str:
    """Show a value of the prose: its class, what it holds, and the fields that are not as they would be anyway."""
    if isinstance(value, Text):
        return quoted(value.value)
    if isinstance(value, tuple):
        return f"[{' '.join(map(shown, value))}]"
    if is_dataclass(value):
        return f"({' '.join([type(value).__name__, *shown_fields(value)])})"
    return quoted(value) if isinstance(value, str) else str(value)


def shown_fields(value: object) -> Iterator[str]:
    assert is_dataclass(value)
    for field in fields(value):
        held = getattr(value, field.name)
        if field.name == "origin" or (field.default is not MISSING and held == field.default):
            continue
        if field.name not in POSITIONAL:
            yield f"{field.name}={shown(held)}"
        elif isinstance(held, tuple):
            yield from map(shown, held)
        else:
            yield shown(held)


def quoted(text: str) -> str:
    return '"' + text.replace("\n", "\\n") + '"'


def told(diagnostic: Diagnostic, lines: int) -> str:
    origin = diagnostic.origin
    related = tuple(replace(place, line=place.line - lines) for place in diagnostic.related)
    return str(replace(diagnostic, origin=replace(origin, line=origin.line - lines), related=related))


def read(given: str) -> str:
    has_title = given.startswith("# ")
    text, diagnostics = parse_text(given if has_title else TITLE + given, path="t", identifier="t")
    lines = [shown(replace(text, blocks=(), notes=(), path=""))] if has_title else []
    lines += map(shown, (*text.blocks, *text.notes))
    lines += [told(diagnostic, 0 if has_title else 1) for diagnostic in diagnostics]
    return "\n".join(lines)


@pytest.mark.parametrize(
    ("path", "example"),
    [pytest.param(path, each, id=f"{path.stem}: {each.title}") for path in FIXTURES for each in examples(path)],
)
def test_a_text_is_read_as_its_example_says(path: Path, example: Example, pytestconfig: pytest.Config) -> None:
    found = example._replace(expected=read(example.given))
    if pytestconfig.getoption("accept"):
        path.write_text(path.read_text(encoding="utf-8").replace(written(example), written(found)), encoding="utf-8")

    assert found == example


@pytest.mark.parametrize("given", ["", "\n", "Text.", "## Only a section", "> # Inside"])
def test_a_text_needs_a_title(given: str) -> None:
    text, diagnostics = parse_text(given, path="t", identifier="t")

    assert text.title == ()
    assert [(diagnostic.code, diagnostic.origin) for diagnostic in diagnostics] == [("OC115", Origin("t", 1, 1))]


def test_the_title_stands_before_all_else() -> None:
    text, diagnostics = parse_text("Text.\n\n# Title", path="t", identifier="t")

    assert [shown(text.title), *map(shown, text.blocks)] == ['["Title"]', '(Paragraph "Text.")']
    assert [(diagnostic.code, diagnostic.origin) for diagnostic in diagnostics] == [("OC133", Origin("t", 3, 1))]


def test_a_paragraph_does_not_call_notes_without_end() -> None:
    _, most = parse_text("# Title\n\n" + "oil^[whale] " * limits.NOTES, path="t", identifier="t")
    _, past = parse_text("# Title\n\n" + "oil^[whale] " * (limits.NOTES + 2), path="t", identifier="t")

    assert most == ()
    assert [(each.code, each.origin) for each in past] == [("OC140", Origin("t", 3, 12 * limits.NOTES + 4))]


def test_no_two_examples_share_a_title() -> None:
    titles = [each.title for each in chain.from_iterable(map(examples, FIXTURES))]

    assert sorted(set(titles)) == sorted(titles)


def test_a_field_of_a_data_file_is_told_at_its_own_place() -> None:
    _blocks, diagnostics = parse_blocks("fine\n\nnot <g>so</g>\n", Origin("terms.yaml", 12, 5))

    assert [diagnostic.origin for diagnostic in diagnostics] == [
        Origin("terms.yaml", 14, 9),
        Origin("terms.yaml", 14, 14),
    ]


def test_a_field_without_a_known_place_is_told_where_it_may_be() -> None:
    _blocks, diagnostics = parse_blocks("<b>", Origin("terms.yaml"))

    assert [diagnostic.origin for diagnostic in diagnostics] == [Origin("terms.yaml")]


@pytest.mark.parametrize(
    ("field", "code"),
    [
        ("# Title", "OC133"),
        ("##### Deep", "OC133"),
        ("a[^1]", "OC135"),
        ("a^[b]", "OC135"),
        ("[^1]: a", "OC135"),
        ("![A well](well.jpg)", "OC109"),
        ("::: include file=part.md\n:::", "OC135"),
        ("::: include\n:::", "OC114"),
    ],
)
def test_a_field_of_a_data_file_has_no_title_no_footnotes_no_pictures_and_no_other_files(field: str, code: str) -> None:
    _blocks, diagnostics = parse_blocks(field, Origin("terms.yaml", 1, 1))

    assert {diagnostic.code for diagnostic in diagnostics} == {code}


def test_a_field_may_be_empty_or_hold_headings_below_the_title() -> None:
    assert parse_blocks("", Origin("terms.yaml", 1, 1)) == ((), ())
    assert parse_blocks("#### A", Origin("terms.yaml", 1, 1))[1] == ()


def test_line_ends_and_a_byte_order_mark_do_not_change_a_text() -> None:
    plain = parse_text("# T\n\na\n*b*\n", path="t", identifier="t")

    assert parse_text("\ufeff# T\r\n\r\na\r\n*b*\r\n", path="t", identifier="t") == plain
    assert parse_text("# T\r\ra\r*b*\r", path="t", identifier="t") == plain


def test_each_character_of_a_text_knows_its_place() -> None:
    found, _ = parse_text("# T\n\nKirov\\* was &amp; so\n  on, *he*\n\n> said\n> more\n", path="t", identifier="t")
    paragraph, quotation = found.blocks
    assert isinstance(paragraph, Paragraph)
    assert isinstance(quotation, Quotation)
    text, said = paragraph.children[0], quotation.blocks[0]
    assert isinstance(text, Text)
    assert isinstance(said, Paragraph)
    assert isinstance(said.children[0], Text)

    places = {word: text.at(text.value.index(word)) for word in ("Kirov", "*", "was", "&", "so", "on")}
    assert {word: (place.line, place.column) for word, place in places.items()} == {
        "Kirov": (3, 1),
        "*": (3, 6),
        "was": (3, 9),
        "&": (3, 13),
        "so": (3, 19),
        "on": (4, 3),
    }
    assert said.children[0].at(said.children[0].value.index("more")) == Origin("t", 7, 3)


@pytest.mark.parametrize(
    ("front", "title", "language", "told"),
    [
        ('---\ntitle: "The *deep* well"\nlang: uk\n---\n', '["The " (Emphasis "deep") " well"]', "uk", []),
        ("---\r\ntitle: 1984\r\n...\r\n", '["1984"]', "", []),
        ("---\n# by hand\ntitle: A\nauthor: [b]\ndate: 2020\n---\n", '["A"]', "", ["OC151 4:1 'author', 'date'"]),
        ("---\n---\n# B\n", '["B"]', "", []),
        ("---\ntitle: B\n---\n\n# B {lang=de}\n", '["B"]', "de", []),
        ("---\ntitle: A\n---\n\n# B\n", '["B"]', "", ["OC151 2:8 'title'"]),
        ("% A *b*\n% C. D.\n", '["A " (Emphasis "b")]', "", ["OC151 2:1 'author'"]),
        ("+++\ntitle = 'A'\n+++\n# B\n", '["B"]', "", ["OC151 1:1 '+++'"]),
    ],
)
def test_front_matter_gives_what_the_text_does_not_say(front: str, title: str, language: str, told: list[str]) -> None:
    made, diagnostics = parse_text(f"\ufeff{front}\nText.\n", path="t", identifier="t")

    assert (shown(made.title), made.language) == (title, language)
    assert [shown(block) for block in made.blocks] == ['(Paragraph "Text.")']
    assert [f"{each.code} {str(each.origin)[2:]} {said(each)}" for each in diagnostics] == told


def said(diagnostic: Diagnostic) -> str:
    return diagnostic.message.removeprefix("the front matter says ").partition(", which")[0]


def test_front_matter_that_is_no_yaml_is_told_at_its_line() -> None:
    _, diagnostics = parse_text("---\ntitle: a: b\n---\n\n# T\n", path="t", identifier="t")

    assert [(each.code, str(each.origin)) for each in diagnostics] == [("OC101", "t:2:8")]
