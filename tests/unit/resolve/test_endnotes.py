"""Notes stand where the book wants them: with the text that calls them, or all together at the end of the book."""

from collections.abc import Mapping
from dataclasses import replace

import pytest

from octavo.model.book import Book
from octavo.model.inlines import Emphasis, NoteCall
from octavo.model.prose import Note
from octavo.model.query import plain, section_inlines
from octavo.model.selection import SelectedChapters
from tests.unit.resolve.factory import chapter, faults_of, here, line, made_of, p, publication, resolved, section, t
from tests.unit.resolve.factory import words_of as words_in

AT_THE_END: Mapping[str, object] = {"notes": "book"}


def call(label: str) -> NoteCall:
    return NoteCall(label=label, origin=here())


def note(label: str, *inlines: object) -> Note:
    return Note(label=label, blocks=(p(*inlines),), origin=here())  # type: ignore[arg-type]


ONE = chapter(
    "one", p("x", call("a"), " y", call("a")), title="On wells", notes=(note("a", "A, see", call("b")), note("b", "B"))
)
TWO = chapter("two", p("z"), notes=())
THREE = chapter("three", p("z", call("a")), notes=(note("a", "C"),))


def listed(book: Book) -> list[tuple[str, str, list[tuple[str, str, str, tuple[str, ...]]]]]:
    """Return the section of all notes: where each part leads, its number, and its notes with the ids of calls."""
    (group,) = section(book, "endnotes").groups
    return [
        (
            part.target,
            part.values["number"],
            [(each.id, each.values["number"], words_in(each.parts["note"]), each.anchors) for each in part.children],
        )
        for part in group.entries
    ]


def test_all_notes_stand_together_under_the_titles_of_their_chapters() -> None:
    book = resolved(publication(ONE, TWO, THREE, settings=AT_THE_END))

    assert listed(book) == [
        ("one", "1", [("one-note-a", "1", "A, see", ("one-call-a",)), ("one-note-b", "2", "B", ("one-call-b",))]),
        ("three", "3", [("three-note-a", "1", "C", ("three-call-a",))]),
    ]
    assert [each.notes for each in book.sections] == [()] * len(book.sections)
    assert {each.note for each in section_inlines(section(book, "one")) if isinstance(each, NoteCall)} == {"one-note-a"}
    assert [each.note for each in section_inlines(section(book, "endnotes")) if isinstance(each, NoteCall)] == [
        "one-note-b"
    ]


def test_a_title_stands_above_its_notes_as_in_the_contents() -> None:
    text = replace(ONE, title=(t("On "), Emphasis(children=line("it", call("a")))))
    (group,) = section(resolved(publication(text, settings=AT_THE_END)), "endnotes").groups

    assert plain(group.entries[0].head) == "On it"


@pytest.mark.parametrize(
    ("back", "order"),
    [
        (("text/a.md", "bibliography", "colophon"), ["one", "a", "endnotes", "colophon"]),
        (("text/a.md",), ["one", "a", "endnotes"]),
        (("endnotes", "text/a.md", "colophon"), ["one", "endnotes", "a", "colophon"]),
    ],
)
def test_they_stand_where_the_book_says_or_before_its_lists(back: tuple[str, ...], order: list[str]) -> None:
    after = chapter("a", p("after"))
    book = publication(ONE, settings=AT_THE_END, back=back)
    made = made_of(replace(book, texts={**book.texts, after.path: after}))

    assert [each.id for each in made.sections] == order


def test_without_notes_there_is_no_such_section_and_the_contents_do_not_list_it() -> None:
    book = resolved(publication(TWO, settings=AT_THE_END, front=("contents",)))

    assert [each.id for each in book.sections] == ["contents", "two"]
    assert [each.target for each in book.sections[0].every_entry()] == ["two"]


def test_a_chapter_alone_has_its_notes_with_it() -> None:
    book = made_of(publication(ONE, THREE, settings=AT_THE_END), selection=SelectedChapters(chapters=("one",)))

    assert [(each.id, len(each.notes)) for each in book.sections] == [("one", 2)]


def test_a_place_for_notes_that_stand_elsewhere_is_told() -> None:
    assert [each.split()[0] for each in faults_of(publication(ONE, back=("endnotes",)))] == ["OC218"]
    assert [each.id for each in made_of(publication(ONE, back=("endnotes",))).sections] == ["one"]
