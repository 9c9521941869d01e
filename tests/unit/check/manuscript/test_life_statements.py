"""Only sentences that can hardly mean anybody else say something about a life."""

from dataclasses import replace
from pathlib import Path

import pytest

from octavo.check.manuscript.life_statements import life_statements
from octavo.check.manuscript.passages import Passage, passages
from octavo.model.book import Publication
from tests.unit.check.manuscript.manuscripts import manuscript, prose, reader


def said(passage: Passage, publication: Publication) -> list[str]:
    """Return what is said of lives in a passage, in order."""
    found = []
    for each in life_statements(passage, reader(publication)):
        if each.born and each.died:
            found.append((each.born.start, f"{each.person} {each.born.words}-{each.died.words}"))
        elif each.born:
            found.append((each.born.start, f"{each.person} born {each.born.words}"))
        elif each.died:
            found.append((each.died.start, f"{each.person} died {each.died.words}"))
        elif each.age:
            found.append((each.age.start, f"{each.person} died at {each.age.years}"))
    return [words for _, words in sorted(found)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ada Wren (1851--1931) kept it.", ["wren 1851-1931"]),
        ("Ada Wren (1884–06) kept it; when Wren (in 1890) rested, Wren (a keeper) slept.", ["wren 1884-1806"]),
        ("Wren (born 1851) and Tom Lark (d. 1950).", ["wren born 1851", "lark died 1950"]),
        ("Ada Wren was born in Port Marsh in 1851.", ["wren born 1851"]),
        ("Tom Lark, who was born on 1 May 1875, sailed.", ["lark born 1 May 1875"]),
        ("Tom Lark (the second keeper) was born in the spring of 1875.", ["lark born 1875"]),
        ("Tom Lark, the second keeper, died in 1950.", ["lark died 1950"]),
        ("Born in 1875, Tom Lark went to sea.", ["lark born 1875"]),
        ("Wren was arrested and shot on 3 May 1931.", ["wren died 3 May 1931"]),
        ("Wren fell ill in May and died on 3 May 1931, aged eighty.", ["wren died 3 May 1931", "wren died at 80"]),
        ("Wren died at the age of 79.", ["wren died at 79"]),
        ("Wren was 79 when she died.", ["wren died at 79"]),
        ("Wren, born in 1784 in Bath, kept it.", ["wren born 1784"]),
        ("Wren (born 29 April 1784) kept it.", ["wren born 29 April 1784"]),
        ("In 1784 Wren was born, and on 3 May 1931 Wren died.", ["wren born 1784", "wren died 3 May 1931"]),
        ("Wren (29 April 1784 – 3 May 1931) kept it.", ["wren 29 April 1784-3 May 1931"]),
        ("Wren was born near No. 3 in 1851.", ["wren born 1851"]),
        ("Wren moved, before the war, to an island, where a school stood, and died in 1931.", []),
        ("Wren moved to an island, where a school stood, and died in 1931.", ["wren died 1931"]),
        ("Wren was seventy-nine years old when she was shot.", ["wren died at 79"]),
        # somebody else, or not surely
        ("Wren's aunt died in 1840.", []),
        ("The aunt of Wren died in 1840.", []),
        ("Wren, whose aunt died in 1840, wept.", []),
        ("Wren saw how her mother suffered and died in 1840.", []),
        ("Tom Wren died in 1840, and so did Ada Wren Lark in 1841.", []),
        ("The Wren Tower was killed off in 1840.", []),
        ("Wren shot a gull in 1900.", []),
        ("When Wren died in 1931, it rained.", ["wren died 1931"]),
        ("Wren died after the storm of 1906.", []),
        ("Wren was born when the war of 1850 ended.", []),
        ("Wren died on the island.", []),
        ("When Wren was born, Tom Lark died in 1840; he fell.", ["lark died 1840"]),
        ("The wife of Wren, born in 1840, and Wren, her daughter's teacher, died in 1841.", ["wren born 1840"]),
        ("Wren, mother of two, died in 1840.", []),
        ("“Wren died in 1840,” he said. *Wren died in 1841* is a song.", []),
        ("He was born in 1840.", []),
        ("She was 12 when she died.", []),
    ],
)
def test_a_sentence_is_read_where_it_is_sure(text: str, expected: list[str], tmp_path: Path) -> None:
    publication = manuscript(tmp_path, text=text)
    (_, passage) = prose(publication)

    assert said(passage, publication) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Wren came late. She was born in 1851.", ["wren born 1851"]),
        ("Wren came late. She lived alone and died on 3 May 1931.", ["wren died 3 May 1931"]),
        ("Wren did not come back: she died in 1931.", ["wren died 1931"]),
        ("Wren came late. Born in 1851, she was old.", ["wren born 1851"]),
        ("Wren came late. She was 79 when she died.", ["wren died at 79"]),
        ("Her aunt had died. She was born in 1820.", []),
        ("Wren met Tom Lark. He died in 1840.", []),
        ("She was born in 1851.", []),
        ("Wren came late. She knew how her mother lived and died in 1840.", []),
        ("Wren came late. She shot and died of hunger.", []),
    ],
)
def test_a_short_life_is_about_its_person(text: str, expected: list[str], tmp_path: Path) -> None:
    publication = manuscript(tmp_path, text=f"::: sidebar person=wren\n{text}\n:::")
    *_, passage = prose(publication)

    assert said(passage, publication) == expected


@pytest.mark.parametrize(
    ("fate", "expected"),
    [
        ("Shot on 3 May 1931.", ["wren died 3 May 1931"]),
        ("Arrested in 1930 and shot in 1931 at the age of 79.", ["wren died 1931", "wren died at 79"]),
        ("Tried twice in 1930, shot in 1931.", ["wren died 1931"]),
        ("Her father was shot in 1840; her mother died in 1841.", []),
        ("Survived the storm of 1906, in which her aunt died.", []),
    ],
)
def test_the_fate_of_a_person_needs_no_name(fate: str, expected: list[str], tmp_path: Path) -> None:
    publication = manuscript(tmp_path, people=f"fate: Retired to the island and is buried there. => fate: '{fate}'")
    (passage,) = [each for each in passages(publication) if each.text.value == fate]

    assert said(passage, publication) == expected


def test_a_link_names_a_person_by_any_words(tmp_path: Path) -> None:
    publication = manuscript(
        tmp_path, text="[The keeper](person:wren) was born in 1840; [nobody](person:nobody) died in 1."
    )
    (_, passage) = prose(publication)

    assert said(passage, publication) == ["wren born 1840"]


def test_words_that_may_mean_two_people_mean_nobody(tmp_path: Path) -> None:
    publication = manuscript(
        tmp_path,
        text="Wren was born in 1840.",
        people="name: Tom Lark\n => name: Tom Lark\n  mentions: [Wren, Tom Lark]\n",
    )
    (_, passage) = prose(publication)

    assert said(passage, publication) == []
    assert said(passage, replace(publication, people=())) == []
