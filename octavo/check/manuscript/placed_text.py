"""A run of inlines as one string of characters, each of which knows its place."""

import re
from bisect import bisect_right
from dataclasses import dataclass
from operator import itemgetter
from typing import Literal, NamedTuple, TypeAlias

from octavo.model.inlines import (
    Break,
    Citation,
    Code,
    Emphasis,
    Formula,
    Image,
    Inline,
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


class MarkedSpan(NamedTuple):
    """From ``start`` to ``end`` stands the title of a work (or what looks like one), or a link to ``key``."""

    start: int
    end: int
    kind: Kind
    key: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacedText:
    """The characters of a run of text. ``marked`` are spans that marks set apart; ``origin`` is where it begins."""

    value: str
    origin: Origin
    pieces: tuple[tuple[int, Text], ...] = ()
    marked: tuple[MarkedSpan, ...] = ()

    def at(self, offset: int) -> Origin:
        """Return the place of the character at ``offset``; in a data file that of the field."""
        found = bisect_right(self.pieces, offset, key=itemgetter(0)) - 1
        return self.pieces[found][1].at(offset - self.pieces[found][0]) if found >= 0 else self.origin

    def quoted_spans(self) -> tuple[tuple[int, int], ...]:
        """Return the spans that quote others: quotations in the line and titles."""
        titles = (span[:2] for span in self.marked if span.kind == "title")
        return tuple(sorted((*(quote.span() for quote in QUOTED.finditer(self.value)), *titles)))


def placed_text(inlines: Inlines, origin: Origin, language: str, *, is_placed: bool) -> PlacedText:
    """Return the characters of ``inlines``; without ``is_placed`` all of them stand at ``origin``.

    ``language`` is the primary language of the book.
    """
    characters: list[str] = []
    pieces: list[tuple[int, Text]] = []
    marked: list[MarkedSpan] = []
    _write(inlines, language, characters, pieces, marked)
    return PlacedText(
        value="".join(characters),
        origin=origin,
        pieces=tuple(pieces) if is_placed else (),
        marked=tuple(sorted(marked)),
    )


def _write(
    inlines: Inlines, language: str, characters: list[str], pieces: list[tuple[int, Text]], marked: list[MarkedSpan]
) -> None:
    for inline in inlines:
        start = len(characters)
        match inline:
            case Text(value=value):
                pieces.append((start, inline))
                characters += value
            case Break():
                characters += " "
            case Code() | Formula() | Image() | Citation():
                characters += OBJECT
            case Span(language=foreign) if not is_native(foreign, language):
                characters += OBJECT
            case _:
                _write(children(inline), language, characters, pieces, marked)
                if mark := _mark(inline):
                    marked.append(MarkedSpan(start, len(characters), *mark))


def _mark(inline: Inline) -> tuple[Kind, str] | None:
    match inline:
        case PersonLink(person=person):
            return "person", person
        case Reference(target=target):
            return "reference", target
        case Emphasis():
            return "title", ""
        case Span(classes=classes) if "title" in classes:
            return "title", ""
        case _:
            return None


def primary(language: str) -> str:
    """Return the primary language of a BCP 47 tag."""
    return language.partition("-")[0].lower()


def is_native(language: str, book: str) -> bool:
    """Whether ``language``, which may be empty, is that of the ``book``."""
    return not language or primary(language) == primary(book)
