"""All that we use of WeasyPrint besides its public interface; nothing else of ours may.

The package has two more modules: ``mends`` for what the engine does wrong, and ``quick`` for what it does slowly.

Public (documented) are ``HTML``, ``CSS``, ``Document.pages``, ``.fonts``, ``.metadata``, ``.make_bookmark_tree``,
``.write_pdf(finisher=…)``, ``Page.anchors``, ``.links``, ``.width``, ``.height``, ``urls.URLFetcher`` and
``text.fonts.FontConfiguration``. What stands in ``PRIVATE`` is not: a test names each one that is gone after an
upgrade. Import this module only after :func:`octavo.typeset.system.require_libraries`.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from importlib import import_module
from typing import Any, TypeAlias

import pydyf
import weasyprint.document
import weasyprint.draw
import weasyprint.layout.inline
import weasyprint.pdf
from weasyprint.formatting_structure import boxes
from weasyprint.layout.absolute import AbsolutePlaceholder
from weasyprint.layout.background import layout_backgrounds
from weasyprint.layout.page import make_margin_boxes, page_height, page_width, set_page_type_computed_styles
from weasyprint.layout.percent import resolve_percentages
from weasyprint.pdf.fonts import Font as EngineFont
from weasyprint.pdf.fonts import build_fonts_dictionary
from weasyprint.stacking import StackingContext
from weasyprint.text.ffi import FROM_UNITS, ffi, harfbuzz, harfbuzz_subset, pango
from weasyprint.text.line_break import _font_style_cache_key, create_layout

from octavo.typeset.engine.protocols import (
    Box,
    Document,
    Drawing,
    Drawings,
    Font,
    Page,
    PageBox,
    PageType,
    Pdf,
    PdfDictionary,
    PdfObject,
    PdfStream,
    Point,
    Rectangle,
    Style,
    TextBox,
)

__all__ = [
    "FROM_UNITS",
    "Box",
    "Document",
    "Drawing",
    "Drawings",
    "EngineFont",
    "Font",
    "Page",
    "PageBox",
    "PageType",
    "Pdf",
    "PdfDictionary",
    "PdfObject",
    "PdfStream",
    "Point",
    "Rectangle",
    "Style",
    "TextBox",
    "boxes",
    "build_fonts_dictionary",
    "create_layout",
    "ffi",
    "harfbuzz",
    "layout_backgrounds",
    "make_margin_boxes",
    "page_height",
    "page_width",
    "pango",
    "resolve_percentages",
    "set_page_type_computed_styles",
]

# Two functions of HarfBuzz that the engine loads but does not declare: a face from the bytes of a font file.
ffi.cdef(
    """hb_blob_t * hb_blob_create (const char *data, unsigned int length, int mode, void *user, void *destroy);
    hb_face_t * hb_face_create (hb_blob_t *blob, unsigned int index);""",
    override=True,
)

PRIVATE: tuple[tuple[str, str], ...] = (
    ("weasyprint", "cssselect2.ElementWrapper.from_html_root"),
    ("weasyprint.pdf", "add_tags"),
    ("weasyprint.pdf", "resolve_links"),
    ("weasyprint.pdf", "build_fonts_dictionary"),
    ("weasyprint.pdf.fonts", "Font.clean"),
    ("weasyprint.pdf.fonts", "build_fonts_dictionary"),
    ("weasyprint.document", "Page"),
    ("weasyprint.document", "draw_page"),
    ("weasyprint.draw", "draw_border"),
    ("weasyprint.draw", "draw_page"),
    ("weasyprint.draw", "draw_stacking_context"),
    ("weasyprint.document", "layout_document"),
    ("weasyprint.layout.background", "layout_backgrounds"),
    ("weasyprint.layout.page", "make_margin_boxes"),
    ("weasyprint.layout.page", "page_height"),
    ("weasyprint.layout.page", "page_width"),
    ("weasyprint.layout.page", "set_page_type_computed_styles"),
    ("weasyprint.layout.percent", "resolve_percentages"),
    ("weasyprint.text.line_break", "_font_style_cache_key"),
    ("weasyprint.text.line_break", "create_layout"),
    ("weasyprint.layout.inline", "split_first_line"),
    ("weasyprint.pdf.stream", "Stream.clone"),
    ("weasyprint.pdf.stream", "Stream.marked"),
    ("weasyprint.stacking", "StackingContext.from_page"),
    ("weasyprint.formatting_structure.boxes", "LineBox"),
    ("weasyprint.formatting_structure.boxes", "MarginBox"),
    ("weasyprint.formatting_structure.boxes", "PageBox"),
    ("weasyprint.formatting_structure.boxes", "ReplacedBox"),
    ("weasyprint.formatting_structure.boxes", "TableBox"),
    ("weasyprint.formatting_structure.boxes", "TableRowGroupBox"),
    ("weasyprint.formatting_structure.boxes", "TextBox"),
    ("weasyprint.formatting_structure.boxes", "FootnoteAreaBox"),
    ("weasyprint.formatting_structure.boxes", "Box.link_annotation"),
    ("weasyprint.layout.absolute", "AbsolutePlaceholder"),
    ("weasyprint.text.ffi", "harfbuzz_subset"),
    ("weasyprint.text.ffi", "pango"),
    ("weasyprint.text.ffi", "harfbuzz"),
    ("weasyprint.text.ffi", "ffi"),
    ("weasyprint.text.ffi", "FROM_UNITS"),
    ("weasyprint.css", "ComputedStyle.__missing__"),
    ("weasyprint.css.computed_values", "COMPUTER_FUNCTIONS"),
    ("weasyprint.css.computed_values", "PHYSICAL_FUNCTIONS"),
    ("weasyprint.css.functions", "check_math"),
    ("weasyprint.css.properties", "Dimension"),
    ("weasyprint.css.properties", "INHERITED"),
    ("weasyprint.css.properties", "INITIAL_NOT_COMPUTED"),
    ("weasyprint.css.properties", "INITIAL_VALUES"),
    ("weasyprint.draw.text", "draw_first_line"),
    ("weasyprint.layout.percent", "adjust_box_sizing"),
    ("weasyprint.layout.percent", "percentage"),
    ("weasyprint.text.ffi", "gobject"),
    ("weasyprint.text.line_break", "Layout.setup"),
    ("pydyf", "_to_bytes"),
)
"""Module and dotted name of every private thing; instance attributes (``Page._page_box``, ``Stream._tags``,
``Font.to_unicode``) are proved by the tests that lay out a page."""


def missing_names() -> Iterator[str]:
    """Name every private thing that this version of WeasyPrint does not have."""
    for module, dotted in PRIVATE:
        value: object = import_module(module)
        for name in dotted.split("."):
            if not hasattr(value, name):
                yield f"{module}.{dotted}"
                break
            value = getattr(value, name)


def has_subsetter() -> bool:
    """Whether HarfBuzz's subsetter was found; without it subsets are slow and differ from build to build."""
    return harfbuzz_subset is not None


