"""Words as glyphs: each is shaped once for each face, and its width, its letters' places and its drawing are kept."""

import re
from bisect import bisect_left
from collections.abc import MutableMapping, Sequence
from enum import StrEnum
from functools import partial
from typing import Any, NamedTuple

from octavo.typeset.engine.glyph_texts import letters_of_glyphs, nominal_glyph
from octavo.typeset.engine.protocols import Style
from octavo.typeset.engine.shaping import PIXELS_PER_UNIT, Glyph, SizedFont, advance, font_of, shape

UNSHOWN = re.compile("[\u00ad\u200b\u2060\ufeff]")
"""What is no glyph: soft hyphen, zero-width space, word joiners."""

MOST = 30_000
"""How many words a face remembers."""

FINEST = 0.05
"""Thousandths of the size of a font: what is nearer to its place stays there."""


class Reason(StrEnum):
    """Why the lines of a paragraph are left to the engine."""

    ELLIPSIS = "text cut off with an ellipsis"
    DIRECTION = "text from right to left"
    BREAK_ANYWHERE = "lines that may end anywhere"
    SIZE = "letters of no size, or of more than can be drawn"
    CAPITALS = "capitals that the font may lack"
    PICTURES = "a font of pictures"
    MISSING = "a letter that the font lacks"
    SCRIPT = "a script that is set by other rules"
    FLOAT = "a float in the text"
    BESIDE_FLOAT = "beside a float"
    FIRST_LETTER = "a style of the first letter or line"
    LEADER = "a leader"
    RELATIVE = "a shifted box with parts out of the flow"
    ABSOLUTE = "a box that is placed in a part of a line"
    OTHER = "a box of another kind"
    RESUMED = "a line that begins where none can end"


