"""Where each unit begins, and with that the page of everything."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from octavo.model.output import PageMap, Unit


@dataclass(frozen=True, slots=True, kw_only=True)
class Pagination:
    """Where units begin: ``starts`` are the page numbers of their first pages, from 1.

    ``blanks`` are the pages that are left empty so that the next unit begins on a right-hand page.
    """

    starts: tuple[int, ...]
    blanks: tuple[int, ...]
    page_map: PageMap

    def versos(self) -> tuple[bool, ...]:
        """Return for each unit whether it begins on a left-hand page, which has an even number."""
        return tuple(start % 2 == 0 for start in self.starts)


def paginate(units: Sequence[Unit], facts: Sequence[Mapping[str, Any]]) -> Pagination:
    """Put the laid-out ``units`` one after the other; ``facts`` are those of their records.

    An anchor's page is the first on which it stands; of anchors that are used twice the first counts.
    """
    starts: list[int] = []
    blanks: list[int] = []
    pages: dict[str, int] = {}
    count = 0
    for unit, fact in zip(units, facts, strict=True):
        if unit.starts_recto and count % 2:
            count += 1
            blanks.append(count)
        starts.append(count + 1)
        for anchor, page, _, _ in fact["anchors"]:
            pages.setdefault(anchor, count + 1 + page)
        count += len(fact["pages"])
    return Pagination(starts=tuple(starts), blanks=tuple(blanks), page_map=PageMap(pages=pages, count=count))


def misfits(facts: Mapping[str, Any], pages: PageMap) -> tuple[str, ...]:
    """Return the anchors whose page numbers have another number of digits than were laid out for them in a unit."""
    return tuple(
        slot["target"]
        for _, _, slots in facts["drawings"]
        for slot in slots
        if slot["target"] and len(str(pages.page(slot["target"]) or "")) != len(slot["placeholder"])
    )
