"""What editors write about the sheets for the class (handouts.yaml)."""

from dataclasses import dataclass
from typing import ClassVar, Literal, TypeAlias

from octavo.model.link_addresses import LinkAddresses
from octavo.model.look import Variant
from octavo.model.prose import Blocks, Question
from octavo.model.records import STRICT, MarkdownText

Audience: TypeAlias = Literal["pupil", "teacher"]
"""Whom a sheet is for. Answers, mark schemes and notes for teachers go into the teacher's sheet alone."""

MOST_WORDS = 450
"""Words of text that a sheet holds beside a source (rule H2: one topic, one leaf)."""

MOST_EXTRACTS = 1
"""Sources that a sheet holds (rule H2)."""

MOST_MARKS = 20
"""Marks that the questions of a sheet carry together."""

LINES_PER_MARK = 2
"""Ruled lines for each mark (rule H6)."""

MOST_LINES = 12
"""Ruled lines that a question has at most."""

LEAF = 2
"""Pages of one leaf, which a pupil's sheet may fill (rule H2)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A sheet for the class: what it is called, and what of the book it holds, in its order.

    ``content`` names sections, headings (with all below them), blocks, extracts, figures and boxes by their ids, a
    question by its section and number (``kirov-murder/3``), and an event of the chronology with ``event-`` before its
    id. ``unit`` stands above the title; without it that is the chapter of what
    comes first. ``notes_column`` leaves room for notes beside the text, and ``line_numbers`` counts the lines of
    sources. ``teacher_notes`` are printed on the teacher's sheet alone.
    """

    __pydantic_config__: ClassVar[dict[str, object]] = STRICT
    id: str
    title: str
    content: tuple[str, ...]
    unit: str = ""
    notes_column: bool = True
    line_numbers: bool = True
    teacher_notes: MarkdownText = MarkdownText("")  # noqa: RUF009 - a NewType, which gives what it is given


@dataclass(frozen=True, slots=True, kw_only=True)
class Handouts:
    """handouts.yaml: the sheets for the class in their order, and what is made of each.

    ``papers`` are words of papers of the ``theme``; each sheet is made on each of them, for each of ``audiences``, and
    besides the standard edition in each of ``variants``. ``link_addresses`` is how the addresses of links that lead
    out of the book are printed, where the book itself does not print them.
    """

    __pydantic_config__: ClassVar[dict[str, object]] = STRICT
    sheets: tuple[Sheet, ...]
    papers: tuple[str, ...] = ("a4", "letter")
    audiences: tuple[Audience, ...] = ("pupil", "teacher")
    variants: tuple[Variant, ...] = ()
    theme: str = "handout"
    link_addresses: LinkAddresses = "note"


def parted(blocks: Blocks) -> tuple[Blocks, Blocks]:
    """Return the blocks of a sheet before its lists, and behind them the questions with which it ends."""
    last = len(blocks)
    while last and isinstance(blocks[last - 1], Question):
        last -= 1
    return blocks[:last], blocks[last:]
