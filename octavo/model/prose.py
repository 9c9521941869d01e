"""The text of a book: ``Block``, a closed union, and what stands inside of each kind (:func:`with_inside`).

The load stage builds these values, and the inlines in them, from Markdown; the passes of the resolve stage fill in what
depends on the rest of the book (numbers, the words of citations and references, anchors). Nothing is changed in place.
A new kind of block is a class here, a member of the union and a case of :func:`with_inside`; all that reads or changes
prose (``octavo.model.query``, ``octavo.model.transform``) then knows it.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Literal, TypeAlias, assert_never

from octavo.model.dates import HistoricalDate
from octavo.model.inlines import Inlines
from octavo.model.list_markers import NumberStyle
from octavo.model.origin import NOWHERE, Origin
from octavo.model.records import Document, FigureRecord, Person
from octavo.model.sharing import kept, with_fields


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """``## Title {#id}``, levels 2 to 4 (level 1 is the title of the section itself).

    Of the class ``new-page`` it begins a page. ``number`` is given by the resolve stage, where the book numbers its
    headings.
    """

    level: int
    children: Inlines
    number: str = ""
    id: str = ""
    classes: tuple[str, ...] = ()
    origin: Origin = NOWHERE


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """A paragraph; ``id`` is given by the resolve stage where the author gave none."""

    children: Inlines
    id: str = ""
    classes: tuple[str, ...] = ()
    origin: Origin = NOWHERE


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemList:
    """A list; every item is a run of blocks.

    ``start`` is the first number of an ordered list. Its numbers are written in a ``style``, with the signs
    ``brackets`` around them: ``.`` or ``)`` behind, or both brackets.
    """

    items: tuple["Blocks", ...]
    is_ordered: bool = False
    start: int = 1
    style: NumberStyle = "decimal"
    brackets: Literal[".", ")", "()"] = "."
    id: str = ""
    origin: Origin = NOWHERE


@dataclass(frozen=True, slots=True, kw_only=True)
class Definitions:
    """A definition list: terms with what they mean; an item without a term is another meaning of the one before."""

    items: tuple[tuple[Inlines, "Blocks"], ...]
    id: str = ""
    origin: Origin = NOWHERE


@dataclass(frozen=True, slots=True, kw_only=True)
class Quotation:
    """``> text``: a quotation set off from the text."""

    blocks: "Blocks"
    id: str = ""
    origin: Origin = NOWHERE


@dataclass(frozen=True, slots=True, kw_only=True)
class Preformatted:
    """A fenced code block: lines kept as typed."""

    text: str
    syntax: str = ""
    id: str = ""
    origin: Origin = NOWHERE


@dataclass(frozen=True, slots=True, kw_only=True)
class Equation:
    """``$$…$$``: a formula on lines of its own, as its source in the notation of TeX; ``words`` are its signs.

    One that its author gave an ``id`` ``is_numbered``: the resolve stage gives it its ``number``.
    """

    tex: str
    words: str
    is_numbered: bool = False
    number: str = ""
    id: str = ""
    origin: Origin = NOWHERE


@dataclass(frozen=True, slots=True, kw_only=True)
class Separator:
    """``---``: a change of scene inside a section."""

    id: str = ""
    origin: Origin = NOWHERE


Alignment: TypeAlias = Literal["left", "right", "centre", "decimal"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table of the text: ``::: table #id caption="…"`` around a pipe table.

    ``head`` may be empty; every row has as many cells as ``alignments``. ``row_heads`` says that the first cell of a
    row is its head. ``number`` is given by the resolve stage and is empty for a table without a caption.
    """

    head: tuple[Inlines, ...]
    rows: tuple[tuple[Inlines, ...], ...]
    alignments: tuple[Alignment, ...]
    caption: Inlines = ()
    note: Inlines = ()
    row_heads: bool = True
    number: str = ""
    id: str = ""
    origin: Origin = NOWHERE


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """A cell that holds blocks and may span several columns (``across``) and rows (``down``)."""

    blocks: "Blocks" = ()
    across: int = 1
    down: int = 1
    is_head: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class GridTable:
    """A table whose cells hold blocks or span others: drawn with lines of signs, or of HTML.

    A cell stands in the row where it begins; the first ``head_rows`` rows are repeated on every page. ``caption``,
    ``note`` and ``number`` are those of a :class:`Table`.
    """

    rows: tuple[tuple[Cell, ...], ...]
    head_rows: int
    alignments: tuple[Alignment, ...]
    caption: Inlines = ()
    note: Inlines = ()
    number: str = ""
    id: str = ""
    origin: Origin = NOWHERE


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """``::: figure figure=fig07``: stands for a record of figures/.

    A picture that stands alone in the text, ``![…](file.jpg "caption")``, is one as well: it names no record and brings
    its own. ``width`` is the part of the width of the text that it has, or 0 for as wide as it can be.
    After the resolve stage ``record`` is that record, ``number`` its number, ``caption`` the title and ``credit`` the
    line of sources, caveats and licence. ``record_origin`` is the place of the record, where its faults are mended.
    """

    figure: str
    record: FigureRecord | None = None
    record_origin: Origin = NOWHERE
    number: str = ""
    caption: Inlines = ()
    credit: Inlines = ()
    description: "Blocks" = ()
    width: float = 0.0
    id: str = ""
    origin: Origin = NOWHERE


