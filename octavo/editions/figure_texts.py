"""What charts and pictures say besides the words of their captions: alternative texts, data and the drawing itself.

None of it stands in the text of a page, and all of it is seen or heard by readers.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from hashlib import sha256
from typing import NamedTuple

from octavo.model.book import Book
from octavo.model.editions import BlockPart
from octavo.model.prose import Figure
from octavo.model.query import section_blocks
from octavo.model.records import ChartFigure, FigureData, ImageFigure

WORDS = frozenset({"title", "text"})
"""Keys of a fragment of Vega-Lite under which words stand that are drawn."""

DIGITS = 12
"""Digits of a digest by which a drawing is known."""


class FigureText(NamedTuple):
    """The ``text`` of a ``part`` of a figure."""

    part: BlockPart
    text: str


def figure_texts(book: Book) -> Mapping[str, tuple[FigureText, ...]]:
    """Return what every chart and picture of ``book`` says, by the id of its figure."""
    figures = (block for section in book.sections for block in section_blocks(section) if isinstance(block, Figure))
    return {each.id: tuple(_of_figure(each, book)) for each in figures}


def cover_text(book: Book) -> str:
    """Return the alternative text of the picture on the cover, or nothing."""
    picture = book.settings.cover_picture
    return picture.alt if picture else ""


def _of_figure(figure: Figure, book: Book) -> Iterator[FigureText]:
    match figure.record:
        case ChartFigure() as record:
            yield FigureText("alternative", _line(record.alt))
            yield FigureText("data", _line(" ".join((*_data(record.data), *_drawn_words(record.chart)))))
            yield FigureText("picture", _name(json.dumps(_drawing(record), ensure_ascii=False).encode()))
        case ImageFigure() as record:
            yield FigureText("alternative", _line(record.alt))
            if image := book.images.get(record.file):
                yield FigureText("picture", _name(image.content))
        case _:
            pass


def _data(data: FigureData) -> Iterator[str]:
    """Yield the heads and cells row by row; of columns for the drawing alone the words, since their numbers are places.

    A cell ends with a semicolon, so that 1 and 937 are not 1937.
    """
    kinds = [(kind.print, kind.label or kind.name) for kind in data.columns]
    yield " ".join(f"{label};" for is_printed, label in kinds if is_printed)
    for row in (*data.rows, data.totals) if data.totals else data.rows:
        for (is_printed, _), cell in zip(kinds, row, strict=True):
            if cell is not None and (is_printed or isinstance(cell, str)):
                yield f"{cell};"


def _drawn_words(value: object, key: str = "") -> Iterator[str]:
    match value:
        case str() if key in WORDS:
            yield value
        case Mapping():
            for name, inside in value.items():
                yield from _drawn_words(inside, key if name == "value" else str(name))
        case Sequence() if not isinstance(value, str):
            for inside in value:
                yield from _drawn_words(inside, key)
        case _:
            pass


def _drawing(record: ChartFigure) -> object:
    """Return how a chart is drawn: its fragment, its height, and the places that only the drawing uses."""
    places = [
        [cell for kind, cell in zip(record.data.columns, row, strict=True) if not (kind.print or isinstance(cell, str))]
        for row in record.data.rows
    ]
    return [_plain(record.chart), record.height, places]


def _plain(value: object) -> object:
    match value:
        case Mapping():
            return {str(key): _plain(inside) for key, inside in sorted(value.items())}
        case str():
            return value
        case Sequence():
            return [_plain(inside) for inside in value]
        case _:
            return value


def _name(content: bytes) -> str:
    return f"the drawing {sha256(content).hexdigest()[:DIGITS]}"


def _line(text: str) -> str:
    return " ".join(text.split())
