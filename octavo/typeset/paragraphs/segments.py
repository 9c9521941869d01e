"""The places at which the lines of a paragraph may end, as the arrays that the search needs.

All widths are in CSS px, places count the characters of the text.
"""

import re
from bisect import bisect_left
from dataclasses import dataclass, field
from math import inf

from octavo.typeset.paragraphs.ideographs import (
    WEIGHT,
    allowed_places,
    breaks_anywhere,
    has_ideographs,
    is_gap,
    pieces,
)
from octavo.typeset.paragraphs.paragraph import HYPHENS, LINE_FEED, NO_BREAK_SPACE, ParagraphRun, UnbrokenParagraph
from octavo.typeset.paragraphs.ways import Segment
from octavo.typeset.paragraphs.word_breaks import FORCED, Division, WordBreak, WordBreaks
from octavo.typeset.paragraphs.words import Face

PIECES = re.compile(f"[{NO_BREAK_SPACE}{LINE_FEED} ]|[^{NO_BREAK_SPACE}{LINE_FEED} ]+")

SPACES = f" {LINE_FEED}"
"""What stands between words that nothing holds together."""

IDEOGRAPH = "\u2e80"
"""Lines break around a box as around an ideograph."""


@dataclass(slots=True)
class PlacedSegment:
    """What a paragraph has between two forced breaks; ``at`` has for each place of the segment two characters.

    Before the first of them the line that ends there ends, and with the second one the next line begins. ``forced``
    has what was broken where no rule allows it, by the second.
    """

    segment: Segment = field(default_factory=Segment)
    at: list[tuple[int, int]] = field(default_factory=list)
    forced: dict[int, str] = field(default_factory=dict)

    def rest(self, first: int) -> "PlacedSegment | None":
        """Return what begins with the character ``first``; ``None`` where no line can begin there."""
        place = bisect_left(self.at, first, key=lambda each: each[1])
        if place == len(self.at) or self.at[place][1] != first:
            return None
        own = self.segment
        rest = Segment(own.starts[place:], own.spaces[place:], own.places[place:])
        return PlacedSegment(rest, self.at[place:], self.forced)

    def until(self, before: int, end: int) -> "PlacedSegment | None":
        """Return what stands before the line that begins behind ``before`` and not behind ``end``; ``None`` without."""
        place = bisect_left(self.at, before + 1, key=lambda each: each[1])
        if not 0 < place < len(self.at) - 1 or self.at[place][1] > end:
            return None
        own, stop = self.segment, place + 1
        kept = Segment(own.starts[:stop], own.spaces[:stop], own.places[:stop], own.opening[:stop])
        return PlacedSegment(kept, self.at[:stop], self.forced)


def segments(
    paragraph: UnbrokenParagraph, breaks: WordBreaks, division: Division, measure: float
) -> list[PlacedSegment]:
    """Return the places to break of ``paragraph``, whose words are divided as ``division`` says, for a ``measure``."""
    found = _segments(paragraph, breaks, division, measure)
    if paragraph.opening is not None:
        opening = _segments(paragraph.opening, breaks, division, measure)[0]
        places = dict(zip(opening.at, opening.segment.places, strict=True))
        last, none = opening.segment.places[-1], (inf, 0.0, 0.0, False)
        found[0].segment.opening = [*(places.get(each, none) for each in found[0].at[:-1]), last]
    return found


def _segments(
    paragraph: UnbrokenParagraph, breaks: WordBreaks, division: Division, measure: float
) -> list[PlacedSegment]:
    reader = _Reader(breaks, paragraph, division, measure)
    for run in paragraph.runs:
        if run.face is not None:
            reader.read_text(run, run.face)
        elif run.end > run.start:
            reader.read_box(run)
        else:
            reader.read_edge(run)
    return reader.finish()