@dataclass(frozen=True, slots=True, kw_only=True)
class Columns:
    """Pictures side by side, or text beside a picture: ``columns`` with their parts of the width of the text."""

    columns: tuple["Blocks", ...]
    widths: tuple[float, ...]
    id: str = ""
    origin: Origin = NOWHERE


@dataclass(frozen=True, slots=True, kw_only=True)
class Sidebar:
    """``::: sidebar person=kirov``: a short life; or ``::: sidebar title="…"``: any matter beside the text.

    After the resolve stage ``record`` is the person, ``title`` the name, ``life`` the words for the life dates and
    ``identification`` the one phrase that says who it is.
    """

    blocks: "Blocks"
    person: str = ""
    title: Inlines = ()
    record: Person | None = None
    life: str = ""
    identification: Inlines = ()
    id: str = ""
    origin: Origin = NOWHERE


@dataclass(frozen=True, slots=True, kw_only=True)
class Extract:
    """``::: extract document=doc-1934-12-01``: a passage of a source, from documents.yaml, with its provenance.

    ``blocks`` (the inside of the directive) is the gloss and the question beneath it. After the resolve stage
    ``record`` is the document, ``title`` its title, ``text`` its passage, ``label`` its letter in the section (A,
    B, …), ``provenance`` the sentence above and ``credit`` the small line beneath. The lines of an extract that
    ``has_line_numbers`` are the same on all papers, and every fifth has its number beside it.
    """

    document: str
    blocks: "Blocks" = ()
    record: Document | None = None
    label: str = ""
    title: Inlines = ()
    text: "Blocks" = ()
    provenance: Inlines = ()
    credit: Inlines = ()
    has_line_numbers: bool = False
    id: str = ""
    origin: Origin = NOWHERE


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A question as a sheet for the class asks it: ``number`` counts on the sheet, ``lines`` are ruled for the answer.

    The ``blocks`` end with the ``marks`` in brackets. The ``answer`` and its mark scheme are there for teachers alone.
    """

    number: int
    blocks: "Blocks"
    marks: int
    lines: int = 0
    answer: "Blocks" = ()
    id: str = ""
    origin: Origin = NOWHERE


BoxKind: TypeAlias = Literal["disagree", "note", "questions", "summary", "opening", "warning", "answer", "teacher"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """``::: disagree title="…"`` and its like: a passage with a rule around it and a label from the language file.

    Kinds: ``disagree`` (Historians disagree), ``opening`` (questions that the chapter answers), ``summary``,
    ``questions`` (for the class), ``note``, ``warning``. Teachers' sheets have ``answer`` and ``teacher`` (notes).
    ``date`` is the day on which the views of a box ``disagree`` were last looked at, and ``as_of`` the words for it.
    """

    kind: BoxKind
    blocks: "Blocks"
    title: Inlines = ()
    date: HistoricalDate | None = None
    as_of: str = ""
    id: str = ""
    origin: Origin = NOWHERE


Block: TypeAlias = (
    Heading
    | Paragraph
    | ItemList
    | Definitions
    | Quotation
    | Preformatted
    | Equation
    | Separator
    | Table
    | GridTable
    | Figure
    | Columns
    | Sidebar
    | Extract
    | Question
    | Box
)
Blocks: TypeAlias = tuple[Block, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """A footnote. ``number`` counts from 1 in each section and ``id`` is given by the resolve stage."""

    label: str
    blocks: Blocks
    number: int = 0
    id: str = ""
    origin: Origin = NOWHERE


# --- what stands inside a block ---

Place: TypeAlias = Literal["prose", "cell", "heading", "caption"]
"""What a run of inlines is: running text, a cell of a table, a heading or title, or a caption, credit or source."""

Run: TypeAlias = Callable[[Inlines, Place], Inlines]
"""What is done to each run of inlines: to the whole of a paragraph, a heading, a cell or the like at once."""

Inner: TypeAlias = Callable[["Blocks", str], "Blocks"]
"""What is done to each run of blocks in a block; the word says what these stand in, such as *list* or *sidebar*."""


def with_inside(block: Block, run: Run, inner: Inner) -> Block:
    """Return ``block`` with all that stands directly in it, in reading order, as ``run`` and ``inner`` make it.

    Where they change nothing this is ``block`` itself. This is the one description of what each kind of block holds:
    all that reads or changes blocks goes through it.
    """
    match block:
        case Paragraph():
            words = run(block.children, "caption" if "credit" in block.classes else "prose")
            # Most blocks are paragraphs, and most are only read.
            return block if words is block.children else replace(block, children=words)
        case Heading():
            return with_fields(block, children=run(block.children, "heading"))
        case ItemList():
            return with_fields(block, items=kept(block.items, tuple(inner(item, "list") for item in block.items)))
        case Definitions():
            items = tuple(kept(pair, (run(pair[0], "heading"), inner(pair[1], "definitions"))) for pair in block.items)
            return with_fields(block, items=kept(block.items, items))
        case Quotation():
            return with_fields(block, blocks=inner(block.blocks, "quotation"))
        case Preformatted() | Equation() | Separator():
            return block
        case Table():
            return _with_cells(block, run)
        case GridTable():
            return _with_blocks_of_cells(block, run, inner)
        case Figure():
            caption, credit = run(block.caption, "caption"), run(block.credit, "caption")
            return with_fields(block, caption=caption, credit=credit, description=inner(block.description, "figure"))
        case Columns():
            return with_fields(
                block, columns=kept(block.columns, tuple(inner(one, "columns") for one in block.columns))
            )
        case Sidebar():
            title, identification = run(block.title, "heading"), run(block.identification, "caption")
            blocks = inner(block.blocks, "sidebar")
            return with_fields(block, title=title, identification=identification, blocks=blocks)
        case Extract():
            title, provenance = run(block.title, "caption"), run(block.provenance, "caption")
            passage, credit = inner(block.text, "source"), run(block.credit, "caption")
            gloss = inner(block.blocks, "extract")
            return with_fields(block, title=title, provenance=provenance, text=passage, credit=credit, blocks=gloss)
        case Question():
            return with_fields(block, blocks=inner(block.blocks, "questions"), answer=inner(block.answer, "answer"))
        case Box():
            return with_fields(block, title=run(block.title, "heading"), blocks=inner(block.blocks, block.kind))
        case _:
            assert_never(block)


def _with_cells(table: Table, run: Run) -> Table:
    return with_fields(
        table,
        caption=run(table.caption, "caption"),
        head=kept(table.head, tuple(run(cell, "cell") for cell in table.head)),
        rows=kept(table.rows, tuple(kept(row, tuple(run(cell, "cell") for cell in row)) for row in table.rows)),
        note=run(table.note, "caption"),
    )


def _with_blocks_of_cells(table: GridTable, run: Run, inner: Inner) -> GridTable:
    caption = run(table.caption, "caption")
    rows = tuple(
        kept(row, tuple(with_fields(cell, blocks=inner(cell.blocks, "cell")) for cell in row)) for row in table.rows
    )
    return with_fields(table, caption=caption, rows=kept(table.rows, rows), note=run(table.note, "caption"))
