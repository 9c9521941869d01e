"""The list of corrections has what was applied since the first release, this version first."""

from dataclasses import replace

from octavo.model.dates import Edtf
from octavo.model.editions import Correction, Release
from octavo.model.inlines import Reference
from octavo.model.origin import Path
from octavo.model.prose import Paragraph
from octavo.model.query import plain
from tests.unit.resolve.factory import chapter, dated, day, p, publication, record, resolved, section

DATE: Path = ("date",)


def correction(identifier: str, **others: object) -> Correction:
    """Return a correction that was applied, if nothing else is said."""
    given = Correction(
        id=identifier,
        date=Edtf("2026-11-26"),
        kind="fact",
        severity=3,
        decision="applied",
        file="text/one.md",
        where="one",
        was="[lit](term:lit) in 1884.",
        now="[lit](term:lit) in 1885.",
    )
    return replace(given, **others)  # type: ignore[arg-type]  # whatever a test gives


def release(version: str, *corrections: str) -> Release:
    """Return the record of a release that has some corrections."""
    return Release(version=version, date=Edtf("2026-11-25"), digest="", snapshot="", pages=1, corrections=corrections)


def test_corrections_are_told_by_the_release_that_has_them_and_lead_to_their_places() -> None:
    day_of = {DATE: dated(day(2026, 11, 26))}
    ledger = (
        correction("c000"),
        correction("c001", reason="the log says so", reporter="A. Reader"),
        correction("c002", where="gone.born", now=""),
        correction("c003", decision="rejected"),
    )
    book = publication(
        chapter("one", p("It was lit in 1885."), title="The tower"),
        back=("corrections",),
        settings={"version": "1.2.0"},
        corrections=tuple(record(each, {}, day_of) for each in ledger),
        releases=tuple(
            record(each, {}, day_of) for each in (release("1.0.0", "c000"), release("1.1.0", "c000", "c001"))
        ),
    )
    now, before = section(resolved(book), "corrections").groups
    (first,), (second,) = before.entries, now.entries

    assert [now.title, before.title.replace("\u00a0", " ")] == [
        "Corrected in 1.2.0 ()",
        "Corrected in 1.1.0 (26 November 2026)",
    ]
    assert (first.id, second.id) == ("correction-c001", "correction-c002")
    assert {name: words.replace("\u00a0", " ") for name, words in first.values.items()} == {
        "was": "lit in 1884",
        "now": "lit in 1885",
        "date": "26 November 2026",
        "reporter": "A. Reader",
    }
    assert set(second.values) == {"was", "date"}
    assert set(second.parts) == set()
    (place,) = first.parts["place"]
    assert isinstance(place, Paragraph)
    assert isinstance(place.children[0], Reference)
    assert (place.children[0].target, plain(place.children)) == ("one", "The tower")
    # What is told where no section lists it is the same.
    whole = resolved(book)
    assert [group.title for group in whole.corrected] == [now.title, before.title]
    assert [each.version for each in whole.earlier] == ["1.1.0", "1.0.0"]


def test_a_citation_that_was_corrected_is_told_by_its_works() -> None:
    ledger = (correction("c001", was="[@marsh1901; @holm1950]", now="[@marsh1901]"),)
    book = publication(
        chapter("one", p("It was lit.")),
        back=("corrections",),
        settings={"version": "1.1.0"},
        corrections=tuple(map(record, ledger)),
        releases=(record(release("1.0.0")),),
    )
    ((entry,),) = (group.entries for group in section(resolved(book), "corrections").groups)

    assert (entry.values["was"], entry.values["now"]) == ("marsh1901; holm1950", "marsh1901")


def test_a_book_without_corrections_has_no_list_and_no_fault() -> None:
    book = publication(chapter("one", p("It was lit.")), back=("corrections",), releases=(record(release("0.9.0")),))

    assert [each.id for each in resolved(book).sections] == ["one"]
