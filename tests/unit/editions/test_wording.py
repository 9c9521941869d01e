"""Wording is found as people copy it, and changed in its place alone."""

import pytest

from octavo.editions.ledger import next_id, with_record
from octavo.editions.ledger_wording import kept_wording
from octavo.editions.text_edits import NotInPlaceError, Scalar, quoted, span_of, with_words
from octavo.editions.wording import wording_pattern
from octavo.load.yaml import read_yaml
from octavo.load.yaml_nodes import plain, scalars
from octavo.model.dates import Edtf
from octavo.model.editions import Correction
from octavo.model.origin import Origin
from octavo.model.read_wording import bare


@pytest.mark.parametrize(
    ("asked", "written"),
    [
        ("in 1937–38", "in 1937--38"),
        ("in 1937--38", "in\n  1937–38"),
        ("the “people’s” enemy", 'the "people\'s" enemy'),
        ("Stalin's War", "Stalin''s War"),
        ('a "word"', r"a \"word\""),
        ("wait…", "wait..."),
    ],
)
def test_signs_may_be_typed_in_any_way(asked: str, written: str) -> None:
    assert wording_pattern(asked).fullmatch(written)


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("her *guiding* **star**", "her guiding star"),
        ("[Yezhov](person:yezhov) [signed]{.x} it[^3] [@a, p. 3]", "Yezhov signed it"),
    ],
)
def test_marks_are_not_read(typed: str, read: str) -> None:
    assert bare(typed) == read


@pytest.mark.parametrize(
    ("source", "was", "now", "expected"),
    [
        ("a: one two # why\nb: 3\n", "two", "three", "a: one three # why\nb: 3\n"),
        ("a: one two\n", "two", "2: three", "a: 'one 2: three'\n"),
        ("{a: one two, b: 1934}\n", "two", "x, y", "{a: 'one x, y', b: 1934}\n"),
        ("a: 'one two'\n", "two", "it's", "a: 'one it''s'\n"),
        ('a: "one two"\n', "two", 'a "b" \\', 'a: "one a \\"b\\" \\\\"\n'),
        ("a: >-\n  one\n  two\n", "two", "a: b #c", "a: >-\n  one\n  a: b #c\n"),
        ("a: one two three\n", "two", "", "a: one three\n"),
        ("a: one two.\n", "two", "", "a: one.\n"),
        ("a: one\n  two\n", "two", "no: yes", "a: 'one no: yes'\n"),
    ],
)
def test_a_value_of_yaml_is_changed_in_its_place(source: str, was: str, now: str, expected: str) -> None:
    places = (0, *(at + 1 for at, sign in enumerate(source) if sign == "\n"))
    begins = [(places[each.start.line - 1] + each.start.column - 1, each) for each in scalars(read_yaml(source, "x"))]
    values = [Scalar(start=at, end=at + len(each.source), quoting=each.style) for at, each in begins]
    start = source.index(was)
    changed = with_words(source, (start, start + len(was)), now, values)
    read = plain(read_yaml(changed, "x"))

    assert changed == expected
    assert isinstance(read, dict)
    assert now in " ".join(str(read["a"]).split())


def test_quotes_hold_anything() -> None:
    assert plain(read_yaml(quoted("it's: #1, [x]"), "x")) == "it's: #1, [x]"


@pytest.mark.parametrize(
    ("old", "new", "others", "kept"),
    [
        (
            "It was lit in 1884 by Ada.",
            "It was lit in 1885 by Ada.",
            [],
            ("lit in 1884 by Ada.", "lit in 1885 by Ada."),
        ),
        ("lit in 1884 by her", "lit in 1885 by her", ["not in 1884 by"], ("lit in 1884 by her", "lit in 1885 by her")),
        ("1884", "1885", ["1884"], ("1884", "1885")),
        ("the the tower of it", "the tower of it", [], ("the the tower of", "the tower of")),
    ],
)
def test_the_ledger_keeps_words_that_stand_once(old: str, new: str, others: list[str], kept: tuple[str, str]) -> None:
    assert kept_wording(old, new, others) == kept


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("- OUT, one\n", "- , one\n"),
        ("  OUT one\n", "  one\n"),
        ("a OUT.\n", "a.\n"),
        ("'one OUT'", "'one'"),
        ("OUT a", "a"),
    ],
)
def test_words_that_are_taken_out_leave_indents_and_lists_as_they_are(source: str, expected: str) -> None:
    start = source.index("OUT")

    assert with_words(source, (start, start + 3), "") == expected


def test_the_same_words_at_another_place_are_not_changed_instead() -> None:
    """The first place was asked for; marks divide its words, and the second has none."""
    source = "the *big* lamp,\nand the big lamp\n"

    assert span_of(source, "the big lamp", Origin("a.md", 1, 1)) == (20, 32)
    with pytest.raises(NotInPlaceError):
        span_of(source, "the big lamp", Origin("a.md", 1, 1), [Origin("a.md", 2, 5)])


@pytest.mark.parametrize("ledger", ["", "\ufeff", "# ours\n", "\ufeff# ours\r\n- id: c001\r\n"])
def test_a_ledger_keeps_its_line_ends(ledger: str) -> None:
    record = Correction(
        id="c002",
        date=Edtf("2026-11-30"),
        kind="typo",
        severity=1,
        decision="applied",
        file="a.md",
        where="tower",
        was="this",
        now="that",
    )
    written = with_record(ledger, record)

    assert written.removeprefix("\ufeff").startswith(ledger.strip("\ufeff\r\n"))
    assert ("\r\n" in written) == ("\r\n" in ledger)
    assert written.replace("\r\n", "").count("\n") == (0 if "\r\n" in ledger else written.count("\n"))
    assert next_id(["c" + "9" * 5000, "c002"]) == "c003"
