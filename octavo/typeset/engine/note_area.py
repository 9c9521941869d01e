"""The notes at the foot of a page: all that are called on it, in order; the last one is divided where there is no room.

A line with calls goes on a page where the notes of the page stand whole below it and the last of its own begins. What
does not stand on the page goes on at the foot of the next one, before the notes of that page. Only where the first line
of a page calls more notes than a page holds does a note begin after the page of its call.
"""

from collections.abc import Sequence
from dataclasses import replace
from math import inf
from typing import Any

from weasyprint.layout.block import block_level_width

from octavo.typeset.engine.held_breaks import hold_of
from octavo.typeset.engine.note_order import NoteOrder
from octavo.typeset.engine.note_parts import TOLERANCE, NotePart, NotePiece, NoteSetter, WholeNote, lowest, stacked
from octavo.typeset.engine.notes_state import NotesState

SHARE = 0.75
"""The part of a page's height that notes take at most where there is text to go on with and some note can be divided.

The ``max-height`` of the area stands for it where a style sheet has one."""


MANY = 2
"""How many notes a line calls at least that may be more than a page holds: a single one is divided."""

CALLED_IN_NOTE = "called-in-note"
"""The class of a note that another one calls, behind which it stands in the text as well."""


class DocumentNotes:
    """The notes of a document: their ``order``, where they are called, and what goes on overleaf.

    ``carried`` are the parts that go on, by the page (from 1) whose foot they begin. ``waiting`` is where the text goes
    on, and on what kind of page, by the page that has none of it before these notes are at their end. ``parts`` are
    those of whole notes, which are laid out once.
    """

    def __init__(self, notes: Sequence[Any]) -> None:
        self.order = NoteOrder(notes)
        self.parts = {note: NotePart(note=note) for note in notes}
        self.carried: dict[int, tuple[NotePart, ...]] = {}
        self.waiting: dict[int, tuple[Any, Any]] = {}
        self._called: dict[Any, int] = {}

    def state(self) -> NotesState:
        """Return what :meth:`go_back` needs."""
        return NotesState(dict(self.carried), dict(self.waiting), dict(self._called))

    def go_back(self, state: NotesState) -> None:
        """Be where ``state`` was kept."""
        self.carried, self.waiting, self._called = dict(state.carried), dict(state.waiting), dict(state.called)

    def is_at(self, state: NotesState, number: int) -> bool:
        """Whether the same notes go on at the foot of the page ``number`` as behind ``state``."""
        ours, theirs = (
            [(part.note, part.start) for part in carried.get(number, ())] for carried in (self.carried, state.carried)
        )
        return ours == theirs and self.waiting.get(number) == state.waiting.get(number)

    def is_waiting(self, number: int) -> bool:
        """Whether the page ``number`` has no text, since notes of the pages before fill it."""
        return number in self.waiting

    def begin_page(self, number: int) -> None:
        """Forget what was called on the page ``number`` when it was made before."""
        for note in [note for note, page in self._called.items() if page == number]:
            del self._called[note]

    def end_page(self, number: int, called: Sequence[NotePart], rest: Sequence[NotePart]) -> None:
        """Keep which notes are called on a page, and what goes on overleaf."""
        self._called.update((part.note, number) for part in called)
        self.carried.pop(number + 1, None)
        if rest:
            self.carried[number + 1] = tuple(rest)

    def is_open(self, note: Any, number: int) -> bool:  # noqa: ANN401 -- WeasyPrint's own classes
        """Whether the page ``number`` is the first that calls ``note``; the head of a table is on many."""
        return self._called.get(note, number) >= number


