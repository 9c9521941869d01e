"""From block tokens to blocks: one function for each kind."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import Literal

from markdown_it.common.utils import unescapeAll

from octavo.load.markdown.attributes import read_attributes
from octavo.load.markdown.cells import read_grid_table
from octavo.load.markdown.directives import read_directive
from octavo.load.markdown.formulas import divided
from octavo.load.markdown.headings import read_heading
from octavo.load.markdown.html_blocks import read_html
from octavo.load.markdown.inlines import read_inlines
from octavo.load.markdown.line_blocks import is_more, verse_line
from octavo.load.markdown.list_items import numbers_of, report_numbers, with_box
from octavo.load.markdown.pictures import with_figures
from octavo.load.markdown.source_places import lines_from, words_at
from octavo.load.markdown.spans import is_known
from octavo.load.markdown.table_captions import captioned, with_captions
from octavo.load.markdown.tables import read_table
from octavo.load.markdown.text_context import TextContext, quoted
from octavo.load.markdown.token_tree import TokenNode
from octavo.load.markdown.typed_marks import TABLE_OF_SPACES, block_marks
from octavo.load.markdown.vocabulary import PARAGRAPH_CLASSES
from octavo.model.inlines import Break, Inline, Inlines, Text
from octavo.model.prose import (
    Block,
    Blocks,
    Definitions,
    Equation,
    ItemList,
    Note,
    Paragraph,
    Preformatted,
    Quotation,
    Separator,
)

_BRACKETS: Mapping[str, Literal[".", ")", "()"]] = {")": ")", "()": "()"}


def read_blocks(context: TextContext, nodes: Iterable[TokenNode]) -> Blocks:
    """Make blocks of ``nodes``; a line of attributes goes to the block after it, faults and notes to ``context``."""
    blocks: list[Block] = []
    waiting: TokenNode | None = None
    for node, caption in with_captions(tuple(nodes)):
        if node.token.type == "attribute_line":
            _report_unused(context, waiting)
            waiting = node
            continue
        made = _READERS[node.token.type](context, node)
        if caption and made:
            made = (captioned(context, made[0], caption), *made[1:])
        if waiting and made:
            made = (_attributed(context, waiting, made[0]), *made[1:])
            waiting = None
        blocks.extend(made)
    _report_unused(context, waiting)
    return tuple(blocks)


def _report_unused(context: TextContext, line: TokenNode | None) -> None:
    if line is not None:
        context.report_attributes(line.token.content, context.place_of(line.token), "belong to nothing here")


def _attributed(context: TextContext, line: TokenNode, block: Block) -> Block:
    """Give ``block`` the id and, to a paragraph, the classes of the ``line`` before it."""
    origin, written = context.place_of(line.token), line.token.content
    try:
        attributes = read_attributes(written[1:-1])
    except ValueError as problem:
        context.report_attributes(written, origin, str(problem))
        return block
    classes = PARAGRAPH_CLASSES if isinstance(block, Paragraph) else ()
    for attribute in attributes:
        place = replace(origin, column=origin.column + 1 + attribute.at)
        if not is_known(context, attribute, place, classes=classes, words=("#",)):
            continue
        if attribute.name == "." and isinstance(block, Paragraph):
            block = replace(block, classes=(*block.classes, attribute.value))
        elif block.id:
            context.report_attributes(written, origin, f"give a second id to what has the id '{block.id}'")
        else:
            block = replace(block, id=attribute.value)
            if isinstance(block, Equation):
                block = replace(block, is_numbered=True)
    return block


def _words(context: TextContext, node: TokenNode) -> Inlines:
    """Read the inline content of a block that holds nothing else."""
    return tuple(
        inline
        for child in node.children
        for inline in read_inlines(
            context, lines_from(context.source, child.token.content, (child.token.map or [0])[0])
        )
    )


def _paragraph(context: TextContext, node: TokenNode) -> Blocks:
    origin, content = context.place_of(node.token), node.children[0].token.content
    for mark, remedy, line in block_marks(content):
        place = origin if not line else context.source.place((node.token.map or [0])[0] + line, 0)
        context.report_typed(mark, place, remedy)
    children = _words(context, node)
    # A paragraph that is nothing but comments is none.
    if all(isinstance(child, Break) for child in children):
        if children:
            remedy = "take it out: a blank line divides paragraphs, and the theme says how far they stand apart"
            context.report("OC110", origin, markup="<br>", remedy=remedy)
        return ()
    paragraph = with_figures(context, Paragraph(children=children, origin=origin))
    return divided(paragraph) if isinstance(paragraph, Paragraph) else (paragraph,)


def _line_block(context: TextContext, node: TokenNode) -> Blocks:
    """Make a paragraph of verse for every run of lines, with a break between two of them."""
    first = (node.token.map or [0])[0]
    stanzas: list[list[Inline]] = [[]]
    places = [context.place_of(node.token)]
    for number, written in enumerate(node.token.meta["lines"], start=first):
        words, indent = verse_line(written)
        if not words:
            stanzas.append([])
            places.append(context.source.place(number + 1, 0))
            continue
        line = words_at(context.source, words, number, context.source.lines[number].rfind(words))
        if stanzas[-1]:
            stanzas[-1].append(Text(value=" ", origin=line.at(0)) if is_more(written) else Break())
        if indent:
            stanzas[-1].append(Text(value="\N{NO-BREAK SPACE}" * indent, origin=line.at(0)))
        stanzas[-1].extend(read_inlines(context, line))
    return tuple(
        Paragraph(children=tuple(words), classes=("verse",), origin=place)
        for words, place in zip(stanzas, places, strict=True)
        if words
    )


def _comment(context: TextContext, node: TokenNode) -> Blocks:
    if not node.token.meta.get("is_closed"):
        context.report_open_comment(context.place_of(node.token))
    return ()


def _heading(context: TextContext, node: TokenNode) -> Blocks:
    return (read_heading(context, node),)


def _list(context: TextContext, node: TokenNode) -> Blocks:
    written = numbers_of(node)
    report_numbers(context, node, written)
    is_ordered = node.token.type == "ordered_list_open"
    return (
        ItemList(
            items=tuple(with_box(read_blocks(context, item.children)) for item in node.children),
            is_ordered=is_ordered,
            start=written[0] if is_ordered else 1,
            style=node.token.meta.get("style", "decimal"),
            brackets=_BRACKETS.get(node.str_meta("brackets") + node.token.markup, "."),
            origin=context.place_of(node.token),
        ),
    )


def _definitions(context: TextContext, node: TokenNode) -> Blocks:
    items: list[tuple[Inlines, Blocks]] = []
    term: Inlines = ()
    for child in node.children:
        if child.token.type == "dt_open":
            term = _words(context, child)
        else:
            items.append((term, read_blocks(context, child.children)))
            term = ()
    return (Definitions(items=tuple(items), origin=context.place_of(node.token)),)


def _quotation(context: TextContext, node: TokenNode) -> Blocks:
    return (Quotation(blocks=read_blocks(context, node.children), origin=context.place_of(node.token)),)


def _indented_code(context: TextContext, node: TokenNode) -> Blocks:
    return (Preformatted(text=node.token.content.removesuffix("\n"), origin=context.place_of(node.token)),)


def _fenced_code(context: TextContext, node: TokenNode) -> Blocks:
    origin, token = context.place_of(node.token), node.token
    syntax, *rest = unescapeAll(token.info).split(maxsplit=1) or [""]
    if rest:
        context.report_fence(rest[0], syntax.strip("{.}"), origin)
    first, end = token.map or [0, 0]
    last = context.source.lines[end - 1].rstrip()
    if end - first < len("``") or not last.endswith(token.markup):
        context.report("OC112", origin, mark=token.markup)
    return (Preformatted(text=token.content.removesuffix("\n"), syntax=syntax, origin=origin),)


def _separator(context: TextContext, node: TokenNode) -> Blocks:
    origin = context.place_of(node.token)
    written = context.source.lines[(node.token.map or [0])[0]].strip()
    if TABLE_OF_SPACES.fullmatch(written):
        remedy = "write a pipe table, with a row |---|---| under its head"
        context.report_typed(written, origin, remedy)
    return (Separator(origin=origin),)


def _table(context: TextContext, node: TokenNode) -> Blocks:
    return (read_table(context, node, context.place_of(node.token)),)


def _grid_table(context: TextContext, node: TokenNode) -> Blocks:
    return (read_grid_table(context, node, read_blocks),)


def _directive(context: TextContext, node: TokenNode) -> Blocks:
    return read_directive(context, node, context.place_of(node.token), read_blocks(context, node.children))


def _note(context: TextContext, node: TokenNode) -> Blocks:
    origin, label = context.place_of(node.token), node.str_meta("label")
    blocks = read_blocks(context, node.children)
    if not blocks:
        context.report("OC114", origin, mark=quoted(f"[^{label}]:"), needs="words after it")
    context.notes.append(Note(label=label, blocks=blocks, origin=origin))
    return ()


def _html(context: TextContext, node: TokenNode) -> Blocks:
    blocks = read_html(context, node)
    if blocks is not None:
        return blocks
    context.report_html(node.token.content.split("\n", 1)[0], context.place_of(node.token))
    return ()


def _stray_colons(context: TextContext, node: TokenNode) -> Blocks:
    context.report("OC134", context.place_of(node.token))
    return ()


def _too_deep(context: TextContext, node: TokenNode) -> Blocks:
    context.report("OC132", context.place_of(node.token))
    return ()


_READERS: Mapping[str, Callable[[TextContext, TokenNode], Blocks]] = {
    "blockquote_open": _quotation,
    "bullet_list_open": _list,
    "code_block": _indented_code,
    "comment": _comment,
    "directive_open": _directive,
    "dl_open": _definitions,
    "fence": _fenced_code,
    "footnote_reference_open": _note,
    "grid_table": _grid_table,
    "heading_open": _heading,
    "hr": _separator,
    "html_block": _html,
    "line_block": _line_block,
    "ordered_list_open": _list,
    "paragraph_open": _paragraph,
    "stray_colons": _stray_colons,
    "table_open": _table,
    "too_deep": _too_deep,
}
