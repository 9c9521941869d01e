"""The objects of a PDF by their numbers: read at once where the file is laid out as ours are, else through pikepdf."""

import io
import re
import zlib
from collections.abc import Iterator, Mapping
from decimal import Decimal
from itertools import pairwise
from typing import Protocol, TypeAlias

from octavo.pdf.file_layout import CATALOGUE, HEAD, INFORMATION, STREAM_END, ObjectGroup, subsections, write_file
from octavo.pdf.values import PdfName, PdfReference, UnreadableError, Value, dictionary, integer, parse

FROM_MEMORY = re.compile(r"stream <[^>]*>: ")
STREAM = re.compile(rb"(\d+) 0 obj\n(<<.*?>>)\nstream\n", re.DOTALL)
"""How a stream of ours begins (see :meth:`octavo.pdf.file_layout.Stream.written`)."""

Dictionary: TypeAlias = Mapping[str, Value]


class Objects(Protocol):
    """The objects of a file, or of one group of a file of ours."""

    trailer: Dictionary

    def numbers(self) -> Iterator[int]:
        """Yield the numbers of all objects."""

    def __contains__(self, number: int) -> bool:
        """Whether the object ``number`` is to be asked for here."""

    def value(self, number: int) -> Value:
        """Return the object ``number``, of a stream its dictionary; raises :class:`UnreadableError` for none."""

    def content(self, number: int) -> bytes:
        """Return what the stream ``number`` holds; raises :class:`UnreadableError` where it is none."""


def resolved(objects: Objects, value: Value) -> Value:
    """Return what ``value`` refers to, or ``value`` itself."""
    return objects.value(value) if isinstance(value, PdfReference) else value


def entries(objects: Objects, value: Value) -> Dictionary:
    """Return the dictionary that ``value`` is or refers to; an empty one for ``None``."""
    return {} if value is None else dictionary(resolved(objects, value))


class GroupObjects:
    """The objects of a group of ours, each parsed when it is asked for."""

    def __init__(self, content: bytes) -> None:
        """Find the objects in ``content``; raises :class:`UnreadableError` where it is not written as ours is."""
        self._streams: dict[int, tuple[Dictionary, bytes]] = {}
        self._values: dict[int, Value] = {}
        self._begins: dict[int, int] = {}
        self._content = content
        self.holder = start = 0
        while head := STREAM.match(content, start):
            self.holder = int(head[1])
            about = dictionary(parse(head[2]))
            end = head.end() + integer(about.get("Length"))
            if not content.startswith(STREAM_END, end):
                break
            self._begins[self.holder] = start
            self._streams[self.holder] = about, content[head.end() : end]
            start = end + len(STREAM_END)
        if start != len(content) or not start:
            raise UnreadableError("here is no stream")
        self.plain = self._held()
        self.trailer: Dictionary = {"Root": PdfReference(CATALOGUE), "Info": PdfReference(INFORMATION)}

    def _held(self) -> Mapping[int, bytes]:
        """Return the objects in the object stream, as they are written."""
        about, inside = self._streams[self.holder][0], self.content(self.holder)
        first = integer(about.get("First"))
        head = inside[:first].split()
        if about.get("Type") != "ObjStm" or len(head) != 2 * integer(about.get("N")) or not b"".join(head).isdigit():
            raise UnreadableError("here is no object stream")
        starts = [first + int(offset) for offset in head[1::2]]
        slices = pairwise([*starts, len(inside) + 1])
        return {int(number): inside[start : end - 1] for number, (start, end) in zip(head[::2], slices, strict=True)}

    def group(self) -> ObjectGroup:
        """Return the group as it was written."""
        rows = subsections(sorted(self.plain), self._begins, self.holder)
        return ObjectGroup(content=self._content, subsections=tuple(rows))

    def numbers(self) -> Iterator[int]:
        """Yield the numbers of all objects."""
        yield from self.plain
        yield from self._streams

    def __contains__(self, number: int) -> bool:
        """Whether the group has the object ``number``."""
        return number in self.plain or number in self._streams

    def value(self, number: int) -> Value:
        """Return the object ``number``."""
        if number not in self._values:
            if number in self._streams:
                return {**self._streams[number][0]}
            if number not in self.plain:
                raise UnreadableError(number)
            self._values[number] = parse(self.plain[number])
        return self._values[number]

    def content(self, number: int) -> bytes:
        """Return what the stream ``number`` holds."""
        about, body = self._streams.get(number, ({}, b""))
        if about.get("Filter") != "FlateDecode" or "DecodeParms" in about:
            if not about or "Filter" in about:
                raise UnreadableError(number)
            return body
        try:
            return zlib.decompress(body)
        except zlib.error as problem:
            raise UnreadableError(number) from problem


