"""Number the headings of chapters (3.1, 3.1.2) and of appendices (A.1)."""

from collections.abc import Callable
from dataclasses import replace

from octavo.model.book import Section
from octavo.model.prose import Block, Heading
from octavo.model.transform import Rules, rewrite
from octavo.resolve.registers import Sections

TOP = 2
"""The level of the first headings below the title of a text."""


def number_headings(sections: Sections, levels: int) -> Sections:
    """Return ``sections`` with numbers for the headings of so many levels, in all that have a number themselves.

    Headings inside of boxes and the like are counted with the others, as they stand in the same order of reading.
    """
    return tuple(_numbered(each, levels) if levels and _is_numbered(each) else each for each in sections)


def _is_numbered(section: Section) -> bool:
    return section.kind in {"chapter", "appendix"} and bool(section.number)


def _numbered(section: Section, levels: int) -> Section:
    return replace(section, blocks=rewrite(section.blocks, Rules(block=_counter(section.number, levels))))


def _counter(chapter: str, levels: int) -> Callable[[Block], Block]:
    """Return what numbers the headings of a chapter, in their order."""
    counts = [0] * levels

    def number(block: Block) -> Block:
        if not isinstance(block, Heading) or block.level >= TOP + levels:
            return block
        depth = block.level - TOP
        counts[depth] += 1
        counts[depth + 1 :] = [0] * (levels - depth - 1)
        return replace(block, number=".".join((chapter, *map(str, counts[: depth + 1]))))

    return number
