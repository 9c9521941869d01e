"""Lines and columns: the parser's inline tokens know only their offset in a block, so the block remembers its lines."""

from bisect import bisect_right
from dataclasses import dataclass
from operator import itemgetter
from typing import NamedTuple

from octavo.model.origin import Origin


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceText:
    """The lines of a text, and the place of its first character (which is inside a data file for a field of it)."""

    lines: tuple[str, ...]
    start: Origin

    def place(self, line: int, column: int) -> Origin:
        """Return the place of a line and column that count from 0; the start itself where no line is known."""
        if not self.start.line:
            return self.start
        return Origin(self.start.path, self.start.line + line, max(self.start.column, 1) + max(column, 0))


class SourceMapping(NamedTuple):
    """From ``offset`` on, the characters of a stretch stand side by side in ``line`` from ``column`` (from 0)."""

    offset: int
    line: int
    column: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceStretch:
    """Text to be read for inline marks, with the way back to where each of its characters stands."""

    content: str
    source: SourceText
    mappings: tuple[SourceMapping, ...]
    shift: int = 0

    def at(self, offset: int) -> Origin:
        """Return the place of the character at ``offset`` of the content."""
        offset += self.shift
        found = max(bisect_right(self.mappings, offset, key=itemgetter(0)) - 1, 0)
        mapping = self.mappings[found]
        return self.source.place(mapping.line, mapping.column + offset - mapping.offset)

    def part(self, start: int, end: int) -> "SourceStretch":
        """Return the stretch from ``start`` to ``end`` (exclusive)."""
        return SourceStretch(
            content=self.content[start:end], source=self.source, mappings=self.mappings, shift=self.shift + start
        )


def lines_from(source: SourceText, content: str, line: int) -> SourceStretch:
    """Place the ``content`` of a block that begins in ``line``: each of its lines is the end of a line of the source.

    What stands before it there (the signs of a list, a quotation, a note) is no part of the content.
    """
    mappings = []
    offset = 0
    for number, text in enumerate(content.split("\n"), start=line):
        words = text.lstrip()
        indent = len(text) - len(words)  # of spaces, which may stand for a tab of the source
        mappings.append(SourceMapping(offset, number, source.lines[number].rfind(words) - indent))
        offset += len(text) + 1
    return SourceStretch(content=content, source=source, mappings=tuple(mappings))


def words_at(source: SourceText, content: str, line: int, column: int) -> SourceStretch:
    """Place ``content`` that stands in one line as it is, from ``column`` on."""
    return SourceStretch(content=content, source=source, mappings=(SourceMapping(0, line, column),))


def cell_at(source: SourceText, raw: str, line: int, column: int) -> SourceStretch:
    r"""Place the cell of a table that was written as ``raw``: each ``\|`` there is a ``|`` of the content."""
    content, *pieces = raw.split("\\|")
    mappings = [SourceMapping(0, line, column)]
    column += len(content) + 1
    for piece in pieces:
        mappings.append(SourceMapping(len(content), line, column))
        content += f"|{piece}"
        column += len(piece) + 2
    return SourceStretch(content=content, source=source, mappings=tuple(mappings))
