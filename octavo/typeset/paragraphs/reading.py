"""A line box of the engine, not yet broken into lines, is read as a paragraph."""

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from octavo.typeset.engine.inline_layout import kind_of, laid_out_atomic, resolve_edges
from octavo.typeset.engine.protocols import LayoutBox, LayoutContext
from octavo.typeset.paragraphs.paragraph import LINE_FEED, NO_BREAK_SPACE, OBJECT, ParagraphRun, UnbrokenParagraph
from octavo.typeset.paragraphs.planned_lines import PlannedLine
from octavo.typeset.paragraphs.planning import End
from octavo.typeset.paragraphs.text_styles import NO_SPACES, Styles
from octavo.typeset.paragraphs.ways import LineStretch
from octavo.typeset.paragraphs.words import LeftToEngineError, Reason

COMPLEX = re.compile(
    "[\u0590-\u0fff\u1000-\u109f\u1700-\u18ff\u1900-\u1cff\ua800-\ua95f\ua980-\uaaff\uabc0-\uabff"
    "\ufb1d-\ufdff\ufe70-\ufefe\U00010800-\U00011fff\U0001e800-\U0001efff"
    "\u200e\u200f\u202a-\u202e\u2066-\u2069\ufff0-\ufffb\t\r\f\u2028\u2029\u0085]"
)
"""Letters of scripts that run to the left, join their letters or have no spaces, and control characters."""

ENDING = re.compile(r" +\Z")

CODE = frozenset({"code", "kbd", "pre", "samp"})
"""Elements whose words are parted without a hyphen."""


class Plan(NamedTuple):
    """The lines of a stretch."""

    stretch: LineStretch
    lines: Sequence[PlannedLine]


@dataclass(slots=True, kw_only=True)
class Reading:
    """A paragraph and where its text stands in the boxes of ``box``.

    ``kids`` has for each box with children where the text of each child begins and where it ends, by the box's
    identity; ``runs`` are the numbers of the runs of text boxes. ``floats`` are those called in the text, each with the
    character before which it is; ``has_leader`` says that a leader fills a line. ``plans`` are the lines as they were
    planned last, by the character with which a page begins the paragraph or goes on with it; ``more`` says by the same
    how many more they are to be than is best, and lines are to begin at the ``ends``. ``opening`` is the paragraph as
    its first line shows it, where that has a ``first_line_style`` of its own.
    """

    box: LayoutBox
    children: object
    paragraph: UnbrokenParagraph
    kids: dict[int, tuple[list[int], list[int]]]
    runs: dict[int, int]
    floats: Sequence[tuple[int, LayoutBox]]
    has_leader: bool
    plans: Mapping[int, Plan] = field(default_factory=dict)
    more: dict[int, int] = field(default_factory=dict)
    ends: tuple[End, ...] = ()
    opening: "Reading | None" = None
    first_line_style: Mapping[str, object] = field(default_factory=dict)

    def open_with(self, opening: "Reading", style: Mapping[str, object]) -> None:
        """Begin with a line that has a ``style`` of its own; ``opening`` is the paragraph in it."""
        self.opening, self.first_line_style = opening, style
        self.paragraph = self.paragraph._replace(opening=opening.paragraph)
        self.plans = {}

    def opens(self, line: PlannedLine) -> bool:
        """Whether a line is the first one and has a style of its own."""
        return self.opening is not None and line.start == self.paragraph.first

    def floats_on(self, line: PlannedLine) -> list[LayoutBox]:
        """Return the floats that are called on a line."""
        first = 0 if line.start == self.paragraph.first else line.start
        is_end = line.after == len(self.paragraph.text)
        return [box for place, box in self.floats if first <= place < line.after or (is_end and place == line.after)]

    def end_behind(self, first: int) -> End | None:
        """Return the first of the ends behind a character."""
        return min((end for end in self.ends if end.before >= first), default=None)

    def planned_rest(self, stretch: LineStretch) -> Sequence[PlannedLine] | None:
        """Return the lines that were planned from an earlier page on; ``None`` where none begins there."""
        for first in sorted(self.plans, reverse=True):
            other, lines = self.plans[first]
            if first < stretch.first and other.measure == stretch.measure and not stretch.rooms:
                for place, line in enumerate(lines):
                    if line.start == stretch.first and place >= len(other.rooms):
                        return lines[place:]
        return None

    def keep(self, stretch: LineStretch, lines: Sequence[PlannedLine]) -> None:
        """Keep how a stretch was planned; what was planned of the text behind it belongs to another plan."""
        earlier = {first: plan for first, plan in self.plans.items() if first < stretch.first}
        self.plans = {**earlier, stretch.first: Plan(stretch, lines)}

    def place_of(self, skip_stack: object) -> int:
        """Return the character at which the engine's ``skip_stack`` goes on."""
        place, box = 0, self.box
        while isinstance(skip_stack, dict):
            ((index, skip_stack),) = skip_stack.items()
            if kind_of(box) == "text":
                return place + len(box.text.encode()[:index].decode())
            starts, ends = self.kids[id(box)]
            if index >= len(starts):
                return ends[-1] if ends else place
            place, box = starts[index], box.children[index]
        return place

    def skip_stack_of(self, place: int, box: LayoutBox | None = None) -> dict[int, object]:
        """Return the engine's ``skip_stack`` of a character."""
        box = box or self.box
        starts, ends = self.kids[id(box)]
        index = bisect_right(ends, place)
        if index == len(ends) or starts[index] == place:
            return {index: None}
        child = box.children[index]
        if kind_of(child) == "text":
            return {index: {len(child.text[: place - starts[index]].encode()): None}}
        return {index: self.skip_stack_of(place, child)}


