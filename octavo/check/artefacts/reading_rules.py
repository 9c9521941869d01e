"""Rules that hold finished files against the book: every word is read, in its place, and no other."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from octavo.check.artefacts.comparison import ComparedText, Difference, compare
from octavo.check.artefacts.epub import ReadText
from octavo.check.artefacts.printed_sections import PrintedSection
from octavo.check.artefacts.reading import BlockStretch, ReadingBlock, SectionReading
from octavo.model.diagnostics import Diagnostic, fault
from octavo.model.origin import NOWHERE, Origin

MANY = 4
"""How many differences of one section are told; the others are probably of the same cause."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownSection:
    """A section in an ebook, its text and its notes held against what was written; ``None`` pictures: it is missing."""

    reading: SectionReading
    text: ComparedText = field(repr=False)
    notes: ComparedText = field(repr=False)
    pictures: int | None


def shown_sections(
    book: Iterable[SectionReading], read: Mapping[str, ReadText], known: dict[tuple[str, ReadText | None], ShownSection]
) -> Mapping[str, ShownSection]:
    """Return the sections of ``book`` by their ids, as an edition for screens has them.

    ``read`` is what each says there. What another edition says in the very same words is ``known``.
    """
    found: dict[str, ShownSection] = {}
    for section in book:
        own = read.get(section.id)
        if (section.id, own) not in known:
            known[section.id, own] = ShownSection(
                reading=section,
                text=compare(section.stretches, own.text if own else ""),
                notes=compare((section.notes,), own.notes if own else ""),
                pictures=own.pictures if own else None,
            )
        found[section.id] = known[section.id, own]
    return found


def misprints(sections: Iterable[PrintedSection], shown: Callable[[int], str], file: Origin) -> Iterator[Diagnostic]:
    """Yield OC701 for each difference of the PDF ``file`` from what was written, and OC703 for missing pictures.

    ``shown`` names a page as messages do.
    """
    for section in sections:
        for text in (section.text, section.notes):
            for each in text.compared.differences[:MANY]:
                page = text.page(each.offset) or section.first
                yield _difference(each, section.reading, file, f" on page {shown(page)}" if page else "")
        yield from _pictures(section.reading, len(section.pictures), file)


def screen_faults(sections: Iterable[ShownSection], file: Origin) -> Iterator[Diagnostic]:
    """Yield the same for the ebook ``file``."""
    for section in sections:
        for each in (*section.text.differences[:MANY], *section.notes.differences[:MANY]):
            yield _difference(each, section.reading, file, "")
        if section.pictures is not None:
            yield from _pictures(section.reading, section.pictures, file)


def medium_differences(
    sections: Iterable[PrintedSection], shown: Mapping[str, ShownSection], file: Origin, other: Origin
) -> Iterator[Diagnostic]:
    """Yield OC702 for each section in which the words that templates add differ in the PDF and the ebook."""
    for section in sections:
        on_screen = shown[section.reading.id]
        if on_screen.pictures is None:
            continue
        for ours, theirs in (
            (section.text.compared.additions, on_screen.text.additions),
            (section.notes.compared.additions, on_screen.notes.additions),
        ):
            if ours == theirs:
                continue
            compared = compare((BlockStretch(blocks=(ReadingBlock(theirs, section.reading.origin),)),), ours)
            for each in compared.differences[:1]:
                yield _in_one_medium(section.reading, each.read, each.written, file, other)
            if compared.additions:
                yield _in_one_medium(section.reading, compared.additions.replace("\n", " "), "", file, other)


def _in_one_medium(section: SectionReading, read: str, shown: str, file: Origin, other: Origin) -> Diagnostic:
    return fault("OC702", section.origin, related=[file, other], section=section.title, print=read, ebook=shown)


def _difference(each: Difference, section: SectionReading, file: Origin, where: str) -> Diagnostic:
    origin = section.origin if each.origin == NOWHERE else each.origin
    return fault("OC701", origin, related=[file], where=where, read=each.read, written=each.written)


def _pictures(section: SectionReading, count: int, file: Origin) -> Iterator[Diagnostic]:
    # A cover is a picture in the ebook, and type in print.
    if count != len(section.pictures) and section.stretches:
        yield fault(
            "OC703", section.origin, related=[file], section=section.title, count=count, written=len(section.pictures)
        )
