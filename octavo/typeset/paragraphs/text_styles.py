"""What the styles of texts have to say of lines: the face, and where lines may end."""

import re
from typing import NamedTuple

from octavo.typeset.engine.inline_layout import FACE, TEXT_WRAP, source_of
from octavo.typeset.engine.protocols import Style
from octavo.typeset.engine.shaping import PIXELS_PER_UNIT
from octavo.typeset.paragraphs.hyphenation import Hyphenator, hyphenator
from octavo.typeset.paragraphs.words import Drawn, Face, LeftToEngineError, Reason

NO_SPACES = re.compile("(?!)")
KEPT_SPACES = {"pre": re.compile(" +"), "pre-wrap": re.compile("(?m)^ +| +(?= )")}
"""The spaces at which no line ends, by the value of ``white-space``: where lines may end, it is after the last one."""

MOST_SIZE = 2**31 * PIXELS_PER_UNIT
"""Px: a size of letters that is greater is none to Pango."""


class TextStyle(NamedTuple):
    """All that the style of a text has to say of its lines."""

    face: Face
    wraps: bool
    divider: Hyphenator | None
    is_divided: bool
    has_soft_hyphens: bool
    keeps_line_feeds: bool
    kept_spaces: re.Pattern[str]
    breaks_anywhere: bool
    is_balanced: bool


class Styles:
    """The faces and styles of one session."""

    def __init__(self, normal_space: float) -> None:
        self._normal_space = normal_space
        self._faces: dict[tuple[object, ...], Face] = {}

    def forget_drawings(self) -> None:
        """Forget the document that the faces were drawn in."""
        for face in self._faces.values():
            face.drawn = Drawn(None)

    def of(self, style: Style) -> TextStyle:
        """Return what ``style`` says; raises :class:`LeftToEngineError` for what is not covered."""
        known: TextStyle | None = vars(style).get("text_style")
        if known is None:
            source = source_of(style)
            known = vars(style)["text_style"] = self._read(style) if source is style else self.of(source)
        return known

    def _read(self, style: Style) -> TextStyle:
        white_space = style["white_space"]
        if style["direction"] != "ltr":
            raise LeftToEngineError(Reason.DIRECTION)
        if not 0 < style["font_size"] < MOST_SIZE:
            raise LeftToEngineError(Reason.SIZE)
        divider = None
        if style["lang"]:
            divider = hyphenator(style["lang"], *style["hyphenate_limit_chars"])
        return TextStyle(
            face=self._face(style),
            wraps=white_space not in {"nowrap", "pre"},
            divider=divider,
            is_divided=style["hyphens"] == "auto",
            has_soft_hyphens=style["hyphens"] != "none",
            keeps_line_feeds=white_space in {"pre-line", "pre", "pre-wrap"},
            kept_spaces=KEPT_SPACES.get(white_space, NO_SPACES),
            breaks_anywhere=style["word_break"] == "break-all",
            is_balanced=any(token.type == "ident" and token.value == "balance" for token in style[TEXT_WRAP] or ()),
        )

    def _face(self, style: Style) -> Face:
        key = tuple([style[name] for name in FACE])
        face = self._faces.get(key)
        if face is None:
            face = self._faces[key] = Face(style, normal_space=self._normal_space)
        return face
