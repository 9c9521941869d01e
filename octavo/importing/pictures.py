"""Pictures of a source: figures where they stand alone, small pictures in a line, and captions beside them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from octavo.importing.conversion import Conversion
from octavo.importing.picture_sizes import WHOLE, width_of
from octavo.importing.remarks import comment
from octavo.model.inlines import Break, Image, Inline, Inlines, Text
from octavo.model.prose import Block, Blocks, Columns, Figure, GridTable, Paragraph, Table
from octavo.model.query import plain
from octavo.model.records import ImageFigure, MarkdownText

CAPTION = "caption"
"""The class of a paragraph that is the caption of the picture or table beside it."""


def picture(conversion: Conversion, name: str, alt: str, values: Mapping[str, str]) -> Inline:
    """Return a picture, as wide as its attributes say; one whose file the source does not have leaves a comment."""
    alt = " ".join(alt.split())
    if name in conversion.unfit_media:
        conversion.lost(f"the picture '{name}' is of a kind that no book holds: save it as PNG or SVG")
        return comment(f"unfit picture: {name} {alt}")
    if name not in conversion.media:
        conversion.lost(f"the picture '{name}' is not in the source" + (f"; it shows: {alt}" if alt else ""))
        return comment(f"missing picture: {name} {alt}")
    if not alt:
        conversion.lost(f"the picture '{name}' says nothing to those who do not see it: write it in its brackets")
    conversion.shown_media.setdefault(name)
    return Image(file=name, alt=alt, width=_width(conversion, values))


def _width(conversion: Conversion, values: Mapping[str, str]) -> float:
    width, is_length = width_of(values.get("width", ""))
    is_unread = not is_length and not width and any(values.get(key, "").strip() for key in ("width", "height", "scale"))
    for is_so, what in ((is_length, _IN_LENGTHS), (is_unread, _NO_WIDTHS)):
        if is_so:
            conversion.lost_often(what)
    return width


_IN_LENGTHS = (
    f"widths of pictures that are lengths, such as 8 cm or 300 px, became parts of the width of the text: {WHOLE:g} mm "
    "and more are the whole of it"
)
_NO_WIDTHS = "sizes of pictures that say no width, but a height or a scale, are not kept: write {width=60%} behind each"


def figures(inlines: Inlines) -> tuple[Image, ...]:
    """Return the pictures of a paragraph that holds nothing else; none where it does."""
    images = tuple(each for each in inlines if isinstance(each, Image))
    others = tuple(each for each in inlines if not isinstance(each, Image))
    has_more = plain(others).strip() or any(
        not isinstance(each, Text | Break) or (isinstance(each, Text) and each.is_literal) for each in others
    )
    return () if has_more else images


def figure(image: Image, identity: str) -> Figure:
    """Return a picture that stands alone as the figure that it is."""
    record = ImageFigure(
        id="", kind="image", title=MarkdownText(""), alt=image.alt, file=image.file, credit=MarkdownText("")
    )
    return Figure(figure="", record=record, caption=image.caption, width=image.width, id=identity)


def with_captions(conversion: Conversion, blocks: Blocks) -> Blocks:
    """Join captions to the pictures and tables beside them: the one before or, where that has one, the one behind."""
    found: list[Block] = []
    pending: Paragraph | None = None
    for block in blocks:
        if isinstance(block, Paragraph) and block.classes == (CAPTION,):
            if found and pending is None and _is_without(found[-1]):
                found[-1] = _titled(conversion, found[-1], block)
                continue
            found += [replace(pending, classes=())] if pending else []
            pending = block
            continue
        if pending and _is_without(block):
            found.append(_titled(conversion, block, pending))
        else:
            found += [replace(pending, classes=())] if pending else []
            found.append(block)
        pending = None
    found += [replace(pending, classes=())] if pending else []
    return tuple(found)


def figure_with(conversion: Conversion, blocks: Blocks, captions: Blocks) -> Blocks:
    """Return the blocks of a figure; its caption is that of its first picture, if there is one without."""
    own = [each for each in blocks if isinstance(each, Paragraph) and each.classes == (CAPTION,)]
    texts = [*own, *(each for each in captions if isinstance(each, Paragraph))]
    shown = next((each for each in blocks if isinstance(each, Figure | Columns) and _is_without(each)), None)
    if shown is None or not texts:
        return with_captions(conversion, (*blocks, *captions))
    titled = _titled(conversion, shown, texts[0])
    rest = tuple(titled if each is shown else each for each in blocks if each not in own)
    return (*rest, *(replace(each, classes=()) for each in texts[1:]))


MOST = 4
"""How many pictures may stand side by side."""


def in_rows(figures: Sequence[Figure], across: int = 0) -> Iterator[Block]:
    """Yield pictures side by side that stand so in the source, ``across`` in each row or, without it, all in one.

    Pictures that are together wider than the text, or more than :data:`MOST`, stand one below the other.
    """
    if not across:
        is_row = len(figures) <= MOST and sum(each.width for each in figures) <= 1
        across = len(figures) if is_row else 1
    for start in range(0, len(figures), across):
        row = figures[start : start + across]
        yield Columns(columns=tuple((each,) for each in row), widths=()) if len(row) > 1 else row[0]


def without_pictures(inlines: Inlines) -> tuple[Inlines, Iterator[Block]]:
    """Return words that can hold no picture, such as a heading, and the pictures as figures to stand behind them."""
    words = tuple(each for each in inlines if not isinstance(each, Image))
    return words, (figure(each, "") for each in inlines if isinstance(each, Image))


def _is_without(block: Block) -> bool:
    """Whether a block can have a caption and has none; of a row of pictures the first may have it."""
    if isinstance(block, Columns):
        return not any(isinstance(each, Figure) and each.caption for column in block.columns for each in column)
    return isinstance(block, Figure | Table | GridTable) and not block.caption


def _titled(conversion: Conversion, block: Block, caption: Paragraph) -> Block:
    """Return a picture or table with a caption; a link to either leads to both."""
    if isinstance(block, Columns):
        (first,), *others = block.columns
        return replace(block, columns=((_titled(conversion, first, caption),), *others))
    if not isinstance(block, Figure | Table | GridTable):
        return block
    conversion.joined(caption.id, block.id or caption.id)
    return replace(block, caption=caption.children, id=block.id or caption.id)
