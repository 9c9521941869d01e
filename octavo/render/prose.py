"""Set the text of a section: ``Block`` to XHTML, the same for paper and screens."""

from collections.abc import Iterator
from dataclasses import replace
from typing import assert_never

from markupsafe import Markup

from octavo.model.prose import (
    Block,
    Blocks,
    Box,
    Definitions,
    Extract,
    Figure,
    Heading,
    ItemList,
    Note,
    Paragraph,
    Preformatted,
    Quotation,
    Separator,
    Sidebar,
    Table,
)
from octavo.render.figures import set_figure
from octavo.render.inlines import set_inlines, with_lead
from octavo.render.markup import NOTHING, Attributes, classes, element, joined, lines
from octavo.render.semantics import semantics
from octavo.render.tables import set_table
from octavo.render.template_context import Desk


def set_blocks(blocks: Blocks, desk: Desk) -> Markup:
    """Set a run of blocks. A paragraph that follows no other is ``first``: it stands flush left (rule T16)."""
    return lines(_run(blocks, desk))


def set_opening(blocks: Blocks, desk: Desk) -> Markup:
    """Set the text of a chapter, whose first words are a lead if it begins with them, or with its questions first."""
    match blocks:
        case (Paragraph() as first, *rest):
            return set_blocks((replace(first, children=with_lead(first.children)), *rest), desk)
        case (Box(kind="opening") as box, Paragraph() as first, *rest):
            return set_blocks((box, replace(first, children=with_lead(first.children)), *rest), desk)
        case _:
            return set_blocks(blocks, desk)


def set_line(blocks: Blocks, desk: Desk) -> Markup:
    """Set blocks where a single line is wanted: paragraphs are run on, without elements of their own."""
    pieces = [set_inlines(b.children, desk) if isinstance(b, Paragraph) else _set(b, desk) for b in blocks]
    return Markup(" ").join(pieces)


def set_footnote(note: Note, desk: Desk) -> Markup:
    """Set the words of a note as they stand inside a paragraph of paper, where only phrasing elements may stand."""
    if len(note.blocks) == 1 and isinstance(note.blocks[0], Paragraph):
        return set_line(note.blocks, desk)
    return set_blocks(note.blocks, replace(desk, is_phrasing=True))


def set_notes(desk: Desk) -> Markup:
    """Set the notes of the section for its end, each with a link back to its call; nothing on paper (rule E9)."""
    if desk.medium == "print" or not desk.calls:
        return NOTHING
    asides = lines([_note(note, desk) for note in desk.notes.values() if note.label in desk.calls])
    return element("section", asides, {"class": "notes", **semantics("notes", desk.medium)})


def _note(note: Note, desk: Desk) -> Markup:
    back = {"class": "note-number", "href": f"#{desk.calls[note.label]}", **semantics("note-number", desk.medium)}
    number = element("a", str(note.number), back)
    first, rest = note.blocks[0], note.blocks[1:]
    if isinstance(first, Paragraph):
        words = element("p", joined((number, " ", set_inlines(first.children, desk))))
    else:
        words = lines((element("p", number), _set(first, desk)))
    attributes = {"id": desk.known(note.id, note.origin), **semantics("note", desk.medium)}
    return element("aside", lines((words, set_blocks(rest, desk))), attributes)


def _run(blocks: Blocks, desk: Desk) -> Iterator[Markup]:
    follows_paragraph = False
    for block in blocks:
        yield _set(block, desk, is_first=not follows_paragraph)
        follows_paragraph = isinstance(block, Paragraph)


def _set(block: Block, desk: Desk, *, is_first: bool = False) -> Markup:
    match block:
        case Heading(level=level, children=children):
            return desk.block(f"h{level}", set_inlines(children, desk), _named(block, desk, *block.classes))
        case Paragraph(children=children):
            attributes = _named(block, desk, "first" if is_first else "", *block.classes)
            return desk.block("p", set_inlines(children, desk), attributes)
        case ItemList():
            return _item_list(block, desk)
        case Definitions():
            return _definitions(block, desk)
        case Quotation(blocks=inner):
            return desk.block("blockquote", set_blocks(inner, desk), _named(block, desk))
        case Preformatted(text=text):
            return desk.block("pre", element("code", text), _named(block, desk))
        case Separator():
            return element("hr", attributes=_named(block, desk, "separator"))
        case Table():
            return set_table(block, _named(block, desk, "table"), desk)
        case Figure():
            return set_figure(block, set_blocks(block.description, desk), desk)
        case Sidebar():
            return _sidebar(block, desk)
        case Extract():
            return _extract(block, desk)
        case Box():
            return _box(block, desk)
        case _:
            assert_never(block)


