"""The glyphs of a text are drawn as they were shaped, in the place of the engine's own drawing of text."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from octavo.typeset.engine.paragraphs import draw_around_text, draw_text_greedily
from octavo.typeset.engine.protocols import Box
from octavo.typeset.paragraphs.words import Face, Word


@dataclass(frozen=True, slots=True, kw_only=True)
class SetText:
    """What is drawn of a box of text: words with a space between each two, widened by ``scale`` and ``extra`` px."""

    face: Face
    words: Sequence[Word | None]
    scale: float
    extra: float


def draw_set_text(stream: Any, box: Box, offset_x: float, text_overflow: str, block_ellipsis: str) -> None:  # noqa: ANN401 -- drawing methods that no protocol has
    """Draw the text of ``box``, as ``draw.text.draw_text`` does; what was not set by us, that function draws."""
    text: SetText | None = vars(box).get("set_text")
    if text is None:
        draw_text_greedily(stream, box, offset_x, text_overflow, block_ellipsis)
        return
    if box.style["visibility"] != "visible":
        return
    with draw_around_text(stream, box, offset_x):
        if box.text.strip():
            _draw_glyphs(stream, box, text)


def _draw_glyphs(stream: Any, box: Box, text: SetText) -> None:  # noqa: ANN401 -- the same
    face, scale = text.face, text.scale
    fonts, font, size = face.drawn
    if fonts is not stream._fonts:  # noqa: SLF001 -- the fonts of the document that is drawn
        font, size = stream.add_font(face.font.pango)
        face.drawn = stream._fonts, font, size  # noqa: SLF001 -- the same
    drawings = ["" if word is None else face.drawing(word, font, size) for word in text.words]
    shown = drawings[0]
    if len(drawings) > 1:
        space = face.drawing(face.space_word, font, size)
        gap = -(text.extra / scale + face.added_space) * 1000 / size
        shown = (f"{space}>{gap:.2f}<" if gap else space).join(drawings)
    stream.set_color(box.style["color"])
    stream.begin_text()
    stream.set_text_matrix(round(scale, 5), 0, 0, -1, round(box.position_x, 4), round(box.position_y + box.baseline, 4))
    stream.set_font_size(font.hash, size)
    stream.show_text(f"<{shown}>")
    stream.end_text()
