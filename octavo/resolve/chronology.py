"""Fill the chronology: what happened when, by year, Old Style dates beside New Style ones (T31)."""

from dataclasses import replace
from itertools import groupby

from octavo.model.book import Entry, EntryGroup, Record, Section
from octavo.model.dates import HistoricalDate
from octavo.model.inlines import Inlines
from octavo.model.records import Event
from octavo.resolve.dates import date_words, old_style_words, year_heading
from octavo.resolve.registers import Registers, Sections, date_of, prose_of, text


def fill_chronology(section: Section, _sections: Sections, registers: Registers) -> Section:
    """Fill the chronology with the events that are used, in order of date, a group a year.

    Entries: ``head`` is the date inside its year and empty where only the year is known; values ``year``, ``date`` (in
    full), ``old-style``, ``place``; part ``text``; ``target`` is the passage that treats the event.
    """
    printed = sorted((_date(record).sort_key, key, record) for key, record in registers.events.items())
    rows = [(year_heading(_date(record), registers.language), _entry(record, registers)) for _, _, record in printed]
    groups = tuple(
        EntryGroup(title=year, entries=tuple(entry for _, entry in row))
        for year, row in groupby(rows, lambda row: row[0])
    )
    return replace(section, groups=groups)


def _date(record: Record[Event]) -> HistoricalDate:
    return date_of(record, "date") or HistoricalDate(edtf=record.value.date, moments=())


def _entry(record: Record[Event], registers: Registers) -> Entry:
    event, date, language = record.value, _date(record), registers.language
    year = year_heading(date, language)
    within = date.sort_key[0].year if year else None
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
    words = date_words(date, registers.language, within=date.sort_key[0].year) if year else ""
    return text("" if words == year else words)
