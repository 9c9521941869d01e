"""Number the footnotes of each section in the order of their calls."""

import re
from dataclasses import replace

from octavo.model.book import Section
from octavo.model.diagnostics import Diagnostic, fault
from octavo.model.inlines import Inline, Inlines, NoteCall
from octavo.model.prose import Place
from octavo.model.query import read
from octavo.model.transform import Rules, change_marks, rewrite_section
from octavo.resolve.anchors import digest, fresh
from octavo.resolve.registers import Faults, Registers, Sections

SIGNS = re.compile(r"[A-Za-z0-9_.-]+")
"""A label that may stand in an id as it is."""


def number_notes(sections: Sections, _registers: Registers) -> tuple[Sections, Faults]:
    """Give notes and calls their numbers and ids, from 1 in each section; notes that nothing calls are left out.

    A note that is called again keeps its number, and the later call has an id of its own. Faults: OC209 for a call
    without a note, OC210 for a note without a call.
    """
    faults: list[Diagnostic] = []
    return tuple(_numbered(section, faults) for section in sections), tuple(faults)


def _numbered(section: Section, faults: list[Diagnostic]) -> Section:
    notes = {note.label: note for note in section.notes}
    numbers: dict[str, int] = {}
    for inline, _ in read(section):
        if isinstance(inline, NoteCall):
            if inline.label in notes:
                numbers.setdefault(inline.label, len(numbers) + 1)
            else:
                near = (inline.label, notes)
                faults.append(fault("OC209", inline.origin, label=inline.label, near=near))
    uncalled = [note for note in section.notes if note.label not in numbers]
    faults += [fault("OC210", note.origin, label=note.label) for note in uncalled]
    names = {label: _name(section, label) for label in numbers}
    taken: set[str] = set()

    def numbered(inline: Inline) -> Inlines:
        if not isinstance(inline, NoteCall) or inline.label not in numbers:
            return (inline,)
        name = fresh(f"{section.id}-call-{names[inline.label]}", taken)
        return (replace(inline, number=numbers[inline.label], id=name),)

    def run(inlines: Inlines, _place: Place) -> Inlines:
        return change_marks(inlines, numbered)

    called = tuple(
        replace(notes[label], number=number, id=f"{section.id}-note-{names[label]}")
        for label, number in numbers.items()
    )
    return rewrite_section(replace(section, notes=called), Rules(run=run))


def _name(section: Section, label: str) -> str:
    """Return the piece of the ids of a note and its calls that comes from its label, whatever its number.

    The label of a citation that became a note is its anchor.
    """
    own = label.removeprefix(f"{section.id}-")
    return own if SIGNS.fullmatch(own) else digest(label)
