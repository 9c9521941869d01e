"""Pages of a document made one after another, and again from any of them on: what filling them needs of the engine."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from weasyprint.formatting_structure import boxes
from weasyprint.layout.page import make_all_pages, remake_page

from octavo.typeset.engine.held_breaks import HOLDS, LONGER, HeldBreak, Hold
from octavo.typeset.engine.note_lines import SOURCES, document_notes
from octavo.typeset.engine.note_parts import lowest
from octavo.typeset.engine.notes_state import NotesState
from octavo.typeset.engine.patches import Patch
from octavo.typeset.engine.protocols import LayoutBox, PageBox, Style

OTHERWISE = (boxes.TableBox, boxes.FlexContainerBox, boxes.GridContainerBox, boxes.AtomicInlineLevelBox)
"""Boxes that need not be a line higher where a paragraph in them is a line longer."""

BELOW = ("@bottom-left-corner", "@bottom-left", "@bottom-center", "@bottom-right", "@bottom-right-corner")
"""The margin boxes below the text block."""

EMPTY = ("normal", "none", "inhibit")
"""What ``content`` is where nothing is shown."""

pages_as_they_fall = make_all_pages


@dataclass(frozen=True, slots=True, kw_only=True)
class MadePage:
    """A page, and where the text goes on, ``None`` at its end; it ``runs_on`` where nothing but its room ended it.

    It ``is_held`` where it ends as it was to. ``running`` are the elements on it that stand in margins, by their names.
    """

    box: PageBox
    resume_at: Any
    runs_on: bool
    running: Mapping[str, Sequence[LayoutBox]]
    is_held: bool = False

    def gap(self) -> float:
        """Return how many px stay empty below the text, above the notes."""
        root, notes, *_ = self.box.children
        bottom = self.box.content_box_y() + self.box.height - (notes.margin_height() if notes.children else 0)
        return float(bottom - lowest(root) - _drawn_again(root))

    def shows(self, target: HeldBreak) -> bool:
        """Whether the block or the paragraph stands on it in which a page is to begin."""
        found: Any = self.box
        return any(box.element is target.element for box in found.descendants())

    def paragraphs(self) -> Iterator[Sequence[LayoutBox]]:
        """Yield the lines of each paragraph whose length has a say in how far the text reaches."""
        return _paragraphs(self.box.children[0])


class PageState(NamedTuple):
    """What a page depends on: where the text goes on, boxes beside it that go on, and the notes."""

    entry: Any
    broken: Mapping[Any, Any]
    notes: NotesState

    def behind(self, before: "PageState", number: int) -> "PageState":
        """Return this state, behind the page ``number``, for pages of which those before it are as in ``before``."""
        return self._replace(notes=self.notes.behind(before.notes, number))


class PageMaker:
    """Makes the pages of the document that ``context`` lays out, each as often as is asked for."""

    def __init__(self, context: Any, root: Any, html: Any) -> None:  # noqa: ANN401 -- the engine's own
        self._context, self._root, self._html = context, root, html
        context.rendered_notes = []

    @property
    def made(self) -> int:
        """How many pages there are so far."""
        return len(self._context.page_maker) - 1

    def state(self) -> PageState:
        """Return what the page that follows depends on."""
        context = self._context
        return PageState(context.page_maker[-1], dict(context.broken_out_of_flow), document_notes(context).state())

    def go_to(self, first: int, pages: Sequence[MadePage], states: Sequence[PageState]) -> None:
        """Be behind ``pages``, before the first of which there are ``first`` others.

        ``states`` are those before each page, and that behind the last.
        """
        context = self._context
        context.page_maker[first:] = [state.entry for state in states]
        context.broken_out_of_flow = dict(states[-1].broken)
        document_notes(context).go_back(states[-1].notes)
        for of_pages in context.running_elements.values():
            for number in [number for number in of_pages if number > first]:
                del of_pages[number]
        for number, page in enumerate(pages, start=first + 1):
            for name, found in page.running.items():
                context.running_elements[name][number] = list(found)

    def make(self, hold: Hold | None = None) -> MadePage:
        """Make the page that follows, which is to end as ``hold`` says."""
        context, index = self._context, self.made
        holds = vars(context).setdefault(HOLDS, {})
        holds[index + 1] = hold
        if hold is not None:
            hold.begin()
        # What the engine notes of a page belongs to this making of it alone.
        fresh = {"content_changed": False, "pages_wanted": False, "anchors": [], "content_lookups": []}
        context.page_maker[index] = (*context.page_maker[index][:-1], fresh)
        page, resume_at = remake_page(index, context, self._root, self._html)
        _, following, *_ = context.page_maker[index + 1]
        is_waiting = document_notes(context).is_waiting(index + 2)
        running = {
            name: tuple(found[index + 1]) for name, found in context.running_elements.items() if index + 1 in found
        }
        runs_on = resume_at is not None and following["break"] == "any" and not is_waiting
        is_held = hold is not None and (hold.stopped is not None or self._begins(resume_at, hold.target))
        vars(page)[LONGER] = hold.room if hold else 0.0
        return MadePage(box=page, resume_at=resume_at, runs_on=runs_on, running=running, is_held=is_held)

    def _begins(self, resume_at: Any, target: HeldBreak) -> bool:  # noqa: ANN401 -- the engine's own
        """Whether the text goes on with the block that is held."""
        box = self._root
        while resume_at is not None or (target.index < 0 and box.element is not target.element):
            ((index, resume_at),) = (resume_at or {0: None}).items()
            if index >= len(getattr(box, "children", ())):
                return False
            box = box.children[index]
        return target.index < 0

    def room_at_foot(self, page: MadePage) -> float:
        """Return how many px are between the text block and what stands in the margin below it, or else the edge."""
        margin = page.box.margin_bottom
        styles = (self._context.style_for(page.box.page_type, name) for name in BELOW)
        return min([margin, *(_top(style, margin) for style in styles if style and style["content"] not in EMPTY)])

    def is_at(self, state: PageState) -> bool:
        """Whether the page that follows is the same as behind ``state``, if its paragraphs have the same lines."""
        *entry, _ = self._context.page_maker[-1]
        notes = document_notes(self._context)
        is_alike = entry == list(state.entry[:-1]) and not (self._context.broken_out_of_flow or state.broken)
        return is_alike and notes.is_at(state.notes, self.made + 1)

    def finish(self) -> None:
        """Leave the engine as it is behind its last page."""
        self._context.broken_out_of_flow.clear()
        self._context.reported_footnotes.clear()

    def paragraph_at(self, resume_at: Any) -> LayoutBox | None:  # noqa: ANN401 -- the same
        """Return the line box, not yet broken into lines, with which the text goes on; ``None`` for anything else."""
        box = self._root
        while not isinstance(box, boxes.LineBox):
            ((index, resume_at),) = (resume_at or {0: None}).items()
            if isinstance(box, OTHERWISE) or index >= len(getattr(box, "children", ())):
                return None
            box = box.children[index]
        found: LayoutBox = box
        return found


def _top(style: Style, margin: float) -> float:
    """Return how far below the text block the words of a margin box begin, where that is ``margin`` px high."""
    above, below = (
        sum(edge.value for edge in edges if getattr(edge, "unit", "") == "px")
        for edges in ([style[f"padding_{side}"], style[f"margin_{side}"]] for side in ("top", "bottom"))
    )
    room = max(0.0, margin - above - below - style["font_size"])
    return float(above + room * {"middle": 0.5, "bottom": 1.0}.get(style["vertical_align"], 0.0))


def _drawn_again(root: Any) -> float:  # noqa: ANN401 -- the same
    """Return how high the lower edges are of boxes that have them on each of their pages, below the last line."""
    height, box = 0.0, root
    while isinstance(box, boxes.ParentBox) and box.children and not isinstance(box, boxes.LineBox):
        if box.style["box_decoration_break"] == "clone":
            height += box.padding_bottom + box.border_bottom_width
        box = box.children[-1]
    return height


def _paragraphs(box: Any) -> Iterator[Sequence[LayoutBox]]:  # noqa: ANN401 -- the same
    if isinstance(box, OTHERWISE) or box.is_column:
        return
    children = [child for child in box.children if isinstance(child, boxes.Box) and child.is_in_normal_flow()]
    if children and isinstance(children[0], boxes.LineBox):
        yield children
        return
    for child in children:
        if isinstance(child, boxes.ParentBox):
            yield from _paragraphs(child)


def page_patch(body: Callable[[Any, LayoutBox, object, Sequence[PageBox]], Iterator[PageBox]]) -> Patch:
    """Return the patch by which ``body`` makes the pages."""
    return Patch(own=make_all_pages, body=body, source=SOURCES[make_all_pages], others=tuple(SOURCES.items()))
