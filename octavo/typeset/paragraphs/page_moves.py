"""What may be changed on a page so that it holds a line more or less of its text."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from octavo.typeset.engine.page_making import MadePage, PageMaker
from octavo.typeset.paragraphs.planning import Planner
from octavo.typeset.paragraphs.reading import Plan, Reading
from octavo.typeset.paragraphs.setter import READING, SET_LINE, SetLine
from octavo.typeset.paragraphs.ways import LineStretch

ROUNDING = 0.001
"""Lines by which an empty space may be less than a number of whole lines."""

MOST_LINES = 3
"""A page that ends earlier is not filled by longer paragraphs."""

MOST_PRICE = 2_000.0**2
"""What the changes of one page cost at most: less than three hyphens in succession."""


class PageMove(NamedTuple):
    """A paragraph in ``more`` lines than is best, from the character on with which a page begins or continues it.

    ``plans`` are those that it had before.
    """

    reading: Reading
    first: int
    more: int
    plans: Mapping[int, Plan]

    def make(self) -> None:
        """Let the paragraph be set so."""
        self.reading.more[self.first] = self.more

    def take_back(self) -> None:
        """Let the paragraph be set as it was."""
        del self.reading.more[self.first]
        self.reading.plans = self.plans


class Move(NamedTuple):
    """Changes that may fill a page, and what they cost."""

    price: float
    changes: tuple[PageMove, ...]


class PageMoves:
    """Finds what may be changed on the pages that ``maker`` makes."""

    def __init__(self, planner: Planner, maker: PageMaker) -> None:
        self._planner, self._maker = planner, maker

    def moves(self, page: MadePage) -> list[Move]:
        """Return what may fill ``page``, the cheapest first.

        Paragraphs that end on it may give the lines that are missing; one of them that is a line shorter may make room
        for more of what follows. A paragraph that goes on overleaf, or had no room at all, may be divided elsewhere.
        """
        whole, divided = self.paragraphs(page)
        longer, missing = self.changes(whole, 1), missing_lines(page)
        moves = [*self.changes(whole, -1)[:1], *self.changes(divided, 1), *self.changes(divided, -1)]
        if missing <= min(MOST_LINES, len(longer)):
            prices = [move.price for move in longer[:missing]]
            moves.append(Move(sum(prices), tuple(change for move in longer[:missing] for change in move.changes)))
        return sorted((move for move in moves if move.price <= MOST_PRICE), key=lambda move: move.price)

    def changes(self, places: Sequence[tuple[Reading, LineStretch]], more: int) -> list[Move]:
        """Return what it costs that each of some paragraphs has ``more`` lines, the cheapest first."""
        moves = []
        for reading, stretch in places:
            price = self._planner.price(reading.paragraph, stretch, more, reading.end_behind(stretch.first))
            if price is not None and stretch.first not in reading.more:
                moves.append(Move(price, (PageMove(reading, stretch.first, more, reading.plans),)))
        return sorted(moves, key=lambda move: move.price)

    def paragraphs(self, page: MadePage) -> tuple[list[tuple[Reading, LineStretch]], list[tuple[Reading, LineStretch]]]:
        """Return the paragraphs that end on ``page``, and the one that does not."""
        whole: list[tuple[Reading, LineStretch]] = []
        divided: list[tuple[Reading, LineStretch]] = []
        for lines in page.paragraphs():
            ours: list[SetLine] = [vars(line)[SET_LINE] for line in lines if SET_LINE in vars(line)]
            if ours:
                (whole if ours[-1].is_last else divided).append((ours[0].reading, ours[0].stretch))
        following = self._maker.paragraph_at(page.resume_at)
        known = None if following is None else vars(following).get(READING)
        if isinstance(known, Reading) and not divided and 0 in known.plans:
            divided.append((known, known.plans[0].stretch))
        return whole, divided


def missing_lines(page: MadePage) -> int:
    """Return by how many lines of its text ``page`` ends early; 0 where something else than its room ended it."""
    leading = leading_of(page)
    return int(page.gap() / leading + ROUNDING) if page.runs_on and leading else 0


def leading_of(page: MadePage) -> float:
    """Return how high most lines of text on ``page`` are, in px; 0 where there are none."""
    heights = Counter(round(line.height, 3) for lines in page.paragraphs() for line in lines)
    most = max(heights.values(), default=0)
    return max((height for height, count in heights.items() if count == most), default=0.0)
