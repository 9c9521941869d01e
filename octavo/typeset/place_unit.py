"""A unit put in its place: its objects get their numbers and its pages theirs."""

import zlib
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from octavo.model.output import PageMap
from octavo.pdf.content_stream import Figures, Slot
from octavo.pdf.object_renumbering import SEPARATOR, Ground, object_stream, settle
from octavo.typeset.packing import pack, unpack
from octavo.typeset.pagination import side_of

OBJECT_ROOM = 256
"""Units take object numbers in steps of this, so that a small change in one leaves the bytes of all others alone."""

KEY_ROOM = 64
"""The same for the keys of the number tree."""

FIRST_OBJECT = 16
"""Object numbers below this one are for what a file has once."""

OFFSET_BYTES = 4
ROW = 1 + OFFSET_BYTES + 2
"""Bytes in a row of the cross-reference stream: its type, an offset or a stream's number, a place in the stream."""

LEVEL = 6
"""How hard streams are pressed: level 9 takes three times as long for less than one part in a hundred."""


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
        objects += _stepped(each["objects"] + 2, OBJECT_ROOM)
        keys += _stepped(each["keys"], KEY_ROOM)
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
        pressed = zlib.compress(drawing, LEVEL)
        streams.append((number, b"<</Filter /FlateDecode/Length %d>>" % len(pressed), pressed))
    plain = dict(sorted(item for part in opened for item in part.plain(ground)))
    return _packed(plain, streams, ground, shared.facts["objects"])


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

    def streams(self, ground: Ground) -> Iterable[tuple[int, bytes, bytes]]:
        """Return place, dictionary and inside of the streams that are no drawings."""
        for number, pattern, holes in self.facts["streams"]:
            yield number, settle(pattern.encode("latin-1"), holes, ground), next(self._pieces)

    def drawing(self, slots: Sequence[Mapping[str, Any]], page: int, numbers: Mapping[str, int]) -> bytes:
        """Return the next drawing, with its holes filled; it has these ``slots`` and stands on ``page``."""
        drawing = [next(self._pieces)]
        for slot in (Slot.from_facts(each, self._figures) for each in slots):
            number = str(numbers.get(slot.target, slot.placeholder) if slot.target else page)
            drawing += [slot.start(number), next(self._pieces), slot.glyphs(number), next(self._pieces)]
        return b"".join(drawing)


def _packed(
    objects: Mapping[int, bytes], streams: Sequence[tuple[int, bytes, bytes]], ground: Ground, count: int
) -> bytes:
    """Write the streams and the stream of plain ``objects``, and the rows that tell where everything is.

    ``count`` is how many objects the unit has without that stream.
    """
    plain = list(map(ground.number, objects))
    inside, first = object_stream(plain, SEPARATOR.join(objects.values()))
    holder = ground.number(count + 1)
    pressed = zlib.compress(inside, LEVEL)
    head = b"<</Type /ObjStm/N %d/First %d/Filter /FlateDecode/Length %d>>" % (len(plain), first, len(pressed))
    written: list[bytes] = []
    begins: list[tuple[int, int]] = []
    length = 0
    settled = [(ground.number(number), dictionary, body) for number, dictionary, body in streams]
    for number, dictionary, body in (*settled, (holder, head, pressed)):
        begins.append((number, length))
        written.append(b"%d 0 obj\n%b\nstream\n%b\nendstream\nendobj\n" % (number, dictionary, body))
        length += len(written[-1])
    rows, places = reference_rows({number: (holder, place) for place, number in enumerate(plain)}, begins)
    return pack({"first": ground.objects + 1, "count": count + 1, "streams": places}, [b"".join(written), rows])


def reference_rows(
    plain: Mapping[int, tuple[int, int]], streams: Sequence[tuple[int, int]]
) -> tuple[bytes, list[tuple[int, int]]]:
    """Return the rows of consecutive objects for a cross-reference stream, each with its PNG filter before it.

    ``plain`` tells the object stream of each plain object and its place there, ``streams`` where each stream begins.
    A row that is like the one before it but for its place takes no room once pressed (filter *Up*, PNG 9.2). Return
    also where in the rows the offset of each stream is to be written, with what is known of it.
    """
    offsets = dict(streams)
    rows: list[bytes] = []
    places: list[tuple[int, int]] = []
    before: bytes | None = None
    for number in sorted((*plain, *offsets)):
        if number in offsets:
            places.append((len(rows) * (ROW + 1) + 2, offsets[number]))
            rows.append(b"\x00\x01" + bytes(ROW - 1))
            before = None
            continue
        holder, place = plain[number]
        row = b"\x02" + holder.to_bytes(OFFSET_BYTES, "big") + place.to_bytes(2, "big")
        if before is None:
            rows.append(b"\x00" + row)
        else:
            rows.append(b"\x02" + bytes((new - old) % 256 for new, old in zip(row, before, strict=True)))
        before = row
    return b"".join(rows), places
