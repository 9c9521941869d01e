"""Pictures of a source become figures of the book, with their captions."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import PurePosixPath

from octavo.importing.conversion import Conversion, Picture
from octavo.importing.remarks import comment
from octavo.model.prose import Block, Blocks, Figure, Paragraph, Separator, Table

CAPTION = "caption"
"""The class of a paragraph that is the caption of the picture or table beside it."""


def picture(
    conversion: Conversion, name: str, alt: str, classes: tuple[str, ...], identity: str = ""
) -> Iterator[Block]:
    """Yield a picture as a figure; one whose file the source does not have leaves a comment."""
    if name not in conversion.media:
        conversion.lost(f"the picture '{name}' is not in the source" + (f"; it shows: {alt}" if alt else ""))
        yield Paragraph(children=(comment(f"missing picture: {name} {alt}"),), classes=classes)
        return
    figure = identity or conversion.free_id(f"fig-{PurePosixPath(name).stem}")
    if not alt.strip():
        conversion.lost(f"the picture '{name}' says nothing to those who do not see it: write its 'alt'")
    conversion.pictures.append(Picture(id=figure, name=name, alt=" ".join(alt.split())))
    yield Figure(figure=figure)


def with_captions(conversion: Conversion, blocks: Blocks) -> Blocks:
    """Join captions to the pictures and tables beside them: the one before or, for tables, the one behind."""
    found: list[Block] = []
    pending: Paragraph | None = None
    for block in blocks:
        if isinstance(block, Paragraph) and block.classes == (CAPTION,):
            if found and _take(conversion, found, block):
                continue
            if pending:
                found.append(replace(pending, classes=()))
            pending = block
            continue
        if pending and isinstance(block, Table) and not block.caption:
            found.append(_titled(conversion, block, pending))
        elif pending and isinstance(block, Figure) and not _captioned(conversion, block.figure):
            found.append(block)
            _give(conversion, block.figure, pending)
        elif pending:
            found += (replace(pending, classes=()), block)
        else:
            found.append(block)
        pending = None
    if pending:
        found.append(replace(pending, classes=()))
    return tuple(found)


def _take(conversion: Conversion, found: list[Block], caption: Paragraph) -> bool:
    """Give a caption to the picture or table before it; whether there is one that has none yet."""
    place = len(found) - 1
    if isinstance(found[place], Separator):
        return False
    last = found[place]
    if isinstance(last, Table) and not last.caption:
        found[place] = _titled(conversion, last, caption)
        return True
    if isinstance(last, Figure) and not _captioned(conversion, last.figure):
        _give(conversion, last.figure, caption)
        return True
    return False


def _titled(conversion: Conversion, table: Table, caption: Paragraph) -> Table:
    """Return a table with a caption; a link to either leads to the table."""
    conversion.joined(caption.id, table.id or caption.id)
    return replace(table, caption=caption.children, id=table.id or caption.id)


def figure_with(conversion: Conversion, blocks: Blocks, captions: Blocks) -> Blocks:
    """Return the blocks of a figure; its caption is that of its first picture, if there is one without."""
    own = [each for each in blocks if isinstance(each, Paragraph) and each.classes == (CAPTION,)]
    texts = [*own, *(each for each in captions if isinstance(each, Paragraph))]
    shown = next(
        (each for each in blocks if isinstance(each, Figure) and not _captioned(conversion, each.figure)), None
    )
    if shown is None or not texts:
        return with_captions(conversion, (*blocks, *captions))
    _give(conversion, shown.figure, texts[0])
    rest = tuple(each for each in blocks if each not in own)
    return (*rest, *(replace(each, classes=()) for each in texts[1:]))


def _captioned(conversion: Conversion, figure: str) -> bool:
    return any(each.id == figure and each.caption for each in conversion.pictures)


def _give(conversion: Conversion, figure: str, caption: Paragraph) -> None:
    conversion.joined(caption.id, figure)
    conversion.pictures[:] = [
        replace(each, caption=caption.children) if each.id == figure else each for each in conversion.pictures
    ]
