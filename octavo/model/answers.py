"""What editors write about the questions for the class: model answers and mark schemes, for teachers' sheets."""

from dataclasses import dataclass
from typing import ClassVar

from octavo.model.records import STRICT, MarkdownText


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkPoint:
    """A point that an answer may make, and the ``marks`` it is worth."""

    __pydantic_config__: ClassVar[dict[str, object]] = STRICT
    text: MarkdownText
    marks: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """A model answer (answers/<id of the section>.yaml).

    ``question`` is the number of a question in the section's box of questions; an answer to the question under an
    extract names its ``document`` instead. The points of the ``mark_scheme`` add up to the marks that the question
    itself says in square brackets. ``passage`` is the id of the place in the text on which the answer rests, and
    ``sources`` are the works.
    """

    __pydantic_config__: ClassVar[dict[str, object]] = STRICT
    answer: MarkdownText
    mark_scheme: tuple[MarkPoint, ...]
    sources: tuple[str, ...]
    question: int = 0
    document: str = ""
    passage: str = ""
