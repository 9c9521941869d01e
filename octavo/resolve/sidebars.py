"""Join sidebars to the people whom they are about."""

from dataclasses import replace

from octavo.model.book import Record
from octavo.model.prose import Block, Paragraph, Sidebar
from octavo.model.records import Person
from octavo.model.transform import Rules, rewrite_section
from octavo.resolve.dates import life_words
from octavo.resolve.registers import Registers, Sections, line_of, sources_line, text


def join_sidebars(sections: Sections, registers: Registers) -> Sections:
    """Give every sidebar about a person the name, the life dates, the one phrase and, as its last line, the sources.

    A sidebar about somebody whom the register does not have is left as it is.
    """

    def joined(block: Block) -> Block:
        if isinstance(block, Sidebar) and (record := registers.people.get(block.person)):
            return _filled(block, record, registers)
        return block

    rules = Rules(block=joined)
    return tuple(rewrite_section(section, rules) for section in sections)


def _filled(sidebar: Sidebar, record: Record[Person], registers: Registers) -> Sidebar:
    sources = sources_line(record, record.value.sources, registers)
    credit = (Paragraph(children=sources, classes=("credit",), origin=sidebar.origin),) if sources else ()
    return replace(
        sidebar,
        record=record.value,
        title=sidebar.title or text(record.value.name),
        life=life_words(record, registers.language),
        identification=line_of(record, "identification"),
        blocks=(*sidebar.blocks, *credit),
    )
