"""Where our way of placing footnotes takes the place of WeasyPrint's: with the lines that call them, and on pages.

WeasyPrint sets a note whole, or moves it overleaf; it loses notes where several must go, prints them out of order, and
lays the area out anew for each note. Our way is in :mod:`octavo.typeset.engine.note_area`.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import Any, TypeAlias

from weasyprint.formatting_structure.boxes import FootnoteAreaBox
from weasyprint.layout import LayoutContext, block, layout_document
from weasyprint.layout.block import (
    _break_line,
    _linebox_layout,
    block_container_layout,
    block_level_layout,
    remove_placeholders,
)
from weasyprint.layout.column import columns_layout
from weasyprint.layout.page import make_all_pages, make_page, remake_page
from weasyprint.layout.table import table_layout

from octavo.typeset.engine.held_breaks import HELD, Hold, hold_of
from octavo.typeset.engine.note_area import DocumentNotes, PageNotes
from octavo.typeset.engine.note_order import lay_out_container
from octavo.typeset.engine.patches import Function, Patch

Lines: TypeAlias = Iterator[tuple[Any, Any]]
"""Lines of text, and where the engine goes on behind each."""


def document_notes(context: Any) -> DocumentNotes:  # noqa: ANN401 -- WeasyPrint's own classes
    """Return the notes of the document that is laid out."""
    attributes = vars(context)
    if "document_notes" not in attributes:
        attributes["document_notes"] = DocumentNotes(context.footnotes)
    notes: DocumentNotes = attributes["document_notes"]
    return notes


def page_notes(context: Any) -> PageNotes:  # noqa: ANN401 -- WeasyPrint's own classes
    """Return the notes of the page that is laid out."""
    area = context.current_footnote_area
    notes: PageNotes | None = vars(area).get("page_notes")
    if notes is None:
        notes = vars(area)["page_notes"] = PageNotes(context, area, document_notes(context))
        notes.begin()
    return notes


def begin_notes(context: Any, _note: Any) -> bool:  # noqa: ANN401 -- WeasyPrint's own classes
    """Put the notes on a page that go on from the page before, before there is any text on it."""
    page_notes(context)
    return False


def take_back_note(context: Any, note: Any) -> None:  # noqa: ANN401 -- WeasyPrint's own classes
    """Take a note away whose line does not stand on this page after all."""
    page_notes(context).remove(note)


def lay_out_page(
    context: Any,  # noqa: ANN401 -- WeasyPrint's own classes
    root: Any,  # noqa: ANN401 -- the same
    page_type: Any,  # noqa: ANN401 -- the same
    resume_at: Any,  # noqa: ANN401 -- the same
    number: int,
    state: Any,  # noqa: ANN401 -- the same
) -> tuple[Any, Any, Any]:
    """Lay out a page with its notes; return it, where the text goes on, and on what kind of page.

    Notes go on at once, before a break that the text asks for: then the pages between have no text.
    """
    notes = document_notes(context)
    notes.order.look_through(root)
    context.reported_footnotes = [part.note for part in notes.carried.get(number, ())]
    page, after, next_page = make_page(context, root, page_type, resume_at, number, state)
    context.reported_footnotes = []
    after, next_page = notes.waiting.get(number, (after, next_page))
    notes.waiting.pop(number + 1, None)
    if number + 1 in notes.carried and (after is None or next_page["break"] != "any"):
        notes.waiting[number + 1] = after, next_page
        return page, {len(root.children): None}, {"break": "any", "page": page_type.name}
    return page, after, next_page


def lay_out_block(context: Any, box: Any, *arguments: Any, **options: Any) -> Any:  # noqa: ANN401 -- the same
    """Lay out a block, and the notes of a page below its text."""
    if isinstance(box, FootnoteAreaBox):
        return (page_notes(context).placed(options["absolute_boxes"]),)
    if not box.is_for_root_element:
        hold = hold_of(context)
        if hold is not None and hold.stops_block(box, arguments):
            return None, None, {"break": "any", "page": None}, [], False, arguments[-1]
        return block_level_layout(context, box, *arguments, **options)
    notes = page_notes(context)
    notes.begin_text()
    result = block_level_layout(context, box, *arguments, **options)
    notes.end_text(result[0])
    return result


def lay_out_lines(
    context: Any,  # noqa: ANN401 -- WeasyPrint's own classes
    box: Any,  # noqa: ANN401 -- the same
    index: int,
    child: Any,  # noqa: ANN401 -- the same
    new_children: list[Any],
    page_is_empty: bool,  # noqa: FBT001 -- the engine calls it so
    *others: Any,  # noqa: ANN401 -- the same
) -> tuple[bool, bool, Any, float, list[Any], int | None]:
    """Add the lines of a paragraph that stand on the page, with the notes that they call, to ``new_children``.

    Return whether the block has no place on this page, whether the page ends in it, where the text goes on, where the
    last line ends, the notes, and how many lines are left of those that a style sheet allows.
    """
    absolute, fixed, margins, bottom_space, position_y, skip_stack, *styles, has_bottom, max_lines = others
    if margins:
        position_y += block.collapse_margin(margins)
    # Through the module: another function may stand there.
    lines = block.iter_line_boxes(context, child, position_y, bottom_space, skip_stack, box, absolute, fixed, *styles)
    paragraph = _Paragraph(
        context=context,
        box=box,
        index=index,
        placed=new_children,
        is_first=page_is_empty,
        out_of_flow=(absolute, fixed),
        bottom_space=bottom_space,
        end=position_y,
        start=skip_stack,
        has_bottom=has_bottom,
        max_lines=max_lines,
        notes=page_notes(context),
        has_calls=_has_calls(child),
        hold=hold_of(context),
    )
    return paragraph.lay_out(lines)


@dataclass(slots=True, kw_only=True, eq=False)
class _Paragraph:
    """The lines of one paragraph on a page.

    ``hold`` says how the page is to end. ``placed`` are the lines that stand there and ``end`` is where the last ends,
    in px; the next one goes on at ``start``. The paragraph ``is_first`` where nothing stands above it. ``has_bottom``
    says whether its lower border is drawn below whatever line is the last on the page.
    """

    context: Any
    box: Any
    index: int
    placed: list[Any]
    is_first: bool
    out_of_flow: tuple[list[Any], list[Any]]
    bottom_space: float
    end: float
    start: Any
    has_bottom: bool
    max_lines: int | None
    notes: PageNotes
    has_calls: bool
    hold: Hold | None
    added: list[Any] = field(default_factory=list)

    def lay_out(self, lines: Lines) -> tuple[bool, bool, Any, float, list[Any], int | None]:
        """Place as many of ``lines`` as stand on the page; return what :func:`lay_out_lines` does."""
        abort = stop = False
        resume_at = None
        for line, resume_at in lines:
            if self.max_lines is not None:
                if self.max_lines == 0:
                    self.placed[-1].block_ellipsis = self.box.style["block_ellipsis"]
                    break
                self.max_lines -= 1
            line.resume_at = resume_at
            if self.hold is not None and HELD in vars(line) and (self.placed or not self.is_first):
                remove_placeholders(self.context, line.children, *self.out_of_flow)
                self.hold.stop(line)
                abort, stop = not self.placed, bool(self.placed)
                break
            below = line.position_y + line.height
            self.has_bottom |= resume_at is None
            edge = self.box.border_bottom_width + self.box.padding_bottom if self.has_bottom else 0
            called = self.notes.called_in(line) if self.has_calls else []
            room = self.notes.room_below(below + edge + self.bottom_space)
            overflows = self.context.overflows_page(self.bottom_space, below + edge)
            is_begin = self.is_first and not self.placed
            waits = bool(called) and self.notes.must_wait(called, is_begin=is_begin)
            fits = self.notes.fits(called, room) if called else not overflows
            if waits or not (fits or is_begin):
                abort, stop = self._end_page(line, lines, room if not called else None)
                break
            if self.is_first and self.context.overflows_page(self.bottom_space, below):
                # As the engine does: what is higher than a page has no margin above it.
                below -= self.box.margin_top
                line.translate(0, -self.box.margin_top)
                self.box.margin_top = 0
            if called:
                self.notes.add(called, room)
                self.added.extend(called)
            self._place(line, below)
        if self.placed:
            resume_at = {self.index: self.placed[-1].resume_at}
        return abort, stop, resume_at, self.end, self.added, self.max_lines

    def _place(self, line: Any, below: float) -> None:  # noqa: ANN401 -- WeasyPrint's own classes
        self.placed.append(line)
        self.end, self.start = below, line.resume_at

    def _end_page(self, line: Any, lines: Lines, room: float | None) -> tuple[bool, bool]:  # noqa: ANN401 -- the same
        """End the page before ``line``, or behind it, where it must keep with the lines above it.

        The notes give way then, if they do with ``room`` px. Return whether the block has no place on this page, and
        whether the page ends in it.
        """
        if self.is_first and not self.placed:
            # The cell before it has text on this page.
            remove_placeholders(self.context, line.children, *self.out_of_flow)
            return True, False
        orphans, widows = self.box.style["orphans"], self.box.style["widows"]
        following = list(islice(lines, widows))
        for each, _ in following:
            remove_placeholders(self.context, each.children, *self.out_of_flow)
        needed = max(0, widows - 1 - len(following))
        count, is_last = len(self.placed), line.resume_at is None
        may_end_before = count >= orphans and not needed
        may_end_behind = is_last or (count + 1 >= orphans and len(following) == widows)
        if room is not None and may_end_behind and not may_end_before and self.notes.make_room(room):
            self._place(line, line.position_y + line.height)
            return False, not is_last
        abort, stop, _ = _break_line(
            self.context,
            self.box,
            line,
            self.placed,
            needed,
            self.is_first,
            self.index,
            self.start,
            line.resume_at,
            *self.out_of_flow,
        )
        return abort, stop


def _has_calls(line: Any) -> bool:  # noqa: ANN401 -- WeasyPrint's own classes
    """Whether a paragraph calls notes; it is looked through once."""
    attributes = vars(line)
    if "has_calls" not in attributes:
        attributes["has_calls"] = any(each.footnote is not None for each in line.descendants())
    return bool(attributes["has_calls"])


SOURCES = {
    _linebox_layout: "e07bbe000974787ee370be1f419a01a2",
    make_page: "656f183328e8b1b56311a34262144205",
    block_level_layout: "c1301dde9284e24519ee0432b508d6cd",
    LayoutContext.layout_footnote: "5075f64aaae4a32d2ad552f8cc2e73e0",
    LayoutContext.unlayout_footnote: "c7c223cf4a0fda5451c7da9f5a95603c",
    LayoutContext.report_footnote: "f05bad3895c6824c591301212219c70a",
    LayoutContext._update_footnote_area: "2e317e4b066fb80cb369a41cd6f054a1",  # noqa: SLF001 -- as all that is replaced
    block_container_layout: "65842ca53a8391ebad539e7ff642eec2",
    _break_line: "2b92255d94ab45f789310b2716ae1bf7",
    remove_placeholders: "ce16d97a1caacea0b8d73e44a1b54b76",
    columns_layout: "7a05cce3272fc581cf8d9352ebe07d4d",
    remake_page: "1ff09b2dffa17839c03aec1150866068",
    make_all_pages: "b5e4034894841caa9581fa5d33338c71",
    table_layout: "6594fa40743fbc0bd49b2ba12682897b",
    layout_document: "a5cbf437e99caf7293e7ed2289278048",
}
"""The functions whose work is done here, or that call or are called by those that are replaced."""


def _patch(own: Function, body: Function) -> Patch:
    return Patch(own=own, body=body, source=SOURCES[own], others=tuple(SOURCES.items()))


NOTES = (
    _patch(_linebox_layout, lay_out_lines),
    _patch(make_page, lay_out_page),
    _patch(block_container_layout, lay_out_container),
    _patch(block_level_layout, lay_out_block),
    _patch(LayoutContext.layout_footnote, begin_notes),
    _patch(LayoutContext.unlayout_footnote, take_back_note),
)
"""The patches by which notes are placed our way: all of them, or none."""
