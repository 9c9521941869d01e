"""How our files are laid out: which object has which number, and how objects become a file (ISO 32000-1, 7.5).

A file is a row of *groups*: a group is its streams and then one object stream with all its other objects. What a file
has once is in the last group. A cross-reference stream ends the file. Groups take object numbers in steps, so a group
that did not change keeps its bytes while others grow.
"""

import hashlib
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import accumulate
from typing import NamedTuple

CATALOGUE, PAGES, DOCUMENT, STRUCTURE, NUMBERS, METADATA, INFORMATION, OUTLINE, FONTS = range(1, 10)
"""The numbers of the objects that every file has once."""

FIRST_OBJECT = 16
"""Object numbers below this one are for what a file has once."""

OBJECT_STEP = 256
"""Units take object numbers in steps of this, so that a small change in one leaves the bytes of all others alone."""

KEY_STEP = 64
"""The same for the keys of the number tree."""

HEAD = b"%PDF-1.7\n%\xf0\x9f\x96\xa4\n"
STREAM_END = b"\nendstream\nendobj\n"

OFFSET_BYTES = 4
ROW = 1 + OFFSET_BYTES + 2
"""Bytes in a row of the cross-reference stream: its type, an offset or a stream's number, a place in the stream."""

NEXT, NEXT_256 = b"\x02\x00" + bytes(4) + b"\x00\x01", b"\x02\x00" + bytes(4) + b"\x01\x01"
"""The row of an object that stands one place behind that of the row above; 256 places make another byte change."""

LEVEL = 6
"""How hard streams are pressed: level 9 takes three times as long for less than one part in a hundred."""


class Stream(NamedTuple):
    """A stream: its number, its dictionary as it is written, and its bytes as they stand in the file."""

    number: int
    entries: bytes
    body: bytes

    def written(self) -> bytes:
        """Return the whole object."""
        return b"%d 0 obj\n%b\nstream\n%b" % self + STREAM_END


class Subsection(NamedTuple):
    """Rows of the cross-reference stream for consecutive objects, of which ``first`` is the number of the first.

    ``offsets`` tells where in ``rows`` the offset of a stream is missing, and where in its group that stream begins.
    """

    first: int
    rows: bytes
    offsets: tuple[tuple[int, int], ...]

    @property
    def last(self) -> int:
        """The number of the last object."""
        return self.first + len(self.rows) // (ROW + 1) - 1


@dataclass(frozen=True, slots=True, kw_only=True)
class ObjectGroup:
    """Objects as they stand in a file one after the other, and the rows that say where they are."""

    content: bytes = field(repr=False)
    subsections: tuple[Subsection, ...]


def flate(number: int, entries: bytes, body: bytes) -> Stream:
    """Return a compressed stream; ``entries`` stand first in its dictionary."""
    pressed = zlib.compress(body, LEVEL)
    return Stream(number, b"<<%b/Filter /FlateDecode/Length %d>>" % (entries, len(pressed)), pressed)


def write_group(plain: Mapping[int, bytes], streams: Iterable[Stream], holder: int) -> ObjectGroup:
    """Write ``streams`` and then, as the stream ``holder``, the ``plain`` objects (7.5.7; at least one) in order."""
    numbers = sorted(plain)
    offsets = accumulate((len(plain[number]) + 1 for number in numbers[:-1]), initial=0)
    head = b" ".join(b"%d %d" % pair for pair in zip(numbers, offsets, strict=True)) + b"\n"
    inside = head + b"\n".join(plain[number] for number in numbers)
    objects = flate(holder, b"/Type /ObjStm/N %d/First %d" % (len(numbers), len(head)), inside)
    begins: dict[int, int] = {}
    written: list[bytes] = []
    length = 0
    for stream in (*streams, objects):
        begins[stream.number] = length
        written.append(stream.written())
        length += len(written[-1])
    return ObjectGroup(content=b"".join(written), subsections=tuple(subsections(numbers, begins, holder)))


def subsections(numbers: Sequence[int], begins: Mapping[int, int], holder: int) -> Iterator[Subsection]:
    """Yield the rows of a group: plain objects of ``numbers`` in the stream ``holder``, and streams with ``begins``.

    A row that is like the one before it but for its place is written as the difference (filter *Up*, PNG 9.2), and
    takes no room once compressed.
    """
    places = {number: place for place, number in enumerate(numbers)}
    for run in _consecutive(sorted((*numbers, *begins))):
        rows: list[bytes] = []
        offsets: list[tuple[int, int]] = []
        is_alike = False
        for number in run:
            if number in begins:
                offsets.append((len(rows) * (ROW + 1) + 2, begins[number]))
                rows.append(b"\x00\x01" + bytes(ROW - 1))
                is_alike = False
                continue
            place = places[number]
            if is_alike:
                rows.append(NEXT if place % 256 else NEXT_256)
            else:
                rows.append(b"\x00\x02" + holder.to_bytes(OFFSET_BYTES, "big") + place.to_bytes(2, "big"))
            is_alike = True
        yield Subsection(run[0], b"".join(rows), tuple(offsets))


def _consecutive(numbers: Iterable[int]) -> Iterator[list[int]]:
    """Yield sorted ``numbers`` in runs without gaps."""
    run: list[int] = []
    for number in numbers:
        if run and run[-1] != number - 1:
            yield run
            run = []
        run.append(number)
    if run:
        yield run


def write_file(groups: Sequence[ObjectGroup]) -> bytes:
    """Return the file of these ``groups``."""
    body = b"".join((HEAD, *(group.content for group in groups)))
    identity = hashlib.sha256(body).hexdigest()[:32].encode()
    return body + cross_reference(
        groups, b"/Root %d 0 R/Info %d 0 R/ID [<%b> <%b>]" % (CATALOGUE, INFORMATION, identity, identity)
    )


def cross_reference(groups: Sequence[ObjectGroup], entries: bytes) -> bytes:
    """Return the cross-reference stream (7.5.8) of a file of these ``groups``, and what ends the file."""
    rows: list[tuple[int, bytes]] = [(0, b"\x00\x00" + bytes(OFFSET_BYTES) + b"\xff\xff")]
    end = len(HEAD)
    for group in groups:
        for first, written, offsets in group.subsections:
            filled = bytearray(written)
            for place, begin in offsets:
                filled[place : place + OFFSET_BYTES] = (end + begin).to_bytes(OFFSET_BYTES, "big")
            rows.append((first, bytes(filled)))
        end += len(group.content)
    number = 1 + max(subsection.last for group in groups for subsection in group.subsections)
    rows.append((number, b"\x00\x01" + end.to_bytes(OFFSET_BYTES, "big") + b"\x00\x00"))
    rows.sort()
    index = b" ".join(b"%d %d" % (first, len(written) // (ROW + 1)) for first, written in rows)
    head = b"/Type /XRef/Size %d/Index [%b]/W [1 %d 2]" % (number + 1, index, OFFSET_BYTES)
    parameters = b"/DecodeParms <</Predictor 12/Columns %d>>" % ROW
    pressed = zlib.compress(b"".join(written for _, written in rows), LEVEL)
    about = b"<<%b%b/Filter /FlateDecode%b/Length %d>>" % (head, entries, parameters, len(pressed))
    return Stream(number, about, pressed).written() + b"startxref\n%d\n%%%%EOF\n" % end
