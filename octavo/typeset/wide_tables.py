"""Tables that run out of the text, measured in a finished layout."""

from collections.abc import Iterable, Iterator
from typing import Any

from octavo.typeset.engine.box_tree import attribute, in_place, is_kind, page_box
from octavo.typeset.engine.drawing import POINTS
from octavo.typeset.engine.protocols import LaidOutPage, LayoutBox
from octavo.typeset.facts import WideTable

TOLERANCE = 0.5
"""Points that a table may be too wide before it is reported: rounding, and half a rule."""


def wide_tables(pages: Iterable[LaidOutPage]) -> tuple[WideTable, ...]:
    """Find the tables that are wider than what holds them, each once for all the pages it runs over."""
    widest: dict[int, WideTable] = {}
    for page in pages:
        for table, around in _tables(page_box(page), ()):
            excess = round(_excess(table, around), 1)
            key = id(table.element)
            if excess > (widest[key].excess if key in widest else TOLERANCE):
                identifiers = (attribute(box, "id") for box in (table, *reversed(around)))
                widest[key] = WideTable(excess, tuple(identifier for identifier in identifiers if identifier))
    return tuple(widest.values())


def elements_of_wide_tables(pages: Iterable[LaidOutPage]) -> Iterator[Any]:
    """Yield the element of each table that is wider than what holds it, once for every page on which it is."""
    for page in pages:
        for table, around in _tables(page_box(page), ()):
            if round(_excess(table, around), 1) > TOLERANCE:
                yield table.element


def _tables(box: LayoutBox, around: tuple[LayoutBox, ...]) -> Iterator[tuple[LayoutBox, tuple[LayoutBox, ...]]]:
    """Yield the tables in ``box``, each with the boxes around it from the page inwards."""
    box = in_place(box)
    if is_kind(box, "TableBox"):
        yield box, around
    if not is_kind(box, "LineBox", "TextBox"):
        for child in box.children:
            yield from _tables(child, (*around, box))


def _excess(table: LayoutBox, around: tuple[LayoutBox, ...]) -> float:
    """Return by how many points ``table`` runs out of the block that holds it (its own wrapper holds nothing)."""
    holder = next(box for box in reversed(around) if box.element is not table.element)
    edge = holder.content_box_x() + holder.width
    right = table.border_box_x() + table.border_width()
    left = holder.content_box_x() - table.border_box_x()
    return max(right - edge, left, table.border_width() - holder.width) * POINTS
