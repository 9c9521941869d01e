"""Which line of which page every block of a document stands in, read from the boxes that were laid out.

Text boxes know their element, and those of one element come in the order of its text; so the place of their characters
is found in the markup, in whatever order floats, notes and the heads of tables are laid out. For how characters and
lines count see :mod:`octavo.model.printing`.
"""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from math import inf
from operator import itemgetter
from typing import NamedTuple, TypeAlias
from xml.etree import ElementTree as ET

from octavo.model.output import FORMULA_WORDS, ONLY_IN_ONE_MEDIUM
from octavo.model.printing import UNCOUNTED, Line, PageBreak
from octavo.typeset.engine.box_tree import footnotes, has_columns, in_place, is_kind, page_box
from octavo.typeset.engine.protocols import LaidOutPage, LayoutBox, LineBox, TextBox
from octavo.typeset.facts import BlockLines, UnitLayout

PHRASING = frozenset(
    (
        *("a", "abbr", "b", "bdi", "bdo", "cite", "code", "data", "del", "dfn", "em", "i", "ins", "kbd", "mark", "q"),
        *("s", "samp", "small", "span", "strong", "sub", "sup", "time", "u", "var"),
    )
)
"""Elements that are parts of a line (phrasing content of HTML): one of these is no block, unless it is a footnote."""

FEW = 8
"""More characters than a first letter has, the signs around it included."""

SET_HYPHEN = "\N{HYPHEN}"
"""Ends a line where the layout divides a word; hyphens of a manuscript are U+002D."""


@dataclass(slots=True, eq=False)
class _Block:
    """A block of the markup: its id, the block around it, and where its text begins in the flow that it is part of."""

    identifier: str
    around: "_Block | None"
    start: int
    lines: list[Line] = field(default_factory=list)


@dataclass(slots=True, eq=False)
class _OwnText:
    """The text of one element without that of the elements in it: stretches of it, each with its place in the flow.

    ``start`` is the place of the element and ``beginning`` are its first characters. ``read`` is how many
    of the ``count`` characters were found in boxes so far.
    """

    block: _Block
    start: int
    is_counted: bool
    beginning: str = ""
    firsts: list[int] = field(default_factory=list)
    places: list[int] = field(default_factory=list)
    count: int = 0
    read: int = 0

    def offset(self) -> int:
        """Return where in its block the next character stands that is to be read."""
        stretch = bisect_right(self.firsts, self.read) - 1
        return self.places[stretch] + (self.read - self.firsts[stretch]) * self.is_counted - self.block.start


class _Flow:
    """Counts the characters of a text that is read in one go: that of the document, or that of a note."""

    def __init__(self) -> None:
        self.count = 0


_Column: TypeAlias = tuple[int, float]
"""A column of text: which columns it belongs to, and its left edge."""


class _PlacedLine(NamedTuple):
    """A line, and the column that it stands in."""

    column: _Column | None
    line: LineBox

    def baseline(self) -> float:
        """Return how far below the upper edge of the page the text of the line stands, in px."""
        return self.line.position_y + self.line.baseline


class _Item(NamedTuple):
    """A text or a picture on a page: the line of a text, and where in the markup it stands."""

    line: LineBox | None
    block: _Block
    offset: int
    is_in_flow: bool


def read_layout(pages: Sequence[LaidOutPage]) -> UnitLayout:
    """Return where the blocks of the document with these ``pages`` stand; pages count from 0."""
    boxes = list(map(page_box, pages))
    reader = _Reader(boxes[0].children[0].element, {id(note.element) for box in boxes for note in footnotes(box)})
    return reader.read(boxes)


