"""Pipe tables: a row of heads, a row of dashes, and rows of cells."""

import re
from collections.abc import Iterator, Mapping

from octavo.load.markdown.inlines import read_inlines
from octavo.load.markdown.source_places import cell_at
from octavo.load.markdown.text_context import TextContext
from octavo.load.markdown.token_tree import TokenNode
from octavo.model.inlines import Inlines
from octavo.model.origin import Origin
from octavo.model.prose import Alignment, Table

_ALIGNMENTS: Mapping[str, Alignment] = {"text-align:right": "right", "text-align:center": "centre"}
_PIPE = re.compile(r"(?<!\\)\|")


def read_table(context: TextContext, node: TokenNode, origin: Origin) -> Table:
    """Read a pipe table. A row with fewer cells than the head is filled up; one with more is told."""
    rows = [row for part in node.children for row in part.children]
    heads = rows[0].children
    width = len(heads)
    head, *body = (_row(context, row, width) for row in rows)
    return Table(
        head=head if any(head) else (),
        rows=tuple(body),
        alignments=tuple(_ALIGNMENTS.get(str(cell.token.attrs.get("style", "")), "left") for cell in heads),
        origin=origin,
    )


def _row(context: TextContext, row: TokenNode, width: int) -> tuple[Inlines, ...]:
    line, left = (row.token.map or [0])[0], row.int_meta("column")
    cells = list(_cells(row.str_meta("row")))
    if len(cells) > width:
        column, _cell = cells[width]
        place = context.source.place(line, left + column)
        context.report("OC137", place, cells=str(len(cells)), columns=str(width))
    read = [read_inlines(context, cell_at(context.source, cell, line, left + column)) for column, cell in cells[:width]]
    return (*read, *((),) * (width - len(read)))


def _cells(row: str) -> Iterator[tuple[int, str]]:
    """Yield the cells of a row as written, without the space around them, with the offset of each."""
    inner = row.removeprefix("|")
    start = len(row) - len(inner)
    end = len(row) - 1 if row.endswith("|") and not row.endswith("\\|") and len(row) > start else len(row)
    pipes = [found.start() for found in _PIPE.finditer(row, start, end)]
    for first, last in zip([start, *(pipe + 1 for pipe in pipes)], [*pipes, end], strict=True):
        cell = row[first:last]
        yield first + len(cell) - len(cell.lstrip()), cell.strip()
