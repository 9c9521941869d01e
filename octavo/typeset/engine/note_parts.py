"""Footnotes laid out by themselves: whole, or as much of one as stands in a given height."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from math import inf
from typing import Any

from weasyprint.formatting_structure import boxes
from weasyprint.formatting_structure.build import create_anonymous_boxes
from weasyprint.layout.block import block_level_layout

TOLERANCE = 1e-6
"""How many px a height may be too large for a room: sums of the same lengths differ by less."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class NotePiece:
    """A note, or a part of one, laid out from y = 0 on.

    ``height`` in px goes from its upper margin edge to its lower one, or to its last line where it is divided there.
    ``resume_at`` is where the engine goes on with it, ``None`` at its end. ``placed`` are boxes in it that stand where
    the style says.
    """

    box: Any
    height: float
    resume_at: object
    placed: Sequence[Any]

    def box_of_a_page(self) -> Any:  # noqa: ANN401 -- WeasyPrint's own classes
        """Return a copy that can be moved, but for the rare note with boxes that stand where the style says."""
        return self.box if self.placed else self.box.deepcopy()


@dataclass(slots=True, kw_only=True, eq=False)
class NotePart:
    """A note that is to be printed, from ``start`` on (``None``: all of it).

    ``room`` is the height in px that is left for all notes below the line that calls this one.
    """

    note: Any
    start: object = None
    room: float = inf
    known: "WholeNote | None" = None


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class WholeNote:
    """All that is left of a note, in an area of so many px; no ``piece`` where it is higher than a page."""

    piece: NotePiece | None
    width: float
    page_height: float


class NoteSetter:
    """Lays out notes for the area ``area``, at the foot of one page; ``is_at_work`` while it does."""

    def __init__(self, context: Any, area: Any) -> None:  # noqa: ANN401 -- WeasyPrint's own classes
        self._context = context
        self._area = area
        self.is_at_work = False

    def whole(self, part: NotePart) -> NotePiece | None:
        """Return all that is left of a note; ``None`` where that is higher than a page."""
        width, height = self._area.width, self._area.page.height
        known = part.known
        if known is None or (known.width, known.page_height) != (width, height):
            piece = self._piece(part, height, is_first=False)
            is_all = piece is not None and piece.resume_at is None
            known = part.known = WholeNote(piece=piece if is_all else None, width=width, page_height=height)
        return known.piece

    def begun(self, part: NotePart, room: float, *, is_forced: bool = False) -> NotePiece | None:
        """Return as much of a note as stands in ``room`` px; ``None`` where it can't begin there.

        What ``is_forced`` begins in any case, with something that is higher.
        """
        if room <= 0 and not is_forced:
            return None
        return self._piece(part, max(room, TOLERANCE), is_first=is_forced)

    def _piece(self, part: NotePart, room: float, *, is_first: bool) -> NotePiece | None:
        box = _prepared(part.note)
        box.position_x, box.position_y = self._area.content_box_x(), 0
        placed: list[Any] = []
        with self._alone(room):
            made, resume_at, *_ = block_level_layout(
                self._context, box, 0, part.start, self._area, is_first, placed, placed
            )
        if made is None:
            return None
        height = made.margin_height() if resume_at is None else lowest(made)
        return NotePiece(box=made, height=height, resume_at=resume_at, placed=placed)

    @contextmanager
    def _alone(self, bottom: float) -> Iterator[None]:
        """Lay out what the block lays out as if the page ended at ``bottom`` px and nothing else stood on it."""
        context = self._context
        page_bottom, in_column = context.page_bottom, context.in_column
        context.page_bottom, context.in_column, self.is_at_work = bottom, False, True
        context.create_block_formatting_context(self._area)
        try:
            yield
        finally:
            context.finish_block_formatting_context()
            context.page_bottom, context.in_column, self.is_at_work = page_bottom, in_column, False


def _prepared(note: Any) -> Any:  # noqa: ANN401 -- WeasyPrint's own classes
    """Return the box of a note that can be laid out; it is made once."""
    attributes = vars(note)
    if "prepared" not in attributes:
        # Notes are no part of the tree in which the engine does this for all other text.
        note.process_whitespace()
        note.process_text_transform()
        attributes["prepared"] = create_anonymous_boxes(note)
    return attributes["prepared"]


def stacked(pieces: Sequence[NotePiece]) -> tuple[list[float], float]:
    """Return how far below the upper edge of the area each of ``pieces`` begins, and how high all are, in px.

    Margins between two notes are as high as the larger of them.
    """
    places: list[float] = []
    height = below = 0.0
    for piece in pieces:
        height -= min(below, max(piece.box.margin_top, 0))
        places.append(height)
        height += piece.height
        below = 0 if piece.resume_at else max(piece.box.margin_bottom, 0)
    return places, height


def lowest(box: Any) -> float:  # noqa: ANN401 -- WeasyPrint's own classes
    """Return how far below the upper edge of the page the lowest thing ends that is seen in ``box``, in px.

    Its height does not tell: a box that goes on overleaf reaches to the end of the page.
    """
    if isinstance(box, boxes.LineBox):
        return float(box.position_y + box.height)
    if not isinstance(box, boxes.Box):
        # Stands somewhere else.
        return -inf
    bottom = max(map(lowest, box.children), default=-inf)
    is_replaced = isinstance(box, boxes.ReplacedBox)
    if is_replaced or box.border_bottom_width or (box.border_top_width and not box.children):
        bottom = max(bottom, box.border_box_y() + box.border_height())
    return bottom
