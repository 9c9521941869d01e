"""Blocks of a source, in pandoc's document type, become our blocks."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import get_args

from octavo.importing.attributes import Attributes, anchors_in, attributes_of, bare_text
from octavo.importing.conversion import Conversion
from octavo.importing.inline_elements import PAGE, displayed, inlines_of, trimmed, with_role
from octavo.importing.list_elements import SourceNumbering, listed_items, numbered_items
from octavo.importing.pictures import MOST, figure, figure_with, figures, in_rows, with_captions, without_pictures
from octavo.importing.remarks import comment, is_comment
from octavo.importing.roles import BOXES
from octavo.importing.table_elements import read_table
from octavo.importing.verse_elements import line_block, verse
from octavo.model.inlines import Break, Citation, IndexMark, Inlines, NoteCall, Reference, Strong, Text
from octavo.model.prose import (
    Block,
    Blocks,
    Box,
    BoxKind,
    Definitions,
    Figure,
    Paragraph,
    Preformatted,
    Quotation,
    Separator,
    Sidebar,
)
from octavo.model.query import plain
from octavo.pandoc import Element, Json, kind_of, listed

NOTE_BODY = "octavo-note-body"
"""The class that prepared HTML gives to the text of a note."""

_SHOWN = (Text, NoteCall, Reference, IndexMark, Citation)
"""What makes a paragraph though it has no words of its own, or none yet."""

_NUMBERS = frozenset("123456789")
_SCENE = re.compile(r"(?:[*⁂⁕•~#·.—–-]\s*){1,7}")
_SYNTAX = re.compile(r"[A-Za-z][A-Za-z0-9+#_.-]{0,30}")


def blocks_of(conversion: Conversion, elements: Json) -> Blocks:
    """Return block elements as ours; headings among them are set as paragraphs."""
    return with_captions(conversion, tuple(block for each in listed(elements) for block in block_of(conversion, each)))


def block_of(conversion: Conversion, element: Element) -> Iterator[Block]:
    """Yield what a block element becomes: mostly one block."""
    kind, content = kind_of(element), element.get("c")
    match kind, content:
        case (("Para" | "Plain"), _):
            yield from paragraph(conversion, content, ())
        case "Header", [_, given, words]:
            yield from _nested_heading(conversion, attributes_of(given), words)
        case "LineBlock", [*lines]:
            yield from line_block(conversion, lines)
        case "BlockQuote", _:
            yield from _quotation(conversion, content)
        case "CodeBlock", [given, str(text)]:
            yield _code(conversion, attributes_of(given), text)
        case "BulletList", [*items]:
            yield from listed_items(conversion, items, blocks_of)
        case "OrderedList", [[int(start), {"t": str(style)}, {"t": str(signs)}], [*items]]:
            numbering = SourceNumbering(start, style, signs)
            yield from numbered_items(conversion, items, blocks_of, numbering)
        case "DefinitionList", [*items]:
            yield _definitions(conversion, items)
        case "HorizontalRule", _:
            yield Separator()
        case "Table", [*_]:
            yield from read_table(conversion, content, blocks_of)
        case "Figure", [given, [_, caption], inside]:
            yield from _figure(conversion, attributes_of(given), caption, inside)
        case "Div", [given, inside]:
            yield from division(conversion, attributes_of(given), inside)
        case "RawBlock", [str(form), str(text)]:
            yield from _raw(conversion, form, text)
        case _:
            conversion.lost(f"a block of the kind '{kind}', which is not read, was left out")


def paragraph(conversion: Conversion, content: Json, classes: tuple[str, ...]) -> Iterator[Block]:
    """Yield a paragraph, and the pictures that stand in it."""
    leading = conversion.leading_here(anchors_in(content))
    words = trimmed(inlines_of(conversion, content))
    conversion.stands_at(tuple(each for each in words if not is_comment(each)))
    if comments := tuple(each for each in words if is_comment(each)):
        others = trimmed(tuple(each for each in words if not is_comment(each)))
        if not plain(others).strip() or figures(others):
            # Comments are no block: what leads here leads to the next one.
            yield Paragraph(children=comments)
            words = others
    bare = plain(words).strip()
    if bare and _SCENE.fullmatch(bare) and all(isinstance(each, Text) for each in words):
        conversion.waiting.extend(leading)
        yield Separator()
    elif images := figures(words):
        shown = [figure(image, conversion.id_for(() if number else leading)) for number, image in enumerate(images)]
        yield from in_rows(shown, across=1 if any(isinstance(each, Break) for each in words) else 0)
    elif bare or any(isinstance(each, _SHOWN) for each in words):
        words = with_role(conversion, "plain", conversion.language_here, displayed(words))
        yield Paragraph(children=words, id=conversion.id_for(leading), classes=classes)
    else:
        conversion.waiting.extend(leading)


def division(conversion: Conversion, given: Attributes, inside: Json) -> Iterator[Block]:
    """Yield the blocks of a division: with the role of its styles, or as they are where it has none."""
    if PAGE in given.classes:
        yield Paragraph(children=(comment(f"page {given.values.get('number', '')}"),))
        return
    if NOTE_BODY in given.classes:
        conversion.add_note(given.values.get("key", ""), inside)
        return
    if given.id:
        conversion.waiting.append(given.id)
    before = conversion.language_here
    conversion.language_here = given.values.get("lang", "") or before
    role = role_of(conversion, given, inside)
    if role in {*BOXES, "sidebar"} and (title := given.values.get("title", "").strip()):
        # Quarto writes the title of a box beside its kind.
        inside = [
            {"t": "Div", "c": [["", ["box-title"], []], [{"t": "Plain", "c": [{"t": "Str", "c": title}]}]]},
            *listed(inside),
        ]
    # Quarto lays out pictures in columns.
    across = given.values.get("layout-ncol", "")
    blocks = _with_role(conversion, role, inside)
    yield from _side_by_side(blocks, min(int(across), MOST)) if across in _NUMBERS else blocks
    conversion.language_here = before


def role_of(conversion: Conversion, given: Attributes, inside: Json) -> str:
    """Return the role of a division; one that holds headings of the first level is a part of the book and has none."""
    role = conversion.roles.of_block(given.names)
    return "plain" if role in {*BOXES, "sidebar", "extract"} and _has_title(inside) else role


def _has_title(blocks: Json) -> bool:
    for block in listed(blocks):
        match kind_of(block), block.get("c"):
            case "Header", [1, *_]:
                return True
            case "Div", [_, inside] if _has_title(inside):
                return True
            case _:
                pass
    return False


def _quotation(conversion: Conversion, content: Json) -> Iterator[Block]:
    """Yield what is quoted as one quotation, not as a quotation in another."""
    identity = conversion.id_for(())
    blocks = blocks_of(conversion, content)
    if len(blocks) == 1 and isinstance(blocks[0], Quotation):
        kept = blocks[0].id or identity
        conversion.joined(identity, kept)
        yield replace(blocks[0], id=kept)
    elif blocks:
        yield Quotation(blocks=blocks, id=identity)
    else:
        conversion.unplaced(identity)


def _with_role(conversion: Conversion, role: str, inside: Json) -> Iterator[Block]:
    match role:
        case "omit":
            conversion.left_out("left out as import.yaml says", bare_text(inside))
        case "title" | "subtitle" | "author":
            conversion.told.setdefault(role, " ".join(bare_text(inside).split()))
            conversion.left_out("in book.yaml", bare_text(inside))
        case "extract":
            yield from _quotation(conversion, inside)
        case "verse":
            yield from verse(conversion, inside)
        case "separator":
            conversion.left_out("signs between scenes, which the theme sets", bare_text(inside))
            yield Separator()
        case "code":
            text = "\n".join(bare_text([each]).rstrip() for each in listed(inside))
            yield Preformatted(text=text, id=conversion.id_for(()))
        case "sidebar":
            yield from _box(conversion, "sidebar", inside)
        case _ if role in BOXES:
            yield from _box(conversion, role, inside)
        case "epigraph" | "dedication" | "attribution" | "centred" | "first" | "caption" | "box-title":
            yield from _classed(blocks_of(conversion, inside), role)
        case _ if role.startswith("heading-"):
            yield from _nested_heading(conversion, Attributes(), [{"t": "Str", "c": bare_text(inside).strip()}])
        case _:
            yield from (block for each in listed(inside) for block in block_of(conversion, each))


def _classed(blocks: Blocks, role: str) -> Iterator[Block]:
    for block in blocks:
        if isinstance(block, Paragraph) and not block.classes and not all(map(is_comment, block.children)):
            yield replace(block, classes=(role,))
        else:
            yield block


def _box(conversion: Conversion, kind: str, inside: Json) -> Iterator[Block]:
    """Yield a box; its title is a heading at its beginning, or the paragraph that is marked as such."""
    identity = conversion.id_for(())
    blocks = blocks_of(conversion, inside)
    title: Inlines = ()
    if blocks and isinstance(blocks[0], Paragraph) and _is_title(blocks[0]):
        identity = identity or blocks[0].id
        conversion.joined(blocks[0].id, identity)
        title, blocks = _bare(blocks[0].children), blocks[1:]
    if not blocks:
        if title:
            yield Paragraph(children=title, id=identity)
        else:
            conversion.unplaced(identity)
    elif kind == "sidebar" and title:
        yield Sidebar(blocks=blocks, title=title, id=identity)
    else:
        yield Box(kind=_KINDS.get(kind, "note"), blocks=blocks, title=title, id=identity)


_KINDS: Mapping[str, BoxKind] = {kind: kind for kind in get_args(BoxKind) if kind in BOXES}


def _is_title(block: Paragraph) -> bool:
    return "box-title" in block.classes or (len(block.children) == 1 and isinstance(block.children[0], Strong))


def _bare(words: Inlines) -> Inlines:
    """Return the words of a title of a box: no note can stand in it, and it is bold as it is."""
    flat = words[0].children if len(words) == 1 and isinstance(words[0], Strong) else words
    return tuple(Text(value=" ") if isinstance(each, Break) else each for each in flat)


def _nested_heading(conversion: Conversion, given: Attributes, words: Json) -> Iterator[Block]:
    """Yield a heading that stands in a box, a quotation or a list: a line of bold words."""
    identity = conversion.id_for((*([given.id] if given.id else []), *anchors_in(words)))
    inside, pictures = without_pictures(trimmed(inlines_of(conversion, words)))
    if inside:
        yield Paragraph(children=(Strong(children=inside),), id=identity)
    else:
        conversion.unplaced(identity)
    yield from pictures


def _code(conversion: Conversion, given: Attributes, text: str) -> Block:
    identity = conversion.id_for([given.id] if given.id else [])
    syntax = next((name for name in given.classes if _SYNTAX.fullmatch(name) and name != "numberLines"), "")
    return Preformatted(text=conversion.shown(text.replace("\t", "    ")), syntax=syntax, id=identity)


def _definitions(conversion: Conversion, items: Iterable[Json]) -> Block:
    identity = conversion.id_for(())
    found = []
    for item in items:
        words, explained = item if isinstance(item, list) else ([], [])
        term = trimmed(inlines_of(conversion, words))
        conversion.waiting.extend(anchors_in(words))
        pieces = explained if isinstance(explained, list) else []
        blocks = tuple(block for each in pieces for block in blocks_of(conversion, each))
        found.append((term, blocks or (Paragraph(children=(Text(value=""),)),)))
    return Definitions(items=tuple(found), id=identity)


def _figure(conversion: Conversion, given: Attributes, caption: Json, inside: Json) -> Iterator[Block]:
    """Yield what a figure shows, with its caption at the picture or the table in it."""
    if given.id:
        conversion.waiting.append(given.id)
    blocks = tuple(block for each in listed(inside) for block in block_of(conversion, each))
    words = blocks_of(conversion, caption)
    captions = tuple(replace(each, classes=("caption",)) for each in words if isinstance(each, Paragraph))
    others = tuple(each for each in words if not isinstance(each, Paragraph))
    yield from _side_by_side(figure_with(conversion, blocks, captions), 0)
    yield from others


def _side_by_side(blocks: Iterable[Block], across: int) -> Iterator[Block]:
    """Yield the parts of a figure, or of a layout in columns; pictures alone stand side by side."""
    inside = [*blocks]
    shown = [each for each in inside if isinstance(each, Figure)]
    yield from in_rows(shown, across) if shown and len(shown) == len(inside) else inside


def _raw(conversion: Conversion, form: str, text: str) -> Iterator[Block]:
    if form.startswith("html") and text.strip().startswith("<!--"):
        bare = text.strip().removeprefix("<!--").removesuffix("-->")
        yield Paragraph(children=(comment(bare),))
    elif form.startswith("html") and re.fullmatch(r"\s*<hr\b[^>]*>\s*", text):
        yield Separator()
    elif text.strip():
        conversion.lost(f"a mark that is not read was left out: {' '.join(text.split())[:80]}")
