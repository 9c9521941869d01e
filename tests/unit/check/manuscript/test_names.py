"""Spellings of other books are not used in prose."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from octavo.check.manuscript.known_facts import known_facts
from octavo.check.manuscript.names import Spellings, examine_names, near_misses, spellings_of
from octavo.check.manuscript.passages import passages
from octavo.model.book import Publication
from tests.unit.check.manuscript.manuscripts import manuscript, reader, told

PEOPLE = """- id: yezhov
  name: Nikolai Yezhov
  sort: Yezhov, Nikolai
  variants: [Nikolai Ezhov, Nick Winter, Kolya]
  mentions: [Nikolai Yezhov, Yezhov, Kolya]
- id: lark
  name: Tom Lark
- id: wren
  name: Ada Wren
"""


def spellings(publication: Publication) -> Spellings:
    people = known_facts(publication).people.values()
    return spellings_of(people, reader(publication).prose.names_as_words)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Nikolai Ezhov came.", ["'Nikolai Ezhov' is another spelling of Nikolai Yezhov"]),
        ("Then Nikolai\nEzhov came.", ["'Nikolai\\nEzhov' …"]),
        ("They say that Ezhov came.", ["'Ezhov' is another spelling of Nikolai Yezhov"]),
        ("Ezhov came.", []),  # a surname alone may be a common word: what is no word, spelling tells
        ("In Winter he came.", ["'Winter' …"]),
        ("Winter came, and Kolya.", []),
        ("Yezhov came, written Ezhov in other books.", []),
        ('"Nikolai Ezhov came," *Ezhov* said. [The Ezhov Years]{.title} tells.', []),
        ("> Nikolai Ezhov came.", []),
        ("He was known as Nick Winter.", []),
        ("The `Nikolai Ezhov` and [Nikolai Ezhov]{lang=ru}.", []),
    ],
)
def test_a_variant_is_told_in_prose_alone(text: str, expected: list[str], tmp_path: Path) -> None:
    publication = manuscript(tmp_path, text=text, people=PEOPLE)
    found = told(examine_names(passages(publication), spellings(publication)))

    assert [line.split("'")[1].replace("\n", " ") for line in found] == [
        line.split("'")[1].replace("\\n", " ") for line in expected
    ]


def test_a_book_without_variants_is_not_searched(tmp_path: Path) -> None:
    publication = manuscript(tmp_path, people="- id: wren\n  name: Ada Wren\n- id: lark\n  name: Tom Lark\n")

    assert [*examine_names(passages(publication), spellings(publication))] == []


@given(st.text("abc", min_size=1, max_size=6))
def test_a_word_is_a_near_miss_of_its_near_misses(word: str) -> None:
    misses = near_misses(word, "abc")

    assert word not in misses
    assert {abs(len(miss) - len(word)) for miss in misses} == {0, 1}
    assert all(word in near_misses(miss, "abc") for miss in misses)
