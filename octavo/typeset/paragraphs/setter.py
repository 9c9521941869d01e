"""What one session keeps for setting paragraphs: rules, faces, plans; and the count of what it leaves to the engine."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from octavo.model.line_rules import LineRules
from octavo.typeset.engine.first_lines import in_first_line
from octavo.typeset.engine.inline_layout import WIDE_WORD
from octavo.typeset.engine.protocols import LayoutBox, LayoutContext
from octavo.typeset.paragraphs.held_places import HeldPlaces
from octavo.typeset.paragraphs.planned_lines import PlannedLine
from octavo.typeset.paragraphs.planning import Planner
from octavo.typeset.paragraphs.reading import Reading, read
from octavo.typeset.paragraphs.text_styles import Styles
from octavo.typeset.paragraphs.ways import LineStretch
from octavo.typeset.paragraphs.words import LeftToEngineError, Reason

PASSING = frozenset({Reason.BESIDE_FLOAT, Reason.RESUMED})
"""Reasons that hold for some lines of a paragraph only."""

READING = "reading"
"""The name under which a line box keeps its reading, or why there is none."""

SET_LINE = "set_line"
"""The name under which a line box keeps a :class:`SetLine`."""

PARAGRAPH_SETTER = "paragraph_setter"
"""The name under which a session keeps it."""


class SetLine(NamedTuple):
    """The paragraph that a line is of, the stretch of it that was planned for the page, and the line's first character.

    It may be the last line.
    """

    reading: Reading
    stretch: LineStretch
    start: int
    is_last: bool


class ParagraphSetter:
    """Reads and plans the paragraphs of all documents of one session.

    ``has_wide_words`` says that something in the document is wider than its line. ``held`` are the places in it with
    which pages of an earlier printing began.
    """

    def __init__(self, rules: LineRules) -> None:
        self.planner = Planner(rules)
        self._styles = Styles(rules.normal_space)
        self._left: Counter[Reason] = Counter()
        self.has_wide_words = False
        self.held = HeldPlaces()

    def begin_document(self) -> None:
        """Forget what belongs to the document before."""
        self._styles.forget_drawings()
        self._left.clear()
        self.held = HeldPlaces()
        self.has_wide_words = False

    @property
    def left(self) -> Mapping[Reason, int]:
        """How many paragraphs of the document were left to the engine, by reason."""
        return self._left

    def read(
        self,
        context: LayoutContext,
        box: LayoutBox,
        containing_block: LayoutBox,
        first_line_style: Mapping[str, object] | None,
    ) -> Reading | None:
        """Return the reading of a line box, which is read once; ``None`` where it has no text.

        Its first line may have a style of its own.

        Raises :class:`LeftToEngineError` for what is not covered.
        """
        known: Reading | Reason | bool | None = vars(box).get(READING, False)
        if isinstance(known, Reason):
            raise LeftToEngineError(known)
        if known is False or (isinstance(known, Reading) and known.children is not box.children):
            known = vars(box)[READING] = read(self._styles, context, box, containing_block)
            if known is not None:
                self.held.find(known)
        if isinstance(known, Reading) and first_line_style and known.opening is None:
            opening = read(self._styles, context, in_first_line(box, first_line_style), containing_block)
            if opening is not None:
                known.open_with(opening, first_line_style)
        return known if isinstance(known, Reading) else None

    def lines(self, reading: Reading, stretch: LineStretch) -> Sequence[PlannedLine]:
        """Return the lines of a paragraph from some character on: the rest of what was planned, where that goes on.

        Raises :class:`LeftToEngineError` where no line can begin there.
        """
        more, end = reading.more.get(stretch.first, 0), reading.end_behind(stretch.first)
        lines = None
        if stretch.first > reading.paragraph.first and not more and end is None:
            lines = reading.planned_rest(stretch)
        if lines is None:
            lines = self.planner.plan(reading.paragraph, stretch, more, end)
        reading.keep(stretch, lines)
        return lines

    def leave(self, box: LayoutBox, reason: Reason) -> None:
        """Count ``box`` as left to the engine, once."""
        known = vars(box).setdefault("left", set())
        if reason not in known:
            known.add(reason)
            self._left[reason] += 1
        if reason not in PASSING:
            vars(box)[READING] = reason

    def mark_wide(self, line: LayoutBox, words: str) -> None:
        """Keep with a line the ``words`` that are wider than it."""
        vars(line)[WIDE_WORD] = words
        self.has_wide_words = True
