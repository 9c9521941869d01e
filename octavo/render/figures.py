"""Set figures: the picture, what it shows and where it comes from, and its data as a table for who does not see it."""

from collections.abc import Callable
from dataclasses import replace
from math import ceil
from typing import TypeAlias, assert_never

from markupsafe import Markup

from octavo.model.prose import Blocks, Columns, Figure
from octavo.model.records import ChartFigure, ImageFigure, TableFigure
from octavo.render.images import picture_key, screen_classes
from octavo.render.inlines import set_inlines
from octavo.render.markup import NOTHING, Attributes, classes, element, lines
from octavo.render.tables import caption, data_grid
from octavo.render.template_context import Context

Inside: TypeAlias = Callable[[Blocks, Context], Markup]

BETWEEN = 0.04
"""The part of the width that stays free between two columns."""

NARROW = 12
"""Em: columns of a screen that would be narrower stand one below the other."""

ROUNDING = 0.01
"""How much narrower than a picture its place may be, in pt: sizes are rounded."""

GAP = 1 / 3
"""The least distance of a picture from its caption, in lines."""


def set_figure(block: Figure, description: Markup, context: Context) -> Markup:
    """Set a figure. A chart's table of data stands in every ebook, and on paper where the figure asks for it.

    ``description`` is that of the figure, set; it belongs to the caption in print and ebook alike, since what it names
    first (a term, a person) is found there.
    """
    attributes: Attributes = {"class": "figure", "id": context.known(block.id, block.origin)}
    match block.record:
        case TableFigure(data=data):
            head = caption("table", block.number, block.caption, context)
            words = set_inlines(block.credit, context)
            credit = context.block("p", words, {"class": "table-note"}) if words else NOTHING
            return context.block(
                "figure", lines((head, data_grid(data, context, {}), credit)), {**attributes, "class": "table"}
            )
        case ChartFigure() as record:
            has_table = context.medium == "reflow" or record.show_table or context.has_table_rows
            table = data_grid(record.data, context, {"class": "data-table"}) if has_table else NOTHING
            attributes = {**attributes, "class": classes("figure", "chart" if context.medium == "reflow" else "")}
            # HTML wants the caption last.
            pieces = (_art(block, record, context), table, _words(block, description, context))
            return context.block("figure", lines(pieces), attributes)
        case ImageFigure() as record:
            return context.block(
                "figure", lines((_art(block, record, context), _words(block, description, context))), attributes
            )
        case None:
            return context.block("figure", _words(block, description, context), attributes)
        case _:
            assert_never(block.record)


def _words(block: Figure, description: Markup, context: Context) -> Markup:
    return caption("figure", block.number, block.caption, context, description=description, credit=block.credit)


def set_columns(block: Columns, attributes: Attributes, context: Context, inside: Inside) -> Markup:
    """Set pictures side by side, or text beside a picture; ``inside`` sets what stands in a column."""
    free = 1 - BETWEEN * (len(block.columns) - 1)
    total = max(sum(block.widths), 1)
    columns = []
    for blocks, width in zip(block.columns, block.widths, strict=True):
        share = width / total * free
        style = f"width:{share:.2%}" if context.medium == "print" else f"flex:{share:.2f} 1 {NARROW:g}em"
        words = inside(blocks, replace(context, measure=context.measure * share))
        columns.append(context.block("div", words, {"class": "column", "style": style}))
    return context.block("div", lines(columns), attributes)


def _art(block: Figure, record: ChartFigure | ImageFigure, context: Context) -> Markup:
    """Set the picture. On paper its frame is a whole number of lines high, so that what follows keeps to the grid."""
    picture = context.pictures.get(picture_key(record))
    if picture is None:
        # It could not be drawn, which is told elsewhere.
        return NOTHING
    attributes = {"class": "figure-art", "src": picture.name, "alt": record.alt}
    if context.medium == "reflow":
        attributes = {**attributes, "class": screen_classes("figure-art", picture.name)}
        attributes = {**attributes, "style": f"width:{block.width:.2%}"} if block.width else attributes
        return context.block("div", element("img", attributes=attributes), {"class": "figure-frame"})
    # A context of columns is narrower than the page that the picture was fitted to.
    widest = context.measure * (block.width or 1) if context.measure else picture.width
    scale = widest / picture.width if widest < picture.width - ROUNDING else 1
    width, height = round(picture.width * scale, 2), round(picture.height * scale, 2)
    size = f"width:{width:g}pt;height:{height:g}pt"
    lines = ceil(height / context.leading + GAP)
    frame = {"class": "figure-frame", "style": f"height:{lines * context.leading:g}pt"}
    return context.block("div", element("img", attributes={**attributes, "style": size}), frame)
