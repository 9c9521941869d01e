"""See the inlines of a paragraph as one stream of characters, edit it, and put the characters back.

A quotation may begin inside an emphasis and end after a link: rules of punctuation look at the stream, not at the tree.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import count, groupby
from typing import NamedTuple, TypeAlias

from octavo.model.inlines import Break, Code, Formula, Image, Inline, Inlines, Span, Text, children
from octavo.model.transform import change_inlines

LINE_BREAK = "\N{LINE SEPARATOR}"
"""Stands for a break of the line that the author asked for: the beginning and end of a line to every rule."""

OBJECT = "\N{OBJECT REPLACEMENT CHARACTER}"
"""Stands for code, formulas and pictures: to every rule they are like a word."""

ADDRESS = re.compile(r"\b(?:\w+://|www\.)[^\s<>]*[^\s<>.,;:!?'\")\]]")
"""An address of the web, which is shown as it is."""


class Edit(NamedTuple):
    """Put ``new`` in place of the characters from ``start`` to ``end``."""

    start: int
    end: int
    new: str


class StreamPiece(NamedTuple):
    """A part of the stream: the number of the ``Text`` it belongs to, and whether rules may not change it.

    ``language`` is empty for that of the book. ``stretch`` is the number of the stretch in one language.
    """

    leaf: int
    is_fixed: bool
    language: str
    stretch: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CharacterStream:
    """Characters, and for each the number of its piece."""

    value: str
    owners: tuple[int, ...]
    pieces: tuple[StreamPiece, ...]

    def is_foreign(self, place: int) -> bool:
        """Whether the character at ``place`` is in another language than the book's."""
        return bool(self.language(place))

    def language(self, place: int) -> str:
        """Return the tag of the language at ``place``, empty for that of the book."""
        return self.pieces[self.owners[place]].language

    def stretch(self, place: int) -> int:
        """Return the number of the stretch in one language to which ``place`` belongs."""
        return self.pieces[self.owners[place]].stretch

    def is_fixed(self, place: int) -> bool:
        """Whether the character at ``place`` stays as it is."""
        return self.pieces[self.owners[place]].is_fixed

    def edited(self, edits: Iterable[Edit]) -> "CharacterStream":
        """Return the stream with ``edits`` made, which come in order and do not overlap.

        An edit that touches what is fixed is left out. New characters belong where the first replaced one stood.
        """
        values: list[str] = []
        owners: list[int] = []
        done = 0
        for start, end, new in edits:
            touched = self.owners[start : max(end, start + 1)] or self.owners[-1:]
            if self.value[start:end] == new or any(self.pieces[owner].is_fixed for owner in touched):
                continue
            values += (self.value[done:start], new)
            owners += self.owners[done:start]
            owners += [touched[0]] * len(new)
            done = end
        if not values:
            return self
        values.append(self.value[done:])
        owners += self.owners[done:]
        return replace(self, value="".join(values), owners=tuple(owners))


Rule: TypeAlias = Callable[[CharacterStream], Iterable[Edit]]
"""A rule of punctuation: looks at the stream and says what to change."""


def apply(inlines: Inlines, rules: Iterable[Rule], is_native: Callable[[str], bool], *, language: str = "") -> Inlines:
    """Apply ``rules`` one after the other to a run of inlines.

    ``is_native`` says whether a language tag means the language of the book; ``language`` is that of the run as a whole
    where it is another.
    """
    stream = _stream_of(inlines, is_native, language)
    before = stream.value
    for rule in rules:
        stream = stream.edited(rule(stream))
    if stream.value == before:
        return inlines
    leaves: dict[int, list[str]] = {}
    end = 0
    for owner, characters in groupby(stream.owners):
        start, end = end, end + len(tuple(characters))
        leaves.setdefault(stream.pieces[owner].leaf, []).append(stream.value[start:end])
    values = {leaf: "".join(stretches) for leaf, stretches in leaves.items()}
    return _put_back(inlines, values)


def _stream_of(inlines: Inlines, is_native: Callable[[str], bool], language: str) -> CharacterStream:
    values: list[str] = []
    owners: list[int] = []
    pieces: list[StreamPiece] = []
    numbers = count(1)
    for leaf, (value, is_fixed, spoken, stretch) in enumerate(_leaves(inlines, is_native, numbers, (language, 0))):
        for part, is_address in _addresses(value):
            owners += [len(pieces)] * len(part)
            pieces.append(StreamPiece(leaf, is_fixed or is_address, spoken, stretch))
            values.append(part)
    return CharacterStream(value="".join(values), owners=tuple(owners), pieces=tuple(pieces))


def _addresses(value: str) -> Iterator[tuple[str, bool]]:
    """Divide ``value`` into stretches of prose and web addresses."""
    done = 0
    for address in ADDRESS.finditer(value):
        yield value[done : address.start()], False
        yield address.group(), True
        done = address.end()
    yield value[done:], False


def _leaves(
    inlines: Inlines, is_native: Callable[[str], bool], numbers: Iterator[int], within: tuple[str, int]
) -> Iterator[tuple[str, bool, str, int]]:
    """Yield the leaves of the tree in order: characters, whether they are fixed, their language and stretch.

    ``within`` is the language and stretch around them, and ``numbers`` are those of further stretches.
    """
    for inline in inlines:
        match inline:
            case Text(value=value):
                yield value, inline.is_literal, *within
            case Code() | Formula() | Image():
                yield OBJECT, True, *within
            case Break():
                yield LINE_BREAK, True, *within
            case Span(language=tag) if tag:
                language = "" if is_native(tag) else tag
                inside = within if language == within[0] else (language, next(numbers))
                yield from _leaves(inline.children, is_native, numbers, inside)
            case _:
                yield from _leaves(children(inline), is_native, numbers, within)


def _put_back(inlines: Inlines, values: Mapping[int, str]) -> Inlines:
    """Return ``inlines`` with the values of its leaves, by their number, in place of the characters of its texts."""
    leaves = count()

    def change(inline: Inline) -> Inlines:
        match inline:
            case Text():
                return (replace(inline, value=values.get(next(leaves), "")),)
            case Code() | Formula() | Image() | Break():
                next(leaves)
            case _:
                pass
        return (inline,)

    return change_inlines(inlines, change)
