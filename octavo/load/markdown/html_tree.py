"""Blocks of HTML as a tree of elements and of runs of text between them, each with its place."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from octavo.load.markdown.html_tags import TAG, HtmlTag, tag_of
from octavo.load.markdown.token_tree import DEEPEST

WRAPPERS = frozenset({"article", "body", "center", "details", "div", "footer", "header", "main", "section"})
"""Elements that say nothing but that what stands in them belongs together."""

BLOCKS = WRAPPERS | frozenset(
    {"blockquote", "caption", "dd", "dl", "dt", "figcaption", "figure", "hr", "li", "ol", "p", "pre", "summary"}
    | {"table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul"}
)
"""The elements that are read as blocks, or as parts of such; all others belong to a run of text."""

VOID = frozenset({"hr"})

CLOSED_BY: Mapping[str, frozenset[str]] = {
    "dd": frozenset({"dd", "dt"}),
    "dt": frozenset({"dd", "dt"}),
    "li": frozenset({"li"}),
    "p": BLOCKS,
    "td": frozenset({"td", "th", "tr", "tbody", "tfoot"}),
    "th": frozenset({"td", "th", "tr", "tbody", "tfoot"}),
    "tr": frozenset({"tr", "tbody", "tfoot"}),
    "thead": frozenset({"tbody", "tfoot"}),
    "tbody": frozenset({"tbody", "tfoot"}),
}
"""The elements whose beginning ends an element that nobody closed (HTML, 13.1.2.4)."""

_OPENING = re.compile(r"<([A-Za-z][A-Za-z0-9]*)(?=[\s/>])")


@dataclass(frozen=True, slots=True, kw_only=True)
class HtmlElement:
    """An element, or a run of text where it has no ``tag``: the offsets where its inside begins and ends."""

    tag: HtmlTag
    start: int
    end: int
    children: tuple["HtmlElement", ...] = ()


@dataclass(slots=True, kw_only=True)
class _Open:
    tag: HtmlTag
    start: int
    children: list[HtmlElement] = field(default_factory=list)


TEXT = HtmlTag(name="")


def element_name(line: str) -> str:
    """Return the name of the element of blocks that begins at the beginning of ``line``; empty for another."""
    found = _OPENING.match(line)
    name = found[1].lower() if found else ""
    return name if name in BLOCKS else ""


def closes(text: str, name: str) -> int:
    """Return how many elements ``name`` are still open at the end of ``text``."""
    depth = 0
    for found in TAG.finditer(text):
        if found["name"].lower() == name and not found["rest"].rstrip().endswith("/"):
            depth += -1 if found["slash"] else 1
    return depth


def tree_of(text: str) -> tuple[tuple[HtmlElement, ...], bool]:
    """Return the elements of ``text``, and whether some stand too deep in each other, which are left out.

    One that nothing closes ends with what holds it; a lone end is nothing.
    """
    is_too_deep = False
    stack = [_Open(tag=TEXT, start=0)]
    done = 0
    for found in _block_tags(text):
        tag = tag_of(found)
        _add_run(stack[-1], text, done, found.start())
        done = found.end()
        if tag.is_closing:
            if tag.name in {each.tag.name for each in stack[1:]}:
                while _close(stack, found.start()) != tag.name:
                    pass
            continue
        while len(stack) > 1 and tag.name in CLOSED_BY.get(stack[-1].tag.name, ()):
            _close(stack, found.start())
        if len(stack) > DEEPEST:
            is_too_deep = True
            continue
        stack.append(_Open(tag=tag, start=found.end()))
        if tag.name in VOID:
            _close(stack, found.end())
    _add_run(stack[-1], text, done, len(text))
    while len(stack) > 1:
        _close(stack, len(text))
    return tuple(stack[0].children), is_too_deep


def _block_tags(text: str) -> Iterator[re.Match[str]]:
    return (found for found in TAG.finditer(text) if found["name"].lower() in BLOCKS)


def _add_run(into: _Open, text: str, start: int, end: int) -> None:
    if into.tag.name == "pre" or text[start:end].strip():
        into.children.append(HtmlElement(tag=TEXT, start=start, end=end))


def _close(stack: list[_Open], end: int) -> str:
    """Close the innermost element and return its name."""
    closed = stack.pop()
    made = HtmlElement(tag=closed.tag, start=closed.start, end=end, children=tuple(closed.children))
    stack[-1].children.append(made)
    return closed.tag.name
