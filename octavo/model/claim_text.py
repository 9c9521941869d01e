"""A run of text of a manuscript, each of whose characters knows its place."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from octavo.model.book import Record
from octavo.model.dates import HistoricalDate
from octavo.model.inlines import Text
from octavo.model.origin import Origin, Path

SOURCE_LINES = 80
"""How many lines of a file are searched for the words of a value that begins there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterLink:
    """From ``start`` to ``end`` the text is linked to the person or term ``key``."""

    start: int
    end: int
    register: str
    key: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimText:
    """A run of text. ``what`` says what it is, ``section`` in which text file it stands, if in one.

    Of the value of a record there are the ``record`` and its ``path`` in it; of a cell of a table in a text the
    ``path`` is its row and its column. ``block`` is the place of the block or
    record that holds it. ``date`` is what a value means that is a date, and ``number`` a cell that is a number.
    """

    value: str
    pieces: tuple[tuple[int, Text], ...]
    origin: Origin
    what: str
    block: Origin
    section: str = ""
    record: Record[object] | None = None
    path: Path = ()
    date: HistoricalDate | None = None
    number: float | None = None
    links: tuple[RegisterLink, ...] = ()

    def at(self, start: int, end: int, source: Callable[[str], str]) -> Origin:
        """Return the place of the words from ``start`` to ``end``; ``source`` gives the text of a file by its path."""
        begin, place, is_typed = 0, self.origin, False
        for offset, text in self.pieces:
            if offset > start:
                break
            begin, place, is_typed = offset, text.at(start - offset), text.is_literal
            # In a record folds and quotes, and in code the marks around it, stand between a text and its place.
            if self.record is not None or is_typed:
                place = text.origin
        if self.record is None and self.pieces and not is_typed:
            return place
        return in_source(source(place.path), place, self.value[start:end], start - begin)


def in_source(source: str, place: Origin, words: str, distance: int) -> Origin:
    """Return where ``words`` stand in ``source``, about ``distance`` characters behind ``place``, or ``place``."""
    lines = source.split("\n")
    if not place.line or place.line > len(lines) or not words.strip():
        return place
    body = "\n".join(lines[place.line - 1 : place.line - 1 + SOURCE_LINES])[max(place.column - 1, 0) :]
    pattern = r"\s+".join(map(re.escape, words.split()))
    found = min(re.finditer(pattern, body), key=lambda each: abs(each.start() - distance), default=None)
    if found is None:
        return place
    before = body[: found.start()]
    line = before.count("\n")
    column = found.start() - before.rfind("\n") if line else max(place.column, 1) + found.start()
    return Origin(place.path, place.line + line, column)
