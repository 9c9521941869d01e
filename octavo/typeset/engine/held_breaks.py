"""A page that is to end where it ended in an earlier printing: what laying it out knows of that."""

from dataclasses import dataclass
from typing import Any
from xml.etree import ElementTree as ET

from octavo.typeset.engine.protocols import LayoutBox, LayoutContext

HOLDS = "holds"
"""The name under which a layout keeps its holds, by the numbers of their pages."""

HELD = "held"
"""The name under which a line or a block keeps that the hold of its page ends the page before it."""

LONGER = "longer"
"""The name under which a page keeps by how many px its text may go below the text block."""

SHORTER = "shorter"
"""The name under which a page keeps by how many lines it ends early so that the next one begins as it is to."""

SKIP_STACK, IS_FIRST = 1, 3
"""Which of the arguments of ``block_level_layout``, behind the box, are these."""


@dataclass(slots=True, eq=False)
class HeldBreak:
    """A place with which a page began.

    That is the block ``element``, or, where ``index`` is not negative, the character of its own text with this number.
    That character was found in the ``line_box``, not yet broken into lines: it is the one at ``place``, and the counted
    one before it is at ``before``.
    """

    element: ET.Element
    index: int = -1
    line_box: LayoutBox | None = None
    before: int = -1
    place: int = -1


@dataclass(slots=True, eq=False)
class Hold:
    """How one page is to end: before ``target``, if the text comes so far.

    In a paragraph that may be another line, which begins behind the character ``before`` and not behind ``place``. The
    page has ``room`` px more than others. ``stopped`` is the box before which it was ended.
    """

    target: HeldBreak
    before: int = -1
    place: int = -1
    room: float = 0.0
    stopped: LayoutBox | None = None

    def begins_with(self, line_box: LayoutBox, first: int) -> bool:
        """Whether the next page is to begin with the line of ``line_box`` whose first character is ``first``."""
        before, place = (self.before, self.place) if self.place >= 0 else (self.target.before, self.target.place)
        return self.target.line_box is line_box and before < first <= place

    def stops_block(self, box: LayoutBox, arguments: tuple[Any, ...]) -> bool:
        """Whether the next page is to begin with a block, laid out with these ``arguments`` of the engine."""
        is_target = self.target.index < 0 and box.element is self.target.element and "::" not in (box.element_tag or "")
        if not is_target or arguments[SKIP_STACK] is not None or arguments[IS_FIRST]:
            return False
        self.stop(box)
        return True

    def stop(self, box: LayoutBox) -> None:
        """Keep that the page was ended before ``box``."""
        vars(box)[HELD] = True
        self.stopped = box

    def begin(self) -> None:
        """Forget where the page was ended when it was made before."""
        if self.stopped is not None:
            vars(self.stopped).pop(HELD, None)
            self.stopped = None


def hold_of(context: LayoutContext) -> Hold | None:
    """Return how the page that is laid out is to end; ``None`` where nothing is said, and in columns of text."""
    attributes = vars(context)
    if attributes.get("in_column"):
        return None
    found: Hold | None = attributes.get(HOLDS, {}).get(attributes.get("current_page"))
    return found
