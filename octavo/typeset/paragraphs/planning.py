"""A paragraph and a measure become planned lines: what stands on each, how wide its spaces are, where it begins.

Nothing here knows boxes. All lengths are in CSS px.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from octavo.model.line_rules import LEAST_SPACE, LineRules
from octavo.typeset.paragraphs.breaking import OVERFULL, Fit, Prices, Segment, Way, best_ragged_way, best_way
from octavo.typeset.paragraphs.hanging import Edges
from octavo.typeset.paragraphs.paragraph import HYPHENS, NO_BREAK_SPACE, Paragraph
from octavo.typeset.paragraphs.segments import PlacedSegment, segments
from octavo.typeset.paragraphs.word_breaks import Division, WordBreaks
from octavo.typeset.paragraphs.words import Face, LeftToEngineError, Reason, Word

ALLOWANCE = 0.004
"""Px by which the engine's width of a text may differ from ours: the engine measures a box as wide as its text."""

ROUNDING = 0.01
"""Px by which a line may be wider than its measure."""

MOST = 3_000
"""How many paragraphs a planner remembers."""


@dataclass(slots=True, kw_only=True)
class Part:
    """What stands on a line of one run: the words with a space between each two (``None``: no letters), and its text.

    Of the text, ``letters`` characters are the paragraph's; the others are a hyphen. ``width`` is that with spaces of
    their own width.
    """

    run: int
    face: Face
    words: list[Word | None]
    text: str
    letters: int
    width: float

    @property
    def spaces(self) -> int:
        """The number of spaces."""
        return len(self.words) - 1


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
    parts: tuple[Part, ...]
    offset: float = 0.0
    edge: float = 0.0
    scale: float = 1.0
    extra: float = 0.0
    wide: str = ""

    @property
    def shown_text(self) -> str:
        """All that is seen of its text."""
        return "".join(part.text for part in self.parts).strip()


@dataclass(slots=True)
class _Known:
    """What a planner remembers of a paragraph: its lines by first character, measure and indent."""

    plans: dict[tuple[int, float, float], Sequence[PlannedLine]]


