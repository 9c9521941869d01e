"""Fill the lists of figures and of tables, with their numbers and captions."""

from dataclasses import replace

from octavo.model.book import Entry, EntryGroup, Section
from octavo.model.prose import Block, Figure, GridTable, Table
from octavo.model.query import every_block
from octavo.model.records import TableFigure
from octavo.model.transform import repeatable
from octavo.resolve.registers import Registers, Sections


def fill_figure_list(section: Section, sections: Sections, _registers: Registers) -> Section:
    """Fill the list of figures, in the order of the book.

    Entries: ``head`` is the caption, ``target`` the place; values ``number`` and ``kind``.
    """
    return _filled(section, sections, are_tables=False)


def fill_table_list(section: Section, sections: Sections, _registers: Registers) -> Section:
    """Fill the list of tables in the same way."""
    return _filled(section, sections, are_tables=True)


def _filled(section: Section, sections: Sections, *, are_tables: bool) -> Section:
    entries = tuple(
        Entry(
            id=f"{section.id}-{block.id}",
            head=repeatable(block.caption),
            values={"number": block.number, "kind": "caption"},
            target=block.id,
            origin=block.origin,
        )
        for each in sections
        for block in every_block(each.blocks)
        if isinstance(block, Figure | Table | GridTable) and block.number and _is_table(block) == are_tables
    )
    return replace(section, groups=(EntryGroup(title="", entries=entries),) if entries else ())


def _is_table(block: Block) -> bool:
    return not isinstance(block, Figure) or isinstance(block.record, TableFigure)
