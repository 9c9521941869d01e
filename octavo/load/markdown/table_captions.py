"""Captions of tables as other programs write them: ``Table: words {#id}`` before or behind one (Pandoc's captions)."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from octavo.load.markdown.attributes import read_attributes
from octavo.load.markdown.inlines import inline_nodes, read_nodes
from octavo.load.markdown.source_places import lines_from
from octavo.load.markdown.spans import is_known
from octavo.load.markdown.text_context import TextContext
from octavo.load.markdown.token_tree import TokenNode
from octavo.model.inlines import Inlines, Text
from octavo.model.prose import Block, GridTable, Table

_SIGN = re.compile(r"(?:[Tt]able)?:[ \t\n]+(?=\S)")
_TABLES = frozenset({"table_open", "grid_table"})


class Captioned(NamedTuple):
    """A node, and the paragraph that is the caption of the table that it is."""

    node: TokenNode
    caption: TokenNode | None = None


def with_captions(nodes: Sequence[TokenNode]) -> Iterator[Captioned]:
    """Yield ``nodes``, tables with their captions: the one behind a table, or else the one before it."""
    waiting: TokenNode | None = None
    place = 0
    while place < len(nodes):
        node = nodes[place]
        following = nodes[place + 1] if place + 1 < len(nodes) else None
        if node.token.type in _TABLES:
            behind = following if following and waiting is None and _is_caption(following) else None
            yield Captioned(node, behind or waiting)
            waiting = None
            place += 1 if behind is None else 2
            continue
        if _is_caption(node) and following and following.token.type in _TABLES:
            waiting = node
        else:
            yield Captioned(node)
        place += 1


def _is_caption(node: TokenNode) -> bool:
    return node.token.type == "paragraph_open" and _SIGN.match(node.children[0].token.content) is not None


def captioned(context: TextContext, table: Block, caption: TokenNode) -> Block:
    """Return a table with its caption, and with the id that stands in braces at its end."""
    content = caption.children[0].token.content
    found = _SIGN.match(content)
    whole = lines_from(context.source, content, (caption.token.map or [0])[0])
    stretch = whole.part(found.end() if found else 0, len(content))
    nodes = inline_nodes(context, stretch)
    identifier = ""
    if nodes and nodes[-1].token.type == "loose_attributes":
        *before, last = nodes
        nodes, written, start = tuple(before), last.token.content, last.int_meta("at")
        try:
            for each in read_attributes(written[1:-1]):
                if is_known(context, each, stretch.at(start + 1 + each.at), classes=(), words=("#",)):
                    identifier = each.value
        except ValueError as problem:
            context.report_attributes(written, stretch.at(start), str(problem))
    words = _trimmed(read_nodes(context, stretch, nodes))
    if not isinstance(table, Table | GridTable):
        return table
    return replace(table, caption=words, id=identifier or table.id)


def _trimmed(words: Inlines) -> Inlines:
    match words:
        case (*before, Text(value=value) as last):
            return (*before, replace(last, value=value.rstrip()))
        case _:
            return words
