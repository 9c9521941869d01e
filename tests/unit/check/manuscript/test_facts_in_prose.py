"""A life in prose is that of the register."""

from pathlib import Path

import pytest

from tests.unit.check.manuscript.manuscripts import facts, manuscript


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Tom Lark (1875--1950) came.", []),
        ("Tom Lark (1857--1950) came.", ["'1857' does not agree with the register: Tom Lark was born 1875-05-13"]),
        ("Tom Lark (1906--1920) was keeper.", []),
        ("Ada Wren (1884--1906) was keeper.", []),
        ("Ada Wren (1884--1936) was keeper.", ["'1884'", "'1936'"]),
        ("Ada Wren (1851--1913) kept it.", ["'1913' does not agree with the register: Ada Wren died 1931-02-03"]),
        ("Tom Lark died at the age of 300.", []),
        ("Ada Wren died at the age of 300.", []),
    ],
)
def test_years_behind_a_name_are_a_life_or_an_office(text: str, expected: list[str], tmp_path: Path) -> None:
    found = facts(manuscript(tmp_path, text=text))

    assert len(found) == len(expected)
    assert all(words in line for words, line in zip(expected, found, strict=True))


def test_an_age_at_death_follows_from_two_dates(tmp_path: Path) -> None:
    people = 'place: Kronstadt}\n => place: Kronstadt}\n  died: {date: "1950-05"}\n'

    (line,) = facts(manuscript(tmp_path, text="Tom Lark died at the age of 73.", people=people))
    assert line == (
        "OC801 text/foreword.md:3:29 '73' does not agree with the register: Tom Lark died at the age of 74 or 75"
    )


def test_what_others_said_may_be_wrong(tmp_path: Path) -> None:
    assert facts(manuscript(tmp_path, text="> Tom Lark was born in 1900.")) == []


def test_somebody_without_dates_cannot_be_contradicted(tmp_path: Path) -> None:
    people = "- id: gull\n  name: Jo Gull\n- id: wren\n  name: Ada Wren\n- id: lark\n  name: Tom Lark\n"
    text = "Jo Gull (1850--1900) died in 1901 at the age of 7."

    assert facts(manuscript(tmp_path, text=text, people=people)) == []
