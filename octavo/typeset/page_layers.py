"""Pages drawn in parts: their content once, and the frames around it for both sides."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from octavo.pdf.object_renumbering import SEPARATOR
from octavo.typeset import engine_log
from octavo.typeset.engine import draw_frame, draw_on_page, drawing_pages, is_kind, patterns
from octavo.typeset.recto_verso import Turned

CONTENT = SEPARATOR
"""Stands in the drawing of a frame where the content of its page belongs."""


class Frame:
    """The frames of all pages of one side: ``streams`` as the engine draws them, and what it said of them.

    Instead of the content of each page they have ``marks``, which shift it to the right.
    """

    def __init__(self, shifts: Sequence[float]) -> None:
        self.marks = [_mark(shift) for shift in shifts]
        self.streams: list[Any] = []
        self.heard: list[engine_log.Complaint] = []


class Apart:
    """Draws the pages of one document in parts; ``patterns`` are what the content of each page is painted with."""

    def __init__(self, turned: Turned) -> None:
        self.turned = turned
        self.own, self.other = Frame([0.0] * len(turned.shifts)), Frame(turned.shifts)
        self.patterns: list[list[Any]] = []
        self._spans: list[tuple[Any, int, int]] = []

    @contextmanager
    def content_alone(self) -> Iterator[None]:
        """Have the engine draw no more than the content of each page inside the block."""
        with drawing_pages(self._draw):
            yield

    def _draw(self, page: Any, stream: Any) -> None:  # noqa: ANN401
        start = len(stream.stream)
        draw_on_page(page, (child for child in page.children if not is_kind(child, "MarginBox")), stream)
        self._spans.append((stream, start, len(stream.stream)))
        self.patterns.append(patterns(stream)[sum(map(len, self.patterns)) :])

    def draw_frames(self, _: object) -> None:
        """Draw the frames, when the engine has drawn the content.

        What the engine put around the content goes.
        """
        streams = [stream for stream, _, _ in self._spans]
        for side, frames in ((self.own, self.turned.own), (self.other, self.turned.other)):
            with engine_log.listening() as side.heard:
                side.streams = list(map(draw_frame, frames, streams, side.marks))
        for stream, start, end in self._spans:
            stream.stream = stream.stream[start:end]


def _mark(shift: float) -> bytes:
    """Return what stands for the content of a page that is ``shift`` px further to the right than it was drawn."""
    if not shift:
        return CONTENT
    return b"q\n1 0 0 1 %b 0 cm\n%b\nQ" % ((b"%.6f" % shift).rstrip(b"0").rstrip(b"."), CONTENT)
