"""Pages drawn in two layers: their content once, and the margins around it for both sides."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

from octavo.pdf.object_renumbering import SEPARATOR
from octavo.pdf.syntax import real
from octavo.typeset import engine_log
from octavo.typeset.broadside import content_matrix
from octavo.typeset.engine.box_tree import is_kind
from octavo.typeset.engine.drawing import draw_frame, draw_on_page, drawing_pages, patterns
from octavo.typeset.engine.protocols import PageBox, PageStream, PdfStream
from octavo.typeset.engine.recto_verso import TurnedPages

if TYPE_CHECKING:
    from octavo.typeset.facts import EngineMessage

CONTENT = SEPARATOR
"""Stands in the drawing of the margins where the content of the page belongs."""


class MarginLayer:
    """The margins of all pages of one side: ``streams`` as the engine draws them, and its ``messages`` about them.

    Instead of the content of each page they have ``marks``, which shift it to the right, and turn it on broadside ones.
    """

    def __init__(self, pages: Sequence[PageBox], shifts: Sequence[float], broadside: Sequence[bool]) -> None:
        self.marks = [_mark(*each) for each in zip(pages, shifts, broadside, strict=True)]
        self.streams: list[PageStream] = []
        self.messages: list[EngineMessage] = []


class PageLayers:
    """Draws the pages of one document in layers; ``patterns`` are what the content of each page is painted with."""

    def __init__(self, turned: TurnedPages) -> None:
        self.turned = turned
        still = [0.0] * len(turned.shifts)
        self.own = MarginLayer(turned.own, still, turned.broadside)
        self.other = MarginLayer(turned.other, turned.shifts, turned.broadside)
        self.patterns: list[list[PdfStream]] = []
        self._spans: list[tuple[PageStream, int, int]] = []

    @contextmanager
    def content_alone(self) -> Iterator[None]:
        """Have the engine draw no more than the content of each page inside the block."""
        with drawing_pages(self._draw):
            yield

    def _draw(self, page: PageBox, stream: PageStream) -> None:
        start = len(stream.stream)
        draw_on_page(page, (child for child in page.children if not is_kind(child, "MarginBox")), stream)
        self._spans.append((stream, start, len(stream.stream)))
        self.patterns.append(patterns(stream)[sum(map(len, self.patterns)) :])

    def draw_margins(self, _: object) -> None:
        """Draw the margins, when the engine has drawn the content.

        What the engine put around the content goes.
        """
        streams = [stream for stream, _, _ in self._spans]
        for side, pages in ((self.own, self.turned.own), (self.other, self.turned.other)):
            with engine_log.recorded() as side.messages:
                side.streams = list(map(draw_frame, pages, streams, side.marks))
        for stream, start, end in self._spans:
            stream.stream = stream.stream[start:end]


def _mark(page: PageBox, shift: float, is_broadside: bool) -> bytes:  # noqa: FBT001 -- of one of three lists
    """Return what stands for the content of ``page`` that is ``shift`` px further to the right than it was drawn.

    That of a broadside page is turned.
    """
    if is_broadside:
        matrix = b" ".join(map(real, content_matrix(page.margin_height(), shift)))
        return b"q\n%b cm\n%b\nQ" % (matrix, CONTENT)
    if not shift:
        return CONTENT
    return b"q\n1 0 0 1 %b 0 cm\n%b\nQ" % (real(shift), CONTENT)
