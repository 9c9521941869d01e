"""Join the short lives in sidebars to the people they tell of."""

from dataclasses import replace

from octavo.model.book import Record
from octavo.model.diagnostics import Diagnostic, fault
from octavo.model.prose import Block, Paragraph, Sidebar
from octavo.model.records import Person
from octavo.model.transform import Rules, rewrite_section
from octavo.resolve.dates import life_words
from octavo.resolve.print_marks import not_cleared
from octavo.resolve.registers import Faults, Registers, Sections, line_of, sources_line, text


def join_sidebars(sections: Sections, registers: Registers) -> tuple[Sections, Faults]:
    """Give every sidebar about a person the name, the life dates, the one phrase and, as its last line, the sources.

    Faults: OC203 for a person whom the register does not have, OC213 for one not cleared for printing.
    """
    faults: list[Diagnostic] = []

    def joined(block: Block) -> Block:
        if not isinstance(block, Sidebar) or not block.person:
            return block
        record = registers.people.get(block.person)
        if record is None:
            faults.append(fault("OC203", block.origin, key=block.person, near=(block.person, registers.people)))
            return block
        faults.extend(not_cleared("person", record, block.origin))
        return _filled(block, record, registers)

    rules = Rules(block=joined)
    return tuple(rewrite_section(section, rules) for section in sections), tuple(faults)


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
