"""Faults that only a finished layout shows: wide tables, foreign fonts, places that went lost."""

from collections.abc import Callable, Container, Iterable, Iterator, Mapping

from octavo.model.diagnostics import Diagnostic, fault
from octavo.model.origin import NOWHERE, Origin
from octavo.model.output import Printing, Rendition
from octavo.model.printing import HeldPages, PageBreak
from octavo.typeset.facts import SmallFormula, WideTable, WideWord
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


def unreadable_formulas(formulas: Iterable[SmallFormula], places: MarkupOrigins) -> Iterator[Diagnostic]:
    """Yield OC511 for each of ``formulas``."""
    for size, identifiers in formulas:
        yield fault("OC511", places.of(*identifiers), size=f"{size:g}")


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


def pages_not_held(held: HeldPages, printing: Printing, rendition: Rendition) -> Iterator[Diagnostic]:
    """Yield OC441 for each page that does not begin as it did in the printing that is held.

    Where pages begin as they did but have another number, OC442 tells the first of them; OC443 is for those whose text
    is gone.
    """
    at = {(each.block, each.offset): each.page for each in printing.layout.breaks}
    begins = {each.page: each for each in printing.layout.breaks}
    folio, shift, place_of = printing.page_map.folios.folio, 0, _block_places(rendition)
    for each in held.breaks:
        page = at.get((each.block, each.offset))
        if page is None:
            now = begins.get(each.page + shift)
            difference = _difference(each, now)
            yield fault("OC441", place_of(each.block), page=each.page, release=held.release, difference=difference)
        elif page - each.page != shift:
            shift = page - each.page
            yield fault("OC442", place_of(each.block), was=each.page, release=held.release, page=folio(page))
    for each in held.lost:
        yield fault("OC443", held.origin, page=each.page, release=held.release)


def pages_ending_early(lines: Mapping[int, int], printing: Printing, rendition: Rendition) -> Iterator[Diagnostic]:
    """Yield OC444 for each page that ends ``lines`` early for the next one to begin as it did."""
    begins, place_of = {each.page: each.block for each in printing.layout.breaks}, _block_places(rendition)
    for page, count in lines.items():
        yield fault("OC444", place_of(begins.get(page, "")), page=printing.page_map.folios.folio(page), count=count)


def _block_places(rendition: Rendition) -> Callable[[str], Origin]:
    """Return what returns the place of a block, or else of the section that it stands in."""
    places = MarkupOrigins(rendition)
    sections = {anchor: unit.id for unit in rendition.units for anchor in unit.anchors}
    return lambda block: places.of(block, sections.get(block))


def _difference(was: PageBreak, now: PageBreak | None) -> str:
    """Return how a page begins otherwise."""
    if now is None or now.block != was.block:
        return "with other words"
    letters = now.offset - was.offset
    return f"{abs(letters)} letters {'later' if letters > 0 else 'earlier'}"
