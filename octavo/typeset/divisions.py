"""A long section divided into units of its own where a heading begins a page anyway.

There, and nowhere else, the pages come out the same: nothing before the break has a say in what is after it. The first
unit stays open, so that the others become its children in the structure tree; a further unit is laid out behind a stub,
a page that stands for all that was before and is then dropped, so that running heads and the kind of page go on.
"""

from collections.abc import Iterator, Sequence
from copy import copy
from dataclasses import replace
from xml.etree import ElementTree as ET

from octavo.model.output import Rendition, Unit
from octavo.typeset import markup
from octavo.typeset.page_estimate import letters_on_page
from octavo.typeset.unit_document import FIRST, FURTHER, STUB, UNIT

NEW_PAGE = "new-page"
"""The class of what begins a page."""

PAGES_OF_UNIT = 8
"""About how many pages such a unit has at least: a unit has a cost of its own, and few corrections are in one page."""


def divide(rendition: Rendition, *, pages: float = PAGES_OF_UNIT) -> Rendition:
    """Return ``rendition`` with each long section as several units, none of them much shorter than ``pages``.

    Raises :class:`~octavo.model.diagnostics.Faulty` with OC503 for malformed markup.
    """
    shortest = pages * letters_on_page(rendition.paper)
    units = tuple(each for unit in rendition.units for each in _divided(unit, shortest))
    return rendition if len(units) == len(rendition.units) else replace(rendition, units=units)


def _divided(unit: Unit, shortest: float) -> Iterator[Unit]:
    if NEW_PAGE not in unit.body or len(unit.body) < 2 * shortest:
        yield unit
        return
    body = markup.parse(unit)
    runs = list(_runs(list(body[0]), shortest)) if len(body) == 1 else []
    if not runs[1:]:
        yield unit
        return
    for place, run in enumerate(runs):
        outer = copy(body[0])
        outer[:] = run
        outer.set(UNIT, FURTHER if place else FIRST)
        if place:
            outer.attrib.pop("id", None)
            outer.text = ""
            outer.insert(0, ET.fromstring(STUB))
        text = ET.tostring(outer, encoding="unicode")
        anchors = tuple(each.get("id", "") for each in outer.iter() if each.get("id"))
        # No id of an editor has a stroke in it.
        name = f"{unit.id}/{place + 1}" if place else unit.id
        recto = unit.starts_recto and not place
        yield replace(unit, id=name, body=text, starts_recto=recto, continues=place > 0, anchors=anchors)


def _runs(children: Sequence[ET.Element], shortest: float) -> Iterator[list[ET.Element]]:
    """Cut the children of a section where one begins a page and there is enough before it and behind it."""
    lengths = [sum(map(len, child.itertext())) for child in children]
    run: list[ET.Element] = []
    done, rest = 0, sum(lengths)
    for child, length in zip(children, lengths, strict=True):
        if NEW_PAGE in (child.get("class") or "").split() and done >= shortest and rest >= shortest:
            yield run
            run, done = [], 0
        run.append(child)
        done, rest = done + length, rest - length
    yield run
