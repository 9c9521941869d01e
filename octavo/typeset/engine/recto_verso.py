"""The pages of a finished layout turned over: left-hand pages become right-hand ones, and the other way round.

That is possible where the sides differ in nothing but their margins to the left and right and in what stands in the
margins: then no line breaks otherwise, and what was laid out and drawn for one side is only shifted for the other.
"""

from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from math import isclose
from typing import Any

from weasyprint.formatting_structure import boxes
from weasyprint.layout.background import layout_backgrounds
from weasyprint.layout.page import make_margin_boxes, page_height, page_width, set_page_type_computed_styles
from weasyprint.layout.percent import resolve_percentages

from octavo.typeset.engine.box_tree import has_targets, page_box
from octavo.typeset.engine.drawing import watching_layout
from octavo.typeset.engine.protocols import LaidOutDocument, LayoutBox, PageBox, PageType, Style

OTHER = {"left": "right", "right": "left"}
FREE = {"any", "page", "auto", "avoid", "avoid-page"}
"""Breaks that ask for no side."""

ACROSS, ALONG = {"margin_left", "margin_right"}, {"margin_top", "margin_bottom"}
"""The margins that may differ between the sides: of pages, and of those that are turned to be read."""

BROADSIDE = "broadside"
"""The name of pages that are turned to be read: see :mod:`octavo.typeset.broadside`."""

GEOMETRY = ("width", "height", "margin_left", "margin_right", "margin_top", "margin_bottom")

