"""A correction that was made cannot be lost without a word."""

from collections.abc import Mapping
from dataclasses import asdict, replace

import pytest

from octavo.editions.lost_corrections import Placed, lost_corrections
from octavo.model.book import Record
from octavo.model.claim_text import ClaimText
from octavo.model.dates import Edtf
from octavo.model.editions import Correction
from octavo.model.origin import Origin

FIRST = Correction(
    id="c001",
    date=Edtf("2026-11-30"),
    kind="fact",
    severity=3,
    decision="applied",
    file="a.md",
    where="tower",
    was="was lit in 1884",
    now="was lit in 1885",
)


def lost(texts: Mapping[str, str], *ledger: Correction) -> list[str]:
    """Return code and id of what is told of a file with these texts, by the names of their blocks."""
    records = [Record(value=each, origin=Origin("corrections.yaml", line)) for line, each in enumerate(ledger, 1)]
    place = Origin("a.md", 1)
    placed = [
        Placed(
            where=where,
            file="a.md",
            text=ClaimText(value=value, pieces=(), origin=place, what="text", block=place),
        )
        for where, value in texts.items()
    ]
    return [f"{each.code} {each.message.split(chr(39))[1]}" for each in lost_corrections(records, placed)]


def after(was: str, now: str, **other: object) -> Correction:
    """Return a second correction of the same block."""
    return Correction(**{**asdict(FIRST), "id": "c002", "was": was, "now": now, **other})


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        ({"tower": "It was lit in 1885."}, []),
        ({"tower": "It was lit in 1884."}, ["OC411 c001"]),
        ({"tower": "It was lit in 1885; others say it was lit in 1884."}, ["OC411 c001"]),
        ({"tower": "It was lit late."}, ["OC412 c001"]),
        ({"other": "It was lit in 1885."}, []),
        ({"other": "It was lit in 1884."}, ["OC411 c001"]),
        ({"other": "Nothing of it."}, ["OC413 c001"]),
        ({"tower": "Nothing.", "other": "It was lit in 1885."}, []),
        ({"tower": "It was\nlit in 1885."}, []),
    ],
)
def test_the_old_wording_may_not_return_and_the_new_one_stays(texts: Mapping[str, str], expected: list[str]) -> None:
    assert lost(texts, FIRST) == expected


@pytest.mark.parametrize(
    ("text", "second", "expected"),
    [
        ("It was lit in 1886.", after("1885", "1886"), []),
        ("It was lit in 1885.", after("1885", "1886"), ["OC412 c001", "OC411 c002"]),
        ("First lit late.", after("It was lit in 1885.", "First lit late."), []),
        ("It was lit in 1884.", after("was lit in 1885", "was lit in 1884"), []),
        ("Gone.", after("x", "y", supersedes=("c001",), decision="rejected"), []),
        ("It was lit in 1885.", after("was lit", "*was lit*", kind="layout"), []),
    ],
)
def test_a_later_correction_counts(text: str, second: Correction, expected: list[str]) -> None:
    assert lost({"tower": text}, FIRST, second) == expected


def test_marks_alone_are_not_looked_for() -> None:
    assert lost({"tower": "It was lit."}, after("[@holm]", "of old"), after("x", "of old")) == ["OC412 c002"]


def test_what_was_not_applied_is_not_asked_for() -> None:
    assert lost({"tower": "It was lit in 1884."}, after("1884", "1885", decision="rejected")) == []


@pytest.mark.parametrize(
    ("was", "now"),
    [
        (r"d = 0.53\,\text{m}", r"d = 0.54\,\text{m}"),
        ("total = 3 * boats", "total = 4 * boats"),
        ("see [x](y) = 3", "see [x](y) = 4"),
    ],
)
def test_what_is_a_mark_in_prose_alone_is_no_mark_in_a_formula_or_in_code(was: str, now: str) -> None:
    """The ledger keeps what the formula or the code says."""
    assert lost({"tower": now}, replace(FIRST, was=was, now=now)) == []
    assert lost({"tower": was}, replace(FIRST, was=was, now=now)) == ["OC411 c001"]
    assert lost({"tower": "d = 1"}, replace(FIRST, was=was, now=now)) == ["OC412 c001"]
