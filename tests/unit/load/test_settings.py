"""The settings of a book and its list of sheets: what is wrong with their values, beyond their types."""

from typing import TYPE_CHECKING

import pytest

from octavo.load.handouts import check_sheets
from octavo.load.records import read_record
from octavo.load.settings import read_settings
from octavo.load.yaml import read_yaml
from octavo.model.handouts import Handouts
from octavo.model.records import Matter

if TYPE_CHECKING:
    from octavo.model.diagnostics import Diagnostic

SETTINGS = "title: Wells\nlanguage: en-GB\nversion: 1.0.0\nreleased: 2026-01-02\nformats: [pdf]\n"

SECTIONS = [*Matter().front, *Matter().back]


def told(diagnostics: "tuple[Diagnostic, ...]") -> list[str]:
    return [f"{each.origin} {each.code} {each.message}" for each in diagnostics]


@pytest.mark.parametrize(
    ("written", "instead", "fault"),
    [
        ("[pdf]", "[]", "5:10 OC103 [] does not fit here: a book has at least one format"),
        ("1.0.0", "1.0.x", "3:10 OC103 '1.0.x' does not fit here: write edition.impression.fix, such as 1.0.0"),
        ("2026-01-02", "2026-01", "4:11 OC105 '2026-01' is not a date: a release has a day"),
        (
            "formats",
            "licence: {name: CC BY 4.0, url: creativecommons.org}\nformats",
            "5:33 OC103 'creativecommons.org' does not fit here: write an address that begins with https://",
        ),
        (
            "formats",
            "identifiers: {pdf: 978-0-00-000000-1}\nformats",
            "5:20 OC103 '978-0-00-000000-1' does not fit here: no ISBN has these figures",
        ),
        (
            "formats",
            "press: {bleed: 300}\nformats",
            "5:16 OC103 300 does not fit here: write millimetres from 0 to",
        ),
        (
            "formats",
            "accessibility: {evaluation: {by: A, date: '2026', report: 'https://e.org/', version: 1.0.0}}\nformats",
            "5:44 OC103 2026 does not fit here: write a day such as 2026-11-24",
        ),
        (
            "formats",
            "accessibility: {evaluation: {by: A, date: 2026-01-02, report: e.org, version: 1.0.0}}\nformats",
            "5:63 OC103 e.org does not fit here: write an address that begins with https://",
        ),
        (
            "formats",
            "subject-codes: [{scheme: thema, code: nothing}]\nformats",
            "5:39 OC103 nothing does not fit here: ",
        ),
    ],
)
def test_a_setting_that_no_book_has_is_told_at_its_place(written: str, instead: str, fault: str) -> None:
    _, found = read_settings(read_yaml(SETTINGS.replace(written, instead, 1), "book.yaml"), SECTIONS)

    assert [each[: len(f"book.yaml:{fault}")] for each in told(found)] == [f"book.yaml:{fault}"]


def test_sheets_have_an_id_each_and_hold_something() -> None:
    sheet = "- {id: storm, title: The storm, content: [storm]}\n"
    empty = "- {id: calm, title: The calm, content: []}\n"
    handouts, _ = read_record(read_yaml(f"sheets:\n{sheet}{empty}{sheet}", "handouts.yaml"), Handouts)
    found = tuple(check_sheets(handouts))

    assert told(found) == [
        "handouts.yaml:3:40 OC103 [] does not fit here: a sheet holds something of the book",
        "handouts.yaml:4:8 OC111 the id 'storm' is already taken",
    ]
    assert [str(at) for at in found[1].related] == ["handouts.yaml:2:8"]
    assert list(check_sheets(None)) == []


@pytest.mark.parametrize(("name", "tag"), [("German", "de"), ("polski", "pl"), ("English", "en-GB"), ("de-DE", "de")])
def test_a_language_may_be_called_by_its_name(name: str, tag: str) -> None:
    record, diagnostics = read_settings(read_yaml(SETTINGS.replace("en-GB", name), ""), SECTIONS)

    assert (record.value.language, told(diagnostics)) == (tag, [])
