"""Set figures: the picture, what it shows and where it comes from, and its data as a table for who does not see it."""

from math import ceil
from typing import assert_never

from markupsafe import Markup

from octavo.model.prose import Figure
from octavo.model.records import ChartFigure, ImageFigure, TableFigure
from octavo.render.images import picture_key
from octavo.render.inlines import set_inlines
from octavo.render.markup import NOTHING, Attributes, element, lines
from octavo.render.tables import caption, data_grid
from octavo.render.template_context import Context

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
            # HTML wants the caption last.
            pieces = (_art(record, context), table, _words(block, description, context))
            return context.block("figure", lines(pieces), attributes)
        case ImageFigure() as record:
            return context.block(
                "figure", lines((_art(record, context), _words(block, description, context))), attributes
            )
        case None:
            return context.block("figure", _words(block, description, context), attributes)
        case _:
            assert_never(block.record)


def _words(block: Figure, description: Markup, context: Context) -> Markup:
    return caption("figure", block.number, block.caption, context, description=description, credit=block.credit)


def _art(record: ChartFigure | ImageFigure, context: Context) -> Markup:
    """Set the picture. On paper its frame is a whole number of lines high, so that what follows keeps to the grid."""
    picture = context.pictures.get(picture_key(record))
    if picture is None:
        # It could not be drawn, which is told elsewhere.
        return NOTHING
    attributes = {"class": "figure-art", "src": picture.name, "alt": record.alt}
    if context.medium == "reflow":
        return context.block("div", element("img", attributes=attributes), {"class": "figure-frame"})
    size = f"width:{picture.width:g}pt;height:{picture.height:g}pt"
    lines = ceil(picture.height / context.leading + GAP)
    frame = {"class": "figure-frame", "style": f"height:{lines * context.leading:g}pt"}
    return context.block("div", element("img", attributes={**attributes, "style": size}), frame)
