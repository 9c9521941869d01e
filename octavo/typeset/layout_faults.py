"""Faults that only a finished layout shows: wide tables, foreign fonts, places that went lost."""

from collections.abc import Container, Iterable, Iterator

from octavo.model.diagnostics import Diagnostic, fault
from octavo.model.origin import NOWHERE, Origin
from octavo.model.output import Rendition
from octavo.typeset.facts import WideTable, WideWord
from octavo.typeset.markup import MarkupOrigins

SHOWN = 60
"""How many characters of a word are shown."""


def overfull_tables(tables: Iterable[WideTable], places: MarkupOrigins) -> Iterator[Diagnostic]:
    """Yield OC504 for each of ``tables``."""
    for excess, identifiers in tables:
        yield fault("OC504", places.of(*identifiers), excess=f"{excess:.1f}")


def overfull_words(words: Iterable[WideWord], places: MarkupOrigins) -> Iterator[Diagnostic]:
    """Yield OC510 for each of ``words``, at every place where it was written, or once where none is known."""
    found: dict[str, set[Origin]] = {}
    for word, identifiers in words:
        found.setdefault(word, set()).add(places.of(*identifiers))
    for word, origins in found.items():
        for origin in sorted(origins - {NOWHERE}) or [NOWHERE]:
            yield fault("OC510", origin, word=word if len(word) <= SHOWN else f"{word[:SHOWN]}…")


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
