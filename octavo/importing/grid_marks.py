"""Draw a table whose cells hold blocks or span others with lines of signs, as the load stage reads it."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from octavo.importing.escapes import begun
from octavo.model.prose import Blocks, GridTable

Written = Callable[[Blocks], str]

_WIDEST = 100
"""Signs that the words of a row of a table take at most, if its longest words let them."""

_NARROWEST = 14
"""Signs that a column has at least before its lines are divided."""

_PADDING = 3
"""Signs between the words of two columns: a space, a line, a space."""

_UNDIVIDED = re.compile(r"(?:`+[^`]*`+|\$[^$]*\$|\{[^}]*\}|\]\([^)]*\)|<!--.*?-->|\S)+")
"""A stretch in which no line may end: a word, or what would not be read as a mark on two lines."""

_HANGING = re.compile(r" *(?:- |\(?[0-9A-Za-z]{1,9}[.)] |: )?")
"""What the further lines of a paragraph or an item stand behind."""

_KEPT = ("```", "|", ":::", "+", "{", "![")
"""How lines begin that are not divided."""


@dataclass(slots=True, kw_only=True)
class _Drawn:
    """A cell: its first row and column, how many it spans, and its lines."""

    row: int
    column: int
    down: int
    across: int
    lines: list[str]


def drawn_table(table: GridTable, written: Written) -> str:
    """Return a table as lines of signs; ``written`` writes the blocks of a cell."""
    columns, count = len(table.alignments), len(table.rows)
    cells = [*_placed(table, written)]
    widths = _shares(cells, columns)
    for cell in sorted(cells, key=lambda cell: cell.across):
        width = sum(widths[cell.column : cell.column + cell.across]) + _PADDING * (cell.across - 1)
        cell.lines = [piece for line in _stretches(cell.lines) for piece in _divided(line, width)]
        widths[cell.column + cell.across - 1] += max(0, max(map(len, cell.lines), default=0) - width)
    heights = [1] * count
    for cell in sorted(cells, key=lambda cell: cell.down):
        height = sum(heights[cell.row : cell.row + cell.down]) + cell.down - 1
        heights[cell.row + cell.down - 1] += max(0, len(cell.lines) - height)
    lefts = [sum(widths[:at]) + _PADDING * at for at in range(columns + 1)]
    tops = [sum(heights[:at]) + at for at in range(count + 1)]
    canvas = [[" "] * (lefts[-1] + 1) for _ in range(tops[-1] + 1)]
    for cell in cells:
        corners = tops[cell.row], lefts[cell.column], tops[cell.row + cell.down], lefts[cell.column + cell.across]
        _frame(canvas, *corners)
        for at, line in enumerate(cell.lines):
            start = lefts[cell.column] + 2
            canvas[tops[cell.row] + 1 + at][start : start + len(line)] = line
    _mark_heads(canvas, table, tops, lefts)
    return "\n".join("".join(row) for row in canvas)


def _placed(table: GridTable, written: Written) -> Iterator[_Drawn]:
    """Yield the cells at their places; a place that no cell takes is an empty cell."""
    taken: set[tuple[int, int]] = set()
    width = len(table.alignments)
    for row, line in enumerate(table.rows):
        column = 0
        for cell in line:
            while (row, column) in taken:
                column += 1
            across = max(min(cell.across, width - column), 1)
            down = max(min(cell.down, len(table.rows) - row), 1)
            taken |= {(row + below, column + beside) for below in range(down) for beside in range(across)}
            lines = written(cell.blocks).split("\n") if cell.blocks else []
            lines = [_without_bars(*stretch) for stretch in _stretches(lines)]
            yield _Drawn(row=row, column=column, down=down, across=across, lines=lines)
            column += across
    for row in range(len(table.rows)):
        for column in range(width):
            if (row, column) not in taken:
                yield _Drawn(row=row, column=column, down=1, across=1, lines=[])


def _without_bars(line: str, may_divide: bool) -> str:  # noqa: FBT001 - of a call within this module
    """Return a line whose bars cannot be taken for the side of a cell, but for those of code and of verse."""
    return line.replace("|", "&#124;") if may_divide and "`" not in line else line


def _shares(cells: Sequence[_Drawn], columns: int) -> list[int]:
    """Return how many signs each column has: as many as its lines need, or its share of a row."""
    needed = [3] * columns
    for cell in cells:
        if cell.across == 1:
            needed[cell.column] = max(needed[cell.column], *map(len, cell.lines), 0)
    most = max(needed)
    while most > _NARROWEST and sum(min(width, most) for width in needed) > _WIDEST:
        most -= 1
    return [min(width, most) for width in needed]


def _stretches(lines: Sequence[str]) -> Iterator[tuple[str, bool]]:
    """Yield each line, and whether it may be divided: not in code."""
    is_code = False
    for line in lines:
        is_fence = line.lstrip().startswith("```")
        yield line, not is_code and not line.lstrip().startswith(_KEPT)
        is_code ^= is_fence


def _divided(line: tuple[str, bool], width: int) -> Iterator[str]:
    """Yield a line of words in pieces of at most ``width`` signs, where none of them begins like a mark."""
    text, may_divide = line
    if not may_divide or len(text) <= width:
        yield text
        return
    hanging = _HANGING.match(text)
    piece = hanging[0] if hanging else ""
    indent, is_first = " " * len(piece), True
    for word in _UNDIVIDED.findall(text[len(piece) :]):
        if not is_first and len(piece) + 1 + len(word) > width and begun(word) == word:
            yield piece
            piece = indent + word
        else:
            piece += word if is_first else f" {word}"
        is_first = False
    yield piece


def _frame(canvas: list[list[str]], top: int, left: int, bottom: int, right: int) -> None:
    """Draw the lines around a cell; corners of others on them stay."""
    for across in range(left, right + 1):
        for line in (top, bottom):
            canvas[line][across] = "+" if canvas[line][across] == "+" or across in {left, right} else "-"
    for down in range(top + 1, bottom):
        for side in (left, right):
            canvas[down][side] = "+" if canvas[down][side] == "+" else "|"


def _mark_heads(canvas: list[list[str]], table: GridTable, tops: Sequence[int], lefts: Sequence[int]) -> None:
    """Draw the line under the heads, and the colons by which columns say where their words stand."""
    line = tops[table.head_rows]
    if table.head_rows:
        canvas[line] = ["=" if sign == "-" else sign for sign in canvas[line]]
    for column, alignment in enumerate(table.alignments):
        if alignment == "centre":
            canvas[line][lefts[column] + 1] = ":"
        if alignment in {"right", "centre", "decimal"}:
            canvas[line][lefts[column + 1] - 1] = ":"
