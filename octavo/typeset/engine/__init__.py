"""All that we use of WeasyPrint besides its public interface; no other room of ours may.

``protocols`` says what we read of its objects, ``box_tree`` and ``drawing`` are what we do with them, ``fixes`` and
``speedups`` are bodies that stand in for functions of its own, and ``patches`` puts those in place for a while.

Public (documented) are ``HTML``, ``CSS``, ``Document.pages``, ``.fonts``, ``.metadata``, ``.make_bookmark_tree``,
``.write_pdf(finisher=…)``, ``Page.anchors``, ``.links``, ``.width``, ``.height``, ``urls.URLFetcher`` and
``text.fonts.FontConfiguration``. Private names that are gone after an upgrade show when this package is imported.
Import it inside :func:`octavo.typeset.system.layout_engine` only.
"""

from collections.abc import Mapping
from typing import Any
from xml.etree import ElementTree as ET

import weasyprint
from weasyprint.formatting_structure import boxes
from weasyprint.layout.background import layout_backgrounds
from weasyprint.layout.page import make_margin_boxes, page_height, page_width, set_page_type_computed_styles
from weasyprint.layout.percent import resolve_percentages
from weasyprint.pdf.fonts import Font as EngineFont
from weasyprint.pdf.fonts import build_fonts_dictionary
from weasyprint.text.ffi import FROM_UNITS, ffi, harfbuzz, harfbuzz_subset, pango
from weasyprint.text.line_break import create_layout

from octavo.typeset.engine.box_tree import (
    attribute,
    font_style,
    has_columns,
    has_targets,
    in_place,
    is_kind,
    marked_content,
    page_box,
    tables,
)
from octavo.typeset.engine.drawing import (
    POINTS,
    draw_frame,
    draw_on_page,
    drawing_pages,
    in_parts,
    patterns,
    tagging_by,
    watching_layout,
)
from octavo.typeset.engine.fixes import FIXES
from octavo.typeset.engine.patches import patched
from octavo.typeset.engine.protocols import (
    Box,
    Document,
    Drawing,
    Drawings,
    Font,
    LineBox,
    Page,
    PageBox,
    PageType,
    Pdf,
    PdfStream,
    Style,
    TextBox,
)
from octavo.typeset.engine.speedups import SPEEDUPS

__all__ = [
    "FROM_UNITS",
    "POINTS",
    "Box",
    "Document",
    "Drawing",
    "Drawings",
    "EngineFont",
    "Font",
    "LineBox",
    "Page",
    "PageBox",
    "PageType",
    "Pdf",
    "PdfStream",
    "Style",
    "TextBox",
    "attribute",
    "boxes",
    "build_fonts_dictionary",
    "create_layout",
    "draw_frame",
    "draw_on_page",
    "drawing_pages",
    "ffi",
    "font_style",
    "harfbuzz",
    "has_columns",
    "has_targets",
    "html_of",
    "in_parts",
    "in_place",
    "is_kind",
    "layout_backgrounds",
    "make_margin_boxes",
    "marked_content",
    "page_box",
    "page_height",
    "page_width",
    "pango",
    "patched",
    "patterns",
    "resolve_percentages",
    "set_page_type_computed_styles",
    "tables",
    "tagging_by",
    "watching_layout",
]

# Two functions of HarfBuzz that WeasyPrint loads but does not declare: a face from the bytes of a font file.
ffi.cdef(
    """hb_blob_t * hb_blob_create (const char *data, unsigned int length, int mode, void *user, void *destroy);
    hb_face_t * hb_face_create (hb_blob_t *blob, unsigned int index);""",
    override=True,
)

PATCHES = (*FIXES, *SPEEDUPS)
"""What stands in for functions of WeasyPrint while a unit is laid out."""


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
