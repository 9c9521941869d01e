"""A message about what is no date offers the date that may be meant."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from octavo.load.date_guesses import guess_date
from octavo.load.dates import parse_date


@pytest.mark.parametrize(
    ("written", "guess"),
    [
        ("May 1921", "1921-05"),
        ("Sept. 1921", "1921-09"),
        ("1921 May", "1921-05"),
        ("3 May 1921", "1921-05-03"),
        ("3rd of May, 1921", "1921-05-03"),
        ("May 3, 1921", "1921-05-03"),
        ("1921-5-3", "1921-05-03"),
        ("1921/05/03", "1921-05-03"),
        ("1.12.1934", "1934-12-01"),
        ("25/12/1934", "1934-12-25"),
        ("12/25/1934", "1934-12-25"),
        ("05/1921", "1921-05"),
        ("“1921-05”", "1921-05"),
        ("44 BC", "-0043"),
        ("44 B.C.", "-0043"),
        ("15 March 44 BCE", "-0043-03-15"),
        ("1 BC", "0000"),
        ("AD 14", "0014"),
        ("79 CE", "0079"),
        ("c. 1868", "1868~"),
        ("circa 1868?", "1868%"),
        ("c. 44 BC", "-0043~"),
        ("about May 1921", "1921-05~"),
        ("1930s", "193X"),
        ("the 1930's", "193X"),
        ("c. 1930s", "193X~"),
        ("18??", "18XX"),
        ("184?", "184X"),
        ("19th century", "18XX"),
        ("2nd century BC", "-01XX"),
        ("spring 1932", "1932-21"),
        ("Fall of 1932", "1932-23"),
        ("1914-18", "1914/1918"),
        ("1914–1918", "1914/1918"),
        ("1914-1918", "1914/1918"),
        ("1914 - 1918", "1914/1918"),
        ("May 1921 to June 1922", "1921-05/1922-06"),
        ("58–50 BC", "-0057/-0049"),
        ("27 BC – AD 14", "-0026/0014"),
        ("from 1990", "1990/.."),
        ("1990–", "1990/.."),
        ("until 1850", "../1850"),
        ("before 1850", "[..1850]"),
        ("after May 1850", "[1850-05..]"),
        ("1850 or later", "[1850..]"),
        ("between 1850 and 1855", "[1850..1855]"),
        ("1885 or 1886", "[1885,1886]"),
        ("unknown", ".."),
        ("?", ".."),
        ("476", "0476"),
        ("1/2/1934", ""),
        ("1931-02-30", ""),
        ("30 February 1931", ""),
        ("yesterday", ""),
        ("Ma 1921", ""),
        ("Ju 1921", ""),
        ("the war", ""),
        ("1934-12-01 or so", ""),
    ],
)
def test_the_date_is_guessed_that_may_be_meant(written: str, guess: str) -> None:
    assert guess_date(written) == guess


@given(st.text(max_size=20) | st.text(alphabet="0123456789 -–/.~?BCADmaycor", max_size=20))
def test_a_guess_is_a_date_or_nothing(written: str) -> None:
    guess = guess_date(written)

    if guess:
        assert parse_date(guess).edtf == guess
