"""A way through a paragraph becomes planned lines: what stands on each, how wide its spaces are, where it begins.

Nothing here knows boxes. All lengths are in CSS px.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from octavo.model.line_rules import LEAST_SPACE, LineRules
from octavo.typeset.paragraphs.hanging import Edges
from octavo.typeset.paragraphs.ideographs import WEIGHT, DroppedHalf, Piece, closes, is_gap, opens, pieces
from octavo.typeset.paragraphs.paragraph import HYPHENS, NO_BREAK_SPACE, UnbrokenParagraph
from octavo.typeset.paragraphs.segments import PlacedSegment
from octavo.typeset.paragraphs.ways import LineStretch, Way
from octavo.typeset.paragraphs.words import Face, Word

ROUNDING = 0.01
"""Px by which a line may be wider than its measure."""


@dataclass(slots=True, kw_only=True)
class LineRun:
    """What stands on a line of one run: its words and its text (``None``: no letters).

    ``joints`` has for each word but the last whether a space follows it, or another one without any; where it is empty,
    a space is between each two. Of the text, ``letters`` characters are the paragraph's; the others are a hyphen.
    ``width`` is that with spaces of their own width, ``spaces`` their number; a place between ideographs is a part of
    one.
    """

    run: int
    face: Face
    words: list[Word | None]
    text: str
    letters: int
    width: float
    spaces: float
    joints: Sequence[bool] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedLine:
    """A line from the character ``start`` on; the one after it begins with the character ``after``.

    It begins ``offset`` px to the right of the block's edge, and its text ``edge`` px to the left of that. Its glyphs
    are widened by the factor ``scale``, and each space by further ``extra`` px. ``wide`` is what was broken at its end
    where no rule allows it, or what is wider than the measure.
    """

    start: int
    after: int
    is_last: bool
    runs: tuple[LineRun, ...]
    offset: float = 0.0
    edge: float = 0.0
    scale: float = 1.0
    extra: float = 0.0
    wide: str = ""

    @property
    def shown_text(self) -> str:
        """All that is seen of its text."""
        return "".join(each.text for each in self.runs).strip()


class LineFiller:
    """Fills the lines of paragraphs by one set of rules."""

    def __init__(self, rules: LineRules) -> None:
        self.rules = rules
        self.edges = Edges()

    def shrink(self, face: Face) -> float:
        """Return by how much a space may be narrower than normal."""
        own = face.space / self.rules.normal_space
        return max(0.0, face.space - max(own * self.rules.least_space, LEAST_SPACE * face.size))

    def lines(
        self,
        paragraph: UnbrokenParagraph,
        placed: PlacedSegment,
        way: Way,
        stretch: LineStretch,
        *,
        goes_on: bool = False,
    ) -> list[PlannedLine]:
        """Return the lines of ``way`` through ``placed``, in the measure and with the indent of ``stretch``.

        Where the paragraph ``goes_on`` behind them, the last of them is none.
        """
        lines: list[PlannedLine] = []
        for begin, end in pairwise((0, *way.breaks)):
            shown, after = placed.at[end]
            start = placed.at[begin][1]
            is_last = end == way.breaks[-1] and not goes_on
            has_hyphen = placed.segment.places[end][3] and paragraph.text[shown - 1] not in HYPHENS
            styled = paragraph
            if placed.segment.opening and not begin and paragraph.opening is not None:
                styled = paragraph.opening
            runs = _runs(styled, start, shown, has_hyphen=has_hyphen)
            wide = placed.forced.get(after, "") if shown else ""
            line = PlannedLine(start=start, after=after, is_last=is_last, runs=runs, wide=wide)
            first = 0 if start == paragraph.first else start
            others = sum(
                run.width
                for run in styled.runs
                if run.face is None
                and (
                    start <= run.start < after
                    if run.end > run.start
                    else run.stands_between(first, after, is_last=after == len(paragraph.text))
                )
            )
            narrow = stretch.rooms[len(lines) : len(lines) + 1]
            left, measure = narrow[0] if narrow else (0.0, stretch.measure)
            line = self._filled(styled, line, measure - (0.0 if begin else stretch.indent), others)
            lines.append(replace(line, offset=line.offset + left) if left else line)
        return lines

    def _filled(self, paragraph: UnbrokenParagraph, line: PlannedLine, room: float, others: float) -> PlannedLine:
        """Return ``line`` in ``room`` px, of which ``others`` are taken by what is no text."""
        align = paragraph.align
        if any(paragraph.runs[each.run].is_leader for each in line.runs):
            # Its leader fills it.
            align = "start"
        elif line.is_last and paragraph.align_last != "auto":
            align = paragraph.align_last
        elif line.is_last and align == "justify":
            align = "start"
        left = 0.0
        if self.rules.hanging and paragraph.align == "justify" and line.runs:
            left, right = self.edges.outside(line.runs)
            room += left + right
        text = sum([each.width for each in line.runs])
        spaces = sum([each.spaces for each in line.runs])
        free = room - others - text
        if align == "justify" or (paragraph.align == "justify" and free < 0):
            most = room * self.rules.glyph_scaling / 100 + self.shrink(paragraph.face) * spaces
            if free < -most - ROUNDING:
                # What is too wide stands out as it is.
                return replace(line, edge=left, wide=line.shown_text)
            scale, extra = self._stretched(paragraph.face, free, text, spaces)
            return replace(line, edge=left, scale=scale, extra=extra)
        if free < -ROUNDING:
            line = replace(line, wide=line.shown_text)
        if align == "center":
            return replace(line, edge=left, offset=free / 2)
        if align in {"right", "end"}:
            return replace(line, edge=left, offset=free)
        return replace(line, edge=left)

    def _stretched(self, face: Face, free: float, text: float, spaces: float) -> tuple[float, float]:
        """Return the scale of the glyphs and the further width of each space; both give as each may."""
        glyphs = self.rules.glyph_scaling / 100 * text
        if not spaces:
            return (1 + min(0.0, free) / text if text else 1.0), 0.0
        own = face.space / self.rules.normal_space
        each = own * self.rules.greatest_space - face.space if free > 0 else self.shrink(face)
        room = glyphs + each * spaces
        by = max(-glyphs, min(glyphs, free * glyphs / room)) if room else 0.0
        return (1 + by / text if text else 1.0), (free - by) / spaces


def _runs(paragraph: UnbrokenParagraph, start: int, end: int, *, has_hyphen: bool) -> tuple[LineRun, ...]:
    """Return what a line shows of each run, with the words shaped as they stand there."""
    shown: list[tuple[int, Face, str]] = []
    for number, run in enumerate(paragraph.runs):
        if run.start >= end and shown:
            break
        if run.face is not None and run.end > start and run.start < end:
            shown.append((number, run.face, paragraph.text[max(run.start, start) : min(run.end, end)]))
    runs = []
    for number, face, letters in shown:
        is_divided = has_hyphen and number == shown[-1][0]
        text = letters + face.hyphen if is_divided else letters
        joints: list[bool] = []
        gaps = 0.0
        if paragraph.has_ideographs:
            begin = max(paragraph.runs[number].start, start)
            stop = begin + len(letters)
            words, joints = _set_pieces(paragraph, face, (begin, stop), (start, end), text)
            gaps = WEIGHT * (joints.count(False) + (stop < end and is_gap(paragraph.text, stop)))
        else:
            words = [face.word(word) if word else None for word in text.replace(NO_BREAK_SPACE, " ").split(" ")]
        spaces = joints.count(True) if paragraph.has_ideographs else len(words) - 1
        width = sum([word.width for word in words if word is not None]) + face.space * spaces
        runs.append(
            LineRun(
                run=number,
                face=face,
                words=words,
                text=text,
                letters=len(letters),
                width=width,
                spaces=spaces + gaps,
                joints=joints,
            )
        )
    return tuple(runs)


def _set_pieces(
    paragraph: UnbrokenParagraph, face: Face, part: tuple[int, int], line: tuple[int, int], text: str
) -> tuple[list[Word | None], list[bool]]:
    """Return the words between the two places of a ``part`` of a ``line``, and whether a space follows each.

    Of ``text``, what is not in the paragraph is a hyphen.
    """
    (begin, end), language = part, paragraph.face.language
    hyphen = text[end - begin :]
    words: list[Word | None] = []
    joints: list[bool] = []
    first = begin
    for chunk in text[: end - begin].replace(NO_BREAK_SPACE, " ").split(" "):
        if first > begin:
            joints.append(True)
        if not chunk:
            words.append(None)
        after = first + len(chunk)
        for piece in pieces(paragraph.text, first, after, language):
            if piece.start > first:
                joints.append(False)
            is_last = piece.start + len(piece.text) == end
            trim = piece.trim or _trim_at_edge(piece, line, language)
            words.append(face.trimmed(piece.text + hyphen if is_last else piece.text, trim))
        first = after + 1
    return words, joints


def _trim_at_edge(piece: Piece, line: tuple[int, int], language: str | None) -> DroppedHalf | None:
    """Return which half of a sign is left out at an end of its ``line``."""
    start, end = line
    if piece.start == start and opens(piece.text):
        return DroppedHalf.BEFORE
    if piece.start + len(piece.text) == end and closes(piece.text, language):
        return DroppedHalf.AFTER
    return None
