"""A heading stays with two lines of what follows it, where that is a paragraph of one line too.

``orphans`` keeps two lines of one paragraph together. A date or a place below a heading has only one, and would stand
with the heading alone at the foot of a page.
"""

from collections.abc import Sequence
from typing import Any

from weasyprint.formatting_structure import boxes
from weasyprint.layout.block import block_level_page_break

from octavo.typeset.engine.held_breaks import HELD
from octavo.typeset.engine.patches import Patch

HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})

FOLLOWS_HEADING = "follows_heading"
"""The name under which a box keeps that a heading stands before it."""


def break_between(before: Any, after: Any) -> str:  # noqa: ANN401 -- boxes of the engine, laid out and not
    """Return the value of ``break-after`` that holds between two boxes, as ``block_level_page_break`` does."""
    if before.element_tag in HEADINGS:
        _mark(after)
    value: str = block_level_page_break(before, after)
    if value.startswith("avoid") and after is not None and HELD in vars(after):
        return "auto"
    if value == "auto" and FOLLOWS_HEADING in vars(before) and _is_one_line(before):
        return "avoid"
    return value


def _mark(box: Any) -> None:  # noqa: ANN401 -- the same
    """Keep with ``box`` and what it begins with that a heading stands before it."""
    while isinstance(box, boxes.BlockContainerBox):
        vars(box)[FOLLOWS_HEADING] = True
        box = next(iter(_in_flow(box)), None)


def _is_one_line(box: Any) -> bool:  # noqa: ANN401 -- the same
    while isinstance(box, boxes.BlockContainerBox) and len(inside := _in_flow(box)) == 1:
        (box,) = inside
    return isinstance(box, boxes.LineBox)


def _in_flow(box: Any) -> Sequence[Any]:  # noqa: ANN401 -- the same
    """Return the children of ``box`` but for those that are placed by themselves, such as the marks of a list."""
    return [child for child in box.children if child.is_in_normal_flow()]


PAGE_BREAKS = (Patch(own=block_level_page_break, body=break_between, source="4c36f807aa76498f3888912364384188"),)
