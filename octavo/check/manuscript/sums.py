"""Numbers that must add up, in the data of figures and in the tables of the text, and numbers told in words."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations
from typing import NamedTuple, TypeAlias

from octavo.check.manuscript.placed_text import PlacedText, placed_text, primary
from octavo.model.book import Record
from octavo.model.diagnostics import Diagnostic, fault
from octavo.model.language import Language
from octavo.model.origin import Origin
from octavo.model.prose import Blocks, Table
from octavo.model.prose_patterns import ProsePatterns
from octavo.model.query import every_block
from octavo.model.records import Cell, ChartFigure, FigureData, FigureRecord

ROUNDED = re.compile("[~≈<>%]")
"""Signs that mark a number as rounded, in every language."""

FEWEST = 3
"""Rows of a table with a sum: two parts and their total."""

WHOLE = 100
"""What shares add up to."""


class Addend(NamedTuple):
    """A number of a sum and by how much it may be off."""

    value: Decimal
    slack: Decimal


Line: TypeAlias = Sequence[Addend | None]
"""A row or column of numbers; ``None`` for a cell without one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SumReader:
    """Reads numbers and the words around them in one language.

    ``number`` is a number in figures, ``large`` one with a mark between thousands. ``totals``, ``shares`` and
    ``estimates`` are words of the language.
    """

    number: re.Pattern[str]
    large: re.Pattern[str]
    decimal_mark: str
    totals: re.Pattern[str]
    shares: re.Pattern[str]
    estimates: re.Pattern[str]

    def value(self, written: str) -> Decimal:
        """Return the number that is ``written`` in figures."""
        whole, _, fraction = written.replace("−", "-").partition(self.decimal_mark)
        return Decimal(re.sub(r"[^\d-]", "", whole) + (f".{fraction}" if fraction else ""))

    def is_rounded(self, words: str) -> bool:
        """Whether ``words`` say that a number beside them is rounded."""
        return any(pattern.search(words) for pattern in (ROUNDED, self.estimates, self.shares))

    def is_share(self, words: str) -> bool:
        """Whether ``words`` say that the numbers under them are shares of a whole."""
        return "%" in words or self.shares.search(words) is not None


def sum_reader(language: Language, prose: ProsePatterns) -> SumReader:
    """Return what reads the numbers of ``language``, whose patterns are ``prose``."""
    thousands, decimal = (
        language.words.get(f"{name}-mark", mark) for name, mark in (("thousands", ","), ("decimal", "."))
    )
    between = rf"[{re.escape(thousands)}\u00a0\u202f ]"
    # Spaces are often typed where the language sets a space that does not break.
    marked = between if thousands.isspace() else re.escape(thousands)
    point = re.escape(decimal)
    return SumReader(
        number=re.compile(rf"[-−]?\d{{1,3}}(?:{between}\d{{3}})+(?:{point}\d+)?|[-−]?\d+(?:{point}\d+)?"),
        large=re.compile(rf"(?<![\d.,])\d{{1,3}}(?:{marked}\d{{3}})+(?!\d|[.,]\d)"),
        decimal_mark=decimal,
        totals=prose.totals.pattern,
        shares=prose.shares.pattern,
        estimates=prose.estimates.pattern,
    )


def examine_figures(figures: Iterable[Record[FigureRecord]], reader: SumReader) -> Iterator[Diagnostic]:
    """Yield OC803 for each sum in the data of ``figures`` that is none, and OC806 for numbers that only ``alt`` has."""
    for record in figures:
        figure = record.value
        data: FigureData | None = getattr(figure, "data", None)
        if data is not None:
            yield from _sums(record, data, reader)
            if isinstance(figure, ChartFigure):
                yield from _in_words(record, figure, reader)


def _sums(record: Record[FigureRecord], data: FigureData, reader: SumReader) -> Iterator[Diagnostic]:
    heads = [column.label or column.name for column in data.columns]
    rows = [
        [_addend(cell, is_rounded=_is_rounded(row, head, reader)) for cell, head in zip(row, heads, strict=False)]
        for row in data.rows
    ]
    for position, (head, cell) in enumerate(zip(heads, data.totals, strict=False)):
        total = _addend(cell, is_rounded=False)
        if total is not None and position:
            column = [row[position] for row in rows]
            yield from _sum(
                "column", head, column, total, record.at("data", "totals", position), is_share=reader.is_share(head)
            )
    places = [record.at("data", "rows", position) for position in range(len(rows))]
    yield from _across(heads, [str(row[0]) for row in data.rows], rows, places, reader)


def _is_rounded(row: Sequence[Cell], head: str, reader: SumReader) -> bool:
    return any(reader.is_rounded(words) for words in (head, *row) if isinstance(words, str))


def _addend(cell: Cell, *, is_rounded: bool) -> Addend | None:
    if isinstance(cell, str) or cell is None:
        return None
    return _measured(Decimal(str(cell)), is_rounded=is_rounded)


