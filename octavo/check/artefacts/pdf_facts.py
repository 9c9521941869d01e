"""What a finished PDF says, as far as the rules ask: read group by group where it is laid out as our files are.

A group is read alone: what was read of it may be kept for as long as its bytes are in a file. Its text stays codes
until the groups are joined, as the fonts that give them a meaning are in another group and change with every new glyph.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import NamedTuple

from octavo.check.artefacts.parity import NOTE, Run, differs_by_medium, runs_in
from octavo.codec import pack, unpack
from octavo.model.output import PAGE_OF
from octavo.pdf.catalogue import read_catalogue
from octavo.pdf.document import TaggedText, read_pdf
from octavo.pdf.fonts import Font
from octavo.pdf.objects import GroupObjects
from octavo.pdf.own_text import Tagged, in_reading_order, named_fonts, page_numbers, read_group
from octavo.pdf.structure import Elsewhere
from octavo.pdf.values import UnreadableError

UNREADABLE = b""
"""Stands for what was read of a group that cannot be read alone."""


class PageReference(NamedTuple):
    """A printed page number: the anchor that it is about, and what is printed, in pieces."""

    target: str
    texts: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PdfFacts:
    """What a PDF says. Pages count from 1; ``places`` are those of the named destinations.

    ``runs`` are in the order of reading. ``has`` tells of each thing that readers and their tools need whether it is
    there.
    """

    page_count: int
    places: Mapping[str, int] = field(repr=False)
    runs: Sequence[Run] = field(repr=False)
    references: Sequence[PageReference] = field(repr=False)
    fonts: Sequence[Font]
    has: Mapping[str, bool]


class _Stretch(NamedTuple):
    """What was read of a group in one go: its runs and references, their texts as codes and pages as object numbers.

    Where ``elsewhere`` is the number of an object, that holds what comes here, and is in another group.
    """

    runs: tuple[Run, ...] = ()
    references: tuple[PageReference, ...] = ()
    elsewhere: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class _ReadGroup:
    """What a group says: the pages of each tree, and what its outermost structure elements hold, by their numbers."""

    pages: Mapping[int, tuple[int, ...]]
    elements: Mapping[int, tuple[_Stretch, ...]]


def read_whole(content: bytes) -> PdfFacts:
    """Read a PDF, whoever wrote it; raises :class:`~octavo.pdf.values.UnreadableError` when it is none."""
    document = read_pdf(content)
    return PdfFacts(
        page_count=document.page_count,
        places={name: place.page for name, place in document.destinations.items()},
        runs=tuple(runs_in(document.pieces)),
        references=tuple(_references(document.pieces)),
        fonts=document.fonts,
        has=document.has,
    )


def read_one_group(group: bytes) -> bytes:
    """Return, packed, what a group of a file of ours says, or ``UNREADABLE`` where more is needed to read it."""
    try:
        text = read_group(group)
        elements = {root: tuple(_stretches(items)) for root, items in text.elements.items()}
    except UnreadableError:
        return UNREADABLE
    return pack(_ReadGroup(pages={tree: tuple(pages) for tree, pages in text.pages.items()}, elements=elements))


def _stretches(items: Iterable[Tagged | Elsewhere]) -> Iterator[_Stretch]:
    """Yield what may be read in one go, and between that what is in other groups."""
    for is_elsewhere, group in groupby(items, key=lambda item: isinstance(item, Elsewhere)):
        pieces = [_coded(item) for item in group]
        if not is_elsewhere:
            yield _Stretch(tuple(runs_in(pieces)), tuple(_references(pieces)))
        elif any(NOTE in piece.roles or differs_by_medium(piece) for piece in pieces):
            raise UnreadableError("what a note holds is in another group")
        else:
            yield from (_Stretch(elsewhere=piece.page) for piece in pieces)


def _coded(item: Tagged | Elsewhere) -> TaggedText:
    """Return a piece whose text is the names of fonts and codes in turn; its page is the number of an object."""
    roles, titles = tuple(element.role for element in item.path), tuple(element.title for element in item.path)
    if isinstance(item, Elsewhere):
        return TaggedText(item.number, roles, titles, "", 0.0)
    text = " ".join(word for font, codes in item.codes for word in (font, codes.hex()))
    return TaggedText(item.page, roles, titles, text, 0.0)


def _references(pieces: Iterable[TaggedText]) -> Iterator[PageReference]:
    """Yield the printed page numbers; one may be drawn in pieces."""
    for title, group in groupby(pieces, key=lambda piece: piece.title):
        if title.startswith(PAGE_OF):
            yield PageReference(title.removeprefix(PAGE_OF), tuple(piece.text for piece in group))


def join(last: bytes, results: Iterable[bytes]) -> PdfFacts:
    """Join what :func:`read_one_group` returned for all groups but the ``last``, which has what a file has once.

    Raises :class:`~octavo.pdf.values.UnreadableError` where the file is to be read whole.
    """
    objects = GroupObjects(last)
    groups: list[_ReadGroup] = []
    for packed in results:
        if packed == UNREADABLE:
            raise UnreadableError("a group cannot be read alone")
        groups.append(unpack(packed, _ReadGroup))
    numbers = page_numbers(objects, [group.pages for group in groups])
    held = ({root: map(_or_elsewhere, each) for root, each in group.elements.items()} for group in groups)
    stretches = list(in_reading_order(objects, held))
    catalogue = read_catalogue(objects)
    fonts = named_fonts(objects, catalogue.fonts)
    return PdfFacts(
        page_count=len(numbers),
        places={name: place.page for name, place in catalogue.placed(numbers).items()},
        runs=[
            Run(numbers[page], note, _decoded(texts, fonts)) for each in stretches for page, note, texts in each.runs
        ],
        references=[
            PageReference(target, _decoded(texts, fonts)) for each in stretches for target, texts in each.references
        ],
        fonts=tuple(catalogue.fonts.values()),
        has=catalogue.has,
    )


def _or_elsewhere(stretch: _Stretch) -> _Stretch | Elsewhere:
    return stretch if stretch.elsewhere is None else Elsewhere((), stretch.elsewhere)


def _decoded(texts: Iterable[str], fonts: Mapping[str, Font]) -> tuple[str, ...]:
    """Return the text of what :func:`_coded` made."""
    split = [text.split(" ") for text in texts]
    return tuple(
        "".join(fonts[font].text(bytes.fromhex(codes)) for font, codes in zip(words[::2], words[1::2], strict=True))
        for words in split
    )
