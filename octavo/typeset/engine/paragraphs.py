"""Where paragraphs that are set as a whole take the place of WeasyPrint's own lines and text."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from weasyprint.draw.color import get_color
from weasyprint.draw.text import draw_first_line, draw_text, draw_text_decoration
from weasyprint.layout.inline import get_next_linebox, iter_line_boxes, split_inline_box, split_text_box
from weasyprint.layout.percent import percentage
from weasyprint.text.line_break import Layout

from octavo.typeset.engine.patches import Patch
from octavo.typeset.engine.protocols import LayoutBox

greedy_lines, draw_text_greedily = iter_line_boxes, draw_text


class UndrawnLayout(Layout):  # type: ignore[misc]  # WeasyPrint has no types
    """A layout of Pango's that is not made before somebody asks for it, which hardly anybody does."""

    def __init__(self, text: str, justification_spacing: float) -> None:
        self.text, self.justification_spacing, self.max_width = text, justification_spacing, None
        self.first_line_direction = 0


@contextmanager
def draw_around_text(stream: Any, box: LayoutBox, offset_x: float) -> Iterator[None]:  # noqa: ANN401 -- no protocol has it
    """Draw the lines under and over the text of ``box`` before the block, and those through it after."""
    lines = box.style["text_decoration_line"]
    if lines == "none":
        yield
        return
    metrics, colour = Layout(box.style), get_color(box.style, "text_decoration_color")
    thickness = metrics.underline_thickness
    if box.style["text_decoration_thickness"] not in {"auto", "from-font"}:
        thickness = percentage(box.style["text_decoration_thickness"], box.style, box.style["font_size"])
    if "overline" in lines:
        place = box.baseline - metrics.ascent + thickness / 2
        draw_text_decoration(stream, box, offset_x, place, thickness, colour)
    if "underline" in lines:
        below = -metrics.underline_position
        if box.style["text_underline_offset"] != "auto":
            below = percentage(box.style["text_underline_offset"], box.style, box.style["font_size"])
        draw_text_decoration(stream, box, offset_x, box.baseline + below + thickness / 2, thickness, colour)
    yield
    if "line-through" in lines:
        place = box.baseline - metrics.strikethrough_position
        draw_text_decoration(stream, box, offset_x, place, metrics.strikethrough_thickness, colour)


def paragraph_patches(lines: Callable[..., Any], text: Callable[..., None]) -> tuple[Patch, ...]:
    """Return the patches by which ``lines`` and ``text`` stand in for WeasyPrint's functions: both or none.

    They also do the work of other functions, which therefore must be the known ones as well.
    """
    sources = {
        iter_line_boxes: "04aec48abfcad809bc94c54eeba0e23a",
        draw_text: "ebaf96239c6ca3635d2b91bfb34718c2",
        get_next_linebox: "67af458c2545e74f0803072103c6c5d3",
        split_inline_box: "3a0cb7ca7e34c7ef0feda818cdb8fea6",
        split_text_box: "8c564329599ef23fac6cc8c403768e9e",
        draw_first_line: "1bb8eae6d88e71b17096a034656f3be1",
    }
    others = tuple(sources.items())
    return (
        Patch(own=iter_line_boxes, body=lines, source=sources[iter_line_boxes], others=others),
        Patch(own=draw_text, body=text, source=sources[draw_text], others=others),
    )
