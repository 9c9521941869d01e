"""A planned line becomes a line box of the engine."""

from bisect import bisect_left
from collections.abc import Mapping
from dataclasses import dataclass, field

from octavo.typeset.engine.inline_layout import (
    NO_EDGES,
    LineSurroundings,
    add_running,
    kind_of,
    laid_out_atomic,
    placeholder_of,
    strut_of,
    vertical_extent,
)
from octavo.typeset.engine.paragraphs import UndrawnLayout
from octavo.typeset.engine.protocols import LayoutBox
from octavo.typeset.paragraphs.drawing import SetText
from octavo.typeset.paragraphs.planned_lines import LineRun, PlannedLine
from octavo.typeset.paragraphs.reading import Reading


@dataclass(slots=True)
class LineBuilder:
    """Builds one line at ``y`` px from the boxes of its paragraph.

    ``others`` stand on it, but out of the flow; ``floats`` are those that are laid out, by the identity of their boxes.
    """

    around: LineSurroundings
    reading: Reading
    line: PlannedLine
    y: float
    floats: Mapping[int, LayoutBox]
    others: list[tuple[LayoutBox, LayoutBox | None]] = field(default_factory=list)
    is_plain: bool = True

    def build(self, x: float, indent: float) -> LayoutBox:
        """Return the line, whose block has its left edge at ``x``."""
        line = self.line
        runs = {each.run: each for each in line.runs}
        children, right = self._fill(self.reading.box, x + indent + line.offset - line.edge, runs)
        box = self.reading.box.copy_with_children(children)
        box.position_x, box.position_y = x + line.offset, self.y
        box.width = right - box.position_x
        if self.is_plain:
            self._align_texts(box)
        else:
            _set_line_height(box)
            bottom, top = vertical_extent(box)
            box.baseline, box.position_y, box.height = -top, top, bottom - top
            box.margin_top = box.margin_bottom = 0
            box.translate(0, self.y - top)
            # The sum need not be the same number.
            box.position_y = self.y
        return box

    def _align_texts(self, line: LayoutBox) -> None:
        """Place the texts of a line that has nothing else: all stand on its baseline."""
        height, baseline = strut_of(line.style)
        top, bottom = -baseline, height - baseline
        for child in line.children:
            top = min(top, -child.baseline)
            bottom = max(bottom, child.height + 2 * child.margin_top - child.baseline)
        for child in line.children:
            child.position_y = self.y - top - child.baseline
        line.baseline, line.height = -top, bottom - top
        line.margin_top = line.margin_bottom = 0

    def _fill(self, parent: LayoutBox, x: float, runs: dict[int, LineRun]) -> tuple[list[LayoutBox], float]:
        """Return what of the children of ``parent`` stands on the line, from ``x`` on, and where it ends."""
        made: list[LayoutBox] = []
        starts, ends = self.reading.kids[id(parent)]
        for index in range(bisect_left(ends, self._first), len(starts)):
            begin, end = starts[index], ends[index]
            if begin > self.line.after:
                break
            child = parent.children[index]
            kind = kind_of(child)
            if kind == "text":
                run = runs.get(self.reading.runs[id(child)])
                if run is not None:
                    text = self._text(child, child.text[max(0, self.line.start - begin) :][: run.letters], run, x)
                    made.append(text)
                    x += text.width
            elif not child.is_in_normal_flow():
                if self._holds_point(begin):
                    self._add_other(child, x, made)
            elif self._holds_point(begin) if begin == end else (end > self._first and begin < self.line.after):
                self.is_plain = False
                x = (
                    self._add_inline(child, begin, end, x, runs, made)
                    if kind == "inline"
                    else self._add_atomic(child, x, made)
                )
        return made, x

    @property
    def _first(self) -> int:
        """The first character of the line, with the spaces before it on the first one."""
        start = self.line.start
        return 0 if start == self.reading.paragraph.first else start

    def _holds_point(self, place: int) -> bool:
        """Whether what is between two characters stands on this line."""
        is_end = place == len(self.reading.paragraph.text) == self.line.after
        return self._first <= place < self.line.after or is_end

    def _text(self, child: LayoutBox, letters: str, run: LineRun, x: float) -> LayoutBox:
        """Return the part of a text that stands on the line, ``letters`` and perhaps a hyphen."""
        text, face, line = child.copy(), run.face, self.line
        vars(text).update(NO_EDGES)
        text.text = letters + run.text[run.letters :]
        text.position_x, text.position_y, text.height = x, self.y, face.font.height
        text.width = run.width * line.scale + line.extra * run.spaces
        text.margin_top = text.margin_bottom = face.half_leading
        text.baseline = face.font.baseline + face.half_leading
        text.justification_spacing = line.extra
        text.pango_layout = UndrawnLayout(text.text, line.extra)
        vars(text)["set_text"] = SetText(
            face=face, words=run.words, joints=run.joints, scale=line.scale, extra=line.extra
        )
        return text

    def _add_other(self, child: LayoutBox, x: float, made: list[LayoutBox]) -> None:
        """Keep a box out of the flow for its place."""
        placeholder = None
        if child.is_floated():
            if id(child) in self.floats:
                self.is_plain = False
                made.append(self.floats[id(child)])
            return
        if child.is_absolutely_positioned():
            child.position_x, child.position_y = x, self.y
            placeholder = placeholder_of(child)
            made.append(placeholder)
        elif not (child.is_running() or child.is_note()):
            return
        self.is_plain = False
        self.others.append((child, placeholder))

    def _add_inline(
        self, own: LayoutBox, begin: int, end: int, x: float, runs: dict[int, LineRun], made: list[LayoutBox]
    ) -> float:
        """Add the part of an inline box that stands on the line; return where it ends."""
        is_start, is_end = begin >= self._first, end <= self.line.after
        left = own.padding_left + own.margin_left + own.border_left_width if is_start else 0
        right = own.padding_right + own.margin_right + own.border_right_width if is_end else 0
        inside, edge = self._fill(own, x + left, runs)
        box = own.copy_with_children(inside)
        box.position_x, box.position_y = x, self.y
        box.width = edge - x - left
        box.remove_decoration(start=not is_start, end=not is_end)
        _set_line_height(box)
        made.append(box)
        return edge + right

    def _add_atomic(self, child: LayoutBox, x: float, made: list[LayoutBox]) -> float:
        """Add a box that is no text; return where it ends."""
        box = laid_out_atomic(self.around.context, child, x, self.around.block)
        if box is None:
            raise AssertionError("a box with parts out of the flow was read")
        made.append(box)
        return x + box.margin_width()

    def place_others(self, line: LayoutBox) -> None:
        """Give what is out of the flow to those who place it."""
        for child, placeholder in self.others:
            if placeholder is None:
                add_running(self.around.context, child)
                continue
            if "inline" in placeholder.style.specified["display"]:
                placeholder.translate(0, line.position_y - placeholder.position_y)
            else:
                below = line.position_y + line.height - placeholder.position_y
                placeholder.translate(line.position_x - placeholder.position_x, below)
            is_absolute = child.style["position"] == "absolute"
            (self.around.absolute if is_absolute else self.around.fixed).append(placeholder)


def wrap_first_line(line: LayoutBox, style: Mapping[str, object]) -> None:
    """Put what stands on ``line`` in a box of its own, which has all of ``style``: a background, a line under it."""
    box = line.copy_with_children(line.children)
    box.element_tag += "::first-line"
    box.style = box.style.copy()
    for name, value in style.items():
        box.style[name] = value
    line.children = [box]
    _set_line_height(box)


def _set_line_height(box: LayoutBox) -> None:
    """Give an inline box the height of its line, as the engine does."""
    line_height, box.baseline = strut_of(box.style)
    box.height = box.style["font_size"]
    half_leading = (line_height - box.height) / 2
    box.margin_top = half_leading - box.border_top_width - box.padding_top
    box.margin_bottom = half_leading - box.border_bottom_width - box.padding_bottom
