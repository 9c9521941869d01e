"""Pages that end early are filled: a paragraph is set a line longer or shorter where that costs little.

A page ends early where two lines of a paragraph, or a heading and what follows it, must stay together. All pages up to
the next break that the text asks for are made as they fall. Each that ends early is made again with the cheapest change
that fills it, and so is what follows, until the text goes on again as it did. All that is kept only where fewer pages
end early then, and none is added.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from octavo.typeset.engine.inline_layout import session_part
from octavo.typeset.engine.page_making import MadePage, PageMaker, PageState, pages_as_they_fall
from octavo.typeset.engine.protocols import LayoutBox, PageBox
from octavo.typeset.paragraphs.held_places import HeldPlaces
from octavo.typeset.paragraphs.page_holding import hold_pages
from octavo.typeset.paragraphs.page_moves import PageMove, PageMoves, missing_lines
from octavo.typeset.paragraphs.planning import Planner
from octavo.typeset.paragraphs.setter import PARAGRAPH_SETTER, READING, ParagraphSetter

TRIES = 4
"""How often a page that ends early is made again at most."""


def fill_pages(
    context: Any,  # noqa: ANN401 -- WeasyPrint's own classes
    root: LayoutBox,
    html: object,
    pages: Sequence[PageBox],
) -> Iterator[PageBox]:
    """Yield the pages of a document, as ``layout.page.make_all_pages`` does; those that end early are filled.

    Where the markup says with what the pages of an earlier printing began, they end as they did then. Pages that
    the engine makes anew, since a number on them has changed, keep their lines.
    """
    setter: ParagraphSetter | None = session_part(root.style, PARAGRAPH_SETTER)
    if pages or setter is None:
        yield from pages_as_they_fall(context, root, html, pages)
        return
    setter.held = HeldPlaces.of(root.element)
    if not (setter.held.breaks or setter.planner.rules.page_space):
        yield from pages_as_they_fall(context, root, html, pages)
        return
    maker = PageMaker(context, root, html)
    if setter.held.breaks:
        yield from (page.box for page in hold_pages(setter.planner, maker, setter.held.breaks))
        maker.finish()
        return
    run: Sequence[MadePage] = ()
    while not run or run[-1].resume_at is not None:
        run = _Run(setter.planner, maker).made()
        yield from (page.box for page in run)
    maker.finish()


@dataclass(slots=True)
class _Pages:
    """Pages one after another: ``states`` are those before each of them, and that behind the last."""

    pages: list[MadePage] = field(default_factory=list)
    states: list[PageState] = field(default_factory=list)

    @property
    def run_on(self) -> bool:
        """Whether another page follows before a break that the text asks for."""
        return not self.pages or self.pages[-1].runs_on

    @property
    def short(self) -> int:
        """How many pages end early."""
        return sum(missing_lines(page) > 0 for page in self.pages)


class _Run:
    """The pages from one break that the text asks for to the next."""

    def __init__(self, planner: Planner, maker: PageMaker) -> None:
        self._moves, self._maker, self._first = PageMoves(planner, maker), maker, maker.made
        self._changed: list[PageMove] = []

    def made(self) -> Sequence[MadePage]:
        """Return the pages, filled where that can be had."""
        plain = _Pages(states=[self._maker.state()])
        while plain.run_on:
            plain.pages.append(self._maker.make())
            plain.states.append(self._maker.state())
        if not plain.short:
            return plain.pages
        filled = self._filled(plain)
        if filled.short < plain.short and len(filled.pages) <= len(plain.pages):
            self._go_to(filled)
            return filled.pages
        for change in reversed(self._changed):
            change.take_back()
        self._go_to(plain)
        return plain.pages

    def _go_to(self, done: _Pages) -> None:
        self._maker.go_to(self._first, done.pages, done.states)

    def _filled(self, plain: _Pages) -> _Pages:
        """Return the pages with all those filled that can be: as in ``plain`` while the text goes on as there."""
        done, is_plain = _Pages(states=plain.states[:1]), True
        while done.run_on:
            place = len(done.pages)
            if is_plain:
                number = self._first + place + 1
                page, after = plain.pages[place], plain.states[place + 1].behind(done.states[-1], number)
            else:
                self._go_to(done)
                page, after = self._maker.make(), self._maker.state()
            if missing_lines(page) and (filled := self._filled_page(done, page)):
                page, after, is_plain = filled, self._maker.state(), False
            done.pages.append(page)
            done.states.append(after)
            if not is_plain and place + 1 < len(plain.pages):
                self._go_to(done)
                is_plain = self._is_as_in(plain.states[place + 1], page)
        return done

    def _is_as_in(self, state: PageState, page: MadePage) -> bool:
        """Whether all that follows ``page`` is as it follows ``state``."""
        following = self._maker.paragraph_at(page.resume_at)
        known = None if following is None else vars(following).get(READING)
        return self._maker.is_at(state) and all(change.reading is not known for change in self._changed)

    def _filled_page(self, done: _Pages, page: MadePage) -> MadePage | None:
        """Make ``page``, which ends early behind ``done``, again; return it where it can be filled."""
        for move in self._moves.moves(page)[:TRIES]:
            for change in move.changes:
                change.make()
            self._go_to(done)
            filled = self._maker.make()
            if not missing_lines(filled):
                self._changed += move.changes
                return filled
            for change in move.changes:
                change.take_back()
        return None
