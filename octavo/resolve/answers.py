"""Check the answers kept for teachers' sheets: every question has one, worth the marks that the question says."""

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from octavo.model.answers import Answer
from octavo.model.book import Record
from octavo.model.diagnostics import Diagnostic, fault
from octavo.model.inlines import Text
from octavo.model.origin import NOWHERE, Origin
from octavo.model.prose import Blocks, Box, Extract, ItemList
from octavo.model.query import every_block, every_inline, plain, runs
from octavo.resolve.references import find_lost_passages
from octavo.resolve.registers import Registers, Sections

MARKS = re.compile(r"\[(\d+)\]\s*$")
"""The end of a question: the marks that an answer can earn."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GradedQuestion:
    """A question for the class: its ``name`` as in its answer (its number, or the id of the document above it)."""

    name: int | str
    marks: int
    origin: Origin


def check_answers(sections: Sections, registers: Registers, places: Collection[str]) -> Iterator[Diagnostic]:
    """Find what is amiss with the answers of a book that keeps any; one that keeps none need not begin.

    Faults: OC215 for a question that has not just one answer, OC216 for an answer to no question, OC217 for one that
    is not worth the question's marks, OC204 for a passage that is none of ``places``, or a section that does not exist.
    """
    if not registers.answers:
        return
    for section in sections:
        records = registers.answers.get(section.id, ())
        yield from find_lost_passages(records, places)
        yield from _faults(section.id, tuple(graded_questions(section.blocks)), records)
    known = {section.id for section in sections}
    for name, records in registers.answers.items():
        if name not in known:
            yield from (fault("OC204", record.origin, id=name, near=(name, known)) for record in records[:1])


def graded_questions(blocks: Blocks) -> Iterator[GradedQuestion]:
    """Yield the questions of a section: the items of its boxes of questions, and what extracts ask for marks."""
    for block in every_block(blocks):
        match block:
            case Box(kind="questions", blocks=inside):
                for each in (each for each in inside if isinstance(each, ItemList)):
                    for number, item in enumerate(each.items, each.start):
                        yield GradedQuestion(name=number, marks=marks_of(item) or 0, origin=_place(item, each.origin))
            case Extract(document=document, blocks=inside):
                if (marks := marks_of(inside)) is not None:
                    yield GradedQuestion(name=document, marks=marks, origin=block.origin)
            case _:
                pass


def marks_of(blocks: Blocks) -> int | None:
    """Return the marks in brackets at the end of a paragraph of ``blocks``; the last one counts."""
    found = [MARKS.search(plain(run)) for run in runs(blocks)]
    return next((int(each[1]) for each in reversed(found) if each), None)


def _place(item: Blocks, otherwise: Origin) -> Origin:
    """Return the place of the first characters of an item."""
    texts = (inline for run in runs(item) for inline in every_inline(run) if isinstance(inline, Text))
    return next((text.origin for text in texts if text.origin != NOWHERE), otherwise)


def _faults(section: str, asked: Iterable[GradedQuestion], records: Iterable[Record[Answer]]) -> Iterator[Diagnostic]:
    by_name = {question.name: question for question in asked}
    answered: dict[int | str, Record[Answer]] = {}
    for record in records:
        answer = record.value
        name = answer.document or answer.question
        key = "document" if answer.document else "question"
        if name not in by_name:
            yield fault("OC216", record.at(key), name=name, section=section)
            continue
        question = by_name[name]
        if name in answered:
            related = [answered[name].at(key)]
            yield fault("OC215", record.at(key), name=name, count="two answers", section=section, related=related)
        answered.setdefault(name, record)
        given = sum(point.marks for point in answer.mark_scheme)
        if given != question.marks:
            yield fault("OC217", record.at("mark-scheme"), given=given, asked=question.marks, related=[question.origin])
    for name, question in by_name.items():
        if name not in answered:
            yield fault("OC215", question.origin, name=name, count="no answer", section=section)
