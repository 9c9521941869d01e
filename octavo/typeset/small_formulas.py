"""Formulas that are wider than the text and so were set smaller than can be read, found in a finished layout."""

from collections.abc import Iterable, Iterator

from octavo.typeset.engine.box_tree import attribute, in_place, is_kind, page_box
from octavo.typeset.engine.drawing import POINTS
from octavo.typeset.engine.protocols import LaidOutPage, LayoutBox
from octavo.typeset.facts import SmallFormula

LEAST = 6.0
"""Letters of a formula in pt from which on it can be read: footnotes are set in 7 to 8, their indices in two thirds."""

_NAME = "formula"


def has_formulas(source: str) -> bool:
    """Whether there is a formula in the markup of a document."""
    return f'class="{_NAME}"' in source


def small_formulas(pages: Iterable[LaidOutPage]) -> tuple[SmallFormula, ...]:
    """Return the formulas whose letters are smaller than :data:`LEAST` because they did not fit their line."""
    return tuple(dict.fromkeys(found for page in pages for found in _found_in(page_box(page), ())))


def _found_in(box: LayoutBox, around: tuple[str, ...]) -> Iterator[SmallFormula]:
    """Yield the small formulas in ``box``; ``around`` are the ids of what it stands in, from the inside outwards."""
    box = in_place(box)
    if identifier := attribute(box, "id"):
        around = (identifier, *around)
    if is_kind(box, "ReplacedBox"):
        if attribute(box, "class") == _NAME:
            size = box.width / box.style["width"].value * box.style["font_size"] * POINTS
            is_shrunk = box.width < box.style["width"].value
            if is_shrunk and size < LEAST:
                yield SmallFormula(round(size, 1), around)
    elif not is_kind(box, "TextBox"):
        for child in box.children:
            yield from _found_in(child, around)
