"""Set tables: those of the text and those of a figure's data, with a head for every column and mostly every row."""

from collections.abc import Sequence

from markupsafe import Markup

from octavo.model.inlines import Inlines
from octavo.model.prose import Alignment, Table
from octavo.model.records import FigureData
from octavo.model.transform import repeatable
from octavo.render.inlines import set_inlines
from octavo.render.markup import NOTHING, Attributes, classes, element, joined, lines
from octavo.render.narrow_tables import HEAD, label_of, width_class
from octavo.render.numerals import column
from octavo.render.template_context import Context

LETTERS = 75
"""About how many letters stand beside each other in a table as wide as the text of a small page."""

TALL = 12
"""How many lines a row may have that stays whole: a third of a small page."""

FEW_COLUMNS = 2
"""Up to so many columns have room beside each other in large print."""

EMPTY = Markup("\N{NO-BREAK SPACE}")
"""What a cell without words holds, so that a row of such cells is as high as a line."""


def set_table(block: Table, attributes: Attributes, context: Context) -> Markup:
    """Set a table of the text, its caption above it and its note beneath (rule T30)."""
    head = [set_inlines(words, context) for words in block.head]
    rows = [[set_inlines(words, context) for words in row] for row in block.rows]
    if _is_in_rows(block.alignments, context):
        # Notes and anchors of a head stand with the head alone; before each cell its words are repeated.
        labels = [set_inlines(repeatable(words), context) for words in block.head]
        table = _in_rows(head, labels, rows, context, {})
    else:
        table = grid(head, rows, block.alignments, context, has_row_heads=block.row_heads)
    note = context.block("p", set_inlines(block.note, context), {"class": "table-note"}) if block.note else NOTHING
    pieces = (
        caption("table", block.number, block.caption, context),
        table,
        note,
    )
    return context.block("figure", lines(pieces), attributes)


def data_grid(data: FigureData, context: Context, attributes: Attributes) -> Markup:
    """Set the table of a figure's data that is for print; the sums, where there are any, are its last row."""
    rows = (*data.rows, data.totals) if data.totals else data.rows
    kinds = [(position, kind) for position, kind in enumerate(data.columns) if kind.print]
    columns = [column([row[position] for row in rows], kind, context.word) for position, kind in kinds]
    head = [joined((kind.label or kind.name,)) for _, kind in kinds]
    body = [[joined((text,)) for text in row] for row in zip(*columns, strict=True)]
    alignments = [kind.align for _, kind in kinds]
    return grid(
        head, body, alignments, context, has_row_heads=True, attributes=attributes, has_totals=bool(data.totals)
    )


def caption(
    kind: str, number: str, words: Inlines, context: Context, *, description: Markup = NOTHING, credit: Inlines = ()
) -> Markup:
    """Set a caption: the label and number of the thing, what it shows, its sources; nothing without words."""
    if not words:
        return NOTHING
    label = element("span", f"{context.word(kind)} {number}.", {"class": "label"}) if number else NOTHING
    title = context.block(
        "p", Markup(" ").join(filter(None, (label, set_inlines(words, context)))), {"class": "caption"}
    )
    source = context.block("p", set_inlines(credit, context), {"class": "credit"}) if credit else NOTHING
    return context.block("figcaption", lines((title, description, source)))


def grid(
    head: Sequence[Markup],
    rows: Sequence[Sequence[Markup]],
    alignments: Sequence[Alignment],
    context: Context,
    *,
    has_row_heads: bool,
    has_totals: bool = False,
    attributes: Attributes = {},  # noqa: B006 - never changed
) -> Markup:
    """Return the table itself. A row of sums at the end has a class of its own."""
    if _is_in_rows(alignments, context):
        return _in_rows(head, head, rows, context, attributes)
    kinds: list[Attributes] = [{"class": "" if side == "left" else f"align-{side}"} for side in alignments]
    top = [
        context.block("th", words, {"scope": "col", **kind})
        if _says(words)
        else context.block("td", words or EMPTY, kind)
        for words, kind in zip(head, kinds, strict=bool(head))
    ]
    if context.medium == "reflow":
        attributes = {**attributes, "class": classes(attributes.get("class", ""), width_class([head, *rows]))}
        heads = [label_of(words) for words in head] or [""] * len(kinds)
        kinds = [{**kind, HEAD: words} for kind, words in zip(kinds, heads, strict=True)]
    body = [
        context.block(
            "tr",
            _row(row, kinds, context, has_head=has_row_heads),
            {"class": classes("total" if is_total else "", "tall" if is_tall(row) else "")},
        )
        for row, is_total in zip(rows, [has_totals and row is rows[-1] for row in rows], strict=True)
    ]
    pieces = (
        context.block("thead", context.block("tr", lines(top))) if top else NOTHING,
        context.block("tbody", lines(body)),
    )
    return context.block("table", lines(pieces), attributes)


def _is_in_rows(alignments: Sequence[Alignment], context: Context) -> bool:
    return context.has_table_rows and len(alignments) > FEW_COLUMNS


def _in_rows(
    head: Sequence[Markup],
    labels: Sequence[Markup],
    rows: Sequence[Sequence[Markup]],
    context: Context,
    attributes: Attributes,
) -> Markup:
    """Return a table with the cells of a row one below the other, each behind the head of its column.

    The heads stand once before all rows as well: that is where the table says them, and the net looks for them there.
    """

    def cell(position: int, words: Markup) -> Markup:
        is_labelled = bool(labels and labels[position])
        label = element("span", joined((labels[position], ": ")), {"class": "table-label"}) if is_labelled else NOTHING
        kind = "cell" if position else "row-head"
        return context.block("p", joined((label if position else NOTHING, words)), {"class": kind})

    dot = Markup(f" {element('span', '·', {'class': 'table-label'})} ")  # noqa: S704 -- made here
    heads = dot.join(filter(None, head))
    bodies = (lines(cell(position, words) for position, words in enumerate(row) if words) for row in rows)
    pieces = (
        context.block("p", heads, {"class": "column-heads"}) if head else NOTHING,
        *(context.block("div", body, {"class": "row"}) for body in bodies),
    )
    return context.block(
        "div", lines(pieces), {**attributes, "class": classes("table-rows", attributes.get("class", ""))}
    )


def is_tall(row: Sequence[Markup]) -> bool:
    """Whether a row may be so high that it has to be divided: in columns of equal width, many lines of a small page."""
    lines = max((len(words.striptags()) for words in row), default=0) * len(row) / LETTERS
    return lines > TALL


def _says(words: Markup) -> bool:
    """Whether a cell holds words or a picture. What does not heads nothing: screen readers stumble over such a th."""
    return "<img" in words or "<svg" in words or bool(words.striptags().strip())


def _row(cells: Sequence[Markup], kinds: Sequence[Attributes], context: Context, *, has_head: bool) -> Markup:
    pieces = []
    for position, (words, kind) in enumerate(zip(cells, kinds, strict=True)):
        if has_head and not position and _says(words):
            pieces.append(context.block("th", words, {"scope": "row", **kind, HEAD: ""}))
        elif words or HEAD not in kind:
            pieces.append(context.block("td", words or EMPTY, kind))
        else:
            pieces.append(context.block("td", EMPTY, {"class": classes(kind["class"], "empty")}))
    return lines(pieces)
