"""The layout of a whole printing, joined from that of its units."""

from collections.abc import Sequence

from octavo.codec import unpack
from octavo.model.output import Unit
from octavo.model.printing import Line, PageBreak, PageRange, PrintedLayout
from octavo.typeset.facts import UnitFacts, UnitLayout


def joined_layout(units: Sequence[Unit], facts: Sequence[UnitFacts], starts: Sequence[int]) -> PrintedLayout:
    """Return the layout of ``units``, which have these ``facts`` and begin on the pages ``starts``, from 1."""
    sections: dict[str, PageRange] = {}
    breaks: list[PageBreak] = []
    blocks: dict[str, tuple[Line, ...]] = {}
    section, before = "", 0
    for unit, fact, start in zip(units, facts, starts, strict=True):
        layout = unpack(fact.layout, UnitLayout)
        if not unit.continues:
            section, before = unit.id, 0
        first = sections[section].first if unit.continues else start
        sections[section] = PageRange(first, start + len(fact.sizes) - 1)
        for name, lines in layout.blocks:
            # What has no id goes on with the text of the section.
            block, shift = (name, 0) if name else (section, before)
            moved = tuple(Line(start + page, number, shift + offset) for page, number, offset in lines)
            if block not in blocks or not name:
                blocks[block] = blocks.get(block, ()) + moved
        for page, name, offset in layout.breaks:
            breaks.append(PageBreak(start + page, name or section, offset if name else before + offset))
        before += layout.length
    return PrintedLayout(sections=sections, breaks=tuple(breaks), blocks=blocks)
