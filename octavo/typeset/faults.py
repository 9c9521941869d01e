"""Faults that only a finished layout shows: wide tables, foreign fonts, places that went lost."""

from collections.abc import Container, Iterable, Iterator
from typing import Any, TypeAlias

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


Wide: TypeAlias = tuple[float, tuple[str, ...]]
"""By how many points a table is too wide, and the ids on it and around it, from the inside outwards."""


def wide_tables(pages: Any) -> tuple[Wide, ...]:  # noqa: ANN401
    """Find the tables that are wider than what holds them, each once for all the pages it runs over."""
    widest: dict[int, Wide] = {}
    for page in pages:
        for table, around in engine_private.tables(page):
            excess = round(_excess(table, around), 1)
            key = id(table.element)
            if excess > widest.get(key, (TOLERANCE, ()))[0]:
                identifiers = map(_identifier, (table, *reversed(around)))
                widest[key] = excess, tuple(identifier for identifier in identifiers if identifier)
    return tuple(widest.values())


def overfull_tables(tables: Iterable[Wide], places: Places) -> Iterator[Diagnostic]:
    """Yield OC504 for each of ``tables``."""
    for excess, identifiers in tables:
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


def foreign_fonts(families: Iterable[str], rendition: Rendition) -> Iterator[Diagnostic]:
    """Yield OC502 for each of the ``families`` in use that is not of the theme."""
    for family in sorted(set(families) - {face.family for face in rendition.faces}):
        yield fault("OC502", NOWHERE, font=family)


def lost_places(pages: Container[str], rendition: Rendition, places: Places) -> Iterator[Diagnostic]:
    """Yield OC503 for each anchor of the rendition that is on no page: what stands there would be lost in print."""
    for unit in rendition.units:
        for anchor in unit.anchors:
            if anchor not in pages:
                yield fault("OC503", places.of(anchor, unit.id), problem=f"nothing of '{anchor}' is on any page")
