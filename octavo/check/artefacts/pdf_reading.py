"""What a finished PDF says, as far as the rules ask: read group by group where it is laid out as our files are.

A group is read with the fonts of the file: what was read of it may be kept for as long as its bytes and they are in a
file.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import groupby
from typing import NamedTuple

from octavo.check.artefacts.page_rules import PageFault, page_faults
from octavo.check.artefacts.printed_lines import CALL, FIGURES, PrintedLine, is_read, lines
from octavo.codec import pack, unpack
from octavo.model.folios import shown_page
from octavo.model.output import PAGE_OF
from octavo.pdf.catalogue import Catalogue, read_catalogue
from octavo.pdf.drawn_pages import DrawnPage
from octavo.pdf.drawn_runs import DrawnRun, runs_by_mark
from octavo.pdf.fonts import Font, Texts
from octavo.pdf.objects import GroupObjects
from octavo.pdf.opened_file import OpenedFile
from octavo.pdf.own_text import Tagged, in_reading_order, named_fonts, page_numbers, read_group
from octavo.pdf.structure import Element, Elsewhere
from octavo.pdf.values import UnreadableError

UNREADABLE = b""
"""Stands for what was read of a group that cannot be read alone."""


class PageReference(NamedTuple):
    """A printed page number: the anchor that it is about, and what is printed."""

    target: str
    text: str


class PrintedCall(NamedTuple):
    """The call of a note: its page, its number as printed, and its height on the page in pt."""

    page: int
    text: str
    baseline: float


class PrintedPage(NamedTuple):
    """A page: the left, lower, right and upper edge of its paper in pt, and what is wrong with what it draws."""

    trim: tuple[float, float, float, float]
    faults: tuple[PageFault, ...]


class TaggedStretch(NamedTuple):
    """What was read of a file in one go. Pages are object numbers while it is read, and numbers from 1 in the end.

    ``pictures`` are the pages of its pictures. Where ``elsewhere`` is the number of an object, that holds what comes
    here, and is in another group.
    """

    lines: tuple[PrintedLine, ...] = ()
    references: tuple[PageReference, ...] = ()
    calls: tuple[PrintedCall, ...] = ()
    pictures: tuple[int, ...] = ()
    elsewhere: int | None = None

    def numbered(self, numbers: Mapping[int, int]) -> "TaggedStretch":
        """Return the stretch with the numbers of pages in place of those of their objects."""
        return self._replace(
            lines=tuple(line._replace(page=numbers[line.page]) for line in self.lines),
            calls=tuple(call._replace(page=numbers[call.page]) for call in self.calls),
            pictures=tuple(numbers[page] for page in self.pictures),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class PdfReading:
    """What a PDF says. Pages count from 1; ``places`` are those of the named destinations.

    ``stretches`` are in the order of reading, ``pages`` by number. ``labels`` are what the pages are called. ``has``
    tells of each thing that readers and their tools need whether it is there.
    """

    pages: Mapping[int, PrintedPage] = field(repr=False)
    places: Mapping[str, int] = field(repr=False)
    labels: Mapping[int, str] = field(repr=False)
    stretches: Sequence[TaggedStretch] = field(repr=False)
    fonts: Sequence[Font]
    has: Mapping[str, bool]

    def shown(self, page: int) -> str:
        """Return how messages name a page."""
        return shown_page(page, self.labels.get(page, str(page)))


class _FontTable(NamedTuple):
    """A font, by the name that pages have for it: the text and the width of each code."""

    name: str
    texts: Mapping[int, str]
    widths: Mapping[int, float]
    default_width: float


@dataclass(frozen=True, slots=True, kw_only=True)
class _FontTables:
    tables: tuple[_FontTable, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _ReadGroup:
    """What a group says: the pages of each tree, each page, and what its outermost structure elements hold."""

    trees: Mapping[int, tuple[int, ...]]
    pages: Mapping[int, PrintedPage]
    elements: Mapping[int, tuple[TaggedStretch, ...]]


def read_whole(content: bytes) -> PdfReading:
    """Read a PDF, whoever wrote it; raises :class:`~octavo.pdf.values.UnreadableError` when it is none."""
    try:
        file = OpenedFile(content)
        catalogue = read_catalogue(file.objects)
        drawn = {number: file.drawn_page(page) for number, page in file.pages.items()}
        marked = {number: runs_by_mark(page.runs) for number, page in drawn.items()}
        tagged = [
            Tagged(each.path, each.page, marked[each.page].get(each.mark, ()))
            for each in file.contents()
            if each.page in marked
        ]
        pictured = _pictured(tagged)
        return PdfReading(
            pages={file.numbers[number]: _printed(page, pictured) for number, page in drawn.items()},
            places={name: place.page for name, place in catalogue.placed(file.numbers).items()},
            labels={page: catalogue.label(page) for page in file.numbers.values()},
            stretches=[_stretch(tagged).numbered(file.numbers)],
            fonts=tuple(catalogue.fonts.values()),
            has=catalogue.has,
        )
    except (ArithmeticError, LookupError, TypeError, ValueError, RecursionError) as problem:
        # In a damaged file anything may stand anywhere.
        raise UnreadableError(str(problem)) from problem


@dataclass(frozen=True, slots=True, kw_only=True)
class LastGroup:
    """The last group of a file of ours, and what a file has once."""

    objects: GroupObjects = field(repr=False)
    catalogue: Catalogue


def read_last_group(group: bytes) -> LastGroup:
    """Read the last group of a file; raises :class:`~octavo.pdf.values.UnreadableError`."""
    objects = GroupObjects(group)
    return LastGroup(objects=objects, catalogue=read_catalogue(objects))


def packed_fonts(last: LastGroup) -> bytes:
    """Return what the groups of a file are read with, from its ``last`` group, which has the fonts."""
    named = named_fonts(last.objects, last.catalogue.fonts)
    tables = [_FontTable(name, font.texts, font.widths, font.default_width) for name, font in sorted(named.items())]
    return pack(_FontTables(tables=tuple(tables)))


def read_one_group(group: bytes, fonts: bytes) -> bytes:
    """Return, packed, what a group of a file of ours says, or ``UNREADABLE`` where more is needed to read it."""
    try:
        read = read_group(group, _unpacked(fonts))
        held = {root: list(items) for root, items in read.elements.items()}
        elements = {root: tuple(_stretches(items)) for root, items in held.items()}
    except UnreadableError:
        return UNREADABLE
    trees = {tree: tuple(numbers) for tree, numbers in read.trees.items()}
    pictured = _pictured(each for items in held.values() for each in items if isinstance(each, Tagged))
    pages = {number: _printed(page, pictured) for number, page in read.pages.items()}
    return pack(_ReadGroup(trees=trees, pages=pages, elements=elements))


@lru_cache(maxsize=4)
def _unpacked(fonts: bytes) -> Mapping[str, Font]:
    return {
        name: Font(name=name, texts=Texts(texts), widths=widths, default_width=default)
        for name, texts, widths, default in unpack(fonts, _FontTables).tables
    }


def _printed(page: DrawnPage, pictured: Collection[DrawnRun]) -> PrintedPage:
    return PrintedPage(page.trim, tuple(page_faults(page, pictured)))


def _pictured(pieces: Iterable[Tagged]) -> frozenset[DrawnRun]:
    """Return the runs that pictures draw."""
    return frozenset(run for piece in pieces if piece.runs and _is_pictured(piece.path) for run in piece.runs)


def _is_pictured(path: Iterable[Element]) -> bool:
    return any(element.role in FIGURES for element in path)


def _stretches(items: Iterable[Tagged | Elsewhere]) -> Iterator[TaggedStretch]:
    """Yield what may be read in one go, and between that what is in other groups."""
    for is_elsewhere, group in groupby(items, key=lambda item: isinstance(item, Elsewhere)):
        if not is_elsewhere:
            yield _stretch([item for item in group if isinstance(item, Tagged)])
            continue
        for item in group:
            if not is_read(item.path) or any(element.role == "Note" for element in item.path):
                raise UnreadableError("what a note holds is in another group")
            if isinstance(item, Elsewhere):
                yield TaggedStretch(elsewhere=item.number)


def _stretch(pieces: Sequence[Tagged]) -> TaggedStretch:
    shown = [piece for piece in pieces if piece.runs]
    return TaggedStretch(
        lines=tuple(lines(piece for piece in shown if not _is_pictured(piece.path))),
        references=tuple(_references(shown)),
        calls=tuple(_calls(shown)),
        pictures=tuple(piece.page for piece in _pictures(pieces)),
    )


def _pictures(pieces: Iterable[Tagged]) -> Iterator[Tagged]:
    """Yield the first piece of each picture."""
    seen: set[int] = set()
    for piece in pieces:
        for element in piece.path:
            if element.role in FIGURES and element.key not in seen:
                seen.add(element.key)
                yield piece


def _references(pieces: Iterable[Tagged]) -> Iterator[PageReference]:
    """Yield the printed page numbers; one may be drawn in pieces."""
    for element, group in groupby(pieces, key=lambda piece: piece.path[-1]):
        if element.title.startswith(PAGE_OF):
            yield PageReference(element.title.removeprefix(PAGE_OF), _text(group).strip())


def _calls(pieces: Iterable[Tagged]) -> Iterator[PrintedCall]:
    for element, group in groupby(pieces, key=lambda piece: piece.path[-1]):
        if element.title == CALL:
            called = list(group)
            yield PrintedCall(called[0].page, _text(called).strip(), called[0].runs[0].baseline)


def _text(pieces: Iterable[Tagged]) -> str:
    return "".join(run.text for piece in pieces for run in piece.runs)


def join(last: LastGroup, results: Iterable[bytes]) -> PdfReading:
    """Join what :func:`read_one_group` returned for all groups but the ``last``, which has what a file has once.

    Raises :class:`~octavo.pdf.values.UnreadableError` where the file is to be read whole.
    """
    objects, catalogue = last.objects, last.catalogue
    groups: list[_ReadGroup] = []
    for packed in results:
        if packed == UNREADABLE:
            raise UnreadableError("a group cannot be read alone")
        groups.append(unpack(packed, _ReadGroup))
    numbers = page_numbers(objects, [group.trees for group in groups])
    held = ({root: map(_or_elsewhere, each) for root, each in group.elements.items()} for group in groups)
    stretches = [each.numbered(numbers) for each in in_reading_order(objects, held)]
    return PdfReading(
        pages={numbers[number]: page for group in groups for number, page in group.pages.items()},
        places={name: place.page for name, place in catalogue.placed(numbers).items()},
        labels={page: catalogue.label(page) for page in numbers.values()},
        stretches=stretches,
        fonts=tuple(catalogue.fonts.values()),
        has=catalogue.has,
    )


def _or_elsewhere(stretch: TaggedStretch) -> TaggedStretch | Elsewhere:
    return stretch if stretch.elsewhere is None else Elsewhere((), stretch.elsewhere)
