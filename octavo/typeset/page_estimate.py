"""Where everything will probably stand, from the length of the text alone, so that the first layout is never blind."""

import re
from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import ceil, inf
from types import MappingProxyType

from octavo.model.output import Paper, Rendition, Unit
from octavo.model.page_map import PageMap
from octavo.model.printing import POINTS_PER_MM
from octavo.typeset.pagination import Extent, Extents, paginate

LETTER = 0.5
"""The mean width of a letter in em of the text, spaces included: between those of narrow and of wide faces."""

FULL = 0.89
"""How much of a page of text is text: paragraphs end early, and heads stand apart."""

TEXT_SIZE = 0.73
"""The size of the text as a part of its leading: 9.5 pt of 13 (T4)."""

OPENS: Mapping[str, float] = {
    "h1": 6,
    "h2": 1.6,
    "h3": 1.5,
    "img": 16,
    "figure": 2,
    "table": 1,
    "aside": 2,
    "blockquote": 2,
    "dl": 1,
    "ul": 0.5,
    "ol": 0.5,
    "pre": 1,
}
"""Lines that an element takes besides those of its text."""

ENDS: Mapping[str, float] = {
    "h1": 1.6,
    "h2": 1.3,
    "h3": 1.0,
    "h4": 1.0,
    "p": 1.0,
    "li": 1.0,
    "dd": 1.0,
    "dt": 1.0,
    "tr": 1.3,
    "figcaption": 1.0,
    "pre": 1.0,
    "br": 1.0,
}
"""Elements at which a line ends, and how many times wider than in a paragraph letters are set there."""

BLANK = 4
"""So many letters between elements are only the ends of lines of the markup."""

LAST = 0.45
"""How much of the last line of a paragraph stays empty, in the mean."""

ERROR, ERROR_BY_EXAMPLE = 0.15, 0.06
"""By how much the estimate may be wrong, as a part of the length: with no unit known, and by the example of some."""

ENOUGH = 20
"""So many pages are an example for the others."""

LONG_ENOUGH = 3
"""Pages that a unit has at least that is an example: it ends somewhere on the last, so a shorter one says little."""

WAVES = 3
"""How often the layout waits for what it has begun, to estimate the rest by it."""

TAG = re.compile(r'<(/?)([a-z0-9]+)((?:[^>"]|"[^"]*")*)>')
PLACE = re.compile(r'\sid="([^"]*)"')
TARGET = re.compile(r'\sdata-target="([^"]*)"')


@dataclass(frozen=True, slots=True, kw_only=True)
class PageEstimate:
    """Where everything probably stands.

    ``errors`` tells by how many pages that may be wrong, by anchor; one that it does not have is known. ``sizes`` are
    the pages of each unit. ``has_example`` says whether enough of them are known to estimate others by.
    """

    pages: PageMap
    errors: Mapping[str, float]
    sizes: Mapping[str, int]
    has_example: bool

    def next_wave(self, units: Sequence[Unit]) -> tuple[Unit, ...]:
        """Return those of ``units`` to lay out next; all of them, where of none the numbers printed in it are sure.

        As long as there is no example, the surest of the others are among them.
        """
        chosen: set[str] = set()
        pages = 0
        for unit in sorted(units, key=self.safety, reverse=True):
            if self.safety(unit) < 1 and (self.has_example or pages >= ENOUGH):
                break
            chosen.add(unit.id)
            pages += self.sizes[unit.id]
        return tuple(unit for unit in units if unit.id in chosen) or tuple(units)

    def safety(self, unit: Unit) -> float:
        """Return how many times more wrong the estimate may be than feared before a number in ``unit`` changes length.

        It is infinite where that cannot be.
        """
        return min(map(self._safety, TARGET.findall(unit.body)), default=inf)

    def _safety(self, anchor: str) -> float:
        page, error = self.pages.page(anchor), self.errors.get(anchor)
        if page is None or error is None:
            return inf
        folio = self.pages.folio(anchor) or ""
        if not folio.isdecimal():
            # Letters are laid out as they are: any other page is another number.
            return 0.5 / error
        page, least = int(folio), int("1".ljust(len(folio), "0"))
        return min(page - least + 0.5 if least > 1 else inf, 10 * least - page - 0.5) / error


def estimate_pages(rendition: Rendition, known: Mapping[str, Extents] = MappingProxyType({})) -> PageEstimate:
    """Estimate a page for every anchor of the rendition, and the number of pages.

    Where some units are ``known``, the others are estimated by their example.
    """
    lengths = {unit.id: _lengths(unit.body, rendition.paper) for unit in rendition.units}
    scale = 1.0
    example = {name: sides.recto.pages - 0.5 for name, sides in known.items() if sides.recto.pages >= LONG_ENOUGH}
    has_example = sum(example.values()) >= ENOUGH
    if has_example:
        scale = sum(example.values()) / sum(lengths[name][-1][1] for name in example)
    extents = [known.get(unit.id) or _extents(unit, lengths[unit.id], scale) for unit in rendition.units]
    return PageEstimate(
        pages=paginate(rendition.units, extents, rendition.front_folios).page_map,
        errors=_errors(rendition.units, extents, known, ERROR_BY_EXAMPLE if has_example else ERROR),
        sizes={unit.id: sides.recto.pages for unit, sides in zip(rendition.units, extents, strict=True)},
        has_example=has_example,
    )


def _errors(
    units: Sequence[Unit], extents: Sequence[Extents], known: Container[str], error: float
) -> Mapping[str, float]:
    """Return by how many pages each anchor may stand elsewhere: one, and a part of what is estimated before it."""
    errors: dict[str, float] = {}
    estimated = 0
    for unit, sides in zip(units, extents, strict=True):
        for anchor, page in sides.recto.anchors:
            if unit.id not in known:
                errors.setdefault(anchor, 1 + error * (estimated + page))
            elif estimated:
                errors.setdefault(anchor, 1 + error * estimated)
        if unit.id not in known:
            estimated += sides.recto.pages
    return errors


def _extents(unit: Unit, lengths: Sequence[tuple[str, float]], scale: float) -> Extents:
    """Return about how long a unit is that has anchors at these ``lengths``, in pages."""
    anchors = tuple((anchor, int(before * scale)) for anchor, before in lengths if anchor)
    extent = Extent(pages=max(1, ceil(lengths[-1][1] * scale)), anchors=((unit.id, 0), *anchors))
    return Extents(recto=extent, verso=extent)


def letters_on_page(paper: Paper) -> float:
    """Return about how many letters of running text a page of ``paper`` holds."""
    return _letters_in_line(paper) * paper.lines * FULL


def _letters_in_line(paper: Paper) -> float:
    return (paper.width - paper.inner - paper.outer) * POINTS_PER_MM / (paper.leading * TEXT_SIZE * LETTER)


@lru_cache(maxsize=1024)
def _lengths(body: str, paper: Paper) -> tuple[tuple[str, float], ...]:
    """Return each anchor with the length in pages of what is before it, and at last an empty one with that of all."""
    line = _letters_in_line(paper)
    found: list[tuple[str, float]] = []
    lines, letters, done = 0.0, 0.0, 0
    for tag in TAG.finditer(body):
        letters += tag.start() - done
        done = tag.end()
        closing, name, attributes = tag.groups()
        if not closing:
            lines += OPENS.get(name, 0)
            if place := PLACE.search(attributes):
                found.append((place[1], (lines + letters / line) / paper.lines))
        if name in ENDS and letters > BLANK:
            lines += max(1, letters * ENDS[name] / line + LAST)
            letters = 0
    return (*found, ("", (lines + letters / line) / paper.lines))
