"""Where everything will probably stand, from the length of the text alone, so that the first layout is never blind."""

import re
from collections.abc import Iterator, Mapping
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


WAVES = (35, 102)
"""Pages up to which a book is laid out first: enough to see how good the guess is; and those with one or two digits."""


def guess_pages(rendition: Rendition) -> PageMap:
    """Return a page for every anchor of the rendition, and the number of pages; true in digits more often than not."""
    return guessed_pages(rendition, {})


def guessed_pages(rendition: Rendition, known: Mapping[str, Sides]) -> PageMap:
    """Return what :func:`guess_pages` does where some units are ``known``: the others are guessed by their example."""
    letters = letters_on_page(rendition.paper)
    guessed = {unit.id: _facts(unit, letters) for unit in rendition.units}
    was, is_now = (sum(len(facts[name]["recto"]["pages"]) for name in known) for facts in (guessed, known))
    if was:
        letters *= was / is_now
        guessed = {unit.id: _facts(unit, letters) for unit in rendition.units if unit.id not in known}
    return paginate(rendition.units, [known.get(unit.id) or guessed[unit.id] for unit in rendition.units]).page_map


def _facts(unit: Unit, letters: float) -> Sides:
    """Return as much as pagination wants to know of a unit of which a page holds so many ``letters``."""
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
