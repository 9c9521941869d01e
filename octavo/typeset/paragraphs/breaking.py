"""Where the lines of a paragraph end, chosen for the paragraph as a whole (Knuth and Plass, 1981).

Arrays in, places out: nothing here knows boxes, fonts or the engine. All widths are in CSS pixels.

The total price of a way through a paragraph is the sum over its lines of ``(LINE + badness)²`` and of the squared
prices of what is disliked at their ends. What a line costs depends on the line before it in two ways only: whether that
ended with a hyphen (0, 1 or more in succession), and how loose it was (one of four classes). The best way is kept for
each of these states at each place, so the search is exact.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from typing import TypeAlias

from octavo.typeset.paragraphs.ways import Fit, Measure, Place, Prices, Segment, Way

LINE = 10.0
"""The badness that every line has, so that fewer lines are better."""

LOOSEST = 8.0
"""The ratio beyond which a line is worse for what is left empty, and no longer for each of its spaces."""

SHORT = 1e10
"""The price of a justified line in which nothing can be stretched, so that it stays short: of one word, mostly."""

OVERFULL = 1e12
"""The price of a line that is wider than its measure: paid only where a single box is."""

LADDER = 30.0
"""By how many times a third and every further hyphen in succession costs more than the second."""

AHEAD = 2
"""Lines by which a way may be ahead of those that the best has ended: a line more than it has begun."""

ROUNDING = 1e-9
"""Pixels by which sums of widths may be wrong."""

RAGGED = 600.0
"""The badness of a ragged line that is empty; it grows with the square of what is left free."""

RAGGED_LAST = 0.25
"""What part of its measure the last line of a ragged paragraph should fill; what it lacks counts like empty room."""

LAST_BALANCED = 0.9
"""How much the empty part of the last line of a heading counts: a line before it looks worse when it is short."""

TIGHT, NORMAL, LOOSE = -0.5, 0.5, 1.0
"""The ratios at which classes of lines end; what is looser than a loose line is very loose. Neighbours that differ by
more than one class clash."""

Line: TypeAlias = tuple[int, float, float]
"""A line: the place where it ends, its price, and its ratio."""

State: TypeAlias = tuple[float, int, int, float]
"""The best way to a place in one state: its price, the place and state it came from, and its greatest ratio."""


def best_way(segment: Segment, fit: Fit, prices: Prices) -> Way:
    """Return the cheapest way to set ``segment`` justified, its last line at its natural width.

    There always is one: a box that is wider than the measure stands on a line of its own, which is overfull.
    """
    if not fit.goes_on and _fits_one_line(segment, fit):
        return Way(breaks=(len(segment.places) - 1,), price=LINE * LINE, loosest=0.0)
    way = None
    for shortest in (0.0,) if fit.narrow or segment.opening else (0.86, 0.7, 0.0):
        found = _Search(segment, fit, prices, shortest=shortest * fit.measure).ways()
        way = found.get(0)
        if way is not None and (not shortest or way.price <= _price_of_short_line(segment, fit, shortest)):
            break
    if way is None:
        raise AssertionError("every place is reached by overfull lines")
    return way


def ways_around(segment: Segment, fit: Fit, prices: Prices, *, is_ragged: bool = False) -> dict[int, Way]:
    """Return the cheapest way for numbers of lines near the best, where that is without an overfull line.

    At each place such a way has at most a line more or fewer than the best has begun or ended there.
    """
    best = (best_ragged_way if is_ragged else best_way)(segment, fit, prices)
    ways = _Search(segment, fit, prices, near=best.breaks, is_ragged=is_ragged).ways()
    return {lines: way for lines, way in ways.items() if way.price < OVERFULL}


def best_ragged_way(segment: Segment, fit: Fit, prices: Prices) -> Way:
    """Return the cheapest way for lines that keep their natural width: even right edges, few divided words."""
    return _Search(segment, fit, prices, is_ragged=True).ways()[0]


def balanced_ways(segment: Segment, fit: Fit, prices: Prices) -> dict[int, Way]:
    """Return the cheapest way for each number of lines if the last one is to be as long as the others, as in headings.

    Those with an overfull line are left out where others have none.
    """
    ways = _Search(segment, fit, prices, is_ragged=True, is_balanced=True).ways()
    return {lines: way for lines, way in ways.items() if way.price < OVERFULL} or ways


class _Search:
    """One search through a segment. The state of a way at a place is ``lines * 16 + class * 4 + hyphens``.

    Lines are counted where their number matters: up to the last one beside a float, or all.
    """

    def __init__(
        self,
        segment: Segment,
        fit: Fit,
        prices: Prices,
        *,
        shortest: float = 0.0,
        is_ragged: bool = False,
        is_balanced: bool = False,
        near: Sequence[int] = (),
    ) -> None:
        self._segment, self._fit, self._prices = segment, fit, prices
        self._last = -1 if fit.goes_on else len(segment.places) - 1
        self._shortest, self._is_ragged, self._is_balanced = shortest, is_ragged, is_balanced
        # A line alone is no runt.
        self._runt = 0.0 if _fits_one_line(segment, fit) else prices.runt
        self._counts_all, self._near = bool(is_balanced or near), near
        self._shrink = 0.0 if is_ragged else fit.shrink
        self._measure = Measure(fit.measure, fit.give)
        self._limits = _limits(segment.places, self._shrink)
        self._states: list[dict[int, State]] = [{} for _ in segment.places]
        self._states[0][4] = (0.0, -1, 0, 0.0)

    def ways(self) -> dict[int, Way]:
        """Return the best way for each number of lines, or under 0 where lines are not counted."""
        for start in range(len(self._segment.places) - 1):
            self._prune(start)
            for measure, states in self._by_measure(start):
                self._reach(start, self._lines_from(start, measure), states)
        found: dict[int, Way] = {}
        end = len(self._segment.places) - 1
        for key, state in self._states[end].items():
            lines = key // 16 if self._counts_all else 0
            if lines not in found or state[0] < found[lines].price:
                found[lines] = Way(breaks=self._breaks(end, key), price=state[0], loosest=state[3])
        return found

    def _by_measure(self, place: int) -> Iterator[tuple[Measure, list[tuple[int, State]]]]:
        """Yield each measure that a line from ``place`` may have, with the states in which it has it."""
        states, narrow = list(self._states[place].items()), self._fit.narrow
        if not narrow:
            if states:
                yield self._measure, states
            return
        for lines in sorted({key >> 4 for key, _ in states}):
            measure = narrow[lines] if lines < len(narrow) else self._measure
            yield measure, [(key, state) for key, state in states if key >> 4 == lines]

    def _prune(self, place: int) -> None:
        """Drop the states at ``place`` that no way can go on from at a lower price than from the best one."""
        states = self._states[place]
        if self._near:
            lines = bisect_right(self._near, place)
            self._states[place] = {key: state for key, state in states.items() if -1 <= (key >> 4) - lines <= AHEAD}
        if len(states) == 1 or self._counts_all or not states:
            return
        if self._fit.narrow and len({key >> 4 for key in states}) > 1:
            return
        best = min(states, key=lambda key: states[key][0])
        most, contrast = states[best][0], self._prices.contrast
        # A state with fewer hyphens may still save the price of another one, and of every further one.
        self._states[place] = {
            key: state
            for key, state in states.items()
            if key & 3 < best & 3 or state[0] < most + contrast or key == best
        }

    def _lines_from(self, start: int, measure: Measure) -> list[Line]:
        """Return every line of ``measure`` that may begin at ``start``; an overfull one only where no other may."""
        segment = self._segment
        places, last, (widest, tightest) = segment.places, len(segment.places) - 1, self._limits
        if segment.opening and not start:
            places = segment.opening
            widest, tightest = _limits(places, self._shrink)
        begin, before, shrink = segment.starts[start], segment.spaces[start], self._shrink
        give = 0.0 if self._is_ragged else measure.give
        room = measure.width + begin + give - before * shrink + ROUNDING
        first = bisect_left(widest, begin + self._shortest, start + 1) if self._shortest else start + 1
        price = self._ragged_line if self._is_ragged else self._justified_line
        lines: list[Line] = []
        for end in range(min(first, last), last + 1):
            if tightest[end] > room:
                break
            width, spaces, _, _ = places[end]
            if width - spaces * shrink <= room:
                lines.append(price(end, measure.width - width + begin, spaces - before, measure))
        if not lines and tightest[start + 1] > room:
            end, cost, ratio = price(start + 1, measure.width - places[start + 1][0] + begin, 0, measure)
            lines.append((end, cost + OVERFULL, ratio))
        return lines

    def _justified_line(self, end: int, free: float, spaces: float, measure: Measure) -> Line:
        """Return a line that leaves ``free`` px; its ratio is 1 at its greatest and -1 at its least spaces."""
        fit, cost = self._fit, self._segment.places[end][2]
        width, give = measure
        if end == self._last:
            if width - free < fit.runt:
                cost += self._runt
            if free >= 0.0:
                return end, cost + LINE * LINE, 0.0
        if free < 0.0:
            room = spaces * fit.shrink + give
            ratio = max(-1.0, free / room) if room else -1.0
            bad = LINE - 100.0 * ratio * ratio * ratio
            return end, cost + bad * bad, ratio
        room = spaces * fit.stretch + give
        if not spaces and free > give:
            cost += SHORT
        ratio = min(LOOSEST, free / room) if room else LOOSEST if free else 0.0
        bad = LINE + 100.0 * ratio * ratio * ratio * (1.0 + max(0.0, free - LOOSEST * room) / width)
        return end, cost + bad * bad, ratio

    def _ragged_line(self, end: int, free: float, _spaces: float, measure: Measure) -> Line:
        """Return a line that leaves ``free`` px at its end."""
        fit, cost, share = self._fit, self._segment.places[end][2], 0.0
        if end == self._last and measure.width - free < fit.runt:
            cost += self._runt
        if end != self._last or self._is_balanced:
            share = max(0.0, free / measure.width) * (LAST_BALANCED if end == self._last else 1.0)
        elif self._runt:
            share = max(0.0, free / measure.width - 1.0 + RAGGED_LAST)
        bad = LINE + RAGGED * share * share
        return end, cost + bad * bad, share

    def _reach(self, start: int, lines: list[Line], states: list[tuple[int, State]]) -> None:
        """Go on by ``lines`` from ``states`` at ``start``; where lines are counted, all of these have as many."""
        prices, places, last = self._prices, self._segment.places, self._last
        step = 16 if self._counts_all or (states[0][0] >> 4) < len(self._fit.narrow) else 0
        contrast = prices.contrast if start and not self._is_ragged else 0.0
        for end, price, ratio in lines:
            reached, has_hyphen = self._states[end], places[end][3]
            looseness = 0
            if not self._is_ragged:
                looseness = 0 if ratio < TIGHT else 1 if ratio <= NORMAL else 2 if ratio <= LOOSE else 3
            for key, (before, _, _, loosest) in states:
                hyphens, total = key & 3, before + price
                if end == last:
                    if hyphens:
                        total += prices.last
                elif contrast and not -1 <= (key >> 2 & 3) - looseness <= 1:
                    total += contrast
                following = (key >> 4 << 4) + step + (looseness << 2)
                if has_hyphen:
                    following += 2 if hyphens else 1
                    if hyphens:
                        total += prices.twice if hyphens == 1 else prices.twice * LADDER
                known = reached.get(following)
                if known is None or total < known[0]:
                    reached[following] = (total, start, key, max(loosest, ratio))

    def _breaks(self, end: int, key: int) -> tuple[int, ...]:
        breaks = []
        while end > 0:
            breaks.append(end)
            _, end, key, _ = self._states[end][key]
        return tuple(reversed(breaks))


def _fits_one_line(segment: Segment, fit: Fit) -> bool:
    """Whether all of a segment fits into its first line as it is."""
    places = segment.opening or segment.places
    return places[-1][0] - segment.starts[0] <= fit.first_measure


def _limits(places: Sequence[Place], shrink: float) -> tuple[list[float], list[float]]:
    """Return the greatest width up to each place, and the least from each on with spaces that are ``shrink`` px less.

    The hyphen of a place may make it wider than the next one, so both look at all places around them.
    """
    tightest = [-(end - spaces * shrink) for end, spaces, _, _ in places]
    least = [-each for each in reversed(_greatest_so_far(tightest[::-1]))]
    return _greatest_so_far([place[0] for place in places]), least


def _greatest_so_far(values: list[float]) -> list[float]:
    greatest, found = values[0], []
    for value in values:
        greatest = max(greatest, value)
        found.append(greatest)
    return found


def _price_of_short_line(segment: Segment, fit: Fit, share: float) -> float:
    """Return what a line shorter than this ``share`` of the measure costs at least, whatever else is on the way."""
    limit, most, end = share * fit.measure, 0.0, 0
    last = len(segment.places) - 1
    for start in range(last):
        end = max(end, start)
        while end < last and segment.places[end + 1][0] - segment.starts[start] < limit:
            end += 1
        most = max(most, segment.places[end][1] - segment.spaces[start])
    room = most * fit.stretch + fit.give
    ratio = (fit.measure - limit) / room if room else LOOSEST
    bad = LINE + 100.0 * min(ratio, LOOSEST) ** 3
    return bad * bad
