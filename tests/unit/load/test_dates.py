"""Dates are understood as EDTF says, or refused; the two calendars are kept apart and compared."""

from contextlib import suppress
from dataclasses import replace
from datetime import date, timedelta

import pytest
from edtf import parse_edtf
from hypothesis import given
from hypothesis import strategies as st

from octavo.load.dates import other_style, parse_date
from octavo.model.dates import HistoricalDate, Precision


@pytest.mark.parametrize(
    ("text", "earliest", "latest", "precision"),
    [
        ("1934-12-01", (1934, 12, 1), (1934, 12, 1), Precision.DAY),
        ("1936-02", (1936, 2, 1), (1936, 2, 29), Precision.MONTH),
        ("1934-12-XX", (1934, 12, 1), (1934, 12, 31), Precision.MONTH),
        ("1934", (1934, 1, 1), (1934, 12, 31), Precision.YEAR),
        ("1934-XX", (1934, 1, 1), (1934, 12, 31), Precision.YEAR),
        ("1934-XX-XX", (1934, 1, 1), (1934, 12, 31), Precision.YEAR),
        ("184X", (1840, 1, 1), (1849, 12, 31), Precision.DECADE),
        ("18XX", (1800, 1, 1), (1899, 12, 31), Precision.CENTURY),
        ("00XX", (1, 1, 1), (99, 12, 31), Precision.CENTURY),
        ("-01XX", (-199, 1, 1), (-100, 12, 31), Precision.CENTURY),
        ("-0043-03-15", (-43, 3, 15), (-43, 3, 15), Precision.DAY),
        ("-0004-02", (-4, 2, 1), (-4, 2, 29), Precision.MONTH),
        ("Y-17000", (-17000, 1, 1), (-17000, 12, 31), Precision.YEAR),
        ("1932-22", (1932, 6, 1), (1932, 8, 31), Precision.SEASON),
        ("1932-24", (1932, 12, 1), (1933, 2, 28), Precision.SEASON),
    ],
)
def test_a_date_says_how_much_is_known(
    text: str, earliest: tuple[int, int, int], latest: tuple[int, int, int], precision: Precision
) -> None:
    (moment,) = parse_date(text).moments

    assert (moment.earliest, moment.latest, moment.precision) == (earliest, latest, precision)


@pytest.mark.parametrize(
    ("text", "approximate", "uncertain"),
    [("1868", False, False), ("1868~", True, False), ("1868?", False, True), ("1868-05%", True, True)],
)
def test_doubt_is_kept(text: str, approximate: bool, uncertain: bool) -> None:  # noqa: FBT001 - a row of the table
    (moment,) = parse_date(text).moments

    assert (moment.approximate, moment.uncertain) == (approximate, uncertain)


def test_a_period_has_two_ends_each_with_its_doubt() -> None:
    period = parse_date("1937-08~/1938-11")

    assert period.is_period
    assert [moment.approximate for moment in period.moments] == [True, False]


def test_an_open_period_has_one_end() -> None:
    assert (parse_date("1934/..").is_open_end, parse_date("1934/..").is_open_start) == (True, False)
    assert (parse_date("../1934").is_open_end, parse_date("../1934").is_open_start) == (False, True)
    assert len(parse_date("1934/..").moments) == 1


def test_one_of_several_is_a_choice() -> None:
    choice = parse_date("[1934-12-01, 1934-12-02]")

    assert choice.is_choice
    assert len(choice.moments) == 2


def test_nothing_known_is_a_date_too() -> None:
    assert parse_date("..").moments == ()


@pytest.mark.parametrize(
    "text",
    [
        "", "18??", "yesterday", "1934-13", "-0004-02-30", "1934-02-30", "1900-02-29", "1934-00", "-0000", "1934-20",
        "1934-25", "1934-21-01",
        "1934-12-1", "34", "1934-12-01T10:00", "1938/1937", "../..", "/", "/..", "1934/1935/1936",
        "1934-12T10:00:00Z", "1934-12-01T24:10:00",
        "[]", "[1936..1934]", "[1930,1934-01..1936]", "[..]", "Y1934", "Y-0",
        "{1934,1935}", "193X-05", "1934-XX-05", "XXXX", "1X34", "?1934", "1934 ", "٢٠٢٠",
    ],
)  # fmt: skip
def test_what_is_no_date_or_cannot_be_said_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        parse_date(text)


def both(new: str, old: str) -> HistoricalDate:
    """Return a date with its Old Style beside it, as records join the two."""
    return replace(parse_date(new), old_style=parse_date(old))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("1917-10-25", "1917-11-07"),  # the storming of the Winter Palace
        ("1825-12-14", "1825-12-26"),  # the Decembrists
        ("1881-03-01", "1881-03-13"),  # the death of Alexander II
        ("1709-06-27", "1709-07-08"),  # Poltava
        ("1905-12-24/1905-12-27", "1906-01-06/1906-01-09"),
        ("1905-12", "1906-01"),
        ("1905", "1905"),
    ],
)
def test_dates_of_both_calendars_that_history_knows_agree(old: str, new: str) -> None:
    assert other_style(both(new, old)) is None


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("1917-10-25", "1917-11-06", "1917-11-07"),
        ("1905-12", "1907", "1905-12-14/1906-01-13"),
        ("1917-10-25", "1917-11-07/1917-11-08", "1917-11-07"),
        ("9999-12-31", "9999-01-01", "10000-03-13"),
        ("0001-01-01", "0001-06-01", "0000-12-30"),
        ("-0043-03-15", "-0043-03-15", "-0043-03-13"),
    ],
)
def test_dates_that_disagree_are_told_with_what_they_should_be(old: str, new: str, expected: str) -> None:
    assert other_style(both(new, old)) == expected


def test_a_date_in_one_calendar_agrees_with_itself() -> None:
    assert other_style(parse_date("1934-12-01")) is None


@given(st.dates(date(1900, 3, 14), date(2100, 3, 1)))
def test_old_style_was_thirteen_days_behind_from_march_1900(day: date) -> None:
    old = day - timedelta(days=13)

    assert other_style(both(day.isoformat(), old.isoformat())) is None


@given(st.text(alphabet="0123456789X-/.~?%[], T", max_size=24) | st.text(max_size=12))
def test_any_text_is_a_date_or_a_value_error(text: str) -> None:
    try:
        meant = parse_date(text)
    except ValueError:
        return

    assert meant.edtf == text
    assert all(moment.earliest <= moment.latest for moment in meant.moments)


@given(st.from_regex(r"\A([0-9]{4}|[0-9]{3}X|[0-9]{2}XX)(-([01][0-9]|XX)(-([0-9]{2}|XX))?)?[~?%]?\Z"))
def test_whatever_is_written_like_a_date_is_one_or_is_refused(text: str) -> None:
    with suppress(ValueError):
        assert parse_date(text).moments


@given(
    st.dates().map(str)
    | st.dates().map(lambda day: day.isoformat()[:7])
    | st.from_regex(r"\A([12][0-9]{3}|[12][0-9]{2}X|[12][0-9]XX)[~?%]?\Z")
)
def test_dates_mean_what_they_mean_to_another_reader_of_edtf(text: str) -> None:
    other = parse_edtf(text)

    (moment,) = parse_date(text).moments

    assert moment.earliest == other.lower_strict()[:3]
    assert moment.latest == other.upper_strict()[:3]
