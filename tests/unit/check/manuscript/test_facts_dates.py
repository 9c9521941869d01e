"""Dates in English prose, and whether they are those of a record."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from octavo.check.manuscript.facts_dates import NUMBERS, ages, agrees, dates_in, years_between
from octavo.load.dates import parse_date


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("on 1 December 1934 he", ["1934-12-01/1934-12-01"]),
        ("on 1 December he", ["12-1"]),
        ("in February 1932, or", ["1932-02-01/1932-02-29"]),
        ("in 1937", ["1937-01-01/1937-12-31"]),
        ("from 1937--38 and 1939–1941", ["1937-01-01/1938-12-31", "1939-01-01/1941-12-31"]),
        ("on 31 April 1930", ["1930-04-30/1930-04-30"]),
        ("the 1930s, 19345 people and No. 00447", []),
        ("in 1930 and May 1931", ["1930-01-01/1930-12-31", "1931-05-01/1931-05-31"]),
    ],
)
def test_a_date_is_read_with_all_the_days_it_may_mean(text: str, expected: list[str]) -> None:
    found = list(dates_in(text))

    assert [f"{each.days[0]}/{each.days[1]}" if each.days else f"{each.month}-{each.day}" for each in found] == expected
    assert [text[each.start : each.end] for each in found] == [each.words for each in found]


@pytest.mark.parametrize(
    ("text", "known", "is_right"),
    [
        ("27 March 1886", "1886-03-27", True),
        ("15 March 1886", "1886-03-27", True),  # Old Style
        ("15 March", "1886-03-27", True),
        ("16 March", "1886-03-27", False),
        ("16 March 1886", "1886-03-27", False),
        ("1886", "1886-03-27", True),
        ("1885", "1886-03-27", False),
        ("March 1886", "1886-03-27", True),
        ("May 1886", "1886-03-27", False),
        ("16 March", "1886-03", True),
        ("4 February 1940", "[1940-02-04,1940-02-06]", True),
        ("5 February 1940", "[1940-02-04,1940-02-06]", False),
        ("1937", "1937-08/1938-11", True),
        ("1939", "1937-08/1938-11", False),
        ("1855", "1851~", True),
        ("1861", "1851~", False),
        ("1861", "..", True),
        ("1861", "1850/..", True),
    ],
)
def test_what_can_be_the_same_date_agrees(text: str, known: str, is_right: bool) -> None:  # noqa: FBT001
    old_style = "1886-03-15" if known == "1886-03-27" else None

    assert agrees(next(dates_in(text)), parse_date(known, old_style)) is is_right


DAYS = st.dates(min_value=date(1700, 1, 1), max_value=date(2100, 12, 31))


@given(DAYS, DAYS)
def test_an_age_is_the_number_of_birthdays(first: date, second: date) -> None:
    age = years_between(first, second)
    birthday = (first.month, first.day)

    assert second.year - first.year - 1 <= age <= second.year - first.year
    assert (age == second.year - first.year) == ((second.month, second.day) >= birthday)


@pytest.mark.parametrize(
    ("born", "then", "expected"),
    [
        ("1886-03-27", "1934-12-01", [48]),
        ("1886", "1934-12-01", [47, 48]),
        ("1886", "1934", [47, 48]),
        ("1851~", "1931", None),
        ("1851", "..", None),
    ],
)
def test_an_age_has_all_values_that_the_dates_leave_open(born: str, then: str, expected: list[int] | None) -> None:
    found = ages(parse_date(born), parse_date(then))

    assert (None if found is None else [*found]) == expected


def test_numbers_have_words_up_to_a_hundred() -> None:
    assert len(NUMBERS) == 100
    assert (NUMBERS["nought"], NUMBERS["twelve"], NUMBERS["eighty-one"], NUMBERS["ninety"]) == (0, 12, 81, 90)
