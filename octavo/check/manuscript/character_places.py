"""A run of inlines as one string of characters, each of which knows its place."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from operator import itemgetter
from typing import Literal, NamedTuple, TypeAlias

from octavo.model.inlines import (
    Break,
    Citation,
    Code,
    Emphasis,
    Inlines,
    PersonLink,
    Reference,
    Span,
    Text,
    children,
)
from octavo.model.origin import Origin

OBJECT = "\N{OBJECT REPLACEMENT CHARACTER}"
"""Stands for what is no prose of the book: code, citations, words in another language."""

QUOTED = re.compile('"[^"]*"|„[^“”]*[“”]|“[^”]*”|«[^»]*»')

Kind: TypeAlias = Literal["title", "person", "reference"]


class Stretch(NamedTuple):
    """From ``start`` to ``end`` stands the title of a work (or what looks like one), or a link to ``key``."""

    start: int
    end: int
    kind: Kind
    key: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Letters:
    """The characters of a run of text. ``stretches`` are those that marks set apart; ``origin`` is where it begins."""

    value: str
    origin: Origin
    pieces: tuple[tuple[int, Text], ...] = ()
    stretches: tuple[Stretch, ...] = ()

    def at(self, offset: int) -> Origin:
        """Return the place of the character at ``offset``; in a data file that of the field."""
        found = bisect_right(self.pieces, offset, key=itemgetter(0)) - 1
        return self.pieces[found][1].at(offset - self.pieces[found][0]) if found >= 0 else self.origin

    def apart(self) -> tuple[tuple[int, int], ...]:
        """Return the stretches that quote others: quotations in the line and titles."""
        titles = (stretch[:2] for stretch in self.stretches if stretch.kind == "title")
        return tuple(sorted((*(quote.span() for quote in QUOTED.finditer(self.value)), *titles)))


def letters_of(inlines: Inlines, origin: Origin, language: str, *, is_placed: bool) -> Letters:
    """Return the characters of ``inlines``; without ``is_placed`` all of them stand at ``origin``.

    ``language`` is the primary language of the book.
    """
    values: list[str] = []
    pieces: list[tuple[int, Text]] = []
    stretches: list[Stretch] = []
    length = 0
    for item in _leaves(inlines, language):
        if isinstance(item, Text):
            pieces.append((length, item))
            values.append(item.value)
            length += len(item.value)
        elif isinstance(item, str):
            values.append(item)
            length += len(item)
        else:
            kind, key, written = item
            stretches.append(Stretch(length - written, length, kind, key))
    value = "".join(values)
    return Letters(
        value=value, origin=origin, pieces=tuple(pieces) if is_placed else (), stretches=tuple(sorted(stretches))
    )


Leaf: TypeAlias = Text | str | tuple[Kind, str, int]
"""Text, what stands for something else, or the end of a stretch: its kind, its key and how long it is."""


def _leaves(inlines: Inlines, language: str) -> Iterator[Leaf]:
    for inline in inlines:
        match inline:
            case Text():
                yield inline
            case Break():
                yield " "
            case Code() | Citation():
                yield OBJECT
            case Span(language=foreign) if not is_native(foreign, language):
                yield OBJECT
            case Emphasis(children=inside):
                yield from _apart(inside, language, "title", "")
            case Span(children=inside, classes=classes) if "title" in classes:
                yield from _apart(inside, language, "title", "")
            case PersonLink(children=inside, person=person):
                yield from _apart(inside, language, "person", person)
            case Reference(children=inside, target=target):
                yield from _apart(inside, language, "reference", target)
            case _:
                yield from _leaves(children(inline), language)


def _apart(inlines: Inlines, language: str, kind: Kind, key: str) -> Iterator[Leaf]:
    written = 0
    for leaf in _leaves(inlines, language):
        written += len(leaf.value) if isinstance(leaf, Text) else len(leaf) if isinstance(leaf, str) else 0
        yield leaf
    yield kind, key, written


def primary(language: str) -> str:
    """Return the primary language of a BCP 47 tag."""
    return language.partition("-")[0].lower()


def is_native(language: str, book: str) -> bool:
    """Whether ``language``, which may be empty, is that of the ``book``."""
    return not language or primary(language) == primary(book)
