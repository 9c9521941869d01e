"""PDF objects that can be moved: their numbers are holes until it is known where in the file they come to stand."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

Hole: TypeAlias = int
"""What a hole stands for: an object of the same part by its place from 1; or one of the special numbers below."""

FONTS: Hole = -1
"""The fonts of the whole file."""
DOCUMENT: Hole = -2
"""The structure element of the whole document."""
PAGES: Hole = -3
"""The root of the page tree."""
KIDS: Hole = -4
"""The list of the kids of a structure element that is continued in other units."""
KEYS: Hole = 1_000_000_000
"""From here on: keys of the number tree of structure elements, counted from those of the part."""

SEPARATOR = b"\x00"
"""Stands between objects; never in one, as strings of PDF that need it are written in hexadecimal."""

TOKEN = re.compile(
    rb"\((?:\\.|[^\\()])*\)|<[0-9a-fA-F]*>|\b(\d+) 0 R\b|(?<=/StructParents )(\d+)|(?<=/StructParent )(\d+)"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """Where a part comes to stand: the object number and the key before its first, and the numbers of the whole.

    ``document`` is the structure element that holds it: that of the document or, where it continues another unit, one
    of that. ``kids`` is the number of the list of kids of the element that other units continue, 0 where none do.
    """

    objects: int
    keys: int
    fonts: int
    document: int
    pages: int
    kids: int = 0

    def number(self, hole: Hole) -> int:
        """Return the number that ``hole`` stands for."""
        if hole >= KEYS:
            return self.keys + hole - KEYS
        if hole > 0:
            return self.objects + hole
        return {FONTS: self.fonts, DOCUMENT: self.document, PAGES: self.pages, KIDS: self.kids}[hole]


def references(data: bytes) -> Iterable[int]:
    """Yield the numbers of the objects that ``data`` refers to, in order."""
    return (int(token[1]) for token in TOKEN.finditer(data) if token[1])


def template(data: bytes, place: Callable[[int], Hole]) -> tuple[bytes, list[Hole]]:
    """Make ``data`` movable: a pattern for ``%`` and what its holes stand for.

    ``place`` tells what a reference to an object of a number stands for.
    """
    holes: list[Hole] = []
    pieces: list[bytes] = []
    done = 0
    for token in TOKEN.finditer(data):
        if token[1]:
            holes.append(place(int(token[1])))
            written = b"%d 0 R"
        elif token[2] or token[3]:
            holes.append(KEYS + int(token[2] or token[3]))
            written = b"%d"
        else:
            continue
        pieces += [data[done : token.start()].replace(b"%", b"%%"), written]
        done = token.end()
    return b"".join((*pieces, data[done:].replace(b"%", b"%%"))), holes


class Movables:
    """Gathers movable objects: plain ones in one pattern, streams each with a pattern for its dictionary.

    ``place`` tells what a reference to an object of the engine's number stands for.
    """

    def __init__(self, place: Callable[[int], Hole]) -> None:
        self._place = place
        self._plain: list[bytes] = []
        self._bodies: list[bytes] = []
        self.facts: dict[str, Any] = {"plain": [], "holes": [], "streams": []}

    def add(self, number: int, each: Any, written: bytes = b"") -> None:  # noqa: ANN401 -- the engine has no types
        """Add an object of the engine under its new number; ``written`` is what it says, where that is at hand."""
        if each.compressible:
            self.add_plain(number, *template(written or each.data, self._place))
            return
        head, body = each.data.split(b"\nstream\n", 1)
        pattern, holes = template(head, self._place)
        self.facts["streams"].append([number, pattern.decode("latin-1"), holes])
        self._bodies.append(body.removesuffix(b"\nendstream"))

    def add_plain(self, number: int, pattern: bytes, holes: Sequence[Hole]) -> None:
        """Add an object that is no stream, as :func:`template` gives it."""
        self.facts["plain"].append(number)
        self.facts["holes"] += holes
        self._plain.append(pattern)

    def pieces(self) -> list[bytes]:
        """Return the pattern of all plain objects and then the bodies of the streams, in the order of the facts."""
        return [SEPARATOR.join(self._plain), *self._bodies]


def settle(pattern: bytes, holes: Sequence[Hole], ground: Ground) -> bytes:
    """Fill the holes of a pattern."""
    return pattern % tuple(map(ground.number, holes))
