"""The real layout of a printing: what page lists, errata, line numbers and comparisons of editions are made from.

Places in a text are *offsets*: how many characters of the text of a block stand before, counted as print and ebook are
compared. White space, soft hyphens and word joiners do not count, nor do hyphens that the layout set, the numbers and
bullets of lists, and elements of the classes in :data:`octavo.model.output.ONLY_IN_ONE_MEDIUM`. A note is a block of
its own: its text does not count in the block that calls it. So an offset is the same in every medium.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from octavo.model.origin import NOWHERE, Origin

POINTS_PER_MM = 72 / 25.4
"""A point is the 72nd part of an inch."""

UNCOUNTED = re.compile("[\\s\N{SOFT HYPHEN}\N{WORD JOINER}]+")
"""Characters that do not count in the text of a block."""


class Line(NamedTuple):
    """Where a line of a block stands: its page from 1, its number on that page, and the offset at which it begins.

    Lines are counted from the top of the page, notes included, without what stands in the margins. What stands side by
    side at one height (the cells of a table) is one line; columns of text are counted each for itself. ``number`` is 0
    for a block without any text.
    """

    page: int
    number: int
    offset: int


class PageBreak(NamedTuple):
    """Where a page begins: the innermost block with an id that its text goes on with, and the offset in that.

    Notes and what stands in the margins do not count; a picture does.
    """

    page: int
    block: str
    offset: int


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldPages:
    """The pages of an earlier printing, the one of a ``release`` that is asked for at ``origin``.

    ``breaks`` are the places in the present text with which they began; those whose text is gone are ``lost``. With the
    pages ``firsts`` a section began.
    """

    release: str = ""
    origin: Origin = NOWHERE
    breaks: tuple[PageBreak, ...] = ()
    lost: tuple[PageBreak, ...] = ()
    firsts: frozenset[int] = frozenset()

    def inside(self) -> tuple[PageBreak, ...]:
        """Return the breaks inside sections; a section begins a page by itself."""
        return tuple(each for each in self.breaks if each.page not in self.firsts)


def page_start(page: int) -> str:
    """Return the id of the place, in an edition that is set anew, where a page of the standard edition begins."""
    return f"standard-page-{page}"


def printed_page(folio: str) -> str:
    """Return the id of the place, in an edition for screens, where the printed page with this folio begins."""
    return f"page-{folio}"


class PageRange(NamedTuple):
    """The first and the last page of something, from 1."""

    first: int
    last: int


class TextArea(NamedTuple):
    """The left, lower, right and upper edge of the text block of a page, as its style has it, in pt from below."""

    left: float
    bottom: float
    right: float
    top: float


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintedLayout:
    """Where everything stands in a printing.

    ``sections`` are the pages of each section, without blank ones. ``breaks`` are in the order of the pages; a page on
    which nothing stands has none. ``blocks`` has the lines of every element with an id that is no part of a line, in
    the order of the text. Of a block that holds others there are the lines of its own text, or else the one
    in which it begins. ``areas`` are those of all pages but blank ones, by their numbers.
    """

    sections: Mapping[str, PageRange] = field(default_factory=dict)
    breaks: tuple[PageBreak, ...] = ()
    blocks: Mapping[str, tuple[Line, ...]] = field(default_factory=dict)
    areas: Mapping[int, TextArea] = field(default_factory=dict)
