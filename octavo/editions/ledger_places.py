"""What the ledger calls the blocks and values of a book, so that they are found again after other changes."""

import re
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


CELL = re.compile(r"\.(?:head|row-\d+)\.column-\d+$")
"""How the name of a cell of a table ends."""


def block_of(where: str) -> str:
    """Return the name of the block that the ledger calls ``where``: of a cell, that of its table."""
    return CELL.sub("", where)


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
    """Return the id of the block that holds ``text``, or record and keys of a value: ``person-kirov.born.date``.

    Of a cell there is its row and its column besides: ``tower-keepers.row-2.column-3``.
    """
    if text.record is None:
        return ".".join((ids.get(text.block) or text.section, *map(str, text.path)))
    value = text.record.value
    match value:
        case Answer(question=question, document=document):
            name = f"answer-{document or question}"
        case _:
            kind = NAMED.get(type(value), "")
            name = f"{kind}-{getattr(value, 'id', '')}" if kind else "settings"
    return ".".join((name, *map(str, text.path)))