class PageNotes:
    """The notes of one page while its text is laid out."""

    def __init__(self, context: Any, area: Any, document: DocumentNotes) -> None:  # noqa: ANN401 -- WeasyPrint's own
        self._root: Any = None
        self._before: frozenset[Any] = frozenset()
        self._context, self._area, self._document = context, area, document
        self._number = context.current_page
        # The page may be made again, and then with other room.
        self._carried = tuple(map(replace, document.carried.get(self._number, ())))
        self._called: list[NotePart] = []
        self._setter = NoteSetter(context, area)
        if (hold := hold_of(context)) is not None:
            context.page_bottom += hold.room
            area.position_y += hold.room
        self._bottom = context.page_bottom
        self._is_closed = False
        area.margin_top, area.margin_bottom = (
            0 if each == "auto" else each for each in (area.margin_top, area.margin_bottom)
        )
        block_level_width(area, area.page)
        area.height = 0
        self._edges = area.margin_height()
        self._most = area.max_height if area.max_height < inf else SHARE * area.page.height

    def begin(self) -> None:
        """Put the notes on the page that go on from the page before."""
        self._document.begin_page(self._number)
        self._settle()

    def begin_text(self) -> None:
        """Keep what is called in boxes that go on from the page before, and stand beside the text."""
        self._before = frozenset(part.note for part in self._called)

    def end_text(self, root: Any) -> None:  # noqa: ANN401 -- WeasyPrint's own classes
        """Take ``root`` for the text of the page, when that is laid out."""
        self._root = root

    @property
    def _parts(self) -> list[NotePart]:
        begun = [part for part in self._carried if part.start is not None]
        return [*begun, *sorted((*self._carried[len(begun) :], *self._called), key=self._place)]

    def _place(self, part: NotePart) -> int:
        return self._document.order.places[part.note]

    def called_in(self, line: Any) -> list[Any]:  # noqa: ANN401 -- WeasyPrint's own classes
        """Return the notes that ``line`` calls and that are on no page before; none for a line of a note."""
        if self._setter.is_at_work:
            return []
        found = (each.footnote for each in line.descendants() if each.footnote is not None)
        return [note for note in found if self._document.is_open(note, self._number)]

    def room_below(self, place: float) -> float:
        """Return the height in px between ``place`` and the end of the page."""
        return float(self._bottom - place)

    def fits(self, notes: Sequence[Any], room: float) -> bool:
        """Whether all notes of the page and ``notes`` stand in ``room`` px, or the last of them begins there.

        Of more notes than any page holds the first begins there: to put their line on the next page would not help.
        """
        if self._stand([*self._carried, *self._with(notes, room)], room):
            return True
        alone = [NotePart(note=note, known=self._known(note)) for note in notes]
        if len(notes) < MANY or self._stand(alone, self._area.page.height):
            return False
        return self._stand([*self._carried, *self._with(notes[:1], room)], room)

    def must_wait(self, notes: Sequence[Any], *, is_begin: bool) -> bool:
        """Whether a note that is to be begun before one of ``notes`` is called beside them, and on no page so far.

        Beside a float nothing waits where it ``is_begin``, the first on its page.
        """
        known = {part.note for part in self._called}
        floats = () if is_begin else tuple(box for box, *_ in self._context.broken_out_of_flow.values())
        earlier = (each for note in notes for each in self._document.order.before(note, floats))
        return any(each not in known and self._document.is_open(each, self._number) for each in earlier)

    def add(self, notes: Sequence[Any], room: float) -> None:
        """Take ``notes``, which are called in a line with ``room`` px below it."""
        if self._is_closed:
            # Called in a box that was placed when the area was: it has the next page.
            rest = (*self._document.carried.get(self._number + 1, ()), *self._with(notes, inf)[len(self._called) :])
            self._document.end_page(self._number, rest, rest)
            return
        self._called = self._with(notes, room)
        self._settle()

    def remove(self, note: Any) -> None:  # noqa: ANN401 -- WeasyPrint's own classes
        """Take back ``note``, whose line does not stand on this page after all."""
        kept = [part for part in self._called if part.note is not note]
        if len(kept) < len(self._called) and not self._is_closed:
            self._called = kept
            self._settle()

    def make_room(self, room: float) -> bool:
        """Leave ``room`` px for the notes where they can do with that; return whether they can."""
        parts = self._parts
        if self._setter.is_at_work or not parts or not self._stand(parts, room):
            return False
        parts[-1].room = min(parts[-1].room, room)
        self._settle()
        return True

    def placed(self, positioned: list[Any]) -> Any:  # noqa: ANN401 -- WeasyPrint's own classes
        """Return the area, below the end of the page, with all notes that stand below the text.

        Boxes in them that stand where the style says are added to ``positioned``.
        """
        self._check()
        end = lowest(self._root) if self._parts else inf
        top = self._area.page.content_box_y()
        pieces, rest = self._filled(self.room_below(max(top, end)), is_forced=end == -inf)
        self._is_closed = True
        self._document.end_page(self._number, self._called, rest)
        # The page may be made again with other notes, and the one that was made first be taken: each has its own boxes.
        area = self._area.copy_with_children([piece.box_of_a_page() for piece in pieces])
        places, area.height = stacked(pieces)
        start = area.content_box_y()
        for piece, box, place in zip(pieces, area.children, places, strict=True):
            box.translate(area.content_box_x() - box.position_x, start + place - box.position_y)
            positioned.extend(piece.placed)
        return area

    def _check(self) -> None:
        """Keep to the calls that stand on the page.

        The engine lays some boxes out and then drops them, such as the head of a table without room for a row.
        """
        if self._document.order.places:
            standing = dict.fromkeys(self.called_in(self._root))
            self._called = [part for part in self._called if part.note in standing or part.note in self._before]
            known = {part.note for part in self._parts}
            self._called = self._with([note for note in standing if note not in known], inf)

    def _with(self, notes: Sequence[Any], room: float) -> list[NotePart]:
        """Return the parts that are called on this page, and those of ``notes`` among them."""
        others = [part for part in self._called if part.note not in notes]
        if not notes:
            return others
        made = [NotePart(note=note, room=room, known=self._known(note)) for note in dict.fromkeys(notes)]
        return sorted((*others, *made), key=self._place)

    def _known(self, note: Any) -> WholeNote | None:  # noqa: ANN401 -- WeasyPrint's own classes
        """Return a note as it is laid out whole, which is done once."""
        part = self._document.parts[note]
        self._setter.whole(part)
        return part.known

    def _height(self, parts: Sequence[NotePart]) -> float:
        pieces = [piece for part in parts if (piece := self._setter.whole(part))]
        return self._edges + stacked(pieces)[1] if len(pieces) == len(parts) else inf

    def _stand(self, parts: Sequence[NotePart], room: float) -> bool:
        """Whether all ``parts`` stand in ``room`` px, or the last that is called in the text begins there at least."""
        if self._height(parts) <= room + TOLERANCE:
            return True
        *others, last = parts
        while others and CALLED_IN_NOTE in last.note.element.get("class", "").split():
            *others, last = others
        return self._setter.begun(last, room - self._height(others)) is not None

    def _settle(self) -> None:
        """Set the end of the page's text above the notes as they are now."""
        parts = self._parts
        height = 0.0
        if parts:
            height = self._height(parts)
            limit = min(part.room for part in parts)
            most = min(self._most, limit)
            if self._called and height > most and not self._stand(parts, most):
                most = limit
            height = max(0.0, min(height, most))
        self._area.height = height - self._edges if parts else "auto"
        if not self._context.in_column:
            self._context.page_bottom = self._bottom - height

    def _filled(self, room: float, *, is_forced: bool) -> tuple[list[NotePiece], list[NotePart]]:
        """Return what of the notes stands in ``room`` px, and what goes on overleaf."""
        parts, pieces = self._parts, list[NotePiece]()
        for place, part in enumerate(parts):
            piece = self._setter.whole(part)
            left = room - self._edges
            if piece is None or stacked([*pieces, piece])[1] > left + TOLERANCE:
                begun = self._setter.begun(part, left - stacked(pieces)[1], is_forced=is_forced and not pieces)
                after = [NotePart(note=each.note, start=each.start, known=each.known) for each in parts[place:]]
                if begun is None:
                    return pieces, after
                if begun.resume_at is not None:
                    return [*pieces, begun], [NotePart(note=part.note, start=begun.resume_at), *after[1:]]
                piece = begun
            pieces.append(piece)
        return pieces, []
