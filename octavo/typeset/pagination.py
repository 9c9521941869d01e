"""Where each unit begins, and with that the page of everything."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

from octavo.model.output import PageMap, Unit
from octavo.typeset.packing import unpack

Facts: TypeAlias = Mapping[str, Any]
Sides: TypeAlias = Mapping[str, Facts]
"""The facts of a laid-out unit by the side on which it begins, ``recto`` or ``verso``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pagination:
    """Where units begin: ``starts`` are the page numbers of their first pages, from 1.

    ``blanks`` are the pages that are left empty so that the next unit begins on a right-hand page. ``facts`` are those
    of each unit on the side on which it begins.
    """

    starts: tuple[int, ...]
    blanks: tuple[int, ...]
    page_map: PageMap
    facts: tuple[Facts, ...]


def sides_of(packed: bytes) -> Sides:
    """Return the facts that :func:`~octavo.typeset.unit.lay_out_unit` packed."""
    facts, _ = unpack(packed)
    return {"recto": facts["recto"], "verso": {**facts["recto"], **facts["verso"]} if "verso" in facts else {}}


def side_of(page: int) -> str:
    """Return on which side ``page`` is: left-hand pages have even numbers."""
    return "recto" if page % 2 else "verso"


def paginate(units: Sequence[Unit], laid: Sequence[Sides]) -> Pagination:
    """Put the laid-out ``units`` one after the other.

    An anchor's page is the first on which it stands; of anchors that are used twice the first counts.
    """
    starts: list[int] = []
    blanks: list[int] = []
    pages: dict[str, int] = {}
    facts: list[Facts] = []
    count = 0
    for unit, sides in zip(units, laid, strict=True):
        if unit.starts_recto and count % 2:
            count += 1
            blanks.append(count)
        starts.append(count + 1)
        fact = sides[side_of(count + 1)]
        facts.append(fact)
        for anchor, page, _, _ in fact["anchors"]:
            pages.setdefault(anchor, count + 1 + page)
        count += len(fact["pages"])
    page_map = PageMap(pages=pages, count=count)
    return Pagination(starts=tuple(starts), blanks=tuple(blanks), page_map=page_map, facts=tuple(facts))


def misfits(facts: Facts, pages: PageMap) -> tuple[str, ...]:
    """Return the anchors whose page numbers have another number of digits than were laid out for them in a unit."""
    return tuple(target for target, digits in facts["slots"] if len(str(pages.page(target) or "")) != digits)
