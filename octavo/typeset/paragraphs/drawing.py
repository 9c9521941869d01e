"""The glyphs of a text are drawn as they were shaped, in the place of the engine's own drawing of text."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from octavo.typeset.engine.paragraphs import draw_around_text, draw_text_greedily
from octavo.typeset.engine.protocols import LayoutBox
from octavo.typeset.paragraphs.ideographs import WEIGHT
from octavo.typeset.paragraphs.words import Drawing, Drawn, Face, Word


@dataclass(frozen=True, slots=True, kw_only=True)
class SetText:
    """What is drawn of a box of text: words, widened by ``scale``, and what is between them, by ``extra`` px.

    ``joints`` are those of :class:`~octavo.typeset.paragraphs.planned_lines.LineRun`.
    """

    face: Face
    words: Sequence[Word | None]
    joints: Sequence[bool]
    scale: float
    extra: float


def draw_set_text(stream: Any, box: LayoutBox, offset_x: float, text_overflow: str, block_ellipsis: str) -> None:  # noqa: ANN401 -- drawing methods that no protocol has
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


def _draw_glyphs(stream: Any, box: LayoutBox, text: SetText) -> None:  # noqa: ANN401 -- the same
    face, scale = text.face, text.scale
    if face.drawn.of is not stream._fonts:  # noqa: SLF001 -- the fonts of the document that is drawn
        face.drawn = Drawn(stream._fonts)  # noqa: SLF001 -- the same
    shown = _shown(text, [() if word is None else face.drawing(word, stream.add_font) for word in text.words], stream)
    stream.set_color(box.style["color"])
    stream.begin_text()
    stream.set_text_matrix(round(scale, 5), 0, 0, -1, round(box.position_x, 4), round(box.position_y + box.baseline, 4))
    for number, glyphs in shown:
        font, size = face.drawn.pens[number]
        stream.set_font_size(font.hash, size)
        stream.show_text(f"<{glyphs}>")
    stream.end_text()


def _shown(text: SetText, words: Sequence[Drawing], stream: Any) -> Drawing:  # noqa: ANN401 -- the same
    """Return what draws all words and what is between them, in parts of one font each."""
    face, extra = text.face, text.extra / text.scale
    has_spaces = any(text.joints) if text.joints else len(words) > 1
    space = face.drawing(face.space_word, stream.add_font) if has_spaces else ()
    unit = 1000 / face.pen_size
    after_space, gap = -(extra + face.added_space) * unit, -extra * WEIGHT * unit
    widened = f">{after_space:.2f}<" if after_space else ""
    if not any(words):
        return ()  # nothing but signs without a glyph, such as a word joiner: no font may be known yet
    if not text.joints and face.has_one_font:
        joint = "".join(glyphs for _, glyphs in space) + widened
        return ((0, joint.join(["".join([glyphs for _, glyphs in word]) for word in words])),)
    parts: list[tuple[int, str]] = []
    for place, word in enumerate(words):
        following = word
        if place and (not text.joints or text.joints[place - 1]):
            following = (*space[:-1], (space[-1][0], space[-1][1] + widened), *word)
        elif place and gap:
            parts[-1] = parts[-1][0], f"{parts[-1][1]}>{gap:.2f}<"
        for number, glyphs in following:
            if parts and parts[-1][0] == number:
                parts[-1] = number, parts[-1][1] + glyphs
            else:
                parts.append((number, glyphs))
    return parts
