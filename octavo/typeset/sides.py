"""The pages of a finished layout turned over: left-hand pages become right-hand ones, and the other way round.

That is possible where the sides differ in nothing but their margins to the left and right and in what stands in the
margins: then no line breaks otherwise. It costs a small part of a second layout.
"""

from collections.abc import Mapping
from contextlib import AbstractContextManager
from math import isclose
from typing import Any

from octavo.typeset.engine_private import (
    boxes,
    layout_backgrounds,
    make_margin_boxes,
    page_box,
    page_height,
    page_width,
    resolve_percentages,
    set_page_type_computed_styles,
    watching_layout,
    with_pages,
)

OTHER = {"left": "right", "right": "left"}
FREE = {"any", "page", "auto", "avoid", "avoid-page"}
"""Breaks that ask for no side."""

MAY_DIFFER = {"margin_left", "margin_right"}


class Layout:
    """What the engine knows while it lays one document out, kept so that its pages can be turned over."""

    def __init__(self) -> None:
        self._html: Any = None
        self._context: Any = None

    def kept(self) -> AbstractContextManager[None]:
        """Keep what a document that is laid out inside the block depends on."""
        return watching_layout(self._keep)

    def _keep(self, html: Any, context: Any) -> None:  # noqa: ANN401
        self._html, self._context = html, context

    def turned(self, document: Any) -> Any:  # noqa: ANN401 -- the engine has no types
        """Return ``document`` with its pages on the other sides, or ``None`` when it must be laid out anew for that.

        The pages of ``document`` itself are of no use any more.
        """
        pages: list[Any] = [page_box(page) for page in document.pages]
        states = self._context.page_maker
        if any(page.page_type.blank for page in pages):
            return None
        if any(next_page["break"] not in FREE for _, next_page, *_ in states[1:]):
            return None
        types = [page.page_type._replace(side=OTHER[page.page_type.side]) for page in pages]
        empty = [self._empty(page_type) for page_type in types]
        if not all(map(self._is_alike, pages, empty)):
            return None
        for number, (page, other) in enumerate(zip(pages, empty, strict=True), start=1):
            self._turn(page, other, number)
        return with_pages(document, pages)

    def _empty(self, page_type: Any) -> Any:  # noqa: ANN401
        """Return an empty page of ``page_type`` with its margins."""
        style_for = self._context.style_for
        set_page_type_computed_styles(page_type, self._html, style_for)
        page = boxes.PageBox(page_type, style_for(page_type))
        size = page.style["size"]
        resolve_percentages(page, size)
        page.position_x = page.position_y = 0
        page_width(page, self._context, size[0])
        page_height(page, self._context, size[1])
        return page

    def _is_alike(self, page: Any, other: Any) -> bool:  # noqa: ANN401
        """Whether what is laid out on ``page`` would be laid out on ``other`` in the same way, but shifted."""
        areas = (None, "@footnote", "@note-area")
        one, two = (
            [_declared(self._context.style_for(each.page_type, area)) for area in areas] for each in (page, other)
        )
        return one == two and isclose(page.width, other.width) and isclose(page.height, other.height)

    def _turn(self, page: Any, other: Any, number: int) -> None:  # noqa: ANN401
        """Give ``page`` the side of ``other``."""
        shift = other.content_box_x() - page.content_box_x()
        content = [child for child in page.children if not isinstance(child, boxes.MarginBox)]
        for child in content:
            child.translate(dx=shift)
        page.page_type, page.style = other.page_type, other.style
        page.margin_left, page.margin_right = other.margin_left, other.margin_right
        self._context.current_page = number
        state = self._context.page_maker[number][3]
        page.children = (*content, *make_margin_boxes(self._context, page, state))
        layout_backgrounds(page, self._context.get_image_from_uri)


def _declared(style: Any) -> Mapping[str, object]:  # noqa: ANN401
    """Return the declarations of a page or an area of it, but for the margins that may differ."""
    if style is None:
        return {}
    return {name: value[0] for name, value in style.cascaded.items() if name not in MAY_DIFFER}
