"""Block rules of our own: directives between lines of colons, attributes on a line, and two that keep places."""

import re
from collections import Counter

from markdown_it.rules_block import StateBlock
from markdown_it.rules_block import table as pipe_table

from octavo.load.markdown.attributes import braces_end, is_meant
from octavo.load.markdown.token_tree import DEEPEST

_COLONS = re.compile(r"(:{3,})\s*(.*)")
_CODE = re.compile(r"(`{3,}|~{3,})([^`]*)")
_DEEPEST = DEEPEST - 4
"""One block may open as many as four levels: table, head, row, cell."""


def line_at(state: StateBlock, line: int) -> str:
    """Return what stands in ``line`` without the signs of the containers around it."""
    return state.src[state.bMarks[line] + state.tShift[line] : state.eMarks[line]].rstrip()


def _column(state: StateBlock, line: int) -> int:
    start = state.bMarks[line] + state.tShift[line]
    return start - state.src.rfind("\n", 0, start) - 1


def place(state: StateBlock, line: int, _end: int, silent: bool) -> bool:  # noqa: FBT001 - the parser's way to call
    """Note the column of the block that begins; stop where blocks stand too deep in each other.

    The parser itself drops without a word what is nested too deep for it; this rule is asked before that happens.
    """
    if silent:
        return False
    is_too_deep = state.level >= _DEEPEST
    note_place(state, line, "too_deep" if is_too_deep else "place")
    if is_too_deep:
        state.line = line + 1
    return is_too_deep


def note_place(state: StateBlock, line: int, kind: str = "place") -> None:
    """Push a token that tells the column of the block that begins in ``line``."""
    token = state.push(kind, "", 0)
    token.meta["column"] = _column(state, line)
    token.map = [line, line + 1]


def attribute_line(state: StateBlock, line: int, _end: int, silent: bool) -> bool:  # noqa: FBT001 - see above
    """``{#id .class}`` on a line of its own, before the block that it belongs to."""
    text = line_at(state, line)
    if state.is_code_block(line) or not is_meant(text) or braces_end(text, 0) != len(text):
        return False
    if not silent:
        token = state.push("attribute_line", "", 0)
        token.content = text
        token.map = [line, line + 1]
        state.line = line + 1
    return True


def directive(state: StateBlock, line: int, end: int, silent: bool) -> bool:  # noqa: FBT001 - see above
    """``::: word attributes`` … ``:::``."""
    opening = _COLONS.fullmatch(line_at(state, line))
    if opening is None or state.is_code_block(line):
        return False
    if silent:
        return True
    colons, info = opening.groups()
    if not info:
        state.push("stray_colons", "", 0).map = [line, line + 1]
        state.line = line + 1
        return True
    last, is_closed = _last_line(state, line, end, len(colons))
    token = state.push("directive_open", "", 1)
    token.info, token.map = info, [line, last]
    token.meta = {"info_at": opening.start(2), "is_closed": is_closed}
    around = state.lineMax, state.parentType
    state.lineMax, state.parentType = last, "directive"
    state.md.block.tokenize(state, line + 1, last)
    state.lineMax, state.parentType = around
    state.push("directive_close", "", -1)
    state.line = last + is_closed
    return True


def _last_line(state: StateBlock, line: int, end: int, colons: int) -> tuple[int, bool]:
    """Return the line that ends the directive opened in ``line``, and whether it closes it.

    Lines of colons pair as brackets do, and a directive that was left open inside does not hide the end of the one
    around it when that has more colons. What nothing closes ends where the list item or the like around it does.
    """
    opened, counts = [colons], Counter({colons: 1})
    fence = ""
    for following in range(line + 1, end):
        if state.sCount[following] < state.blkIndent and not state.isEmpty(following):
            return following, False
        text = line_at(state, following)
        if found := _CODE.fullmatch(text):
            fence = _fence_after(fence, *found.groups())
        found = _COLONS.fullmatch(text)
        if fence or found is None or state.sCount[following] != state.sCount[line]:
            continue
        if found[2]:
            opened.append(len(found[1]))
            counts[len(found[1])] += 1
        elif counts[len(found[1])]:
            _close(opened, counts, len(found[1]))
            if not opened:
                return following, True
    return end, False


def _fence_after(fence: str, signs: str, info: str) -> str:
    """Return the fence of the code block that goes on after a line of ``signs``; empty where none does."""
    if not fence:
        return signs
    return "" if signs.startswith(fence) and not info else fence


def _close(opened: list[int], counts: Counter[int], colons: int) -> None:
    """Close the innermost directive that was opened with as many ``colons``, and all that were left open in it."""
    while counts[colons]:
        innermost = opened.pop()
        counts[innermost] -= 1
        if innermost == colons:
            return


def table(state: StateBlock, line: int, end: int, silent: bool) -> bool:  # noqa: FBT001 - see above
    """A pipe table as the parser reads it; each row keeps how it was written, as the parser drops cells too many."""
    first = len(state.tokens)
    if not pipe_table(state, line, end, silent):
        return False
    for token in state.tokens[first:]:
        if token.type == "tr_open" and token.map:
            token.meta = {"row": line_at(state, token.map[0]), "column": _column(state, token.map[0])}
    return True
