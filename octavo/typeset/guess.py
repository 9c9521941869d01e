"""Where everything will probably stand, from the length of the text alone, so that the first layout is never blind."""

import re
from collections.abc import Iterator
from math import ceil

from octavo.model.output import PageMap, Paper, Rendition, Unit
from octavo.typeset.pagination import Sides, paginate

LETTER = 0.46
"""The mean width of a letter in em of the text, spaces included (T3)."""

FULL = 0.82
"""How much of a page of text is text: paragraphs end early, and heads stand apart."""

PICTURE_LINES = 16
"""Lines that a picture takes, in the mean."""

TEXT_SIZE = 0.73
"""The size of the text as a part of its leading: 9.5 pt of 13 (T4)."""

POINTS = 72 / 25.4
"""Points in a millimetre."""

TAG = re.compile(r"<[^>]*>")
PLACE = re.compile(r'\sid="([^"]*)"')


def guess_pages(rendition: Rendition) -> PageMap:
    """Return a page for every anchor of the rendition, and the number of pages; true in digits more often than not."""
    return paginate(rendition.units, [guess_facts(unit, rendition.paper) for unit in rendition.units]).page_map


def guess_facts(unit: Unit, paper: Paper) -> Sides:
    """Return as much as pagination wants to know of a unit, before it is laid out."""
    letters = letters_on_page(paper)
    places = list(_lengths(unit, letters))
    anchors = [[anchor, int(before / letters), 0, 0] for anchor, before in places if anchor]
    count = max(1, ceil(places[-1][1] / letters))
    facts = {"pages": range(count), "anchors": [[unit.id, 0, 0, 0], *anchors]}
    return {"recto": facts, "verso": facts}


def letters_on_page(paper: Paper) -> float:
    """Return about how many letters of running text a page of ``paper`` holds."""
    measure = (paper.width - paper.inner - paper.outer) * POINTS
    return measure / (paper.leading * TEXT_SIZE * LETTER) * paper.lines * FULL


def _lengths(unit: Unit, letters: float) -> Iterator[tuple[str, float]]:
    """Yield each anchor with the number of letters before it, and at last an empty one with all of them."""
    length, done = 0.0, 0
    for tag in TAG.finditer(unit.body):
        length += tag.start() - done
        done = tag.end()
        if tag[0].startswith("<img"):
            length += letters * PICTURE_LINES / 36
        if place := PLACE.search(tag[0]):
            yield place[1], length
    yield "", length + len(unit.body) - done
