"""What is printed for teachers alone: model answers with their mark schemes, and the notes on sheets, as sections.

They are no part of the book. They are sections so that their citations are found, worded and numbered as all others
are, behind those of the book, whose words they leave as they are.
"""

from collections.abc import Iterator, Mapping

from octavo.model.answers import Answer
from octavo.model.book import Record, Section
from octavo.model.handouts import Sheet
from octavo.model.inlines import Inlines, Span, Text
from octavo.model.prose import Blocks, Box, BoxKind, ItemList, Paragraph
from octavo.model.query import every_block
from octavo.resolve.anchors import anchor_marks
from octavo.resolve.registers import Registers, Sections, line_of, prose_of, sources_line

KIND = "teachers-matter"


def teachers_matter(registers: Registers) -> Sections:
    """Return the answers of each section of the book, and the notes on each of its sheets."""
    taken: set[str] = set()
    return tuple(anchor_marks(section, taken) for section in _sections(registers))


def answers_of(matter: Sections) -> Mapping[str, Blocks]:
    """Return the box with the answer to each question, by the id that :func:`answer_id` gives it."""
    boxes = (block for section in matter for block in every_block(section.blocks) if isinstance(block, Box))
    return {box.id: (box,) for box in boxes}


def answer_id(section: str, question: int | str) -> str:
    """Return the id of the answer to a question of a section: by its number, or by the document above it."""
    return f"answer-{section}-{question}"


def notes_id(sheet: str) -> str:
    """Return the id of the notes for teachers on a sheet."""
    return f"notes-on-{sheet}"


def _sections(registers: Registers) -> Iterator[Section]:
    for name, records in registers.answers.items():
        if boxes := tuple(_answer(name, record, registers) for record in records):
            yield _section(f"answers-to-{name}", boxes)
    for position, sheet in enumerate(registers.handouts.value.sheets if registers.handouts else ()):
        if registers.handouts and (box := _notes(sheet, registers.handouts, position)):
            yield _section(f"matter-of-{sheet.id}", (box,))


def _section(name: str, blocks: Blocks) -> Section:
    return Section(id=name, kind=KIND, matter="back", title=(), blocks=blocks, origin=blocks[0].origin)


def _answer(section: str, record: Record[Answer], registers: Registers) -> Box:
    answer = record.value
    points = tuple(
        (Paragraph(children=(*line_of(record, "mark-scheme", place, "text"), *_marks(point.marks))),)
        for place, point in enumerate(answer.mark_scheme)
    )
    scheme = (ItemList(items=points, origin=record.at("mark-scheme")),) if points else ()
    sources = sources_line(record, answer.sources, registers)
    credit = (Paragraph(children=sources, classes=("credit",), origin=record.at("sources")),) if sources else ()
    identifier = answer_id(section, answer.document or answer.question)
    return _box("answer", identifier, (*prose_of(record, "answer"), *scheme, *credit), record)


def _marks(marks: int) -> Inlines:
    return Text(value=" "), Span(children=(Text(value=f"[{marks}]"),), classes=("marks",))


def _notes(sheet: Sheet, record: Record[object], position: int) -> Box | None:
    blocks = prose_of(record, "sheets", position, "teacher-notes")
    return _box("teacher", notes_id(sheet.id), blocks, record) if blocks else None


def _box(kind: BoxKind, identifier: str, blocks: Blocks, record: Record[object]) -> Box:
    return Box(kind=kind, blocks=blocks, id=identifier, origin=record.origin)
