"""Write blocks as a text file holds them: the inverse of what the load stage reads.

A paragraph of the class ``verse`` is written as a line block, everything else in one line for each paragraph, so that a
difference between two imports is one of words.
"""

import re
from collections.abc import Iterator, Sequence
from typing import assert_never

from octavo.importing.escapes import begun
from octavo.importing.grid_marks import drawn_table
from octavo.importing.inline_marks import BREAK, Around, marks_of, picture_marks, quoted_value
from octavo.model.inlines import Break, Image, Inlines, Text
from octavo.model.list_markers import marker
from octavo.model.prose import (
    Block,
    Blocks,
    Box,
    Columns,
    Definitions,
    Equation,
    Extract,
    Figure,
    GridTable,
    Heading,
    ItemList,
    Note,
    Paragraph,
    Preformatted,
    Question,
    Quotation,
    Separator,
    Sidebar,
    Table,
)
from octavo.model.query import every_block
from octavo.model.records import ImageFigure

VERSE = "verse"
_ALIGNED = {"left": "---", "right": "--:", "centre": ":-:", "decimal": "--:"}


def written_blocks(blocks: Blocks) -> str:
    """Return ``blocks`` as lines, with an empty line between two."""
    return "\n\n".join(_separated(blocks))


def written_note(note: Note) -> str:
    """Return a footnote as it stands behind the text that calls it."""
    return f"[^{note.label}]: {_indented(written_blocks(note.blocks), '    ')}"


def heading_line(level: int, words: Inlines, attributes: Sequence[str]) -> str:
    """Return a heading, with what its braces hold."""
    braces = f" {{{' '.join(attributes)}}}" if attributes else ""
    line = marks_of(tuple(Text(value=" ") if isinstance(each, Break) else each for each in words)).replace(BREAK, " ")
    if line.endswith("#"):
        line = line[:-1] + "\\#"
    return f"{'#' * level} {line}{braces}"


def _separated(blocks: Blocks) -> Iterator[str]:
    """Yield each block; two lists of a kind that follow each other are kept apart by a comment."""
    before: Block | None = None
    for block in blocks:
        if isinstance(block, ItemList) and isinstance(before, ItemList) and block.is_ordered == before.is_ordered:
            yield "<!-- -->"
        if isinstance(block, Quotation) and isinstance(before, Quotation):
            yield "<!-- -->"
        yield _written(block)
        before = block


def _written(block: Block) -> str:
    match block:
        case Heading():
            attributes = [f"#{block.id}"] if block.id else []
            return heading_line(block.level, block.children, [*attributes, *(f".{name}" for name in block.classes)])
        case Paragraph():
            return _paragraph(block)
        case ItemList():
            return _identified(block.id, _list(block))
        case Definitions():
            return _identified(block.id, "\n\n".join(_definition(*item) for item in block.items))
        case Quotation():
            return _identified(block.id, _prefixed(written_blocks(block.blocks), "> "))
        case Preformatted():
            return _identified(block.id, _code(block))
        case Separator():
            return "---"
        case Table():
            return _with_caption(block, _pipes(block))
        case GridTable():
            return _with_caption(block, drawn_table(block, written_blocks))
        case Figure(record=ImageFigure(file=file, alt=alt), figure=""):
            image = Image(file=file, alt=alt, caption=block.caption, width=block.width, id=block.id)
            return picture_marks(image)
        case Sidebar(title=title):
            return _directive("sidebar", block.id, [f'title="{quoted_value(marks_of(title))}"'], block.blocks)
        case Box(kind=kind, title=title):
            given = [f'title="{quoted_value(marks_of(title))}"'] if title else []
            return _directive(kind, block.id, given, block.blocks)
        case Columns(columns=columns):
            return " ".join(_written(block) for column in columns for block in column)
        case Equation() | Figure() | Extract() | Question():
            # No source becomes one.
            raise ValueError(block)
        case _:
            assert_never(block)


