"""Numbers that must add up, in the data of figures and in the tables of the text, and numbers told in words."""

import re
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from itertools import combinations
from typing import NamedTuple, TypeAlias

from octavo.check.manuscript.character_places import Letters, letters_of
from octavo.model.book import Record
from octavo.model.diagnostics import Diagnostic, fault
from octavo.model.origin import Origin
from octavo.model.prose import Table
from octavo.model.records import Cell, ChartFigure, FigureData, FigureRecord

TOTAL = re.compile(r"(?:in\s)?(?:total|totals|sum|all|altogether|together)\b", re.IGNORECASE)
"""How the head of a sum begins."""

SHARE = re.compile(r"%|\bper\scent\b|\bpercentage\b|\bshare\b", re.IGNORECASE)
"""Marks numbers that are rounded, and add up only to a hundred."""

ABOUT = re.compile(
    rf"\b(?:about|approx|approximately|around|circa|c\.|ca\.|rounded|nearly|over|under)|[~≈<>]|{SHARE.pattern}",
    re.IGNORECASE,
)
"""What marks a number as rounded."""

NUMBER = re.compile(r"[-−]?\d{1,3}(?:[,\u00a0\u202f ]\d{3})+(?:\.\d+)?|[-−]?\d+(?:\.\d+)?")
LARGE = re.compile(r"(?<![\d.,])\d{1,3}(?:,\d{3})+(?!\d|[.,]\d)")
"""Numbers of a thousand and more, as English prose writes them."""


FEWEST = 3
"""Rows of a table with a sum: two parts and their total."""

WHOLE = 100
"""What shares add up to."""


class Part(NamedTuple):
    """A number of a sum and by how much it may be off."""

    value: Decimal
    slack: Decimal


Line: TypeAlias = Sequence[Part | None]
"""A row or column of numbers; ``None`` for a cell without one."""


def examine_figures(figures: Iterable[Record[FigureRecord]]) -> Iterator[Diagnostic]:
    """Yield OC803 for each sum in the data of ``figures`` that is none, and OC806 for numbers that only ``alt`` has."""
    for record in figures:
        figure = record.value
        data: FigureData | None = getattr(figure, "data", None)
        if data is not None:
            yield from _sums(record, data)
            if isinstance(figure, ChartFigure):
                yield from _told_in_words(record, figure)


def _sums(record: Record[FigureRecord], data: FigureData) -> Iterator[Diagnostic]:
    heads = [column.label or column.name for column in data.columns]
    rows = [
        [_part(cell, is_rounded=_is_rounded(row, head)) for cell, head in zip(row, heads, strict=False)]
        for row in data.rows
    ]
    for position, (head, cell) in enumerate(zip(heads, data.totals, strict=False)):
        total = _part(cell, is_rounded=False)
        if total is not None and position:
            column = [row[position] for row in rows]
            yield from _sum("column", head, column, total, record.at("data", "totals", position))
    places = [record.at("data", "rows", position) for position in range(len(rows))]
    yield from _across(heads, [str(row[0]) for row in data.rows], rows, places)


def _is_rounded(row: Sequence[Cell], head: str) -> bool:
    return ABOUT.search(head) is not None or any(isinstance(cell, str) and ABOUT.search(cell) for cell in row)


def _part(cell: Cell, *, is_rounded: bool) -> Part | None:
    if isinstance(cell, str) or cell is None:
        return None
    return _measured(Decimal(str(cell)), is_rounded=is_rounded)


def _measured(value: Decimal, *, is_rounded: bool) -> Part:
    exponent = value.as_tuple().exponent
    if isinstance(exponent, int) and exponent < 0:
        return Part(value, Decimal(1).scaleb(exponent) / 2)
    if not is_rounded or not value:
        return Part(value, Decimal(0))
    digits = str(int(abs(value)))
    return Part(value, Decimal(10) ** (len(digits) - len(digits.rstrip("0"))) / 2)