class LeftToEngineError(Exception):
    """A paragraph has something that is not covered; ``reason`` says what."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(reason)
        self.reason = reason


class Parting(NamedTuple):
    """A word of which a line shows the ``before`` px and the next line the rest, which is ``gone`` px less than all.

    ``with_hyphen`` is ``before`` and a hyphen. Both parts are as wide as they are by themselves: letters at the place
    may have been moved together, and the hyphen may be moved to the letter before it.
    """

    before: float
    with_hyphen: float
    gone: float


class Word:
    """A word in a face: its ``width`` in px and its glyphs; ``text`` is what is seen of it."""

    __slots__ = ("_fresh", "glyphs", "text", "width")

    def __init__(self, text: str, glyphs: Sequence[Glyph]) -> None:
        self.text, self.glyphs = text, glyphs
        self.width = sum([glyph.advance for glyph in glyphs]) * PIXELS_PER_UNIT
        self._fresh: tuple[list[int], list[float]] | None = None

    def around(self, letter: int) -> tuple[tuple[int, float], tuple[int, float]]:
        """Return the nearest places before and from ``letter`` on where the glyphs do not depend on each other.

        A place is a letter and the width in px of all before it.
        """
        if self._fresh is None:
            letters, widths, done = [0], [0.0], 0
            for glyph in self.glyphs:
                if glyph.begins_anew and glyph.cluster > letters[-1]:
                    letters.append(glyph.cluster)
                    widths.append(done * PIXELS_PER_UNIT)
                done += glyph.advance
            self._fresh = [*letters, len(self.text)], [*widths, self.width]
        letters, widths = self._fresh
        place = bisect_left(letters, letter, 1)
        return (letters[place - 1], widths[place - 1]), (letters[place], widths[place])

    def cluster_text(self, place: int, font: SizedFont) -> str:
        """Return the letters that the glyph at ``place`` of ``font`` shows.

        A letter and its marks share a cluster: together their glyphs show all of it.
        """
        begin = self.glyphs[place].cluster
        alike = [number for number, glyph in enumerate(self.glyphs) if glyph.cluster == begin]
        end = self.glyphs[alike[-1] + 1].cluster if alike[-1] + 1 < len(self.glyphs) else len(self.text)
        glyphs = [self.glyphs[number].number for number in alike]
        return letters_of_glyphs(self.text[begin:end], glyphs, partial(nominal_glyph, font.harfbuzz))[place - alike[0]]


class Face:
    """A font at a size, with features, a language and spacing, and the words that were shaped in it.

    ``space`` is how wide a space is in px, of which ``added_space`` is not the font's own; ``least_space`` px is the
    least that is allowed of it. ``hyphen`` is what stands at the end of a line that divides a word.
    """

    def __init__(self, style: Style, *, normal_space: float) -> None:
        spacing = style["letter_spacing"]
        self._spacing = 0 if spacing == "normal" else int(spacing / PIXELS_PER_UNIT)
        capitals = style["font_variant_caps"]
        if capitals not in {"normal", "small-caps", "all-small-caps"}:
            raise LeftToEngineError(Reason.CAPITALS)
        self.font: SizedFont = font_of(style, has_ligatures=not self._spacing)
        if self.font.is_coloured:
            raise LeftToEngineError(Reason.PICTURES)
        self.size: float = style["font_size"]
        self.language: str | None = style["lang"]
        self.half_leading = (self.font.line_height - self.font.height) / 2
        self._words: dict[str, Word] = {}
        self.space_word = self.word(" ")
        self.space: float = self.space_word.width * normal_space + style["word_spacing"]
        self.added_space = self.space - self.space_word.width
        self.hyphen: str = style["hyphenate_character"]
        self.hyphen_width = self.word(self.hyphen).width
        self.parts: dict[object, Any] = {}
        self.drawn: tuple[object, Any, float] = (None, None, 0.0)

    def word(self, text: str) -> Word:
        """Return the word ``text``, which has no space in it (but may be one).

        Raises :class:`LeftToEngineError` where the font lacks a letter of it, or places one above or below its line.
        """
        known = self._words.get(text)
        if known is None:
            if len(self._words) >= MOST:
                self._words.clear()
                self.parts.clear()
            known = self._words[text] = self._shaped(text)
        return known

    def parting(self, text: str, place: int) -> Parting:
        """Return the widths of the word ``text`` where a line ends before its character ``place``."""
        word, letter = self.word(text), place - len(UNSHOWN.findall(text[:place]))
        (first, before), (last, beyond) = word.around(letter)
        left, right = word.text[first:letter], word.text[letter:last]
        before_hyphen = self.word(left + self.hyphen).width
        return Parting(
            before=before + (self.word(left).width if left else 0.0),
            with_hyphen=before + before_hyphen,
            gone=beyond - (self.word(right).width if right else 0.0),
        )

    def _shaped(self, text: str) -> Word:
        shown = UNSHOWN.sub("", text)
        glyphs = shape(self.font, shown)
        if any(not glyph.number or glyph.rise for glyph in glyphs):
            raise LeftToEngineError(Reason.MISSING)
        if self._spacing:
            following = [*(glyph.cluster for glyph in glyphs[1:]), -1]
            glyphs = [
                glyph._replace(advance=glyph.advance + self._spacing) if glyph.cluster != other else glyph
                for glyph, other in zip(glyphs, following, strict=False)
            ]
        return Word(shown, glyphs)

    def drawing(self, word: Word, font: Any, size: float) -> str:  # noqa: ANN401 -- the engine's font
        """Return what draws ``word`` between the brackets < and >, and tell the ``font`` of the PDF of its glyphs.

        ``size`` is that of the font in the drawing.
        """
        known: MutableMapping[tuple[float, Word], str] = vars(font).setdefault("word_drawings", {})
        drawing = known.get((size, word))
        if drawing is None:
            drawing, widths, texts = "", font.widths, font.to_unicode
            unit = 1000 / size
            for place, glyph in enumerate(word.glyphs):
                number = glyph.number
                if number not in widths:
                    widths[number] = round(advance(self.font, number) * unit)
                texts.setdefault(number, word.cluster_text(place, self.font))
                shift = glyph.offset * PIXELS_PER_UNIT * unit
                gap = widths[number] + shift - glyph.advance * PIXELS_PER_UNIT * unit
                drawing += (f">{-shift:.2f}<" if shift else "") + f"{number:04x}"
                drawing += f">{gap:.1f}<" if abs(gap) > FINEST else ""
            known[size, word] = drawing
        return drawing
