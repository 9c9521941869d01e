"""Make the section that a sheet for the class prints, of what the sheet names in the book."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import count

from octavo.model.book import Entry, EntryGroup, Record, Section
from octavo.model.diagnostics import Faulty, fault
from octavo.model.handouts import LINES_PER_MARK, MOST_LINES, Handouts, Sheet
from octavo.model.inlines import Inline, Inlines, NoteCall, Reference
from octavo.model.numbering import Numbering
from octavo.model.origin import NOWHERE, Origin
from octavo.model.prose import Block, Blocks, Extract, Heading, Place, Question
from octavo.model.query import every_block, plain
from octavo.model.selection import SelectedSheet
from octavo.model.transform import Rules, change_marks, repeatable, rewrite, rewrite_section
from octavo.resolve.anchors import anchor_marks, fresh, ids_of
from octavo.resolve.extracts import letters
from octavo.resolve.imprint import edition_values
from octavo.resolve.link_addresses import with_addresses
from octavo.resolve.linking import Phrases, phrases_of
from octavo.resolve.named_selection import pieces_in
from octavo.resolve.questions import asked, question_name, questions_in
from octavo.resolve.registers import SECTION_OF, Registers, Sections, text
from octavo.resolve.select import picked, with_called_notes
from octavo.resolve.teachers_matter import answers_of, notes_id

KIND = "sheet"
MADE = frozenset(SECTION_OF.values())
"""The made sections that stand on a sheet, as lists of what it uses."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetPiece:
    """What a name on a sheet stands for: a ``block`` of a section or all of it, or an ``event`` of the chronology."""

    section: Section | None = None
    block: Block | None = None
    event: str = ""

    @property
    def blocks(self) -> Blocks:
        """The blocks that stand on the sheet: with a heading comes what is below it. Most pieces are never asked."""
        if self.section is None:
            return ()
        if isinstance(self.block, Heading):
            return picked(self.section.blocks, {self.block.id}, is_with_below=True)
        return self.section.blocks if self.block is None else (self.block,)


def nameable(texts: Sections, registers: Registers) -> Mapping[str, SheetPiece]:
    """Return everything of a book that a sheet may name, in the order of the book."""
    found: dict[str, SheetPiece] = {}
    for section in texts:
        if section.blocks:
            found[section.id] = SheetPiece(section=section)
        for block in every_block(section.blocks):
            found.setdefault(block.id, SheetPiece(section=section, block=block))
        for number, question in questions_in(section):
            found.setdefault(question_name(section.id, number), SheetPiece(section=section, block=question))
    for piece in pieces_in(texts):
        if piece.number and piece.id in found:
            found.setdefault(piece.number, found[piece.id])
    found |= {f"event-{key}": SheetPiece(event=key) for key in registers.events}
    return found


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetMatter:
    """What all sheets of a publication are made of: what they may name, and the ``registers`` of their lists."""

    pieces: Mapping[str, SheetPiece] = field(repr=False)
    registers: Registers = field(repr=False)
    phrases: Phrases = field(repr=False)


def sheet_matter(texts: Sections, registers: Registers) -> SheetMatter:
    """Return what the sheets of a publication are made of, for all of them at once."""
    shown = compact(registers)
    return SheetMatter(pieces=nameable(texts, registers), registers=shown, phrases=phrases_of(shown))


def place_of(handouts: Record[Handouts] | None, wanted: Sheet) -> int | None:
    """Return the place of a sheet among those of a book, from 0; ``None`` where it is made to order."""
    ids = [sheet.id for sheet in handouts.value.sheets] if handouts else []
    return ids.index(wanted.id) if wanted.id in ids else None


def sheet_sections(
    numbering: Numbering, selection: SelectedSheet, registers: Registers, known: Mapping[str, SheetPiece]
) -> Sections:
    """Return the section of a sheet, and behind it the made sections, still empty, from which its lists come.

    ``known`` is what it may name. Raises :class:`Faulty` with OC240 for names of nothing, which only a sheet that is
    made to order may still have.
    """
    sheet, place = selection.sheet, place_of(registers.handouts, selection.sheet)
    if lost := [name for name in sheet.content if name not in known]:
        raise Faulty(fault("OC240", NOWHERE, name=name, near=(name, known)) for name in lost)
    pieces = [known[name] for name in sheet.content]
    parts = [_with_own_notes(piece) for piece in pieces if piece.section]
    blocks = tuple(block for part in parts for block in asked(part.blocks, part.id))
    section = Section(
        id=fresh(f"sheet-{sheet.id}", {block.id for block in every_block(blocks)}),
        kind=KIND,
        matter="body",
        title=text(sheet.title),
        blocks=_finished(blocks, sheet, selection, numbering),
        notes=tuple(dict.fromkeys(note for part in parts for note in part.notes)),
        values={"audience": selection.audience, **_values(sheet, place, pieces, registers)},
        starts_recto=True,
        origin=registers.settings.origin if place is None else _origin(registers.handouts, place),
    )
    how = registers.handouts.value.link_addresses if registers.handouts else Handouts(sheets=()).link_addresses
    addressed = anchor_marks(with_addresses(section, how), set(ids_of((section,))))
    return (addressed, *(each for each in numbering.texts if each.kind in MADE))


