"""Freeze the text of a book and where it is printed, and read it again: a file with a block or a page in each line."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import TypeVar, get_args

from octavo.editions.block_texts import BlockText, block_texts
from octavo.editions.figure_texts import cover_text, figure_texts
from octavo.model.book import Book
from octavo.model.editions import BlockPart, FrozenBlock, FrozenPage, PrintedAt, Snapshot
from octavo.model.output import Printing, Rendition

COVER = "cover"
Kind = TypeVar("Kind")


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintedProduct:
    """A product in print: the name of its files, its book, what is laid out, and the printing, if it was."""

    name: str
    book: Book
    rendition: Rendition
    printing: Printing | None = None


class DamagedSnapshotError(Exception):
    """A snapshot is not what a release wrote."""


def frozen_blocks(products: Iterable[PrintedProduct]) -> tuple[FrozenBlock, ...]:
    """Return the blocks of all ``products`` that have text of their own, in the order of the book.

    What stands in several of them, such as a passage of the book on a sheet, is one block with several places. What a
    figure says besides follows its block.
    """
    blocks: dict[tuple[str, str, str], FrozenBlock] = {}
    for product in products:
        for each in _blocks(product):
            key = (each.id, each.part, each.text)
            known = blocks.get(key)
            blocks[key] = replace(known, printed={**known.printed, **each.printed}) if known else each
    return tuple(blocks.values())


def _blocks(product: PrintedProduct) -> Iterator[FrozenBlock]:
    figures = figure_texts(product.book)
    if alternative := cover_text(product.book):
        yield FrozenBlock(id=COVER, section=COVER, text=alternative, part="alternative")
    for text in block_texts(product.rendition).values():
        block = FrozenBlock(id=text.id, section=text.section, text=text.own)
        if text.own and not text.is_in_line:
            lines = _lines(product, text)
            yield replace(block, printed={product.name: lines} if lines else {})
        for part, said in figures.get(text.id, ()):
            page = [line._replace(line=0, offset=0) for line in _lines(product, text)[:1]]
            yield replace(block, text=said, part=part, printed={product.name: tuple(page)} if page else {})


def _lines(product: PrintedProduct, block: BlockText) -> tuple[PrintedAt, ...]:
    """Return the lines of a block in print, those of its own text; else its first page alone."""
    lines = product.printing.layout.blocks.get(block.id, ()) if product.printing else ()
    if product.printing is None or not lines:
        return ()
    folio = product.printing.page_map.folios.folio
    kept = list(lines)
    if block.own != block.text:
        # Other blocks may stand above, between and below what is its own.
        own = [(line, block.own_offset(line.offset)) for line in lines]
        kept = [line._replace(offset=offset) for line, offset in own if offset is not None and block.own]
        kept = kept or [lines[0]._replace(number=0)]
    return tuple(PrintedAt(line.page, folio(line.page), line.number, line.offset) for line in kept)


# --- the file ---


def as_json(snapshot: Snapshot) -> bytes:
    """Return a snapshot as JSON with a line for each page, block and record, for version control.

    The lines of a block that follow one another on a page are one list: the page, the number of the first line, and
    the offsets of all.
    """
    files = ",\n".join(
        f"{_written(name)}: [\n" + ",\n".join(map(_written, pages)) + "\n]" for name, pages in snapshot.pages.items()
    )
    blocks = ",\n".join(_written(_value(each)) for each in snapshot.blocks)
    records = ",\n".join(f"{_written(name)}: {_written(values)}" for name, values in snapshot.records.items())
    pieces = ['{"pages": {', files, '},\n"blocks": [', blocks, '],\n"records": {', records, "}}\n"]
    return "\n".join(pieces).encode()


def _written(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _value(block: FrozenBlock) -> dict[str, object]:
    part = {"part": block.part} if block.part != "text" else {}
    printed = {name: list(_runs(lines)) for name, lines in block.printed.items()}
    return {"id": block.id, "section": block.section, **part, "text": block.text, "printed": printed}


def _runs(lines: Sequence[PrintedAt]) -> Iterator[list[int]]:
    for (page, before), run in groupby(enumerate(lines), key=lambda each: (each[1].page, each[1].line - each[0])):
        found = list(run)
        yield [page, before + found[0][0], *(line.offset for _, line in found)]


def from_json(content: bytes) -> Snapshot:
    """Return what a snapshot holds. Raises :class:`DamagedSnapshotError` for anything else."""
    try:
        held = _of_kind(json.loads(content), dict)
        pages = {
            str(name): tuple(
                FrozenPage(str(folio), str(block), int(offset), *map(str, digests))
                for folio, block, offset, *digests in listed
            )
            for name, listed in _of_kind(held["pages"], dict).items()
        }
        records = {
            str(name): {str(keys): str(value) for keys, value in _of_kind(values, dict).items()}
            for name, values in _of_kind(held["records"], dict).items()
        }
        blocks = tuple(_block(each, pages) for each in _of_kind(held["blocks"], list))
        return Snapshot(blocks=blocks, pages=pages, records=records)
    except (ValueError, LookupError, TypeError, OverflowError, RecursionError) as problem:
        raise DamagedSnapshotError(str(problem)) from problem


def _of_kind(value: object, kind: type[Kind]) -> Kind:
    if not isinstance(value, kind):
        raise TypeError("it does not hold what a release writes")
    return value


def _block(value: Mapping[str, object], pages: Mapping[str, Sequence[FrozenPage]]) -> FrozenBlock:
    part = value.get("part", "text")
    if part not in get_args(BlockPart):
        raise ValueError(f"a block has no part '{part}'")
    places = {
        str(name): tuple(_places(runs, pages[str(name)])) for name, runs in _of_kind(value["printed"], dict).items()
    }
    return FrozenBlock(
        id=str(value["id"]),
        section=str(value["section"]),
        text=str(value["text"]),
        part=part,  # type: ignore[arg-type]  # one of the parts, as was just seen
        printed=places,
    )


def _places(runs: Iterable[Sequence[int]], pages: Sequence[FrozenPage]) -> Iterator[PrintedAt]:
    for page, first, *offsets in runs:
        for number, offset in enumerate(offsets):
            if page < 1:
                raise ValueError(f"there is no page {page}")
            yield PrintedAt(page, pages[page - 1].folio, first + number, int(offset))
