"""Where each unit begins, and with that the page of everything and the layout of the whole printing."""

from collections.abc import Sequence
from dataclasses import dataclass

from octavo.codec import unpack
from octavo.model.folios import FrontFolios, folios_of
from octavo.model.output import Unit
from octavo.model.page_map import PageMap
from octavo.model.printing import Line, PageBreak, PageRange, PrintedLayout, TextArea
from octavo.typeset.facts import LaidOut, UnitFacts, UnitLayout


@dataclass(frozen=True, slots=True, kw_only=True)
class Extent:
    """How many pages a unit has, and on which of them, from 0, each of its anchors stands."""

    pages: int
    anchors: tuple[tuple[str, int], ...]

    @classmethod
    def of(cls, facts: UnitFacts) -> "Extent":
        """Return the extent of a unit that is laid out."""
        return cls(pages=len(facts.sizes), anchors=tuple((anchor.name, anchor.page) for anchor in facts.anchors))


@dataclass(frozen=True, slots=True, kw_only=True)
class Extents:
    """The extents of a unit that begins on a right-hand page and on a left-hand one."""

    recto: Extent
    verso: Extent

    @classmethod
    def of(cls, laid: LaidOut) -> "Extents":
        """Return the extents of a unit that is laid out."""
        return cls(recto=Extent.of(laid.on(1)), verso=Extent.of(laid.on(2)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Pagination:
    """Where units begin: ``starts`` are the page numbers of their first pages, from 1.

    ``blanks`` are the pages that are left empty so that the next unit begins on a right-hand page.
    """

    starts: tuple[int, ...]
    blanks: tuple[int, ...]
    page_map: PageMap

    def folios(self, first: int, count: int) -> tuple[str, ...]:
        """Return the folios of ``count`` pages from the page ``first`` on."""
        return tuple(self.page_map.folios.folio(page) for page in range(first, first + count))


def paginate(units: Sequence[Unit], extents: Sequence[Extents], front: FrontFolios = "arabic") -> Pagination:
    """Put the ``units`` one after the other; ``front`` is how the pages of the front matter are numbered.

    An anchor's page is the first on which it stands; of anchors that are used twice the first counts.
    """
    starts: list[int] = []
    blanks: list[int] = []
    pages: dict[str, int] = {}
    count = 0
    for unit, sides in zip(units, extents, strict=True):
        if unit.starts_recto and count % 2:
            count += 1
            blanks.append(count)
        start = count + 1
        starts.append(start)
        extent = sides.recto if start % 2 else sides.verso
        for anchor, page in extent.anchors:
            pages.setdefault(anchor, start + page)
        count += extent.pages
    sections = [(start, each.kind, each.matter, each.title) for start, each in zip(starts, units, strict=True)]
    page_map = PageMap(pages=pages, count=count, folios=folios_of(sections, front))
    return Pagination(starts=tuple(starts), blanks=tuple(blanks), page_map=page_map)


def joined_layout(units: Sequence[Unit], facts: Sequence[UnitFacts], starts: Sequence[int]) -> PrintedLayout:
    """Return the layout of ``units``, which have these ``facts`` and begin on the pages ``starts``, from 1."""
    sections: dict[str, PageRange] = {}
    breaks: list[PageBreak] = []
    blocks: dict[str, tuple[Line, ...]] = {}
    areas: dict[int, TextArea] = {}
    section, before = "", 0
    for unit, fact, start in zip(units, facts, starts, strict=True):
        layout = unpack(fact.layout, UnitLayout)
        if not unit.continues:
            section, before = unit.id, 0
        first = sections[section].first if unit.continues else start
        sections[section] = PageRange(first, start + len(fact.sizes) - 1)
        areas |= enumerate(fact.areas, start=start)
        for name, lines in layout.blocks:
            # What has no id goes on with the text of the section.
            block, shift = (name, 0) if name else (section, before)
            moved = tuple(Line(start + page, number, shift + offset) for page, number, offset in lines)
            if block not in blocks or not name:
                blocks[block] = blocks.get(block, ()) + moved
        for page, name, offset in layout.breaks:
            breaks.append(PageBreak(start + page, name or section, offset if name else before + offset))
        before += layout.length
    return PrintedLayout(sections=sections, breaks=tuple(breaks), blocks=blocks, areas=areas)
