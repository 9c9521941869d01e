"""On which page and line of a printing the words of a manuscript stand."""

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import assert_never

from octavo.editions.block_texts import BlockText, block_texts
from octavo.model.book import Book
from octavo.model.claims import PrintedPlace, Stated
from octavo.model.origin import Origin
from octavo.model.output import Printing, Rendition
from octavo.model.printing import UNCOUNTED
from octavo.model.prose import Extract, Figure, Sidebar
from octavo.model.query import plain, section_blocks

SAME = str.maketrans({**dict.fromkeys("‘’ʼ", "'"), **dict.fromkeys("“”„«»", '"'), **dict.fromkeys("–—", "-")})
"""Signs that the manuscript may write in another way than the page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintedBook:
    """A printing of ``book``, with the rendition that was laid out.

    ``records`` are the places of figures, documents and people, by these words and their ids.
    """

    book: Book
    rendition: Rendition
    printing: Printing
    records: Mapping[tuple[str, str], Origin]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Known:
    """What is asked again and again: the blocks that come from a place, their texts, the titles of sections."""

    of: PrintedBook
    ids: Mapping[Origin, Sequence[str]]
    texts: Mapping[str, BlockText]
    titles: Mapping[str, str]
    indexes: frozenset[str]


def printed_places(printed: PrintedBook, places: Sequence[Stated]) -> Mapping[Origin, tuple[PrintedPlace, ...]]:
    """Return where ``printed`` has each of ``places``, by their origins; what a book does not print is left out."""
    known = _Known(
        of=printed,
        ids=_ids_by_place(printed),
        texts=block_texts(printed.rendition),
        titles={section.id: plain(section.title) for section in printed.book.sections},
        indexes=frozenset(section.id for section in printed.book.sections if section.kind == "index"),
    )
    found = ((each.origin, tuple(dict.fromkeys(_of_place(each, known)))) for each in places)
    return {origin: where for origin, where in found if where}


def _ids_by_place(printed: PrintedBook) -> Mapping[Origin, Sequence[str]]:
    """Return the ids of the blocks that are made of what begins at a place."""
    blocks = printed.printing.layout.blocks
    found: dict[Origin, list[str]] = {}
    for identifier, origin in printed.rendition.origins.items():
        if identifier in blocks:
            found.setdefault(origin, []).append(identifier)
    for section in printed.book.sections:
        title = f"{section.id}-title"
        if title in blocks:
            found.setdefault(section.origin, []).insert(0, title)
        for block in section_blocks(section):
            if isinstance(block, Figure | Extract | Sidebar) and block.id in blocks:
                found.setdefault(_record_of(block, printed), []).append(block.id)
    return found


def _record_of(block: Figure | Extract | Sidebar, printed: PrintedBook) -> Origin:
    """Return the place of the record that a block prints."""
    match block:
        case Figure(figure=key):
            kind = "figure"
        case Sidebar(person=key):
            kind = "person"
        case Extract(document=key):
            kind = "document"
        case _:
            assert_never(block)
    return printed.records.get((kind, key), block.origin)


def _of_place(place: Stated, known: _Known) -> Iterator[PrintedPlace]:
    words = _counted(place.words)
    if place.what == "index":
        listed = (each for each in known.texts.values() if each.section in known.indexes)
        entries = (each.id for each in listed if each.id not in known.indexes and words in _counted(each.text))
        for identifier in islice(entries, 1):
            yield from _printed(identifier, 0, known)
        return
    ids = known.ids.get(place.block, ())
    for identifier in ids:
        text = _counted(known.texts[identifier].text) if identifier in known.texts else ""
        offset = _nth(text, words, place.occurrence)
        if offset >= 0 or len(ids) == 1 or place.what not in {"text", "heading", "cell", "caption", "footnote"}:
            yield from _printed(identifier, max(offset, 0), known)


def _printed(identifier: str, offset: int, known: _Known) -> Iterator[PrintedPlace]:
    layout = known.of.printing
    lines = layout.layout.blocks.get(identifier, ())
    if not lines:
        return
    line = lines[max(bisect_right([each.offset for each in lines], offset) - 1, 0)]
    text = known.texts.get(identifier)
    section = text.section if text else ""
    yield PrintedPlace(
        section=known.titles.get(section, section),
        block=identifier,
        page=line.page,
        folio=layout.page_map.folios.folio(line.page),
        line=line.number,
    )


def _counted(text: str) -> str:
    return UNCOUNTED.sub("", text).translate(SAME).lower()


def _nth(text: str, words: str, occurrence: int) -> int:
    """Return where ``words`` stand in ``text`` for the time ``occurrence``, from 0, or the last time before; or -1."""
    place = -1
    for _ in range(occurrence + 1):
        following = text.find(words, place + 1)
        if following < 0:
            break
        place = following
    return place
