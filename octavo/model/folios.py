"""Folios: the numbers that pages carry. The one place that says which a page has.

A page is counted from 1 in the file. Its folio is what is printed on it, what every reference to it says, what the
PDF calls it (its page label), and what the lists of pages in an ebook name.
"""

from bisect import bisect
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple, TypeAlias

FrontFolios: TypeAlias = Literal["arabic", "roman"]
"""How the pages of the front matter are numbered: in one sequence with the others, or with i, ii, iii."""

ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"),
    (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip


def roman(number: int) -> str:
    """Return a ``number`` from 1 in small Roman figures."""
    written = ""
    for value, letters in ROMAN:
        count, number = divmod(number, value)
        written += letters * count
    return written


def shown_page(page: int, folio: str) -> str:
    """Return how messages name a ``page``, counted from 1: by its ``folio``, and by its place where that is another."""
    if folio == str(page):
        return folio
    return f"{folio} (page {page} of the file)" if folio else f"{page} of the file"


class FolioRange(NamedTuple):
    """Pages that are numbered alike, from page ``first`` to the next range; that page has the number 1.

    Pages without a ``style`` have no number; ``label`` is what a PDF calls them.
    """

    first: int
    style: Literal["arabic", "roman", ""]
    label: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Folios:
    """The folios of a printing: its ``ranges`` in order, of which the first begins on page 1."""

    ranges: tuple[FolioRange, ...] = (FolioRange(1, "arabic"),)

    def folio(self, page: int) -> str:
        """Return the folio of a ``page``, counted from 1; nothing where it has none."""
        own = self.ranges[self.place(page)]
        number = page - own.first + 1
        return {"arabic": str(number), "roman": roman(number), "": ""}[own.style]

    def place(self, page: int) -> int:
        """Return which of the ranges a ``page`` is in, from 0."""
        return bisect(self.ranges, page, key=lambda each: each.first) - 1


def folios_of(sections: Sequence[tuple[int, str, str, str]], front: FrontFolios) -> Folios:
    """Return the folios of a printing whose ``sections`` are given by first page, kind, matter and title, in order.

    With ``roman`` folios in front, a cover before them is no leaf of the book: its pages have no number and are called
    by its title. The front matter begins with i, and the body with 1.
    """
    ranges: list[FolioRange] = []
    for page, kind, matter, title in sections:
        style: Literal["arabic", "roman", ""] = "roman" if front == "roman" and matter == "front" else "arabic"
        if style == "roman" and kind == "cover" and not ranges:
            style = ""
        if not ranges or ranges[-1].style != style:
            ranges.append(FolioRange(page, style, "" if style else title))
    return Folios(ranges=(ranges[0]._replace(first=1), *ranges[1:])) if ranges else Folios()
