"""Tables of a source: of rows and cells that hold a line of words each, or drawn ones with blocks and spans."""

from collections.abc import Callable, Iterator
from dataclasses import replace

from octavo.importing.attributes import attributes_of, bare_text, every_anchor
from octavo.importing.conversion import Conversion
from octavo.importing.inline_elements import trimmed
from octavo.importing.pictures import CAPTION
from octavo.model.inlines import Break, Code, Formula, Image, Inline, Inlines, Text
from octavo.model.prose import (
    Alignment,
    Block,
    Blocks,
    Cell,
    Figure,
    GridTable,
    Paragraph,
    Preformatted,
    Separator,
    Table,
)
from octavo.model.query import every_block, every_inline, runs
from octavo.model.records import ImageFigure
from octavo.pandoc import Json, kind_of

ToBlocks = Callable[[Conversion, Json], Blocks]

_ALIGNMENTS: dict[str, Alignment] = {"AlignRight": "right", "AlignCenter": "centre"}


def read_table(conversion: Conversion, content: Json, to_blocks: ToBlocks) -> Iterator[Block]:
    """Yield a table. One of a single cell is what stands in it, and one without cells its caption."""
    given, caption, columns, head, bodies, foot = _list(content)
    heads = _rows(head)
    rows = [*heads, *(row for body in _list(bodies) for row in _body_rows(body)), *_rows(foot)]
    words = _list(caption)[1]
    if sum(map(len, rows)) <= 1:
        if rows:
            conversion.lost_often("a table of one cell became what stands in the cell")
        conversion.waiting.extend(filter(None, [attributes_of(given).id]))
        yield from (block for row in rows for cell in row for block in to_blocks(conversion, _cell(cell)[2]))
        for block in to_blocks(conversion, words):
            yield replace(block, classes=(CAPTION,)) if isinstance(block, Paragraph) else block
        return
    identity = conversion.id_for((attributes_of(given).id, *every_anchor(content)))
    title = _joined(to_blocks(conversion, words))
    head_rows = len(heads) if len(rows) > len(heads) else 0
    read = [[_read_cell(conversion, cell, at < head_rows, to_blocks) for cell in row] for at, row in enumerate(rows)]
    width = max([len(_list(columns)), *(sum(cell.across for cell in row) for row in read)])
    alignments = _alignments(columns, width)
    if head_rows <= 1 and all(_is_simple(cell) for row in read for cell in row):
        lines = [tuple(_joined(cell.blocks) for cell in row) + ((),) * (width - len(row)) for row in read]
        yield Table(
            head=lines[0] if head_rows else (),
            rows=tuple(lines[head_rows:]),
            alignments=alignments,
            caption=title,
            id=identity,
        )
        return
    rich = tuple(tuple(_drawable(conversion, cell) for cell in row) for row in read)
    yield GridTable(rows=rich, head_rows=head_rows, alignments=alignments, caption=title, id=identity)


def _read_cell(conversion: Conversion, cell: Json, is_head: bool, to_blocks: ToBlocks) -> Cell:  # noqa: FBT001 - of a call within this module
    down, across, blocks = _cell(cell)
    made = tuple(map(_in_line, to_blocks(conversion, blocks)))
    if made == (Separator(),) and not any(
        isinstance(each, dict) and kind_of(each) == "HorizontalRule" for each in _list(blocks)
    ):
        # Signs alone part scenes between paragraphs; in a cell they are its words, such as a dash for nothing.
        made = (Paragraph(children=(Text(value=bare_text(blocks).strip()),)),)
    for run in runs(made):
        conversion.stands_at(run)
    return Cell(blocks=made, down=down, across=across, is_head=is_head)


def _in_line(block: Block) -> Block:
    """Return a block of a cell, where a formula has no lines of its own."""
    match block:
        case Paragraph(children=(Formula() as formula,)) if not formula.id:
            return replace(block, children=(replace(formula, is_displayed=False),))
        case _:
            return block


def _is_simple(cell: Cell) -> bool:
    """Whether a cell is one line of words; pictures stand beside them."""
    blocks = cell.blocks
    return (cell.down, cell.across) == (1, 1) and len(blocks) <= 1 and all(map(_is_line, blocks))


def _is_line(block: Block) -> bool:
    return isinstance(block, Figure) or (isinstance(block, Paragraph) and not _has_breaks(block))


def _has_breaks(block: Paragraph) -> bool:
    return any(isinstance(each, Break) for each in every_inline(block.children))


def _drawable(conversion: Conversion, cell: Cell) -> Cell:
    """Return a cell that lines of signs can enclose: a table in it, or code with such lines, is one line of words."""
    if any(map(_is_drawn, every_block(cell.blocks))):
        conversion.lost("a table or a drawing of signs in the cell of a table: the cell is one line of words")
        return replace(cell, blocks=(Paragraph(children=_joined(cell.blocks)),))
    return cell


def _is_drawn(block: Block) -> bool:
    return isinstance(block, Table | GridTable) or (isinstance(block, Preformatted) and "+" in block.text)


def _alignments(columns: Json, width: int) -> tuple[Alignment, ...]:
    kinds = [
        kind_of(each[0]) if isinstance(each, list) and isinstance(each[0], dict) else "" for each in _list(columns)
    ]
    return tuple(_ALIGNMENTS.get(kind, "left") for kind in (*kinds, *[""] * width)[:width])


def _joined(blocks: Blocks) -> Inlines:
    """Return blocks as one run of words; pictures go before them."""
    words: list[Inline] = []
    for block in every_block(blocks):
        if isinstance(block, Figure) and isinstance(block.record, ImageFigure):
            words += [Image(file=block.record.file, alt=block.record.alt), Text(value=" ")]
    for run in (*runs(blocks), *_code_in(blocks)):
        inside = trimmed(run)
        if inside:
            words += ([Text(value=" ")] if words else []) + list(inside)
    return tuple(words)


def _code_in(blocks: Blocks) -> Iterator[Inlines]:
    yield from ((Code(value=each.text),) for each in every_block(blocks) if isinstance(each, Preformatted))


def _cell(cell: Json) -> tuple[int, int, Json]:
    _, _, down, across, blocks = _list(cell)
    return (down if isinstance(down, int) else 1), (across if isinstance(across, int) else 1), blocks


def _rows(part: Json) -> list[list[Json]]:
    _, rows = _list(part)
    return [_list(_list(row)[1]) for row in _list(rows)]


def _body_rows(body: Json) -> list[list[Json]]:
    _, _, heads, rows = _list(body)
    return [_list(_list(row)[1]) for row in (*_list(heads), *_list(rows))]


def _list(value: Json) -> list[Json]:
    return value if isinstance(value, list) else []