class Planner:
    """Plans paragraphs by one set of rules, and remembers them."""

    def __init__(self, rules: LineRules) -> None:
        self._rules, self._breaks, self._edges = rules, WordBreaks(rules), Edges()
        self._prices = Prices(
            twice=rules.hyphens_in_a_row**2,
            last=rules.hyphen_before_last**2,
            contrast=rules.contrast**2,
            runt=rules.runt**2,
        )
        self._known: dict[Paragraph, _Known] = {}

    def plan(self, paragraph: Paragraph, first: int, measure: float, indent: float) -> Sequence[PlannedLine]:
        """Return the lines from the character ``first`` on; the first of them is indented.

        Raises :class:`LeftToEngineError` where no line can begin there.
        """
        known = self._known.get(paragraph)
        if known is None:
            if len(self._known) >= MOST:
                self._known.clear()
            known = self._known[paragraph] = _Known({})
        key = first, measure, indent
        lines = known.plans.get(key)
        if lines is None:
            lines = _continued(known, first, measure) if first > paragraph.first else None
            known.plans[key] = lines = lines or self._planned(paragraph, first, measure, indent)
        return lines

    def _planned(self, paragraph: Paragraph, first: int, measure: float, indent: float) -> list[PlannedLine]:
        lines: list[PlannedLine] = []
        whole = segments(paragraph, self._breaks, Division.NONE, measure)
        for place, placed in enumerate(whole):
            if placed.at[-1][1] <= first and place + 1 < len(whole):
                continue
            own = 0.0 if lines else indent
            rest = placed.rest(first) if first > placed.at[0][1] else placed
            way = None if rest is None else self._way(paragraph, rest, measure, own)
            if rest is None or way is None or way.price > self._rules.hyphen**2:
                # Only now it matters where words may be divided.
                rest, way = self._divided(paragraph, place, first, measure, own)
            lines += self._lines(paragraph, rest, way, measure, own)
        return lines

    def _divided(
        self, paragraph: Paragraph, place: int, first: int, measure: float, indent: float
    ) -> tuple[PlacedSegment, Way]:
        """Return a segment of ``paragraph`` with all places in its words, and the best way through it.

        Lines end where no rule allows it only where something would be wider than its line.
        """
        found = None
        for division in (Division.HYPHENS, Division.WIDE_WORDS, Division.ANYWHERE):
            placed = segments(paragraph, self._breaks, division, measure)[place]
            rest = placed.rest(first) if first > placed.at[0][1] else placed
            if rest is not None:
                found = rest, self._way(paragraph, rest, measure, indent)
                if found[1].price < OVERFULL:
                    break
        if found is None:
            raise LeftToEngineError(Reason.RESUMED)
        return found

    def _way(self, paragraph: Paragraph, placed: PlacedSegment, measure: float, indent: float) -> Way:
        face, rules = paragraph.face, self._rules
        space = face.space
        fit = Fit(
            measure=measure + ALLOWANCE,
            stretch=space * (rules.greatest_space / rules.normal_space - 1),
            shrink=self._shrink(face),
            # An indented first line has fewer glyphs to give: what fits must be what it can be set in.
            give=rules.glyph_scaling / 100 * (measure - max(0.0, indent)),
            runt=rules.runt_width * face.size,
        )
        segment = placed.segment
        if indent:
            segment = Segment([segment.starts[0] - indent, *segment.starts[1:]], segment.spaces, segment.places)
        if paragraph.align != "justify":
            way = best_ragged_way(segment, fit, self._prices, is_balanced=paragraph.is_balanced)
        else:
            if rules.hanging:
                segment = self._edges.hung(paragraph, PlacedSegment(segment, placed.at))
            way = best_way(segment, fit, self._prices)
        return way

    def _shrink(self, face: Face) -> float:
        """Return by how much a space may be narrower than normal."""
        own = face.space / self._rules.normal_space
        return max(0.0, face.space - max(own * self._rules.least_space, LEAST_SPACE * face.size))

    def _lines(
        self, paragraph: Paragraph, placed: PlacedSegment, way: Way, measure: float, indent: float
    ) -> list[PlannedLine]:
        lines: list[PlannedLine] = []
        for begin, end in pairwise((0, *way.breaks)):
            shown, after = placed.at[end]
            start = placed.at[begin][1]
            is_last = end == way.breaks[-1]
            has_hyphen = placed.segment.places[end][3] and paragraph.text[shown - 1] not in HYPHENS
            parts = _parts(paragraph, start, shown, has_hyphen=has_hyphen)
            wide = placed.forced.get(after, "") if shown else ""
            line = PlannedLine(start=start, after=after, is_last=is_last, parts=parts, wide=wide)
            first = 0 if start == paragraph.first else start
            others = sum(
                run.width
                for run in paragraph.runs
                if run.face is None
                and (
                    start <= run.start < after
                    if run.end > run.start
                    else run.stands_between(first, after, is_last=after == len(paragraph.text))
                )
            )
            lines.append(self._filled(paragraph, line, measure - (0.0 if begin else indent), others))
        return lines

    def _filled(self, paragraph: Paragraph, line: PlannedLine, room: float, others: float) -> PlannedLine:
        """Return ``line`` in ``room`` px, of which ``others`` are taken by what is no text."""
        align = paragraph.align
        if line.is_last and paragraph.align_last != "auto":
            align = paragraph.align_last
        elif line.is_last and align == "justify":
            align = "start"
        left = 0.0
        if self._rules.hanging and paragraph.align == "justify" and line.parts:
            left, right = self._edges.outside(line.parts)
            room += left + right
        text = sum([part.width for part in line.parts])
        spaces = sum([part.spaces for part in line.parts])
        free = room - others - text
        if align == "justify" or (paragraph.align == "justify" and free < 0):
            most = room * self._rules.glyph_scaling / 100 + self._shrink(paragraph.face) * spaces
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

    def _stretched(self, face: Face, free: float, text: float, spaces: int) -> tuple[float, float]:
        """Return the scale of the glyphs and the further width of each space; both give as each may."""
        glyphs = self._rules.glyph_scaling / 100 * text
        if not spaces:
            return (1 + min(0.0, free) / text if text else 1.0), 0.0
        own = face.space / self._rules.normal_space
        each = own * self._rules.greatest_space - face.space if free > 0 else self._shrink(face)
        room = glyphs + each * spaces
        by = max(-glyphs, min(glyphs, free * glyphs / room)) if room else 0.0
        return (1 + by / text if text else 1.0), (free - by) / spaces


def _continued(known: _Known, first: int, measure: float) -> Sequence[PlannedLine] | None:
    """Return the rest of a plan for the same measure that has a line from the character ``first`` on."""
    for (_, width, _), lines in known.plans.items():
        if width == measure:
            for place, line in enumerate(lines):
                if line.start == first:
                    return lines[place:]
    return None


def _parts(paragraph: Paragraph, start: int, end: int, *, has_hyphen: bool) -> tuple[Part, ...]:
    """Return what a line shows of each run, with the words shaped as they stand there."""
    shown: list[tuple[int, Face, str]] = []
    for number, run in enumerate(paragraph.runs):
        if run.start >= end and shown:
            break
        if run.face is not None and run.end > start and run.start < end:
            shown.append((number, run.face, paragraph.text[max(run.start, start) : min(run.end, end)]))
    parts = []
    for number, face, letters in shown:
        is_divided = has_hyphen and number == shown[-1][0]
        text = letters + face.hyphen if is_divided else letters
        words = [face.word(word) if word else None for word in text.replace(NO_BREAK_SPACE, " ").split(" ")]
        width = sum([word.width for word in words if word is not None]) + face.space * (len(words) - 1)
        parts.append(Part(run=number, face=face, words=words, text=text, letters=len(letters), width=width))
    return tuple(parts)
