"""Freeze the text of a book and where it is printed, and read it again: a file with one block in a line."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from octavo.editions.block_texts import BlockText, block_texts
from octavo.model.editions import FrozenBlock, PrintedAt
from octavo.model.output import Printing, Rendition


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintedProduct:
    """A product in print: the name of its files, what is laid out, and the printing, if it was."""

    name: str
    rendition: Rendition
    printing: Printing | None = None


class DamagedSnapshotError(Exception):
    """A snapshot is not what a release wrote."""


def frozen_blocks(products: Iterable[PrintedProduct]) -> tuple[FrozenBlock, ...]:
    """Return the blocks of all ``products`` that have text of their own, in the order of the book.

    What stands in several of them, such as a passage of the book on a sheet, is one block with several places.
    """
    blocks: dict[tuple[str, str], FrozenBlock] = {}
    for product in products:
        for text in block_texts(product.rendition).values():
            if not text.own or text.is_in_line:
                continue
            known = blocks.get((text.id, text.own))
            section, printed = (known.section, known.printed) if known else (text.section, {})
            lines = _lines(product, text)
            blocks[text.id, text.own] = FrozenBlock(
                id=text.id,
                section=section,
                text=text.own,
                printed={**printed, product.name: lines} if lines else printed,
            )
    return tuple(blocks.values())


def _lines(product: PrintedProduct, block: BlockText) -> tuple[PrintedAt, ...]:
    """Return the lines of a block in print; its first page alone where other blocks stand in it."""
    lines = product.printing.layout.blocks.get(block.id, ()) if product.printing else ()
    if product.printing is None or not lines:
        return ()
    folio = product.printing.page_map.folios.folio
    # What stands in a block around others may stand above, between or below them: its page is known, its line is not.
    kept = lines if block.own == block.text else [lines[0]._replace(number=0)]
    return tuple(PrintedAt(line.page, folio(line.page), line.number, line.offset) for line in kept)


def as_json(blocks: Sequence[FrozenBlock]) -> bytes:
    """Return a snapshot as JSON with a line for each block, so that a version control shows what changed."""
    lines = (
        json.dumps(
            {
                "id": each.id,
                "section": each.section,
                "text": each.text,
                "printed": {name: list(map(list, lines)) for name, lines in each.printed.items()},
            },
            ensure_ascii=False,
        )
        for each in blocks
    )
    return ("[\n" + ",\n".join(lines) + "\n]\n").encode()


def from_json(content: bytes) -> tuple[FrozenBlock, ...]:
    """Return the blocks of a snapshot. Raises :class:`DamagedSnapshotError` for anything else."""
    try:
        return tuple(map(_block, _items(json.loads(content))))
    except (ValueError, KeyError, TypeError, OverflowError, RecursionError) as problem:
        raise DamagedSnapshotError(str(problem)) from problem


def _items(value: object) -> list[dict[str, object]]:
    if not isinstance(value, list):
        raise TypeError("it is no list of blocks")
    return value


def _block(value: Mapping[str, object]) -> FrozenBlock:
    printed = value["printed"]
    if not isinstance(printed, dict):
        raise TypeError("printed")
    places = {
        str(name): tuple(
            PrintedAt(int(page), str(folio), int(line), int(offset)) for page, folio, line, offset in lines
        )
        for name, lines in printed.items()
    }
    return FrozenBlock(id=str(value["id"]), section=str(value["section"]), text=str(value["text"]), printed=places)
