"""The places for page numbers in the drawing of a document: printed references, and folios in the margins."""

from collections.abc import Iterator, Mapping, Sequence
from typing import TypeAlias

from octavo.model.output import PAGE_OF
from octavo.pdf.content_stream import Figures, Slot
from octavo.typeset.engine import faces
from octavo.typeset.engine.box_tree import font_style, is_kind, marked_content
from octavo.typeset.engine.protocols import FontInUse, LayoutBox, PageStream, TextBox
from octavo.typeset.structure_tree import StructureNode
from octavo.typeset.unit_document import FIRST_FOLIO

ALIGNMENTS = {"left": 0.0, "start": 0.0, "justify-all": 0.0, "center": 0.5, "right": 1.0, "end": 1.0}

SlotsOfPage: TypeAlias = dict[int, Slot]
"""Slots of one page by the number of their marked content."""


class SlotFinder:
    """Finds slots in a drawn document that has ``fonts``; ``figures`` are those of the styles in which they are set.

    Where ``has_roman`` says so, its own folios may be Roman.
    """

    def __init__(self, fonts: Mapping[int, FontInUse], *, has_roman: bool) -> None:
        self._fonts = fonts
        self._has_roman = has_roman
        self.figures: list[Figures] = []
        self._styles: dict[str, int] = {}

    def references(self, tree: StructureNode, streams: Sequence[PageStream], problems: list[str]) -> list[SlotsOfPage]:
        """Return for each page the slots for printed page numbers in the structure ``tree``.

        ``streams`` are the drawings of the pages; ``problems`` receives what cannot be written.
        """
        marks = [{mark["mcid"]: box for box, mark in marked_content(stream).items()} for stream in streams]
        found: list[SlotsOfPage] = [{} for _ in streams]
        for target, page, number in _references(tree):
            box = marks[page][number]
            # A Roman number was laid out as it is printed.
            if not box.text or set(box.text) - set(faces.ROMAN):
                self._add(found[page], number, box, (target, page), problems)
        return found

    def folios(
        self, pages: Sequence[LayoutBox], streams: Sequence[PageStream], problems: list[str]
    ) -> list[SlotsOfPage]:
        """Return for each of ``pages``, drawn in ``streams``, the slots for its own number in its margins."""
        found: list[SlotsOfPage] = [{} for _ in streams]
        for page, stream in enumerate(streams):
            marks = marked_content(stream)
            for box in _folios(pages[page], str(FIRST_FOLIO + page)):
                self._add(found[page], marks[box]["mcid"], box, ("", page), problems)
        return found

    def _add(self, slots: SlotsOfPage, number: int, box: TextBox, place: tuple[str, int], problems: list[str]) -> None:
        """Add the slot that ``box`` is; its ``place`` are its target and its page."""
        target, page = place
        try:
            slots[number] = self._slot(box, target, str(FIRST_FOLIO + page))
        except ValueError as problem:
            problems.append(str(problem))

    def _slot(self, box: TextBox, target: str, folio: str) -> Slot:
        """Return the slot that ``box`` is: for the page of ``target``, or for a ``folio`` where that is empty.

        Raises ``ValueError`` when another number than was laid out could not be written there.
        """
        style = self._style(box)
        if target and not box.text.isdecimal():
            raise ValueError(f"the page number of '{target}' is no number")
        if target and not self.figures[style].are_equally_wide:
            raise ValueError("the figures of page numbers are not equally wide")
        spacing = box.style["letter_spacing"]
        return Slot(
            target=target,
            placeholder=box.text if target else folio,
            figures=style,
            spacing=0.0 if spacing == "normal" else spacing * 1000 / box.style["font_size"],
            align=0.0 if target else ALIGNMENTS.get(box.style["text_align_all"], 0.0),
        )

    def _style(self, box: TextBox) -> int:
        """Return the place of the figures in the style of ``box``, which are looked up once for each style."""
        style = font_style(box.style)
        if style not in self._styles:
            self.figures.append(faces.figures(box, self._fonts, has_roman=self._has_roman))
            self._styles[style] = len(self.figures) - 1
        return self._styles[style]


def _references(node: StructureNode) -> Iterator[tuple[str, int, int]]:
    """Yield the anchor, the page and the content number of each printed page number below ``node``."""
    title = node.entries.get("T")
    for kid in node.kids:
        if isinstance(kid, StructureNode):
            yield from _references(kid)
        elif title is not None and title.string.startswith(PAGE_OF) and isinstance(kid, tuple):
            yield title.string.removeprefix(PAGE_OF), *kid


def _folios(page: LayoutBox, folio: str) -> Iterator[TextBox]:
    """Yield the text boxes in the margins of ``page`` that hold its ``folio``."""
    for box in page.children:
        if is_kind(box, "MarginBox") and ("counter()", ("page", "decimal")) in box.style["content"]:
            yield from (each for each in _texts(box) if folio in each.text)


def _texts(box: LayoutBox) -> Iterator[TextBox]:
    if is_kind(box, "TextBox"):
        yield box
    for child in box.children:
        yield from _texts(child)
