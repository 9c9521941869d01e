"""``::: word attributes`` … ``:::``: sidebars, extracts, figures, tables with captions, files taken in, and boxes.

A new directive is a function that makes its block, and a row in ``DIRECTIVES``.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Literal, get_args

from octavo.load.dates import parse_date
from octavo.load.markdown.attributes import Attribute, read_attributes
from octavo.load.markdown.includes import Wanted, take_in
from octavo.load.markdown.inlines import read_inlines
from octavo.load.markdown.pictures import beside
from octavo.load.markdown.source_places import SourceStretch, words_at
from octavo.load.markdown.spans import is_known
from octavo.load.markdown.text_context import TextContext, quoted
from octavo.load.markdown.token_tree import TokenNode
from octavo.load.markdown.unknown_directives import remedy
from octavo.model.dates import HistoricalDate
from octavo.model.inlines import Inlines
from octavo.model.origin import Origin
from octavo.model.prose import Alignment, Block, Blocks, Box, BoxKind, Extract, Figure, GridTable, Sidebar, Table

_ALIGNMENTS: Mapping[str, Alignment] = {word: word for word in get_args(Alignment)}
_BOX_KINDS: Mapping[str, BoxKind] = {word: word for word in get_args(BoxKind)}
_WORD = re.compile(r"[^\W\d][\w-]*(?=\s|$)")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Given:
    """A directive as it was written: its word, attributes by name and content; ``line`` is where its words stand."""

    word: str
    attributes: Mapping[str, Attribute]
    blocks: Blocks
    line: SourceStretch
    origin: Origin

    @property
    def mark(self) -> str:
        """The directive as faults name it."""
        return f"::: {self.word}"

    def value(self, name: str) -> str:
        """Return the value of an attribute; empty where it was not given."""
        return self.attributes[name].plain.strip() if name in self.attributes else ""

    def place(self, name: str) -> Origin:
        """Return the place of an attribute's value."""
        return self.line.at(self.attributes[name].at)

    def inlines(self, context: TextContext, name: str) -> Inlines:
        """Read the marks in the value of an attribute."""
        if name not in self.attributes:
            return ()
        attribute = self.attributes[name]
        inside = self.line.part(attribute.at, attribute.at + len(attribute.value))
        return read_inlines(context, replace(inside, content=attribute.value))


def read_directive(context: TextContext, node: TokenNode, origin: Origin, blocks: Blocks) -> Blocks:
    """Make the block of a directive from its line and the ``blocks`` inside; those alone where it is not known."""
    given = _given(context, node, origin, blocks)
    directive = DIRECTIVES.get(given.word)
    if directive is None:
        words = tuple(sorted(DIRECTIVES))
        hint = remedy(node.token.info, given.word, words)
        context.report_unknown(f"::: {node.token.info}", origin, given.word, words, hint=hint)
        return blocks
    if not node.token.meta["is_closed"]:
        context.report("OC112", origin, mark=given.mark)
    elif problem := _content_problem(directive.content, blocks):
        context.report("OC114", origin, mark=given.mark, needs=problem)
    chosen = [name for name in directive.needs if given.value(name)]
    if directive.needs and len(chosen) != 1:
        needs = " or ".join(f"{name}=…" for name in directive.needs)
        context.report("OC114", origin, mark=given.mark, needs=f"{needs}, not both" if chosen else needs)
    return tuple(directive.read(context, given))


def _content_problem(content: str, blocks: Blocks) -> str:
    """Say what the inside of a directive lacks; nothing where it is as it should be."""
    is_table = len(blocks) == 1 and isinstance(blocks[0], Table | GridTable)
    match content:
        case "none" if blocks:
            return "to be empty inside: close it on the next line"
        case "needed" if not blocks:
            return "something inside"
        case "table" if not is_table:
            return "one table inside and nothing else"
        case _:
            return ""


def _given(context: TextContext, node: TokenNode, origin: Origin, blocks: Blocks) -> _Given:
    """Read the line of a directive and tell the attributes that it does not know."""
    info, source = node.token.info, context.source
    line_number = (node.token.map or [0])[0]
    line = words_at(source, info, line_number, node.int_meta("column") + node.int_meta("info_at"))
    found = _WORD.match(info)
    if found is None or found[0] not in DIRECTIVES:
        return _Given(word=found[0] if found else "", attributes={}, blocks=blocks, line=line, origin=origin)
    rest = line.part(found.end(), len(info))
    try:
        attributes = read_attributes(rest.content)
    except ValueError as problem:
        context.report_attributes(rest.content.strip(), line.at(found.end() + 1), str(problem))
        attributes = ()
    words = ("#", *DIRECTIVES[found[0]].words)
    known = {
        attribute.name: replace(attribute, at=attribute.at + found.end())
        for attribute in attributes
        if is_known(context, attribute, rest.at(attribute.at), classes=(), words=words)
    }
    return _Given(word=found[0], attributes=known, blocks=blocks, line=line, origin=origin)


def _sidebar(context: TextContext, given: _Given) -> list[Block]:
    title = given.inlines(context, "title")
    person, identifier = given.value("person"), given.value("#")
    return [Sidebar(blocks=given.blocks, person=person, title=title, id=identifier, origin=given.origin)]


