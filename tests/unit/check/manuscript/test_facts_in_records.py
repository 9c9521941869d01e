"""Records do not contradict each other, nor the passages that treat them."""

from dataclasses import replace
from pathlib import Path

import pytest

from tests.unit.check.manuscript.manuscripts import facts, manuscript


def test_the_stock_book_contradicts_nothing(tmp_path: Path) -> None:
    assert facts(manuscript(tmp_path)) == []


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (
            '"1931-02-03"',
            '"1840"',
            ["OC804 people/keepers.yaml:9:17", "OC804 people/keepers.yaml:11:30"],
        ),
        ("1884–1906", "1884–1932", ["OC804 people/keepers.yaml:11:30"]),
        ("1884–1906", "1846–1931", []),
        ("1884–1906", "1840–1906", ["OC804 people/keepers.yaml:11:30"]),
        ("1884–1906", "1830–1845", ["OC804 people/keepers.yaml:11:30"]),
        ("1884–1906", "1880s", []),
        ('date: "1931-02-03"', 'date: "1931~"', []),
    ],
)
def test_a_record_does_not_contradict_itself(old: str, new: str, expected: list[str], tmp_path: Path) -> None:
    found = facts(manuscript(tmp_path, people=f"{old} => {new}"))

    own = [line for line in found if line.startswith("OC804")]
    assert [" ".join(line.split(" ")[:2]) for line in own] == expected


EVENT = """- id: some
  date: "{date}"
  text: {text}
  people: [wren, lark]
"""


@pytest.mark.parametrize(
    ("date", "text", "expected"),
    [
        ("1900", "A ship passes.", []),
        ("1870", "A ship passes.", ["the event 'some' (1870) names Tom Lark, who was born 1875-05-13"]),
        ("1932", "Wren lights the lamp.", ["the event 'some' (1932) names Ada Wren, who died 1931-02-03"]),
        ("1931-02-01/1931-03-01", "Wren lights the lamp.", []),
        ("1932", "Wren's house burns.", []),
        ("1932", "A monument to both keepers is set up.", []),
        ("..", "A ship passes.", []),
    ],
)
def test_an_event_is_inside_the_lives_of_its_people(date: str, text: str, expected: list[str], tmp_path: Path) -> None:
    found = facts(manuscript(tmp_path, events=EVENT.format(date=date, text=text)))

    assert [line.partition(" ")[2].partition(" ")[2] for line in found] == expected


def test_without_a_section_for_prose_only_births_and_bare_dates_count(tmp_path: Path) -> None:
    late, early = (EVENT.format(date=date, text="Wren, aged 7, lights it.") for date in ("1932", "1870"))
    documents = "Written by => Signed on 9 January 1906 by"

    def silent(folder: str, **files: str) -> list[str]:
        publication = manuscript(tmp_path / folder, **files)
        return facts(replace(publication, language=replace(publication.language, prose=None)))

    assert silent("one", events=late, documents=documents, text="Wren died in 1840.") == []
    assert [line.partition(" ")[0] for line in silent("other", events=early)] == ["OC802"]
    assert [line.partition(" ")[0] for line in silent("third", people="1884–1906 => 1840–1906")] == ["OC804"]


@pytest.mark.parametrize(
    ("date", "text", "expected"),
    [
        ("1931-02-03", "Wren dies.", []),
        (
            "1931-02-04",
            "Wren dies.",
            ["OC801 events.yaml:2:10", "OC802 events.yaml:2:10"],
        ),
        ("1931-02-04", "Ada Wren, the first keeper, is killed.", ["OC801 events.yaml:2:10", "OC802 events.yaml:2:10"]),
        ("1931-01", "A gull kills Wren.", ["OC801 events.yaml:2:10"]),
        ("1931-01", "Death of the keeper Ada Wren.", ["OC801 events.yaml:2:10"]),
        ("1931-01/1931-02", "Wren falls ill. Wren dies on 3 February 1931.", []),
        ("1931-01", "Wren's dog dies.", []),
        ("1890", "Tom Lark, aged fifteen, comes to the island.", []),
        ("1890", "Tom Lark, 14 years old, comes to the island.", []),
        ("1890", "Tom Lark, aged sixteen, comes to the island.", ["OC801 events.yaml:3:9"]),
        ("1890", "Ada Wren, aged sixteen, comes to the island.", []),
        ("1890", "Tom Lark, aged old, comes to the island.", []),
    ],
)
def test_an_event_knows_deaths_and_ages(date: str, text: str, expected: list[str], tmp_path: Path) -> None:
    found = facts(manuscript(tmp_path, events=EVENT.format(date=date, text=text)))

    assert [" ".join(line.split(" ")[:2]) for line in found] == expected


@pytest.mark.parametrize(
    ("documents", "expected"),
    [
        ("id: log-1906 => id: log-1906-01-07", []),
        ("id: log-1906 => id: log-1906-13-07", []),
        ("id: log-1906 => id: log-1906-01-08", ["OC805 documents.yaml:2:7"]),
        ("Written by => Signed on 7 January 1906 by", []),
        ("Written by => Issued on 7 January 1906, signed on 9 January 1906 by", []),
        ("Written by => Dated 9 January 1906; by", ["OC805 documents.yaml:5:15"]),
        ("Written by => Printed on 9 January 1906; by", []),
    ],
)
def test_a_document_has_one_date(documents: str, expected: list[str], tmp_path: Path) -> None:
    found = facts(manuscript(tmp_path, documents=documents))

    assert [" ".join(line.split(" ")[:2]) for line in found] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("See [the log of 7 January 1906](#log-1906).", []),
        ("See [the log of January](#log-1906), [a tower of 1850](#tower), [the log](#log-1906).", []),
        ("See [the log of 8 January, printed with that of 7 January](#log-1906).", []),
        ("See [the log of 8 January 1906](#log-1906).", ["OC805 text/foreword.md:3:17"]),
    ],
)
def test_a_reference_names_the_date_of_its_document(text: str, expected: list[str], tmp_path: Path) -> None:
    found = facts(manuscript(tmp_path, text=text))

    assert [" ".join(line.split(" ")[:2]) for line in found] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It was lit on 1 March 1884.", []),
        ("It was lit on 1 March.", []),
        ("It was lit on 2 March 1885.", []),
        ("A year after 1 March 1884, on 1 March 1885, it was lit again.", []),
        ("It was lit on 1 March 1885.", ["OC805 text/foreword.md:4:15"]),
    ],
)
def test_a_passage_has_the_year_of_its_event(text: str, expected: list[str], tmp_path: Path) -> None:
    found = facts(manuscript(tmp_path, text=f"{{#lit}}\n{text}", events="passage: tower => passage: lit"))

    assert [" ".join(line.split(" ")[:2]) for line in found] == expected
