"""Lists of a source: their items, numbers, letters and signs, and the boxes of tasks."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import Literal, NamedTuple, TypeAlias

from octavo.importing.attributes import bare_text
from octavo.importing.conversion import Conversion
from octavo.model.inlines import Span, Text
from octavo.model.list_markers import NumberStyle
from octavo.model.prose import Blocks, ItemList, Paragraph
from octavo.pandoc import Json

BlocksOf: TypeAlias = Callable[[Conversion, Json], Blocks]

_STYLES: Mapping[str, NumberStyle] = {
    "LowerAlpha": "lower-alpha",
    "UpperAlpha": "upper-alpha",
    "LowerRoman": "lower-roman",
    "UpperRoman": "upper-roman",
}
_SIGNS: Mapping[str, Literal[".", ")", "()"]] = {"OneParen": ")", "TwoParens": "()"}
_BOXES = frozenset("\N{BALLOT BOX}\N{BALLOT BOX WITH CHECK}")
"""The boxes of tasks, open and done; pandoc's have a cross."""

_FEWEST = 2
"""A list with letters has at least two items: *A. Smith* is none."""


class SourceNumbering(NamedTuple):
    """How pandoc says that a list is numbered: its first number, and the names of style and signs."""

    start: int
    style: str
    signs: str


def listed_items(conversion: Conversion, items: Iterable[Json], blocks_of: BlocksOf) -> tuple[ItemList, ...]:
    """Return a list without numbers; nothing where it has no items."""
    identity = conversion.id_for(())
    inside = _items(conversion, items, blocks_of)
    return (ItemList(items=tuple(map(_with_box, inside)), id=identity),) if inside else ()


def numbered_items(
    conversion: Conversion, items: Iterable[Json], blocks_of: BlocksOf, numbering: SourceNumbering
) -> tuple[ItemList, ...]:
    """Return a list with numbers or letters; nothing where it has no items."""
    items = list(items)
    identity = conversion.id_for(())
    style, signs = _STYLES.get(numbering.style, "decimal"), _SIGNS.get(numbering.signs, ".")
    if style != "decimal" and (numbering.start != 1 or len(items) < _FEWEST):
        conversion.stands_at(bare_text(items[:1]))
        conversion.lost(
            "a list with letters or Roman numbers that does not begin with the first: it has numbers in the book"
        )
        style = "decimal"
    if signs == "()" and len(items) < _FEWEST:
        signs = ")"
    inside = tuple(map(_with_box, _items(conversion, items, blocks_of)))
    start = max(numbering.start, 0)
    made = ItemList(items=inside, is_ordered=True, start=start, style=style, brackets=signs, id=identity)
    return (made,) if inside else ()


def _items(conversion: Conversion, items: Iterable[Json], blocks_of: BlocksOf) -> tuple[Blocks, ...]:
    return tuple(blocks_of(conversion, item) or (Paragraph(children=(Text(value=""),)),) for item in items)


def _with_box(item: Blocks) -> Blocks:
    """Return an item that begins with the box of a task with that box as such."""
    match item:
        case (Paragraph(children=(Text(value=value) as first, *rest)) as paragraph, *others) if value[:1] in _BOXES:
            if value[1:2] not in {"", " "}:
                return item
            box = Span(children=(Text(value=value[0]),), classes=("task",))
            words = replace(first, value=value[1:])
            return (replace(paragraph, children=(box, words, *rest)), *others)
        case _:
            return item
