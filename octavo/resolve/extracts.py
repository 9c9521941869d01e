"""Join extracts to the documents they come from."""

from collections.abc import Iterator
from dataclasses import replace

from octavo.model.book import Record, Section
from octavo.model.inlines import Inlines
from octavo.model.prose import Block, Extract
from octavo.model.records import Document
from octavo.model.transform import Rules, rewrite_section
from octavo.resolve.dates import date_words
from octavo.resolve.registers import (
    Registers,
    Sections,
    date_of,
    join,
    line_of,
    prose_of,
    sources_line,
    text,
)

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def join_extracts(sections: Sections, registers: Registers) -> Sections:
    """Give every extract its document: passage, title with date, provenance and source line; and a label (H9).

    Labels are letters, and begin with A in each section. An extract without a document is left as it is.
    """
    return tuple(_in_section(section, registers) for section in sections)


def _in_section(section: Section, registers: Registers) -> Section:
    labels = letters()

    def joined(block: Block) -> Block:
        if isinstance(block, Extract) and (record := registers.documents.get(block.document)):
            return _filled(block, record, next(labels), registers)
        return block

    return rewrite_section(section, Rules(block=joined))


def letters(alphabet: str = LETTERS) -> Iterator[str]:
    """Yield A, B, … Z, AA, AB, …, with the letters of an ``alphabet``."""
    yield from alphabet
    for first in letters(alphabet):
        yield from (first + last for last in alphabet)


def _filled(extract: Extract, record: Record[Document], label: str, registers: Registers) -> Extract:
    date = date_of(record, "date")
    words = date_words(date, registers.language) if date and date.moments else ""
    return replace(
        extract,
        record=record.value,
        label=label,
        title=text(", ".join(filter(None, (record.value.title, words)))),
        text=prose_of(record, "text"),
        provenance=line_of(record, "provenance"),
        credit=_credit(record, registers),
    )


def _credit(record: Record[Document], registers: Registers) -> Inlines:
    """Return the line under the passage: where the document is kept and published, its translation, its rights."""
    document = record.value
    pieces = (document.archive, document.published, document.translation, document.rights)
    sources = sources_line(record, document.sources, registers)
    return join((*(text(_sentence(piece)) for piece in pieces), sources), " ")


def _sentence(words: str) -> str:
    """Return ``words`` with a capital and a full stop; nothing where there are none."""
    if not words:
        return ""
    return words[:1].upper() + words[1:] + ("" if words.endswith((".", "?", "!", "…")) else ".")
