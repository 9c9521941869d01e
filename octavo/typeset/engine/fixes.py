"""What WeasyPrint 70 does wrong, done right: bodies that stand in for two of its functions."""

from collections.abc import Mapping
from math import inf
from typing import Any, TypeAlias

from weasyprint.draw.border import draw_border
from weasyprint.text.line_break import split_first_line

from octavo.typeset.engine.patches import Patch

Split: TypeAlias = tuple[Any, ...]

RESUME, WIDTH = 2, 3
"""Places in what ``split_first_line`` returns: where the next line begins (``None``: all fits), and the width in px."""

NARROWEST = 0.3
"""Width in em of the narrowest letter: a text with more letters than fit at that width is not tried a second time."""

DOT = 0.001
"""Length in px of a dash that its round ends make a dot. Without any, PDFium takes it for longer than it is."""


def split_before_last_space(
    text: str, style: Mapping[str, Any], context: object, max_width: float | None, *rest: object, **options: object
) -> Split:
    """Let a run of text end where its last word ends, when only the space after it is too wide for the line.

    The fault: WeasyPrint takes such a run (text before an inline element) for one that cannot be broken, divides its
    first word that is long enough, and leaves a line that is half empty.
    """
    result: Split = split_first_line(text, style, context, max_width, *rest, **options)
    has_space = text.endswith(" ") and style["white_space"] in {"normal", "pre-line"}
    if not has_space or result[RESUME] is None or max_width is None or max_width == inf:
        return result
    if len(text) * style["font_size"] * NARROWEST > max_width:
        return result
    without: Split = split_first_line(text.rstrip(" "), style, context, max_width, *rest, **options)
    if without[RESUME] is None and without[WIDTH] <= max_width:
        whole: Split = split_first_line(text, style, context, inf, *rest, **options)
        return whole
    return result


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


FIXES = (
    Patch(own=split_first_line, body=split_before_last_space, source="39ad1016863ca34de0bea4c9fcffb46d"),
    Patch(own=draw_border, body=draw_dotted_edge, source="8ba918f30893929f061678e662570397"),
)
