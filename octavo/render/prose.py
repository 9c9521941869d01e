"""Set the text of a section: ``Block`` to XHTML, the same for paper and screens."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import assert_never

from markupsafe import Markup

from octavo.model.inlines import Span
from octavo.model.list_markers import is_plain, marker
from octavo.model.output import DISPUTE_SIGN
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
    Paragraph,
    Preformatted,
    Question,
    Quotation,
    Separator,
    Sidebar,
    Table,
)
from octavo.model.query import plain
from octavo.render.code import set_code
from octavo.render.figures import set_columns, set_figure
from octavo.render.formulas import set_equation
from octavo.render.grid_tables import set_grid_table
from octavo.render.inlines import set_inlines, with_lead
from octavo.render.list_numbers import digits_class, start_of
from octavo.render.long_boxes import length_class
from octavo.render.markup import NOTHING, Attributes, classes, element, joined, lines
from octavo.render.right_to_left import is_passage
from octavo.render.semantics import semantics
from octavo.render.tables import set_table
from octavo.render.template_context import Context
from octavo.render.verse import set_verse

TAB = 4
"""How many signs a tab in code goes on at most, as in CommonMark."""

VERSE = "verse"
SET_APART = frozenset({"attribution", "centred", "dedication", "epigraph", VERSE})
"""Classes of paragraphs that are no running text."""


def set_blocks(blocks: Iterable[Block], context: Context, *, follows_paragraph: bool = False) -> Markup:
    """Set a run of blocks. A paragraph that follows no other is ``first``: it stands flush left (rule T16)."""
    return lines(_run(blocks, context, follows_paragraph=follows_paragraph))


def set_opening(blocks: Blocks, context: Context) -> Markup:
    """Set the text of a chapter, whose first words are a lead.

    What stands before the text (an epigraph, the questions to begin with) has none, nor has verse.
    """
    for place, block in enumerate(blocks):
        if isinstance(block, Paragraph) and not _is_set_apart(block):
            return set_blocks(
                (*blocks[:place], replace(block, children=with_lead(block.children)), *blocks[place + 1 :]), context
            )
        if not _may_precede(block):
            break
    return set_blocks(blocks, context)


def set_line(blocks: Blocks, context: Context) -> Markup:
    """Set blocks where a single line is wanted: paragraphs are run on, without elements of their own."""
    pieces = [set_inlines(b.children, context) if isinstance(b, Paragraph) else _set(b, context) for b in blocks]
    return Markup(" ").join(pieces)


def _run(blocks: Iterable[Block], context: Context, *, follows_paragraph: bool = False) -> Iterator[Markup]:
    for block in blocks:
        yield _set(block, context, is_first=not follows_paragraph)
        follows_paragraph = isinstance(block, Paragraph) and not _is_set_apart(block)


def _may_precede(block: Block) -> bool:
    """Whether ``block`` may stand between the title of a chapter and its first words."""
    match block:
        case Paragraph(classes=kinds):
            return VERSE not in kinds
        case _:
            return isinstance(block, Box) and block.kind == "opening"


def _is_set_apart(block: Paragraph) -> bool:
    """Whether ``block`` is no running text, so that what follows it begins anew."""
    return not SET_APART.isdisjoint(block.classes)


def _set(block: Block, context: Context, *, is_first: bool = False) -> Markup:
    match block:
        case Heading(level=level, children=children):
            words = set_inlines(children, context)
            if block.number:
                words = joined((element("span", block.number, {"class": "heading-number"}), " ", words))
            return context.block(f"h{level}", words, _named(block, context, *block.classes))
        case Paragraph(children=children):
            turned = "right-to-left" if is_passage(children) else ""
            attributes = _named(block, context, "first" if is_first else "", *block.classes, turned)
            attributes = {**attributes, **({"dir": "rtl"} if turned and context.medium == "reflow" else {})}
            words = set_verse(children, context) if VERSE in block.classes else set_inlines(children, context)
            return context.block("p", words, attributes)
        case ItemList():
            return _item_list(block, context)
        case Definitions():
            return _definitions(block, context)
        case Quotation(blocks=inner):
            return context.block("blockquote", set_blocks(inner, context), _named(block, context))
        case Preformatted(text=text, syntax=syntax):
            # A PDF has no tab: what it stands for is drawn, and read, as spaces.
            typed = text if context.medium == "reflow" else text.expandtabs(TAB)
            return context.block("pre", set_code(typed, syntax), _named(block, context))
        case Equation():
            return set_equation(block, _named(block, context, "equation"), context)
        case Separator():
            return element("hr", attributes=_named(block, context, "separator"))
        case Table():
            return set_table(block, _named(block, context, "table"), context)
        case GridTable():
            return set_grid_table(block, _named(block, context, "table"), context, set_blocks)
        case Figure():
            return set_figure(block, set_blocks(block.description, context), context)
        case Columns():
            return set_columns(block, _named(block, context, "columns"), context, set_blocks)
        case Sidebar():
            return _sidebar(block, context)
        case Extract():
            return _extract(block, context)
        case Question():
            return _question(block, context)
        case Box():
            return _box(block, context)
        case _:
            assert_never(block)


def _named(block: Block, context: Context, *kinds: str) -> Attributes:
    """Return the class and the id of ``block``, whose place is remembered under that id."""
    return {"class": classes(*kinds), "id": context.known(block.id, block.origin)}


def _item_list(block: ItemList, context: Context) -> Markup:
    """Set a list. Where items hold more than a line and lists, the markers are written, not left to the style sheet.

    PDF/UA-1 wants nothing but lines and lists in an item that has a marker of its own (ISO 14289-1, 7.2-20).
    """
    name = "ol" if block.is_ordered else "ul"
    is_written = block.is_ordered and not is_plain(block)
    is_simple = not is_written and all(_is_simple(item) for item in block.items)
    kinds = ("" if is_simple else "marked", _kind(block), digits_class(block))
    attributes = {**_named(block, context, *kinds), **start_of(block, context.medium)}
    if is_simple:
        return context.block(name, lines([_simple_item(item, context) for item in block.items]), attributes)
    markers = [marker(block, place) if block.is_ordered else "" for place in range(len(block.items))]
    items = [_marked_item(item, marker, context) for item, marker in zip(block.items, markers, strict=True)]
    return context.block(name, lines(items), attributes)


def _is_simple(item: Blocks) -> bool:
    return isinstance(item[0], Paragraph) and all(isinstance(block, ItemList) for block in item[1:]) if item else True


def _kind(block: ItemList) -> str:
    """Return a class for lists of tasks, whose boxes stand in the place of markers."""
    return "tasks" if not block.is_ordered and all(map(_is_task, block.items)) else ""


def _is_task(item: Blocks) -> bool:
    match item:
        case (Paragraph(children=(Span(classes=("task",)), *_)), *_):
            return True
        case _:
            return False


def _simple_item(item: Blocks, context: Context) -> Markup:
    match item:
        case (Paragraph() as first, *rest):
            line = set_inlines(first.children, context)
            return context.block("li", lines((line, *[_set(block, context) for block in rest])), _named(first, context))
        case _:
            return context.block("li")


def _marked_item(item: Blocks, marker: str, context: Context) -> Markup:
    label = element("span", marker, {"class": "marker"}) if marker else NOTHING
    return context.block("li", lines((label, set_blocks(item, context))))


def _definitions(block: Definitions, context: Context) -> Markup:
    pieces: list[Markup] = []
    for term, meaning in block.items:
        if term:
            pieces.append(context.block("dt", set_inlines(term, context)))
        pieces.append(_definition(meaning, context))
    return context.block("dl", lines(pieces), _named(block, context))


def _definition(blocks: Blocks, context: Context) -> Markup:
    match blocks:
        case (Paragraph() as only,):
            return context.block("dd", set_inlines(only.children, context), _named(only, context))
        case _:
            return context.block("dd", set_blocks(blocks, context))


def _line(kind: str, words: str, context: Context) -> Markup:
    """Return a paragraph of the class ``kind``, or nothing where there are no words."""
    return context.block("p", joined((words,)), {"class": kind}) if words else NOTHING


def _sidebar(block: Sidebar, context: Context) -> Markup:
    """Set a life or another aside. Head line: name, life dates, and who it is in one phrase (rule T29)."""
    pieces = (
        element("span", set_inlines(block.title, context), {"class": "sidebar-name"}) if block.title else NOTHING,
        element("span", block.life, {"class": "sidebar-life"}) if block.life else NOTHING,
        element("span", set_inlines(block.identification, context), {"class": "sidebar-identification"})
        if block.identification
        else NOTHING,
    )
    head = _line("sidebar-head", Markup(" ").join(filter(None, pieces)), context)
    attributes = {**_named(block, context, "sidebar", length_class(block.blocks, context)), **_landmark(block, context)}
    return context.block("aside", lines((head, set_blocks(block.blocks, context))), attributes)


def _landmark(block: Sidebar, context: Context) -> Attributes:
    """Return what a screen reader calls a sidebar in its list of landmarks: no two of a file have one name.

    One without a title is a note and no landmark: there is nothing to tell it from the next by.
    """
    if context.medium == "print":
        return {}
    name = ", ".join(filter(None, (plain(block.title), block.life)))
    if not name:
        return semantics("untitled-sidebar", context.medium)
    place = context.landmarks[name] = context.landmarks.get(name, 0) + 1
    label = name if place == 1 else f"{name} ({place})"
    return {**semantics("sidebar", context.medium), "aria-label": label}


def _extract(block: Extract, context: Context) -> Markup:
    """Set a source: its label, where it comes from, its words, its credit, and what is said or asked about it.

    The label begins the line that tells where it comes from: a style sheet can set it in line with that or above it.
    """
    label = (
        element("span", f"{context.word('source')} {block.label}", {"class": "extract-label"}) if block.label else ""
    )
    gloss = set_blocks(block.blocks, context)
    pieces = (
        _line("provenance", Markup(" ").join(filter(None, (label, set_inlines(block.provenance, context)))), context),
        context.block("blockquote", set_blocks(block.text, context)),
        _line("credit", set_inlines(block.credit, context), context),
        context.block("div", gloss, {"class": "gloss"}) if gloss else NOTHING,
    )
    return context.block("div", lines(pieces), _named(block, context, "extract"))


def _question(block: Question, context: Context) -> Markup:
    """Set a question with its number, and on paper the lines that are ruled for the answer."""
    number = element("span", str(block.number), {"class": "question-number"})
    match block.blocks:
        case (Paragraph() as first, *rest):
            words = joined((number, " ", set_inlines(first.children, context)))
            head = context.block("p", words, _named(first, context, "first"))
            asked = lines((head, *_run(rest, context, follows_paragraph=True)))
        case _:
            asked = lines((context.block("p", number, {"class": "first"}), set_blocks(block.blocks, context)))
    ruled = block.lines if context.medium == "print" else 0
    space = element("div", lines([element("div", attributes={"class": "rule"})] * ruled), {"class": "answer-space"})
    pieces = (asked, space if ruled else NOTHING, set_blocks(block.answer, context))
    return context.block("div", lines(pieces), _named(block, context, "question"))


def _box(block: Box, context: Context) -> Markup:
    label = context.word(f"box-{block.kind}")
    sign = f"{DISPUTE_SIGN}\N{NO-BREAK SPACE}" if block.date else ""
    pieces = (
        # In the same line the day takes no room from the text: a box more is no page more.
        _line("box-label", " · ".join(filter(None, (f"{sign}{label}", block.as_of))), context),
        _line("box-title", set_inlines(block.title, context), context),
        set_blocks(block.blocks, context),
    )
    about = {} if context.medium == "print" else {"aria-label": label}
    kinds = ("box", f"box-{block.kind}", length_class(block.blocks, context))
    attributes = {**_named(block, context, *kinds), **semantics("box", context.medium), **about}
    return context.block("div", lines(pieces), attributes)
