"""How well the lines of a printed book are broken and its pages filled (rules T7 to T10 of good composition).

Nothing here stops a build: a line that is too loose is mended by editing, by a no-break span or by a heading moved, and
whoever mends it wants to know where the words stand in the manuscript.
"""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby, pairwise
from operator import attrgetter

from octavo.check.artefacts.places import Places
from octavo.model.origin import NOWHERE, Origin
from octavo.pdf.catalogue import Destination, read_catalogue
from octavo.pdf.lines import PdfBlock, PdfLine, blocks
from octavo.pdf.opened_file import OpenedFile

HYPHENS = ("\N{HYPHEN}", "-", "\N{SOFT HYPHEN}")
LADDER = 3
"""Successive lines that end with a hyphen: two are allowed."""

RUNT = 5
"""Characters of the shortest last line of a paragraph."""

LOOSE, TIGHT = 0.5, 0.18
"""The mean word space of a line, in em, above and below which it is reported."""

MANY_HYPHENS = 6
"""Lines of a page that end with a hyphen, from which on the page is reported."""

HALF = 0.5
"""How much of its height a page must be filled, but for the last of a section."""

TEXT = frozenset({"P", "LBody", "Note", "Caption"})
HEADINGS = frozenset(f"H{level}" for level in range(1, 7))
LARGE = 13.0
"""The size, in pt, from which on lines are display and not text."""

PAGE_NUMBER = re.compile(r"(?:pp?\.\s)?\d+[.,]?")
"""A last line of a list that ends with the pages where something is found: it cannot be edited away."""

SHOWN = 40
"""How many characters of a line are shown."""


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class LineFinding:
    """Something about a line or page: its page and line in print, what it is, its words and where they are written.

    ``line`` counts the lines of the page from 1, and is 0 for the page as a whole. ``value`` says how much.
    """

    page: int
    line: int
    kind: str
    value: str = ""
    words: str = ""
    origin: Origin = NOWHERE


