"""Every word is one of the language, of the registers or of the book."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from octavo.check.manuscript.names import near_misses
from octavo.check.manuscript.passages import passages
from octavo.check.manuscript.spelling import SHORTEST_NAME, examine_spelling, near_names, vocabulary_of
from octavo.check.manuscript.spelling_dictionary import look_up
from octavo.model.book import Record
from octavo.model.origin import NOWHERE
from octavo.model.records import Person
from tests.unit.check.manuscript.manuscripts import manuscript, told
from tests.unit.resolve.factory import publication

PEOPLE = """- id: holmberg
  name: Jonas Holmberg
  sort: Holmberg, Jonas
  born: {date: "1800", place: Kronstadt}
- id: lark
  name: Tom Lark
- id: wren
  name: Ada Wren
"""


def spelt(folder: Path, text: str, words: str = "") -> list[str]:
    publication = manuscript(folder, text=text, people=PEOPLE, words=words)
    return [
        line.partition(" ")[2]
        for line in told(examine_spelling(publication, [vocabulary_of(passages(publication))], look_up).diagnostics)
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The lighthouse keeper's lamp.", []),
        ("The lighthuose\nand the lampp.", ["text/foreword.md:3:5 'lighthuose'", "text/foreword.md:4:9 'lampp'"]),
        ("Jonas Holmberg and the Holmbergs' boat.", []),
        ("They say Holmbreg came.", ["text/foreword.md:3:10 'Holmbreg' is nearly the name 'Holmberg'"]),
        ("In Kronstadt, by Marsh [@marsh1901].", []),
        ("See https://zzz.example/qqq, file qqq.yaml, qqq/rrr and qq@zz.org.", []),
        ("The 18th of QQQ, and 3qq.", []),
        ("`qqq` and [qqq]{lang=la} and [@marsh1901, p. 3].", []),
        ("Organize and organise, “colour”.", []),
        ('[Gullsey]{index="Gullsey, island of"} lies north; so does Gullsey.', []),
        (
            '[Holmbreg]{index="Holmbreg, Jonas"} came.',
            ["text/foreword.md:3:2 'Holmbreg' is nearly the name 'Holmberg'"],
        ),
        ("::: note\nqqq\n:::", ["text/foreword.md:4:1 'qqq'"]),
    ],
)
def test_a_word_that_nothing_knows_is_told_at_its_first_place(text: str, expected: list[str], tmp_path: Path) -> None:
    found = spelt(tmp_path, text)

    assert len(found) == len(expected)
    assert all(line.startswith(start) for line, start in zip(found, expected, strict=True))


def test_the_book_may_have_words_of_its_own(tmp_path: Path) -> None:
    assert spelt(tmp_path, "Gullsey, gullsey and a foghorne.", words="# islands\nGullsey\n foghorne") == [
        "text/foreword.md:3:10 'gullsey' is not in the word list"
    ]


def test_further_places_and_what_was_meant_are_named(tmp_path: Path) -> None:
    publication = manuscript(tmp_path, text="A lighthuose is no lighthuose. A lighthouse is one.")
    spelling = examine_spelling(publication, [vocabulary_of(passages(publication))], look_up)
    (found,) = spelling.diagnostics

    assert spelling.unknown == (("lighthuose", 2),)
    assert [place.column for place in found.related] == [20]
    assert found.hint == "did you mean 'lighthouse'?"


def test_words_of_records_are_looked_up_too(tmp_path: Path) -> None:
    publication = manuscript(
        tmp_path, events="The great storm. => The greatt storm.", people="role: keeper => role: keeperr"
    )
    found = told(examine_spelling(publication, [vocabulary_of(passages(publication))], look_up).diagnostics)

    assert found == [
        "OC813 events.yaml:12:9 'greatt' is not in the word list",
        "OC813 people/keepers.yaml:11:14 'keeperr' is not in the word list",
    ]


def test_without_a_word_list_only_names_are_looked_at(tmp_path: Path) -> None:
    text = "They say that qqq Holmbreg came. Holmburg came."
    publication = manuscript(tmp_path, text=text, people=PEOPLE, book="language: en-GB => language: uk")
    spelling = examine_spelling(publication, [vocabulary_of(passages(publication))], look_up)

    assert not spelling.is_run
    assert told(spelling.diagnostics) == ["OC812 text/foreword.md:3:19 'Holmbreg' is nearly the name 'Holmberg'"]


def named(name: str) -> Record[Person]:
    person = Person(id=name.lower(), name=f"Ada {name}", sort=f"{name}, Ada")
    return Record(value=person, origin=NOWHERE)


NAMES = ("Holmberg", "McDonald", "Lark", "Larkin", "Marsh-Hall")


@given(st.sampled_from(NAMES), st.text("abDlm-", max_size=2), st.integers(0, 11), st.integers(0, 2))
def test_what_is_nearly_a_name_is_what_is_one_letter_off(name: str, more: str, place: int, less: int) -> None:
    word = name[:place] + more + name[place + less :]
    stock = replace(publication(), people=tuple(map(named, NAMES)))
    letters = "".join(sorted({letter.lower() for name in NAMES for letter in name} | {"-"}))
    long = [each for each in NAMES if len(each) >= SHORTEST_NAME]
    nearly = [each for each in sorted(long) if word in near_misses(each, letters)]
    own = {*NAMES, "Ada", "Marsh", "Hall", *(f"{each}s" for each in long)}
    expected = {word: nearly[0]} if nearly and word[:1].isupper() and word not in own else {}

    assert near_names(stock, [word]) == expected
