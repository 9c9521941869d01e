"""The pages of a release, held in what is printed of the book now."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from octavo.editions.held_pages import held_breaks
from octavo.editions.snapshot import PrintedProduct, frozen_blocks
from octavo.model.book import Book, Publication
from octavo.model.editions import FrozenBlock, FrozenPage
from octavo.model.origin import Origin
from octavo.model.output import Rendition
from octavo.model.printing import HeldPages, PageBreak
from octavo.project import Project

NOT_HELD = frozenset({"contents", "index", "changes", "corrections"})
"""Kinds of sections that nobody cites by the page: lists of pages, and what is told of a release in the next one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldRelease:
    """A release whose pages are held: what it froze, and where its ``version`` is asked for."""

    version: str
    origin: Origin
    blocks: Sequence[FrozenBlock] = field(repr=False)
    pages: Mapping[str, Sequence[FrozenPage]] = field(repr=False)

    def pages_of(self, name: str, book: Book, rendition: Rendition) -> HeldPages:
        """Return the pages of the product ``name``; none where the release did not have it."""
        frozen = [each for each in self.blocks if each.part == "text" and name in each.printed]
        breaks = [
            PageBreak(number, page.block, page.offset)
            for number, page in enumerate(self.pages.get(name, ()), start=1)
            if page.block
        ]
        if not breaks:
            return HeldPages(release=self.version)
        listed = {anchor for unit in rendition.units if unit.kind in NOT_HELD for anchor in unit.anchors}
        anchors = {anchor for unit in rendition.units for anchor in unit.anchors} - listed
        present = [
            each
            for each in frozen_blocks([PrintedProduct(name=name, book=book, rendition=rendition)])
            if each.part == "text"
        ]
        held: list[PageBreak] = []
        lost: list[PageBreak] = []
        for old, new in held_breaks(breaks, frozen, present):
            if old.block not in listed:
                found = new is not None and new.block in anchors
                (held if found else lost).append(new if found and new else old)
        sections: dict[str, int] = {}
        for each in frozen:
            page = each.printed[name][0].page
            sections[each.section] = min(page, sections.get(each.section, page))
        return HeldPages(
            release=self.version,
            origin=self.origin,
            breaks=tuple(held),
            lost=tuple(lost),
            firsts=frozenset(sections.values()),
        )


def held_release(project: Project, name: str, publication: Publication, version: str) -> HeldRelease | None:
    """Return the release whose pages are to be held: ``version``, or else the one that the settings name, if any.

    Raises :class:`~octavo.model.diagnostics.Faulty` with OC425 where there is no such release, and with OC426 where
    its snapshot cannot be read.
    """
    settings = publication.settings
    asked = version or settings.value.hold
    if not asked:
        return None
    from octavo.pipeline.states import released_state, releases_of

    origin = settings.at("version") if version else settings.at("hold")
    state = released_state(project, name, asked, releases_of(publication), origin)
    return HeldRelease(version=asked, origin=origin, blocks=state.snapshot.blocks, pages=state.snapshot.pages)
