"""The colophon credits the typefaces that a book is set in, and no others."""

from dataclasses import replace

from octavo.model.book import Book
from octavo.model.inlines import Code, Span, Text
from octavo.model.prose import Block, Figure, Paragraph, Preformatted
from octavo.model.records import ChartFigure, FigureData, MarkdownText
from octavo.render.typefaces import credits_of
from tests.unit.render.factory import book, section

TOKENS = {"typeface-1": "Text", "typeface-chart": "Sans", "typeface-code": "Mono", "accent": "red"}
CHART = ChartFigure(
    id="x", kind="chart", title=MarkdownText(""), alt="x", data=FigureData(columns=(), rows=()), chart={}
)
WORDS = Text(value="words")


def of(*blocks: Block) -> Book:
    return replace(book(), sections=(section("chapter", "One", *blocks),))


def test_a_typeface_of_code_or_charts_is_credited_only_where_there_are_any() -> None:
    for blocks, credited in (
        ((Paragraph(children=(WORDS,)),), ["Text"]),
        ((Preformatted(text="x"),), ["Text", "Mono"]),
        ((Paragraph(children=(Code(value="x"),)),), ["Text", "Mono"]),
        ((Figure(figure="x", record=CHART),), ["Text", "Sans"]),
        (
            (Paragraph(children=(Span(children=(WORDS,), classes=("key",)),)), Preformatted(text="x")),
            list(TOKENS.values())[:3],
        ),
    ):
        assert credits_of(of(*blocks), TOKENS) == credited


def test_a_typeface_that_is_credited_in_any_case_is_credited_once() -> None:
    assert credits_of(of(Preformatted(text="x")), {**TOKENS, "typeface-2": "Sans", "typeface-code": "Sans"}) == [
        "Text",
        "Sans",
    ]
