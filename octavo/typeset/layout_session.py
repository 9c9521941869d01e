"""The engine made ready: fonts loaded and style sheets read once, for one document or for many."""

import os
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager

from tinycss2 import parse_stylesheet
from weasyprint import CSS
from weasyprint.text.fonts import FontConfiguration

from octavo.model.line_rules import LineRules
from octavo.model.output import Asset
from octavo.typeset.assets import AssetFetcher
from octavo.typeset.engine.drawing import html_of
from octavo.typeset.engine.inline_layout import keep_in_session
from octavo.typeset.engine.protocols import LaidOutDocument
from octavo.typeset.engine_log import own_message, recorded
from octavo.typeset.facts import EngineMessage, LeftToEngine
from octavo.typeset.markup import ROOT
from octavo.typeset.paragraphs.setter import PARAGRAPH_SETTER, ParagraphSetter

VARIANT = "pdf/ua-1"
"""PDF/UA-1 (ISO 14289-1): tagged, with a title, a language and an outline."""

HOUSE_STYLE = """
h1, h2, h3, h4, h5, h6 { --text-wrap: balance; hyphens: none }
h4, h5, h6 { bookmark-level: none }
@page { --text-wrap: balance; hyphens: none }
.page-number { font-feature-settings: "pnum" 0, "tnum" 1 }
"""
"""What holds for every theme: headings and running heads have lines alike and no divided words, the outline has
headings down to the third level, and the figures of printed page numbers are equally wide, so that a number can be
written in when its line has long been set."""


BROADSIDE = "broadside"
"""The name, in style sheets, of pages that are turned: see :mod:`octavo.typeset.broadside`."""

DEFAULT_RULES = LineRules()


class _Fonts(FontConfiguration):  # type: ignore[misc]  # the engine has no types
    """The fonts of a session. Their files go with it in the process that wrote them, and in no fork of it.

    Fonts are read when their letters are first wanted: a fork that lets a session go must leave the files to its parent
    and to all that the parent has forked.
    """

    def __init__(self) -> None:
        self._owner = os.getpid()
        super().__init__()

    def __del__(self) -> None:
        if self._owner == os.getpid():
            super().__del__()


class LayoutSession:
    """A style sheet with its fonts, ready to lay documents out.

    Fonts are kept in a private temporary folder, which goes when the session does. A forked process may use the session
    of its parent, as long as that lives, and let it go. ``messages`` is what the engine said of the style sheet. Lines
    are set by ``rules``.
    """

    def __init__(self, css: str, assets: Iterable[Asset], rules: LineRules = DEFAULT_RULES) -> None:
        self._fetcher = AssetFetcher(assets)
        self._has_broadside = f"@page {BROADSIDE}" in css
        self._fonts = _Fonts()
        self._paragraphs = ParagraphSetter(rules)
        keep_in_session(self._fonts, PARAGRAPH_SETTER, self._paragraphs)
        with recorded() as messages:
            self._styles = [self._read(HOUSE_STYLE)]
            try:
                self._styles.append(self._read(css))
                broken: list[EngineMessage] = []
            except Exception:  # noqa: BLE001 - the engine raises what its reckoning with a value comes upon
                broken = list(self._broken_rules(css))
        self.messages: tuple[EngineMessage, ...] = (*messages, *broken)

    def _read(self, css: str) -> CSS:
        return CSS(string=css, base_url=ROOT, url_fetcher=self._fetcher, font_config=self._fonts)

    def _broken_rules(self, css: str) -> Iterator[EngineMessage]:
        """Yield a message for each rule over which the engine breaks down, found by reading them one by one."""
        for rule in parse_stylesheet(css, skip_comments=True, skip_whitespace=True):
            try:
                self._read("\n" * (rule.source_line - 1) + rule.serialize())
            except Exception:  # noqa: BLE001 - the same
                yield own_message(f"a value in this rule cannot be read at {rule.source_line}:{rule.source_column}")

    @property
    def has_fonts(self) -> bool:
        """Whether any font was loaded. Without one, rendering would end the process."""
        return bool(self._fetcher.fonts)

    @property
    def has_broadside(self) -> bool:
        """Whether the style sheet has pages for tables that are turned."""
        return self._has_broadside

    @property
    def left_to_engine(self) -> tuple[LeftToEngine, ...]:
        """How many paragraphs of the document that was laid out last were not set as a whole, by reason."""
        return tuple(LeftToEngine(*each) for each in sorted(self._paragraphs.left.items()))

    @property
    def has_wide_words(self) -> bool:
        """Whether something in the document that was laid out last is wider than its line."""
        return self._paragraphs.has_wide_words

    def showing(self, pictures: Iterable[Asset]) -> AbstractContextManager[None]:
        """Serve ``pictures`` to what is rendered while the block runs."""
        return self._fetcher.lending(pictures)

    def render(self, text: str) -> LaidOutDocument:
        """Lay out the XHTML document ``text`` and return the engine's document; ``ParseError`` if not well formed."""
        self._paragraphs.begin_document()
        html = html_of(text, base_url=ROOT, url_fetcher=self._fetcher)
        document: LaidOutDocument = html.render(font_config=self._fonts, stylesheets=self._styles, pdf_variant=VARIANT)
        return document
