"""What is left out at the ends of lines, or stands out of them, so that their edges look even."""

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from octavo.typeset.paragraphs.ideographs import DroppedHalf, closes, opens, trim_at
from octavo.typeset.paragraphs.paragraph import HYPHENS, UnbrokenParagraph
from octavo.typeset.paragraphs.segments import PlacedSegment
from octavo.typeset.paragraphs.ways import Segment
from octavo.typeset.paragraphs.words import Face

if TYPE_CHECKING:
    from octavo.typeset.paragraphs.planned_lines import LineRun

LEFT: Mapping[str, float] = dict.fromkeys("‘“'\"", 0.5) | dict.fromkeys("(«", 0.25)
RIGHT: Mapping[str, float] = (
    dict.fromkeys("’”'\".,", 0.5) | dict.fromkeys("-\u2010", 0.5) | dict.fromkeys(":;–—)»", 0.25)
)
"""Parts of their width by which characters hang out at the left and right edge."""


class Edges:
    """Measures what hangs out or is left out, in px."""

    def hung(self, paragraph: UnbrokenParagraph, placed: PlacedSegment) -> Segment:
        """Return the segment of ``placed`` as if what hangs out of a line were not there."""
        text, face, own = paragraph.text, paragraph.face, placed.segment
        hung = replace(own, starts=list(own.starts), places=list(own.places))
        for place, (shown, after) in enumerate(placed.at):
            end, spaces, price, has_hyphen = own.places[place]
            if place:
                is_added = has_hyphen and text[shown - 1] not in HYPHENS
                end -= self._right(face, face.hyphen if is_added else text[shown - 1])
                hung.places[place] = (end, spaces, price, has_hyphen)
            if after < len(text):
                hung.starts[place] += self._left(face, text[after])
        return hung

    def trimmed(self, paragraph: UnbrokenParagraph, placed: PlacedSegment) -> Segment:
        """Return the segment of ``placed`` without the empty halves of signs at both ends of each line."""
        text, own, language = paragraph.text, placed.segment, paragraph.face.language
        trimmed = replace(own, starts=list(own.starts), places=list(own.places))
        for place, (shown, after) in enumerate(placed.at):
            end, spaces, price, has_hyphen = own.places[place]
            last = shown - 1
            if place and shown and closes(text[last], language) and trim_at(text, last, language) is None:
                end -= _face_at(paragraph, last).blank(text[last], DroppedHalf.AFTER)
                trimmed.places[place] = (end, spaces, price, has_hyphen)
            if after < len(text) and opens(text[after]) and trim_at(text, after, language) is None:
                trimmed.starts[place] += _face_at(paragraph, after).blank(text[after], DroppedHalf.BEFORE)
        return trimmed

    def outside(self, runs: Sequence["LineRun"]) -> tuple[float, float]:
        """Return by how much a line hangs out at the left and at the right."""
        first, last = runs[0], runs[-1]
        return self._left(first.face, first.text[:1]), self._right(last.face, last.text[-1:])

    def _left(self, face: Face, letter: str) -> float:
        return LEFT[letter] * face.word(letter).width if letter in LEFT else 0.0

    def _right(self, face: Face, letter: str) -> float:
        return RIGHT[letter] * face.word(letter).width if letter in RIGHT else 0.0


def _face_at(paragraph: UnbrokenParagraph, place: int) -> Face:
    """Return the face of the character at ``place``."""
    number = bisect_right(paragraph.runs, place, key=lambda run: run.start) - 1
    while (face := paragraph.runs[number].face) is None:
        number -= 1
    return face
