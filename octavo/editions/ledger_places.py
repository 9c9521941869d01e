"""What the ledger calls the blocks and values of a book, so that they are found again after other changes."""

from collections.abc import Iterable, Mapping

from octavo.model.answers import Answer
from octavo.model.book import Section
from octavo.model.claim_text import ClaimText
from octavo.model.origin import Origin
from octavo.model.query import every_block
from octavo.model.records import (
    ChartFigure,
    Document,
    Event,
    ImageFigure,
    Person,
    Source,
    TableFigure,
    Term,
)

NAMED: Mapping[type, str] = {
    Person: "person",
    Term: "term",
    Event: "event",
    Document: "document",
    ChartFigure: "figure",
    TableFigure: "figure",
    ImageFigure: "figure",
    Source: "work",
}
"""The words before the ids of records."""


def ids_by_place(sections: Iterable[Section]) -> Mapping[Origin, str]:
    """Return the ids of the blocks, notes and titles of ``sections`` by their places."""
    found: dict[Origin, str] = {}
    for section in sections:
        found.setdefault(section.origin, section.id)
        for block in every_block(section.blocks):
            found.setdefault(block.origin, block.id)
        for note in section.notes:
            found.setdefault(note.origin, note.id)
    return found


def name_of(text: ClaimText, ids: Mapping[Origin, str]) -> str:
    """Return the id of the block that holds ``text``, or record and keys of a value: ``person-kirov.born.date``."""
    if text.record is None:
        return ids.get(text.block) or text.section
    value = text.record.value
    match value:
        case Answer(question=question, document=document):
            name = f"answer-{document or question}"
        case _:
            kind = NAMED.get(type(value), "")
            name = f"{kind}-{getattr(value, 'id', '')}" if kind else "settings"
    return ".".join((name, *map(str, text.path)))