def _measured(value: Decimal, *, is_rounded: bool) -> Addend:
    exponent = value.as_tuple().exponent
    if isinstance(exponent, int) and exponent < 0:
        return Addend(value, Decimal(1).scaleb(exponent) / 2)
    if not is_rounded or not value:
        return Addend(value, Decimal(0))
    digits = str(int(abs(value)))
    return Addend(value, Decimal(10) ** (len(digits) - len(digits.rstrip("0"))) / 2)


def _sum(kind: str, head: str, parts: Line, total: Addend, place: Origin, *, is_share: bool) -> Iterator[Diagnostic]:
    """Yield OC803 for a sum that is none; one of a single number, or with nothing to add, is not looked at."""
    numbers = [part for part in parts if part is not None]
    is_sum = len(numbers) > 1 and (not is_share or total.value == WHOLE)
    if is_sum and not _adds_up(numbers, total):
        added = sum(part.value for part in numbers)
        yield fault("OC803", place, line=kind, head=head, sum=f"{added:,}", total=f"{total.value:,}")


def _adds_up(parts: Sequence[Addend], total: Addend) -> bool:
    slack = sum((part.slack for part in parts), total.slack)
    return abs(sum((part.value for part in parts), -total.value)) <= slack


def _across(
    heads: Sequence[str], names: Sequence[str], rows: Sequence[Line], places: Sequence[Origin], reader: SumReader
) -> Iterator[Diagnostic]:
    """Yield OC803 for rows that do not add up to the column *Total*, where most rows show that it is their sum."""
    found = [position for position, head in enumerate(heads) if position and reader.totals.fullmatch(head.strip())]
    if len(found) != 1:
        return
    complete: list[tuple[str, list[Addend], Addend, Origin]] = []
    for name, row, place in zip(names, rows, places, strict=True):
        total = row[found[0]]
        parts = [part for position, part in enumerate(row) if part is not None and position not in {0, found[0]}]
        if total is not None and len(parts) == len(row) - 2 > 1:
            complete.append((name, parts, total, place))
    right = sum(_adds_up(parts, total) for _, parts, total, _ in complete)
    if right > len(complete) / 2:
        for name, parts, total, place in complete:
            yield from _sum("row", name, parts, total, place, is_share=reader.is_share(name))


def _in_words(record: Record[FigureRecord], figure: ChartFigure, reader: SumReader) -> Iterator[Diagnostic]:
    rows = (*figure.data.rows, figure.data.totals)
    columns = [[row[place] for row in rows if len(row) > place] for place in range(len(figure.data.columns))]
    numbers = [[Decimal(str(cell)) for cell in column if isinstance(cell, int | float)] for column in columns]
    known = {number for column in numbers for number in column}
    known |= {one + other for column in numbers for one, other in combinations(column, 2)}
    words = [cell for row in rows for cell in row if isinstance(cell, str)]
    known |= {reader.value(found) for cell in words for found in reader.large.findall(cell)}
    for found in reader.large.finditer(figure.alt) if known else ():
        if reader.value(found[0]) not in known:
            yield fault("OC806", record.at("alt"), number=found[0], id=figure.id)


# --- tables of the text ----------------------------------------------------------------------------------------------


def examine_tables(blocks: Blocks, language: Language, reader: SumReader) -> Iterator[Diagnostic]:
    """Yield OC803 for each column of a table in ``blocks`` that ends in a row *Total* and does not add up to it."""
    for block in every_block(blocks):
        if isinstance(block, Table):
            yield from _in_table(block, primary(language.code), reader)


def _in_table(table: Table, language: str, reader: SumReader) -> Iterator[Diagnostic]:
    rows = [[placed_text(cell, table.origin, language, is_placed=True) for cell in row] for row in table.rows]
    names = [row[0].value for row in rows]
    if len(rows) < FEWEST or not reader.totals.match(names[-1].strip()):
        return
    for position in range(1, len(table.alignments)):
        column = [row[position] for row in rows]
        head = placed_text(table.head[position], table.origin, language, is_placed=True).value if table.head else ""
        heads = [f"{head} {name}" for name in names]
        *parts, total = (_read(cell, words, reader) for cell, words in zip(column, heads, strict=True))
        if total is not None and all(part is not None for part in parts):
            yield from _sum("column", head, parts, total, column[-1].at(0), is_share=reader.is_share(head))


def _read(text: PlacedText, heads: str, reader: SumReader) -> Addend | None:
    """Read the number of a cell; ``None`` where it holds anything else."""
    value = text.value.strip()
    bare = reader.estimates.sub("", reader.shares.sub("", ROUNDED.sub("", value))).strip()
    if reader.number.fullmatch(bare) is None:
        return None
    return _measured(reader.value(bare), is_rounded=reader.is_rounded(f"{heads} {value}"))
