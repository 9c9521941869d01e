"""The engine made ready: fonts loaded and style sheets read once, for one document or for many."""

from collections.abc import Iterable
from contextlib import AbstractContextManager
from typing import TYPE_CHECKING

from weasyprint import CSS
from weasyprint.text.fonts import FontConfiguration

from octavo.model.output import Asset
from octavo.typeset.assets import AssetFetcher
from octavo.typeset.engine.drawing import html_of
from octavo.typeset.engine.protocols import Document
from octavo.typeset.engine_log import recorded
from octavo.typeset.markup import ROOT

if TYPE_CHECKING:
    from octavo.typeset.facts import EngineMessage

VARIANT = "pdf/ua-1"
"""PDF/UA-1 (ISO 14289-1): tagged, with a title, a language and an outline."""

HOUSE_STYLE = """
h4, h5, h6 { bookmark-level: none }
.page-number { font-feature-settings: "pnum" 0, "tnum" 1 }
"""
"""What holds for every theme: the outline has headings down to the third level, and the figures of printed page numbers
are equally wide, so that a number can be written in when its line has long been set."""


class LayoutSession:
    """A style sheet with its fonts, ready to lay documents out.

    Fonts are kept in a private temporary folder, which goes when the session does. A forked process may use the session
    of its parent, as long as that lives. ``messages`` is what the engine said of the style sheet.
    """

    def __init__(self, css: str, assets: Iterable[Asset]) -> None:
        self._fetcher = AssetFetcher(assets)
        self._fonts = FontConfiguration()
        with recorded() as messages:
            self._styles = [
                CSS(string=text, base_url=ROOT, url_fetcher=self._fetcher, font_config=self._fonts)
                for text in (HOUSE_STYLE, css)
            ]
        self.messages: tuple[EngineMessage, ...] = tuple(messages)

    @property
    def has_fonts(self) -> bool:
        """Whether any font was loaded. Without one, rendering would end the process."""
        return bool(self._fetcher.fonts)

    def showing(self, pictures: Iterable[Asset]) -> AbstractContextManager[None]:
        """Serve ``pictures`` to what is rendered while the block runs."""
        return self._fetcher.lending(pictures)

    def render(self, text: str) -> Document:
        """Lay out the XHTML document ``text`` and return the engine's document; ``ParseError`` if not well formed."""
        html = html_of(text, base_url=ROOT, url_fetcher=self._fetcher)
        document: Document = html.render(font_config=self._fonts, stylesheets=self._styles, pdf_variant=VARIANT)
        return document
