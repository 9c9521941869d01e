"""Begin the section that tells what has changed in this edition.

What has changed is known when the book has been rendered: :mod:`octavo.editions.told_changes` goes on from here.
"""

from collections.abc import Iterable
from dataclasses import replace

from octavo.model.book import Record, Section
from octavo.model.editions import Release, version_key
from octavo.model.prose import Paragraph
from octavo.resolve.dates import date_words
from octavo.resolve.registers import Registers, Sections, date_of, text

KIND = "changes"
"""The word in ``matter`` for the section."""

FIX = 2
"""So many numbers of a version stand before that of the fix."""


def fill_changes(section: Section, _sections: Sections, registers: Registers) -> Section:
    """Fill the section with the line that names the release before; without one it stays empty."""
    before = release_before(registers.releases, registers.settings.value.version)
    if before is None:
        return section
    date = date_of(before, "date")
    words = date_words(date, registers.language) if date else before.value.date
    line = registers.word("changes-since", version=before.value.version, date=words)
    return replace(section, blocks=(Paragraph(children=text(line), id=f"{KIND}-since", origin=section.origin),))


def release_before(releases: Iterable[Record[Release]], version: str) -> Record[Release] | None:
    """Return the release against which ``version`` has changed, or nothing.

    It is the last one of an earlier edition or impression, since a fix begins none; before the second impression it is
    the first release of all.
    """
    current = version_key(version)
    earlier = sorted(
        (each for each in releases if version_key(each.value.version) < current),
        key=lambda each: version_key(each.value.version),
    )
    impressions = [each for each in earlier if version_key(each.value.version)[:FIX] < current[:FIX]]
    return impressions[-1] if impressions else next(iter(earlier), None)
