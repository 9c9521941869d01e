"""What we ask of laid-out pages and boxes."""

from collections.abc import Iterator
from typing import Any

import weasyprint.document
from weasyprint.formatting_structure import boxes
from weasyprint.layout.absolute import AbsolutePlaceholder
from weasyprint.text.line_break import _font_style_cache_key

from octavo.typeset.engine.protocols import LaidOutPage, LayoutBox, PageBox, PageStream, Style


def page_box(page: LaidOutPage) -> PageBox:
    """Return the root box of a laid-out page."""
    box: PageBox = page._page_box  # type: ignore[attr-defined]  # noqa: SLF001 -- private, and so in no protocol
    return box


def attribute(box: LayoutBox, name: str) -> str | None:
    """Return an attribute of the element that ``box`` shows; ``None`` where there is none."""
    return None if box.element is None else box.element.get(name)


def in_place(box: LayoutBox) -> LayoutBox:
    """Return the box that is drawn where ``box`` stands: an absolutely positioned box has a placeholder there."""
    return box._box if isinstance(box, AbsolutePlaceholder) else box  # noqa: SLF001 -- private, and of no type


def is_kind(box: LayoutBox, *kinds: str) -> bool:
    """Whether ``box`` is of one of the classes ``kinds`` of ``weasyprint.formatting_structure.boxes``."""
    return isinstance(box, tuple(getattr(boxes, kind) for kind in kinds))


def has_columns(box: LayoutBox) -> bool:
    """Whether the children of ``box`` are columns of text, or stand between such."""
    return (box.style["column_width"], box.style["column_count"]) != ("auto", "auto")


def footnotes(page: LayoutBox) -> Iterator[LayoutBox]:
    """Yield the boxes of the footnotes on a page; one that runs over pages has a box on each."""

    def search(box: LayoutBox) -> Iterator[LayoutBox]:
        for child in box.children:
            if child.element is not None:
                yield child
            elif not isinstance(child, boxes.TextBox):
                yield from search(child)

    for area in page.children:
        if is_kind(area, "FootnoteAreaBox"):
            yield from search(area)


def has_targets(page: PageBox) -> bool:
    """Whether there are links, anchors, headings or forms in ``page``, a box with all that is to be looked at."""
    found = weasyprint.document.Page(page)
    return bool(found.links or found.anchors or found.bookmarks or any(found.forms.values()))


def font_style(style: Style) -> str:
    """Return all of a style that has a say in the choice of glyphs and their widths."""
    return str(_font_style_cache_key(style, include_size=True))


def marked_content(drawing: PageStream) -> dict[LayoutBox, dict[str, Any]]:
    """Return the number (``mcid``) of the marked content that each box of one page was drawn as."""
    tags: dict[LayoutBox, dict[str, Any]] = drawing._tags  # type: ignore[attr-defined]  # noqa: SLF001 -- private
    return tags
