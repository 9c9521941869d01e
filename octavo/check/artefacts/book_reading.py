"""The book as it must be read: the resolved value, without a look at what renderers and templates make of it.

Page numbers are no part of it, nor are pictures, the tables of a chart's data and the words that templates add to
titles and to the entries of made sections: those need only be the same in print and ebook.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from octavo.check.artefacts.reading import BlockStretch, ReadingBlock, SectionReading, reading_form
from octavo.model.book import Book, Entry, Section
from octavo.model.handouts import parted
from octavo.model.inlines import Break, Code, Formula, Image, Inlines, NoteCall, Text, children
from octavo.model.list_markers import marker
from octavo.model.origin import Origin
from octavo.model.prose import (
    Block,
    Blocks,
    Box,
    Equation,
    Extract,
    Figure,
    GridTable,
    Heading,
    ItemList,
    Note,
    Place,
    Preformatted,
    Question,
    Sidebar,
    Table,
    with_inside,
)
from octavo.model.query import plain
from octavo.model.records import ChartFigure, ImageFigure, TableFigure

UNTITLED = frozenset({"cover", "half-title", "title-page", "back-cover", "cards", "page"})
"""Kinds of sections that print the title of the book in place of their own, or none."""


ENDNOTES = "endnotes"
"""The kind of the section of all notes."""

GROUPED = frozenset({"chronology", "index", "bibliography", "sheet"})
"""Kinds of sections that print the titles of groups: years, letters, kinds of works, lists of a sheet."""


def book_reading(book: Book) -> tuple[SectionReading, ...]:
    """Return what must be read of ``book``, section by section."""
    return tuple(
        replace(
            _SectionReader(section, book.language.words).reading(),
            has_endnotes=section.kind == ENDNOTES or (book.settings.notes == "chapter" and section.kind != "sheet"),
        )
        for section in book.sections
    )


@dataclass(slots=True)
class _Open:
    """Stretches that are being gathered; ``blocks`` are those of the last."""

    stretches: list[list[ReadingBlock]] = field(default_factory=lambda: [[]])

    def add(self, text: str, origin: Origin) -> None:
        if form := reading_form(text):
            self.stretches[-1].append(ReadingBlock(form, origin))

    def end(self) -> None:
        """End the stretch: here a template may add words."""
        if self.stretches[-1]:
            self.stretches.append([])

    def made(self) -> tuple[BlockStretch, ...]:
        return tuple(BlockStretch(blocks=tuple(each)) for each in self.stretches if each)


class _SectionReader:
    """Reads one section; ``words`` are those of the language."""

    def __init__(self, section: Section, words: Mapping[str, str]) -> None:
        self._section = section
        self._words = words
        self._notes: Mapping[str, Note] = {note.label: note for note in section.notes}
        self._called: dict[str, None] = {}
        self._open = _Open()
        self._origin = section.origin
        self._pictures: list[Origin] = []

    def reading(self) -> SectionReading:
        section = self._section
        if section.kind not in UNTITLED:
            self._line(section.title)
            self._open.end()
        text, questions = parted(section.blocks) if section.kind == "sheet" else (section.blocks, ())
        self._blocks(text)
        self._open.end()
        for group in section.groups:
            if section.kind in GROUPED:
                self._open.add(group.title, section.origin)
                self._open.end()
            for entry in group.entries:
                self._entry(entry)
        self._blocks(questions)
        stretches = self._open.made()
        return SectionReading(
            id=section.id,
            title=plain(section.title),
            origin=section.origin,
            stretches=stretches,
            notes=BlockStretch(blocks=tuple(self._read_endnotes() if section.kind == ENDNOTES else self._read_notes())),
            pictures=tuple(self._pictures),
        )

    def _read_notes(self) -> Iterator[ReadingBlock]:
        """Yield the notes that are called, in the order of their numbers; one may call others."""
        read: set[str] = set()
        found: list[tuple[int, list[ReadingBlock]]] = []
        while waiting := [label for label in self._called if label not in read]:
            for label in waiting:
                read.add(label)
                note, self._open = self._notes[label], _Open()
                self._origin = note.origin
                self._open.add(str(note.number), note.origin)
                self._blocks(note.blocks)
                found.append((note.number, [each for stretch in self._open.stretches for each in stretch]))
        for _, blocks in sorted(found, key=lambda each: each[0]):
            yield from blocks

    def _read_endnotes(self) -> Iterator[ReadingBlock]:
        """Yield the notes that are the entries of the section of all notes, in their order."""
        for note in (note for group in self._section.groups for part in group.entries for note in part.children):
            self._open = _Open()
            self._origin = note.origin
            self._open.add(note.values["number"], note.origin)
            self._blocks(note.parts["note"])
            yield from (each for stretch in self._open.stretches for each in stretch)

    # --- made sections ---

    def _entry(self, entry: Entry) -> None:
        self._origin = entry.origin
        self._line(entry.head)
        self._open.end()
        for blocks in entry.parts.values():
            self._blocks(blocks)
            self._open.end()
        for child in entry.children if self._section.kind != ENDNOTES else ():
            self._entry(child)

    # --- blocks ---

    def _blocks(self, blocks: Blocks) -> None:
        for block in blocks:
            self._block(block)

    def _block(self, block: Block) -> None:
        before, self._origin = self._origin, block.origin
        match block:
            case Heading(number=number, children=children):
                self._joined(number, self._text(children))
            case ItemList():
                self._list(block)
            case Preformatted(text=text):
                self._open.add(text, block.origin)
            case Equation(number=number):
                self._pictures.append(block.origin)
                self._open.add(f"({number})" if number else "", block.origin)
            case Table():
                self._table(block)
            case GridTable(caption=caption, note=note):
                self._caption("table", block.number, caption)
                for cell in (cell for row in block.rows for cell in row):
                    self._blocks(cell.blocks)
                self._line(note)
            case Figure():
                self._figure(block)
            case Sidebar():
                self._joined(self._text(block.title), block.life, self._text(block.identification))
                self._blocks(block.blocks)
            case Extract():
                label = f"{self._word('source')} {block.label}" if block.label else ""
                self._joined(label, self._text(block.provenance))
                self._blocks(block.text)
                self._line(block.credit)
                self._blocks(block.blocks)
            case Question(number=number):
                self._open.add(str(number), block.origin)
                self._blocks(block.blocks)
                self._blocks(block.answer)
            case Box(kind=kind, as_of=as_of):
                self._joined(self._word(f"box-{kind}"), f"· {as_of}" if as_of else "")
                self._line(block.title)
                self._blocks(block.blocks)
            case _:
                # All other kinds add no words of their own and are read in the order that the model describes.
                with_inside(block, self._run, self._inner)
        self._origin = before

    def _run(self, inlines: Inlines, _place: Place) -> Inlines:
        self._line(inlines)
        return inlines

    def _inner(self, blocks: Blocks, _what: str) -> Blocks:
        self._blocks(blocks)
        return blocks

    def _list(self, block: ItemList) -> None:
        for place, item in enumerate(block.items):
            if block.is_ordered:
                origin = next((each.origin for each in item), block.origin)
                self._open.add(marker(block, place), origin)
            self._blocks(item)

    def _table(self, block: Table) -> None:
        self._caption("table", block.number, block.caption)
        for cell in (*block.head, *(cell for row in block.rows for cell in row)):
            self._line(cell)
        self._line(block.note)

    def _figure(self, block: Figure) -> None:
        """Read a figure. How the numbers of its data are written is not known here: both media must agree on that."""
        match block.record:
            case TableFigure():
                self._caption("table", block.number, block.caption)
                self._open.end()
                self._line(block.credit)
                return
            case ChartFigure() | ImageFigure() as record:
                self._pictures += [block.origin] * bool(record.alt)
            case _:
                pass
        if block.caption:
            self._caption("figure", block.number, block.caption)
            self._blocks(block.description)
            self._line(block.credit)

    def _caption(self, kind: str, number: str, words: Inlines) -> None:
        if words:
            self._joined(f"{self._word(kind)} {number}." if number else "", self._text(words))

    # --- lines ---

    def _word(self, key: str) -> str:
        return self._words.get(key, "")

    def _line(self, inlines: Inlines) -> None:
        self._open.add(self._text(inlines), self._origin)

    def _joined(self, *pieces: str) -> None:
        self._open.add(" ".join(filter(None, pieces)), self._origin)

    def _text(self, inlines: Inlines) -> str:
        found: list[str] = []
        self._gather(inlines, found.append)
        return "".join(found)

    def _gather(self, inlines: Iterable[object], add: Callable[[str], object]) -> None:
        for inline in inlines:
            match inline:
                case Text(value=value) | Code(value=value):
                    add(value.replace("\n", " ") if "\n" in value else value)
                case Image(alt=alt, origin=origin):
                    self._pictures += [origin] * bool(alt)
                case Formula(origin=origin):
                    self._pictures.append(origin)
                case Break():
                    add("\n")
                case NoteCall(label=label, number=number):
                    if label in self._notes:
                        self._called.setdefault(label)
                    add(str(number))
                case _:
                    self._gather(children(inline), add)  # type: ignore[arg-type]  # all others are inlines that hold some
