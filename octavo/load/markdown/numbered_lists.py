"""Lists with letters, Roman numbers or brackets: ``a)``, ``iv.``, ``(1)``, ``#.`` (fancy lists of Pandoc)."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from markdown_it.rules_block import StateBlock
from markdown_it.rules_block import list_block as list_of_parser

from octavo.load.markdown.fences import line_at
from octavo.model.list_markers import NumberStyle, roman_value

_MARKER = re.compile(r"(\(?)([A-Za-z]|[ivxlcdm]{1,7}|[IVXLCDM]{1,7}|[0-9]{1,6}|\#)([.)])(?=[ \t])")
_PLAIN = re.compile(r"[0-9]+[.)]")
_FAR = 400
"""In how many lines the next number of a list is looked for."""


class _Marker(NamedTuple):
    """A marker as written: the signs around it, and what stands between them."""

    opening: str
    sign: str
    closing: str

    @property
    def width(self) -> int:
        return len("".join(self))


def numbered_list(state: StateBlock, line: int, end: int, silent: bool) -> bool:  # noqa: FBT001 - the parser's way to call a rule
    """Read such a list by the parser's own rule, which finds numbers of the same width in the place of its markers.

    It begins after a blank line or in an item of another list, and there are at least two items, so that *A. Smith* is
    none. It is one list as long as signs and kind of number are the same.
    """
    # Behind words a blank line is needed, but not in an item of a list.
    is_beginning = not silent or state.blkIndent > 0
    if not is_beginning or state.is_code_block(line) or (first := _marker(state, line)) is None:
        return False
    style = _style(state, line, end, first)
    if style is None or silent:
        return style is not None
    source, written = state.src, {}
    place = len(state.tokens)
    for at in _lines(state, line, end):
        found = _marker(state, at)
        if found is None or (found.opening, found.closing) != (first.opening, first.closing):
            continue
        value = _value(found.sign, style)
        if value is not None:
            written[at] = value
            start = state.bMarks[at] + state.tShift[at]
            number = "1".zfill(found.width - 1) + found.closing
            state.src = state.src[:start] + number + state.src[start + found.width :]
    is_read = list_of_parser(state, line, end, silent)
    state.src = source
    if is_read:
        state.tokens[place].meta |= {"style": style, "brackets": first.opening, "written": written}
    return is_read


def _marker(state: StateBlock, line: int) -> _Marker | None:
    text = line_at(state, line)
    found = _MARKER.match(text + " ")
    if found is None or _PLAIN.match(text) or (found[1] and found[3] == "."):
        return None
    return _Marker(found[1], found[2], found[3])


def _lines(state: StateBlock, line: int, end: int) -> Iterator[int]:
    """Yield the lines of the list that begins in ``line``, as far as they stand as deep as its markers."""
    yield line
    for at in range(line + 1, min(end, line + _FAR)):
        if state.isEmpty(at):
            continue
        if state.sCount[at] < state.blkIndent:
            return
        is_as_deep = state.sCount[at] <= state.sCount[line] + 1
        if is_as_deep and _marker(state, at) is None and state.isEmpty(at - 1):
            return
        if is_as_deep:
            yield at


def _style(state: StateBlock, line: int, end: int, first: _Marker) -> NumberStyle | None:
    """Return how the list that begins in ``line`` is numbered, by its first two markers; nothing where it is none."""
    if first.sign == "#":
        return "decimal"
    others = (_marker(state, at) for at in _lines(state, line, end) if at > line)
    alike = (other for other in others if other and (other.opening, other.closing) == (first.opening, first.closing))
    following = next(alike, None)
    for style in _styles(first.sign):
        value = _value(first.sign, style)
        if value is not None and following and _value(following.sign, style) == value + 1:
            return style
    return None


def _styles(sign: str) -> tuple[NumberStyle, ...]:
    if sign.isdigit():
        return ("decimal",)
    return ("lower-roman", "lower-alpha") if sign.islower() else ("upper-roman", "upper-alpha")


def _value(sign: str, style: NumberStyle) -> int | None:
    """Return the number that ``sign`` is in a ``style``; nothing where it is none."""
    if sign == "#":
        return 1 if style == "decimal" else None
    if style == "decimal":
        return int(sign) if sign.isdigit() else None
    if sign.isdigit() or sign.islower() != style.startswith("lower"):
        return None
    if style.endswith("roman"):
        return roman_value(sign.lower())
    return ord(sign.lower()) - ord("a") + 1 if len(sign) == 1 else None
