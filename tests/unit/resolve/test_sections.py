"""The order of the book, its numbers, its contents and its imprint."""

from dataclasses import replace

import pytest

from octavo.model.book import Publication
from octavo.model.inlines import Emphasis, IndexMark, NoteCall, Reference
from octavo.model.prose import Figure, GridTable, Heading, Table
from octavo.model.query import plain
from octavo.model.records import ImageFigure, MarkdownText, Part
from octavo.resolve.registers import registers_of
from octavo.resolve.sections import SECTIONS, open_on_rectos, sections_of
from tests.unit.resolve.factory import (
    chapter,
    dated,
    day,
    here,
    line,
    p,
    publication,
    record,
    resolved,
    section,
    words_of,
)

PARTS = (
    Part(part=MarkdownText("How it began"), chapters=("text/one.md", "text/two.md"), id="began"),
    Part(part=MarkdownText("How it ended"), chapters=("text/three.md",)),
)
IN_PARTS = publication(
    chapter("preface"),
    chapter("one"),
    chapter("two", is_numbered=False),
    chapter("three"),
    chapter("note"),
    front=("cover", "title-page", "contents", "text/preface.md"),
    parts=PARTS,
    back=("text/note.md", "colophon"),
)


def replace_settings(given: Publication, **settings: object) -> Publication:
    """Return a publication with other settings."""
    value = replace(given.settings.value, **settings)  # type: ignore[arg-type]
    return replace(given, settings=replace(given.settings, value=value))


def test_sections_come_in_the_order_of_the_matter() -> None:
    assert [(each.id, each.kind, each.matter, each.number, each.part) for each in sections_of(IN_PARTS)] == [
        ("cover", "cover", "front", "", ""),
        ("title-page", "title-page", "front", "", ""),
        ("contents", "contents", "front", "", ""),
        ("preface", "text", "front", "", ""),
        ("began", "part", "body", "I", "began"),
        ("one", "chapter", "body", "1", "began"),
        ("two", "text", "body", "", "began"),
        ("part-2", "part", "body", "II", "part-2"),
        ("three", "chapter", "body", "2", "part-2"),
        ("note", "text", "back", "", ""),
        ("colophon", "colophon", "back", "", ""),
    ]


def rectos(book: Publication) -> list[str]:
    return [each.id for each in resolved(book).sections if each.starts_recto]


def test_covers_title_pages_parts_and_the_beginning_of_the_body_are_right_hand_pages() -> None:
    assert rectos(IN_PARTS) == [
        "cover",
        "title-page",
        "began",
        "part-2",
    ]
    assert rectos(publication(chapter("a"), chapter("b"))) == ["a"]


def test_chapters_begin_on_right_hand_pages_where_the_book_says_so() -> None:
    assert rectos(replace_settings(IN_PARTS, chapters_start="recto")) == [
        "cover",
        "title-page",
        "began",
        "one",
        "part-2",
        "three",
    ]


def test_made_sections_are_titled_in_the_language_of_the_book() -> None:
    assert plain(section(resolved(IN_PARTS), "colophon").title) == "Colophon"


def test_a_back_cover_is_made_and_not_listed_in_the_contents() -> None:
    made = resolved(publication(chapter("a"), front=("contents",), back=("colophon", "back-cover")))

    assert plain(section(made, "back-cover").title) == "Back cover"
    assert [each.target for each in section(made, "contents").groups[0].entries] == ["a", "colophon"]


def test_roman_numbers_reach_as_far_as_a_book() -> None:
    parts = tuple(Part(part=MarkdownText("x"), chapters=()) for _ in range(19))
    numbers = [each.number for each in sections_of(publication(parts=parts))]

    assert (numbers[3], numbers[8], numbers[13], numbers[18]) == ("IV", "IX", "XIV", "XIX")


def test_a_picture_makes_a_cover_and_what_follows_begins_on_the_right() -> None:
    book = publication(
        chapter("dedication"),
        chapter("one"),
        front=("text/dedication.md",),
        parts=(Part(part=MarkdownText("All"), chapters=("text/one.md",)),),
    )
    pictured = replace_settings(book, cover="images/front.jpg")
    sections = open_on_rectos(sections_of(pictured), pictured.settings.value)

    assert [(each.id, each.starts_recto) for each in sections] == [
        ("cover", True), ("dedication", True), ("part-1", True), ("one", False)
    ]  # fmt: skip
    assert [each.id for each in sections_of(book)] == ["dedication", "part-1", "one"]


def test_the_words_of_made_sections_are_those_of_the_table() -> None:
    assert set(SECTIONS) <= set(registers_of(IN_PARTS).language.words)


def test_appendices_are_lettered_through_the_book_and_referred_to_by_their_letters() -> None:
    texts = [replace(chapter(name, Heading(level=2, children=line("Head"))), is_appendix=True) for name in ("x", "y")]
    bare = replace(chapter("z"), is_appendix=True, is_numbered=False)
    book = publication(
        chapter("one", p("See ", Reference(target="y", origin=here()), ".")),
        front=("contents",),
        back=tuple(each.path for each in (*texts, bare)),
        settings={"numbered_headings": 1},
    )
    made = resolved(replace(book, texts={**book.texts, **{each.path: each for each in (*texts, bare)}}))

    assert [(each.id, each.kind, each.number) for each in made.sections[1:]] == [
        ("one", "chapter", "1"), ("x", "appendix", "A"), ("y", "appendix", "B"), ("z", "text", "")
    ]  # fmt: skip
    assert words_of(section(made, "one").blocks) == "See appendix B."
    assert [block.number for block in section(made, "y").blocks if isinstance(block, Heading)] == ["B.1"]
    entries = section(made, "contents").groups[0].entries
    assert [entry.values.get("number") for entry in entries] == ["1", "A", "B", None]


