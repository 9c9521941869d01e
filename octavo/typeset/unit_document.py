"""A unit as a document: what its layout depends on, known without the engine, so that a change is known at once."""

import re
from collections.abc import Sequence
from functools import lru_cache
from html import escape
from xml.etree import ElementTree as ET

from octavo.model.output import Rendition, Unit
from octavo.model.page_map import PageMap
from octavo.model.printing import PageBreak
from octavo.typeset.markup import parse, serial

FIRST_FOLIO = 101
"""The folio that the first page of every unit is laid out with; three digits, as most pages of most books have."""

NUMBER_MARK = "\x00"
"""Stands for a printed page number; XML has no such character."""

DIGIT = re.compile(r"\d")

KEPT = 256
"""How many units are kept as they are cut at their page numbers: those of a large book."""

NO_PAGES = PageMap(pages={}, count=0)

UNIT = "data-unit"
"""The attribute of the outer element of a divided section that says which of its units it is, by the next two words."""

FIRST, FURTHER, STUB_UNIT = "first", "further", "stub"

HELD_AT = "data-held"
"""The attribute of a block with the offsets in its text at which pages of an earlier printing began."""

STUB = f'<div {UNIT}="{STUB_UNIT}">\N{NO-BREAK SPACE}</div>'
"""What stands for the units before: a line on a page that is dropped."""

ROMAN = ' data-folios="roman"'
"""The attribute of the root of a unit whose own pages have Roman folios."""

BEGINNING = "html { break-before: recto }"
"""Every unit is laid out from a right-hand page on."""


def unit_source(
    rendition: Rendition, unit: Unit, *, pages: PageMap = NO_PAGES, held: Sequence[PageBreak] = ()
) -> bytes:
    """Return all that the layout of ``unit`` depends on besides the style sheet, and nothing else: an XHTML document.

    It is well-formed XHTML without namespaces, and does not say on which side the unit begins: a layout serves both. A
    unit that continues another has a page before its first, to be dropped (see :mod:`octavo.typeset.divisions`).

    Printed page numbers become noughts: they are written in later. ``pages`` says how many digits they will probably
    have; where it does not know, they have as many as those of the rendition. Roman ones stand as they are, since their
    letters are not equally wide. Where pages of an earlier printing are ``held``, the blocks with which they
    began say so. Raises :class:`~octavo.model.diagnostics.Faulty` with OC503 for malformed markup.
    """
    has_roman = rendition.front_folios == "roman" and unit.matter == "front"
    anchors = frozenset(unit.anchors)
    within = tuple((each.block, each.offset) for each in held if each.block in anchors)
    pieces, numbers = _cut(unit, rendition.metadata.language, ROMAN if has_roman else "", within)
    written: list[str] = []
    for piece, (target, text) in zip(pieces, numbers, strict=False):
        folio = pages.folio(target)
        written += [piece, DIGIT.sub("0", text if folio is None else folio)]
    return "".join((*written, pieces[-1])).encode()


@lru_cache(maxsize=KEPT)
def _cut(
    unit: Unit, language: str, mark: str, held: tuple[tuple[str, int], ...]
) -> tuple[Sequence[str], Sequence[tuple[str, str]]]:
    """Return the document of one unit, cut at its printed page numbers; and of each its anchor and what it was.

    Its root has the attribute ``mark``, and blocks say where in them pages are ``held``.

    A book asks for the same units several times, until all page numbers are known.
    """
    body = parse(unit)
    numbers: list[tuple[str, str]] = []
    for number in body.iter("span"):
        if is_page_number(number):
            numbers.append((number.get("data-target", ""), escape(number.text or "", quote=False)))
            number.text = NUMBER_MARK
    for element in body.iter() if held else ():
        if offsets := [str(offset) for block, offset in held if block == element.get("id")]:
            element.set(HELD_AT, " ".join(offsets))
    beginning, folio = (other_side(BEGINNING), FIRST_FOLIO - 1) if unit.continues else (BEGINNING, FIRST_FOLIO)
    style = f"<style>{beginning} @page :first {{ counter-reset: page {folio} }}</style>"
    head = f'<html lang="{escape(language)}"{mark}><head><title>unit</title>{style}</head>'
    return f"<!DOCTYPE html>\n{head}<body>{serial(unit, body)}</body></html>".split(NUMBER_MARK), numbers


def is_page_number(element: ET.Element) -> bool:
    """Whether ``element`` is a printed page number and nothing else."""
    return "page-number" in (element.get("class") or "").split() and bool(element.get("data-target"))


def other_side(source: str) -> str:
    """Return a unit's source, or its ``BEGINNING``, for the other side."""
    verso = BEGINNING.replace("recto", "verso")
    return source.replace(BEGINNING, verso, 1) if BEGINNING in source else source.replace(verso, BEGINNING, 1)
