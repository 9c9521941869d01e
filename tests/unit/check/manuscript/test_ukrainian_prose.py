"""The same reader reads Ukrainian, from the language file alone."""

from pathlib import Path

import pytest

from octavo.model.book import Publication
from tests.unit.check.manuscript.manuscripts import facts, manuscript, prose
from tests.unit.check.manuscript.test_life_statements import said

UKRAINIAN = "language: en-GB => language: uk"
PEOPLE = """- id: wren
  name: Ада Рен
  mentions: [Ада Рен, Рен, Ади Рен, Аду Рен]
  born: {date: "1851-05-03"}
  died: {date: "1931-02-03"}
  fate: '{fate}'
- id: lark
  name: Том Ларк
  mentions: [Том Ларк, Ларк, Ларка, Тома Ларка]
  born: {date: "1875-05-13"}
"""


def ukrainian(folder: Path, text: str = "Так.", fate: str = "Так.", **files: str) -> Publication:
    return manuscript(folder, text=text, people=PEOPLE.replace("{fate}", fate), book=UKRAINIAN, **files)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Том Ларк народився 13 травня 1875 року в Кронштадті.", ["lark born 13 травня 1875"]),
        ("Ада Рен народилася у 1851 році.", ["wren born 1851"]),
        ("Ада Рен, яка народилась у Порт-Марші 3 травня 1851-го, була доглядачкою.", ["wren born 3 травня 1851-го"]),
        ("Народився Ларк 1875 року.", ["lark born 1875"]),
        ("У травні 1875 року в Кронштадті народився Том Ларк.", ["lark born травні 1875"]),
        ("Ада Рен (1851–1931) стежила за маяком.", ["wren 1851-1931"]),
        ("Ада Рен (3 травня 1851, Порт-Марш — 3 лютого 1931) стежила за маяком.", ["wren 3 травня 1851-3 лютого 1931"]),
        ("Том Ларк (нар. 1875) і Ада Рен (пом. 1931 р.).", ["lark born 1875", "wren died 1931"]),
        ("Том Ларк, 1875 року народження, моряк.", ["lark born 1875"]),
        ("Ада Рен померла 3 лютого 1931 року у віці 79 років.", ["wren died 3 лютого 1931", "wren died at 79"]),
        ("Рен померла на острові у віці сімдесяти дев’яти років.", ["wren died at 79"]),
        ("Тома Ларка розстріляли 3 лютого 1938 року.", ["lark died 3 лютого 1938"]),
        ("Ларка було вбито в порту взимку 1938-го.", ["lark died 1938-го"]),
        ("Ларк захворів у лютому і невдовзі помер від тифу 1938 року.", ["lark died 1938"]),
        ("1931 року Рен померла.", ["wren died 1931"]),
        ("Рен прожила 79 років.", ["wren died at 79"]),
        # somebody else, or not surely
        ("Тітка Рен померла 1840 року.", []),
        ("Рен, чия тітка померла 1840 року, плакала.", []),
        ("Рен бачила, як її мати слабшала і померла 1840 року.", []),
        ("Про Рен і Ларка: помер від ран, дістаних 1915 року.", []),
        ("Ларк помер, коли 1938 рік минув.", []),
        ("«Рен померла 1840 року», — сказав він.", []),
        ("Сестра Ларка народилася 1880 року.", []),
    ],
)
def test_a_sentence_is_read_where_it_is_sure(text: str, expected: list[str], tmp_path: Path) -> None:
    publication = ukrainian(tmp_path, text)
    (_, passage) = prose(publication)

    assert said(passage, publication) == expected


def test_a_short_life_is_about_its_person(tmp_path: Path) -> None:
    life = "Рен прийшла пізно. Вона народилася 1840 року.\nЇї брат утонув. Вона померла 1850 року."
    text = f"::: sidebar person=wren\n{life}\n:::"

    assert facts(ukrainian(tmp_path, text)) == [
        "OC801 text/foreword.md:4:36 '1840' does not agree with the register: Ада Рен was born 1851-05-03"
    ]


@pytest.mark.parametrize(
    ("fate", "expected"),
    [
        ("Заарештована 1930 року і розстріляна 1932 року.", ["OC801 people/keepers.yaml:6:10"]),
        ("Розстріляна 3 лютого 1931 року.", []),
        ("Її брата розстріляли 1840 року.", []),
    ],
)
def test_the_fate_of_a_person_needs_no_name(fate: str, expected: list[str], tmp_path: Path) -> None:
    found = facts(ukrainian(tmp_path, fate=fate))

    assert [" ".join(line.split(" ")[:2]) for line in found] == expected


EVENT = """- id: some
  date: "{date}"
  text: {text}
  people: [wren]
"""


@pytest.mark.parametrize(
    ("date", "text", "expected"),
    [
        ("1931-02-03", "Ада Рен помирає на острові.", []),
        ("1931-01", "Смерть доглядачки Ади Рен.", ["OC801 events.yaml:2:10"]),
        ("1890", "14-річний Том Ларк прибуває на острів.", []),
        ("1890", "16-річний Том Ларк прибуває на острів.", ["OC801 events.yaml:3:9"]),
        ("1932", "Ада Рен запалює лампу.", ["OC802 events.yaml:2:10"]),
        ("1932", "На могилі Ади Рен ставлять камінь.", []),
    ],
)
def test_an_event_knows_deaths_ages_and_memory(date: str, text: str, expected: list[str], tmp_path: Path) -> None:
    found = facts(ukrainian(tmp_path, events=EVENT.format(date=date, text=text)))

    assert [" ".join(line.split(" ")[:2]) for line in found] == expected


def test_a_provenance_and_a_sum_are_read(tmp_path: Path) -> None:
    documents = "Written by [Tom Lark](person:lark) on => Підписано 9 січня 1906 року; on"
    table = (
        "::: table\n| що | скільки |\n|---|---:|\n| олія | 1 200 |\n| ґніт | близько 300 |\n| Разом | 1 700,5 |\n:::"
    )

    assert [line[:6] + line.split(" ")[1] for line in facts(ukrainian(tmp_path, table, documents=documents))] == [
        "OC805 documents.yaml:5:15",
        "OC803 text/foreword.md:8:11",
    ]
