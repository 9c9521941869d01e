"""Join figures to their records, and number figures and tables through the book."""

from dataclasses import replace
from itertools import count

from octavo.model.book import Record
from octavo.model.diagnostics import Diagnostic, fault
from octavo.model.inlines import Inlines
from octavo.model.prose import Block, Figure, Table
from octavo.model.records import FigureRecord, TableFigure
from octavo.model.transform import Rules, rewrite_section
from octavo.resolve.print_marks import not_cleared
from octavo.resolve.registers import Faults, Registers, Sections, join, line_of, prose_of, sources_line


def join_figures(sections: Sections, registers: Registers) -> tuple[Sections, Faults]:
    """Give every figure its record, number, caption and credit, and every table with a caption its number.

    Figures that are tables of data are counted with the tables. Faults: OC208 for a figure that no record describes,
    OC213 for one that is not cleared for printing.
    """
    faults: list[Diagnostic] = []
    figures, tables = count(1), count(1)

    def joined(block: Block) -> Block:
        match block:
            case Table(caption=caption) if caption:
                return replace(block, number=str(next(tables)))
            case Figure(figure=key):
                record = registers.figures.get(key)
                if record is None:
                    faults.append(fault("OC208", block.origin, key=key, near=(key, registers.figures)))
                    return block
                faults.extend(not_cleared("figure", record, block.origin))
                numbers = tables if isinstance(record.value, TableFigure) else figures
                return _filled(block, record, str(next(numbers)), registers)
            case _:
                return block

    rules = Rules(block=joined)
    return tuple(rewrite_section(section, rules) for section in sections), tuple(faults)


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
