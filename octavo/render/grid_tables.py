"""Set tables whose cells hold blocks or span others."""

from collections.abc import Callable, Iterator
from typing import TypeAlias

from markupsafe import Markup

from octavo.model.prose import Alignment, Blocks, Cell, GridTable, Paragraph
from octavo.render.inlines import set_inlines
from octavo.render.markup import NOTHING, Attributes, classes, lines
from octavo.render.narrow_tables import width_class
from octavo.render.tables import EMPTY, FEW_COLUMNS, caption, is_tall
from octavo.render.template_context import Context

Inside: TypeAlias = Callable[[Blocks, Context], Markup]
"""What sets the blocks of a cell."""


def set_grid_table(block: GridTable, attributes: Attributes, context: Context, inside: Inside) -> Markup:
    """Set such a table, its caption above it and its note beneath (rule T30)."""
    note = context.block("p", set_inlines(block.note, context), {"class": "table-note"}) if block.note else NOTHING
    is_in_rows = context.has_table_rows and len(block.alignments) > FEW_COLUMNS
    table = _one_below_the_other(block, context, inside) if is_in_rows else _table(block, context, inside)
    pieces = (caption("table", block.number, block.caption, context), table, note)
    return context.block("figure", lines(pieces), attributes)


def _table(block: GridTable, context: Context, inside: Inside) -> Markup:
    placed = list(_placed(block))
    cells = [[_inside(cell, context, inside) for cell in row] for row, _ in placed]
    rows = [
        context.block("tr", *_row(row, words, places, block, context))
        for (row, places), words in zip(placed, cells, strict=True)
    ]
    head, body = rows[: block.head_rows], rows[block.head_rows :]
    pieces = (
        context.block("thead", lines(head)) if head else NOTHING,
        context.block("tbody", lines(body)) if body else NOTHING,
    )
    width = width_class([_by_column(*each, words) for each, words in zip(placed, cells, strict=True)])
    kind = classes("grid-table", width if context.medium == "reflow" else "")
    return context.block("table", lines(pieces), {"class": kind})


def _by_column(row: tuple[Cell, ...], places: list[int], words: list[Markup]) -> list[Markup]:
    """Return what stands in each column of a row; what spans several needs no width in any."""
    held = {place: inside for cell, place, inside in zip(row, places, words, strict=True) if cell.across == 1}
    return [held.get(place, NOTHING) for place in range(max(places, default=-1) + 1)]


def _placed(block: GridTable) -> Iterator[tuple[tuple[Cell, ...], list[int]]]:
    """Yield the rows, each with the columns in which its cells begin: what spans from above takes some of them."""
    taken: dict[int, int] = {}
    for row in block.rows:
        places: list[int] = []
        column = 0
        for cell in row:
            while taken.get(column, 0):
                column += 1
            places.append(column)
            for at in range(column, column + cell.across):
                taken[at] = cell.down
            column += cell.across
        yield row, places
        taken = {at: left - 1 for at, left in taken.items() if left > 1}


def _row(
    row: tuple[Cell, ...], cells: list[Markup], places: list[int], block: GridTable, context: Context
) -> tuple[Markup, Attributes]:
    """Return the cells of a row, and the attributes of the row."""
    pieces = [
        context.block(*_named(cell, words, block.alignments[min(place, len(block.alignments) - 1)]))
        for cell, words, place in zip(row, cells, places, strict=True)
    ]
    return lines(pieces), {"class": "tall" if is_tall(cells) else ""}


def _named(cell: Cell, words: Markup, side: Alignment) -> tuple[str, Markup, Attributes]:
    """Return the element of a cell, its inside and its attributes."""
    is_head = cell.is_head and bool(words)
    spans = {"colspan": str(cell.across) if cell.across > 1 else "", "rowspan": str(cell.down) if cell.down > 1 else ""}
    kind = "" if side == "left" else f"align-{side}"
    scope = {"scope": "colgroup" if cell.across > 1 else "col"} if is_head else {}
    return "th" if is_head else "td", words or EMPTY, {**scope, **spans, "class": classes(kind)}


def _inside(cell: Cell, context: Context, inside: Inside) -> Markup:
    match cell.blocks:
        case (Paragraph(children=words, classes=()),):
            return set_inlines(words, context)
        case _:
            return inside(cell.blocks, context)


def _one_below_the_other(block: GridTable, context: Context, inside: Inside) -> Markup:
    """Return the cells of each row one below the other, as there is no room for columns."""
    rows = [
        lines([context.block("div", _inside(cell, context, inside), {"class": "cell"}) for cell in row if cell.blocks])
        for row in block.rows
    ]
    return context.block(
        "div", lines([context.block("div", row, {"class": "row"}) for row in rows if row]), {"class": "table-rows"}
    )