def _sum(kind: str, head: str, parts: Line, total: Part, place: Origin) -> Iterator[Diagnostic]:
    """Tell a sum that is none; one of a single number, or with nothing to add, is not looked at."""
    numbers = [part for part in parts if part is not None]
    is_sum = len(numbers) > 1 and (not SHARE.search(head) or total.value == WHOLE)
    if is_sum and not _adds_up(numbers, total):
        added = sum(part.value for part in numbers)
        yield fault("OC803", place, line=kind, head=head, sum=f"{added:,}", total=f"{total.value:,}")


def _adds_up(parts: Sequence[Part], total: Part) -> bool:
    slack = sum((part.slack for part in parts), total.slack)
    return abs(sum((part.value for part in parts), -total.value)) <= slack


def _across(
    heads: Sequence[str], names: Sequence[str], rows: Sequence[Line], places: Sequence[Origin]
) -> Iterator[Diagnostic]:
    """Tell rows that do not add up to the column *Total*, where most rows show that it is the sum of the others."""
    found = [position for position, head in enumerate(heads) if position and TOTAL.fullmatch(head.strip())]
    if len(found) != 1:
        return
    complete: list[tuple[str, list[Part], Part, Origin]] = []
    for name, row, place in zip(names, rows, places, strict=True):
        total = row[found[0]]
        parts = [part for position, part in enumerate(row) if part is not None and position not in {0, found[0]}]
        if total is not None and len(parts) == len(row) - 2 > 1:
            complete.append((name, parts, total, place))
    right = sum(_adds_up(parts, total) for _, parts, total, _ in complete)
    if right > len(complete) / 2:
        for name, parts, total, place in complete:
            yield from _sum("row", name, parts, total, place)


def _told_in_words(record: Record[FigureRecord], figure: ChartFigure) -> Iterator[Diagnostic]:
    rows = (*figure.data.rows, figure.data.totals)
    columns = [[row[place] for row in rows if len(row) > place] for place in range(len(figure.data.columns))]
    numbers = [[Decimal(str(cell)) for cell in column if isinstance(cell, int | float)] for column in columns]
    known = {number for column in numbers for number in column}
    known |= {one + other for column in numbers for one, other in combinations(column, 2)}
    words = [cell for row in rows for cell in row if isinstance(cell, str)]
    known |= {_large(found) for cell in words for found in LARGE.findall(cell)}
    for found in LARGE.finditer(figure.alt) if known else ():
        if _large(found[0]) not in known:
            yield fault("OC806", record.at("alt"), number=found[0], id=figure.id)


def _large(written: str) -> Decimal:
    return Decimal(written.replace(",", ""))


# --- tables of the text ----------------------------------------------------------------------------------------------


def examine_table(table: Table, language: str) -> Iterator[Diagnostic]:
    """Yield OC803 for each column of a table that ends in a row *Total* and does not add up to it."""
    rows = [[letters_of(cell, table.origin, language, is_placed=True) for cell in row] for row in table.rows]
    names = [row[0].value for row in rows]
    if len(rows) < FEWEST or not TOTAL.match(names[-1].strip()):
        return
    for position in range(1, len(table.alignments)):
        column = [row[position] for row in rows]
        head = letters_of(table.head[position], table.origin, language, is_placed=True).value if table.head else ""
        heads = [f"{head} {name}" for name in names]
        *parts, total = (_read(cell, words) for cell, words in zip(column, heads, strict=True))
        if total is not None and all(part is not None for part in parts):
            yield from _sum("column", head, parts, total, column[-1].at(0))


def _read(letters: Letters, heads: str) -> Part | None:
    """Read the number of a cell; ``None`` where it holds anything else."""
    value = letters.value.strip()
    found = NUMBER.fullmatch(ABOUT.sub("", value).strip())
    if found is None:
        return None
    digits = re.sub(r"[^\d.−-]", "", found[0]).replace("−", "-")
    return _measured(Decimal(digits), is_rounded=ABOUT.search(f"{heads} {value}") is not None)
