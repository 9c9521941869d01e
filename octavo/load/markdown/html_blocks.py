"""Blocks of HTML that have a mark: they are read as that mark. What stands in their lines is read for marks as well."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from html import unescape

from octavo.load.markdown.html_tags import TAG
from octavo.load.markdown.html_tree import TEXT, WRAPPERS, HtmlElement, tree_of
from octavo.load.markdown.inlines import read_inlines
from octavo.load.markdown.pictures import with_figures
from octavo.load.markdown.source_places import SourceStretch, lines_from
from octavo.load.markdown.text_context import TextContext
from octavo.load.markdown.token_tree import TokenNode
from octavo.model.inlines import Inline, Inlines, Strong, Text
from octavo.model.list_markers import NumberStyle
from octavo.model.origin import Origin
from octavo.model.prose import (
    Alignment,
    Block,
    Blocks,
    Cell,
    Definitions,
    Figure,
    GridTable,
    ItemList,
    Paragraph,
    Preformatted,
    Quotation,
    Separator,
    Table,
)

_STYLES: Mapping[str, NumberStyle] = {
    "a": "lower-alpha",
    "A": "upper-alpha",
    "i": "lower-roman",
    "I": "upper-roman",
}
_SIDES: Mapping[str, Alignment] = {"left": "left", "right": "right", "center": "centre"}
_MOST = 100
"""Columns or rows that a cell may span."""

_SIDE = re.compile(r"text-align:\s*(left|right|center)")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Html:
    """A block of HTML that is being read."""

    context: TextContext
    stretch: SourceStretch

    def place(self, element: HtmlElement) -> Origin:
        """Return the place where the inside of ``element`` begins."""
        return self.stretch.at(min(element.start, max(len(self.stretch.content) - 1, 0)))

    def words(self, elements: Iterable[HtmlElement]) -> Inlines:
        """Return what stands in runs of text, read for marks; blocks in them are told."""
        found: list[Inline] = []
        for element in elements:
            if element.tag is TEXT:
                text = self.stretch.content[element.start : element.end]
                start = element.start + len(text) - len(text.lstrip())
                found += read_inlines(self.context, self.stretch.part(start, element.start + len(text.rstrip())))
            elif element.tag.name in WRAPPERS | {"p"}:
                found += [*[Text(value=" ")] * bool(found), *self.words(element.children)]
            else:
                self.context.report_html(f"<{element.tag.name}>", self.place(element))
        return tuple(found)


def read_html(context: TextContext, node: TokenNode) -> Blocks | None:
    """Return the blocks that the HTML of ``node`` is; nothing where it begins with what is not read."""
    content = node.token.content
    elements, is_too_deep = tree_of(content)
    if not elements and _ends_wrappers(content):
        return ()
    if not elements or all(each.tag is TEXT for each in elements):
        return None
    if is_too_deep:
        context.report("OC132", context.place_of(node.token))
    html = _Html(context=context, stretch=lines_from(context.source, content, (node.token.map or [0])[0]))
    return _blocks(html, elements)


def _ends_wrappers(content: str) -> bool:
    """Whether ``content`` is nothing but the ends of elements that say nothing, behind blank lines."""
    tags = [*TAG.finditer(content)]
    return not TAG.sub("", content).strip() and all(each["slash"] and each["name"].lower() in WRAPPERS for each in tags)


def _blocks(html: _Html, elements: Iterable[HtmlElement]) -> Blocks:
    found: list[Block] = []
    for element in elements:
        found += _READERS[element.tag.name](html, element)
    return tuple(found)


def _text(html: _Html, element: HtmlElement) -> Blocks:
    words = html.words((element,))
    if not words:
        return ()
    return (with_figures(html.context, Paragraph(children=words, origin=html.place(element))),)


def _wrapper(html: _Html, element: HtmlElement) -> Blocks:
    html.context.report_html_attributes(element.tag, {"align", "markdown", "open"}, html.place(element))
    blocks = _blocks(html, element.children)
    if element.tag.name == "center" or element.tag.attributes.get("align") == "center":
        return tuple(
            replace(each, classes=(*each.classes, "centred")) if isinstance(each, Paragraph) else each
            for each in blocks
        )
    return blocks


def _paragraph(html: _Html, element: HtmlElement) -> Blocks:
    blocks = _wrapper(html, element)
    if element.tag.name == "summary":
        return tuple(
            replace(each, children=(Strong(children=each.children),)) if isinstance(each, Paragraph) else each
            for each in blocks
        )
    return blocks


def _list(html: _Html, element: HtmlElement) -> Blocks:
    tag = element.tag
    html.context.report_html_attributes(tag, {"start", "type"}, html.place(element))
    start = tag.attributes.get("start", "1")
    items = tuple(_blocks(html, each.children) for each in element.children if each.tag.name == "li")
    _tell_others(html, element, "li")
    return (
        ItemList(
            items=items,
            is_ordered=tag.name == "ol",
            start=int(start) if start.isdigit() else 1,
            style=_STYLES.get(tag.attributes.get("type", ""), "decimal"),
            origin=html.place(element),
        ),
    )


def _definitions(html: _Html, element: HtmlElement) -> Blocks:
    items: list[tuple[Inlines, Blocks]] = []
    for each in element.children:
        if each.tag.name == "dt":
            items.append((html.words(each.children), ()))
        elif each.tag.name == "dd" and items:
            term, meaning = items[-1]
            items[-1 if not meaning else len(items) :] = [(() if meaning else term, _blocks(html, each.children))]
        elif each.tag.name == "dd":
            html.context.report_html("<dd>", html.place(each))
    _tell_others(html, element, "dt", "dd")
    return (Definitions(items=tuple(items), origin=html.place(element)),) if items else ()


def _tell_others(html: _Html, element: HtmlElement, *names: str) -> None:
    """Report what stands in ``element`` beside the parts that it may have, as it would be lost."""
    for each in element.children:
        if each.tag.name not in names:
            written = html.stretch.content[each.start : each.end].strip() if each.tag is TEXT else f"<{each.tag.name}>"
            html.context.report_html(written, html.place(each))


def _quotation(html: _Html, element: HtmlElement) -> Blocks:
    html.context.report_html_attributes(element.tag, {"cite"}, html.place(element))
    return (Quotation(blocks=_blocks(html, element.children), origin=html.place(element)),)


def _preformatted(html: _Html, element: HtmlElement) -> Blocks:
    written = html.stretch.content[element.start : element.end]
    text = unescape(re.sub(r"</?[A-Za-z][^<>]*>", "", written)).strip("\n")
    return (Preformatted(text=text, origin=html.place(element)),)


def _separator(html: _Html, element: HtmlElement) -> Blocks:
    return (Separator(origin=html.place(element)),)


def _figure(html: _Html, element: HtmlElement) -> Blocks:
    """Read what a figure shows, with its caption."""
    captions = [each for each in element.children if each.tag.name == "figcaption"]
    caption = html.words(captions[0].children) if captions else ()
    blocks = _blocks(html, [each for each in element.children if each.tag.name != "figcaption"])
    identifier = element.tag.attributes.get("id", "")
    match blocks:
        case (Figure() | Table() | GridTable() as only,):
            return (replace(only, caption=only.caption or caption, id=only.id or identifier),)
        case _ if caption:
            return (*blocks, Paragraph(children=caption, origin=html.place(captions[0])))
        case _:
            return blocks


def _table(html: _Html, element: HtmlElement) -> Blocks:
    caption = next((html.words(each.children) for each in element.children if each.tag.name == "caption"), ())
    rows = [*_rows(element)]
    cells = [[each for each in row.children if each.tag.name in {"td", "th"}] for row in rows]
    cells = [row for row in cells if row]
    if not cells:
        return ()
    if any(_is_rich(cell) for row in cells for cell in row):
        return (_grid(html, element, cells, caption),)
    width = max(map(len, cells))
    read = [(*(html.words(cell.children) for cell in row), *[()] * (width - len(row))) for row in cells]
    has_head = all(cell.tag.name == "th" for cell in cells[0]) and len(cells) > 1
    body = cells[1:] if has_head else cells
    return (
        Table(
            head=read[0] if has_head else (),
            rows=tuple(read[1:] if has_head else read),
            alignments=tuple(_side(body, place) for place in range(width)),
            caption=caption,
            row_heads=all(row[0].tag.name == "th" for row in body),
            id=element.tag.attributes.get("id", ""),
            origin=html.place(element),
        ),
    )


def _is_rich(cell: HtmlElement) -> bool:
    """Whether a cell spans others, or holds blocks."""
    spans = [cell.tag.attributes.get(name, "1") for name in ("colspan", "rowspan")]
    holds_blocks = len(cell.children) > 1 or any(each.tag.name not in {"", "p"} for each in cell.children)
    return spans != ["1", "1"] or holds_blocks


def _grid(html: _Html, element: HtmlElement, cells: list[list[HtmlElement]], caption: Inlines) -> GridTable:
    """Return a table whose cells span others or hold blocks."""
    heads = 0
    while heads < len(cells) - 1 and all(cell.tag.name == "th" for cell in cells[heads]):
        heads += 1
    rows = tuple(
        tuple(
            Cell(
                blocks=_blocks(html, cell.children),
                across=_span(cell, "colspan"),
                down=min(_span(cell, "rowspan"), len(cells) - at),
                is_head=cell.tag.name == "th",
            )
            for cell in row
        )
        for at, row in enumerate(cells)
    )
    width = max(sum(cell.across for cell in row) for row in rows)
    return GridTable(
        rows=rows,
        head_rows=heads,
        alignments=tuple(_side(cells[heads:], place) for place in range(width)),
        caption=caption,
        id=element.tag.attributes.get("id", ""),
        origin=html.place(element),
    )


def _span(cell: HtmlElement, name: str) -> int:
    """Return how many columns or rows a cell spans: at least one, and not more than any table has."""
    written = cell.tag.attributes.get(name, "1")
    return min(max(int(written), 1), _MOST) if written.isdigit() and len(written) < len("1000") else 1


def _rows(element: HtmlElement) -> Iterable[HtmlElement]:
    for each in element.children:
        if each.tag.name == "tr":
            yield each
        elif each.tag.name in {"thead", "tbody", "tfoot"}:
            yield from _rows(each)


def _side(rows: list[list[HtmlElement]], place: int) -> Alignment:
    """Return the side to which the cells of a column stand, as the first of them says."""
    attributes = rows[0][place].tag.attributes if place < len(rows[0]) else {}
    found = _SIDE.search(attributes.get("style", ""))
    return _SIDES.get(found[1] if found else attributes.get("align", ""), "left")


def _loose(html: _Html, element: HtmlElement) -> Blocks:
    """Read a part that stands without what it is a part of."""
    html.context.report_html(f"<{element.tag.name}>", html.place(element))
    return _blocks(html, element.children)


_READERS: Mapping[str, Callable[[_Html, HtmlElement], Blocks]] = {
    "": _text,
    **dict.fromkeys(WRAPPERS, _wrapper),
    "blockquote": _quotation,
    **dict.fromkeys(("caption", "dd", "dt", "figcaption", "li", "tbody", "td", "tfoot", "th", "thead", "tr"), _loose),
    "dl": _definitions,
    "figure": _figure,
    "hr": _separator,
    "ol": _list,
    "p": _paragraph,
    "pre": _preformatted,
    "summary": _paragraph,
    "table": _table,
    "ul": _list,
}
