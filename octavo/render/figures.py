"""Set figures: the picture, what it shows and where it comes from, and its data as a table for who does not see it."""

from math import ceil
from typing import assert_never

from markupsafe import Markup

from octavo.model.origin import NOWHERE
from octavo.model.prose import Figure
from octavo.model.records import ChartFigure, ImageFigure, TableFigure
from octavo.render.inlines import set_inlines
from octavo.render.markup import NOTHING, Attributes, element, lines
from octavo.render.tables import caption, data_grid
from octavo.render.template_context import Desk

GAP = 1 / 3
"""The least distance of a picture from its caption, in lines."""


def set_figure(block: Figure, description: Markup, desk: Desk) -> Markup:
    """Set a figure. A chart's table of data stands in every ebook, and on paper where the figure asks for it.

    ``description`` is that of the figure, set; it belongs to the caption in print and ebook alike, since what it names
    first (a term, a person) is found there.
    """
    attributes: Attributes = {"class": "figure", "id": desk.known(block.id, block.origin)}
    match block.record:
        case TableFigure(data=data):
            head = caption("table", block.number, block.caption, desk)
            credit = (
                desk.block("p", set_inlines(block.credit, desk), {"class": "table-note"}) if block.credit else NOTHING
            )
            return desk.block(
                "figure", lines((head, data_grid(data, desk, {}), credit)), {**attributes, "class": "table"}
            )
        case ChartFigure() as record:
            has_table = desk.medium == "reflow" or record.show_table
            table = data_grid(record.data, desk, {"class": "data-table"}) if has_table else NOTHING
            pieces = (_art(block, record, desk), table, _words(block, description, desk))  # HTML: the caption last
            return desk.block("figure", lines(pieces), attributes)
        case ImageFigure() as record:
            return desk.block(
                "figure", lines((_art(block, record, desk), _words(block, description, desk))), attributes
            )
        case None:
            return desk.block("figure", _words(block, description, desk), attributes)
        case _:
            assert_never(block.record)


def _words(block: Figure, description: Markup, desk: Desk) -> Markup:
    return caption("figure", block.number, block.caption, desk, description=description, credit=block.credit)


def _art(block: Figure, record: ChartFigure | ImageFigure, desk: Desk) -> Markup:
    """Set the picture. On paper its frame is a whole number of lines high, so that what follows keeps to the grid."""
    picture = desk.picture(record, block.record_origin if block.record_origin != NOWHERE else block.origin)
    if picture is None:
        return NOTHING
    attributes = {"class": "figure-art", "src": picture.name, "alt": record.alt}
    if desk.medium == "reflow":
        return desk.block("div", element("img", attributes=attributes), {"class": "figure-frame"})
    size = f"width:{picture.width:g}pt;height:{picture.height:g}pt"
    lines = ceil(picture.height / desk.leading + GAP)
    frame = {"class": "figure-frame", "style": f"height:{lines * desk.leading:g}pt"}
    return desk.block("div", element("img", attributes={**attributes, "style": size}), frame)
