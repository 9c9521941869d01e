"""Advice on pages over a sheet: which paragraphs, a line shorter, would leave out the pages that need another sheet."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from octavo.impose.signatures import PAGES_OF_A_SHEET
from octavo.model.book import Book, Section
from octavo.model.origin import Origin
from octavo.model.output import Printing
from octavo.model.printing import UNCOUNTED, Line
from octavo.model.prose import Paragraph
from octavo.model.query import every_block, plain

SPARED = ("chronology", "glossary", "people")
"""Registers that a selection can do without; the list of works is what its citations lead to."""

MOST_OVER = 2
"""Pages over a sheet that are worth the trouble: three leave a single blank one."""

SHORT = 15
"""Characters in the last line of a paragraph that can be cut out of it."""

FEW = 6
"""Lines of which a page may be rid by shortening paragraphs."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ShortLine:
    """A paragraph whose last line has few characters (``count``, without spaces), and its place."""

    origin: Origin
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class _Ending:
    """The last page of a section: how many lines are on it, and paragraphs that could be as many lines shorter."""

    section: int
    lines: int
    paragraphs: tuple[ShortLine, ...]


def advice(book: Book, printing: Printing, blanks: int, *, is_whole: bool) -> Iterator[str]:
    """Yield why the last sheet has ``blanks`` and what would bring it back; nothing where only one page is blank."""
    over = PAGES_OF_A_SHEET - blanks
    if not 1 <= over <= MOST_OVER or printing.page_map.count <= PAGES_OF_A_SHEET:
        return
    yield f"{_counted(over, 'page')} over a sheet: {blanks} blanks"
    if not is_whole and (left_out := _left_out(book, printing, over)):
        registers = " and ".join(f"--without {name}" for name in left_out)
        yield f"{registers} would bring it back"
    shorter = [paragraph for ending in _chosen(book, printing, over) for paragraph in ending.paragraphs]
    if shorter:
        which = "this paragraph" if len(shorter) == 1 else f"these {len(shorter)} paragraphs"
        yield f"{which}, a line shorter, would bring it back:"
    for each in shorter:
        yield f"{each.origin}: the last line has {_counted(each.count, 'letter')}"


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"


def _left_out(book: Book, printing: Printing, over: int) -> Sequence[str]:
    """Return the fewest registers of a selection without which no page is over a sheet; none where none do."""
    registers = [section.id for section in book.sections if section.kind in SPARED]
    for number in range(1, len(registers) + 1):
        for some in combinations(registers, number):
            left = [section for section in book.sections if section.id not in some]
            if left and _count(left, [_pages(printing, section) for section in left]) == printing.page_map.count - over:
                return some
    return ()


def _chosen(book: Book, printing: Printing, over: int) -> Sequence[_Ending]:
    """Return the endings, with the fewest lines in all, without which no page is over a sheet; none where none do."""
    endings = list(_endings(book, printing))
    sizes = [_pages(printing, section) for section in book.sections]
    found = [
        some
        for number in range(1, over + 1)
        for some in combinations(endings, number)
        if _count(book.sections, sizes, {ending.section for ending in some}) == printing.page_map.count - over
    ]
    return min(found, key=lambda some: sum(ending.lines for ending in some), default=())


def _count(sections: Sequence[Section], sizes: Sequence[int], shorter: Collection[int] = ()) -> int:
    """Return the pages of a book in which some sections are a page shorter; a blank page may stand before a recto."""
    page = 0
    for place, (section, size) in enumerate(zip(sections, sizes, strict=True)):
        page += section.starts_recto and page % 2
        page += size - (place in shorter)
    return page


def _endings(book: Book, printing: Printing) -> Iterator[_Ending]:
    """Yield the sections that could be a page shorter."""
    blocks, areas = printing.layout.blocks, printing.layout.sections
    lines_on: dict[int, int] = {}
    for line in (line for of_block in blocks.values() for line in of_block):
        lines_on[line.page] = max(lines_on.get(line.page, 0), line.number)
    for place, section in enumerate(book.sections):
        pages = areas.get(section.id)
        lines = lines_on.get(pages.last, 0) if pages else 0
        if pages is None or pages.first == pages.last or not 0 < lines <= FEW:
            continue
        shorter = sorted(_short_lines(section, blocks), key=lambda each: each.count)
        if len(shorter) >= lines:
            chosen = sorted(shorter[:lines], key=lambda each: each.origin)
            yield _Ending(section=place, lines=lines, paragraphs=tuple(chosen))


def _short_lines(section: Section, blocks: Mapping[str, Sequence[Line]]) -> Iterator[ShortLine]:
    for block in every_block(section.blocks):
        lines = blocks.get(block.id, ())
        if isinstance(block, Paragraph) and len(lines) > 1:
            count = len(UNCOUNTED.sub("", plain(block.children))) - lines[-1].offset
            if 0 < count <= SHORT:
                yield ShortLine(origin=block.origin, count=count)


def _pages(printing: Printing, section: Section) -> int:
    pages = printing.layout.sections.get(section.id)
    return pages.last - pages.first + 1 if pages else 0
