"""Only sentences that can hardly mean anybody else say something about a life."""

from pathlib import Path

import pytest

from octavo.check.manuscript.facts_people import cast_of
from octavo.check.manuscript.facts_sentences import AgeClaim, Claim, DateClaim, SpanClaim, claims
from octavo.check.manuscript.passages import passages
from tests.unit.check.manuscript.manuscripts import manuscript, prose


def said(claim: Claim) -> str:
    match claim:
        case DateClaim():
            return f"{claim.person} {claim.what} {claim.written.words}"
        case SpanClaim():
            return f"{claim.person} {claim.first.words}-{claim.last.words}"
        case AgeClaim():
            return f"{claim.person} died at {claim.age}"


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
        ("“Wren died in 1840,” he said. *Wren died in 1841* is a song.", []),
        ("He was born in 1840.", []),
        ("She was 12 when she died.", []),
    ],
)
def test_a_sentence_is_read_where_it_is_sure(text: str, expected: list[str], tmp_path: Path) -> None:
    publication = manuscript(tmp_path, text=text)
    (_, passage) = prose(publication)

    assert [said(claim) for claim in claims(passage, cast_of(publication.people))] == expected


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

    assert [said(claim) for claim in claims(passage, cast_of(publication.people))] == expected


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
    (passage,) = [each for each in passages(publication) if each.letters.value == fate]

    assert [said(claim) for claim in claims(passage, cast_of(publication.people))] == expected


def test_a_link_names_a_person_by_any_words(tmp_path: Path) -> None:
    publication = manuscript(
        tmp_path, text="[The keeper](person:wren) was born in 1840; [nobody](person:nobody) died in 1."
    )
    (_, passage) = prose(publication)

    assert [said(claim) for claim in claims(passage, cast_of(publication.people))] == ["wren born 1840"]


def test_words_that_may_mean_two_people_mean_nobody(tmp_path: Path) -> None:
    publication = manuscript(
        tmp_path,
        text="Wren was born in 1840.",
        people="name: Tom Lark\n => name: Tom Lark\n  mentions: [Wren, Tom Lark]\n",
    )
    (_, passage) = prose(publication)

    assert [*claims(passage, cast_of(publication.people))] == []
    assert [*claims(passage, cast_of(()))] == []
