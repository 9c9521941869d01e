"""Pandoc's inlines become ours, whatever kinds a style makes."""

import pytest

from octavo.model.inlines import (
    Break,
    Citation,
    CitedWork,
    Code,
    Emphasis,
    Inlines,
    Link,
    Reference,
    Span,
    Strong,
    Text,
)
from octavo.pandoc import Json, listed
from octavo.resolve.pandoc import cite_element, inlines, paragraphs
from tests.unit.resolve.factory import ENGLISH, line

QUOTES = ENGLISH.quotes.outer
X: Json = [{"t": "Str", "c": "x"}]
NO_ATTRIBUTES: Json = ["", [], []]


@pytest.mark.parametrize(
    ("element", "ours"),
    [
        ({"t": "Str", "c": "x"}, line("x")),
        ({"t": "Space"}, line(" ")),
        ({"t": "SoftBreak"}, line(" ")),
        ({"t": "LineBreak"}, (Break(),)),
        ({"t": "Emph", "c": X}, (Emphasis(children=line("x")),)),
        ({"t": "Underline", "c": X}, (Emphasis(children=line("x")),)),
        ({"t": "Strong", "c": X}, (Strong(children=line("x")),)),
        ({"t": "SmallCaps", "c": X}, (Span(children=line("x"), classes=("smallcaps",)),)),
        ({"t": "Superscript", "c": X}, (Span(children=line("x"), classes=("superscript",)),)),
        ({"t": "Subscript", "c": X}, (Span(children=line("x"), classes=("subscript",)),)),
        ({"t": "Strikeout", "c": X}, (Span(children=line("x"), classes=("strike",)),)),
        (
            {"t": "Span", "c": [["", ["title"], [["lang", "la"]]], X]},
            (Span(children=line("x"), classes=("title",), language="la"),),
        ),
        ({"t": "Quoted", "c": [{"t": "DoubleQuote"}, X]}, line("‘x’")),
        ({"t": "Span", "c": [NO_ATTRIBUTES, X]}, line("x")),
        ({"t": "Code", "c": [NO_ATTRIBUTES, "x"]}, (Code(value="x"),)),
        ({"t": "RawInline", "c": ["html", "<b>"]}, ()),
        ({"t": "Str", "c": "Https://a.org"}, (Text(value="https://a.org"),)),
        (
            {"t": "Link", "c": [NO_ATTRIBUTES, X, ["https://example.org", ""]]},
            (Link(children=line("x"), url="https://example.org"),),
        ),
        (
            {"t": "Link", "c": [NO_ATTRIBUTES, X, ["#ref-a", ""]]},
            (Reference(target="work-a", children=line("x"), with_page=False),),
        ),
        (
            {"t": "Link", "c": [NO_ATTRIBUTES, [{"t": "Emph", "c": X}, {"t": "Str", "c": "y"}], ["#ref-a", ""]]},
            (Emphasis(children=(Reference(target="work-a", children=line("x"), with_page=False),)), Text(value="y")),
        ),
        (
            {"t": "Link", "c": [NO_ATTRIBUTES, [{"t": "Code", "c": [NO_ATTRIBUTES, "x"]}], ["#ref-a", ""]]},
            (Code(value="x"),),
        ),
    ],
)
def test_every_kind_of_inline_is_read(element: Json, ours: Inlines) -> None:
    assert inlines([element], QUOTES, links_works=True) == ours


def test_neighbouring_characters_are_joined() -> None:
    assert inlines(
        [*"abc", {"t": "Str", "c": "a"}, {"t": "Space"}, {"t": "Str", "c": "b"}], QUOTES, links_works=True
    ) == (Text(value="a b"),)


def test_paragraphs_are_found_in_divisions() -> None:
    inner: Json = {"t": "Div", "c": [NO_ATTRIBUTES, [{"t": "Para", "c": X}]]}
    outer: Json = {"t": "Div", "c": [NO_ATTRIBUTES, [{"t": "Plain", "c": X}, inner]]}

    assert list(paragraphs([outer, {"t": "HorizontalRule"}])) == [X, X]


@pytest.mark.parametrize(
    ("work", "suffix"),
    [
        (CitedWork(key="a"), ""),
        (CitedWork(key="a", locator="12"), ", {page 12}"),
        (CitedWork(key="a", locator="3", label="sub verbo"), ", {sub-verbo 3}"),
        (CitedWork(key="a", locator="3", label="page", suffix=line("and passim")), ", {page 3} and passim"),
        (CitedWork(key="a", locator="3", label="page", suffix=line(", emphasis mine")), ", {page 3}, emphasis mine"),
        (CitedWork(key="a", suffix=line("passim")), "passim"),
    ],
)
def test_locators_are_braced(work: CitedWork, suffix: str) -> None:
    element = cite_element(Citation(works=(work,)))
    content = element["c"]
    assert isinstance(content, list)
    assert isinstance(content[0], list)
    (made,) = content[0]
    assert isinstance(made, dict)
    written = made["citationSuffix"]
    assert isinstance(written, list)

    assert "".join(str(each.get("c", " ")) for each in written if isinstance(each, dict)) == suffix


def test_marks_before_and_behind_a_key_come_back_as_they_went() -> None:
    words: Inlines = (
        *line("see "),
        Emphasis(children=line("a b")),
        Strong(children=line("c")),
        Code(value="d"),
        Span(children=line("e"), classes=("subscript",)),
        Span(children=line("f"), language="la", classes=("title",)),
        *line(" g"),
    )
    (made,) = listed(cite_element(Citation(works=(CitedWork(key="k", prefix=words, suffix=words),)))["c"][0])  # type: ignore[index]  # JSON

    assert inlines(made["citationPrefix"], QUOTES, links_works=False) == words
    assert inlines(made["citationSuffix"], QUOTES, links_works=False) == words