class _Reader:
    """Goes through a paragraph; ``_width`` and ``_spaces`` are those of all so far."""

    def __init__(self, breaks: WordBreaks, paragraph: UnbrokenParagraph, division: Division, measure: float) -> None:
        self._breaks, self._text, self._division, self._measure = breaks, paragraph.text, division, measure
        self._wraps_all = division is Division.ANYWHERE
        self._has_ideographs = paragraph.has_ideographs
        self._language = paragraph.face.language
        self._width, self._spaces = 0.0, 0.0
        # The same up to the last character that is no space, and that character's end.
        self._end_width, self._end_spaces, self._end = 0.0, 0.0, paragraph.first
        self._has_begun = self._is_after_space = False
        # The width of edges of boxes that stand before the next word and on its line.
        self._opening = 0.0
        self._current = PlacedSegment()
        self._done = [self._current]
        self._add(0.0, 0.0, 0, (0.0, False), (paragraph.first, paragraph.first))

    def finish(self) -> list[PlacedSegment]:
        """Return what was found; a line feed at the very end begins no line."""
        if len(self._done) > 1 and not self._has_begun and not self._opening:
            return self._done[:-1]
        end = self._end_width + self._opening
        self._add(end, end, self._end_spaces, (0.0, False), (self._end, len(self._text)))
        return self._done

    def _add(self, end: float, start: float, spaces: float, price: tuple[float, bool], at: tuple[int, int]) -> None:
        """Add a place with no more spaces after it than before."""
        self._current.segment.add((end, spaces, *price), start, spaces)
        self._current.at.append(at)

    def read_edge(self, run: ParagraphRun) -> None:
        """Go on by the edge of a box."""
        self._width += run.width
        if run.closes:
            self._end_width += run.width
        else:
            self._opening += run.width

    def read_box(self, run: ParagraphRun) -> None:
        """Go on by a box."""
        if self._has_begun:
            before = self._text[self._end - 1] + " " * self._is_after_space
            if self._breaks.may_break(before, IDEOGRAPH, self._language):
                self._add_space(run.start)
        self._width += run.width
        self._mark_end(run.end)

    def _add_space(self, place: int) -> None:
        """Add a place at the spaces before the character ``place``, if any: they are not set at a line end."""
        start = self._width - self._opening
        self._current.segment.add((self._end_width, self._end_spaces, 0.0, False), start, self._spaces)
        self._current.at.append((self._end, place))

    def _add_forced_space(self, run: ParagraphRun, width: float, spaces: float, place: int) -> None:
        """Add a place at a space that holds two words together, which begins at the character ``place``."""
        self._current.segment.add((width, spaces, FORCED, False), self._width - self._opening, self._spaces)
        self._current.at.append((place, place + 1))
        self._current.forced[place + 1] = self._held_together(run, place)

    def _held_together(self, run: ParagraphRun, place: int) -> str:
        """Return the words around a space at which no line may end."""
        around, first, last = (SPACES, 0, len(self._text)) if run.wraps else (LINE_FEED, run.start, run.end)
        begin = max(self._text.rfind(space, first, place) for space in around) + 1
        ends = [end for end in (self._text.find(space, place, last) for space in around) if end >= 0]
        words = self._text[max(first, begin) : min(ends, default=last)]
        return words.replace(NO_BREAK_SPACE, " ").strip(" ")

    def _mark_end(self, place: int) -> None:
        self._end_width, self._end_spaces, self._end = self._width, self._spaces, place
        self._opening = 0.0
        self._has_begun, self._is_after_space = True, False

    def read_text(self, run: ParagraphRun, face: Face) -> None:
        """Go on by text."""
        place = run.start
        known = self._breaks.known(run, face, self._division, self._measure)
        for piece in PIECES.findall(self._text[run.start : run.end]):
            if piece == " ":
                if self._has_begun:
                    before = self._width, self._spaces, place
                    self._end_width += self._opening
                    self._opening = 0.0
                    self._width += face.space
                    self._spaces += 1
                    self._is_after_space = run.wraps
                    if self._wraps_all and not run.wraps:
                        self._add_forced_space(run, *before)
            elif piece == NO_BREAK_SPACE:
                before = self._width, self._spaces, place
                self._width += face.space
                self._spaces += 1
                if self._wraps_all and self._has_begun:
                    self._add_forced_space(run, *before)
                self._mark_end(place + 1)
            elif piece == LINE_FEED:
                self._end_line(place + 1)
            elif self._has_ideographs and has_ideographs(piece):
                self._read_ideographs(run, face, piece, place, known)
            else:
                self._begin_word(run, piece[0], place)
                self._read_word(run, face, piece, place, known)
            place += len(piece)

    def _end_line(self, place: int) -> None:
        while self._text[place : place + 1] == " ":
            place += 1
        end = self._end_width + self._opening
        self._add(end, end, self._end_spaces, (0.0, False), (self._end, place))
        self._opening = 0.0
        self._width, self._spaces, self._end = self._end_width, self._end_spaces, place
        self._has_begun = self._is_after_space = False
        self._current = PlacedSegment()
        self._done.append(self._current)
        self._add(self._width, self._width, self._spaces, (0.0, False), (place, place))

    def _begin_word(self, run: ParagraphRun, first: str, place: int) -> None:
        """Add the place before a word that begins with the character ``first``."""
        if not self._has_begun:
            return
        breaks, last = self._breaks, self._text[self._end - 1]
        if self._is_after_space:
            if breaks.may_break(last + " ", first, self._language):
                self._add_space(place)
        elif place == run.start:
            price = 0.0 if breaks_anywhere(last, first) else breaks.price_between(first)
            is_allowed = run.wraps and breaks.may_break(last, first, self._language)
            self._add_between(place, price if is_allowed else None, has_hyphen=last in HYPHENS)

    def _add_between(self, place: int, price: float | None, *, has_hyphen: bool = False) -> None:
        """Go on between two characters; a line may end there where that has a ``price``."""
        width, spaces = self._width - self._opening, self._spaces
        if self._has_ideographs and is_gap(self._text, place):
            self._spaces += WEIGHT
        if price is not None:
            self._current.segment.add((width, spaces, price, has_hyphen), width, self._spaces)
            self._current.at.append((place, place))

    def _read_ideographs(
        self, run: ParagraphRun, face: Face, text: str, place: int, known: dict[str, tuple[WordBreak, ...]]
    ) -> None:
        """Go on by ``text``, which has ideographs in it but no spaces."""
        allowed = allowed_places(text, self._language)
        for start, piece, trim in pieces(self._text, place, place + len(text), self._language):
            if start == place:
                self._begin_word(run, piece[0], place)
            elif start - place in allowed and run.wraps:
                self._add_between(start, 0.0)
            else:
                self._add_between(start, FORCED if self._wraps_all else None)
                if self._wraps_all:
                    self._current.forced[start] = text
            if has_ideographs(piece):
                self._width += face.trimmed(piece, trim).width
                self._mark_end(start + len(piece))
            else:
                self._read_word(run, face, piece, start, known)

    def _read_word(
        self, run: ParagraphRun, face: Face, word: str, place: int, known: dict[str, tuple[WordBreak, ...]]
    ) -> None:
        breaks = self._breaks
        if run.wraps or self._wraps_all:
            if (inside := known.get(word)) is None:
                inside = known[word] = breaks.breaks_in(run, face, word, self._division, self._measure)
            for each in inside:
                at = place + each.offset
                price = each.price, each.has_hyphen
                self._add(self._width + each.shown, self._width + each.gone, self._spaces, price, (at, at))
                if each.is_forced:
                    self._current.forced[at] = word
        self._width += face.word(word).width
        self._mark_end(place + len(word))
