"""Number the footnotes of each section in the order of their calls."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from octavo.model.book import Section
from octavo.model.diagnostics import Diagnostic, fault
from octavo.model.inlines import Citation, Inline, Inlines, NoteCall
from octavo.model.numbering import WordedCitation
from octavo.model.prose import Place
from octavo.model.query import read, section_inlines
from octavo.model.transform import Rules, change_marks, rewrite_section


def note_numbers(section: Section, citations: Mapping[str, WordedCitation]) -> Mapping[str, int]:
    """Return the number of every note of a section by its label, from 1 in the order of the calls.

    The citations that become notes are counted with the others; the label of such a note is the citation's anchor.
    """
    numbers: dict[str, int] = {}
    for inline in section_inlines(section):
        match inline:
            case NoteCall(label=label):
                numbers.setdefault(label, len(numbers) + 1)
            case Citation(anchor=anchor) if citations[anchor].note is not None:
                numbers.setdefault(anchor, len(numbers) + 1)
            case _:
                pass
    return numbers


def number_notes(section: Section, numbers: Mapping[str, int]) -> Section:
    """Give the notes and calls of a section their numbers; notes that nothing in the section calls are left out."""
    called = {inline.label for inline, _ in read(section) if isinstance(inline, NoteCall)}

    def numbered(inline: Inline) -> Inlines:
        return (replace(inline, number=numbers[inline.label]),) if isinstance(inline, NoteCall) else (inline,)

    def run(inlines: Inlines, _place: Place) -> Inlines:
        return change_marks(inlines, numbered)

    notes = [replace(note, number=numbers[note.label]) for note in section.notes if note.label in called]
    notes.sort(key=lambda note: note.number)
    return rewrite_section(replace(section, notes=tuple(notes)), Rules(run=run))


def check_notes(section: Section) -> Iterator[Diagnostic]:
    """Yield OC209 for a call without a note, and OC210 for a note without a call."""
    notes = {note.label: note for note in section.notes}
    calls = [inline for inline in section_inlines(section) if isinstance(inline, NoteCall)]
    for call in calls:
        if call.label not in notes:
            yield fault("OC209", call.origin, label=call.label, near=(call.label, notes))
    for label in notes.keys() - {call.label for call in calls}:
        yield fault("OC210", notes[label].origin, label=label)
