"""Pictures: ``![what it shows](file.jpg "caption"){width=60%}``, alone as a figure, beside others, or in a line."""

import posixpath
import re
from collections.abc import Mapping
from dataclasses import replace
from urllib.parse import unquote

from octavo.load.images import FORMATS
from octavo.load.markdown.attributes import read_attributes
from octavo.load.markdown.source_places import SourceStretch, words_at
from octavo.load.markdown.spans import is_known
from octavo.load.markdown.text_context import TextContext, quoted
from octavo.load.markdown.token_tree import TokenNode
from octavo.model.inlines import Break, Image, Inline, Inlines, Text
from octavo.model.origin import Origin
from octavo.model.prose import Block, Blocks, Columns, Figure, Paragraph
from octavo.model.records import ImageFigure, MarkdownText

WORDS = ("#", "width")
_PERCENT = re.compile(r"([0-9]{1,3}(?:\.[0-9]+)?)\s*%")
_FULL = 100

_BESIDE = 0.4
"""Which part of the width a picture has beside text where nothing says it."""


def read_picture(context: TextContext, stretch: SourceStretch, node: TokenNode, alt: str, caption: Inlines) -> Inlines:
    """Read a picture, which has the words ``alt`` for who does not see it, and perhaps a ``caption``."""
    origin, address = stretch.at(node.int_meta("at")), unquote(node.str_meta("address"))
    context.labels.add(node.str_meta("label"))
    if not context.has_notes:
        context.report_image(node.str_meta("written"), origin)
        return ()
    suffix = posixpath.splitext(address.partition("?")[0])[1].lower()
    if re.match(r"[a-z]+:", address) or suffix not in FORMATS:
        context.report("OC159", origin, file=address, endings=", ".join(FORMATS))
        return ()
    if not alt.strip():
        context.report("OC160", origin, mark=quoted(node.str_meta("written")))
    values = _attributes(context, stretch, node)
    width = _width(context, values.get("width", ""), origin)
    return (Image(file=address, alt=alt, caption=caption, width=width, id=values.get("#", ""), origin=origin),)


def _attributes(context: TextContext, stretch: SourceStretch, node: TokenNode) -> Mapping[str, str]:
    """Read what stands in braces behind a picture."""
    written, start = node.str_meta("attributes"), node.int_meta("attributes_at")
    try:
        attributes = read_attributes(written[1:-1])
    except ValueError as problem:
        context.report_attributes(written, stretch.at(start), str(problem))
        return {}
    return {
        each.name: each.plain
        for each in attributes
        if is_known(context, each, stretch.at(start + 1 + each.at), classes=(), words=WORDS)
    }


def _width(context: TextContext, written: str, origin: Origin) -> float:
    """Return which part of the width of the text a picture shall have; 0 where nothing says it."""
    found = _PERCENT.fullmatch(written.strip())
    share = float(found[1]) / _FULL if found else 0.0
    if written and not 0 < share <= 1:
        context.report_attributes(f"width={written}", origin, "are to be a part of the width of the text, such as 60%")
        return 0.0
    return share


def with_figures(context: TextContext, paragraph: Paragraph) -> Block:
    """Return the figures that a paragraph is when it holds nothing but pictures; several stand side by side."""
    images = [each for each in paragraph.children if isinstance(each, Image)]
    if not images or not all(isinstance(each, Image) or _is_nothing(each) for each in paragraph.children):
        for image in images:
            if image.caption:
                words = "its caption has no place in a line of text: let it stand alone between blank lines"
                context.report("OC161", image.origin, file=image.file, problem=words)
        return paragraph
    figures = [_figure(image) for image in images]
    if len(figures) == 1:
        return figures[0]
    shares = tuple(image.width or 1 / len(images) for image in images)
    total = sum(shares)
    if total > 1:
        shares = tuple(share / total for share in shares)
    columns = tuple((replace(figure, width=0.0),) for figure in figures)
    return Columns(columns=columns, widths=shares, origin=paragraph.origin)


def _is_nothing(inline: Inline) -> bool:
    return isinstance(inline, Break) or (isinstance(inline, Text) and not inline.value.strip())


def _figure(image: Image) -> Figure:
    record = ImageFigure(
        id="", kind="image", title=MarkdownText(""), alt=image.alt, file=image.file, credit=MarkdownText("")
    )
    return Figure(
        figure="",
        record=record,
        record_origin=image.origin,
        caption=image.caption,
        width=image.width,
        id=image.id,
        origin=image.origin,
    )


def caption_stretch(stretch: SourceStretch, node: TokenNode) -> SourceStretch:
    """Return the title behind the address of a picture, to be read for marks."""
    title = node.str_meta("title")
    at = node.str_meta("written").rfind(title)
    return words_at(stretch.source, title, *_line_and_column(stretch, node.int_meta("at") + max(at, 0)))


def _line_and_column(stretch: SourceStretch, offset: int) -> tuple[int, int]:
    place, start = stretch.at(offset), stretch.source.start
    return place.line - start.line, place.column - max(start.column, 1)


def beside(blocks: Blocks) -> tuple[Columns, ...] | None:
    """Return a picture and the text that shall stand beside it, or nothing where there is not one and the other."""
    match blocks:
        case (Figure() as figure, *rest) if rest:
            share = figure.width or _BESIDE
            columns: tuple[Blocks, Blocks] = ((replace(figure, width=0.0),), tuple(rest))
            return (Columns(columns=columns, widths=(share, 1 - share), origin=figure.origin),)
        case (*rest, Figure() as figure) if rest:
            share = figure.width or _BESIDE
            return (
                Columns(
                    columns=(tuple(rest), (replace(figure, width=0.0),)),
                    widths=(1 - share, share),
                    origin=rest[0].origin,
                ),
            )
        case _:
            return None