def events_on(section: Section, sheet: Sheet, registers: Registers) -> Iterator[str]:
    """Yield the events that a sheet names, and those whose passage stands on it."""
    places = {block.id for block in every_block(section.blocks)}
    named = {name.removeprefix("event-") for name in sheet.content if name.startswith("event-")}
    for key, record in registers.events.items():
        if key in named or record.value.passage in places:
            yield key


def compact(registers: Registers) -> Registers:
    """Return ``registers`` with no more in each record than a sheet prints: what a term means, and who somebody was."""
    terms = {
        key: replace(
            record,
            value=replace(record.value, see_also=(), sources=()),
            prose={path: blocks for path, blocks in record.prose.items() if path == ("definition",)},
        )
        for key, record in registers.terms.items()
    }
    people = {
        key: replace(
            record,
            value=replace(record.value, roles=(), sources=()),
            prose={path: blocks for path, blocks in record.prose.items() if path == ("identification",)},
        )
        for key, record in registers.people.items()
    }
    events = {
        key: replace(each, value=replace(each.value, people=(), sources=())) for key, each in registers.events.items()
    }
    sources = {
        key: replace(each, value=replace(each.value, is_core=False), prose={})
        for key, each in registers.sources.items()
    }
    return replace(registers, terms=terms, people=people, events=events, sources=sources)


def folded(sections: Sections) -> Section:
    """Return the first of ``sections``, a sheet, with the entries of the others, which are filled, as its lists."""
    sheet, *made = sections
    groups = tuple(
        EntryGroup(id=each.kind, title=plain(each.title), entries=tuple(map(_dated, each.every_entry())))
        for each in made
    )
    return replace(sheet, groups=groups, notes=(*sheet.notes, *(note for each in made for note in each.notes)))


def sheet_labels(sheet: Section, numbering: Numbering, registers: Registers) -> Mapping[str, Inlines]:
    """Return the words for every place that can be referred to; sources have their letters on the sheet."""
    own = {
        block.id: text(registers.word("extract-reference", letter=block.label))
        for block in every_block(sheet.blocks)
        if isinstance(block, Extract) and block.label
    }
    return {**numbering.labels, **own}


def _dated(entry: Entry) -> Entry:
    """Return an entry; that of an event under its whole date, since no year stands above it."""
    return replace(entry, head=text(entry.values["date"])) if entry.values.get("date") else entry


def _origin(handouts: Record[Handouts] | None, place: int) -> Origin:
    return handouts.at("sheets", place) if handouts else NOWHERE


def _values(sheet: Sheet, place: int | None, pieces: Iterable[SheetPiece], registers: Registers) -> Mapping[str, str]:
    first = next((plain(repeatable(piece.section.title)) for piece in pieces if piece.section), "")
    known = registers.handouts.value.sheets if registers.handouts else ()
    return {
        **edition_values(registers),
        "unit": sheet.unit or (first if first != sheet.title else ""),
        "number": "" if place is None else str(place + 1),
        "count": str(len(known)),
        "notes-column": "yes" if sheet.notes_column else "",
    }


def _with_own_notes(piece: SheetPiece) -> Section:
    """Return the section of a piece with its blocks alone and the notes that they call, under labels of their own."""
    if piece.section is None:
        raise ValueError(piece)
    section = with_called_notes(replace(piece.section, title=(), blocks=piece.blocks, groups=()))

    def label(inline: Inline) -> Inlines:
        return (replace(inline, label=f"{section.id}/{inline.label}"),) if isinstance(inline, NoteCall) else (inline,)

    def run(inlines: Inlines, _place: Place) -> Inlines:
        return change_marks(inlines, label)

    notes = tuple(replace(note, label=f"{section.id}/{note.label}") for note in section.notes)
    return rewrite_section(replace(section, notes=notes), Rules(run=run))


def _finished(blocks: Blocks, sheet: Sheet, selection: SelectedSheet, numbering: Numbering) -> Blocks:
    """Number the questions and sources of a sheet, give it what is for its reader, and name no pages of its own."""
    questions, sources = count(1), letters()
    is_for_teacher = selection.audience == "teacher"
    answers = answers_of(numbering.teachers_matter) if is_for_teacher else {}

    def block(block: Block) -> Block:
        match block:
            case Extract():
                return replace(block, label=next(sources), has_line_numbers=sheet.line_numbers)
            case Question():
                lines = 0 if is_for_teacher else min(block.marks * LINES_PER_MARK, MOST_LINES)
                answer = answers.get(block.id.replace("question", "answer", 1), ())
                return replace(block, number=next(questions), lines=lines, answer=answer)
            case _:
                return block

    places = {block.id for block in every_block(blocks)}

    def unpaged(inline: Inline) -> Inlines:
        if isinstance(inline, Reference) and inline.target in places:
            return (replace(inline, with_page=False),)
        return (inline,)

    def run(inlines: Inlines, _place: Place) -> Inlines:
        return change_marks(inlines, unpaged)

    own = rewrite(blocks, Rules(block=block, run=run))
    return (*answers.get(notes_id(sheet.id), ()), *own)
