"""Which paragraphs and registers bring the last sheet back, told from a layout."""

from collections.abc import Mapping
from dataclasses import replace

import pytest

from octavo.impose.advice import advice
from octavo.model.book import Book, Section
from octavo.model.inlines import Text
from octavo.model.origin import Origin
from octavo.model.output import Printing
from octavo.model.page_map import PageMap
from octavo.model.printing import Line, PageRange, PrintedLayout
from octavo.model.prose import Paragraph
from octavo.model.records import BookSettings
from tests.unit.resolve.factory import ENGLISH

WORDS = "x" * 45
"""A line of forty letters, and one of five."""


def paragraph(name: str, line: int) -> Paragraph:
    return Paragraph(children=(Text(value=WORDS),), id=name, origin=Origin("text/1.md", line, 1))


def section(name: str, kind: str, *blocks: Paragraph, starts_recto: bool = False) -> Section:
    place = Origin("text/1.md", 1, 1)
    return Section(id=name, kind=kind, matter="body", title=(), blocks=blocks, starts_recto=starts_recto, origin=place)


def book(*sections: Section) -> Book:
    settings = BookSettings(title="Wells", language="en-GB", version="1.0.0", released="2026")  # type: ignore[arg-type]  # a date as it is typed
    return Book(folder="wells", settings=settings, language=ENGLISH, sections=sections, digest="", released="")


def printing(pages: dict[str, tuple[int, int]], blocks: Mapping[str, tuple[Line, ...]]) -> Printing:
    layout = PrintedLayout(sections={name: PageRange(*each) for name, each in pages.items()}, blocks=blocks)
    count = max(last for _, last in pages.values())
    return Printing(content=b"", page_map=PageMap(pages={}, count=count), layout=layout)


CHAPTER = section("a", "chapter", paragraph("first", 3), paragraph("second", 5), starts_recto=True)
LINES = {
    "first": (Line(1, 1, 0), Line(1, 2, 40)),
    "second": (Line(4, 30, 0), Line(5, 1, 40)),
}


def told(book: Book, printed: Printing, *, is_whole: bool = True) -> list[str]:
    blanks = -printed.page_map.count % 4
    return list(advice(book, printed, blanks, is_whole=is_whole))


def test_a_page_with_a_line_goes_when_a_paragraph_is_a_line_shorter() -> None:
    assert told(book(CHAPTER), printing({"a": (1, 5)}, LINES)) == [
        "1 page over a sheet: 3 blanks",
        "this paragraph, a line shorter, would bring it back:",
        "text/1.md:3:1: the last line has 5 letters",
    ]


def test_a_page_goes_only_where_the_next_section_does_not_ask_for_it() -> None:
    """The chapter after it begins on a right-hand page: without the fifth page the sixth would be blank."""
    after = section("b", "chapter", starts_recto=True)
    printed = printing({"a": (1, 6), "b": (7, 10)}, {**LINES, "second": (Line(4, 30, 0), Line(6, 1, 40))})

    assert told(book(CHAPTER, after), printed) == ["2 pages over a sheet: 2 blanks"]
    assert len(told(book(CHAPTER, replace(after, starts_recto=False)), printing({"a": (1, 5)}, LINES))) == 3


@pytest.mark.parametrize("is_whole", [True, False])
def test_a_selection_may_do_without_a_register(*, is_whole: bool) -> None:
    people = section("people", "people")
    printed = printing({"a": (1, 4), "people": (5, 6)}, {})
    lines = ["2 pages over a sheet: 2 blanks", "--without people would bring it back"]

    assert told(book(CHAPTER, people), printed, is_whole=is_whole) == lines[: 1 if is_whole else 2]


def test_of_a_single_blank_page_nothing_is_said() -> None:
    assert told(book(CHAPTER), printing({"a": (1, 7)}, {})) == []
    assert told(book(CHAPTER), printing({"a": (1, 8)}, {})) == []
