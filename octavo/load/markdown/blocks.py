"""From block tokens to blocks: one function for each kind."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace

from markdown_it.common.utils import unescapeAll

from octavo.load.markdown.attributes import read_attributes
from octavo.load.markdown.directives import read_directive
from octavo.load.markdown.headings import read_heading
from octavo.load.markdown.inlines import read_inlines
from octavo.load.markdown.source_places import lines_from
from octavo.load.markdown.spans import is_known
from octavo.load.markdown.tables import read_table
from octavo.load.markdown.text_context import Reading, quoted
from octavo.load.markdown.token_tree import Node
from octavo.load.markdown.vocabulary import PARAGRAPH_CLASSES
from octavo.model.inlines import Inlines
from octavo.model.prose import Block, Blocks, Definitions, ItemList, Note, Paragraph, Preformatted, Quotation, Separator


def read_blocks(reading: Reading, nodes: Iterable[Node]) -> Blocks:
    """Make blocks of ``nodes``; a line of attributes goes to the block after it, faults and notes to ``reading``."""
    blocks: list[Block] = []
    waiting: Node | None = None
    for node in nodes:
        if node.token.type == "attribute_line":
            _tell_unused(reading, waiting)
            waiting = node
            continue
        made = _READERS[node.token.type](reading, node)
        if waiting and made:
            made = (_attributed(reading, waiting, made[0]), *made[1:])
            waiting = None
        blocks.extend(made)
    _tell_unused(reading, waiting)
    return tuple(blocks)


def _tell_unused(reading: Reading, line: Node | None) -> None:
    if line is not None:
        reading.tell_attributes(line.token.content, reading.place_of(line.token), "belong to nothing here")


def _attributed(reading: Reading, line: Node, block: Block) -> Block:
    """Give ``block`` the id and, to a paragraph, the classes of the ``line`` before it."""
    origin, written = reading.place_of(line.token), line.token.content
    try:
        attributes = read_attributes(written[1:-1])
    except ValueError as problem:
        reading.tell_attributes(written, origin, str(problem))
        return block
    classes = PARAGRAPH_CLASSES if isinstance(block, Paragraph) else ()
    for attribute in attributes:
        place = replace(origin, column=origin.column + 1 + attribute.at)
        if not is_known(reading, attribute, place, classes=classes, words=("#",)):
            continue
        if attribute.name == "." and isinstance(block, Paragraph):
            block = replace(block, classes=(*block.classes, attribute.value))
        elif block.id:
            reading.tell_attributes(written, origin, f"give a second id to what has the id '{block.id}'")
        else:
            block = replace(block, id=attribute.value)
    return block


def _words(reading: Reading, node: Node) -> Inlines:
    """Read the inline content of a block that holds nothing else."""
    return tuple(
        inline
        for child in node.children
        for inline in read_inlines(
            reading, lines_from(reading.source, child.token.content, (child.token.map or [0])[0])
        )
    )


def _paragraph(reading: Reading, node: Node) -> Blocks:
    return (Paragraph(children=_words(reading, node), origin=reading.place_of(node.token)),)


def _heading(reading: Reading, node: Node) -> Blocks:
    return (read_heading(reading, node),)


def _list(reading: Reading, node: Node) -> Blocks:
    paragraphs = [child for item in node.children for child in item.children if child.token.type == "paragraph_open"]
    return (
        ItemList(
            items=tuple(read_blocks(reading, item.children) for item in node.children),
            is_ordered=node.token.type == "ordered_list_open",
            start=int(node.token.attrs.get("start", 1)),
            is_tight=all(paragraph.token.hidden for paragraph in paragraphs),
            origin=reading.place_of(node.token),
        ),
    )


def _definitions(reading: Reading, node: Node) -> Blocks:
    items: list[tuple[Inlines, list[Block]]] = []
    for child in node.children:
        if child.token.type == "dt_open":
            items.append((_words(reading, child), []))
        else:
            items[-1][1].extend(read_blocks(reading, child.children))
    made = tuple((term, tuple(blocks)) for term, blocks in items)
    return (Definitions(items=made, origin=reading.place_of(node.token)),)


def _quotation(reading: Reading, node: Node) -> Blocks:
    return (Quotation(blocks=read_blocks(reading, node.children), origin=reading.place_of(node.token)),)


def _indented_code(reading: Reading, node: Node) -> Blocks:
    return (Preformatted(text=node.token.content.removesuffix("\n"), origin=reading.place_of(node.token)),)


def _fenced_code(reading: Reading, node: Node) -> Blocks:
    origin, token = reading.place_of(node.token), node.token
    syntax, *rest = unescapeAll(token.info).split(maxsplit=1) or [""]
    if rest:
        reading.tell_attributes(rest[0], origin, "belong to nothing here: one word may follow the fence")
    first, end = token.map or [0, 0]
    last = reading.source.lines[end - 1].rstrip()
    if end - first < len("``") or not last.endswith(token.markup):
        reading.tell("OC112", origin, mark=token.markup)
    return (Preformatted(text=token.content.removesuffix("\n"), syntax=syntax, origin=origin),)


def _separator(reading: Reading, node: Node) -> Blocks:
    return (Separator(origin=reading.place_of(node.token)),)


def _table(reading: Reading, node: Node) -> Blocks:
    return (read_table(reading, node, reading.place_of(node.token)),)


def _directive(reading: Reading, node: Node) -> Blocks:
    return read_directive(reading, node, reading.place_of(node.token), read_blocks(reading, node.children))


def _note(reading: Reading, node: Node) -> Blocks:
    origin, label = reading.place_of(node.token), node.str_meta("label")
    blocks = read_blocks(reading, node.children)
    if not blocks:
        reading.tell("OC114", origin, mark=quoted(f"[^{label}]:"), needs="words after it")
    reading.notes.append(Note(label=label, blocks=blocks, origin=origin))
    return ()


def _html(reading: Reading, node: Node) -> Blocks:
    reading.tell("OC110", reading.place_of(node.token), markup=quoted(node.token.content.split("\n", 1)[0]))
    return ()


def _stray_colons(reading: Reading, node: Node) -> Blocks:
    reading.tell("OC134", reading.place_of(node.token))
    return ()


def _too_deep(reading: Reading, node: Node) -> Blocks:
    reading.tell("OC132", reading.place_of(node.token))
    return ()


_READERS: Mapping[str, Callable[[Reading, Node], Blocks]] = {
    "blockquote_open": _quotation,
    "bullet_list_open": _list,
    "code_block": _indented_code,
    "directive_open": _directive,
    "dl_open": _definitions,
    "fence": _fenced_code,
    "footnote_reference_open": _note,
    "heading_open": _heading,
    "hr": _separator,
    "html_block": _html,
    "ordered_list_open": _list,
    "paragraph_open": _paragraph,
    "stray_colons": _stray_colons,
    "table_open": _table,
    "too_deep": _too_deep,
}
