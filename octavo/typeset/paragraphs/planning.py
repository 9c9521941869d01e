"""The best way through a paragraph, and all others that have more or fewer lines.

Nothing here knows boxes. All lengths are in CSS px.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from octavo.model.line_rules import LineRules
from octavo.typeset.paragraphs.breaking import OVERFULL, balanced_ways, best_ragged_way, best_way, ways_around
from octavo.typeset.paragraphs.heading_breaks import best_title, priced_by_sense
from octavo.typeset.paragraphs.paragraph import LINE_FEED, UnbrokenParagraph
from octavo.typeset.paragraphs.planned_lines import LineFiller, PlannedLine
from octavo.typeset.paragraphs.segments import PlacedSegment, segments
from octavo.typeset.paragraphs.ways import Fit, LineStretch, Measure, Prices, Segment, Way
from octavo.typeset.paragraphs.word_breaks import Division, WordBreaks
from octavo.typeset.paragraphs.words import LeftToEngineError, Reason

ALLOWANCE = 0.004
"""Px by which the engine's width of a text may differ from ours: the engine measures a box as wide as its text."""

FEWEST = 3
"""Of how many lines a paragraph is at least that is set in other than the best number."""

MOST_RAGGED = 0.25
"""What part of a line may stay empty in a ragged paragraph that is set in more lines than is best."""

LEAST_FILLED = 0.88
"""What part of their measure the lines before the last of such a paragraph fill at least, on average: where all stay
shorter, the paragraph looks as if it had a narrower measure than those around it."""

SHORTEST_LAST = 0.125
"""What part of its measure the last line of a paragraph fills at least that is set in other than the best number."""

HELD_SPACE = 2.2
"""How wide spaces may be, in word spaces, in the lines before a place with which a page begins as in a printing before:
a little wider than where a page is filled. The place of a citation is worth more than the evenness of some lines."""

MOST = 3_000
"""How many paragraphs a planner remembers."""


class End(NamedTuple):
    """Where in a paragraph a line is to begin: behind the character ``before``, and not behind ``place``."""

    before: int
    place: int


class _Ways(NamedTuple):
    """The best way through a stretch for each number of lines."""

    placed: PlacedSegment
    ways: Mapping[int, Way]


def _filled(segment: Segment, way: Way, measure: float) -> float:
    """Return what part of ``measure`` the lines of ``way`` before the last fill on average; 1 where there are none."""
    ends = way.breaks[:-1]
    widths = [segment.places[end][0] - segment.starts[start] for start, end in zip((0, *ends), ends, strict=False)]
    return sum(widths) / (len(widths) * measure) if widths else 1.0


def _cheapest(found: _Ways) -> int:
    """Return of how many lines the cheapest way is."""
    return min(found.ways, key=lambda lines: (found.ways[lines].price, lines))


@dataclass(slots=True)
class _Known:
    """What a planner remembers of a paragraph: its lines by how many more they are than is best, and all ways."""

    plans: dict[tuple[LineStretch, int, End | None], Sequence[PlannedLine]] = field(default_factory=dict)
    ways: dict[tuple[LineStretch, End | None], _Ways | None] = field(default_factory=dict)


