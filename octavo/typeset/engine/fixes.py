"""What WeasyPrint 70 does wrong, done right: put in the place of functions of its own."""

from collections.abc import Callable, Mapping
from math import inf
from typing import Any, TypeAlias

import weasyprint.draw
import weasyprint.layout.inline

Style: TypeAlias = Mapping[str, Any]
Split: TypeAlias = tuple[Any, ...]

RESUME, WIDTH = 2, 3
"""Places in what ``split_first_line`` returns: where the next line begins (``None``: all fits), and the width in px."""

NARROWEST = 0.3
"""Em of the narrowest letter worth reckoning with: more letters than fit at that width need no second look."""


def mend_line_breaks() -> None:
    """Let a run of text end where its last word ends, when only the space after it is too wide for the line.

    WeasyPrint 70 takes such a run (text before an inline element) for one that cannot be broken, divides its first word
    long enough, and leaves a line that is half empty. Calling this again changes nothing.
    """
    split: Callable[..., Split] = weasyprint.layout.inline.split_first_line
    if hasattr(split, "mended"):
        return

    def split_first_line(
        text: str, style: Style, context: object, max_width: float | None, *rest: object, **options: object
    ) -> Split:
        result = split(text, style, context, max_width, *rest, **options)
        has_space = text.endswith(" ") and style["white_space"] in {"normal", "pre-line"}
        if not has_space or result[RESUME] is None or max_width is None or max_width == inf:
            return result
        if len(text) * style["font_size"] * NARROWEST > max_width:
            return result
        without = split(text.rstrip(" "), style, context, max_width, *rest, **options)
        if without[RESUME] is None and without[WIDTH] <= max_width:
            return split(text, style, context, inf, *rest, **options)
        return result

    split_first_line.mended = True  # type: ignore[attr-defined]
    weasyprint.layout.inline.split_first_line = split_first_line


DOT = 0.001
"""Length in px of a dash that its round ends make a dot. Without any, PDFium takes it for longer than it is."""


def mend_dotted_rules() -> None:
    """Draw a dotted rule above or below a box as one dashed line with round ends.

    WeasyPrint 70 does that where all four edges are dotted; else each dot is a path of four curves, and the leaders of
    a page of contents are forty times its text. Calling this again changes nothing.
    """
    draw: Callable[[Any, Any], None] = weasyprint.draw.draw_border
    if hasattr(draw, "mended"):
        return

    def draw_border(stream: Any, box: Any) -> None:  # noqa: ANN401
        top, bottom = box.border_top_width, box.border_bottom_width
        edge = "top" if top else "bottom"
        is_one = bool(top) != bool(bottom) and not (box.border_left_width or box.border_right_width)
        if is_one and box.style[f"border_{edge}_style"] == "dotted":
            _draw_dots(draw, stream, box, edge)
        else:
            draw(stream, box)

    draw_border.mended = draw  # type: ignore[attr-defined]
    weasyprint.draw.draw_border = draw_border


def _draw_dots(draw: Callable[[Any, Any], None], stream: Any, box: Any, edge: str) -> None:  # noqa: ANN401
    """Draw the dots below or above ``box`` where the engine would; leave to its ``draw`` what is no plain row."""
    x, y, length, height, *radii = box.rounded_border_box()
    style, size = box.style, getattr(box, f"border_{edge}_width")
    spaces = int(length // (2 * size))
    is_plain = style["visibility"] == "visible" and style["border_image_source"][0] == "none" and spaces > 0
    if not is_plain or any(map(any, radii)) or style["column_width"] != "auto" or style["column_count"] != "auto":
        draw(stream, box)
        return
    colour = style[f"border_{edge}_color"]
    middle = y + (size / 2 if edge == "top" else height - size / 2)
    with stream.artifact(), stream.stacked():
        stream.set_color(style["color"] if colour == "currentcolor" else colour, stroke=True)
        stream.set_line_width(size)
        stream.set_line_cap(1)
        stream.set_dash([DOT, (length - size) / spaces - DOT], 0)
        stream.move_to(x + size / 2, middle)
        stream.line_to(x + length - size / 2 + DOT, middle)
        stream.stroke()
