"""Inline rules for marks in square brackets: links, spans, citations, note calls; and loose attributes.

Brackets are paired once for a whole block, so that no run of them costs more than its length.
"""

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import NamedTuple

from markdown_it.common.utils import normalizeReference
from markdown_it.helpers import parseLinkDestination, parseLinkTitle
from markdown_it.rules_inline import StateInline

from octavo.load.markdown.attributes import braces_end, is_meant

CITING = re.compile(r"(?<![\w/@.+])(?:(?<!-)-)?@(?=[\w{])")
"""Where a citation begins: an ``@`` before a word that is no part of an address; ``-@`` where no dash is meant."""

KEY = r"\w++(?:[:.#$%&+?<>~/-]\w++)*+|\{[^\s{}]++\}"
"""The key of a work: words with single signs between them or, in braces, anything without a space (as Pandoc's)."""

_NARRATIVE = re.compile(rf"-?@(?:{KEY}|\{{)")
_CALL = re.compile(r"\[\^([^\s\[\]^]+)\]")
_LONGEST_LABEL = 999
_OPAQUE = re.compile(r"\\.|`+|<[A-Za-z][A-Za-z0-9+.-]*:[^\s<>]*>|[\[\]]|-?@", re.DOTALL)


class _Pairs(NamedTuple):
    """The offset of the closing bracket by that of the opening one, and which of them hold a citation directly."""

    closing: Mapping[int, int]
    citing: frozenset[int]


class _Target(NamedTuple):
    """Where a link leads: its address and title, the label it was looked up by, and the offset after it."""

    address: str
    title: str
    label: str
    end: int


@lru_cache(maxsize=16)
def _pairs(text: str) -> _Pairs:
    """Pair the brackets of ``text`` that are neither escaped nor in code."""
    closing: dict[int, int] = {}
    citing: set[int] = set()
    opened: list[int] = []
    code_ends = _code_ends(text)
    position = 0
    while found := _OPAQUE.search(text, position):
        position = found.end()
        sign = found[0]
        if sign[0] == "`":
            position = code_ends.get(found.start(), position)
        elif sign == "[":
            opened.append(found.start())
        elif sign == "]" and opened:
            closing[opened.pop()] = found.start()
        elif sign[-1] == "@" and opened and CITING.search(text, found.start(), position + 1):
            citing.add(opened[-1])
    return _Pairs(closing, frozenset(citing))


def _code_ends(text: str) -> Mapping[int, int]:
    """Return the offset after each stretch that backticks make code, by the offset of its first backtick."""
    runs = [(found.start(), len(found[0])) for found in re.finditer("`+", text)]
    later: dict[int, int] = {}
    ends: dict[int, int] = {}
    for start, length in reversed(runs):
        if length in later:
            ends[start] = later[length] + length
        later[length] = start
    return ends


def _closing(state: StateInline, opening: int) -> int:
    """Return the offset of the bracket that closes the one at ``opening``; -1 where there is none in reach."""
    end = _pairs(state.src).closing.get(opening, -1)
    return end if end < state.posMax else -1


def _next(state: StateInline, offset: int) -> str:
    return state.src[offset : offset + 1] if offset < state.posMax else ""


def note_call(state: StateInline, _silent: bool) -> bool:  # noqa: FBT001 - the parser's way to call a rule
    """``[^label]``."""
    call = _CALL.match(state.src, state.pos, state.posMax)
    if call is None:
        return False
    state.push("note_call", "", 0).content = call[1]
    state.pos = call.end()
    return True


def inline_note(state: StateInline, _silent: bool) -> bool:  # noqa: FBT001 - see above
    """``^[text]``."""
    if not state.src.startswith("^[", state.pos):
        return False
    closing = _closing(state, state.pos + 1)
    if closing < 0:
        return False
    push_around(state, "note", (state.pos + 2, closing))
    state.pos = closing + 1
    return True


def citation(state: StateInline, _silent: bool) -> bool:  # noqa: FBT001 - see above
    """``[see @key, p. 3; @other]``: a group. It is left alone where its bracket belongs to a link or a span."""
    closing = _closing(state, state.pos)
    if closing < 0 or state.pos not in _pairs(state.src).citing or _next(state, closing + 1) in {"(", "{"}:
        return False
    token = state.push("citation", "", 0)
    token.info = "group"
    token.content = state.src[state.pos + 1 : closing]
    state.pos = closing + 1
    return True


def narrative(state: StateInline, _silent: bool) -> bool:  # noqa: FBT001 - see above
    """``@key``, ``@key [p. 3]`` and ``-@key`` in the sentence."""
    is_citing = state.src[state.pos] in "@-" and CITING.match(state.src, state.pos)
    key = _NARRATIVE.match(state.src, state.pos, state.posMax) if is_citing else None
    if key is None:
        return False
    bracket = _skip_space(state.src, key.end(), state.posMax)
    closing = _closing(state, bracket) if _next(state, bracket) == "[" else -1
    holds_locator = closing >= 0 and _holds_locator(state, bracket, closing)
    token = state.push("citation", "", 0)
    token.info = "narrative"
    token.content = state.src[state.pos : closing if holds_locator else key.end()]
    state.pos = closing + 1 if holds_locator else key.end()
    return True