def _named(block: Block, desk: Desk, *kinds: str) -> Attributes:
    """Return the class and the id of ``block``, whose place is remembered under that id."""
    return {"class": classes(*kinds), "id": desk.known(block.id, block.origin)}


def _item_list(block: ItemList, desk: Desk) -> Markup:
    """Set a list. Where items hold more than a line and lists, the markers are written, not left to the style sheet.

    PDF/UA-1 wants nothing but lines and lists in an item that has a marker of its own (ISO 14289-1, 7.2-20).
    """
    name = "ol" if block.is_ordered else "ul"
    start = {"start": str(block.start)} if block.is_ordered and block.start != 1 else {}
    if all(_is_simple(item) for item in block.items):
        items = [_simple_item(item, desk) for item in block.items]
        return desk.block(name, lines(items), {**_named(block, desk), **start})
    markers = [f"{block.start + place}." if block.is_ordered else "" for place in range(len(block.items))]
    items = [_marked_item(item, marker, desk) for item, marker in zip(block.items, markers, strict=True)]
    return desk.block(name, lines(items), {**_named(block, desk, "marked"), **start})


def _is_simple(item: Blocks) -> bool:
    return isinstance(item[0], Paragraph) and all(isinstance(block, ItemList) for block in item[1:]) if item else True


def _simple_item(item: Blocks, desk: Desk) -> Markup:
    match item:
        case (Paragraph() as first, *rest):
            line = set_inlines(first.children, desk)
            return desk.block("li", lines((line, *[_set(block, desk) for block in rest])), _named(first, desk))
        case _:
            return desk.block("li")


def _marked_item(item: Blocks, marker: str, desk: Desk) -> Markup:
    label = element("span", marker, {"class": "marker"}) if marker else NOTHING
    return desk.block("li", lines((label, set_blocks(item, desk))))


def _definitions(block: Definitions, desk: Desk) -> Markup:
    pieces: list[Markup] = []
    for term, meaning in block.items:
        pieces.append(desk.block("dt", set_inlines(term, desk)))
        pieces.append(_definition(meaning, desk))
    return desk.block("dl", lines(pieces), _named(block, desk))


def _definition(blocks: Blocks, desk: Desk) -> Markup:
    match blocks:
        case (Paragraph() as only,):
            return desk.block("dd", set_inlines(only.children, desk), _named(only, desk))
        case _:
            return desk.block("dd", set_blocks(blocks, desk))


def _line(kind: str, words: str, desk: Desk) -> Markup:
    """Return a paragraph of the class ``kind``, or nothing where there are no words."""
    return desk.block("p", joined((words,)), {"class": kind}) if words else NOTHING


def _sidebar(block: Sidebar, desk: Desk) -> Markup:
    """Set a life or another aside. Head line: name, life dates, and who it is in one phrase (rule T29)."""
    pieces = (
        element("span", set_inlines(block.title, desk), {"class": "sidebar-name"}) if block.title else NOTHING,
        element("span", block.life, {"class": "sidebar-life"}) if block.life else NOTHING,
        element("span", set_inlines(block.identification, desk), {"class": "sidebar-identification"})
        if block.identification
        else NOTHING,
    )
    head = _line("sidebar-head", Markup(" ").join(filter(None, pieces)), desk)
    attributes = {**_named(block, desk, "sidebar"), **semantics("sidebar", desk.medium)}
    return desk.block("aside", lines((head, set_blocks(block.blocks, desk))), attributes)


def _extract(block: Extract, desk: Desk) -> Markup:
    """Set a source: its label, where it comes from, its words, its credit, and what is said or asked about it.

    The label begins the line that tells where it comes from: a style sheet can set it in line with that or above it.
    """
    label = element("span", f"{desk.word('source')} {block.letter}", {"class": "extract-label"}) if block.letter else ""
    gloss = set_blocks(block.blocks, desk)
    pieces = (
        _line("provenance", Markup(" ").join(filter(None, (label, set_inlines(block.provenance, desk)))), desk),
        desk.block("blockquote", set_blocks(block.text, desk)),
        _line("credit", set_inlines(block.credit, desk), desk),
        desk.block("div", gloss, {"class": "gloss"}) if gloss else NOTHING,
    )
    return desk.block("div", lines(pieces), _named(block, desk, "extract"))


def _box(block: Box, desk: Desk) -> Markup:
    label = desk.word(f"box-{block.kind}")
    pieces = (
        _line("box-label", label, desk),
        _line("box-title", set_inlines(block.title, desk), desk),
        set_blocks(block.blocks, desk),
    )
    about = {} if desk.medium == "print" else {"aria-label": label}
    attributes = {**_named(block, desk, "box", f"box-{block.kind}"), **semantics("box", desk.medium), **about}
    return desk.block("div", lines(pieces), attributes)
