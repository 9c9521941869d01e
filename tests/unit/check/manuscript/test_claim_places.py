"""A claim is found in every form, and nothing else is."""

import re
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from octavo.check.manuscript.claim_places import stated_places
from octavo.check.manuscript.claims import claim_reader, name_pattern
from octavo.model.book import Publication
from octavo.model.claims import ClaimKind, Stated
from tests.unit.check.manuscript.manuscripts import ROOT, manuscript

BORN = "13 May 1875"
FORMS = (
    ("He was born on 13 May 1875 in Kronstadt.", "13 May 1875", "as written"),
    ("The date is May 13, 1875.", "May 13, 1875", "in another form"),
    ("On the 13th of May 1875 it rained.", "13th of May 1875", "in another form"),
    (
        "It was the thirteenth of May, eighteen seventy-five.",
        "thirteenth of May, eighteen seventy-five",
        "in another form",
    ),
    ("The register has 13.5.1875 and no place.", "13.5.1875", "in another form"),
    ("A letter of 13/05/1875 says so.", "13/05/1875", "in another form"),
    ("The archive files it under 1875-05-13.", "1875-05-13", "in another form"),
    ("Stamped 13. V. 1875 at the harbour.", "13. V. 1875", "in another form"),
    ("In 1875 nobody came. On 13 May the boat was late.", "13 May", "without its year"),
    ("The fair of 12--14 May 1875 and that of 12 and 13 May 1875.", "12 and 13 May 1875", "in another form"),
    ("The gale (of 13 May 1875) is well known.", "13 May 1875", "as written"),
    ("He was christened on 13 May 1875 (1 May Old Style).", "1 May", "in the old calendar"),
    ("Tom Lark (1875--1950) came.", "1875", "less exact"),
    ("Tom Lark, born in Kronstadt in 1875, came by sea.", "1875", "less exact"),
    ("Tom Lark died at the age of 74.", "74", "age computed from it"),
    ("Tom Lark, aged 30, sang.", "30", "age computed from it"),
    ("On *13 May* 1875 somebody\nsang.", "13 May 1875", "as written"),
    ("A footnote.[^a]\n\n[^a]: Begun on 13 May 1875.", "13 May 1875", "as written"),
    ("Type `find 13.5.1875` there.", "13.5.1875", "in another form"),
    ("```\nfirst line\nof 13/5/1875 too\n```", "13/5/1875", "in another form"),
    ("## The thirteenth of May 1875", "thirteenth of May 1875", "in another form"),
    ('A [gale]{index="gale of 13 May 1875"}.', "13 May 1875", "as written"),
    ('::: table caption="Days"\n| Day | What |\n|---|---|\n| 13 May 1875 | birth |\n:::', "13 May 1875", "as written"),
)
VISITS = """\
id: visits
kind: table
title: The boats of 13 May 1875
data:
  columns: [{name: day}, {name: boats}]
  rows: [["13 May 1875", 4], ["14 May 1875", 1875]]
"""
LAMP = "in 1884 => on 13 May 1875"


def found(publication: Publication, text: str, kind: ClaimKind | None = None) -> tuple[Stated, ...]:
    """Return the places that state what ``text`` states."""
    reader = claim_reader(publication)
    return stated_places(publication, reader.claim(text, kind), sources(publication), reader)


def sources(publication: Publication) -> Callable[[str], str]:
    """Return what reads the files of a manuscript."""
    folder = ROOTS.get(publication.digest, ROOT)
    return cache(lambda path: (folder / path).read_text())


ROOTS: dict[str, Path] = {}


def made(folder: Path, **files: str) -> Publication:
    """Load a manuscript whose files can be looked into."""
    publication = manuscript(folder, **files)
    ROOTS[publication.digest] = folder
    return publication


def lines(places: tuple[Stated, ...]) -> list[tuple[str, str, str]]:
    """Return file, words and form of each place in the foreword and the registers that were written for a test."""
    return [(each.origin.path.removeprefix("content/stock/"), each.words, each.form) for each in places]


