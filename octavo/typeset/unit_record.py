"""What is kept of a drawn unit: movable objects, and drawings of pages with gaps for page numbers.

It is all that :mod:`octavo.typeset.place_unit` needs to write the unit into a file, wherever it comes to stand.
"""

from dataclasses import dataclass

from octavo.pdf.content_stream import Figures, Slot
from octavo.pdf.object_renumbering import MovableObjects


@dataclass(frozen=True, slots=True, kw_only=True)
class PageDrawing:
    """The drawing of one page, cut at its slots: each slot has a gap where its text begins and one for its figures."""

    pieces: tuple[bytes, ...]
    slots: tuple[Slot, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Layer:
    """A layer of all pages: the objects that it needs, its drawing of each page, and the figures of its slots."""

    objects: MovableObjects
    drawings: tuple[PageDrawing, ...]
    figures: tuple[Figures, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SideRecord:
    """A unit that begins on one side: how many ``objects`` it has, and which of them are the ``contents`` of the pages.

    ``content`` and ``margins`` are packed layers. The margins have the mark of
    :data:`octavo.typeset.page_layers.CONTENT` where the content belongs; without drawings of margins, the content is
    the whole page.
    """

    objects: int
    contents: tuple[int, ...]
    content: bytes
    margins: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitRecord:
    """The records of a unit by the side on which it begins; they share the content where one was derived.

    ``verso`` is missing where the unit always begins on the right.
    """

    recto: SideRecord
    verso: SideRecord | None

    def on(self, page: int) -> SideRecord:
        """Return the record of the unit where its first page is ``page``: left-hand pages have even numbers."""
        return self.recto if page % 2 or self.verso is None else self.verso