def _paragraph(block: Paragraph) -> str:
    if VERSE in block.classes:
        lines = marks_of(block.children).split(BREAK)
        written = "\n".join(f"| {_verse_line(line)}".rstrip() for line in lines)
        others = tuple(name for name in block.classes if name != VERSE)
        return _marked(block.id, others, written)
    words = marks_of(block.children).strip()
    words = "\\\n".join(begun(line) for line in words.split(BREAK))
    return _marked(block.id, block.classes, words)


def _verse_line(line: str) -> str:
    """Return a line of verse, its indentation (no-break spaces) as spaces."""
    bare = line.lstrip("\u00a0 ")
    return " " * (len(line) - len(bare)) + bare


def _marked(identity: str, classes: Sequence[str], words: str) -> str:
    attributes = [*([f"#{identity}"] if identity else []), *(f".{name}" for name in classes)]
    return f"{{{' '.join(attributes)}}}\n{words}" if attributes else words


def _identified(identity: str, words: str) -> str:
    return _marked(identity, (), words)


def _list(block: ItemList) -> str:
    is_tight = all(len(item) <= 1 or all(isinstance(each, ItemList) for each in item[1:]) for item in block.items)
    written = []
    for place, item in enumerate(block.items):
        sign = f"{marker(block, place)} " if block.is_ordered else "- "
        inside = ("\n" if is_tight else "\n\n").join(_separated(item))
        written.append(sign + _indented(inside, " " * len(sign)))
    return ("\n" if is_tight else "\n\n").join(written)


def _definition(term: Inlines, blocks: Blocks) -> str:
    words = begun(marks_of(term).replace(BREAK, " ").strip()) or "\\ "
    return f"{words}\n: {_indented(written_blocks(blocks), '  ')}"


def _code(block: Preformatted) -> str:
    longest = max((len(run) for run in re.findall(r"^\s*(`{3,})", block.text, re.MULTILINE)), default=2)
    fence = "`" * (longest + 1)
    text = block.text.rstrip("\n")
    return f"{fence}{block.syntax}\n{text}\n{fence}"


def _pipes(table: Table) -> str:
    def row(cells: Sequence[Inlines]) -> str:
        return f"| {' | '.join(marks_of(cell, Around(in_cell=True)).replace(chr(10), ' ').strip() for cell in cells)} |"

    head = table.head or tuple(() for _ in table.alignments)
    dashes = f"|{'|'.join(_ALIGNED[alignment] for alignment in table.alignments)}|"
    return "\n".join((row(head), dashes, *map(row, table.rows)))


def _with_caption(table: Table | GridTable, drawn: str) -> str:
    given = [f'caption="{quoted_value(marks_of(table.caption, Around(in_cell=True)))}"'] if table.caption else []
    if not given and not table.id:
        return drawn
    return "\n".join((" ".join(("::: table", *([f"#{table.id}"] if table.id else []), *given)), drawn, ":::"))


def _directive(word: str, identity: str, given: Sequence[str], blocks: Blocks) -> str:
    colons = ":" * (3 + _directives_deep(blocks))
    line = " ".join((colons, word, *([f"#{identity}"] if identity else []), *given))
    inside = written_blocks(blocks)
    return "\n".join((line, *([inside] if inside else []), colons))


def _directives_deep(blocks: Blocks) -> int:
    """Return how many directives stand in each other in ``blocks``."""
    depths = [0]
    for block in blocks:
        if isinstance(block, Box | Sidebar):
            depths.append(1 + _directives_deep(block.blocks))
        elif isinstance(block, Figure | Table | GridTable):
            depths.append(1)
        elif isinstance(block, Quotation):
            depths.append(_directives_deep(block.blocks))
        elif isinstance(block, ItemList | Definitions):
            depths += [
                int(any(isinstance(each, Box | Sidebar | Figure | Table | GridTable) for each in every_block((block,))))
            ]
    return max(depths)


def _prefixed(text: str, prefix: str) -> str:
    return "\n".join(f"{prefix}{line}".rstrip() for line in text.split("\n"))


def _indented(text: str, indent: str) -> str:
    first, *rest = text.split("\n")
    return "\n".join((first, *(f"{indent}{line}" if line else "" for line in rest)))
