"""Check that every reference leads somewhere, and fill in the words of those written without any."""

from collections.abc import Mapping
from dataclasses import replace

from octavo.model.book import Section
from octavo.model.diagnostics import Diagnostic, fault
from octavo.model.inlines import Inline, Inlines, Reference
from octavo.model.prose import Block, Box, Extract, Figure, Heading, Place, Sidebar, Table
from octavo.model.query import every_block
from octavo.model.records import TableFigure
from octavo.model.transform import Rules, change_marks, rewrite_section
from octavo.resolve.anchors import taken_ids
from octavo.resolve.contents import bare
from octavo.resolve.registers import Faults, Registers, Sections, text


def fill_references(sections: Sections, registers: Registers) -> tuple[Sections, Faults]:
    """Give references without words the label of their target: *chapter 3*, *figure 2*, the title of a section.

    Faults: OC204 for a reference that leads nowhere; where its target has the form of a record's id (``person-ada``)
    and there is no such record, OC201, OC202, OC203 or OC214.
    """
    labels = {name: label for section in sections for name, label in _labels(section, registers).items()}
    places = taken_ids(sections) | {note.id for section in sections for note in section.notes}
    faults: list[Diagnostic] = []

    def filled(inline: Inline) -> Inlines:
        if not isinstance(inline, Reference):
            return (inline,)
        if inline.target not in places:
            faults.append(_astray(inline, places, registers))
        label = labels.get(inline.target) or text(registers.word("passage-reference"))
        return (inline if inline.children else replace(inline, children=label),)

    def run(inlines: Inlines, _place: Place) -> Inlines:
        return change_marks(inlines, filled)

    return tuple(rewrite_section(section, Rules(run=run)) for section in sections), tuple(faults)


def _astray(reference: Reference, places: set[str], registers: Registers) -> Diagnostic:
    prefix, _, key = reference.target.partition("-")
    by_prefix: Mapping[str, tuple[str, Mapping[str, object]]] = {
        "work": ("OC201", registers.sources),
        "term": ("OC202", registers.terms),
        "person": ("OC203", registers.people),
        "event": ("OC214", registers.events),
    }
    if prefix in by_prefix:
        code, register = by_prefix[prefix]
        if key not in register:
            return fault(code, reference.origin, key=key, near=(key, register))
    return fault("OC204", reference.origin, id=reference.target, near=(reference.target, places))


def _labels(section: Section, registers: Registers) -> Mapping[str, Inlines]:
    """Return the labels of a section and of what stands in it, by id."""
    labels = {block.id: _label(block, registers) for block in every_block(section.blocks)}
    labels |= {entry.id: bare(entry.head) for entry in section.every_entry()}
    match section.kind:
        case "chapter" | "part":
            labels[section.id] = text(registers.word(f"{section.kind}-reference", number=section.number))
        case _:
            labels[section.id] = bare(section.title)
    return labels


def _label(block: Block, registers: Registers) -> Inlines:
    """Return the words that stand for ``block`` in a reference; nothing where it has none of its own."""
    match block:
        case Heading(children=title) | Box(title=title) | Sidebar(title=title):
            return bare(title)
        case Table(number=number):
            return text(registers.word("table-reference", number=number)) if number else ()
        case Figure(record=TableFigure(), number=number):
            return text(registers.word("table-reference", number=number))
        case Figure(number=number):
            return text(registers.word("figure-reference", number=number))
        case Extract(letter=letter):
            return text(registers.word("extract-reference", letter=letter))
        case _:
            return ()
