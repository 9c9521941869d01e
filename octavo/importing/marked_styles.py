"""Styles that stand in a text as signs, because its reader would drop them, become divisions and spans again."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from octavo.pandoc import Element, Json, kind_of, listed

BLOCK, OPENING, END, CLOSING = "\ue000", "\ue001", "\ue002", "\ue003"
"""Signs for private use: before a paragraph or words of a style, behind the number of either, and behind the words."""

_SIGN = re.compile(rf"({BLOCK}\d+{END}|{OPENING}\d+{END}|{CLOSING})")


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """What a style says: its name as people see it, small capitals, a language."""

    style: str = ""
    is_small: bool = False
    language: str = ""


def with_marks(blocks: Iterable[Element], marks: list[Mark]) -> Iterator[Element]:
    """Yield blocks in which the styles that the signs name are those of divisions and spans."""
    for block in blocks:
        found: list[int] = []
        content = _changed(block.get("c"), marks, found) if kind_of(block) in {"Para", "Plain"} else None
        if content is None:
            yield {**block, "c": _inside(block.get("c"), marks)} if "c" in block else block
        elif found and marks[found[0]].style:
            styled: Json = {**block, "c": content}
            yield {"t": "Div", "c": [["", [], [["custom-style", marks[found[0]].style]]], [styled]]}
        else:
            yield {**block, "c": content}


def _inside(value: Json, marks: list[Mark]) -> Json:
    """Return the content of other elements: rows of blocks and rows of inlines alike."""
    if isinstance(value, list):
        if value and all(isinstance(each, dict) and "t" in each for each in value):
            kinds = {kind_of(each) for each in listed(value)}
            if kinds & {"Str", "Space", "Emph", "Strong", "Span", "Link", "Note", "SmallCaps", "Superscript"}:
                return _changed(value, marks, [])
            return list(with_marks(listed(value), marks))
        return [_inside(each, marks) for each in value]
    if isinstance(value, dict):
        return {key: _inside(each, marks) for key, each in value.items()}
    return value


def _changed(words: Json, marks: list[Mark], found: list[int]) -> list[Json]:
    """Return inlines without signs: words between two of them stand in a span of their style."""
    stack: list[tuple[int, list[Json]]] = [(-1, [])]
    for element in listed(words):
        if kind_of(element) != "Str":
            stack[-1][1].append({**element, "c": _inside_inline(element, marks)} if "c" in element else element)
            continue
        for piece in _SIGN.split(str(element.get("c", ""))):
            if piece.startswith(BLOCK):
                found.append(int(piece[1:-1]))
            elif piece.startswith(OPENING):
                stack.append((int(piece[1:-1]), []))
            elif piece == CLOSING and len(stack) > 1:
                number, inside = stack.pop()
                stack[-1][1].append(_span(marks[number], inside))
            elif piece and piece != CLOSING:
                stack[-1][1].append({"t": "Str", "c": piece})
    while len(stack) > 1:
        _, inside = stack.pop()
        stack[-1][1].extend(inside)
    return stack[0][1]


def _inside_inline(element: Element, marks: list[Mark]) -> Json:
    content = element.get("c")
    if kind_of(element) == "Note":
        return list(with_marks(listed(content), marks))
    if isinstance(content, list) and content and all(isinstance(each, dict) and "t" in each for each in content):
        return _changed(content, marks, [])
    return _inside(content, marks)


def _span(mark: Mark, inside: list[Json]) -> Json:
    values: list[Json] = []
    if mark.style:
        values.append(["custom-style", mark.style])
    if mark.language:
        values.append(["lang", mark.language])
    span: Json = {"t": "Span", "c": [["", [], values], inside]}
    return {"t": "SmallCaps", "c": [span]} if mark.is_small else span
