"""Check that every reference leads somewhere, and fill in the words of those written without any."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace

from octavo.model.answers import Answer
from octavo.model.book import Entry, Record, Section
from octavo.model.diagnostics import Diagnostic, fault
from octavo.model.inlines import Inline, Inlines, Reference, Text, children
from octavo.model.prose import Block, Box, Equation, Extract, Figure, GridTable, Heading, Place, Sidebar, Table
from octavo.model.query import every_block, section_inlines
from octavo.model.records import Event, TableFigure
from octavo.model.sharing import with_fields
from octavo.model.transform import Rules, change_inlines, repeatable, rewrite_section
from octavo.resolve.anchors import ids_of
from octavo.resolve.registers import Register, Registers, Sections, text

CODES: Mapping[Register, str] = {"work": "OC201", "term": "OC202", "person": "OC203", "event": "OC214"}
"""What is wrong where a reference leads to an entry of a register that has no such record."""

_SENTENCE_END = re.compile(r"(?:^|[\s(\[\"'‘“«„])(?P<word>[^\s(\[]*?)(?P<sign>[.!?])[\"'’”»“)\]]*\s+\Z")
_VOWEL = re.compile(r"[0-9aeiouyäöüаеєиіїоуюя]", re.IGNORECASE)
_LOOK_BACK = 60
"""How many characters before a reference are looked at."""


def labels_of(sections: Sections, registers: Registers) -> Mapping[str, Inlines]:
    """Return the words for every place of ``sections`` that can be referred to, by id.

    They are *chapter 3*, *appendix A*, *figure 2*, the title of a section or box, and *this passage* for what has no
    name.
    """
    passage = text(registers.word("passage-reference"))
    labels = dict.fromkeys(ids_of(sections), passage)
    for section in sections:
        labels |= {name: label or passage for name, label in _labels(section, registers).items()}
    return labels


def fill_references(
    section: Section, labels: Mapping[str, Inlines], places: Collection[str], abbreviations: Collection[str]
) -> Section:
    """Give references without words the label of their target, and mark those to what is not among ``places``.

    At the beginning of a sentence the label has a capital. ``abbreviations`` are words whose full stop ends none.
    """

    def run(inlines: Inlines, place: Place) -> Inlines:
        before = ""

        def filled(inline: Inline) -> Inlines:
            nonlocal before
            if isinstance(inline, Text):
                before = (before + inline.value)[-_LOOK_BACK:]
            if not isinstance(inline, Reference):
                return (inline,)
            words = inline.children if inline.is_dispute else inline.children or labels[inline.target]
            if words and not inline.children and place == "prose" and _begins_sentence(before, abbreviations):
                words = _with_capital(words)
            return (with_fields(inline, children=words, is_absent=inline.target not in places),)

        return change_inlines(inlines, filled) if any(map(_has_reference, inlines)) else inlines

    def entry(entry: Entry) -> Entry:
        return with_fields(entry, target=entry.target if entry.target in places else "")

    return rewrite_section(section, Rules(run=run, entry=entry))


def _has_reference(inline: Inline) -> bool:
    return isinstance(inline, Reference) or any(map(_has_reference, children(inline)))


def _begins_sentence(before: str, abbreviations: Collection[str]) -> bool:
    """Whether what follows ``before`` begins a sentence; a full stop may be that of an abbreviation (*cf.*, *i.e.*)."""
    if not before.strip():
        return True
    end = _SENTENCE_END.search(before)
    if end is None or end["sign"] != ".":
        return end is not None
    word = end["word"]
    return len(word) > 1 and "." not in word and f"{word}." not in abbreviations and _VOWEL.search(word) is not None


def _with_capital(words: Inlines) -> Inlines:
    match words:
        case (Text(value=value) as first, *rest) if value:
            return (replace(first, value=value[0].upper() + value[1:]), *rest)
        case _:
            return words


def check_references(sections: Sections, registers: Registers, places: Collection[str]) -> Iterator[Diagnostic]:
    """Yield OC204 for a reference, or the passage of an event, that leads to none of ``places``.

    Where the target of a reference has the form of a record's id (``person-ada``) and there is no such record, it is
    OC201, OC202, OC203 or OC214.
    """
    for section in sections:
        for inline in section_inlines(section):
            if isinstance(inline, Reference) and (inline.file or inline.target not in places):
                yield _fault_of(inline, places, registers)
        if section.kind == "chronology":
            events = (registers.events[entry.id.removeprefix("event-")] for entry in section.every_entry())
            yield from find_lost_passages(events, places)


def find_lost_passages(
    records: Iterable[Record[Event] | Record[Answer]], places: Collection[str]
) -> Iterator[Diagnostic]:
    """Yield OC204 for the passage of a record that is none of ``places``."""
    for record in records:
        passage = record.value.passage
        if passage and passage not in places:
            yield fault("OC204", record.at("passage"), id=passage, near=(passage, places))


def _fault_of(reference: Reference, places: Collection[str], registers: Registers) -> Diagnostic:
    if reference.file:
        return fault("OC219", reference.origin, file=reference.file)
    for register, code in CODES.items():
        key = reference.target.removeprefix(f"{register}-")
        if key != reference.target and key not in registers.of(register):
            return fault(code, reference.origin, key=key, near=(key, registers.of(register)))
    return fault("OC204", reference.origin, id=reference.target, near=(reference.target, places))


def _labels(section: Section, registers: Registers) -> Mapping[str, Inlines]:
    """Return the labels of a section and of what stands in it, by id."""
    labels = {block.id: _label(block, registers) for block in every_block(section.blocks)}
    labels |= {entry.id: repeatable(entry.head) for entry in section.every_entry()}
    match section.kind:
        case "chapter" | "appendix" | "part":
            labels[section.id] = text(registers.word(f"{section.kind}-reference", number=section.number))
        case _:
            labels[section.id] = repeatable(section.title)
    return labels


def _label(block: Block, registers: Registers) -> Inlines:
    """Return the words that stand for ``block`` in a reference; nothing where it has none of its own."""
    match block:
        case Heading(children=title) | Box(title=title) | Sidebar(title=title):
            return repeatable(title)
        case Table(number=number) | GridTable(number=number):
            return text(registers.word("table-reference", number=number)) if number else ()
        case Figure(record=TableFigure(), number=number):
            return text(registers.word("table-reference", number=number))
        case Figure(number=""):
            return ()
        case Figure(number=number):
            return text(registers.word("figure-reference", number=number))
        case Equation(number=number):
            return (Text(value=f"({number})"),) if number else ()
        case Extract(label=label):
            return text(registers.word("extract-reference", letter=label))
        case _:
            return ()
