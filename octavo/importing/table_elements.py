"""Tables of a source become tables of rows and cells; a cell holds a line of words."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from octavo.importing.attributes import attributes_of, every_anchor
from octavo.importing.conversion import Conversion
from octavo.importing.inline_elements import trimmed
from octavo.importing.pictures import CAPTION
from octavo.model.inlines import Image, Inline, Inlines, Text
from octavo.model.prose import Alignment, Block, Blocks, Figure, Paragraph, Table
from octavo.model.query import every_block, runs
from octavo.model.records import ImageFigure
from octavo.pandoc import Json, kind_of

ToBlocks = Callable[[Conversion, Json], Blocks]

_ALIGNMENTS: dict[str, Alignment] = {"AlignRight": "right", "AlignCenter": "centre"}


@dataclass(slots=True, kw_only=True)
class _Cells:
    """The cells of a table while they are read, and whether all of them are simple."""

    to_blocks: ToBlocks
    is_spanned: bool = False
    is_simple: bool = True


def read_table(conversion: Conversion, content: Json, to_blocks: ToBlocks) -> Iterator[Block]:
    """Yield a table. One of a single cell is what stands in it, and one without cells its caption."""
    given, caption, columns, head, bodies, foot = _list(content)
    rows = [*_rows(head), *(row for body in _list(bodies) for row in _body_rows(body)), *_rows(foot)]
    words = _list(caption)[1]
    if sum(map(len, rows)) <= 1:
        conversion.waiting.extend(filter(None, [attributes_of(given).id]))
        yield from (block for row in rows for cell in row for block in to_blocks(conversion, _cell(cell)[2]))
        for block in to_blocks(conversion, words):
            yield replace(block, classes=(CAPTION,)) if isinstance(block, Paragraph) else block
        return
    identity = conversion.id_for((attributes_of(given).id, *every_anchor(content)))
    cells = _Cells(to_blocks=to_blocks)
    title = _joined(cells, to_blocks(conversion, words))
    read = _grid(conversion, cells, rows, len(_list(columns)))
    if cells.is_spanned:
        conversion.lost("a table with cells that span others: each stands in its first row and column")
    if not cells.is_simple:
        conversion.lost("a table with several paragraphs or a list in a cell: each cell is one line of words")
    has_head = bool(_rows(head)) and len(read) > 1
    yield Table(
        head=read[0] if has_head else (),
        rows=tuple(read[1:] if has_head else read),
        alignments=_alignments(columns, len(read[0])),
        caption=title,
        id=identity,
    )


def _alignments(columns: Json, width: int) -> tuple[Alignment, ...]:
    kinds = [
        kind_of(each[0]) if isinstance(each, list) and isinstance(each[0], dict) else "" for each in _list(columns)
    ]
    return tuple(_ALIGNMENTS.get(kind, "left") for kind in (*kinds, *[""] * width)[:width])


def _grid(conversion: Conversion, cells: _Cells, rows: list[list[Json]], width: int) -> list[tuple[Inlines, ...]]:
    """Lay the cells out in rows and columns; what a spanning cell covers is empty."""
    covered: dict[tuple[int, int], bool] = {}
    laid: list[dict[int, Inlines]] = []
    for number, row in enumerate(rows):
        line: dict[int, Inlines] = {}
        column = 0
        for cell in row:
            while (number, column) in covered:
                column += 1
            down, across, blocks = _cell(cell)
            line[column] = _joined(cells, cells.to_blocks(conversion, blocks))
            conversion.stands_at(line[column])
            for below in range(down):
                for beside in range(across):
                    covered[number + below, column + beside] = True
            cells.is_spanned = cells.is_spanned or down > 1 or across > 1
            column += across
        laid.append(line)
    width = max([width, *(max(line, default=-1) + 1 for line in laid)])
    return [tuple(line.get(column, ()) for column in range(width)) for line in laid]


def _joined(cells: _Cells, blocks: Blocks) -> Inlines:
    """Return blocks as one run of words; pictures go behind the table."""
    words: list[Inline] = []
    if len(blocks) > 1 or not all(isinstance(each, Paragraph | Figure) for each in blocks):
        cells.is_simple = False
    for block in every_block(blocks):
        if isinstance(block, Figure) and isinstance(block.record, ImageFigure):
            words += [Image(file=block.record.file, alt=block.record.alt), Text(value=" ")]
    for run in runs(blocks):
        inside = trimmed(run)
        if inside:
            words += ([Text(value=" ")] if words else []) + list(inside)
    return tuple(words)


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
