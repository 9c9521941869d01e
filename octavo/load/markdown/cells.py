"""Tables that are drawn with signs as values: each cell is a text of its own."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from textwrap import dedent
from typing import TYPE_CHECKING, TypeAlias

from octavo.load.markdown.grammar import block_tokens
from octavo.load.markdown.source_places import SourceText
from octavo.load.markdown.text_context import TextContext
from octavo.load.markdown.token_tree import DEEPEST, TokenNode, grow
from octavo.model.origin import Origin
from octavo.model.prose import Blocks, Cell, GridTable

if TYPE_CHECKING:
    from octavo.load.markdown.grid_tables import Grid

Read: TypeAlias = Callable[[TextContext, Iterable[TokenNode]], Blocks]
"""What makes blocks of tokens."""


def read_grid_table(context: TextContext, node: TokenNode, read: Read) -> GridTable:
    """Return the table that ``node`` draws."""
    grid: Grid = node.token.meta["grid"]
    line, column = (node.token.map or [0])[0], node.int_meta("column")
    rows: list[list[Cell]] = [[] for _ in range(grid.rows)]
    for drawn in grid.cells:
        (top, bottom), (left, right) = drawn.rows, drawn.columns
        start = context.source.place(line + drawn.top, column + drawn.left)
        blocks = _blocks(context, drawn.lines, start, read)
        rows[top].append(Cell(blocks=blocks, across=right - left, down=bottom - top, is_head=top < grid.heads))
    return GridTable(
        rows=tuple(map(tuple, rows)),
        head_rows=grid.heads,
        alignments=grid.alignments,
        origin=context.place_of(node.token),
    )


def _blocks(context: TextContext, lines: Sequence[str], start: Origin, read: Read) -> Blocks:
    """Read the lines of a cell, which begin at ``start``."""
    inside = dedent("\n".join(line.rstrip() for line in lines))
    shift = min((len(line) - len(line.lstrip()) for line in lines if line.strip()), default=0)
    place = replace(start, column=start.column + shift) if start.column else start
    tokens, _ = block_tokens(inside, context.environment)
    source = SourceText(lines=tuple(inside.split("\n")), start=place)
    return read(replace(context, source=source), grow(tokens, DEEPEST))
