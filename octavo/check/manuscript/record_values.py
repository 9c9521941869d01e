"""The values of a record that a book says: dates, names, words and numbers, and not what names or arranges others."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, is_dataclass

from octavo.model.answers import Answer
from octavo.model.book import Record
from octavo.model.dates import HistoricalDate
from octavo.model.handouts import Handouts
from octavo.model.origin import Origin, Path
from octavo.model.prose import Blocks
from octavo.model.records import (
    BookSettings,
    ChartFigure,
    Document,
    Event,
    ImageFigure,
    IndexReference,
    Person,
    Source,
    TableFigure,
    Term,
)

NO_WORDS = frozenset(
    {
        *("id", "kind", "sources", "see", "see-also", "passage", "people", "file", "print", "document", "question"),
        *("sort", "align", "height", "show-table", "marks", "content", "body", "accessed", "language", "type", "DOI"),
        *("ISBN", "ISSN", "URL", "name", "original-language"),
    }
)
"""Keys of records whose values name something else, or say how it is printed."""

IN_CHARTS = frozenset({"title", "subtitle", "text", "domain", "value", "datum", "labelExpr"})
"""Keys of a chart under which words stand that are drawn."""

YEARS = range(1000, 2101)
"""Whole numbers that are years, where all of a column are."""

OF_BOOK = frozenset(
    {"title", "subtitle", "short-title", "description", "contributors", "publisher", "licence", "series"}
)
"""Keys of book.yaml whose values are printed as they stand."""

KINDS: Mapping[type, str] = {
    Person: "people",
    Term: "glossary",
    Event: "chronology",
    Document: "document",
    ChartFigure: "figure",
    TableFigure: "figure",
    ImageFigure: "figure",
    Source: "source",
    IndexReference: "index",
    Answer: "answer",
    Handouts: "handout",
    BookSettings: "settings",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldValue:
    """A value of a record under ``path``: its ``text`` or, where it has marks, its ``blocks``.

    ``what`` names it for people. ``date`` is what the text means that is a date, and ``number`` a cell that is a number
    and no year.
    """

    path: Path
    origin: Origin
    what: str
    text: str = ""
    blocks: Blocks | None = None
    date: HistoricalDate | None = None
    number: float | None = None


def kind_of(record: Record[object]) -> str:
    """Return what a record is called."""
    return KINDS.get(type(record.value), "record")


def told_values(record: Record[object]) -> Iterator[ToldValue]:
    """Yield the values of ``record`` that a book says, in the order of the file."""
    for path, origin in record.places.items():
        if not _is_told(record, path):
            continue
        what = _what(kind_of(record), path)
        if path in record.prose:
            yield ToldValue(path=path, origin=origin, what=what, blocks=record.prose[path])
            continue
        value = value_at(record.value.csl if isinstance(record.value, Source) else record.value, path)
        if isinstance(value, str) and value:
            date = record.dates.get(path) or _old_style(record, path)
            yield ToldValue(path=path, origin=origin, what=what, text=value, date=date)
        elif isinstance(value, int | float) and not isinstance(value, bool):
            is_year = isinstance(record.value, Source) or _is_year(record.value, path)
            number = None if is_year else float(value)
            yield ToldValue(path=path, origin=origin, what=what, text=str(value), number=number)


def _is_told(record: Record[object], path: Path) -> bool:
    """Whether what stands under ``path`` is said in the book, and does not name or arrange something else."""
    value = record.value
    if isinstance(value, Person) and path == ("name",):
        return True
    if path in record.prose:
        return True
    if isinstance(value, BookSettings):
        return path[0] in OF_BOOK
    if path[0] == "chart":
        inner = next((step for step in reversed(path) if isinstance(step, str)), "")
        return inner in IN_CHARTS and isinstance(value_at(value, path), str)
    if isinstance(value, Source) and "date-parts" in path:
        return path[-1] == 0
    is_drawn_only = isinstance(value, ChartFigure) and path[:2] == ("data", "rows") and _is_hidden(value, path)
    return not (NO_WORDS & set(path)) and not (is_drawn_only and not isinstance(value_at(value, path), str))


def _is_hidden(figure: ChartFigure, path: Path) -> bool:
    """Whether a cell serves the drawing alone; its words are drawn, its numbers are measures."""
    column = path[3] if len(path) > 3 else None  # noqa: PLR2004 - data, rows, row, column
    return isinstance(column, int) and column < len(figure.data.columns) and not figure.data.columns[column].print


def _is_year(value: object, path: Path) -> bool:
    """Whether a cell stands in a column of years."""
    if not isinstance(value, ChartFigure | TableFigure) or len(path) < 4 or path[:2] != ("data", "rows"):  # noqa: PLR2004 - as above
        return False
    cells = [row[path[3]] for row in value.data.rows if isinstance(path[3], int) and path[3] < len(row)]
    return all(isinstance(cell, int) and cell in YEARS for cell in cells if cell is not None)


def _old_style(record: Record[object], path: Path) -> HistoricalDate | None:
    """Return the date of the other calendar that stands beside a date."""
    new = record.dates.get((*path[:-1], "date")) if path[-1:] == ("old-style",) else None
    return new.old_style if new else None


def _what(kind: str, path: Path) -> str:
    if path[-1] == "alt":
        return "alternative text"
    if "data" in path:
        return "cell"
    return f"{kind}, {path[0]}" if isinstance(path[0], str) else kind


def value_at(value: object, path: Path) -> object:
    """Return what stands under ``path`` in the value of a record, or ``None``."""
    for step in path:
        if is_dataclass(value) and isinstance(step, str):
            value = getattr(value, step.replace("-", "_"), None)
        elif isinstance(value, Mapping):
            value = value.get(step)
        elif isinstance(value, tuple | list) and isinstance(step, int) and step < len(value):
            value = value[step]
        else:
            return None
    return value
