"""Verse of a source: lines and stanzas, however its markup tells them."""

import re
from collections.abc import Iterator

from octavo.importing.attributes import anchors_in, attributes_of
from octavo.importing.conversion import Conversion
from octavo.importing.inline_elements import inlines_of, trimmed, with_role
from octavo.model.inlines import Break, Inline, Inlines, Text
from octavo.model.prose import Block, Paragraph
from octavo.pandoc import Element, Json, kind_of, listed

VERSE = ("verse",)
_INDENT = re.compile(r"\.?(?:i|in|indent|line-?indent)-?(\d{1,2})")
_DEEPEST = 16
NBSP = "\u00a0"


def line_block(conversion: Conversion, lines: list[Json]) -> Iterator[Block]:
    """Yield the stanzas of a line block; an empty line ends one."""
    identity = conversion.id_for(anchor for line in lines for anchor in anchors_in(line))
    yield from _stanzas([_line(conversion, line, 0) for line in lines], identity)


def verse(conversion: Conversion, blocks: Json) -> Iterator[Block]:
    """Yield the stanzas of a division that holds verse, and whatever else stands in it.

    A paragraph of several lines is a stanza; paragraphs of one line are the lines of one, up to an empty paragraph or
    the end of the division around them.
    """
    from octavo.importing.block_elements import block_of

    waiting: list[Inlines] = []
    identity = ""
    for element in listed(blocks):
        kind, content = kind_of(element), element.get("c")
        given = attributes_of(content[0]) if kind == "Div" and isinstance(content, list) else attributes_of(None)
        if kind in {"Para", "Plain"} or (kind == "Div" and _is_line(element)):
            if given.id:
                conversion.waiting.append(given.id)
            words = content if kind != "Div" else _inside_line(element)
            anchors = tuple(anchors_in(words))
            lines = _lines(conversion, words, _indent(given.names))
            if len(lines) != 1 and waiting:
                yield from _stanzas(waiting, identity)
                waiting, identity = [], ""
            if not lines:
                conversion.waiting.extend(anchors)
                continue
            identity = _stanza_id(conversion, identity, anchors)
            waiting += lines
            if len(lines) > 1:
                yield from _stanzas(waiting, identity)
                waiting, identity = [], ""
            continue
        yield from _stanzas(waiting, identity)
        waiting, identity = [], ""
        if kind == "Div" and isinstance(content, list) and conversion.roles.of_block(given.names) in {"plain", "verse"}:
            if given.id:
                conversion.waiting.append(given.id)
            yield from verse(conversion, content[1])
        elif kind == "BlockQuote":
            yield from verse(conversion, content)
        else:
            yield from block_of(conversion, element)
    yield from _stanzas(waiting, identity)


def _stanza_id(conversion: Conversion, identity: str, anchors: tuple[str, ...]) -> str:
    """Return the id of a stanza; what leads to a later line of it leads to the stanza."""
    if not identity:
        return conversion.id_for(anchors)
    conversion.ids |= dict.fromkeys(conversion.leading_here(anchors), identity)
    return identity


def _is_line(element: Element) -> bool:
    """Whether a division holds one paragraph and nothing else, as that of a styled line does."""
    content = element.get("c")
    inside = listed(content[1]) if isinstance(content, list) else []
    return len(inside) == 1 and kind_of(inside[0]) in {"Para", "Plain"}


def _inside_line(element: Element) -> Json:
    content = element.get("c")
    return listed(content[1])[0].get("c") if isinstance(content, list) else None


def _lines(conversion: Conversion, words: Json, indent: int) -> list[Inlines]:
    """Return the lines of a paragraph, each with the indentation that its class says; an empty one ends a stanza."""
    lines = [_line(conversion, piece, indent) for piece in _divided(words)]
    full = [number for number, line in enumerate(lines) if line]
    return lines[full[0] : full[-1] + 1] if full else []


_MARKS = frozenset({"Emph", "Strong", "Underline", "SmallCaps", "Strikeout", "Superscript", "Subscript"})


def _divided(words: Json) -> list[list[Json]]:
    """Divide inlines at breaks. What has a break inside is divided too, as no mark goes from one line to another."""
    pieces: list[list[Json]] = [[]]
    elements = listed(words)
    kinds = ["", *map(kind_of, elements), ""]
    for place, element in enumerate(elements, 1):
        kind, content = kinds[place], element.get("c")
        if kind in {"Space", "SoftBreak"} and "LineBreak" in {kinds[place - 1], kinds[place + 1]}:
            continue
        if kind == "LineBreak":
            pieces.append([])
            continue
        parts: list[Json] = [element]
        if kind in _MARKS:
            parts = [{"t": kind, "c": part} for part in _divided(content)]
        elif kind == "Span" and isinstance(content, list):
            parts = [{"t": kind, "c": [content[0], part]} for part in _divided(content[1])]
        pieces[-1].append(parts[0])
        pieces += [[part] for part in parts[1:]]
    return pieces


def _line(conversion: Conversion, words: Json, indent: int) -> Inlines:
    for element in listed(words):
        content = element.get("c")
        if kind_of(element) == "Span" and isinstance(content, list):
            indent = indent or _indent(attributes_of(content[0]).names)
        break
    inlines = inlines_of(conversion, words)
    typed = _typed_indent(inlines)
    bare = trimmed(_without_indent(inlines))
    conversion.stands_at(bare)
    if not bare:
        return ()
    bare = with_role(conversion, "plain", conversion.language_here, bare)
    depth = min(_DEEPEST, typed or 2 * indent)
    return (Text(value=NBSP * depth), *bare) if depth else bare


def _typed_indent(inlines: Inlines) -> int:
    match inlines:
        case (Text(value=value, is_literal=False), *_):
            return len(value) - len(value.lstrip(NBSP + "\u2003\u2002"))
        case _:
            return 0


def _without_indent(inlines: Inlines) -> Inlines:
    match inlines:
        case (Text(value=value, is_literal=False), *rest):
            return (Text(value=value.lstrip(NBSP + "\u2003\u2002")), *rest)
        case _:
            return inlines


def _indent(names: tuple[str, ...]) -> int:
    found = next((match for name in names if (match := _INDENT.fullmatch(name))), None)
    return int(found[1]) if found else 0


def _stanzas(lines: list[Inlines], identity: str) -> Iterator[Block]:
    stanza: list[Inlines] = []
    for line in (*lines, ()):
        if line:
            stanza.append(line)
        elif stanza:
            words: list[Inline] = []
            for number, each in enumerate(stanza):
                words += ([Break()] if number else []) + list(each)
            yield Paragraph(children=tuple(words), classes=VERSE, id=identity)
            stanza, identity = [], ""
