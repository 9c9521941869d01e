"""Ways to have WeasyPrint lay out and draw a document that is a part of a book.

WeasyPrint calls some of its functions through names in its modules. Each context manager here lets such a name mean
something else for as long as its block runs; use them inside :func:`octavo.typeset.system.layout_engine` only.
"""

from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager
from typing import Any, TypeAlias
from xml.etree import ElementTree as ET

import pydyf
import weasyprint
import weasyprint.document
import weasyprint.draw
import weasyprint.pdf
from weasyprint.stacking import StackingContext

from octavo.typeset.engine.patches import replaced
from octavo.typeset.engine.protocols import (
    LaidOutDocument,
    LaidOutPage,
    LayoutBox,
    PageBox,
    PageStream,
    PageStreams,
    Pdf,
    PdfStream,
)

POINTS = 0.75
"""Points in a CSS pixel."""

Tagger: TypeAlias = Callable[[Pdf, LaidOutDocument, object, PageStreams], None]


def html_of(text: str, *, base_url: str, url_fetcher: object) -> Any:  # noqa: ANN401 -- WeasyPrint's ``HTML``
    """Return WeasyPrint's ``HTML`` of a document that is well-formed XML, read as such: in a thirtieth of the time.

    Elements must be written as a reader of HTML would complete them: it puts rows into a ``<tbody>``, and ends a
    paragraph before a block. Raises ``ParseError`` where the text is not well formed.
    """
    html = weasyprint.HTML.__new__(weasyprint.HTML)
    html.base_url, html.url_fetcher, html.media_type = base_url, url_fetcher, "print"
    html.etree_element = ET.fromstring(text)
    html.wrapper_element = weasyprint.cssselect2.ElementWrapper.from_html_root(html.etree_element)
    return html


def tagging_by(tagger: Tagger) -> AbstractContextManager[None]:
    """Let ``tagger(pdf, document, version, drawings)`` build the structure tree inside the block."""
    return replaced(weasyprint.pdf, add_tags=tagger)


def in_parts(drawn: Callable[[Pdf], None] | None = None) -> AbstractContextManager[None]:
    """Draw a document that is a part of a book: links may lead out of it, and fonts are left to the whole.

    ``drawn(pdf)`` is called when the pages are drawn, and before what they use is gathered: it may draw more.
    """

    def keep_links(pages: Iterable[LaidOutPage]) -> Iterator[tuple[list[object], list[tuple[str, float, float]]]]:
        seen: set[str] = set()
        for page in pages:
            first = [(name, place[0], place[1]) for name, place in page.anchors.items() if name not in seen]
            seen.update(page.anchors)
            yield list(page.links), first

    def no_fonts(pdf: Pdf, *_: object) -> pydyf.Dictionary:
        if drawn is not None:
            drawn(pdf)
        return pydyf.Dictionary({})

    return replaced(weasyprint.pdf, resolve_links=keep_links, build_fonts_dictionary=no_fonts)


def watching_layout(seen: Callable[[Any, Any], None]) -> AbstractContextManager[None]:
    """Call ``seen(html, context)`` with what a document that is laid out inside the block depends on."""
    lay_out = weasyprint.document.layout_document

    def layout_document(html: Any, root_box: Any, context: Any) -> Iterator[Any]:  # noqa: ANN401 -- WeasyPrint's
        seen(html, context)
        yield from lay_out(html, root_box, context)

    return replaced(weasyprint.document, layout_document=layout_document)


def drawing_pages(draw: Callable[[PageBox, PageStream], None]) -> AbstractContextManager[None]:
    """Let ``draw(page, drawing)`` draw the box of each page inside the block."""
    return replaced(weasyprint.document, draw_page=draw)


def draw_on_page(page: PageBox, children: Iterable[LayoutBox], drawing: PageStream) -> None:
    """Draw ``children`` of ``page`` and nothing else of it, each in a state of its own."""
    stack = StackingContext.from_page(page.copy_with_children(tuple(children)))
    for context in (*stack.negative_z_contexts, *stack.zero_z_contexts, *stack.positive_z_contexts):
        weasyprint.draw.draw_stacking_context(drawing, context)


def draw_frame(page: PageBox, drawing: Any, mark: bytes) -> PageStream:  # noqa: ANN401 -- methods that no protocol has
    """Draw ``page``, whose children are all in the margins; return that drawing, which begins as ``drawing`` does.

    ``mark`` stands in it where other children would be drawn.
    """
    frame = drawing.clone(tags={}, compress=False)
    frame.transform(d=-1, f=page.margin_height() * POINTS)
    with frame.stacked():
        frame.transform(a=POINTS, d=POINTS)
        weasyprint.draw.draw_page(page.copy_with_children(()), frame)
        frame.stream.append(mark)
        draw_on_page(page, page.children, frame)
    drawn: PageStream = frame
    return drawn


def patterns(drawing: PageStream) -> list[PdfStream]:
    """Return the patterns with which the pages of a document were painted so far; ``drawing`` is of one of them."""
    return list(drawing._resources["Pattern"].values())  # type: ignore[attr-defined]  # noqa: SLF001 -- private
