"""What WeasyPrint 70 does wrong, done right: a body that stands in for one of its functions."""

from typing import Any

from weasyprint.draw.border import draw_border

from octavo.typeset.engine.patches import Patch

DOT = 0.001
"""Length in px of a dash that its round ends make a dot. Without any, PDFium takes it for longer than it is."""


def draw_dotted_edge(stream: Any, box: Any) -> None:  # noqa: ANN401 -- drawing methods and borders, in no protocol
    """Draw a dotted border above or below a box as one dashed line with round ends.

    The fault: WeasyPrint does that only where all four edges are dotted; else each dot is a path of four curves, and
    the leaders of a page of contents take forty times the room of its text.
    """
    top, bottom = box.border_top_width, box.border_bottom_width
    edge = "top" if top else "bottom"
    is_one = bool(top) != bool(bottom) and not (box.border_left_width or box.border_right_width)
    if not is_one or box.style[f"border_{edge}_style"] != "dotted" or not _is_plain_row(box, edge):
        draw_border(stream, box)
        return
    x, y, length, height, *_ = box.rounded_border_box()
    size = getattr(box, f"border_{edge}_width")
    colour = box.style[f"border_{edge}_color"]
    middle = y + (size / 2 if edge == "top" else height - size / 2)
    with stream.artifact(), stream.stacked():
        stream.set_color(box.style["color"] if colour == "currentcolor" else colour, stroke=True)
        stream.set_line_width(size)
        stream.set_line_cap(1)
        stream.set_dash([DOT, (length - size) / int(length // (2 * size)) - DOT], 0)
        stream.move_to(x + size / 2, middle)
        stream.line_to(x + length - size / 2 + DOT, middle)
        stream.stroke()


def _is_plain_row(box: Any, edge: str) -> bool:  # noqa: ANN401 -- the same
    """Whether the dots along ``edge`` are seen, stand in one straight row, and are at least two."""
    style = box.style
    _, _, length, _, *radii = box.rounded_border_box()
    is_seen = style["visibility"] == "visible" and style["border_image_source"][0] == "none"
    has_columns = style["column_width"] != "auto" or style["column_count"] != "auto"
    return (
        is_seen and not has_columns and not any(map(any, radii)) and length >= 2 * getattr(box, f"border_{edge}_width")
    )


FIXES = (Patch(own=draw_border, body=draw_dotted_edge, source="8ba918f30893929f061678e662570397"),)
