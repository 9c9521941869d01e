"""Numbers of figures and tables that a source has typed into captions: the book sets them itself."""

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from octavo.importing.conversion import BookText, Conversion
from octavo.model.inlines import Inlines, Text
from octavo.model.prose import Block, Figure, GridTable, Table
from octavo.model.query import every_block, plain
from octavo.model.transform import Rules, rewrite

_LABEL = re.compile(
    r"(?:figure|fig\.|table|tab\.|abbildung|abb\.|tabelle|illustration|tableau)\s+(\d{1,4})[.:]?(?:\s+|$)",
    re.IGNORECASE,
)


def without_numbers(conversion: Conversion, texts: Sequence[BookText]) -> tuple[BookText, ...]:
    """Return texts whose captions have no typed numbers, where these count all captions of a kind from 1.

    Where they count otherwise, what the text says of 'figure 12' would be wrong without them.
    """
    for kinds in ((Figure,), (Table, GridTable)):
        blocks = [block for text in texts for block in every_block(text.blocks)]
        captions = [block.caption for block in blocks if isinstance(block, kinds) and block.caption]
        found = [_LABEL.match(plain(caption).lstrip()) for caption in captions]
        if found and [int(each[1]) if each else 0 for each in found] == list(range(1, len(found) + 1)):
            rules = Rules(block=partial(_without, conversion, kinds))
            texts = [replace(text, blocks=rewrite(text.blocks, rules)) for text in texts]
    return tuple(texts)


def _without(conversion: Conversion, kinds: tuple[type[Figure | Table | GridTable], ...], block: Block) -> Block:
    if not isinstance(block, Figure | Table | GridTable) or not isinstance(block, kinds) or not block.caption:
        return block
    label = _LABEL.match(plain(block.caption).lstrip())
    rest = _cut(block.caption, len(label[0].strip())) if label else block.caption
    if rest is block.caption or not plain(rest).strip():
        return block
    conversion.left_out("numbers of figures and tables, which the book sets", label[0] if label else "")
    return replace(block, caption=rest)


def _cut(caption: Inlines, length: int) -> Inlines:
    """Return a caption without its first characters, if they are one piece or the beginning of one."""
    match caption:
        case (Text(value=value), *rest) if value.strip() and len(value.lstrip()) > length:
            return (Text(value=value.lstrip()[length:].lstrip()), *rest)
        case (first, *rest) if len(plain((first,)).strip()) == length:
            match rest:
                case [Text(value=value), *others]:
                    return (Text(value=value.lstrip()), *others)
                case _:
                    return tuple(rest)
        case _:
            return caption