# --- contents --------------------------------------------------------------------------------------------------------


def test_the_contents_list_parts_and_their_chapters() -> None:
    entries = section(resolved(IN_PARTS), "contents").groups[0].entries

    assert [(plain(entry.head), [plain(child.head) for child in entry.children]) for entry in entries] == [
        ("Preface", []),
        ("How it began", ["One", "Two"]),
        ("How it ended", ["Three"]),
        ("Note", []),
        ("Colophon", []),
    ]
    assert entries[1].values == {"number": "I", "kind": "part", "matter": "body"}
    assert entries[1].children[0].target == "one"
    assert entries[1].children[0].id == "contents-one"


def test_without_parts_the_contents_list_the_heads_of_chapters() -> None:
    heads = (
        Heading(level=2, children=line("First head", NoteCall(label="1", origin=here()))),
        Heading(level=3, children=line("Deeper")),
        Heading(level=2, children=line(IndexMark(path=("x",), children=line("Second"), origin=here())), id="second"),
    )
    book = publication(chapter("one", *heads), front=("contents",))
    sections = sections_of(book)
    (entry,) = SECTIONS["contents"](sections[0], sections, registers_of(book)).groups[0].entries

    assert [(plain(child.head), child.target) for child in entry.children] == [("First head", ""), ("Second", "second")]
    assert entry.children[0].head == line("First head")


@pytest.mark.parametrize(
    ("depth", "listed"),
    [
        (1, ["1 one"]),
        (2, ["1 one", "1.1 First", "1.2 Second"]),
        (3, ["1 one", "1.1 First", "1.1.1 Deeper", "1.2 Second"]),
    ],
)
def test_headings_are_numbered_and_listed_as_deep_as_the_settings_say(depth: int, listed: list[str]) -> None:
    levels = ((2, "First"), (3, "Deeper"), (4, "Deepest"), (2, "Second"))
    heads = tuple(Heading(level=level, children=line(words)) for level, words in levels)
    asked: dict[str, object] = {"contents_depth": depth, "numbered_headings": 2}
    book = resolved(publication(chapter("one", *heads), front=("contents",), settings=asked))

    entries = section(book, "contents").every_entry()
    numbers = [block.number for block in section(book, "one").blocks if isinstance(block, Heading)]

    assert [f"{entry.values['number']} {plain(entry.head)}".lower() for entry in entries] == [
        each.lower() for each in listed
    ]
    assert numbers == ["1.1", "1.1.1", "", "1.2"]


def test_lists_of_captions_have_the_numbered_figures_or_tables() -> None:
    picture = ImageFigure(id="", kind="image", title=MarkdownText(""), alt="A", file="a.png", credit=MarkdownText(""))
    blocks = (
        Figure(figure="", record=picture, caption=line("The well"), id="well"),
        Figure(figure="", record=picture, id="nameless"),
        Table(head=(), rows=((line("a"),),), alignments=("left",), caption=line("Costs"), id="costs"),
        GridTable(rows=(), head_rows=0, alignments=("left",), caption=line("Days"), id="days"),
    )
    lists = ("list-of-figures", "list-of-tables")
    book = resolved(publication(chapter("one", *blocks), front=lists))

    listed = {
        name: [(each.values["number"], plain(each.head), each.target) for each in section(book, name).every_entry()]
        for name in lists
    }

    assert listed == {
        "list-of-figures": [("1", "The well", "well")],
        "list-of-tables": [("1", "Costs", "costs"), ("2", "Days", "days")],
    }


# --- imprint ---------------------------------------------------------------------------------------------------------


def edition(version: str) -> str:
    book = publication(chapter("a"), front=("imprint",), settings={"version": version})
    return section(resolved(book), "imprint").values.get("edition", "")


def test_an_edition_is_told_in_words() -> None:
    assert edition("1.0.0") == "first edition, first impression"
    assert edition("1.0.1") == "first edition, reprinted with corrections"
    assert edition("12.0.1") == "edition 12, reprinted with corrections"
    assert edition("2.1.4") == "second edition, second impression"
    assert edition("12.0.0") == "edition 12, impression 1"
    assert edition("0.3.0") == ""
    assert edition("draft") == ""


def test_the_imprint_has_the_note_on_rights_and_the_day_of_release() -> None:
    book = publication(chapter("a"), front=("imprint",), back=("colophon",))
    settings = record(
        book.settings.value,
        {"rights": (p(Emphasis(children=line("Free")), " to copy."),)},
        {("released",): dated(day(2026, 11, 24))},
    )
    made = resolved(replace(book, settings=settings))

    assert section(made, "imprint").values["released"] == "24\N{NO-BREAK SPACE}November 2026"
    assert section(made, "colophon").values["released"] == "24\N{NO-BREAK SPACE}November 2026"
    assert len(section(made, "imprint").blocks) == 1


def test_titles_and_names_of_the_settings_are_typographic_without_marks_for_line_breaks() -> None:
    settings = {"title": 'Stalin\'s "Terror" (1934--38)', "subjects": ("Soviet Union -- History",)}
    made = resolved(publication(chapter("a"), settings=settings)).settings

    assert made.title == "Stalin’s ‘Terror’ (1934–38)"
    assert made.subjects == ("Soviet Union -- History",)
