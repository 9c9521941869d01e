"""Words that are read from right to left keep their order and their signs in a book that is read from left to right."""

import pytest

from octavo.check.artefacts.reading import is_turned, same_turned, turned_line
from octavo.model.inlines import Span
from octavo.model.writing_direction import is_right_to_left
from tests.unit.render.factory import paragraph, words
from tests.unit.render.test_prose import inside, unit

HEBREW = "שלום, עולם (תש״ח)."
MARK = "\N{RIGHT-TO-LEFT MARK}"


@pytest.mark.parametrize("tag", ["he", "ar-EG", "az-Arab-IR"])
def test_a_language_or_its_script_is_read_from_right_to_left(tag: str) -> None:
    assert is_right_to_left(tag)


@pytest.mark.parametrize("tag", ["ks-Deva", "uk", "arn", ""])
def test_others_are_not(tag: str) -> None:
    assert not is_right_to_left(tag)


def test_on_paper_signs_stay_with_their_words_and_a_passage_begins_at_the_right() -> None:
    span = Span(children=words(HEBREW), language="he")

    assert inside(unit("print", paragraph("A ", span))) == (
        f'<p class="first">A <span lang="he">שלום{MARK},{MARK} עולם {MARK}({MARK}תש״ח{MARK}).{MARK}</span></p>'
    )
    assert inside(unit("print", paragraph(span))).startswith('<p class="first right-to-left"><span lang="he">')


def test_on_screens_the_direction_is_said() -> None:
    span = Span(children=words(HEBREW), language="he")

    assert inside(unit("reflow", paragraph("A ", span))) == (
        f'<p class="first">A <span lang="he" xml:lang="he" dir="rtl">{HEBREW}</span></p>'
    )
    assert inside(unit("reflow", paragraph(span))).startswith('<p class="first right-to-left" dir="rtl">')


def test_a_drawn_line_is_read_from_the_right() -> None:
    drawn = ".(1949 וא) 1948 םולש"

    assert is_turned(drawn)
    assert turned_line(drawn) == "שלום 1948 (או 1949)."
    assert not is_turned("A םולש")
    assert same_turned("שלום.", ".שלום")
    assert not same_turned("שלום 12", "שלום 13")
