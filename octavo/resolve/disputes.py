"""Date what historians disagree on: views change, and a reader must know of which day they are (rule C8)."""

from dataclasses import replace

from octavo.model.prose import Block, Box, Paragraph
from octavo.model.transform import Rules, rewrite_section
from octavo.resolve.dates import date_words
from octavo.resolve.registers import Registers, Sections, text


def date_disputes(sections: Sections, registers: Registers) -> Sections:
    """Give every box with a date a last line that says it."""

    def dated(block: Block) -> Block:
        if not isinstance(block, Box) or block.date is None:
            return block
        words = registers.word("box-as-of", date=date_words(block.date, registers.language))
        line = Paragraph(children=text(words), classes=("credit",), origin=block.origin)
        return replace(block, blocks=(*block.blocks, line))

    rules = Rules(block=dated)
    return tuple(rewrite_section(section, rules) for section in sections)
