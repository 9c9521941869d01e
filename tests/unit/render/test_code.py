"""Code is set as it was typed; what its language says is told without a change of a single character."""

import re
from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from octavo.render.code import LONGEST, set_code

PYTHON = 'def f(x):\n    # A & B\n    return x and "if"'


def test_comments_and_the_words_of_a_language_are_told_apart() -> None:
    assert set_code(PYTHON, "python") == (
        '<code><span class="code-keyword">def</span> f(x):\n    <span class="code-comment"># A &amp; B</span>\n'
        '    <span class="code-keyword">return</span> x <span class="code-keyword">and</span> &#34;if&#34;</code>'
    )


@pytest.mark.parametrize(("word", "is_known"), [("people/mary.yaml", True), ("", False), ("no-such-language", False)])
def test_the_language_is_named_by_its_name_or_by_a_file(word: str, is_known: bool) -> None:  # noqa: FBT001 - a table
    assert ("code-comment" in set_code("# a comment", word)) is is_known


def test_a_very_long_block_is_set_as_it_is() -> None:
    assert "span" not in set_code("# a\n" * LONGEST, "python")


@given(st.text(st.characters(exclude_categories=["Cs"])), st.sampled_from(["python", "html", "css", "yaml", "make"]))
def test_no_character_is_changed(text: str, syntax: str) -> None:
    marks = re.compile(r'<span class="code-(comment|keyword)">|</span>|</?code>')

    assert unescape(marks.sub("", set_code(text, syntax))) == text
