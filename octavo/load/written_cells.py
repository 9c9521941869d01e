"""Numbers in the data of figures as they are written: validation hands on what they mean, and print is what was typed.

YAML reads *1.50* as 1.5, *0.00001* as 1e-05 and *0123* as 123. In a table these are a price, a share and a number of a
house, and a reader would see others.
"""

from dataclasses import replace
from typing import TypeVar

from octavo.load.yaml_nodes import MappingNode, Node, ScalarNode, SequenceNode
from octavo.model.records import Cell, ChartFigure, FigureData, FigureRecord, TableFigure
from octavo.model.written_numbers import WrittenFloat, WrittenInt

Figure = TypeVar("Figure", bound=FigureRecord)


def with_written_cells(figure: Figure, node: Node) -> Figure:
    """Return ``figure``, which ``node`` holds, with each number of its data in the form that it has in the file."""
    data = node.entries.get("data") if isinstance(node, MappingNode) else None
    if not isinstance(figure, ChartFigure | TableFigure) or not isinstance(data, MappingNode):
        return figure
    rows, totals = _inside(data.entries.get("rows")), _inside(data.entries.get("totals"))
    written = FigureData(
        columns=figure.data.columns,
        rows=tuple(_row(row, _inside(each)) for row, each in zip(figure.data.rows, rows, strict=True)),
        totals=_row(figure.data.totals, totals),
    )
    return replace(figure, data=written)


def _inside(node: Node | None) -> tuple[Node, ...]:
    return node.items if isinstance(node, SequenceNode) else ()


def _row(cells: tuple[Cell, ...], nodes: tuple[Node, ...]) -> tuple[Cell, ...]:
    return tuple(_cell(cell, node) for cell, node in zip(cells, nodes, strict=True))


def _cell(cell: Cell, node: Node) -> Cell:
    written = node.source.strip() if isinstance(node, ScalarNode) and not node.style else ""
    if isinstance(cell, str) or cell is None or not written or written == repr(cell):
        return cell
    return WrittenInt(written, cell) if isinstance(cell, int) else WrittenFloat(written)
