"""Faults that only a finished layout shows: wide tables, foreign fonts, places that went lost."""

from collections.abc import Container, Iterator
from typing import Any

from octavo.model.diagnostics import Diagnostic, fault
from octavo.model.origin import NOWHERE
from octavo.model.output import Rendition
from octavo.typeset import engine_private
from octavo.typeset.engine_private import Box
from octavo.typeset.markup import Places

POINTS = 0.75
"""Points in a CSS pixel."""

TOLERANCE = 0.5
"""Points that a table may be too wide before it is told: rounding, and half a rule."""


def overfull_tables(pages: Any, rendition: Rendition, places: Places) -> Iterator[Diagnostic]:  # noqa: ANN401
    """Yield OC504 for each table that is wider than what holds it, once for all pages it runs over."""
    if not any("<table" in unit.body for unit in rendition.units):
        return
    widest: dict[int, tuple[float, tuple[str | None, ...]]] = {}
    for page in pages:
        for table, around in engine_private.tables(page):
            excess = _excess(table, around)
            identifiers = tuple(_identifier(box) for box in (table, *reversed(around)))
            key = id(table.element)
            if excess > widest.get(key, (TOLERANCE, ()))[0]:
                widest[key] = excess, identifiers
    for excess, identifiers in widest.values():
        yield fault("OC504", places.of(*identifiers), excess=f"{excess:.1f}")


def _excess(table: Box, around: tuple[Box, ...]) -> float:
    """Return by how many points ``table`` runs out of the block that holds it (its own wrapper holds nothing)."""
    holder = next(box for box in reversed(around) if box.element is not table.element)
    edge = holder.content_box_x() + holder.width
    right = table.border_box_x() + table.border_width()
    left = holder.content_box_x() - table.border_box_x()
    return max(right - edge, left, table.border_width() - holder.width) * POINTS


def _identifier(box: Box) -> str | None:
    """Return the id of the element that ``box`` shows."""
    if box.element is None:
        return None
    identifier: str | None = box.element.get("id")
    return identifier


def foreign_fonts(fonts: Any, rendition: Rendition) -> Iterator[Diagnostic]:  # noqa: ANN401
    """Yield OC502 for each font in use that is of no family of the theme."""
    families = {face.family for face in rendition.faces}
    for family in sorted({font.family for font in fonts.values()} - families):
        yield fault("OC502", NOWHERE, font=family)


def lost_places(pages: Container[str], rendition: Rendition, places: Places) -> Iterator[Diagnostic]:
    """Yield OC503 for each anchor of the rendition that is on no page: what stands there would be lost in print."""
    for unit in rendition.units:
        for anchor in unit.anchors:
            if anchor not in pages:
                yield fault("OC503", places.of(anchor, unit.id), problem=f"nothing of '{anchor}' is on any page")
