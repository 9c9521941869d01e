"""Words as glyphs: each is shaped once for each face, and its width, its letters' places and its drawing are kept."""

import re
from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import partial
from typing import Any, NamedTuple, TypeAlias

from octavo.model.reordered_signs import goes_on
from octavo.typeset.engine.glyph_texts import letters_of_glyphs, nominal_glyph
from octavo.typeset.engine.protocols import Style
from octavo.typeset.engine.shaping import PIXELS_PER_UNIT, ShapedGlyph, SizedFont, advance, font_of, fonts_of, shape
from octavo.typeset.paragraphs.ideographs import DroppedHalf

UNSHOWN = re.compile("[\u00ad\u200b\u2060\ufeff]")
"""What is no glyph: soft hyphen, zero-width space, word joiners."""

JOINERS = re.compile("[\u200c\u200d]")
"""What keeps letters from being joined, or has them joined, and is no glyph itself."""

FULL_WIDTH = 0.9
"""Em: what is at least as wide stands in the square of an ideograph."""

MOST = 30_000
"""How many words a face remembers."""

FINEST = 0.05
"""Thousandths of the size of a font: what is nearer to its place stays there."""

Drawing: TypeAlias = Sequence[tuple[int, str]]
"""What draws glyphs, in parts of one font each: its number, and what stands between the brackets < and >."""

Pen: TypeAlias = tuple[Any, float]
"""A font of the engine's PDF and its size."""


class Reason(StrEnum):
    """Why the lines of a paragraph are left to the engine."""

    ELLIPSIS = "text cut off with an ellipsis"
    DIRECTION = "text from right to left"
    SIZE = "letters of no size, or of more than can be drawn"
    CAPITALS = "capitals that the font may lack"
    PICTURES = "a font of pictures"
    MISSING = "a letter that no font has"
    SCRIPT = "a script that is set by other rules"
    BESIDE_FLOAT = "beside a float"
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

    def __init__(self, text: str, glyphs: Sequence[ShapedGlyph]) -> None:
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
        first = last = place
        while first and self._is_one_cluster(first - 1):
            first -= 1
        while self._is_one_cluster(last):
            last += 1
        begin = min(self.glyphs[first].cluster, self.glyphs[last].cluster)
        end = min(
            (glyph.cluster for glyph in self.glyphs if glyph.cluster > self.glyphs[last].cluster),
            default=len(self.text),
        )
        glyphs = [glyph.number for glyph in self.glyphs[first : last + 1]]
        letters = JOINERS.sub("", self.text[begin:end])
        return letters_of_glyphs(letters, glyphs, partial(nominal_glyph, font.harfbuzz))[place - first]

    def _is_one_cluster(self, place: int) -> bool:
        """Whether the glyphs at ``place`` and behind it show letters together."""
        if place + 1 >= len(self.glyphs):
            return False
        one, other = self.glyphs[place].cluster, self.glyphs[place + 1].cluster
        return one == other or goes_on(self.text[other])


