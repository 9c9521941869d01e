"""Make questions for sheets of those that a book asks: the items of its boxes, and what it asks under an extract."""

import re
from collections.abc import Iterator
from dataclasses import replace

from octavo.model.book import Section
from octavo.model.inlines import Inlines, Span, Text
from octavo.model.prose import Block, Blocks, Box, Extract, ItemList, Paragraph, Place, Question
from octavo.model.query import every_block
from octavo.model.transform import Rules, rewrite
from octavo.resolve.answers import marks_of

TRAILING = re.compile(r"\[\d+\]\s*$")


def question_name(section: str, number: int) -> str:
    """Return the name by which a sheet asks for a question of a section."""
    return f"{section}/{number}"


def questions_in(section: Section) -> Iterator[tuple[int, Question]]:
    """Yield the questions in the boxes of a section, with their numbers there."""
    for block in every_block(section.blocks):
        if isinstance(block, Box) and block.kind == "questions":
            for each in asked((block,), section.id):
                if isinstance(each, Question):
                    yield each.number, each


def asked(blocks: Blocks, section: str) -> Blocks:
    """Return ``blocks`` of a ``section`` with questions in place of the boxes and paragraphs that ask them.

    Their numbers are still those of the box, and 0 for one that stands under an extract.
    """
    return tuple(each for block in blocks for each in _asked(block, section))


def _asked(block: Block, section: str) -> Iterator[Block]:
    match block:
        case Box(kind="questions", blocks=inside):
            for each in inside:
                if isinstance(each, ItemList):
                    numbered = enumerate(each.items, each.start)
                    yield from (_question(item, number, section) for number, item in numbered if item)
                else:
                    yield each
        case Extract(document=document, blocks=gloss):
            asking = [each for each in gloss if isinstance(each, Paragraph) and marks_of((each,)) is not None]
            yield replace(block, blocks=tuple(each for each in gloss if each not in asking[-1:]))
            for each in asking[-1:]:
                yield replace(_question((each,), 0, section), id=f"question-{section}-{document}")
        case _:
            yield block


def _question(item: Blocks, number: int, section: str) -> Question:
    return Question(
        number=number,
        blocks=rewrite(item, Rules(run=_with_marks)),
        marks=marks_of(item) or 0,
        id=f"question-{section}-{number}",
        origin=item[0].origin,
    )


def _with_marks(inlines: Inlines, _place: Place) -> Inlines:
    """Return a run; the marks in brackets with which it ends in a span of their own."""
    match inlines:
        case (*before, Text(value=value) as last) if found := TRAILING.search(value):
            marks = Span(children=(Text(value=found[0].strip()),), classes=("marks",))
            return (*before, replace(last, value=value[: found.start()]), marks)
        case _:
            return inlines