def _extract(_context: TextContext, given: _Given) -> list[Block]:
    document, identifier = given.value("document"), given.value("#")
    return [Extract(document=document, blocks=given.blocks, id=identifier, origin=given.origin)]


def _figure(_context: TextContext, given: _Given) -> list[Block]:
    return [Figure(figure=given.value("figure"), id=given.value("#"), origin=given.origin), *given.blocks]


def _box(context: TextContext, given: _Given) -> list[Block]:
    title, kind = given.inlines(context, "title"), _BOX_KINDS[given.word]
    date = _date(context, given) if given.value("date") else None
    return [Box(kind=kind, blocks=given.blocks, title=title, date=date, id=given.value("#"), origin=given.origin)]


def _date(context: TextContext, given: _Given) -> HistoricalDate | None:
    try:
        return parse_date(given.value("date"))
    except ValueError as problem:
        context.report("OC105", given.place("date"), value=given.value("date"), problem=str(problem))
        return None


def _table(context: TextContext, given: _Given) -> list[Block]:
    caption, note = given.inlines(context, "caption"), given.inlines(context, "note")
    row_heads = given.value("row-heads") or "yes"
    if row_heads not in {"yes", "no"}:
        place = given.place("row-heads")
        context.report_unknown(f"row-heads={row_heads}", place, row_heads, ("yes", "no"))
    if "row-heads" in given.attributes and any(isinstance(block, GridTable) for block in given.blocks):
        context.report_attributes("row-heads=", given.place("row-heads"), "are for tables without spans")
    made: list[Block] = []
    for block in given.blocks:
        if isinstance(block, Table | GridTable):
            sides, name = _alignments(context, given, block.alignments), given.value("#") or block.id
            words = caption or block.caption
            table = replace(block, caption=words, note=note, alignments=sides, id=name, origin=given.origin)
            made.append(replace(table, row_heads=row_heads == "yes") if isinstance(table, Table) else table)
        else:
            made.append(block)
    return made


def _alignments(context: TextContext, given: _Given, otherwise: tuple[Alignment, ...]) -> tuple[Alignment, ...]:
    """Read ``align="left right"``, one word a column; ``otherwise`` (what the pipe table says) without it."""
    if "align" not in given.attributes:
        return otherwise
    words = given.value("align").split()
    for word in words:
        if word not in _ALIGNMENTS:
            context.report_unknown(f"align={quoted(word)}", given.place("align"), word, tuple(_ALIGNMENTS))
    if len(words) != len(otherwise):
        needs = f"as many words in align= as it has columns ({len(otherwise)})"
        context.report("OC114", given.place("align"), mark=given.mark, needs=needs)
        return otherwise
    return tuple(_ALIGNMENTS.get(word, "left") for word in words)


@dataclass(frozen=True, slots=True, kw_only=True)
class Directive:
    """What a directive may hold: its attributes beside ``#id``, the ones it needs (one of them), and its content.

    ``read`` makes blocks of it.
    """

    read: Callable[[TextContext, _Given], list[Block]]
    words: tuple[str, ...]
    needs: tuple[str, ...] = ()
    content: Literal["none", "optional", "needed", "table"] = "needed"


def _include(context: TextContext, given: _Given) -> list[Block]:
    file = given.value("file")
    if context.included is None or not file:
        if file:
            remedy = "write the text here, or move it to a text file"
            context.report("OC135", given.origin, mark=given.mark, where="in a data file", remedy=remedy)
        return []
    wanted = Wanted(
        file=file,
        lines=given.value("lines"),
        section=given.value("section"),
        syntax=given.value("syntax"),
        origin=given.origin,
        at=given.place("file"),
    )
    blocks, notes, faults = take_in(wanted, context.included)
    context.notes.extend(notes)
    context.faults.extend(faults)
    name = given.value("#")
    return [replace(blocks[0], id=name), *blocks[1:]] if name and blocks else list(blocks)


_BOX = Directive(read=_box, words=("title",))


def _beside(context: TextContext, given: _Given) -> list[Block]:
    columns = beside(given.blocks)
    if columns is None:
        context.report("OC114", given.origin, mark=given.mark, needs="a picture and, before or behind it, text")
        return list(given.blocks)
    return [replace(each, id=given.value("#"), origin=given.origin) for each in columns]


DIRECTIVES: Mapping[str, Directive] = {
    "beside": Directive(read=_beside, words=(), content="optional"),
    "disagree": Directive(read=_box, words=("date", "title")),
    "extract": Directive(read=_extract, words=("document",), needs=("document",), content="optional"),
    "figure": Directive(read=_figure, words=("figure",), needs=("figure",), content="none"),
    "include": Directive(read=_include, words=("file", "lines", "section", "syntax"), needs=("file",), content="none"),
    "note": _BOX,
    "opening": _BOX,
    "questions": _BOX,
    "sidebar": Directive(read=_sidebar, words=("person", "title"), needs=("person", "title")),
    "summary": _BOX,
    "table": Directive(read=_table, words=("align", "caption", "note", "row-heads"), content="table"),
    "warning": _BOX,
}
"""Every directive by its word."""