@dataclass(slots=True)
class Drawn:
    """The fonts of the PDF ``of`` which a face is drawn now, by their numbers, and what draws its words there."""

    of: object
    pens: dict[int, Pen] = field(default_factory=dict)
    words: dict[Word, Drawing] = field(default_factory=dict)


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
        self._fonts = [self.font]
        self.size: float = style["font_size"]
        self.language: str | None = style["lang"]
        self.half_leading = (self.font.line_height - self.font.height) / 2
        self._words: dict[str, Word] = {}
        self._trimmed: dict[tuple[str, DroppedHalf], Word] = {}
        self.space_word = self.word(" ")
        self.space: float = self.space_word.width * normal_space + style["word_spacing"]
        self.added_space = self.space - self.space_word.width
        self.hyphen: str = style["hyphenate_character"]
        self.hyphen_width = self.word(self.hyphen).width
        self.parts: dict[object, Any] = {}
        self.drawn = Drawn(None)

    @property
    def has_one_font(self) -> bool:
        """Whether all that was set in it is of one font."""
        return len(self._fonts) == 1

    @property
    def pen_size(self) -> float:
        """The size of the fonts that it was drawn in."""
        return next((size for _, size in self.drawn.pens.values()), self.size)

    def word(self, text: str) -> Word:
        """Return the word ``text``, which has no space in it (but may be one).

        Raises :class:`LeftToEngineError` where no font of the style has a letter of it.
        """
        known = self._words.get(text)
        if known is None:
            if len(self._words) >= MOST:
                self._words.clear()
                self._trimmed.clear()
                self.parts.clear()
            known = self._words[text] = self._shaped(text)
        return known

    def trimmed(self, sign: str, trim: DroppedHalf | None) -> Word:
        """Return the word ``sign``, without its empty half where it is as wide as an ideograph."""
        word = self.word(sign)
        if trim is None or word.width < FULL_WIDTH * self.size:
            return word
        known = self._trimmed.get((sign, trim))
        if known is None:
            *others, glyph = word.glyphs
            half = glyph.advance // 2
            offset = glyph.offset - (half if trim is DroppedHalf.BEFORE else 0)
            narrow = glyph._replace(advance=glyph.advance - half, offset=offset)
            known = self._trimmed[sign, trim] = Word(word.text, [*others, narrow])
        return known

    def blank(self, sign: str, trim: DroppedHalf) -> float:
        """Return how wide the empty half of ``sign`` is that is left out, in px."""
        return self.word(sign).width - self.trimmed(sign, trim).width

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
        if any(not glyph.number for glyph in glyphs):
            glyphs = self._from_all_fonts(shown)
        if JOINERS.search(shown):
            (space,) = shape(self.font, " ")
            glyphs = [glyph for glyph in glyphs if glyph.number != space.number or glyph.advance]
        if self._spacing:
            following = [*(glyph.cluster for glyph in glyphs[1:]), -1]
            glyphs = [
                glyph._replace(advance=glyph.advance + self._spacing) if glyph.cluster != other else glyph
                for glyph, other in zip(glyphs, following, strict=False)
            ]
        return Word(shown, glyphs)

    def _from_all_fonts(self, text: str) -> Sequence[ShapedGlyph]:
        """Return the glyphs of ``text``, of which the first font of the style lacks some."""
        glyphs: list[ShapedGlyph] = []
        for start, end, font in fonts_of(self.font, text):
            if font.is_coloured:
                raise LeftToEngineError(Reason.PICTURES)
            number = next((number for number, own in enumerate(self._fonts) if own.pango == font.pango), None)
            if number is None:
                number = len(self._fonts)
                self._fonts.append(font)
            glyphs += [
                glyph._replace(cluster=glyph.cluster + start, font=number) for glyph in shape(font, text[start:end])
            ]
        if any(not glyph.number for glyph in glyphs):
            raise LeftToEngineError(Reason.MISSING)
        return glyphs

    def drawing(self, word: Word, add_font: Callable[[object], Pen]) -> Drawing:
        """Return what draws ``word``.

        ``add_font`` returns the font of the PDF for one of Pango's; it is told of its glyphs.
        """
        drawing = self.drawn.words.get(word)
        if drawing is None:
            parts: list[tuple[int, str]] = []
            for place, glyph in enumerate(word.glyphs):
                shown = self._drawn(
                    glyph, word.cluster_text(place, self._fonts[glyph.font]), *self._pen(add_font, glyph.font)
                )
                if parts and parts[-1][0] == glyph.font:
                    shown = parts.pop()[1] + shown
                parts.append((glyph.font, shown))
            drawing = self.drawn.words[word] = tuple(parts)
        return drawing

    def _pen(self, add_font: Callable[[object], Pen], number: int) -> Pen:
        pen = self.drawn.pens.get(number)
        if pen is None:
            pen = self.drawn.pens[number] = add_font(self._fonts[number].pango)
        return pen

    def _drawn(self, glyph: ShapedGlyph, text: str, font: Any, size: float) -> str:  # noqa: ANN401 -- the engine's font
        """Return what draws ``glyph``, which shows ``text``, in a ``font`` of the PDF at its ``size``."""
        number, widths, unit = glyph.number, font.widths, 1000 / size
        if number not in widths:
            widths[number] = round(advance(self._fonts[glyph.font], number) * unit)
        font.to_unicode.setdefault(number, text)
        shift = glyph.offset * PIXELS_PER_UNIT * unit
        gap = widths[number] + shift - glyph.advance * PIXELS_PER_UNIT * unit
        shown = (f">{-shift:.2f}<" if shift else "") + f"{number:04x}"
        if glyph.rise:
            shown = f">] TJ {glyph.rise * PIXELS_PER_UNIT:.3f} Ts [<{shown}>] TJ 0 Ts [<"
        return shown + (f">{gap:.1f}<" if abs(gap) > FINEST else "")