def library_versions() -> Mapping[str, str]:
    """Return the versions of the libraries that Python's package registry does not know."""
    number = int(pango.pango_version())
    shaper = next(
        version
        for version in ((major, minor) for major in range(30, 0, -1) for minor in range(30, -1, -1))
        if harfbuzz.hb_version_atleast(*version, 0)
    )
    return {
        "pango": f"{number // 10000}.{number // 100 % 100}.{number % 100}",
        "harfbuzz": ".".join(map(str, shaper)),
    }


def page_box(page: Page) -> PageBox:
    """Return the root box of a laid-out page."""
    box: PageBox = page._page_box  # type: ignore[attr-defined]  # noqa: SLF001 -- private, and so in no protocol
    return box


def font_style(style: Style) -> str:
    """Return all of a style that has a say in the choice of glyphs and their widths."""
    return str(_font_style_cache_key(style, include_size=True))


def attribute(box: Box, name: str) -> str | None:
    """Return an attribute of the element that ``box`` shows; ``None`` where there is none."""
    return None if box.element is None else box.element.get(name)


def in_place(box: Box) -> Box:
    """Return the box that is drawn where ``box`` stands: absolutely positioned ones hide behind a placeholder."""
    return box._box if isinstance(box, AbsolutePlaceholder) else box  # noqa: SLF001


def tables(page: Page) -> Iterator[tuple[Box, tuple[Box, ...]]]:
    """Yield the tables of a page, each with the boxes around it from the page inwards."""

    def search(box: Box, around: tuple[Box, ...]) -> Iterator[tuple[Box, tuple[Box, ...]]]:
        box = in_place(box)
        if isinstance(box, boxes.TableBox):
            yield box, around
        if not isinstance(box, boxes.LineBox | boxes.TextBox):
            for child in box.children:
                yield from search(child, (*around, box))

    yield from search(page_box(page), ())


def is_kind(box: Box, *kinds: str) -> bool:
    """Whether ``box`` is of one of the box classes ``kinds`` (names in ``PRIVATE``) or of a class below them."""
    return isinstance(box, tuple(getattr(boxes, kind) for kind in kinds))


