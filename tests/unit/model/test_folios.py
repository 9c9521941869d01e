"""Folios: the one place that says which number a page carries."""

import pytest

from octavo.model.folios import FolioRange, Folios, folios_of, roman, shown_page
from octavo.model.page_map import PageMap

COVERED = [
    (1, "cover", "front", "Cover"),
    (3, "half-title", "front", "Half-title"),
    (5, "text", "front", "Preface"),
    (9, "chapter", "body", "One"),
    (30, "index", "back", "Index"),
]


@pytest.mark.parametrize(
    ("number", "letters"),
    [(1, "i"), (4, "iv"), (19, "xix"), (48, "xlviii"), (94, "xciv"), (499, "cdxcix")],
)
def test_roman_figures(number: int, letters: str) -> None:
    assert roman(number) == letters


@pytest.mark.parametrize(
    ("page", "folio", "name"),
    [
        (47, "47", "47"),
        (53, "47", "47 (page 53 of the file)"),
        (3, "i", "i (page 3 of the file)"),
        (1, "", "1 of the file"),
    ],
)
def test_messages_name_a_page_by_its_folio(page: int, folio: str, name: str) -> None:
    assert shown_page(page, folio) == name


def test_roman_folios_begin_behind_the_cover_and_arabic_ones_with_the_body() -> None:
    folios = folios_of(COVERED, "roman")

    assert [folios.folio(page) for page in (1, 2, 3, 4, 8, 9, 31)] == ["", "", "i", "ii", "vi", "1", "23"]


def test_one_sequence_counts_the_cover() -> None:
    assert folios_of(COVERED, "arabic") == Folios()
    assert [Folios().folio(page) for page in (1, 3, 31)] == ["1", "3", "31"]


def test_a_book_without_front_matter_has_no_roman_folios() -> None:
    assert folios_of(COVERED[3:], "roman") == Folios()
    assert folios_of([], "roman") == Folios()


def test_pages_that_are_numbered_in_another_way_are_no_neighbours() -> None:
    folios = Folios(ranges=(FolioRange(1, "roman"), FolioRange(5, "arabic")))
    page_map = PageMap(pages={"a": 3, "b": 4, "c": 5, "d": 6}, count=9, folios=folios)

    assert page_map.ranges("abcd") == ((3, 4), (5, 6))
    assert [page_map.folio(anchor) for anchor in ("a", "d", "lost")] == ["iii", "2", None]
