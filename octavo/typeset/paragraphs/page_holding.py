"""Pages that end where those of an earlier printing did, wherever the text allows it.

Each page is made as it falls. Where it would end elsewhere, it is tried, in this order, to end it as before: by what
fills pages otherwise; by other numbers of lines in its paragraphs, and a line at the foot more; by a paragraph that
is divided there, what stands before being set in full lines; and by the line that begins next to that place. A page
whose text is shorter than it was ends early. Where nothing helps, the text runs over, and the next page is held.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from math import ceil

from octavo.typeset.engine.held_breaks import SHORTER, HeldBreak, Hold
from octavo.typeset.engine.page_making import MadePage, PageMaker
from octavo.typeset.paragraphs.page_moves import (
    MOST_LINES,
    MOST_PRICE,
    ROUNDING,
    PageMove,
    PageMoves,
    leading_of,
    missing_lines,
)
from octavo.typeset.paragraphs.planning import End, Planner
from octavo.typeset.paragraphs.reading import Plan, Reading
from octavo.typeset.paragraphs.setter import READING, SET_LINE

TRIES = 4
"""How many ways of filling a page are tried."""

MOST_OVER = 4
"""By how many lines a text may be too long for its page so that it is tried to make room for it."""

MOST_ROOM = 2
"""How many lines more than others a page may have at its foot."""

LEAST_FOOT = 1.5
"""How many lines are free below such a page, at least, before what stands in the margin."""

FEW_LINES = 2
"""By how many lines a page may end early without a word about it."""

NEAREST = 2
"""How many of the lines that begin near a place are tried."""


def hold_pages(planner: Planner, maker: PageMaker, breaks: Sequence[HeldBreak]) -> Iterator[MadePage]:
    """Yield the pages of a document, each of them, if that can be, up to the next of ``breaks``."""
    waiting, is_late = list(breaks), False
    while True:
        page = _HeldPage(planner, maker, waiting[is_late] if waiting[is_late:] else None).made()
        yield page
        if page.resume_at is None:
            return
        if page.is_held:
            del waiting[: is_late + 1]
            is_late = False
        elif waiting and any(page.paragraphs()):
            # The text has run over. Where not even the next page comes to its place, there is a page more.
            is_past = _is_past(page, waiting[0])
            del waiting[:is_past]
            is_late = (is_late or not is_past) and bool(waiting)


def _is_past(page: MadePage, target: HeldBreak) -> bool:
    """Whether what was to begin a page stands on this one."""
    if target.index < 0 or target.line_box is None:
        return page.shows(target)
    lines = (vars(line)[SET_LINE] for lines in page.paragraphs() for line in lines if SET_LINE in vars(line))
    return any(line.reading.box is target.line_box and line.start > target.before for line in lines)


class _HeldPage:
    """A page that is to end before ``target``, if there is one; ``maker`` is behind the page before."""

    def __init__(self, planner: Planner, maker: PageMaker, target: HeldBreak | None) -> None:
        self._maker, self._moves, self._target = maker, PageMoves(planner, maker), target
        self._first, self._before = maker.made, maker.state()

    def made(self) -> MadePage:
        """Return the page; the maker is behind it."""
        if self._target is None:
            return self._make(None)
        hold = Hold(target=self._target)
        plain = self._make(hold)
        if plain.is_held and not missing_lines(plain):
            return plain
        ways = self._ways(hold, plain)
        page = next((page for page in ways if page is not None), None)
        page = page or self._make(hold if plain.is_held else None)
        return self._told(page)

    def _told(self, page: MadePage) -> MadePage:
        """Return ``page`` as it is; it is kept with it by how many lines it is shorter than it must be."""
        missing, after = missing_lines(page), self._maker.state()
        if page.is_held and missing > FEW_LINES:
            if self._make(None).resume_at != page.resume_at:
                vars(page.box)[SHORTER] = missing
            self._maker.go_to(self._first, (page,), (self._before, after))
        return page

    def _make(self, hold: Hold | None) -> MadePage:
        self._maker.go_to(self._first, (), (self._before,))
        return self._maker.make(hold)

    def _ways(self, hold: Hold, plain: MadePage) -> Iterator[MadePage | None]:
        """Yield the page as it is held in one way after another, ``None`` for each that does not hold it."""
        for move in self._moves.moves(plain)[:TRIES]:
            yield self._changed(move.changes, hold)
        if plain.is_held:
            return
        yield self._fitted(hold)
        target = hold.target
        reading = None if target.line_box is None else vars(target.line_box).get(READING)
        if target.index < 0 or not isinstance(reading, Reading):
            return
        yield self._divided(hold, reading)
        for first in _near(reading, target.place):
            yield self._fitted(replace(hold, before=first - 1, place=first, stopped=None))

    def _changed(self, changes: Iterable[PageMove], hold: Hold, *, is_full: bool = True) -> MadePage | None:
        """Return the page with ``changes`` where they hold it, and fill it where it is to be full."""
        made = tuple(changes)
        for change in made:
            change.make()
        page = self._make(hold)
        if page.is_held and not (is_full and missing_lines(page)):
            return page
        for change in made:
            change.take_back()
        return None

    def _divided(self, hold: Hold, reading: Reading) -> MadePage | None:
        """Return the page where that holds it that a line of its last paragraph begins where the next page is to."""
        ends, plans, target = reading.ends, reading.plans, hold.target
        reading.ends = (*ends, End(target.before, target.place))
        page = self._fitted(hold)
        if page is None:
            reading.ends, reading.plans = ends, plans
        return page

    def _fitted(self, hold: Hold) -> MadePage | None:
        """Return the page with as many lines as it holds, where that holds it."""
        page = self._make(hold)
        if not page.is_held:
            return self._with_room(hold)
        if missing := min(missing_lines(page), MOST_LINES):
            changes = self._changes(page, 1)[:missing]
            return self._changed(changes, hold, is_full=False) or self._make(hold)
        return page

    def _with_room(self, hold: Hold) -> MadePage | None:
        """Return the page whose text is too long for it, made shorter."""
        leading = leading_of(self._make(None))
        page = self._make(replace(hold, room=MOST_OVER * leading, stopped=None))
        if not page.is_held or not leading:
            return None
        over = ceil(-page.gap() / leading - ROUNDING)
        changes = self._changes(page, -1)[: max(over, 0)]
        room = max(over - len(changes), 0)
        if room > MOST_ROOM or (room and self._maker.room_at_foot(page) < (room + LEAST_FOOT) * leading):
            return None
        return self._changed(changes, replace(hold, room=room * leading, stopped=None), is_full=False)

    def _changes(self, page: MadePage, more: int) -> list[PageMove]:
        """Return the changes of single paragraphs on ``page`` to ``more`` lines, the cheapest first."""
        whole, divided = self._moves.paragraphs(page)
        moves = self._moves.changes([*whole, *divided], more)
        return [change for move in moves if move.price <= MOST_PRICE for change in move.changes]


def _near(reading: Reading, place: int) -> list[int]:
    """Return the first characters of the lines that begin next to the one at ``place``, the nearest first."""
    plans: Iterable[Plan] = reading.plans.values()
    starts = {line.start for stretch, lines in plans for line in lines if line.start > stretch.first}
    return sorted(starts, key=lambda start: (abs(start - place), start))[:NEAREST]