def _holds_locator(state: StateInline, opening: int, closing: int) -> bool:
    """Whether the bracket after a key in the sentence tells where in the work, and is no mark of its own."""
    if _next(state, closing + 1) in {"(", "{", "["} or _next(state, opening + 1) == "^":
        return False
    first = state.src.find(";", opening, closing)
    return CITING.search(state.src, opening, closing if first < 0 else first) is None


def span(state: StateInline, _silent: bool) -> bool:  # noqa: FBT001 - see above
    """``[text]{attributes}``."""
    closing = _closing(state, state.pos)
    if closing < 0 or _next(state, closing + 1) != "{":
        return False
    end = braces_end(state.src, closing + 1)
    if not 0 <= end <= state.posMax:
        return False
    inside, written = (state.pos + 1, closing), state.src[closing + 1 : end]
    push_around(state, "span", inside, attributes=written, attributes_at=closing + 1)
    state.pos = end
    return True


def loose_attributes(state: StateInline, _silent: bool) -> bool:  # noqa: FBT001 - see above
    """``{#id}`` that follows nothing: kept, so that it can be told."""
    if not is_meant(state.src, state.pos):
        return False
    end = braces_end(state.src, state.pos)
    if not 0 <= end <= state.posMax:
        return False
    state.push("loose_attributes", "", 0).content = state.src[state.pos : end]
    state.pos = end
    return True


def link(state: StateInline, _silent: bool) -> bool:  # noqa: FBT001 - see above
    """``[text](target)`` and ``[text][label]``, with any marks in the text (the parser's own rule allows no spans)."""
    closing = _closing(state, state.pos)
    target = _target(state, state.pos, closing) if closing >= 0 else None
    if target is None:
        return False
    inside = state.pos + 1, closing
    push_around(state, "link", inside, address=target.address, title=target.title, label=target.label)
    state.pos = target.end
    return True


def image(state: StateInline, _silent: bool) -> bool:  # noqa: FBT001 - see above
    """``![text](target){attributes}``."""
    if not state.src.startswith("![", state.pos):
        return False
    closing = _closing(state, state.pos + 1)
    target = _target(state, state.pos + 1, closing) if closing >= 0 else None
    if target is None:
        return False
    braces = braces_end(state.src, target.end) if _next(state, target.end) == "{" else -1
    end = braces if 0 <= braces <= state.posMax else target.end
    inside = state.pos + 2, closing
    written, attributes = state.src[state.pos : target.end], state.src[target.end : end]
    meta = {"address": target.address, "title": target.title, "label": target.label, "written": written}
    push_around(state, "image", inside, attributes=attributes, attributes_at=target.end, **meta)
    state.pos = end
    return True


def push_around(state: StateInline, kind: str, inside: tuple[int, int], **meta: str | int) -> None:
    """Push tokens that open and close ``kind`` and, between them, those of the text ``inside`` (two offsets)."""
    end = state.posMax
    state.push(f"{kind}_open", "", 1).meta |= meta
    state.pos, state.posMax = inside
    state.md.inline.tokenize(state)
    state.push(f"{kind}_close", "", -1)
    state.posMax = end


def _target(state: StateInline, opening: int, closing: int) -> _Target | None:
    """Read what follows a link's text: ``(address "title")``, ``[label]``, ``[]`` or nothing (CommonMark 6.3)."""
    if _next(state, closing + 1) == "(" and (target := _inline_target(state, closing + 2)):
        return target
    references = state.env.get("references", {})
    first, last, end = opening + 1, closing, closing + 1
    if _next(state, end) == "[" and (second := _closing(state, end)) >= 0:
        if second > end + 1:
            first, last = end + 1, second
        end = second + 1
    if not references or last - first > _LONGEST_LABEL:
        return None
    label = normalizeReference(state.src[first:last])
    found = references.get(label)
    return _Target(found["href"], found["title"], label, end) if found else None


def _inline_target(state: StateInline, start: int) -> _Target | None:
    """Read ``address "title")`` from ``start``."""
    source, limit = state.src, state.posMax
    start = _skip_space(source, start, limit)
    address = parseLinkDestination(source, start, limit)
    if not address.ok:
        is_empty = source[start : start + 1] == ")" and start < limit
        return _Target("", "", "", start + 1) if is_empty else None
    position = _skip_space(source, address.pos, limit)
    title = parseLinkTitle(source, position, limit)
    if position > address.pos and title.ok:
        position = _skip_space(source, title.pos, limit)
    if position >= limit or source[position] != ")":
        return None
    return _Target(address.str, title.str if title.ok else "", "", position + 1)


def _skip_space(text: str, position: int, limit: int) -> int:
    while position < limit and text[position] in " \t\n":
        position += 1
    return position
