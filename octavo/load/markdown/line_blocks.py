"""Line blocks: ``| line`` keeps the lines as they are, for verse and addresses (Pandoc User's Guide, 'Line blocks')."""

import re

from markdown_it.rules_block import StateBlock

from octavo.load.markdown.fences import line_at

_LINE = re.compile(r"\|(?:[ \t](.*))?")
_CELLS = re.compile(r"(?<!\\)\|\s*$")


def line_block(state: StateBlock, line: int, end: int, silent: bool) -> bool:  # noqa: FBT001 - the parser's way to call a rule
    """Read lines that begin with ``|`` and a space; one that begins with spaces goes on with the line before it.

    Lines that end with the same sign are cells of a table whose row of dashes is missing; they stay as typed.
    """
    if silent or state.is_code_block(line) or not _is_line(line_at(state, line)):
        return False
    last = line + 1
    while last < end and not state.isEmpty(last) and state.sCount[last] >= state.blkIndent:
        if not _is_line(line_at(state, last)) and state.sCount[last] == state.blkIndent:
            break
        last += 1
    token = state.push("line_block", "", 0)
    token.map = [line, last]
    token.meta["lines"] = [line_at(state, number) for number in range(line, last)]
    state.line = last
    return True


def is_more(written: str) -> bool:
    """Whether a line goes on with the one before it."""
    return _LINE.fullmatch(written) is None


def verse_line(written: str) -> tuple[str, int]:
    """Return the words of a line as it was written, without the sign before them, and how many spaces indent them."""
    found = _LINE.fullmatch(written)
    words = (found[1] or "") if found else written
    return words.strip(), len(words) - len(words.lstrip()) if found and words.strip() else 0


def _is_line(text: str) -> bool:
    return _LINE.fullmatch(text) is not None and (text.strip() == "|" or _CELLS.search(text) is None)
