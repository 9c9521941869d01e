"""Fill the list of figures and tables, with their captions."""

from collections.abc import Iterator
from dataclasses import replace

from octavo.model.book import Entry, EntryGroup, Section
from octavo.model.prose import Figure, Table
from octavo.model.query import every_block
from octavo.model.records import TableFigure
from octavo.model.transform import repeatable
from octavo.resolve.registers import Registers, Sections

LIST = "figure-list"


def fill_figure_list(
    section: Section, sections: Sections, registers: Registers
) -> Section:
    """Fill the section, in the order of the book.

    Entries: ``head`` is the caption, ``target`` the place;
    the value ``label`` is *Figure 1* and so on.
    """
    entries = tuple(
        entry
        for each in sections
        for entry in _entries(each, registers)
    )
    group = EntryGroup(title="", entries=entries)
    return replace(section, groups=(group,) if entries else ())


def _entries(
    section: Section, registers: Registers
) -> Iterator[Entry]:
    for block in every_block(section.blocks):
        if isinstance(block, Figure | Table) and block.number:
            yield Entry(
                id=f"{LIST}-{block.id}",
                head=repeatable(block.caption),
                values={"label": _label(block, registers)},
                target=block.id,
                origin=block.origin,
            )


def _label(block: Figure | Table, registers: Registers) -> str:
    is_table = isinstance(block, Table) or isinstance(
        block.record, TableFigure
    )
    word = registers.word("table" if is_table else "figure")
    return f"{word} {block.number}"
