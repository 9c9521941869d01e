"""Comments, ``<!-- … -->``: what an author writes for authors. They are left out of all that is made."""

import re
from functools import lru_cache

from markdown_it.rules_block import StateBlock
from markdown_it.rules_block import html_block as html_of_parser
from markdown_it.rules_inline import StateInline

from octavo.load.markdown.fences import line_at, note_place
from octavo.load.markdown.html_tags import TAG
from octavo.load.markdown.html_tree import WRAPPERS, closes, element_name
from octavo.load.markdown.vocabulary import HTML_IN_LINES

OPENING = "<!--"
_CLOSING = "-->"
_LONGEST = 2_000
"""Lines in which the end of an element is looked for."""

_INLINE = re.compile(r"<!--(?:-?>|.*?-->)", re.DOTALL)


def block_comment(state: StateBlock, line: int, end: int, silent: bool) -> bool:  # noqa: FBT001 - the parser's way to call a rule
    """Read a comment that begins a line, and however many lines it has. What follows it in its last line is text.

    One that nothing closes goes on to the end of what it stands in, as in CommonMark (4.6), and is kept to be told.
    """
    if state.is_code_block(line) or not state.src.startswith(OPENING, state.bMarks[line] + state.tShift[line]):
        return False
    if silent:
        return not _goes_on(state, line)
    token = state.push("comment", "", 0)
    token.map = [line, line + 1]
    searched = state.bMarks[line] + state.tShift[line] + len("<!")
    for last in range(line, end):
        if state.sCount[last] < state.blkIndent and not state.isEmpty(last):
            break
        closing = state.src.find(_CLOSING, max(searched, state.bMarks[last] + state.tShift[last]), state.eMarks[last])
        if closing >= 0:
            token.meta["is_closed"] = True
            state.line = _after(state, last, closing + len(_CLOSING))
            return state.line > line
    else:
        last = end
    state.line = last
    return True


def html_block(state: StateBlock, line: int, end: int, silent: bool) -> bool:  # noqa: FBT001 - see above
    """Read HTML as the parser does, but for comments, and for elements of blocks, which end where they are closed.

    So a blank line in a table does not end it. One that nothing closes ends at the next blank line, as in CommonMark.
    """
    text = line_at(state, line)
    if text.startswith(OPENING) or (text.startswith("<") and _is_in_line(text)):
        return False
    name = element_name(text)
    if silent or state.is_code_block(line) or not name or name in WRAPPERS:
        return html_of_parser(state, line, end, silent)
    opened = 0
    for last in range(line, min(end, line + _LONGEST)):
        if state.sCount[last] < state.blkIndent and not state.isEmpty(last):
            break
        opened += closes(line_at(state, last), name)
        if opened <= 0:
            token = state.push("html_block", "", 0)
            token.map, token.content = (
                [line, last + 1],
                state.getLines(line, last + 1, state.blkIndent, keepLastLF=True),
            )
            state.line = last + 1
            return True
    return html_of_parser(state, line, end, silent)


def _is_in_line(text: str) -> bool:
    """Whether a line begins with an element that is read in a line, so that it begins a paragraph."""
    found = TAG.match(text)
    return found is not None and found["name"].lower() in HTML_IN_LINES | {"br", "img"}


def _goes_on(state: StateBlock, line: int) -> bool:
    """Whether a comment ends in the line where it begins, with text behind it: it may stand inside of a paragraph."""
    begin, end = state.bMarks[line] + state.tShift[line] + len("<!"), state.eMarks[line]
    closing = state.src.find(_CLOSING, begin, end)
    return closing >= 0 and bool(state.src[closing + len(_CLOSING) : end].strip())


def _after(state: StateBlock, line: int, offset: int) -> int:
    """Return the line where reading goes on: the same, from ``offset`` on, where more than space follows there."""
    rest = state.src[offset : state.eMarks[line]]
    if not rest.strip():
        return line + 1
    state.bMarks[line] = offset + len(rest) - len(rest.lstrip())
    state.tShift[line], state.sCount[line] = 0, state.blkIndent
    note_place(state, line)
    return line


def inline_comment(state: StateInline, _silent: bool) -> bool:  # noqa: FBT001 - see above
    """Read a comment inside of a paragraph; the opening of one that its paragraph does not close is kept to be told."""
    if not state.src.startswith(OPENING, state.pos):
        return False
    is_closed = _last_closing(state.src) >= state.pos + len("<!")
    found = _INLINE.match(state.src, state.pos, state.posMax) if is_closed else None
    token = state.push("comment", "", 0)
    token.content = OPENING
    token.meta["is_closed"] = found is not None
    state.pos = found.end() if found else state.pos + len(OPENING)
    return True


@lru_cache(maxsize=16)
def _last_closing(text: str) -> int:
    """Return the offset of the last end of a comment: without it, each of many openings would search the whole text."""
    return text.rfind(_CLOSING)
