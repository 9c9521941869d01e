"""Faults that only a finished layout shows: wide tables, foreign fonts, places that went lost."""

from collections.abc import Container, Iterable, Iterator

from octavo.model.diagnostics import Diagnostic, fault
from octavo.model.origin import NOWHERE
from octavo.model.output import Rendition
from octavo.typeset.facts import WideTable
from octavo.typeset.markup import MarkupOrigins


def overfull_tables(tables: Iterable[WideTable], places: MarkupOrigins) -> Iterator[Diagnostic]:
    """Yield OC504 for each of ``tables``."""
    for excess, identifiers in tables:
        yield fault("OC504", places.of(*identifiers), excess=f"{excess:.1f}")


def foreign_fonts(families: Iterable[str], rendition: Rendition) -> Iterator[Diagnostic]:
    """Yield OC502 for each of the ``families`` in use that is not of the theme."""
    for family in sorted(set(families) - {face.family for face in rendition.faces}):
        yield fault("OC502", NOWHERE, font=family)


def lost_places(pages: Container[str], rendition: Rendition, places: MarkupOrigins) -> Iterator[Diagnostic]:
    """Yield OC503 for each anchor of the rendition that is on no page: what stands there would be lost in print."""
    for unit in rendition.units:
        for anchor in unit.anchors:
            if anchor not in pages:
                yield fault("OC503", places.of(anchor, unit.id), problem=f"nothing of '{anchor}' is on any page")
