"""HTML in Markdown is read as the elements that its tags make."""

import pytest

from octavo.importing.raw_html import inline_html, with_html
from octavo.model.origin import NOWHERE
from octavo.pandoc import Element, Json


def raw(text: str) -> Element:
    return {"t": "RawInline", "c": ["html", text]}


def word(text: str) -> Element:
    return {"t": "Str", "c": text}


def block(text: str) -> Element:
    return {"t": "RawBlock", "c": ["html", text]}


NONE: Json = ["", [], []]


@pytest.mark.parametrize(
    ("words", "elements"),
    [
        (["<b>", "a", "</b>"], [{"t": "Strong", "c": [word("a")]}]),
        (
            ["<i>", "a", "<sub>", "b", "</sub>", "</i>"],
            [{"t": "Emph", "c": [word("a"), {"t": "Subscript", "c": [word("b")]}]}],
        ),
        (["<TT>", "Esc", "</TT>"], [{"t": "Code", "c": [NONE, "Esc"]}]),
        (["<KBD>", "Esc", "</KBD>"], [{"t": "Span", "c": [["", ["kbd"], []], [word("Esc")]]}]),
        (
            ['<a href="x.html" class="out far">', "a", "</a>"],
            [{"t": "Link", "c": [["", ["out", "far"], []], [word("a")], ["x.html", ""]]}],
        ),
        (["<a name=here>", "</a>"], [{"t": "Span", "c": [["here", [], []], []]}]),
        (["<span lang='fr'>", "a", "</span>"], [{"t": "Span", "c": [["", [], [["lang", "fr"]]], [word("a")]]}]),
        (["a", "<br/>", "b"], [word("a"), {"t": "LineBreak"}, word("b")]),
        (
            ['<img src="a.png" alt="A &amp; B">'],
            [{"t": "Image", "c": [NONE, [word("A & B")], ["a.png", ""]]}],
        ),
        (["<img alt=a>", "<wbr>"], []),
        (["a", "</b>"], [word("a")]),
        (["<b>", "a"], [{"t": "Strong", "c": [word("a")]}]),
        (["<b>", "<i>", "a", "</b>", "b"], [{"t": "Strong", "c": [{"t": "Emph", "c": [word("a")]}]}, word("b")]),
        (["<!-- a -->"], [raw("<!-- a -->")]),
    ],
)
def test_pairs_of_tags_are_the_elements_that_they_make(words: list[str], elements: list[Element]) -> None:
    given: list[Json] = [raw(each) if each.startswith("<") else word(each) for each in words]

    assert inline_html(given) == elements


def para(*words: Element) -> Element:
    return {"t": "Para", "c": [*words]}


BOLD = (raw("<b>"), word("a"), raw("</b>"))
MADE: list[Json] = [{"t": "Strong", "c": [word("a")]}]


def test_html_is_read_in_all_that_holds_words() -> None:
    cell: list[Json] = [NONE, {"t": "AlignDefault"}, 1, 1, [{"t": "Plain", "c": [*BOLD]}]]
    made_cell: list[Json] = [NONE, {"t": "AlignDefault"}, 1, 1, [{"t": "Plain", "c": MADE}]]
    number: Json = [1, {"t": "Decimal"}, {"t": "Period"}]
    blocks: list[Element] = [
        {"t": "Header", "c": [1, NONE, [*BOLD]]},
        {"t": "Div", "c": [NONE, [para(*BOLD)]]},
        {"t": "BlockQuote", "c": [para(*BOLD)]},
        {"t": "BulletList", "c": [[para(*BOLD)]]},
        {"t": "OrderedList", "c": [number, [[para(*BOLD)]]]},
        {"t": "Table", "c": [[cell]]},
        {"t": "HorizontalRule"},
    ]
    made: Element = {"t": "Para", "c": MADE}

    assert with_html(blocks, NOWHERE) == [
        {"t": "Header", "c": [1, NONE, MADE]},
        {"t": "Div", "c": [NONE, [made]]},
        {"t": "BlockQuote", "c": [made]},
        {"t": "BulletList", "c": [[made]]},
        {"t": "OrderedList", "c": [number, [[made]]]},
        {"t": "Table", "c": [[made_cell]]},
        {"t": "HorizontalRule"},
    ]


def test_blocks_between_tags_are_read_with_them_and_a_comment_stays() -> None:
    comment = block("<!-- to do -->")
    found = with_html(
        [comment, block("<blockquote>"), para(word("a")), block("</blockquote>"), para(word("b"))], NOWHERE
    )

    assert found[0] == comment
    assert [each["t"] for each in found[1:]] == ["BlockQuote", "Para"]


def test_what_pandoc_could_not_write_as_html_keeps_its_words_without_the_tags() -> None:
    note: Element = {"t": "Note", "c": [para(word("n"))]}
    blocks = [block("<div>"), para(word("a"), note), block("</div>")]

    assert with_html(blocks, NOWHERE) == [para(word("a"), note)]
    assert with_html([block("<div>"), para(word("a"))], NOWHERE) == [para(word("a"))]
