"""Titles at the top of pages have one line."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from octavo.model.look import RunningHeads
from octavo.model.origin import Origin
from octavo.model.output import ThemeSettings
from octavo.model.printing import PageRange, PrintedLayout
from octavo.model.records import Contributor, LookSettings
from octavo.render.running_heads import cut_heads, recto_head, shortened, verso_head
from tests.unit.render.factory import SETTINGS, book, section


@pytest.mark.parametrize(
    ("title", "letters", "head"),
    [
        ("The well", 8, "The well"),
        ("The wells", 8, "The…"),
        ("The well, or water", 10, "The well…"),
        ("The well – water", 11, "The well…"),
        ("Donaudampfschiff", 6, "Donau…"),
        ("井戸の歴史", 10, "井戸の歴史"),
        ("井戸の歴史", 9, "井戸の歴…"),
    ],
)
def test_a_title_is_cut_after_a_word(title: str, letters: int, head: str) -> None:
    assert shortened(title, letters) == head


@pytest.mark.parametrize(
    ("wish", "kind", "left", "right"),
    [
        ("title-and-chapter", "chapter", "The Wells", "The pump"),
        ("author-and-title", "chapter", "Mary Hope", "The Wells"),
        ("chapter", "chapter", "The pump", "The pump"),
        ("none", "chapter", "", ""),
        ("author-and-title", "endnotes", "Notes", "Notes"),
    ],
)
def test_heads_say_what_the_book_asks_for(wish: RunningHeads, kind: str, left: str, right: str) -> None:
    one = section(kind, "Notes" if kind == "endnotes" else "The pump")
    look = LookSettings(running_heads=wish)
    people = (Contributor(name="Mary Hope"), Contributor(name="Ivan Franko", role="translator"))
    of = book(one, settings=replace(SETTINGS, title="The Wells", short_title="", look=look, contributors=people))
    theme = ThemeSettings(name="Plain")

    assert [verso_head(of, one, theme), recto_head(of, one, theme)] == [left, right]


@given(st.text(min_size=1), st.integers(2, 60))
def test_a_head_begins_as_its_title_and_is_never_longer(title: str, letters: int) -> None:
    head = shortened(title, letters)

    assert head == title or title.startswith(head.removesuffix("…"))
    assert len(head) <= max(letters, len("…"))


@pytest.mark.parametrize(
    ("pages", "told"),
    [
        (PageRange(3, 3), []),
        (PageRange(3, 4), ["book.yaml", "chapter.md"]),
        (PageRange(2, 3), ["book.yaml", "chapter.md"]),
    ],
)
def test_a_cut_title_is_told_on_whichever_side_the_second_page_is(pages: PageRange, told: list[str]) -> None:
    long = replace(section("chapter", "In which the keeper sets out"), origin=Origin("chapter.md", 1))
    layout = PrintedLayout(sections={long.id: pages})
    narrow = ThemeSettings(name="Narrow", running_head=10)

    found = cut_heads(
        book(long, settings=replace(SETTINGS, short_title="Wells and pumps")), narrow, layout, Origin("book.yaml", 1)
    )

    assert [each.origin.path for each in found] == told
