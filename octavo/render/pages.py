"""Print page numbers. All of them come from one page map; nothing else knows where a place of the book stands.

Each number is a ``.page-number``, on paper with its target, inside a ``span.page-ref`` that also holds the words and
marks around it: so the numbers can be checked, filled in later, and taken out when texts are compared. Numbers in lists
are links, on paper too, since its PDF is read on screens; after the words of a link they are not links once more.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

from markupsafe import Markup

from octavo.model.diagnostics import Diagnostic, fault
from octavo.model.origin import Origin
from octavo.model.output import Medium
from octavo.model.page_map import PageMap
from octavo.render.markup import NOTHING, element, joined

GUESS = "000"
"""Stands for a page number before the first layout: most numbers of a book have three digits or fewer."""

NO_BREAK = "\N{NO-BREAK SPACE}"

BOUND_DASH: Mapping[Medium, Markup] = {
    "print": Markup("\N{EN DASH}\N{WORD JOINER}"),
    "reflow": Markup("\N{EN DASH}"),
}
"""On paper no line begins with the last page of a range; on screens the joiner might be a box, and lines are longer."""

Locator: TypeAlias = tuple[tuple[str, str], ...]
"""A page, or the first and the last page of a range: the number as printed and the anchor that stands there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pages:
    """The printed pages of one rendition.

    Without a ``page_map`` paper gets :data:`GUESS` and a screen counts the passages. ``word`` gives the words of the
    language. ``faults`` receives OC303 for a place that the map does not have. ``book`` has the pages of the printed
    book, of which this is a sheet, for the places that it refers to and does not hold.
    """

    medium: Medium
    page_map: PageMap | None
    word: Callable[[str], str]
    faults: list[Diagnostic]
    book: Mapping[str, int] = field(default_factory=dict)

    @property
    def are_printed(self) -> bool:
        """Whether the numbers are those of pages; else they count passages."""
        return self.medium == "print" or self.page_map is not None

    def reference(self, target: str, origin: Origin) -> Markup:
        """Return what follows a cross reference on paper, `` (p. 12)``; nothing on a screen, where it is a link."""
        if self.medium == "reflow":
            return NOTHING
        return _hold(joined((" (", self.word("page"), NO_BREAK, self._beside_a_link(target, origin), ")")))

    def in_book(self, target: str) -> Markup:
        """Return what follows a reference to a place that a sheet does not hold, `` (see the book, p. 12)``.

        It is nothing where the printed book does not have the place either.
        """
        if target not in self.book:
            return NOTHING
        number = element("span", str(self.book[target]), {"class": "book-page"})
        return _hold(joined((" (", self.word("see-book"), ", ", self.word("page"), NO_BREAK, number, ")")))

    def led_to(self, title: Markup, target: str, origin: Origin) -> Markup:
        """Return a title of a list of contents, on paper with a leader and the page of ``target``.

        All words of the title stand in one element, so that a style sheet can make columns of number, title and page
        without losing the spaces in it. The leader is part of it: it begins where the last line of the title ends.
        """
        if self.medium == "reflow":
            return title
        leader = element("span", attributes={"class": "leader"})
        words = element("span", joined((title, leader)), {"class": "contents-title"})
        return joined((words, _hold(self._beside_a_link(target, origin))))

    def bare(self, anchors: Sequence[str], origin: Origin, before: str = " ") -> Markup:
        """Return the pages of ``anchors`` without a word, ``3, 7–9``, after ``before``; nothing without anchors."""
        if not anchors:
            return NOTHING
        return _hold(joined((before, self._numbers(self._locators(anchors, origin)))))

    def named(self, anchors: Sequence[str], origin: Origin, before: str = " ", after: str = "") -> Markup:
        """Return the pages of ``anchors`` with their word, ``pp. 3, 7–9``; nothing without anchors."""
        if not anchors:
            return NOTHING
        locators = self._locators(anchors, origin)
        is_one = len(locators) == 1 and len(locators[0]) == 1
        key = ("page" if is_one else "pages") if self.are_printed else ("passage" if is_one else "passages")
        return _hold(joined((before, self.word(key), NO_BREAK, self._numbers(locators), after)))

    def explained(self) -> Markup:
        """Return, for a screen that shows numbers of printed pages, the paragraph that says so; else nothing."""
        if self.medium == "print" or self.page_map is None:
            return NOTHING
        return element("p", self.word("printed-pages"), {"class": "page-ref page-numbers first"})

    def _page(self, anchor: str, origin: Origin) -> int | None:
        """Return the page of ``anchor``; a map that does not have it is a fault of the place that refers to it."""
        page = None if self.page_map is None else self.page_map.page(anchor)
        if page is None and self.page_map is not None:
            self.faults.append(fault("OC303", origin, target=anchor))
        return page

    def _locators(self, anchors: Sequence[str], origin: Origin) -> list[Locator]:
        if self.page_map is None:
            texts = [GUESS if self.medium == "print" else str(count) for count in range(1, len(anchors) + 1)]
            return [(pair,) for pair in zip(texts, anchors, strict=True)]
        standing: dict[int, str] = {}
        for anchor in anchors:
            if (page := self._page(anchor, origin)) is not None:
                standing.setdefault(page, anchor)
        ranges, folio = self.page_map.ranges(anchors), self.page_map.folios.folio
        return [tuple((folio(page), standing[page]) for page in sorted({first, last})) for first, last in ranges]

    def _numbers(self, locators: Sequence[Locator]) -> Markup:
        ranges = [BOUND_DASH[self.medium].join([self._number(*end) for end in locator]) for locator in locators]
        return Markup(", ").join(ranges)

    def _number(self, text: str, anchor: str) -> Markup:
        target = {"data-target": anchor} if self.medium == "print" else {}
        return element("a", text, {"class": "page-number", **target, "href": f"#{anchor}"})

    def _beside_a_link(self, target: str, origin: Origin) -> Markup:
        """Return the number of the page of ``target`` where the words before it are a link to the same place."""
        page = self._page(target, origin)
        number = GUESS if page is None or self.page_map is None else self.page_map.folios.folio(page)
        return element("span", number, {"class": "page-number", "data-target": target})


def _hold(content: Markup) -> Markup:
    return element("span", content, {"class": "page-ref"})
