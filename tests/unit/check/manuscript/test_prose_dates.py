"""Dates in English prose, and whether they are those of a record."""

from dataclasses import replace
from datetime import date
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from octavo.check.manuscript.prose_dates import ages, agrees, dates_in, years_between
from octavo.load.dates import parse_date
from octavo.model.dates import Day
from octavo.model.prose_patterns import ProsePatterns, patterns_of
from tests.unit.render.factory import language


@cache
def patterns(code: str = "en-GB") -> ProsePatterns:
    prose = language(code).prose
    assert prose is not None
    return patterns_of(prose)


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
    found = list(dates_in(text, patterns()))

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
    meant = parse_date(known)
    if known == "1886-03-27":
        meant = replace(meant, old_style=parse_date("1886-03-15"))

    assert agrees(next(dates_in(text, patterns())), meant) is is_right


DAYS = st.dates(min_value=date(1700, 1, 1)).map(lambda day: Day(day.year, day.month, day.day))


@given(DAYS, DAYS)
def test_an_age_is_the_number_of_birthdays(first: Day, second: Day) -> None:
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


@pytest.mark.parametrize(
    ("words", "number"),
    [
        *(("nought", 0), ("twelve", 12), ("Nineteen", 19), ("twenty", 20), ("eighty-one", 81), ("ninety-nine", 99)),
        *(("81", 81), ("eighty one", None), ("old", None), ("twenty-ten", None), ("oneself", None)),
    ],
)
def test_numbers_have_words_up_to_a_hundred(words: str, number: int | None) -> None:
    assert patterns().numbers.number(words) == number


@pytest.mark.parametrize(
    ("code", "text", "expected"),
    [
        ("en-US", "March 27, 1886, and December 1; 4 May 1890", ["27.3. 1886", "1.12.", "4.5. 1890"]),
        ("en-GB", "27 March, 1886", ["27.3. 1886"]),
        ("en-GB", "a 1934-style purge, the 1930s; in 1934 -- or 1935", ["1934", "1935"]),
        ("uk", "27 березня 1886 року; у березні 1886 р.; 1886-го; у 1930-х", ["27.3. 1886", "3. 1886", "1886"]),
        ("uk", "1–2 травня 1907 р., 1920–1922 роки", ["2.5. 1907", "1920"]),
    ],
)
def test_each_language_writes_dates_in_its_own_way(code: str, text: str, expected: list[str]) -> None:
    found = [
        f"{f'{each.day}.' if each.day else ''}{f'{each.month}.' if each.month else ''} "
        f"{each.days[0].year if each.days else ''}".strip()
        for each in dates_in(text, patterns(code))
    ]

    assert found == expected