def marked_content(stream: Drawing) -> dict[Box, dict[str, Any]]:
    """Return the number (``mcid``) of the marked content that each box of one page was drawn as."""
    tags: dict[Box, dict[str, Any]] = stream._tags  # type: ignore[attr-defined]  # noqa: SLF001 -- the same
    return tags


Tagger: TypeAlias = Callable[[Pdf, Document, object, Drawings], None]


@contextmanager
def tagging_by(tagger: Tagger) -> Iterator[None]:
    """Let ``tagger(pdf, document, version, page_streams)`` build the structure tree inside the block."""
    original = weasyprint.pdf.add_tags
    weasyprint.pdf.add_tags = tagger
    try:
        yield
    finally:
        weasyprint.pdf.add_tags = original


def _pass_over(_: Pdf) -> None:
    """Do nothing."""


@contextmanager
def in_parts(drawn: Callable[[Pdf], None] = _pass_over) -> Iterator[None]:
    """Draw a document that is a part of a book: links may lead out of it, and fonts are left to the whole.

    ``drawn(pdf)`` is called when the pages are drawn, and before what they use is gathered: it may draw more.
    """

    def keep_links(pages: Iterable[Page]) -> Iterator[tuple[list[object], list[tuple[str, float, float]]]]:
        seen: set[str] = set()
        for page in pages:
            first = [(name, place[0], place[1]) for name, place in page.anchors.items() if name not in seen]
            seen.update(page.anchors)
            yield list(page.links), first

    def no_fonts(pdf: Pdf, *_: object) -> pydyf.Dictionary:
        drawn(pdf)
        return pydyf.Dictionary({})

    original = weasyprint.pdf.resolve_links, weasyprint.pdf.build_fonts_dictionary
    weasyprint.pdf.resolve_links, weasyprint.pdf.build_fonts_dictionary = keep_links, no_fonts
    try:
        yield
    finally:
        weasyprint.pdf.resolve_links, weasyprint.pdf.build_fonts_dictionary = original


@contextmanager
def watching_layout(seen: Callable[[Any, Any], None]) -> Iterator[None]:
    """Call ``seen(html, context)`` with what a document that is laid out inside the block depends on."""
    original = weasyprint.document.layout_document

    def layout_document(html: Any, root_box: Any, context: Any) -> Iterator[Any]:  # noqa: ANN401
        seen(html, context)
        yield from original(html, root_box, context)

    weasyprint.document.layout_document = layout_document
    try:
        yield
    finally:
        weasyprint.document.layout_document = original


@contextmanager
def drawing_pages(draw: Callable[[PageBox, Drawing], None]) -> Iterator[None]:
    """Let ``draw(page, stream)`` draw the box of each page inside the block."""
    original = weasyprint.document.draw_page
    weasyprint.document.draw_page = draw
    try:
        yield
    finally:
        weasyprint.document.draw_page = original


def draw_on_page(page: PageBox, children: Iterable[Box], stream: Drawing) -> None:
    """Draw ``children`` of ``page`` and nothing else of it, each in a state of its own."""
    stack = StackingContext.from_page(page.copy_with_children(tuple(children)))
    for context in (*stack.negative_z_contexts, *stack.zero_z_contexts, *stack.positive_z_contexts):
        weasyprint.draw.draw_stacking_context(stream, context)


POINTS = 0.75
"""Points in a CSS pixel."""


def draw_frame(page: PageBox, stream: Any, mark: bytes) -> Drawing:  # noqa: ANN401 -- its drawing methods
    """Draw ``page``, whose children are all in the margins; return that stream, which begins as ``stream`` does.

    ``mark`` stands in it where other children would be drawn.
    """
    frame = stream.clone(tags={}, compress=False)
    frame.transform(d=-1, f=page.margin_height() * POINTS)
    with frame.stacked():
        frame.transform(a=POINTS, d=POINTS)
        weasyprint.draw.draw_page(page.copy_with_children(()), frame)
        frame.stream.append(mark)
        draw_on_page(page, page.children, frame)
    drawn: Drawing = frame
    return drawn


def patterns(stream: Drawing) -> list[PdfStream]:
    """Return the patterns with which the pages of a document were painted so far; ``stream`` is one of its drawings."""
    return list(stream._resources["Pattern"].values())  # type: ignore[attr-defined]  # noqa: SLF001 -- the same


def has_targets(page: PageBox) -> bool:
    """Whether there are links, anchors, headings or forms in ``page``, a box with all that is to be looked at."""
    found = weasyprint.document.Page(page)
    return bool(found.links or found.anchors or found.bookmarks or any(found.forms.values()))