def own_groups(content: bytes) -> tuple[bytes, ...]:
    """Return the groups of a file of ours, which is proved by writing it again.

    Raises :class:`UnreadableError` for any other file, whether that is sound or not.
    """
    if not content.startswith(HEAD):
        raise UnreadableError("our files begin in another way")
    groups: list[bytes] = []
    begin = start = len(HEAD)
    while head := STREAM.match(content, start):
        about = dictionary(parse(head[2]))
        if about.get("Type") == "XRef":
            break
        start = head.end() + integer(about.get("Length")) + len(STREAM_END)
        if about.get("Type") == "ObjStm":
            groups.append(content[begin:start])
            begin = start
    if not groups or write_file([GroupObjects(each).group() for each in groups]) != content:
        raise UnreadableError("our files are laid out in another way")
    return tuple(groups)


def words_of(problem: object) -> str:
    """Return what pikepdf says, without what it calls a file that was read from memory: that differs each time."""
    return FROM_MEMORY.sub("", str(problem))


class FileObjects:
    """The objects of any file, through pikepdf; what a file does not have is ``None`` (7.3.10)."""

    def __init__(self, content: bytes) -> None:
        """Open a file; raises :class:`UnreadableError` when it is no PDF."""
        import pikepdf

        try:
            self._pdf = pikepdf.open(io.BytesIO(content))
            # What is a number, a truth or nothing is no object of pikepdf, and has no number of its own.
            found = ((getattr(each, "objgen", (0, 0))[0], each) for each in self._pdf.objects)
            self._found = {number: each for number, each in found if number}
        except pikepdf.PdfError as problem:
            raise UnreadableError(words_of(problem)) from problem
        self._values: dict[int, Value] = {}
        self.trailer: Dictionary = dictionary(_value(self._pdf.trailer))

    def numbers(self) -> Iterator[int]:
        """Yield the numbers of all objects that are more than a number, a truth or nothing."""
        yield from self._found

    def __contains__(self, number: int) -> bool:
        """Whether the object may be asked for: any may."""
        return True

    def value(self, number: int) -> Value:
        """Return the object ``number``."""
        if number not in self._values:
            self._values[number] = _value(self._found.get(number))
        return self._values[number]

    def content(self, number: int) -> bytes:
        """Return what the stream ``number`` holds."""
        import pikepdf

        stream = self._found.get(number)
        if not isinstance(stream, pikepdf.Stream):
            raise UnreadableError(number)
        try:
            return stream.read_bytes()
        except pikepdf.PdfError as problem:
            raise UnreadableError(words_of(problem)) from problem


def _value(item: object) -> Value:
    """Return an object of pikepdf, of a stream its dictionary; what it refers to stays a reference."""
    import pikepdf

    match item:
        case pikepdf.Stream():
            return _value(item.stream_dict)
        case pikepdf.Dictionary():
            return {key[1:]: _inside(each) for key, each in item.items()}
        case pikepdf.Array():
            return [_inside(each) for each in item]
        case pikepdf.Name():
            return PdfName(str(item)[1:])
        case pikepdf.String():
            return str(item)
        case bool() | int() | None:
            return item
        case Decimal():
            return float(item)
        case _:
            raise UnreadableError(item)


def _inside(item: object) -> Value:
    number = getattr(item, "objgen", (0, 0))[0]
    return PdfReference(number) if number else _value(item)