@dataclass(frozen=True, slots=True, kw_only=True)
class LineReport:
    """What was seen of the lines of a book: how many there are, how many end with a hyphen, and the findings.

    ``names`` are those of pages whose folio is not their place in the file.
    """

    pages: int
    lines: int
    hyphens: int
    mean_space: float
    findings: tuple[LineFinding, ...]
    names: Mapping[int, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Places:
    """Where lines stand: in the manuscript, and on their pages."""

    written: Places
    heights: Mapping[int, Sequence[float]]

    def finding(self, kind: str, line: PdfLine, value: str = "") -> LineFinding:
        """Return the finding ``kind`` at ``line``."""
        return LineFinding(
            page=line.page,
            line=bisect_right(self.heights[line.page], -round(line.baseline)),
            kind=kind,
            value=value,
            words=line.text if len(line.text) <= SHOWN else f"{line.text[:SHOWN].rstrip()}…",
            origin=self.written.above(line.page, line.baseline),
        )


def _places(
    set_blocks: Iterable[PdfBlock], anchors: Mapping[str, Destination], origins: Mapping[str, Origin]
) -> _Places:
    heights: dict[int, set[float]] = {}
    for block in set_blocks:
        for line in block.lines:
            heights.setdefault(line.page, set()).add(-round(line.baseline))
    return _Places(
        written=Places(anchors, origins),
        heights={page: sorted(each) for page, each in heights.items()},
    )


def examine_lines(
    content: bytes, *, origins: Mapping[str, Origin], sections: Iterable[str], leading: float
) -> LineReport:
    """Report on the lines of a reading PDF.

    ``origins`` are the places of anchors in the manuscript, ``sections`` the anchors of the sections in order and
    ``leading`` the distance of two lines of text in pt. Raises ``ValueError`` when ``content`` is no PDF.
    """
    file = OpenedFile(content)
    catalogue = read_catalogue(file.objects)
    anchors = catalogue.placed(file.numbers)
    set_blocks = [block for block in blocks(file) if "TOCI" not in (block.role, *block.around)]
    count = len(file.pages)
    where = _places(set_blocks, anchors, origins)
    starts = [anchors[section].page for section in sections if section in anchors]
    lines = [line for block in set_blocks for line in block.lines]
    spaces = [space for block in set_blocks if block.role in TEXT for line in block.lines for space in line.spaces]
    findings = (
        *_in_blocks(set_blocks, where),
        *_at_page_ends(set_blocks, where),
        *_stranded(set_blocks, where),
        *_hyphens_of_pages(set_blocks),
        *_pages(lines, starts, count, leading, where),
    )
    return LineReport(
        pages=count,
        lines=len(lines),
        hyphens=sum(_is_divided(line) for block in set_blocks for line in block.lines[:-1]),
        mean_space=sum(spaces) / len(spaces) if spaces else 0.0,
        findings=tuple(sorted(findings)),
        names={page: name for page in range(1, count + 1) if (name := catalogue.label(page)) != str(page)},
    )


def _in_blocks(set_blocks: Iterable[PdfBlock], where: _Places) -> Iterator[LineFinding]:
    """Yield what is wrong with the lines of single paragraphs."""
    for block in set_blocks:
        if block.role not in TEXT:
            continue
        *full, last = block.lines
        for is_divided, run in groupby(full, _is_divided):
            ladder = list(run)
            if is_divided and len(ladder) >= LADDER:
                yield where.finding("ladder", ladder[0], f"{len(ladder)} lines")
        if full and len(last.text.replace(" ", "")) < RUNT and not PAGE_NUMBER.fullmatch(last.text):
            yield where.finding("runt", last)
        for line in full:
            space = line.mean_space
            if space is not None and line.size < LARGE and not TIGHT <= space <= LOOSE:
                yield where.finding("loose line" if space > LOOSE else "tight line", line, f"{space:.2f} em")


def _at_page_ends(set_blocks: Iterable[PdfBlock], where: _Places) -> Iterator[LineFinding]:
    """Yield what is wrong where paragraphs run over a page."""
    for block in set_blocks:
        parts = [list(run) for _, run in groupby(block.lines, attrgetter("page"))]
        if block.role not in TEXT or len(parts) == 1:
            continue
        if len(parts[0]) == 1:
            yield where.finding("orphan", parts[0][0])
        if len(parts[-1]) == 1:
            yield where.finding("widow", parts[-1][0])
        for part in parts[:-1]:
            if _is_divided(part[-1]) and part[-1].page % 2:
                yield where.finding("hyphen at a page turn", part[-1])


def _stranded(set_blocks: Sequence[PdfBlock], where: _Places) -> Iterator[LineFinding]:
    """Yield headings that have fewer than two lines of what follows on their page."""
    for heading, below in pairwise(set_blocks):
        line = heading.lines[-1]
        is_last = heading.role in HEADINGS and below.role not in HEADINGS
        if is_last and sum(each.page == line.page for each in below.lines) < min(2, len(below.lines)):
            yield where.finding("heading at the foot", line)


def _hyphens_of_pages(set_blocks: Iterable[PdfBlock]) -> Iterator[LineFinding]:
    divided = Counter(line.page for block in set_blocks for line in block.lines[:-1] if _is_divided(line))
    for page, count in divided.items():
        if count >= MANY_HYPHENS:
            yield LineFinding(page=page, line=0, kind="many hyphens", value=f"{count} lines")


def _pages(
    lines: Sequence[PdfLine], starts: Sequence[int], count: int, leading: float, where: _Places
) -> Iterator[LineFinding]:
    """Yield pages that end early, and facing pages that do not end together, within sections."""
    feet: dict[int, PdfLine] = {}
    for line in lines:
        if line.page not in feet or line.baseline < feet[line.page].baseline:
            feet[line.page] = line
    top, foot = (edge((line.baseline for line in lines), default=0.0) for edge in (max, min))
    # Before a section that begins on the right there may be a blank page.
    ends = {start - 1 for start in starts} | {start - 2 for start in starts if start - 1 not in feet} | {count}
    for page, last in feet.items():
        if page in ends:
            continue
        filled = (top - last.baseline) / (top - foot) if top > foot else 1.0
        if filled < HALF:
            yield where.finding("short page", last, f"{filled:.0%} filled")
        facing = feet.get(page + 1) if page % 2 == 0 and page + 1 not in ends else None
        apart = round((facing.baseline - last.baseline) / leading) if facing else 0
        if apart:
            yield where.finding("uneven spread", last, f"{apart:+} lines on the left")


def _is_divided(line: PdfLine) -> bool:
    return line.text.endswith(HYPHENS)
