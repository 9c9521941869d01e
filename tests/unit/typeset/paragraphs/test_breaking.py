"""The search for line ends finds the cheapest way of all, as trying every way does."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import combinations
from math import inf

from hypothesis import given
from hypothesis import strategies as st

from octavo.typeset.paragraphs.breaking import (
    LADDER,
    LAST_BALANCED,
    LINE,
    LOOSEST,
    OVERFULL,
    RAGGED,
    RAGGED_LAST,
    ROUNDING,
    SHORT,
    balanced_ways,
    best_ragged_way,
    best_way,
    ways_around,
)
from octavo.typeset.paragraphs.ways import Fit, Measure, Place, Prices, Segment

PRICES = Prices(twice=550.0**2, last=450.0**2, contrast=140.0**2, runt=1000.0**2)
FIT = Fit(measure=100.0, stretch=1.8, shrink=0.5, give=1.0, runt=20.0)

WIDTHS = st.floats(4, 45, allow_nan=False).map(lambda width: round(width, 2))


@st.composite
def segments(draw: st.DrawFn, most: int = 9) -> Segment:
    """Words with spaces of 3 px between them, some divided by a hyphen of 2 px; the first line may be set wider."""
    segment = Segment()
    segment.add((0.0, 0, 0.0, False), 0.0, 0)
    width, spaces = 0.0, 0
    count = draw(st.integers(1, most))
    for place in range(1, count + 1):
        width += draw(WIDTHS)
        if place == count or draw(st.booleans()):
            segment.add((width, spaces, 0.0, False), width + 3.0, spaces + 1)
            width, spaces = width + 3.0, spaces + 1
        else:
            segment.add((width + 2.0, spaces, 600.0**2, True), width, spaces)
    if draw(st.booleans()):
        wider, lacked = draw(st.sampled_from([0.8, 1.0, 1.3])), draw(st.sets(st.integers(1, count)))
        segment.opening = [
            (inf if place in lacked and place < count else end * wider, spaces * wider, cost, has_hyphen)
            for place, (end, spaces, cost, has_hyphen) in enumerate(segment.places)
        ]
    return segment


def place_at(segment: Segment, start: int, end: int) -> Place:
    """Return the place at which a line from ``start`` ends."""
    return segment.opening[end] if segment.opening and not start else segment.places[end]


def fits_one_line(segment: Segment, fit: Fit) -> bool:
    return place_at(segment, 0, len(segment.places) - 1)[0] - segment.starts[0] <= fit.first_measure


FITS = st.builds(
    Fit,
    measure=st.floats(30, 160).map(round).map(float),
    stretch=st.floats(0.1, 3).map(lambda each: round(each, 2)),
    shrink=st.floats(0, 1).map(lambda each: round(each, 2)),
    give=st.floats(0, 2).map(lambda each: round(each, 2)),
    runt=st.just(20.0),
    narrow=st.lists(
        st.builds(Measure, st.integers(20, 160).map(float), st.sampled_from([0.0, 0.5, 1.0])), max_size=4
    ).map(tuple),
)
"""Beside a float the first lines have measures of their own."""


PRICED = st.builds(
    Prices,
    twice=st.sampled_from([0.0, 50.0**2, 550.0**2]),
    last=st.sampled_from([0.0, 450.0**2]),
    contrast=st.sampled_from([0.0, 140.0**2, 900.0**2]),
    runt=st.sampled_from([0.0, 1000.0**2]),
)


def every_way(segment: Segment) -> Iterator[tuple[int, ...]]:
    last = len(segment.places) - 1
    for count in range(last):
        for chosen in combinations(range(1, last), count):
            yield (*chosen, last)


def of_line(fit: Fit, line: int) -> Fit:
    """Return what the line with this number may do, from 0."""
    return replace(fit, measure=fit.narrow[line].width, give=fit.narrow[line].give) if line < len(fit.narrow) else fit


def fits(segment: Segment, fit: Fit, start: int, end: int) -> bool:
    end_width, spaces, _, _ = place_at(segment, start, end)
    width = end_width - segment.starts[start]
    return width - (spaces - segment.spaces[start]) * fit.shrink <= fit.measure + fit.give + 1e-9


def price(segment: Segment, fit: Fit, breaks: Sequence[int], prices: Prices) -> float | None:
    """Return the price of a way by the definition; ``None`` where a line is overfull that need not be."""
    total, hyphens, before, whole = 0.0, 0, None, fit
    start, last = 0, len(segment.places) - 1
    for line, end in enumerate(breaks):
        fit = of_line(whole, line)
        width, spaces, cost, has_hyphen = place_at(segment, start, end)
        free, gaps = fit.measure - width + segment.starts[start], spaces - segment.spaces[start]
        if not fits(segment, fit, start, end):
            if end != start + 1 or any(fits(segment, fit, start, other) for other in range(start + 1, last + 1)):
                return None
            total += OVERFULL
            gaps = 0
        empty = 0.0
        if free >= 0 and end == last:
            ratio = 0.0
        elif free >= 0:
            room = gaps * fit.stretch + fit.give
            ratio = min(LOOSEST, free / room) if room else LOOSEST if free else 0.0
            total += SHORT if not gaps and free > fit.give else 0
            empty = max(0.0, free - LOOSEST * room) / fit.measure
        else:
            room = gaps * fit.shrink + fit.give
            ratio = max(-1.0, free / room) if room else -1.0
        total += (LINE + 100 * abs(ratio) ** 3 * (1 + empty)) ** 2 + cost
        loose = 0 if ratio < -0.5 else 1 if ratio <= 0.5 else 2 if ratio <= 1 else 3
        if end == last:
            total += prices.last if hyphens else 0
            total += (
                prices.runt if width - segment.starts[start] < fit.runt and not fits_one_line(segment, whole) else 0
            )
        elif before is not None and abs(loose - before) > 1:
            total += prices.contrast
        hyphens = hyphens + 1 if has_hyphen else 0
        if hyphens > 1:
            total += prices.twice if hyphens == 2 else prices.twice * LADDER
        before, start = loose, end
    return total


def priced(segment: Segment, fit: Fit, prices: Prices) -> Iterator[tuple[float, tuple[int, ...]]]:
    for way in every_way(segment):
        cost = price(segment, fit, way, prices)
        if cost is not None:
            yield cost, way


def is_near(one: float, other: float) -> bool:
    return abs(one - other) <= 1e-6 * max(1.0, abs(one))


@given(segments(), FITS, PRICED)
def test_no_way_is_cheaper_than_the_one_that_is_found(segment: Segment, fit: Fit, prices: Prices) -> None:
    found = best_way(segment, fit, prices)

    if fits_one_line(segment, fit):
        assert found.breaks == (len(segment.places) - 1,)
        return
    assert is_near(found.price, min(cost for cost, _ in priced(segment, fit, prices)))
    own = price(segment, fit, found.breaks, prices)
    assert own is not None
    assert is_near(found.price, own)


@given(segments(), FITS, PRICED)
def test_the_cheapest_way_of_each_number_of_lines_is_found(segment: Segment, fit: Fit, prices: Prices) -> None:
    near = best_way(segment, fit, prices).breaks
    cheapest: dict[int, float] = {}
    for cost, way in priced(segment, fit, prices):
        ahead = [line - sum(each <= place for each in near) for line, place in enumerate(way[:-1], start=1)]
        if cost < OVERFULL and all(-1 <= each <= 2 for each in ahead):
            cheapest[len(way)] = min(cost, cheapest.get(len(way), cost))

    found = ways_around(segment, fit, prices)

    assert found.keys() == cheapest.keys()
    for lines, best in found.items():
        assert len(best.breaks) == lines
        assert is_near(best.price, cheapest[lines])


def ragged_price(segment: Segment, fit: Fit, breaks: Sequence[int], *, is_balanced: bool) -> float | None:
    total, hyphens, start, last, whole = 0.0, 0, 0, len(segment.places) - 1, fit
    for line, end in enumerate(breaks):
        fit = of_line(whole, line)
        width, _, cost, has_hyphen = place_at(segment, start, end)
        free = fit.measure - width + segment.starts[start]
        if free < -ROUNDING:
            fitting = (
                fit.measure - place_at(segment, start, other)[0] + segment.starts[start] >= -ROUNDING
                for other in range(start + 1, last + 1)
            )
            if end != start + 1 or any(fitting):
                return None
            total += OVERFULL
        share = max(0.0, free) / fit.measure
        if end == last and not is_balanced:
            share = 0.0 if fits_one_line(segment, whole) else max(0.0, RAGGED_LAST - 1.0 + share)
        elif end == last:
            share *= LAST_BALANCED
        total += (LINE + RAGGED * share * share) ** 2 + cost
        if end == last:
            total += PRICES.last if hyphens else 0
            total += PRICES.runt if fit.measure - free < fit.runt and not fits_one_line(segment, whole) else 0
        hyphens = hyphens + 1 if has_hyphen else 0
        if hyphens > 1:
            total += PRICES.twice if hyphens == 2 else PRICES.twice * LADDER
        start = end
    return total


@given(segments(), FITS)
def test_no_ragged_way_is_cheaper(segment: Segment, fit: Fit) -> None:
    ways = (ragged_price(segment, fit, way, is_balanced=False) for way in every_way(segment))

    assert is_near(best_ragged_way(segment, fit, PRICES).price, min(each for each in ways if each is not None))


@given(segments(), FITS)
def test_the_cheapest_balanced_way_of_each_number_of_lines_is_found(segment: Segment, fit: Fit) -> None:
    cheapest: dict[int, float] = {}
    for way in every_way(segment):
        cost = ragged_price(segment, fit, way, is_balanced=True)
        if cost is not None:
            cheapest[len(way)] = min(cost, cheapest.get(len(way), cost))
    fitting = {lines: cost for lines, cost in cheapest.items() if cost < OVERFULL} or cheapest

    found = balanced_ways(segment, fit, PRICES)

    assert found.keys() == fitting.keys()
    assert all(is_near(way.price, fitting[lines]) for lines, way in found.items())


def words(*widths: float) -> Segment:
    segment = Segment()
    segment.add((0.0, 0, 0.0, False), 0.0, 0)
    width = 0.0
    for spaces, each in enumerate(widths):
        segment.add((width + each, spaces, 0.0, False), width + each + 3, spaces + 1)
        width += each + 3
    return segment


def test_a_word_wider_than_the_measure_stands_alone_and_the_rest_is_set_well() -> None:
    found = best_way(words(30, 30, 30, 150, 30, 30, 30), FIT, PRICES)

    assert found.breaks == (3, 4, 7)


def test_of_lines_that_are_too_loose_the_fuller_one_is_taken() -> None:
    segment = Segment()
    segment.add((0.0, 0, 0.0, False), 0.0, 0)
    segment.add((10.0, 0, 0.0, False), 13.0, 1)
    for width, cost in ((43.0, 0.0), (70.0, 100.0), (140.0, 0.0)):  # an address, which may be divided at some signs
        segment.add((width, 1, cost, False), width, 1)

    assert best_way(segment, FIT, PRICES).breaks == (3, 4)


def test_a_balanced_heading_has_lines_alike() -> None:
    found = balanced_ways(words(40, 40, 30, 30), FIT, PRICES)

    assert found[2].breaks == (2, 4)


def test_a_short_word_does_not_stand_alone_at_the_end_of_ragged_text() -> None:
    found = best_ragged_way(words(60, 22, 5, 9), replace(FIT, runt=5.0), PRICES)

    assert found.breaks == (2, 4)