class Planner:
    """Plans paragraphs by one set of rules, and remembers them."""

    def __init__(self, rules: LineRules) -> None:
        self.rules, self._breaks, self._filler = rules, WordBreaks(rules), LineFiller(rules)
        self._page_filler = LineFiller(replace(rules, glyph_scaling=max(rules.glyph_scaling, rules.page_glyph_scaling)))
        self._prices = Prices(
            twice=rules.hyphens_in_a_row**2,
            last=rules.hyphen_before_last**2,
            contrast=rules.contrast**2,
            runt=rules.runt**2,
        )
        self._page_ratio, self._held_ratio = (
            (space - rules.normal_space) / (rules.greatest_space - rules.normal_space)
            for space in (rules.page_space, max(rules.page_space, HELD_SPACE))
        )
        self._known: dict[UnbrokenParagraph, _Known] = {}

    def plan(
        self, paragraph: UnbrokenParagraph, stretch: LineStretch, more: int = 0, end: End | None = None
    ) -> Sequence[PlannedLine]:
        """Return the lines of a stretch: ``more`` of them than is best, where there is such a way.

        Where an ``end`` is given and a line can begin there, what stands before it is set in full lines, so many more
        than is best for it.

        Raises :class:`LeftToEngineError` where no line can begin with its first character.
        """
        plans = self._of(paragraph).plans
        lines = plans.get((stretch, more, end))
        if lines is None:
            lines = self._until(paragraph, stretch, more, end) if end else []
            if not lines:
                lines = self._with_more(paragraph, stretch, more) if more else self._planned(paragraph, stretch)
            plans[stretch, more, end] = lines
        return lines

    def price(
        self, paragraph: UnbrokenParagraph, stretch: LineStretch, more: int, end: End | None = None
    ) -> float | None:
        """Return what ``more`` lines than is best cost in addition; ``None`` where there is no such way.

        Only the lines before ``end`` count, where one is given.
        """
        found = self._all_ways(paragraph, stretch, end)
        if found is None:
            return None
        best = _cheapest(found) if end else len(self.plan(paragraph, stretch))
        one, other = found.ways.get(best), found.ways.get(best + more)
        if best < FEWEST or other is None:
            return None
        if one is None:
            # The best way has a last line that no other may have.
            one = Way(breaks=(), price=0.0, loosest=0.0)
        if other.loosest > max(self._loosest(paragraph), one.loosest):
            return None
        if (
            paragraph.align != "justify"
            and more > 0
            and _filled(found.placed.segment, other, stretch.measure) < LEAST_FILLED
        ):
            return None
        return other.price - one.price

    def _until(self, paragraph: UnbrokenParagraph, stretch: LineStretch, more: int, end: End) -> Sequence[PlannedLine]:
        """Return the lines of a paragraph up to ``end`` and behind it; none where that cannot be set well."""
        found = self._all_ways(paragraph, stretch, end)
        way = found and found.ways.get(_cheapest(found) + more)
        loosest = self._held_ratio if paragraph.align == "justify" else MOST_RAGGED
        if found is None or way is None or way.loosest > loosest:
            return []
        lines = self._page_filler.lines(paragraph, found.placed, way, stretch, goes_on=True)
        rest = LineStretch(found.placed.at[-1][1], stretch.measure, 0.0)
        return [*lines, *self.plan(paragraph, rest)]

    def _loosest(self, paragraph: UnbrokenParagraph) -> float:
        """Return the greatest ratio of a line that is set otherwise than is best."""
        return self._page_ratio if paragraph.align == "justify" else MOST_RAGGED

    def _of(self, paragraph: UnbrokenParagraph) -> _Known:
        known = self._known.get(paragraph)
        if known is None:
            if len(self._known) >= MOST:
                self._known.clear()
            known = self._known[paragraph] = _Known()
        return known

    def _with_more(self, paragraph: UnbrokenParagraph, stretch: LineStretch, more: int) -> Sequence[PlannedLine]:
        best, found = self.plan(paragraph, stretch), self._all_ways(paragraph, stretch)
        way = found and found.ways.get(len(best) + more)
        if found is None or way is None:
            return best
        return self._page_filler.lines(paragraph, found.placed, way, stretch)

    def _all_ways(self, paragraph: UnbrokenParagraph, stretch: LineStretch, end: End | None = None) -> _Ways | None:
        """Return all ways through a stretch, or through what stands in it before ``end``.

        ``None`` for one that is balanced, has line ends of its own or begins beside a float, and where no line can
        begin at ``end``.
        """
        known = self._of(paragraph).ways
        if (stretch, end) not in known:
            known[stretch, end] = None
            if not (paragraph.is_balanced or LINE_FEED in paragraph.text or stretch.rooms):
                (placed,) = segments(paragraph, self._breaks, Division.HYPHENS, stretch.measure)
                rest = placed.rest(stretch.first) if stretch.first > placed.at[0][1] else placed
                rest = rest.until(*end) if rest and end else rest
                if rest is not None:
                    segment, fit = self._fitted(paragraph, rest, stretch, self._page_filler)
                    # A page is no reason for a last line of one word.
                    fit = replace(fit, runt=max(fit.runt, SHORTEST_LAST * stretch.measure), goes_on=end is not None)
                    prices = replace(self._prices, runt=OVERFULL)
                    ways = ways_around(segment, fit, prices, is_ragged=paragraph.align != "justify")
                    known[stretch, end] = _Ways(rest, ways) if ways else None
        return known[stretch, end]

    def _planned(self, paragraph: UnbrokenParagraph, stretch: LineStretch) -> list[PlannedLine]:
        lines: list[PlannedLine] = []
        whole = segments(paragraph, self._breaks, Division.NONE, stretch.measure)
        for place, placed in enumerate(whole):
            if placed.at[-1][1] <= stretch.first and place + 1 < len(whole):
                continue
            left = stretch._replace(indent=0.0, rooms=stretch.rooms[len(lines) :]) if lines else stretch
            rest = placed.rest(stretch.first) if stretch.first > placed.at[0][1] else placed
            way = None if rest is None else self._way(paragraph, rest, left)
            if rest is None or way is None or way.price > self.rules.hyphen**2:
                # Only now it matters where words may be divided.
                rest, way = self._divided(paragraph, place, left)
            lines += self._filler.lines(paragraph, rest, way, left)
        return lines

    def _divided(self, paragraph: UnbrokenParagraph, place: int, stretch: LineStretch) -> tuple[PlacedSegment, Way]:
        """Return a segment of ``paragraph`` with all places in its words, and the best way through it.

        Lines end where no rule allows it only where something would be wider than its line.
        """
        found = None
        for division in (Division.HYPHENS, Division.WIDE_WORDS, Division.ANYWHERE):
            placed = segments(paragraph, self._breaks, division, stretch.measure)[place]
            rest = placed.rest(stretch.first) if stretch.first > placed.at[0][1] else placed
            if rest is not None:
                found = rest, self._way(paragraph, rest, stretch)
                if found[1].price < OVERFULL:
                    break
                if stretch.rooms:
                    # The engine begins such a line below the float.
                    raise LeftToEngineError(Reason.BESIDE_FLOAT)
        if found is None:
            raise LeftToEngineError(Reason.RESUMED)
        return found

    def _way(self, paragraph: UnbrokenParagraph, placed: PlacedSegment, stretch: LineStretch) -> Way:
        segment, fit = self._fitted(paragraph, placed, stretch, self._filler)
        if paragraph.align != "justify":
            if paragraph.is_balanced:
                return best_title(balanced_ways(segment, fit, self._prices))
            return best_ragged_way(segment, fit, self._prices)
        return best_way(segment, fit, self._prices)

    def _fitted(
        self, paragraph: UnbrokenParagraph, placed: PlacedSegment, stretch: LineStretch, filler: LineFiller
    ) -> tuple[Segment, Fit]:
        """Return what the search needs: a segment with its indent and with edges that hang, and what lines may do."""
        _, measure, indent, rooms = stretch
        face, rules = paragraph.face, filler.rules
        space, scaling = face.space, rules.glyph_scaling / 100
        fit = Fit(
            measure=measure + ALLOWANCE,
            stretch=space * (rules.greatest_space / rules.normal_space - 1),
            shrink=filler.shrink(face),
            # An indented first line has fewer glyphs to give: what fits must be what it can be set in.
            give=scaling * (measure - max(0.0, indent)),
            runt=rules.runt_width * face.size,
            narrow=tuple(Measure(room + ALLOWANCE, scaling * (room - max(0.0, indent))) for _, room in rooms),
        )
        segment = placed.segment
        if paragraph.is_balanced and not paragraph.has_ideographs:
            segment = priced_by_sense(segment, placed.at, paragraph.text)
        if indent:
            segment = replace(segment, starts=[segment.starts[0] - indent, *segment.starts[1:]])
        if segment.opening and paragraph.opening is not None:
            # The spaces of the first line give as much as so many of the others.
            own = filler.shrink(paragraph.opening.face) / filler.shrink(face) if filler.shrink(face) else 1.0
            opening = [(end, spaces * own, price, has_hyphen) for end, spaces, price, has_hyphen in segment.opening]
            segment = replace(segment, opening=opening)
        if paragraph.has_ideographs:
            segment = filler.edges.trimmed(paragraph, PlacedSegment(segment, placed.at))
        if rules.hanging and paragraph.align == "justify":
            segment = filler.edges.hung(paragraph, PlacedSegment(segment, placed.at))
        return segment, fit
