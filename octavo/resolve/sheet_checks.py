"""Check that what the sheets for the class name is in the book, and that each sheet is no more than one leaf holds."""

from collections.abc import Iterator, Sequence

from octavo.model.book import Record, Section
from octavo.model.diagnostics import Diagnostic, fault
from octavo.model.handouts import MOST_EXTRACTS, MOST_MARKS, MOST_WORDS, Handouts, Sheet
from octavo.model.inlines import Inlines
from octavo.model.origin import Origin
from octavo.model.prose import Block, Blocks, Extract, Figure, GridTable, Question, Table, with_inside
from octavo.model.query import every_block, plain
from octavo.resolve.questions import asked
from octavo.resolve.registers import Registers, Sections
from octavo.resolve.sheets import nameable

FORMAT = "handouts"
"""The word for the format in book.yaml that makes the sheets."""


def check_sheets(texts: Sections, registers: Registers) -> Iterator[Diagnostic]:
    """Find what is wrong with the sheets of a book.

    Faults: OC240 for a name of nothing, OC241 for a question without marks, OC242 to OC244 for more words, marks or
    sources than a sheet has room for, OC245 for what stands on a sheet twice, and OC246 where sheets are asked for and
    there are none.
    """
    handouts, settings = registers.handouts, registers.settings
    if handouts is None or not handouts.value.sheets:
        if FORMAT in settings.value.formats:
            yield fault("OC246", settings.at("formats", settings.value.formats.index(FORMAT)))
        return
    known = nameable(texts, registers)
    for place, sheet in enumerate(handouts.value.sheets):
        blocks: list[Block] = []
        for position, name in enumerate(sheet.content):
            if name in known:
                blocks += asked(known[name].blocks, _id(known[name].section))
            else:
                origin = handouts.at("sheets", place, "content", position)
                yield fault("OC240", origin, name=name, near=(name, known))
        yield from _twice(sheet, place, handouts, blocks)
        yield from _too_much(sheet, handouts.at("sheets", place, "content"), blocks)


def words_of(blocks: Blocks) -> int:
    """Return how many words of text ``blocks`` have: without sources, questions, figures and tables."""
    found = 0

    def run(inlines: Inlines, _place: object) -> Inlines:
        nonlocal found
        found += len(plain(inlines).split())
        return inlines

    def inner(inside: Blocks, _what: str) -> Blocks:
        for block in inside:
            if not isinstance(block, Extract | Question | Figure | Table | GridTable):
                with_inside(block, run, inner)
        return inside

    inner(blocks, "")
    return found


def _id(section: Section | None) -> str:
    return section.id if section else ""


def _twice(sheet: Sheet, place: int, handouts: Record[Handouts], blocks: Sequence[Block]) -> Iterator[Diagnostic]:
    seen: set[str] = set()
    for block in every_block(tuple(blocks)):
        if block.id in seen:
            origin = handouts.at("sheets", place, "content")
            if block.id in sheet.content:
                last = len(sheet.content) - 1 - sheet.content[::-1].index(block.id)
                origin = handouts.at("sheets", place, "content", last)
            yield fault("OC245", origin, id=block.id)
            return
        seen.add(block.id)


def _too_much(sheet: Sheet, origin: Origin, blocks: Sequence[Block]) -> Iterator[Diagnostic]:
    questions = [block for block in every_block(tuple(blocks)) if isinstance(block, Question)]
    for question in questions:
        if not question.marks:
            yield fault("OC241", question.origin, sheet=sheet.id, related=[origin])
    extracts = sum(isinstance(block, Extract) for block in every_block(tuple(blocks)))
    for code, found, most in (
        ("OC242", words_of(tuple(blocks)), MOST_WORDS),
        ("OC243", sum(question.marks for question in questions), MOST_MARKS),
        ("OC244", extracts, MOST_EXTRACTS),
    ):
        if found > most:
            yield fault(code, origin, sheet=sheet.id, found=found, most=most)
