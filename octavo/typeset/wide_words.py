"""Words that are wider than their lines, found in a finished layout."""

from collections.abc import Iterable, Iterator

from octavo.typeset.engine.box_tree import attribute, in_place, is_kind, page_box
from octavo.typeset.engine.inline_layout import WIDE_WORD
from octavo.typeset.engine.protocols import LaidOutPage, LayoutBox
from octavo.typeset.facts import WideWord


def wide_words(pages: Iterable[LaidOutPage]) -> tuple[WideWord, ...]:
    """Return what was broken where no rule allows it, or runs out of the text, each once for every place."""
    return tuple(dict.fromkeys(found for page in pages for found in _found_in(page_box(page), ())))


def _found_in(box: LayoutBox, around: tuple[str, ...]) -> Iterator[WideWord]:
    """Yield what is too wide in ``box``; ``around`` are the ids of what it stands in, from the inside outwards."""
    box = in_place(box)
    identifier = attribute(box, "id")
    if identifier:
        around = (identifier, *around)
    if is_kind(box, "LineBox") and WIDE_WORD in vars(box):
        yield WideWord(vars(box)[WIDE_WORD], around)
    if not is_kind(box, "TextBox"):
        for child in box.children:
            yield from _found_in(child, around)
