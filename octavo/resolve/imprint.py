"""Fill the imprint and the colophon with what is known of this edition (T25, T26)."""

from collections.abc import Mapping
from dataclasses import replace

from octavo.model.book import Section
from octavo.model.dates import HistoricalDate
from octavo.resolve.dates import date_words
from octavo.resolve.registers import Registers, Sections, date_of, prose_of

VERSION_NUMBERS = 3
"""Edition, impression and fix."""


def fill_imprint(section: Section, _sections: Sections, registers: Registers) -> Section:
    """Fill the imprint: its blocks are the note on rights; values ``edition`` and ``released`` in words."""
    return replace(section, blocks=prose_of(registers.settings, "rights"), values=edition_values(registers))


def fill_colophon(section: Section, _sections: Sections, registers: Registers) -> Section:
    """Fill the colophon: values ``edition`` and ``released`` in words."""
    return replace(section, values=edition_values(registers))


def edition_values(registers: Registers) -> Mapping[str, str]:
    """Return the values ``edition`` and ``released`` in words, as far as there is any."""
    released = date_of(registers.settings, "released") or HistoricalDate(edtf="", moments=())
    values = {
        "edition": _edition(registers),
        "released": date_words(released, registers.language) if released.moments else "",
    }
    return {name: value for name, value in values.items() if value}


def _edition(registers: Registers) -> str:
    """Return *first edition, second impression*; empty before the first edition (``0.…``).

    A fix has corrections, so the first one is no first impression.
    """
    numbers = registers.settings.value.version.split(".")
    if len(numbers) != VERSION_NUMBERS or not all(map(str.isdecimal, numbers)) or numbers[0] == "0":
        return ""
    # Impressions are counted from 1: 1.0.0 is the first of the first edition.
    edition, impression = numbers[0], str(int(numbers[1]) + 1)
    ordinals = [registers.language.words.get(f"ordinal-{number}") for number in (edition, impression)]
    is_corrected = int(numbers[1]) == 0 < int(numbers[2])
    if all(ordinals):
        words = "edition-corrected" if is_corrected else "edition-statement"
        return registers.word(words, edition=ordinals[0], impression=ordinals[1])
    words = "edition-numbered-corrected" if is_corrected else "edition-numbered"
    return registers.word(words, edition=edition, impression=impression)
