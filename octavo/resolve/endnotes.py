"""Gather the notes of all sections in one at the end of the book, where its settings ask for that."""

from collections.abc import Iterator
from dataclasses import replace

from octavo.model.book import Entry, EntryGroup, Section
from octavo.model.diagnostics import Diagnostic, fault
from octavo.model.inlines import Inline, Inlines, NoteCall
from octavo.model.prose import Note, Place
from octavo.model.query import section_inlines
from octavo.model.records import BookSettings
from octavo.model.transform import Rules, change_marks, repeatable, rewrite_section
from octavo.resolve.registers import Sections

KIND = "endnotes"
REMEDY = "set 'notes: book' in the settings, and write notes"


def gather_notes(sections: Sections, settings: BookSettings) -> Sections:
    """Return ``sections``, whose notes are numbered, with all notes as entries of the one that is for them.

    Each section that has notes has an entry there, whose children are the notes: ``parts`` has the ``note``, ``values``
    its ``number``, and the anchor is that of its first call. Where no section is for notes they stay where they
    are. One that would be empty is left out, and the contents do not list it.
    """
    if all(section.kind != KIND for section in sections):
        return sections
    with_notes = [section for section in sections if section.notes] if settings.notes == "book" else []
    if not with_notes:
        return tuple(_without_entry(section) for section in sections if section.kind != KIND)
    group = EntryGroup(title="", entries=tuple(map(_notes_of, with_notes)))
    return tuple(
        replace(section, groups=(group,)) if section.kind == KIND else _with_calls_alone(section)
        for section in sections
    )


def find_unused_place(sections: Sections, settings: BookSettings) -> Iterator[Diagnostic]:
    """Yield OC218 where an editor gives notes a place at the end of the book, and they stand elsewhere."""
    for section in sections:
        if section.kind == KIND and settings.notes != "book":
            yield fault("OC218", section.origin, section=KIND, remedy=REMEDY)


def _notes_of(section: Section) -> Entry:
    """Return the entry of a section, with its notes."""
    calls: dict[str, str] = {}
    for inline in section_inlines(section):
        if isinstance(inline, NoteCall):
            calls.setdefault(inline.label, inline.id)
    notes = {note.label: note.id for note in section.notes}
    values = {"number": section.number, "language": section.language}
    return Entry(
        id=f"{KIND}-{section.id}",
        head=repeatable(section.title),
        values={name: value for name, value in values.items() if value},
        target=section.id,
        children=tuple(_entry(note, calls[note.label], notes) for note in section.notes),
        origin=section.origin,
    )


def _entry(note: Note, call: str, notes: dict[str, str]) -> Entry:
    own = replace(Section(id="", kind="", matter="back", title=(), origin=note.origin), notes=(note,))
    (led,) = _with_targets(own, notes).notes
    return Entry(
        id=note.id,
        head=(),
        parts={"note": led.blocks},
        values={"number": str(note.number)},
        anchors=(call,),
        origin=note.origin,
    )


def _with_calls_alone(section: Section) -> Section:
    """Return a section without its notes; its calls lead to them all the same."""
    notes = {note.label: note.id for note in section.notes}
    return replace(_with_targets(section, notes), notes=()) if notes else section


def _with_targets(section: Section, notes: dict[str, str]) -> Section:
    def led(inline: Inline) -> Inlines:
        return (replace(inline, note=notes[inline.label]),) if isinstance(inline, NoteCall) else (inline,)

    def run(inlines: Inlines, _place: Place) -> Inlines:
        return change_marks(inlines, led)

    return rewrite_section(section, Rules(run=run))


def _without_entry(section: Section) -> Section:
    """Return a section; contents without the line that leads to the notes."""
    if section.kind != "contents":
        return section
    return replace(
        section,
        groups=tuple(
            replace(group, entries=tuple(entry for entry in group.entries if entry.target != KIND))
            for group in section.groups
        ),
    )
