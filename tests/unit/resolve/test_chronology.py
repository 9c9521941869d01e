"""The chronology: by year, in order, Old Style beside New."""

from octavo.model.book import Record
from octavo.model.dates import HistoricalDate
from octavo.model.query import plain
from octavo.model.records import Event, LifeEvent, MarkdownText, Person, Role
from tests.unit.resolve.factory import (
    chapter,
    dated,
    day,
    entries,
    faults_of,
    p,
    person,
    publication,
    record,
    resolved,
    section,
    words_of,
)

NB = "\N{NO-BREAK SPACE}"


def event(identifier: str, date: HistoricalDate, **fields: object) -> Record[Event]:
    value = Event(id=identifier, date="", text="", **fields)  # type: ignore[arg-type]
    return record(value, {"text": (p("It happened."),)}, {("date",): date})


def test_events_are_in_order_of_date_by_year() -> None:
    book = publication(
        chapter("one"),
        events=(
            event("b", dated(day(1934, 12, 1), old_style=dated(day(1934, 11, 18)))),
            event("undated", dated()),
            event("a", dated(day(1934))),
            event("c", dated(day(1933, 3), day(1934, 1), period=True), place="Moscow's squares"),
            event("hidden", dated(day(1900)), print=False),
        ),
        back=("chronology",),
    )
    made = section(resolved(book), "chronology")

    assert [(group.title, [(each.id, plain(each.head)) for each in group.entries]) for group in made.groups] == [
        ("1933", [("event-c", "March 1933\u00a0– January 1934")]),
        ("1934", [("event-a", ""), ("event-b", f"1{NB}December")]),
        ("", [("event-undated", "")]),
    ]
    by_id = entries(resolved(book), "chronology")
    assert by_id["event-b"].values == {"year": "1934", "date": f"1{NB}December 1934", "old-style": f"18{NB}November"}
    assert by_id["event-c"].values["place"] == "Moscow’s squares"
    assert by_id["event-undated"].values == {"date": "date not known"}


def test_events_lead_to_their_passage_and_name_people() -> None:
    book = publication(
        chapter("one"),
        people=(person("kirov", "Kirov"),),
        events=(event("a", dated(day(1934)), passage="one", people=("kirov",)),),
        back=("chronology", "people"),
    )
    made = resolved(book)

    assert entries(made, "chronology")["event-a"].target == "one"
    assert entries(made, "people")["person-kirov"].anchors == ("event-a",)


def test_what_an_event_names_must_exist() -> None:
    book = publication(
        chapter("one"),
        events=(event("a", dated(day(1934)), passage="onne", people=("nobody",)),),
        back=("chronology",),
    )

    assert faults_of(book) == [
        "OC203 records.yaml:1 no person 'nobody'",
        "OC204 records.yaml:1 nothing has the id 'onne'",
    ]


def test_events_without_a_chronology_are_unused() -> None:
    book = publication(chapter("one"), events=(event("a", dated(day(1934))),))

    assert faults_of(book) == ["OC206 records.yaml:1 event 'a' is not used"]


# --- people ----------------------------------------------------------------------------------------------------------


def test_a_person_is_told_in_full() -> None:
    value = Person(
        id="kirov",
        name="Sergei Kirov",
        sort="Kirov, Sergei",
        original="Киров",
        original_language="ru",
        variants=("S. Kirov", "Kirow"),
        born=LifeEvent(date="", place="Urzhum"),  # type: ignore[arg-type]
        died=LifeEvent(date=""),  # type: ignore[arg-type]
        identification=MarkdownText("leader, speaker"),
        roles=(Role(role="party leader", dates="1926--34"), Role(role="speaker", dates="1917"), Role(role="orphan")),
    )
    made = record(
        value,
        {"identification": "leader, speaker", "fate": (p("Shot."),)},
        {("born", "date"): dated(day(1886, 3, 27)), ("died", "date"): dated()},
    )
    book = publication(chapter("one", p("Sergei Kirov")), people=(made,), back=("people",))
    kirov = entries(resolved(book), "people")["person-kirov"]

    assert plain(kirov.head) == "Kirov, Sergei"
    assert kirov.values == {
        "life": "b. 1886",
        "born": f"27{NB}March 1886, Urzhum",
        "original": "Киров",
        "original-language": "ru",
        "variants": "S.\u00a0Kirov, Kirow",
        "name": "Sergei Kirov",
    }
    assert {name: words_of(blocks) for name, blocks in kirov.parts.items()} == {
        "identification": "leader, speaker",
        "roles": "party leader, 1926\u2060–\u206034; orphan",
        "fate": "Shot.",
    }
    assert kirov.target == ""
