"""Marks of other dialects of Markdown, and of TeX: they are printed as typed, and a warning says what to write.

What they hold is kept as it stands, so that no other rule changes it. A backslash before the first sign makes it text
that nobody is asked about.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from markdown_it.rules_inline import StateInline


@dataclass(frozen=True, slots=True, kw_only=True)
class TypedMark:
    """A mark that is not read: how it looks from its first sign on, and what to write in its place."""

    pattern: re.Pattern[str]
    remedy: str


def _mark(pattern: str, remedy: str) -> TypedMark:
    return TypedMark(pattern=re.compile(pattern, re.VERBOSE | re.MULTILINE), remedy=remedy)


_STRETCH = "mark the stretch with one of the classes of the content reference, or take the signs away"
_LINK = "write [words](#id) for a place in the book, or [words](https://…)"
_PAGE = "write {.new-page} after a heading, which then begins a page"
_REMARK = "settle the change, or make the remark a comment: <!-- … -->"

INLINE_MARKS = {
    "\\": (
        _mark(r"\\[A-Za-z]+\*?(?:\[[^\[\]\n]*\])?(?:\{[^{}\n]*\})+", "write the mark of the content reference"),
        _mark(
            r"""(?:(?<=[^\n])|(?!\\[A-Za-z]+\s*\Z))
            \\(?:newline|linebreak|noindent|indent|centering|par|(?:small|med|big)skip|[hv]fill|q?quad|La?TeX|l?dots)
            (?![A-Za-z])""",
            "take it away, or write the mark of the content reference",
        ),
        _mark(r"(?<=[^\n])\\(?:newpage|pagebreak|clearpage|cleardoublepage)(?![A-Za-z])", _PAGE),
    ),
    ":": (_mark(r"(?<![\w:/]):[a-z][a-z0-9_+-]*:(?![\w:/])", "write the sign itself, or words"),),
    "=": (_mark(r"(?<![\w=])==(?=[^\s=])[^=\n]*(?<!\s)==(?![\w=])", _STRETCH),),
    "+": (_mark(r"(?<![\w+])\+\+(?=[^\s+])[^+\n]*(?<!\s)\+\+(?![\w+])", _STRETCH),),
    "^": (_mark(r"(?<=\w)\^(?=[-\u2212]?\w)", "write x^2^ for what stands higher than the line"),),
    "{": (
        _mark(r"\{(?:\+\+|--|~~|==|>>)[^{}]*(?:\+\+|--|~~|==|<<)\}", _REMARK),
        _mark(r"\{:[^{}\n]*\}", "write {#id .class} after a heading, after [words], or on a line before a block"),
        _mark(r"\{[a-z][a-z:-]*\}`[^`\n]*`", "write the mark of the content reference"),
        _mark(r"\{\{[^{}\n]*\}\}|\{%[^{}\n]*%\}", "write the words that it stands for"),
    ),
}
"""Marks in the line, by their first sign."""

LINK_MARKS = (
    _mark(r"\[\^(?:[^\[\]\n]*[ ][^\[\]\n]*)?\]", "write [^label], a name for the footnote without a space"),
    _mark(r"!?\[\[(?!_?(?:toc|TOC)_?\]\])[^\[\]\n]+\]\]", _LINK),
    _mark(
        r"\[[^\[\]\n^@]+\]\[[^\[\]\n^@]*\](?![\[({])", "define the second word, as in [word]: https://…, or " + _LINK
    ),
)
"""Links and notes that no other rule reads, such as those of wikis, and those whose address is defined nowhere."""

BLOCK_MARKS = (
    _mark(
        r"\A\\(?:newpage|pagebreak|clearpage|cleardoublepage)\b.*",
        _PAGE,
    ),
    _mark(r"\A\\[A-Za-z]+\*?\s*\Z", "take it away, or write the mark of the content reference"),
    _mark(r"\A(?:\[\[?_?(?:toc|TOC)_?\]\]?|\{:toc\})\s*\Z", "name 'contents' in book.yaml"),
    _mark(r"\A\[![A-Za-z]+\]", "write ::: note … :::, or another box of the content reference"),
    _mark(r"\A(?:!!!|\?\?\?\+?)[ ]+\w+", "write ::: note … :::, or another box of the content reference"),
    _mark(r"\A\*\[[^\[\]]+\]:[ ].*", "explain it in terms.yaml, or in the text"),
    _mark(r"\A===[ ]+[\"']", "write the heading ## and what belongs to it"),
    _mark(r"\A\.\.[ ]+[\w:-]+::", "write ::: note … :::, or another mark of the content reference"),
    _mark(r"\A\#\+\w+", "write the mark of the content reference"),
    _mark(r"\A={2,5}[ ]+(?=\w)[^\n=]*(?:[ ]=+)?$", "write ## for a heading"),
    _mark(r"\A\#{1,6}(?=\w)\S+[^\n]*\Z", "put a space after the signs of a heading"),
    _mark(r"\A\+-[-+]+\+\s*$", "close every cell of the table with the same signs, and put a blank line before it"),
    _mark(r"\A\|.*\|\s*$", "put a row |---|---| under the head of the table"),
    _mark(
        r"""
        ^(?:\(?a[.)]|\(?A[.)])[ ].*\n(?:.*\n){0,20}?(?:\(?b[.)]|\(?B[.)])[ ]
        | ^(?:\(?i[.)]|\(?I[.)])[ ].*\n(?:.*\n){0,20}?(?:\(?ii[.)]|\(?II[.)])[ ]
        | ^\(1\)[ ].*\n(?:.*\n){0,20}?\(2\)[ ]
        """,
        "put a blank line before the list, or end each line with a backslash",
    ),
    _mark(r"^\#\.[ ]", "put a blank line before the list"),
    _mark(r"^\(@\w*\)[ ]", "number the list with 1. and 2."),
    _mark(r"^:[ ]+\S.*", "write a term in one line, with a blank line before it, and its meaning right under it"),
)
"""Marks that a paragraph begins with or, for lists, one of its lines."""

TABLE_OF_SPACES = re.compile(r"-{2,}(?: +-{2,})+")
"""The row of dashes of a table whose columns are kept apart by spaces (Pandoc's 'simple' and 'multiline' tables)."""


def typed_mark(state: StateInline, _silent: bool) -> bool:  # noqa: FBT001 - the parser's way to call a rule
    """Keep a mark that is not read as it stands, to be told."""
    for mark in INLINE_MARKS.get(state.src[state.pos], ()):
        if found := mark.pattern.match(state.src, state.pos, state.posMax):
            return _keep(state, found[0], mark.remedy)
    return False


def link_mark(state: StateInline, _silent: bool) -> bool:  # noqa: FBT001 - the same
    """Keep a link that no rule has read as it stands, to be told."""
    if state.src[state.pos] not in "![":
        return False
    for mark in LINK_MARKS:
        if found := mark.pattern.match(state.src, state.pos, state.posMax):
            return _keep(state, found[0], mark.remedy)
    return False


def _keep(state: StateInline, mark: str, remedy: str) -> bool:
    token = state.push("typed_mark", "", 0)
    token.content, token.meta["remedy"] = mark, remedy
    state.pos += len(mark)
    return True


def block_marks(content: str) -> Iterator[tuple[str, str, int]]:
    """Yield the mark in the ``content`` of a paragraph that no rule reads, with its remedy and its line (from 0)."""
    for mark in BLOCK_MARKS:
        if found := mark.pattern.search(content):
            yield found[0].split("\n", 1)[0], mark.remedy, content.count("\n", 0, found.start())
            return
