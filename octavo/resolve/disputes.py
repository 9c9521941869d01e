"""Date what historians disagree on: views change, and a reader must know of which day they are (rule C8)."""

from dataclasses import replace

from octavo.model.prose import Block, Box
from octavo.model.transform import Rules, rewrite_section
from octavo.resolve.dates import date_words
from octavo.resolve.registers import Registers, Sections


def date_disputes(sections: Sections, registers: Registers) -> Sections:
    """Give every box with a date the words for it, which stand behind its label."""

    def dated(block: Block) -> Block:
        if not isinstance(block, Box) or block.date is None:
            return block
        words = registers.word("box-as-of", date=date_words(block.date, registers.language))
        return replace(block, as_of=words)

    rules = Rules(block=dated)
    return tuple(rewrite_section(section, rules) for section in sections)
