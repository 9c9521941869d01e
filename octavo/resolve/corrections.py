"""Fill the list of corrections: what readers of earlier releases have otherwise."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace

from octavo.model import read_wording
from octavo.model.book import Entry, EntryGroup, Record, Section
from octavo.model.editions import Correction, Release, version_key
from octavo.model.inlines import Inlines, Reference
from octavo.model.query import every_block
from octavo.model.transform import repeatable
from octavo.resolve.dates import date_words
from octavo.resolve.registers import Registers, Sections, date_of, paragraph, text

_KEYS = re.compile(r"[\[\]@]")

MARKS = ".,;:"
"""Marks at the end of a wording."""


def fill_corrections(section: Section, sections: Sections, registers: Registers) -> Section:
    """Fill the list with the corrections applied since the first release; see :func:`corrections_by_version`."""
    return replace(section, groups=corrections_by_version(sections, registers))


def earlier_releases(registers: Registers) -> tuple[Record[Release], ...]:
    """Return what was released before the version of the settings, the oldest first."""
    version = version_key(registers.settings.value.version)
    known = sorted(registers.releases, key=lambda each: version_key(each.value.version))
    return tuple(each for each in known if version_key(each.value.version) < version)


def corrections_by_version(sections: Sections, registers: Registers) -> tuple[EntryGroup, ...]:
    """Return the corrections applied since the first release, those of this version first.

    Entries: values ``was``, ``now``, ``date`` and ``reporter``; parts ``place``, which leads to what was corrected if
    that is printed, and ``reason``. A book that was not released yet has none.
    """
    earlier = earlier_releases(registers)
    if not earlier:
        return ()
    applied = [each for each in registers.corrections if each.value.decision == "applied"]
    places = _places(sections)
    groups: list[EntryGroup] = []
    seen = set(earlier[0].value.corrections)
    for release in (*earlier[1:], None):
        title = _title(release, registers)
        fresh = [
            each
            for each in applied
            if each.value.id not in seen and (release is None or each.value.id in release.value.corrections)
        ]
        seen |= {each.value.id for each in fresh}
        if fresh:
            entries = tuple(_entry(each, places, registers) for each in fresh)
            groups.insert(0, EntryGroup(title=title, entries=entries))
    return tuple(groups)


def _title(release: Record[Release] | None, registers: Registers) -> str:
    """Return what stands above the corrections of a release, or of the version that is made now."""
    record = registers.settings if release is None else release
    date = date_of(record, "released" if release is None else "date")
    words = date_words(date, registers.language) if date else ""
    return registers.word("corrected-in", version=record.value.version, date=words)


def _places(sections: Sections) -> Mapping[str, Inlines]:
    """Return the title of the section that each thing with an id stands in."""
    return {name: section.title for section in reversed(sections) for name in _ids(section)}


def _ids(section: Section) -> Iterator[str]:
    yield section.id
    yield from (block.id for block in every_block(section.blocks) if block.id)
    yield from (entry.id for entry in section.every_entry())


def _entry(record: Record[Correction], places: Mapping[str, Inlines], registers: Registers) -> Entry:
    correction = record.value
    name = correction.where.partition(".")[0]
    date = date_of(record, "date")
    place = paragraph((Reference(target=name, children=repeatable(places[name])),)) if name in places else ()
    was, now = map(read_wording.bare, (correction.was, correction.now))
    if not was:
        # A citation alone was corrected, which has no words of its own.
        was, now = (_KEYS.sub("", each) for each in (correction.was, correction.now))
    if was[-1:] == now[-1:]:
        # Marks are named where they are part of the error.
        was, now = was.rstrip(MARKS), now.rstrip(MARKS)
    values = {
        "was": was,
        "now": now,
        "date": date_words(date, registers.language) if date else correction.date,
        "reporter": correction.reporter,
    }
    reason = correction.reason[:1].upper() + correction.reason[1:]
    parts = {"place": place, "reason": paragraph(text(reason))}
    return Entry(
        id=f"correction-{correction.id}",
        head=text(correction.id),
        parts={part: blocks for part, blocks in parts.items() if blocks},
        values={value: words for value, words in values.items() if words},
        origin=record.origin,
    )
