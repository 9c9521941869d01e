"""A paragraph as text in runs. Nothing here knows boxes.

All widths are in CSS px, places count the characters of the text.
"""

from typing import NamedTuple

from octavo.typeset.paragraphs.hyphenation import Hyphenator
from octavo.typeset.paragraphs.ideographs import has_ideographs
from octavo.typeset.paragraphs.words import Face

OBJECT = "\ufffc"
"""Stands in the text for a box that is no text."""

NO_BREAK_SPACE, SOFT_HYPHEN, LINE_FEED = "\u00a0", "\u00ad", "\n"
HYPHENS, DASHES = "-\u2010", "\u2013\u2014"


class ParagraphRun(NamedTuple):
    """A part of a paragraph: text in one face, a box (without a face), or the edge of one (without characters).

    ``wraps`` says whether lines may end in it. ``divider`` is what hyphenates it, where it ``is_divided`` or a word is
    wider than its line; code has none. Where it ``breaks_anywhere``, lines
    end between any two letters. ``width`` is that of a box or an edge; an edge that ``closes`` a box stands on
    the line of what is before it, another on that of what follows.
    """

    start: int
    end: int
    face: Face | None = None
    wraps: bool = True
    divider: Hyphenator | None = None
    is_divided: bool = False
    has_soft_hyphens: bool = True
    width: float = 0.0
    closes: bool = False
    breaks_anywhere: bool = False
    is_leader: bool = False

    def stands_between(self, first: int, after: int, *, is_last: bool) -> bool:
        """Whether an edge stands on the line that begins with the character ``first`` and ends before ``after``."""
        if self.closes:
            return first < self.start <= after
        return first <= self.start < after or (is_last and self.start == after)


class UnbrokenParagraph(NamedTuple):
    """What the plan of a paragraph depends on besides its measure.

    ``face`` is that of the block around, ``align`` and ``align_last`` are values of CSS. Lines of a paragraph that
    ``is_balanced`` are to be alike. ``opening`` is the paragraph in the style of its first line, where that has one of
    its own.
    """

    text: str
    runs: tuple[ParagraphRun, ...]
    face: Face
    align: str
    align_last: str
    is_balanced: bool
    opening: "UnbrokenParagraph | None" = None

    @property
    def has_ideographs(self) -> bool:
        """Whether it is set by the rules for ideographs."""
        return has_ideographs(self.text)

    @property
    def first(self) -> int:
        """The first character that is no space."""
        return len(self.text) - len(self.text.lstrip(" "))
