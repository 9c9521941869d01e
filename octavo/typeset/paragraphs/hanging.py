"""Punctuation that hangs: by how much the edges of justified lines stand out, so that they look even."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from octavo.typeset.paragraphs.paragraph import HYPHENS, Paragraph
from octavo.typeset.paragraphs.segments import PlacedSegment
from octavo.typeset.paragraphs.ways import Segment
from octavo.typeset.paragraphs.words import Face

if TYPE_CHECKING:
    from octavo.typeset.paragraphs.planned_lines import Part

LEFT: Mapping[str, float] = dict.fromkeys("‘“'\"", 0.5) | dict.fromkeys("(«", 0.25)
RIGHT: Mapping[str, float] = (
    dict.fromkeys("’”'\".,", 0.5) | dict.fromkeys("-\u2010", 0.5) | dict.fromkeys(":;–—)»", 0.25)
)
"""Parts of their width by which characters hang out at the left and right edge."""


class Edges:
    """Measures what hangs out, in px."""

    def hung(self, paragraph: Paragraph, placed: PlacedSegment) -> Segment:
        """Return the segment of ``placed`` as if what hangs out of a line were not there."""
        text, face, own = paragraph.text, paragraph.face, placed.segment
        hung = Segment(list(own.starts), own.spaces, list(own.places))
        for place, (shown, after) in enumerate(placed.at):
            end, spaces, price, has_hyphen = own.places[place]
            if place:
                is_added = has_hyphen and text[shown - 1] not in HYPHENS
                end -= self._right(face, face.hyphen if is_added else text[shown - 1])
                hung.places[place] = (end, spaces, price, has_hyphen)
            if after < len(text):
                hung.starts[place] += self._left(face, text[after])
        return hung

    def outside(self, parts: Sequence["Part"]) -> tuple[float, float]:
        """Return by how much a line hangs out at the left and at the right."""
        first, last = parts[0], parts[-1]
        return self._left(first.face, first.text[:1]), self._right(last.face, last.text[-1:])

    def _left(self, face: Face, letter: str) -> float:
        return LEFT[letter] * face.word(letter).width if letter in LEFT else 0.0

    def _right(self, face: Face, letter: str) -> float:
        return RIGHT[letter] * face.word(letter).width if letter in RIGHT else 0.0