class _Reader:
    """Reads the boxes of one document, whose markup is ``root``; ``notes`` are the elements that are footnotes."""

    def __init__(self, root: ET.Element | None, notes: set[int]) -> None:
        self._notes = notes
        self._own: dict[int, _OwnText] = {}
        self._document = _Block("", None, 0)
        self._blocks: dict[int, _Block] = {0: self._document}
        self._first_pages: dict[int, int] = {}
        self._page = 0
        self._column: _Column | None = None
        self._items: list[_Item] = []
        self._lines: dict[int, _PlacedLine] = {}
        self._flow = _Flow()
        if root is not None and (body := root.find("body")) is not None:
            self._count(body, self._document, self._flow, is_counted=True)

    def _count(self, element: ET.Element, block: _Block, flow: _Flow, *, is_counted: bool) -> None:
        """Find the place of every stretch of text in ``element``."""
        is_note = id(element) in self._notes
        if is_note:
            flow = _Flow()
        identifier = element.get("id")
        if identifier and (is_note or element.tag not in PHRASING):
            block = self._blocks[id(element)] = _Block(identifier, None if is_note else block, flow.count)
        if not set(ONLY_IN_ONE_MEDIUM).isdisjoint((element.get("class") or "").split()):
            is_counted = False
        own = self._own[id(element)] = _OwnText(block, flow.count, is_counted)

        def add(text: str | None) -> None:
            if text and (seen := UNCOUNTED.sub("", text)):
                length = len(seen)
                own.beginning = own.beginning or seen[:FEW]
                own.firsts.append(own.count)
                own.places.append(flow.count)
                own.count += length
                flow.count += length * is_counted

        add(element.text)
        for child in element:
            self._count(child, block, flow, is_counted=is_counted)
            flow.count += len(UNCOUNTED.sub("", child.get(FORMULA_WORDS, ""))) * is_counted
            add(child.tail)

    def read(self, pages: Sequence[LayoutBox]) -> UnitLayout:
        """Read all pages in order."""
        breaks: list[PageBreak] = []
        for self._page, page in enumerate(pages):
            self._items, self._lines = [], {}
            for box in page.children:
                if not is_kind(box, "MarginBox"):
                    self._walk(box, None, is_in_flow=not is_kind(box, "FootnoteAreaBox"))
            numbers = _numbered(self._lines.values())
            for item in self._items:
                if item.line is not None:
                    self._add_line(item, numbers[id(item.line)])
            if self._items:
                first = next((item for item in self._items if item.is_in_flow), self._items[0])
                breaks.append(PageBreak(self._page, first.block.identifier, first.offset))
        for element, block in self._blocks.items():
            if not block.lines and element in self._first_pages:
                block.lines.append(Line(self._first_pages[element], 0, 0))
        blocks = (BlockLines(each.identifier, tuple(each.lines)) for each in self._blocks.values() if each.lines)
        return UnitLayout(blocks=tuple(blocks), breaks=tuple(breaks), length=self._flow.count)

    def _walk(self, box: LayoutBox, line: LineBox | None, *, is_in_flow: bool) -> None:
        """Gather the texts and pictures in ``box``, which stands in ``line``."""
        box = in_place(box)
        self._first_pages.setdefault(id(box.element), self._page)
        if is_kind(box, "TextBox"):
            if line is not None:
                self._read_text(box, line, is_in_flow=is_in_flow)
        elif is_kind(box, "ReplacedBox"):
            if own := self._own.get(id(box.element)):
                self._items.append(_Item(None, own.block, own.start - own.block.start, is_in_flow))
        else:
            if is_kind(box, "LineBox"):
                line = box
            elif box.style["float"] in {"left", "right"} or box.style["position"] in {"absolute", "fixed"}:
                is_in_flow = False
            around = self._column
            for child in box.children:
                if line is None and has_columns(box):
                    self._column = id(box), child.position_x
                self._walk(child, line, is_in_flow=is_in_flow)
            self._column = around

    def _read_text(self, box: TextBox, line: LineBox, *, is_in_flow: bool) -> None:
        seen = UNCOUNTED.sub("", box.text.removesuffix(SET_HYPHEN))
        if not seen:
            return
        self._lines[id(line)] = _PlacedLine(self._column, line)
        own = self._own.get(id(box.element))
        # The head of a table is laid out again on every page; it was read on the first.
        if own is not None and own.read < own.count and _is_written(box, seen, own):
            self._items.append(_Item(line, own.block, own.offset(), is_in_flow))
            own.read += len(seen)

    def _add_line(self, item: _Item, number: int) -> None:
        """Note a line of the block of ``item``, and that the blocks around begin in it, where they did not before."""
        block, offset = item.block, item.offset
        if not block.lines or block.lines[-1][:2] != (self._page, number):
            block.lines.append(Line(self._page, number, offset))
        around = block.around
        while around is not None and around is not self._document and not around.lines:
            around.lines.append(Line(self._page, number, 0))
            around = around.around


def _is_written(box: TextBox, seen: str, own: _OwnText) -> bool:
    """Whether ``box`` shows text of the markup: others show what the style sheet makes."""
    if box.element_tag.endswith("::first-letter"):
        # Which may be a letter that the style sheet has put before the text.
        return own.read > 0 or own.beginning.startswith(seen)
    return "::" not in box.element_tag


def _numbered(lines: Iterable[_PlacedLine]) -> dict[int, int]:
    """Return the number of each line on its page.

    Lines are one whose baselines differ by less than half a letter. Columns are counted each for itself, from the line
    above them on.
    """
    numbers: dict[int, int] = {}
    counted: dict[_Column | None, tuple[int, float]] = {}
    above: dict[int, int] = {}
    highest = 0
    for baseline, column, line in sorted(((each.baseline(), *each) for each in lines), key=itemgetter(0)):
        first = above.setdefault(column[0], highest) if column else highest
        number, limit = counted.get(column, (first, -inf))
        if baseline >= limit:
            number, limit = (number if column else highest) + 1, baseline + line.style["font_size"] / 2
        counted[column] = number, limit
        numbers[id(line)] = number
        highest = max(highest, number)
    return numbers
