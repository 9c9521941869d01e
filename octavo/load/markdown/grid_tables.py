"""The rule for tables drawn with signs, whose cells may hold blocks and span others (Pandoc's grid tables).

A cell is what a rectangle of ``+``, ``-`` and ``|`` encloses; a line of ``=`` stands under the heads.
"""

import re
from dataclasses import dataclass
from itertools import pairwise

from markdown_it.rules_block import StateBlock

from octavo.load.markdown.fences import line_at
from octavo.model.prose import Alignment

RULE = re.compile(r"\+(?:[-=:]+\+)+")
_ROW = re.compile(r"[+|].*[+|]")
_HEAD = re.compile(r"\+(?:=+|[=:]+)\+")
_FAR = 2_000
"""Lines that a table has at most."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GridCell:
    """A cell in a drawing: its first and last row and column of the grid, and the place of its inside in signs."""

    rows: tuple[int, int]
    columns: tuple[int, int]
    top: int
    left: int
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """A table as drawn: its cells row by row, how many rows and columns it has, and how many rows are heads."""

    cells: tuple[GridCell, ...]
    heads: int
    rows: int
    alignments: tuple[Alignment, ...]


def grid_table(state: StateBlock, line: int, end: int, silent: bool) -> bool:  # noqa: FBT001 - the parser's way to call a rule
    """Keep the lines of such a table; a drawing that encloses no cells in full is no table."""
    if silent or state.is_code_block(line) or not RULE.fullmatch(line_at(state, line)):
        return False
    last = line
    while (
        last < min(end, line + _FAR) and state.sCount[last] >= state.blkIndent and _ROW.fullmatch(line_at(state, last))
    ):
        last += 1
    drawn = [line_at(state, number) for number in range(line, last)]
    grid = read_grid(drawn)
    if grid is None:
        return False
    token = state.push("grid_table", "", 0)
    token.map = [line, last]
    token.meta["grid"] = grid
    state.line = last
    return True


def read_grid(drawn: list[str]) -> Grid | None:
    """Return the table that lines of signs draw; nothing where a part of it is in no cell."""
    width = len(drawn[0])
    if len(drawn) < len(("+", "|", "+")) or any(len(row) != width for row in drawn) or not RULE.fullmatch(drawn[-1]):
        return None
    head = next((at for at, row in enumerate(drawn) if at and _HEAD.search(row) and "=" in row), 0)
    sides = drawn[head] if head else drawn[0]
    plain = [re.sub("[=:]", "-", row) if RULE.fullmatch(row) else row for row in drawn]
    boxes = _boxes(plain)
    if boxes is None:
        return None
    tops = sorted({top for top, *_ in boxes} | {bottom for _, _, bottom, _ in boxes})
    lefts = sorted({left for _, left, *_ in boxes} | {right for *_, right in boxes})
    cells = tuple(
        GridCell(
            rows=(tops.index(top), tops.index(bottom)),
            columns=(lefts.index(left), lefts.index(right)),
            top=top + 1,
            left=left + 1,
            lines=tuple(row[left + 1 : right] for row in drawn[top + 1 : bottom]),
        )
        for top, left, bottom, right in boxes
    )
    return Grid(
        cells=cells,
        heads=tops.index(head) if head in tops else 0,
        rows=len(tops) - 1,
        alignments=tuple(_side(sides[left + 1 : right]) for left, right in pairwise(lefts)),
    )


def _side(rule: str) -> Alignment:
    """Return the side that colons in the line under the heads tell."""
    match rule[:1] == ":", rule[-1:] == ":":
        case True, True:
            return "centre"
        case False, True:
            return "right"
        case _:
            return "left"


def _boxes(drawn: list[str]) -> list[tuple[int, int, int, int]] | None:
    """Return the corners of all cells, top, left, bottom and right; nothing where they do not fill the drawing."""
    width, height = len(drawn[0]), len(drawn)
    found: list[tuple[int, int, int, int]] = []
    filled = 0
    for top in range(height - 1):
        for left in range(width - 1):
            if drawn[top][left] == "+" and (box := _box(drawn, top, left)):
                found.append((top, left, *box))
                filled += (box[0] - top) * (box[1] - left)
    return found if found and filled == (width - 1) * (height - 1) else None


def _box(drawn: list[str], top: int, left: int) -> tuple[int, int] | None:
    """Return bottom and right of the smallest cell whose upper left corner is here."""
    row = drawn[top]
    for right in range(left + 1, len(row)):
        if row[right] == "+" and drawn[top + 1][right] in "|+":
            for bottom in range(top + 1, len(drawn)):
                if drawn[bottom][left] not in "|+" or drawn[bottom][right] not in "|+":
                    break
                corners = drawn[bottom][left], drawn[bottom][right]
                if corners == ("+", "+") and set(drawn[bottom][left + 1 : right]) <= set("-+"):
                    return bottom, right
        if row[right] not in "-+":
            return None
    return None
