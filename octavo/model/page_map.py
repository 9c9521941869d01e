"""Where everything stands in a printing, and by which number it is printed."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from octavo.model.folios import Folios


@dataclass(frozen=True, slots=True, kw_only=True)
class PageMap:
    """Where every anchor stands in one laid-out printing: the one source of every page number that is computed.

    ``pages`` maps anchors to pages, counted from 1 in the file, and ``folios`` says what number is printed for a page.
    ``count`` is the number of pages.
    """

    pages: Mapping[str, int]
    count: int
    folios: Folios = field(default_factory=Folios)

    def page(self, anchor: str) -> int | None:
        """Return the page of ``anchor``, or ``None`` where the printing does not have it."""
        return self.pages.get(anchor)

    def folio(self, anchor: str) -> str | None:
        """Return the folio of the page of ``anchor``, or ``None`` where the printing does not have it."""
        return self.folios.folio(self.pages[anchor]) if anchor in self.pages else None

    def ranges(self, anchors: Iterable[str]) -> tuple[tuple[int, int], ...]:
        """Return the pages of ``anchors`` in order, without repeats, neighbours merged: ``((12, 12), (14, 16))``.

        Pages that are numbered in another way are no neighbours.
        """
        merged: list[tuple[int, int]] = []
        place = self.folios.place
        for page in sorted({self.pages[anchor] for anchor in anchors if anchor in self.pages}):
            if merged and page == merged[-1][1] + 1 and place(page) == place(merged[-1][1]):
                merged[-1] = (merged[-1][0], page)
            else:
                merged.append((page, page))
        return tuple(merged)