FLAT = {"opacity": 1, "transform": (), "outline_style": "none"}
"""What a page is like when all that stands on it can be drawn in parts, one after the other."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TurnedPages:
    """Pages with nothing but their margins, on the side where they were laid out and on the other.

    On the other side the content of each page is ``shifts`` px further to the right. ``broadside`` says of each whether
    its content is turned; its margins are those of a page that is not.
    """

    own: Sequence[PageBox]
    other: Sequence[PageBox]
    shifts: Sequence[float]
    broadside: Sequence[bool]

    def without_first(self) -> "TurnedPages":
        """Return the same without the first page."""
        return TurnedPages(own=self.own[1:], other=self.other[1:], shifts=self.shifts[1:], broadside=self.broadside[1:])


class PageTurner:
    """Keeps what the engine knows while it lays one document out, so that its pages can be turned over."""

    def __init__(self) -> None:
        self._html: Any = None
        self._context: Any = None

    def watching(self) -> AbstractContextManager[None]:
        """Keep what a document that is laid out inside the block depends on."""
        return watching_layout(self._keep)

    def _keep(self, html: Any, context: Any) -> None:  # noqa: ANN401 -- the engine's own, handed back to it
        self._html, self._context = html, context

    def turned(self, document: LaidOutDocument) -> TurnedPages | None:
        """Return the margins of the pages of ``document``; ``None`` when it must be laid out anew for the other side.

        The document stays as it is.
        """
        pages = [page_box(page) for page in document.pages]
        states = self._context.page_maker
        if any(page.page_type.blank for page in pages):
            return None
        if any(next_page["break"] not in FREE for _, next_page, *_ in states[1:]):
            return None
        empty = [self._empty(_on_other_side(page.page_type)) for page in pages]
        if not all(map(self._is_alike, pages, empty)):
            return None
        shifts = [_begin(other) - _begin(page) for page, other in zip(pages, empty, strict=True)]
        own, other = [], []
        for number, page in enumerate(pages, start=1):
            if _is_broadside(page):
                around = _around(page.page_type)
                own.append(self._turn(page, self._empty(around), number, 0.0))
                other.append(self._turn(page, self._empty(_on_other_side(around)), number, 0.0))
            else:
                own.append(page.copy_with_children(_in_margins(page)))
                other.append(self._turn(page, empty[number - 1], number, shifts[number - 1]))
        if not all(map(_is_flat, pages)) or any(map(_is_lifted, (*own, *other))):
            return None
        return TurnedPages(own=own, other=other, shifts=shifts, broadside=list(map(_is_broadside, pages)))

    def _empty(self, page_type: PageType) -> PageBox:
        """Return an empty page of ``page_type`` with its margins."""
        style_for = self._context.style_for
        set_page_type_computed_styles(page_type, self._html, style_for)
        page: PageBox = boxes.PageBox(page_type, style_for(page_type))
        size = page.style["size"]
        resolve_percentages(page, size)
        page.position_x = page.position_y = 0
        page_width(page, self._context, size[0])
        page_height(page, self._context, size[1])
        return page

    def _is_alike(self, page: PageBox, other: PageBox) -> bool:
        """Whether what is laid out on ``page`` would be laid out on ``other`` in the same way, but shifted."""
        areas = (None, "@footnote", "@note-area")
        one, two = (
            [_declared(self._context.style_for(each.page_type, area)) for area in areas] for each in (page, other)
        )
        may_differ = ALONG if _is_broadside(page) else ACROSS
        declared = [
            [{key: each[key] for key in each if key not in may_differ} for each in areas] for areas in (one, two)
        ]
        return declared[0] == declared[1] and isclose(page.width, other.width) and isclose(page.height, other.height)

    def _turn(self, page: PageBox, other: PageBox, number: int, shift: float) -> PageBox:
        """Return the margins of ``page`` on the side of ``other``, where its content is shifted."""
        turned = page.copy_with_children(page.children)
        turned.page_type, turned.style = other.page_type, other.style
        for name in GEOMETRY:
            setattr(turned, name, getattr(other, name))
        self._context.current_page = number
        state = self._context.page_maker[number][3]
        margins = tuple(make_margin_boxes(self._context, turned, state))
        canvas = _emptied(page.children[0])
        canvas.translate(dx=shift)
        turned.children = (canvas, *margins)
        layout_backgrounds(turned, self._context.get_image_from_uri)
        turned.children = margins
        return turned


def _is_broadside(page: PageBox) -> bool:
    return page.page_type.name == BROADSIDE


def _on_other_side(page_type: PageType) -> PageType:
    return page_type._replace(side=OTHER[page_type.side])


def _around(page_type: PageType) -> PageType:
    """Return the type of the pages among which a broadside page stands: that of the group around its own."""
    groups = tuple(group for group in page_type.groups if group[0] != BROADSIDE)
    return page_type._replace(name=groups[-1][0] if groups else "", groups=groups)


def _begin(page: PageBox) -> float:
    """Return how far, in px, the text begins from the left edge of the page, as it is in the file."""
    return page.content_box_y() if _is_broadside(page) else page.content_box_x()


def _emptied(root: Any) -> Any:  # noqa: ANN401 -- only boxes with children can be copied with others
    """Return the root box of a page with no more in it than a body, either of which may have the page's background."""
    bodies = (child for child in root.children if child.element_tag == "body")
    return root.copy_with_children(tuple(body.copy_with_children(()) for body in bodies))


def _in_margins(page: PageBox) -> tuple[LayoutBox, ...]:
    return tuple(child for child in page.children if isinstance(child, boxes.MarginBox))


def _is_flat(page: PageBox) -> bool:
    """Whether the content of ``page`` can be drawn alone, and its margins after that."""
    kinds = [isinstance(child, boxes.MarginBox) for child in page.children]
    return kinds == sorted(kinds) and all(page.style[name] == value for name, value in FLAT.items())


def _is_lifted(margins: PageBox) -> bool:
    """Whether anything in the margins could lie below the content, or has a part in links, anchors or the outline."""
    return any(child.style["z_index"] != "auto" for child in margins.children) or has_targets(margins)


def _declared(style: Style | None) -> Mapping[str, object]:
    """Return the declarations of a page or an area of it."""
    return {} if style is None else {name: value[0] for name, value in style.cascaded.items()}
