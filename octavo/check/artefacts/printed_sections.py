"""The sections of the book as a finished PDF has them, each held against what was written."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import accumulate

from octavo.check.artefacts.comparison import ComparedText, compare
from octavo.check.artefacts.pdf_reading import PdfReading, PrintedCall
from octavo.check.artefacts.printed_lines import PrintedLine
from octavo.check.artefacts.reading import BlockStretch, SectionReading, joined
from octavo.model.origin import Origin


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintedText:
    """Lines in the order of reading, held against what was written.

    ``starts`` are the offsets, in the letters of all lines, at which each begins.
    """

    lines: Sequence[PrintedLine] = field(repr=False)
    starts: Sequence[int] = field(repr=False)
    compared: ComparedText = field(repr=False)

    def page(self, offset: int) -> int:
        """Return the page of a letter; 0 where there are no lines."""
        return self.lines[max(0, bisect_right(self.starts, offset) - 1)].page if self.lines else 0


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintedSection:
    """A section in a PDF. ``pictures`` are the pages of its pictures, ``first`` is its first page, 0 for none."""

    reading: SectionReading
    first: int
    text: PrintedText
    notes: PrintedText
    calls: Sequence[PrintedCall] = field(repr=False)
    pictures: Sequence[int] = field(repr=False)

    def origin(self, text: PrintedText, offset: int) -> Origin:
        """Return where a letter of its text or of its notes is written."""
        found = text.compared.block(offset)
        return found[0].origin if found else self.reading.origin


@dataclass(slots=True)
class _Held:
    """What stands on the pages of a section, in the order of reading."""

    lines: list[PrintedLine] = field(default_factory=list)
    notes: dict[int, list[PrintedLine]] = field(default_factory=dict)
    calls: list[PrintedCall] = field(default_factory=list)
    pictures: list[int] = field(default_factory=list)


def printed_sections(pdf: PdfReading, book: Sequence[SectionReading]) -> Iterator[PrintedSection]:
    """Yield the sections of ``book`` as they stand in ``pdf``: each from the page of its anchor to that of the next."""
    held = _held(pdf, book)
    for section in book:
        found = held.get(section.id, _Held())
        yield PrintedSection(
            reading=section,
            first=pdf.places.get(section.id, 0),
            text=_text(found.lines, section.stretches),
            notes=_text([line for note in found.notes.values() for line in note], (section.notes,)),
            calls=found.calls,
            pictures=found.pictures,
        )


def _held(pdf: PdfReading, book: Iterable[SectionReading]) -> Mapping[str, _Held]:
    """Return what each section holds, by its id; what stands before the first one is the first one's."""
    begins = sorted((page, section.id) for section in book if (page := pdf.places.get(section.id)))
    pages, names = [page for page, _ in begins], [name for _, name in begins]
    found = {name: _Held() for name in names}

    def at(page: int) -> _Held:
        return found[names[max(0, bisect_right(pages, page) - 1)]]

    for stretch in pdf.stretches if names else ():
        for line in stretch.lines:
            holder = at(line.page)
            (holder.notes.setdefault(line.note, []) if line.note else holder.lines).append(line)
        for call in stretch.calls:
            at(call.page).calls.append(call)
        for page in stretch.pictures:
            at(page).pictures.append(page)
    return found


def _text(lines: Sequence[PrintedLine], stretches: Iterable[BlockStretch]) -> PrintedText:
    lengths = (len(line.text.replace(" ", "").replace("\n", "")) for line in lines)
    return PrintedText(
        lines=lines,
        starts=list(accumulate(lengths, initial=0))[:-1],
        compared=compare(stretches, joined(line.text for line in lines)),
    )
