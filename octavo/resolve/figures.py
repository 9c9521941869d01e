"""Join figures to their records, and number figures and tables through the book."""

from dataclasses import replace
from itertools import count

from octavo.model.book import Record
from octavo.model.inlines import Inlines
from octavo.model.prose import Block, Equation, Figure, GridTable, Table
from octavo.model.records import FigureRecord, TableFigure
from octavo.model.transform import Rules, rewrite_section
from octavo.resolve.registers import Registers, Sections, join, line_of, prose_of, sources_line


def join_figures(sections: Sections, registers: Registers) -> Sections:
    """Give every figure its record, number, caption and credit, and every table with a caption its number.

    Figures that are tables of data are counted with the tables. A figure without a record is left as it is.
    """
    figures, tables, equations = count(1), count(1), count(1)

    def joined(block: Block) -> Block:
        match block:
            case Table(caption=caption) | GridTable(caption=caption) if caption:
                return replace(block, number=str(next(tables)))
            case Equation(is_numbered=True):
                return replace(block, number=str(next(equations)))
            case Figure(figure="", caption=caption) if caption:
                return replace(block, number=str(next(figures)))
            case Figure(figure=key) if record := registers.figures.get(key):
                numbers = tables if isinstance(record.value, TableFigure) else figures
                return _filled(block, record, str(next(numbers)), registers)
            case _:
                return block

    rules = Rules(block=joined)
    return tuple(rewrite_section(section, rules) for section in sections)


def _filled(figure: Figure, record: Record[FigureRecord], number: str, registers: Registers) -> Figure:
    return replace(
        figure,
        record=record.value,
        record_origin=record.at("chart"),
        number=number,
        caption=line_of(record, "title"),
        credit=_credit(record, registers),
        description=prose_of(record, "description"),
    )


def _credit(record: Record[FigureRecord], registers: Registers) -> Inlines:
    """Return the line under the figure: its caveats, its sources, and its maker and licence."""
    sources = sources_line(record, record.value.sources, registers)
    return join((line_of(record, "caveats"), sources, line_of(record, "credit")), " ")
