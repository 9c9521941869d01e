"""PDF objects that can be moved: placeholders stand for their numbers until their place in the file is known."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol, TypeAlias

from octavo.pdf import file_layout
from octavo.pdf.file_layout import Stream

Placeholder: TypeAlias = int
"""Stands for an object of the same unit, by its place from 1, or for one of the special numbers below."""

FONTS: Placeholder = -1
"""The fonts of the whole file."""
DOCUMENT: Placeholder = -2
"""The structure element of the whole document."""
PAGES: Placeholder = -3
"""The root of the page tree."""
KIDS: Placeholder = -4
"""The list of the kids of a structure element that is continued in other units."""
KEYS: Placeholder = 1_000_000_000
"""From here on: keys of the number tree of structure elements, counted from those of the part."""

SEPARATOR = b"\x00"
"""Stands between objects; never in one, as strings of PDF that need it are written in hexadecimal."""

TOKEN = re.compile(
    rb"\((?:\\.|[^\\()])*\)|<[0-9a-fA-F]*>|\b(\d+) 0 R\b|(?<=/StructParents )(\d+)|(?<=/StructParent )(\d+)"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ObjectOffsets:
    """Turns placeholders into numbers: the object number and the key before a unit's first, and what is elsewhere.

    ``document`` is the structure element that holds it: that of the document or, where it continues another unit, one
    of that. ``kids`` is the number of the list of kids of the element that other units continue, 0 where none do.
    """

    objects: int
    keys: int
    document: int
    kids: int = 0

    def number(self, placeholder: Placeholder) -> int:
        """Return the number that ``placeholder`` stands for."""
        if placeholder >= KEYS:
            return self.keys + placeholder - KEYS
        if placeholder > 0:
            return self.objects + placeholder
        whole = {FONTS: file_layout.FONTS, PAGES: file_layout.PAGES, DOCUMENT: self.document, KIDS: self.kids}
        return whole[placeholder]


def references(data: bytes) -> Iterable[int]:
    """Yield the numbers of the objects that ``data`` refers to, in order."""
    return (int(token[1]) for token in TOKEN.finditer(data) if token[1])


def template(data: bytes, place: Callable[[int], Placeholder]) -> tuple[bytes, list[Placeholder]]:
    """Make ``data`` movable: a pattern for ``%`` and its placeholders.

    ``place`` tells what a reference to an object of a number stands for.
    """
    placeholders: list[Placeholder] = []
    pieces: list[bytes] = []
    done = 0
    for token in TOKEN.finditer(data):
        if token[1]:
            placeholders.append(place(int(token[1])))
            written = b"%d 0 R"
        elif token[2] or token[3]:
            placeholders.append(KEYS + int(token[2] or token[3]))
            written = b"%d"
        else:
            continue
        pieces += [data[done : token.start()].replace(b"%", b"%%"), written]
        done = token.end()
    return b"".join((*pieces, data[done:].replace(b"%", b"%%"))), placeholders


def resolve(pattern: bytes, placeholders: Sequence[Placeholder], offsets: ObjectOffsets) -> bytes:
    """Write the numbers into a pattern."""
    return pattern % tuple(map(offsets.number, placeholders))


@dataclass(frozen=True, slots=True, kw_only=True)
class MovableStream:
    """A stream: its number, a pattern for its dictionary with the placeholders in that, and its content."""

    number: int
    dictionary: bytes
    placeholders: tuple[Placeholder, ...]
    content: bytes

    def resolved(self, offsets: ObjectOffsets) -> Stream:
        """Return the stream with its numbers."""
        entries = resolve(self.dictionary, self.placeholders, offsets)
        return Stream(offsets.number(self.number), entries, self.content)


@dataclass(frozen=True, slots=True, kw_only=True)
class MovableObjects:
    """Objects that can be moved: the plain ones, by their ``numbers``, in one pattern; and the streams."""

    numbers: tuple[int, ...]
    pattern: bytes
    placeholders: tuple[Placeholder, ...]
    streams: tuple[MovableStream, ...]

    def plain(self, offsets: ObjectOffsets) -> Mapping[int, bytes]:
        """Return the objects that are no streams by their numbers in the file."""
        objects = resolve(self.pattern, self.placeholders, offsets).split(SEPARATOR)
        return dict(zip(map(offsets.number, self.numbers), objects, strict=False))


class EngineObject(Protocol):
    """An object as the engine has it: whether it may stand in an object stream, and how it is written."""

    @property
    def compressible(self) -> bool:
        """Whether it is no stream."""

    @property
    def data(self) -> bytes:
        """All of it but its number."""


class MovableCollector:
    """Gathers movable objects. ``place`` tells what a reference to an object of the engine's number stands for."""

    def __init__(self, place: Callable[[int], Placeholder]) -> None:
        self._place = place
        self._plain: dict[int, bytes] = {}
        self._placeholders: list[Placeholder] = []
        self._streams: list[MovableStream] = []

    def add(self, number: int, each: EngineObject, written: bytes = b"") -> None:
        """Add an object of the engine under its new number; ``written`` is what it says, where that is at hand."""
        if each.compressible:
            self.add_plain(number, *template(written or each.data, self._place))
            return
        head, body = each.data.split(b"\nstream\n", 1)
        pattern, placeholders = template(head, self._place)
        content = body.removesuffix(b"\nendstream")
        stream = MovableStream(number=number, dictionary=pattern, placeholders=tuple(placeholders), content=content)
        self._streams.append(stream)

    def add_plain(self, number: int, pattern: bytes, placeholders: Sequence[Placeholder]) -> None:
        """Add an object that is no stream, as :func:`template` gives it."""
        self._plain[number] = pattern
        self._placeholders += placeholders

    def collected(self) -> MovableObjects:
        """Return what was added."""
        return MovableObjects(
            numbers=tuple(self._plain),
            pattern=SEPARATOR.join(self._plain.values()),
            placeholders=tuple(self._placeholders),
            streams=tuple(self._streams),
        )
