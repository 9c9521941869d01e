"""Which boxes and sidebars are too long to stay whole: kept together, they would leave the page before them empty."""

from octavo.model.prose import Blocks
from octavo.model.query import plain, runs
from octavo.render.template_context import Context

LETTER = 0.36
"""The mean width of a letter as a part of the leading: half an em of letters of 9.5 pt on 13 pt (T4)."""

LONG = 2 / 3
"""The part of a page from which a box is long: what it leaves empty before it would be seen as a fault."""


def length_class(blocks: Blocks, context: Context) -> str:
    """Return the class ``long`` for ``blocks`` that take most of a page of paper; style sheets may divide those.

    It is an estimate by the number of letters, as boxes are set in letters of many sizes.
    """
    if context.medium != "print" or not context.lines:
        return ""
    room = context.measure / (context.leading * LETTER)
    taken = sum(len(plain(run)) // room + 1 for run in runs(blocks))
    return "long" if taken > LONG * context.lines else ""
