"""A finished PDF of ours cut into parts, each an object stream with the streams before it (ISO 32000-1, 7.5).

The cross-reference stream of the file says what is where. Bytes that are written alike in another file are read alike,
so a part of a book that did not change needs not be read again. A file that is written in another way is no error here:
it cannot be cut, and is read as a whole by :mod:`octavo.check.artefacts.pdf`.
"""

import json
import re
import struct
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from octavo.check.artefacts.pdf_objects import ForeignError, Value, array, dictionary, integer, parse

STREAM = re.compile(rb"(\d+) 0 obj\n(<<.*?>>)\nstream\n", re.DOTALL)
STREAM_END = b"\nendstream\nendobj\n"
START = b"startxref\n"
END = b"\n%%EOF\n"
TAIL = 40
"""Bytes from the end of a file in which its last lines are."""

WIDTHS: list[Value] = [1, 4, 2]
ROW = 8
"""Bytes of a row of the cross-reference stream with the number of its filter."""
FILTERED: Mapping[str, Value] = {"Predictor": 12, "Columns": 7}
ALIKE, DIFFERENT = 0, 2
"""The filters of PNG (PNG, 9.2) that our rows have: none, and the difference from the row above."""

ROW_BITS, BYTE_BITS = 0x00FF_FFFF_FFFF_FFFF, 0x007F_7F7F_7F7F_7F7F
FREE, PLAIN, HELD = 0, 1, 2
"""The kinds of entries of a cross-reference stream (ISO 32000-1, 7.5.8.3)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """Objects that stand together: ``content``, where in it each stream begins, and what its object stream holds."""

    content: bytes = field(repr=False)
    holder: int
    streams: Mapping[int, int]
    plain: tuple[int, ...]

    def described(self) -> str:
        """Return as JSON what the file says of where the objects of this part are."""
        return json.dumps([self.holder, list(self.streams.items()), self.plain])

    @classmethod
    def from_described(cls, content: bytes, described: str) -> "Part":
        """Return the part that was :meth:`described`."""
        holder, streams, plain = json.loads(described)
        return cls(content=content, holder=holder, streams=dict(streams), plain=tuple(plain))


@dataclass(frozen=True, slots=True, kw_only=True)
class Cut:
    """A file in parts, the last of which has what a file has once; ``trailer`` is the dictionary that leads to it."""

    trailer: Mapping[str, Value]
    parts: tuple[Part, ...]


def cut(content: bytes) -> Cut:
    """Cut a file into its parts; raises :class:`ForeignError` for one that is not written as ours are."""
    found = re.fullmatch(rb".*\n?" + START + rb"(\d+)" + END, content[-TAIL:], re.DOTALL)
    start = int(found[1]) if found else -1
    head = STREAM.match(content, start) if found else None
    if head is None:
        raise ForeignError("there is no cross-reference stream")
    trailer = dictionary(parse(head[2]))
    end = head.end() + integer(trailer.get("Length"))
    is_ours = trailer.get("W") == WIDTHS and trailer.get("Filter") == "FlateDecode"
    is_ours = is_ours and trailer.get("DecodeParms") == FILTERED and not trailer.keys() & {"Prev", "XRefStm", "Encrypt"}
    if not is_ours or content[end:] != STREAM_END + START + b"%d" % start + END:
        raise ForeignError(trailer)
    rows = _rows(content[head.end() : end])
    index = [integer(each) for each in array(trailer.get("Index"))]
    numbers = [
        number for first, count in zip(index[::2], index[1::2], strict=True) for number in range(first, first + count)
    ]
    if len(numbers) != len(rows):
        raise ForeignError("rows are missing")
    return Cut(trailer=trailer, parts=tuple(_parts(content, start, numbers, rows)))


def _rows(pressed: bytes) -> list[int]:
    """Return the rows of a cross-reference stream, each as one number of seven bytes."""
    written = _inflated(pressed)
    if len(written) % ROW:
        raise ForeignError("a row is cut short")
    rows: list[int] = []
    above = 0
    for (row,) in struct.iter_unpack(">Q", written):
        kind = row >> 56
        if kind == DIFFERENT:
            # Each byte is added for itself: seven bits without a carry into the next byte, and then the eighth.
            above = ((row & BYTE_BITS) + (above & BYTE_BITS)) ^ ((row ^ above) & ROW_BITS & ~BYTE_BITS)
        elif kind == ALIKE:
            above = row
        else:
            raise ForeignError(kind)
        rows.append(above)
    return rows


def _parts(content: bytes, end: int, numbers: Sequence[int], rows: Sequence[int]) -> Iterator[Part]:
    """Yield the parts in their order; ``end`` is where the cross-reference stream begins."""
    begins: list[tuple[int, int]] = []
    held: dict[int, dict[int, int]] = {}
    for number, row in zip(numbers, rows, strict=True):
        kind, where, place = row >> 48, row >> 16 & 0xFFFF_FFFF, row & 0xFFFF
        if kind == HELD:
            held.setdefault(where, {})[place] = number
        elif kind == PLAIN and not place:
            begins.append((where, number))
        elif kind != FREE or number:
            raise ForeignError(row)
    begins.sort()
    if not begins or begins[-1][0] != end:
        raise ForeignError("the cross-reference stream is not the last object")
    streams: dict[int, int] = {}
    first = begins[0][0]
    for (start, number), (after, _) in pairwise(begins):
        streams[number] = start - first
        if number in held:
            inside = held.pop(number)
            if sorted(inside) != list(range(len(inside))):
                raise ForeignError(number)
            plain = tuple(inside[place] for place in range(len(inside)))
            yield Part(content=content[first:after], holder=number, streams=streams, plain=plain)
            streams, first = {}, after
    if streams or held:
        raise ForeignError("an object is in no part")


class Objects:
    """The objects of one part, each read when it is asked for; what is not there, or not as ours, is foreign.

    ``plain`` are those that are no streams, as they are written.
    """

    def __init__(self, part: Part) -> None:
        """Read which objects the object stream of ``part`` holds (ISO 32000-1, 7.5.7)."""
        self._part = part
        self._values: dict[int, Value] = {}
        entries, inside = self.stream(part.holder)
        first, count = integer(entries.get("First")), integer(entries.get("N"))
        head = inside[:first].split()
        if entries.get("Type") != "ObjStm" or len(head) != 2 * count or tuple(map(int, head[::2])) != part.plain:
            raise ForeignError(part.holder)
        starts = [first + int(offset) for offset in head[1::2]]
        self.plain: Mapping[int, bytes] = {
            number: inside[start:end].rstrip()
            for number, (start, end) in zip(part.plain, pairwise([*starts, len(inside)]), strict=True)
        }

    def value(self, number: int) -> Value:
        """Return the object ``number``, which is no stream."""
        if number not in self._values:
            if number not in self.plain:
                raise ForeignError(number)
            self._values[number] = parse(self.plain[number])
        return self._values[number]

    def stream(self, number: int) -> tuple[Mapping[str, Value], bytes]:
        """Return the dictionary and the content of the stream ``number``."""
        content = self._part.content
        head = STREAM.match(content, self._part.streams.get(number, len(content)))
        if head is None or int(head[1]) != number:
            raise ForeignError(number)
        entries = dictionary(parse(head[2]))
        end = head.end() + integer(entries.get("Length"))
        if not content.startswith(STREAM_END, end) or "DecodeParms" in entries:
            raise ForeignError(number)
        match entries.get("Filter"):
            case None:
                return entries, content[head.end() : end]
            case "FlateDecode":
                return entries, _inflated(content[head.end() : end])
            case _:
                raise ForeignError(number)


def _inflated(pressed: bytes) -> bytes:
    try:
        return zlib.decompress(pressed)
    except zlib.error as problem:
        raise ForeignError(problem) from problem
