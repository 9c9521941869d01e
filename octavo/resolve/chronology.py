"""Fill the chronology: what happened when, by year, Old Style dates beside New Style ones (T31)."""

from dataclasses import replace
from itertools import groupby

from octavo.model.book import Entry, Group, Record
from octavo.model.dates import HistoricalDate
from octavo.model.diagnostics import Diagnostic, fault
from octavo.model.inlines import Inlines
from octavo.model.records import Event
from octavo.resolve.anchors import taken_ids
from octavo.resolve.dates import date_words, old_style_words, year_heading
from octavo.resolve.registers import Faults, Registers, Sections, date_of, fill, prose_of, text


def fill_chronology(sections: Sections, registers: Registers) -> tuple[Sections, Faults]:
    """Fill the section ``chronology`` with the printable events, in order of date, a group a year.

    Entries: ``head`` is the date inside its year and empty where only the year is known; values ``year``, ``date`` (in
    full), ``old-style``, ``place``; part ``text``; ``target`` is the passage that treats the event. Faults: OC204 for a
    passage that does not exist.
    """
    printed = sorted(
        (_date(record).sort_key, record.value.id, record) for record in registers.events.values() if record.value.print
    )
    places = taken_ids(sections)
    faults: list[Diagnostic] = []
    rows = []
    for _, _, record in printed:
        faults += _astray(record, places)
        rows.append((year_heading(_date(record)), _entry(record, registers)))
    groups = tuple(
        Group(title=year, entries=tuple(entry for _, entry in row)) for year, row in groupby(rows, lambda row: row[0])
    )
    return fill(sections, "chronology", lambda section: replace(section, groups=groups)), tuple(faults)


def _date(record: Record[Event]) -> HistoricalDate:
    return date_of(record, "date") or HistoricalDate(edtf=record.value.date, moments=())


def _entry(record: Record[Event], registers: Registers) -> Entry:
    event, date, language = record.value, _date(record), registers.language
    year = year_heading(date)
    within = int(year) if year else None
    values = {
        "year": year,
        "date": date_words(date, language),
        "old-style": old_style_words(date, language, within=within),
        "place": event.place,
    }
    return Entry(
        id=f"event-{event.id}",
        head=_inside_the_year(date, year, registers),
        parts={"text": prose_of(record, "text")},
        values={name: value for name, value in values.items() if value},
        target=event.passage,
        origin=record.origin,
    )


def _inside_the_year(date: HistoricalDate, year: str, registers: Registers) -> Inlines:
    words = date_words(date, registers.language, within=int(year)) if year else ""
    return text("" if words == year else words)


def _astray(record: Record[Event], places: set[str]) -> list[Diagnostic]:
    """Find a passage that does not exist."""
    passage = record.value.passage
    if not passage or passage in places:
        return []
    return [fault("OC204", record.at("passage"), id=passage, near=(passage, places))]
