"""Which letters each glyph of a cluster shows.

A letter and the marks over and under it are one cluster, of one glyph or of several. The engine says of all but one of
them that they show nothing, and of that one that it shows all, wherever it stands: what reads a PDF then loses letters
elsewhere, or finds marks that are not there.
"""

import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from itertools import groupby
from typing import Any

from weasyprint.draw.text import draw_first_line
from weasyprint.text.ffi import ffi, harfbuzz

from octavo.model.reordered_signs import BEFORE_ITS_LETTER, goes_on, in_parts
from octavo.typeset.engine.patches import Patch

# A function of HarfBuzz that WeasyPrint loads but does not declare: the glyph of a character.
ffi.cdef("int hb_font_get_nominal_glyph (hb_font_t *font, unsigned int character, unsigned int *glyph);", override=True)

MARKS = re.compile(
    "[\u0300-\u036f\u0483-\u0489\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u0730-\u074a"
    "\u0900-\u0e4e\u0eb1-\u0ece\u102b-\u109f\u17b4-\u17dd\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20f0\ufe20-\ufe2f]"
)
"""Marks that are set over, under or beside another letter, and the signs of scripts that set vowels so."""


GLYPHS = 1 << 16
"""Numbers from here on are no glyphs of a font: Pango has some for what is empty or missing."""


COMPOSED = 4
"""Of how many characters one is composed at most."""


BYTES = 3
"""How many bytes a sign of two parts has in UTF-8."""


def letters_of_glyphs(letters: str, glyphs: Sequence[int], glyph_of: Callable[[str], int]) -> list[str]:
    """Return which of ``letters``, which make one cluster, each of its ``glyphs`` shows.

    ``glyph_of`` gives the glyph that a font has for a character, 0 for none. Marks may be drawn in another order than
    they are written. Together the glyphs show all letters.
    """
    left, shown = list(in_parts(letters)), [""] * len(glyphs)
    for place, glyph in enumerate(glyphs):
        for each in _candidates(left):
            composed = unicodedata.normalize("NFC", each)
            if len(composed) == 1 and glyph_of(composed) == glyph:
                shown[place] = each
                for letter in each:
                    left.remove(letter)
                break
    vowel = next((letter for letter in left if letter in BEFORE_ITS_LETTER), "")
    if vowel and not shown[0]:
        # Another form of it than that which stands alone.
        shown[0] = vowel
        left.remove(vowel)
    others = [place for place, each in enumerate(shown) if not each] or [len(glyphs) - 1]
    for place in others[:-1]:
        shown[place] = left.pop(0) if left else ""
    shown[others[-1]] += "".join(left)
    return shown


def _candidates(letters: Sequence[str]) -> Iterator[str]:
    """Yield what of ``letters`` a glyph may show: one of them, the first with a mark, the first with several."""
    yield from letters
    yield from (letters[0] + mark for mark in letters[1:])
    yield from ("".join(letters[:length]) for length in range(3, min(len(letters), COMPOSED) + 1))


def nominal_glyph(font: Any, character: str) -> int:  # noqa: ANN401 -- a font of HarfBuzz
    """Return the glyph that ``font`` has for a character, 0 for none."""
    glyph = ffi.new("unsigned int *")
    return int(glyph[0]) if harfbuzz.hb_font_get_nominal_glyph(font, ord(character), glyph) else 0


def draw_line_of_marks(stream: Any, textbox: Any, *others: Any) -> Any:  # noqa: ANN401 -- the engine calls it so
    """Draw the line of ``textbox`` as the engine does, and say before what each glyph of its clusters shows."""
    if MARKS.search(textbox.text):
        _note_letters(stream, textbox)
    return draw_first_line(stream, textbox, *others)


def _note_letters(stream: Any, textbox: Any) -> None:  # noqa: ANN401 -- the same
    line, _ = textbox.pango_layout.get_first_line()
    text = textbox.pango_layout.text.encode()
    run = line.runs[0]
    while run != ffi.NULL:
        font, _ = stream.add_font(run.data.item.analysis.font)
        glyph_of = partial(nominal_glyph, font.hb_font)
        for letters, glyphs in _clusters(run.data, text):
            shown = letters_of_glyphs(letters, glyphs, glyph_of)
            for glyph, each in zip(glyphs, shown, strict=True):
                font.to_unicode.setdefault(glyph, each)
        run = run.next


def _clusters(run: Any, text: bytes) -> Iterator[tuple[str, list[int]]]:  # noqa: ANN401 -- the same
    """Yield the letters and the glyphs of each cluster of more than one glyph, glyphs in the order of the letters."""
    count, begin = run.glyphs.num_glyphs, run.item.offset
    placed = [(run.glyphs.log_clusters[place], run.glyphs.glyphs[place].glyph) for place in range(count)]
    if run.item.analysis.level % 2:
        placed.reverse()
    clusters: list[tuple[int, list[int]]] = []
    for start, group in groupby(placed, key=lambda each: each[0]):
        glyphs = [glyph for _, glyph in group]
        if clusters and goes_on(text[begin + start : begin + start + BYTES].decode(errors="ignore")):
            clusters[-1][1].extend(glyphs)
        else:
            clusters.append((start, glyphs))
    ends = [start for start, _ in clusters[1:]] + [run.item.length]
    for (start, glyphs), end in zip(clusters, ends, strict=True):
        if len(glyphs) > 1 and max(glyphs) < GLYPHS:
            yield text[begin + start : begin + end].decode(), glyphs


LETTERS = (Patch(own=draw_first_line, body=draw_line_of_marks, source="1bb8eae6d88e71b17096a034656f3be1"),)