def read(styles: Styles, context: LayoutContext, box: LayoutBox, containing_block: LayoutBox) -> Reading | None:
    """Return what is read in a line box; ``None`` where it has no text.

    Raises :class:`LeftToEngineError` for what is not covered.
    """
    if box.style["direction"] != "ltr":
        raise LeftToEngineError(Reason.DIRECTION)
    if box.text_overflow != "clip" or containing_block.style["block_ellipsis"] != "none":
        raise LeftToEngineError(Reason.ELLIPSIS)
    resolve_edges(box, containing_block)
    reader = _Reader(styles, context, containing_block)
    reader.read(box)
    text = "".join(reader.texts)
    if reader.keeps_last:
        text = ENDING.sub(lambda spaces: NO_BREAK_SPACE * len(spaces[0]), text)
    if not text.strip(" "):
        return None
    if COMPLEX.search(text):
        raise LeftToEngineError(Reason.SCRIPT)
    style = styles.of(box.style)
    align = box.style["text_align_all"]
    paragraph = UnbrokenParagraph(
        text=text,
        runs=tuple(reader.runs),
        face=style.face,
        align=align,
        align_last=box.style["text_align_last"],
        is_balanced=align != "justify" and style.is_balanced,
    )
    return Reading(
        box=box,
        children=box.children,
        paragraph=paragraph,
        kids=reader.kids,
        runs=reader.numbers,
        floats=reader.floats,
        has_leader=any(run.is_leader for run in reader.runs),
    )


@dataclass(slots=True)
class _Reader:
    styles: Styles
    context: LayoutContext
    block: LayoutBox
    runs: list[ParagraphRun] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)
    kids: dict[int, tuple[list[int], list[int]]] = field(default_factory=dict)
    numbers: dict[int, int] = field(default_factory=dict)
    length: int = 0
    floats: list[tuple[int, LayoutBox]] = field(default_factory=list)
    keeps_last: bool = False
    is_in_leader: bool = False

    def read(self, box: LayoutBox) -> None:
        starts: list[int] = []
        ends: list[int] = []
        for child in box.children:
            starts.append(self.length)
            kind = kind_of(child)
            if kind == "text":
                self._read_text(child)
            elif not child.is_in_normal_flow():
                if child.is_floated():
                    self.floats.append((self.length, child))
            elif kind == "inline":
                self._read_inline(child)
            elif kind == "atomic":
                self._read_atomic(child)
            else:
                raise LeftToEngineError(Reason.OTHER)
            ends.append(self.length)
        self.kids[id(box)] = starts, ends

    def _read_text(self, box: LayoutBox) -> None:
        style, text = self.styles.of(box.style), box.text
        if not style.keeps_line_feeds:
            # The engine leaves line feeds in texts that are nothing but white space.
            text = text.replace(LINE_FEED, " ")
        start = self.length
        self.length += len(text)
        self.numbers[id(box)] = len(self.runs)
        self.keeps_last = style.kept_spaces is not NO_SPACES
        # A space that is kept is set as one at which no line ends.
        self.texts.append(style.kept_spaces.sub(lambda spaces: NO_BREAK_SPACE * len(spaces[0]), text))
        self.runs.append(
            ParagraphRun(
                start,
                self.length,
                face=style.face,
                wraps=style.wraps,
                divider=None if box.element_tag in CODE else style.divider,
                is_divided=style.is_divided,
                has_soft_hyphens=style.has_soft_hyphens,
                breaks_anywhere=style.breaks_anywhere,
                is_leader=self.is_in_leader,
            )
        )

    def _read_inline(self, box: LayoutBox) -> None:
        if box.style["direction"] != "ltr":
            raise LeftToEngineError(Reason.DIRECTION)
        if box.style["position"] == "relative" and not all(child.is_in_normal_flow() for child in box.children):
            raise LeftToEngineError(Reason.RELATIVE)
        resolve_edges(box, self.block)
        for side in ("margin_left", "margin_right"):
            if getattr(box, side) == "auto":
                setattr(box, side, 0)
        left = box.padding_left + box.margin_left + box.border_left_width
        right = box.padding_right + box.margin_right + box.border_right_width
        start = self.length
        if left:
            self.runs.append(ParagraphRun(start, start, width=left))
        self.is_in_leader = box.is_leader
        self.read(box)
        self.is_in_leader = False
        if right:
            # The edges of a box without text stand on one line.
            self.runs.append(ParagraphRun(self.length, self.length, width=right, closes=self.length > start))

    def _read_atomic(self, box: LayoutBox) -> None:
        made = laid_out_atomic(self.context, box, 0, self.block)
        if made is None:
            raise LeftToEngineError(Reason.ABSOLUTE)
        self.runs.append(ParagraphRun(self.length, self.length + 1, width=made.margin_width()))
        self.texts.append(OBJECT)
        self.length += 1
