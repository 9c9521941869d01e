"""Whatever is typed: values or diagnostics, nothing lost in silence, true places, and no run of signs that hangs."""

import re
import sys
from collections.abc import Callable, Iterator
from dataclasses import fields, is_dataclass
from itertools import count
from types import FrameType
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from octavo.load.markdown import parse_blocks, parse_text
from octavo.model import limits
from octavo.model.inlines import Text
from octavo.model.origin import Origin

SIZE = 1_500
GROWTH = 2.4
"""Steps for twice the length; what grows with the square would take four times as many."""

MARGIN = 2_000
"""Steps that may be missing at the shorter length, as long runs meet limits that short ones do not."""

WORD = "w"
PIECES = (
    WORD, WORD, WORD, " ", "\n", "\n\n", "*", "**", "_", "`", "[", "]", "](#w)", "](person:w)", "](w:w)", "]{.title}",
    "]{index=w}", "]{lang=ru}", "{#w}", "{.first}\n", "{", "}", "(", ")", "\n> ", "\n- ", "\n1. ", "\n  ", "\n    ",
    "\n::: note\n", "\n:::: table\n", "\n:::\n", "\n::::\n", "::: sidebar person=w", "|", "\n| w | w |\n|---|---|\n",
    "[^w]", "\n[^w]: ", "^[", "@w", "[@w", "; ", ", p. 3", "-", "\n# ", "\n## ", "\n### ", "\n: ", "\\", "\\\n", "<",
    "<b>", "<https://w.w>", ">", "&amp;", "&", "\n---\n", "![", "\n```\n", '"', "[w]: #w\n", "\t", "=",
    "<!-- w -->", "<!--", "-->", "~", "^", "~~", "$", "\n| ", "\n- [ ] ", ":", "{++", "@{w}", "\n===\n", "\n---\n",
)  # fmt: skip


@st.composite
def texts(draw: st.DrawFn) -> str:
    """Texts with every mark, whole and broken, whose words are w1x, w2x and so on."""
    numbers = count(1)
    pieces = draw(st.lists(st.sampled_from(PIECES), max_size=40))
    joined = "".join(pieces)
    return "# w0\n\n" + "".join(f"w{next(numbers)}x" if sign == WORD else sign for sign in joined)


def values(value: object) -> Iterator[object]:
    """All values in ``value``, itself first."""
    yield value
    if isinstance(value, tuple):
        for inner in value:
            yield from values(inner)
    elif is_dataclass(value):
        for field in fields(value):
            yield from values(getattr(value, field.name))


@given(st.text())
@example("\x00")
@example("\ud800")
@example("a\x0b\n\x85\u2028b")
def test_any_text_is_a_value_and_diagnostics(text: str) -> None:
    parse_text(text, path="t", identifier="t")
    parse_blocks(text, Origin("t", 3, 5))


@given(texts())
def test_no_word_is_lost_without_a_fault(text: str) -> None:
    made, diagnostics = parse_text(text, path="t", identifier="t")
    said = " ".join(value for value in values((made.title, made.blocks, made.notes)) if isinstance(value, str))

    outside_of_comments = re.sub(r"<!--.*?-->", "", text, flags=re.DOTALL)
    lost = [word for word in re.findall(r"w\d+x", outside_of_comments) if word not in said]

    assert not lost or diagnostics, made


@given(texts())
def test_words_are_told_where_they_stand(text: str) -> None:
    made, _diagnostics = parse_text(text, path="t", identifier="t")
    lines = text.split("\n")

    for value in values((made.title, made.blocks, made.notes)):
        if isinstance(value, Text) and (word := re.match(r"w\d+x", value.value)):
            line = lines[value.origin.line - 1]
            assert line[value.origin.column - 1 :].startswith(word[0]), (value, line)


@pytest.mark.parametrize(
    "sign",
    [
        *("[", "[]", "![", "[^", "^[", "[a](", "[a](<b", '[a](b "', "[a]{", "[a]{.b", "[@a", "@a [", "@a [x ", '{a="'),
        *("{.a .a ", "*", "*a **b ", "_a", "`", "``a`", "<", "<!--", "<?", "<a b='", "&#", "\\", "a\n", ": a\n"),
        *("a\n\n: b\n\n", "::: a\n", "::::\n", "::: note\na\n:::\n", "> ", "- ", "* a\n", "|", "a|b\n-|-\n"),
        *("[a]: b\n\n", "[^a]: b\n\n", "{#a}\n\n", "```\n", "<div>\n", "^[a]"),
        *(
            "$",
            "$a_",
            "~a",
            "^a",
            "a^",
            ":a",
            "==a",
            "++a",
            "{++",
            "{{a",
            "\\a{",
            "| a\n",
            "<!-- a",
            "<!-- a\n",
            "% a\n",
        ),
        *("a) b\n", "- [ ]\n", "a\n-\n", "---\n", "@a.", "[@{", "[@a, "),
    ],
)
def test_no_run_of_signs_takes_more_steps_than_its_length(sign: str) -> None:
    once, twice = (steps("# T\n\n" + sign * (size // len(sign))) for size in (SIZE, 2 * SIZE))

    assert twice < once * GROWTH + MARGIN


@pytest.mark.parametrize("text", ["[" * 200_000, ":" * 200_000, "::::\n" * 40_000, "[" * 100_000 + "]" * 100_000])
def test_the_longest_run_of_signs_is_read_to_its_end(text: str) -> None:
    made, diagnostics = parse_text(text, path="t", identifier="t")

    assert made.path == "t"
    assert diagnostics


def steps(text: str) -> int:
    """Return how many lines of Python are run to read ``text``: what does not depend on how busy the machine is."""
    run = 0

    def count_line(_frame: FrameType, event: str, _argument: object) -> "Callable[..., Any] | None":
        nonlocal run
        run += event == "line"
        return count_line

    before = sys.gettrace()
    sys.settrace(count_line)
    try:
        parse_text(text, path="t", identifier="t")
    finally:
        sys.settrace(before)
    return run


def test_a_word_without_end_is_told_and_not_read() -> None:
    text = f"# T\n\nA {'w' * (limits.WORD + 1)} of\n{'x' * limits.WORD}\n"
    parsed, told = parse_text(text, path="a.md", identifier="a")

    assert [f"{each.origin} {each.code}" for each in told] == ["a.md:3:3 OC140"]
    assert plain_text(parsed.blocks) == f"A … of {'x' * limits.WORD}"


def test_a_paragraph_without_end_is_told_and_not_read() -> None:
    parsed, told = parse_text("# T\n\n> " + "word " * (limits.PARAGRAPH // 5 + 1), path="a.md", identifier="a")

    assert [f"{each.origin} {each.code}" for each in told] == ["a.md:3:3 OC140"]
    assert plain_text(parsed.blocks) == ""


def plain_text(blocks: object) -> str:
    return "".join(each.value for each in values(blocks) if isinstance(each, Text))
