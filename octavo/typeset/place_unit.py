"""A unit put in its place: its objects get their numbers and its pages theirs."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from octavo.model.output import PageMap
from octavo.pdf.content_stream import Figures, Slot
from octavo.pdf.file_layout import FIRST_OBJECT, KEY_STEP, OBJECT_STEP, Stream, flate, write_group
from octavo.pdf.object_renumbering import SEPARATOR, Ground, settle
from octavo.typeset.packing import pack, unpack
from octavo.typeset.pagination import side_of


def grounds(facts: Sequence[Mapping[str, Any]], *, fonts: int, document: int, pages: int) -> tuple[Ground, ...]:
    """Share out object numbers and keys to units in their order; the other arguments are numbers of single objects.

    After the objects of a unit there is room for two: the stream of its plain objects, and its list of kids where it
    is continued.
    """
    found: list[Ground] = []
    objects, keys, continued = FIRST_OBJECT, 0, document
    for each in facts:
        here = Ground(
            objects=objects,
            keys=keys,
            fonts=fonts,
            document=continued if each["continues"] else document,
            pages=pages,
            kids=objects + each["objects"] + 2 if each["open"] else 0,
        )
        found.append(here)
        if each["open"]:
            continued = here.number(each["open"]["element"])
        objects += _stepped(each["objects"] + 2, OBJECT_STEP)
        keys += _stepped(each["keys"], KEY_STEP)
    return tuple(found)


def _stepped(need: int, step: int) -> int:
    return -(-need // step) * step


def numbers_for(facts: Mapping[str, Any], pages: PageMap) -> dict[str, int]:
    """Return the pages of the anchors whose page numbers a unit prints: all of the page map that :func:`bind` needs."""
    return {target: pages.pages[target] for target, _ in facts["slots"] if target in pages.pages}


def bind(record: bytes, ground: Ground, first: int, numbers: Mapping[str, int]) -> bytes:
    """Put the unit of ``record`` on ``ground``, its first page being page ``first``.

    Return its part of the file, packed: the bytes of its streams, where each begins in them, and its rows of the
    cross-reference stream. Anchors that ``numbers`` (see :func:`numbers_for`) does not have print as noughts.
    """
    places, parts = unpack(record)
    opened = [_Part(parts[place]) for place in places[side_of(first)]]
    streams = [stream for part in opened for stream in part.streams(ground)]
    shared, own = opened
    frames = own.facts["frames"] or [()] * len(shared.facts["drawings"])
    for page, ((number, slots), around) in enumerate(zip(shared.facts["drawings"], frames, strict=True), start=first):
        drawing = shared.drawing(slots, page, numbers)
        if own.facts["frames"]:
            drawing = own.drawing(around, page, numbers).replace(SEPARATOR, drawing, 1)
        streams.append(flate(ground.number(number), b"", drawing))
    plain = {ground.number(place): written for part in opened for place, written in part.plain(ground)}
    group = write_group(plain, streams, ground.number(shared.facts["objects"] + 1))
    (subsection,) = group.subsections
    return pack({"first": subsection.first, "offsets": subsection.offsets}, [group.content, subsection.rows])


class _Part:
    """One part of a record; its pieces are to be asked for in their order: plain objects, streams, drawings."""

    def __init__(self, packed: bytes) -> None:
        self.facts, (self._pattern, *pieces) = unpack(packed)
        self._pieces = iter(pieces)
        self._figures = [Figures(**each) for each in self.facts["figures"]]

    def plain(self, ground: Ground) -> Iterable[tuple[int, bytes]]:
        """Return the objects that are no streams, by their place."""
        objects = settle(self._pattern, self.facts["holes"], ground).split(SEPARATOR)
        return zip(self.facts["plain"], objects, strict=False)

    def streams(self, ground: Ground) -> Iterable[Stream]:
        """Return the streams that are no drawings."""
        for place, pattern, holes in self.facts["streams"]:
            yield Stream(ground.number(place), settle(pattern.encode("latin-1"), holes, ground), next(self._pieces))

    def drawing(self, slots: Sequence[Mapping[str, Any]], page: int, numbers: Mapping[str, int]) -> bytes:
        """Return the next drawing, with its holes filled; it has these ``slots`` and stands on ``page``."""
        drawing = [next(self._pieces)]
        for slot in (Slot.from_facts(each, self._figures) for each in slots):
            number = str(numbers.get(slot.target, slot.placeholder) if slot.target else page)
            drawing += [slot.start(number), next(self._pieces), slot.glyphs(number), next(self._pieces)]
        return b"".join(drawing)