def test_a_date_in_more_than_twenty_forms_is_found_in_all_of_them(tmp_path: Path) -> None:
    """Each place is told where its words begin; the register, its old calendar, a cell and a text for the blind too."""
    people = 'place: Kronstadt}\n => place: Kronstadt}\n  died: {date: "1950-03"}\n'
    publication = made(
        tmp_path,
        text="\n\n".join(text for text, _, _ in FORMS) + "\n",
        people=people,
        **{"figures/visits": VISITS, "figures/lamp": LAMP},
    )
    places = found(publication, BORN)
    told = lines(places)

    for _, words, form in FORMS:
        assert ("text/foreword.md", words, form) in told
    assert ("people/keepers.yaml", "1875-05-13", "in another form") in told
    assert ("people/keepers.yaml", "1875-05-01", "in the old calendar") in told
    assert [each for each in told if each[0] == "figures/visits.yaml"] == [
        ("figures/visits.yaml", BORN, "as written")
    ] * 2
    assert [each.what for each in places if "lamp.yaml" in each.origin.path] == ["alternative text"]
    read = sources(publication)
    for each in places:
        line = read(each.origin.path).split("\n")[each.origin.line - 1]
        assert each.what == "index" or line[each.origin.column - 1 :].startswith(each.words.split()[0]), each
    # Besides the forms there is the new date beside the old one, and five places are in records.
    assert len(told) == len(FORMS) + 1 + 5


def test_a_month_counts_where_the_passage_is_that_of_an_event_of_the_day(tmp_path: Path) -> None:
    event = "passage: tower\n => passage: gale\n"
    text = "{#gale}\nIn May 1884 the sea rose, as in March 1884.\n\nIn March 1884 nobody came.\n"
    publication = made(tmp_path, text=text, events=event)

    assert [each for each in lines(found(publication, "1 March 1884")) if each[0] == "text/foreword.md"] == [
        ("text/foreword.md", "March 1884", "less exact")
    ]


@pytest.mark.parametrize(
    "text",
    [
        "The year 1875 was dry.",
        "May 1875 was dry.",
        "On 13 May 1876 it rained. On 13 May nobody sang.",
        "Between 1870 and 1875 there were 13 keepers.",
        "The 1875 lamps cost 1,875 pounds on 14 May.",
        "A chapter, 13.5.18751, and 113 May 1875 and a date of 13-5-75.",
        "MIX, CIVIC and DIM are no years.",
        "Ada Wren was 24 when she died.",
    ],
)
def test_what_is_another_date_is_no_place_of_it(text: str, tmp_path: Path) -> None:
    publication = made(tmp_path, text=text + "\n")

    assert [each for each in lines(found(publication, BORN)) if each[0] == "text/foreword.md"] == []


@pytest.mark.parametrize(
    ("asked", "text", "expected"),
    [
        ("1875", "In 1875, in 1870--75, on 13.5.1875, in MDCCCLXXV and in eighteen seventy-five.", 5),
        ("1875", "In the 1875s? From 1860–61 to 1876; 1,875 men.", 0),
        ("May 1875", "May 1875, early in May 1875, 2 May 1875, but June 1875.", 3),
        ("681,692", "There were 681,692, or 681692, or 681 692; about 682,000; some 680,000; 682,000 exactly.", 5),
        ("35", "Thirty-five of 35 came on 3 May 1935, No. 355.", 2),
        ("1.5 million", "One and 1.5 million or 1,500,000; 1.5 thousand.", 2),
        ("111", "One hundred and eleven, a hundred and eleven, 111.", 3),
        ("Tom Lark", "Tom Lark and Lark, Tom; Larks; a [keeper](person:lark).", 3),
        ("relief", "The [boat](term:relief) and the relief.", 2),
        ('the "old" lamp', 'It was the “old” lamp, the\n"old"  lamp; the older lamp.', 2),
    ],
)
def test_a_claim_is_found_in_its_forms(asked: str, text: str, expected: int, tmp_path: Path) -> None:
    publication = made(tmp_path, text=text + "\n")

    assert len([each for each in lines(found(publication, asked)) if each[0] == "text/foreword.md"]) == expected


@pytest.mark.parametrize(
    ("word", "forms"),
    [
        ("relief", ["relief", "Reliefs", "RELIEF"]),
        ("man of war", ["men of war", "Man of war"]),
        ("(iv) key", ["(iv) keys"]),
    ],
)
def test_a_name_is_found_in_any_form_though_few_patterns_are_compiled(word: str, forms: list[str]) -> None:
    """What all forms begin with may be a part of the word, a sign, or nothing."""
    endings = {"": "s", "man": "men mans"}
    pattern = name_pattern(word, endings, re.IGNORECASE)

    assert [[found[0] for found in pattern.finditer(f"The {form}, then.")] for form in forms] == [
        [each] for each in forms
    ]
    assert all(pattern.fullmatch(form) for form in forms)
    assert list(pattern.finditer("Nothing of it.")) == []
