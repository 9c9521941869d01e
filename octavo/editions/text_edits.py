"""Change the words of a file in their place: everything around them stays byte for byte."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import takewhile
from typing import Literal, TypeAlias

from octavo.editions.wording import wording_pattern
from octavo.model.origin import Origin

Quoting: TypeAlias = Literal["", "'", '"', "|", ">"]
"""How a value of a YAML file is written: without quotes, in one of both, or as a block."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scalar:
    """A value of a YAML file: the characters of the file that it takes, quotes included, and how it is written."""

    start: int
    end: int
    quoting: Quoting


class NotInPlaceError(Exception):
    """The words do not stand together in the file; ``found`` is what stands there."""

    def __init__(self, found: str) -> None:
        """Keep what stands there."""
        self.found = found
        super().__init__(found)


class NoRoomError(Exception):
    """A cell of a table that is drawn with lines is not wide enough for the words."""


def place_of(source: str, origin: Origin) -> int:
    """Return the offset in ``source`` of the character at ``origin``."""
    lines = source.split("\n")
    return sum(len(line) + 1 for line in lines[: max(origin.line - 1, 0)]) + max(origin.column - 1, 0)


FAR = 4000
"""In how many characters behind the beginning of a value its words are looked for."""


def span_of(source: str, words: str, near: Origin, others: Iterable[Origin] = ()) -> tuple[int, int]:
    """Return where ``words`` stand in ``source``, at ``near`` or as soon as possible behind it.

    ``others`` are places behind ``near`` that have them too, and are not meant. Raises :class:`NotInPlaceError`
    where marks, or whatever else, stand between the words.
    """
    begin = place_of(source, near)
    found = wording_pattern(words).search(source, begin, begin + FAR + len(words))
    if found is None or any(found.start() >= place_of(source, each) for each in others):
        paragraph = source[begin : begin + len(words) + 40].split("\n\n", maxsplit=1)[0]
        raise NotInPlaceError(" ".join(paragraph.split()))
    return found.span()


def with_words(source: str, span: tuple[int, int], now: str, scalars: Iterable[Scalar] = ()) -> str:
    """Return ``source`` with ``now`` in the place of ``span``, written as the value of ``scalars`` that holds it is.

    A value without quotes gets them where it needs them from now on. Removed words take a space with them. The columns
    of a table that is drawn with lines stay where they are; raises :class:`NoRoomError` where a cell is too narrow.
    """
    start, end = span
    if not now:
        start, end = _with_space(source, start, end)
    holder = next((each for each in scalars if each.start <= start and end <= each.end), None)
    if holder is None:
        return source[:start] + now + _behind(source, start, end, len(now))
    match holder.quoting:
        case "'":
            written = now.replace("'", "''")
        case '"':
            written = now.replace("\\", "\\\\").replace('"', '\\"')
        case "":
            value = source[holder.start : start] + now + source[end : holder.end]
            if _needs_quotes(value):
                joined = " ".join(value.split())
                return source[: holder.start] + quoted(joined) + source[holder.end :]
            written = now
        case _:
            written = now
    return source[:start] + written + source[end:]


def _behind(source: str, start: int, end: int, length: int) -> str:
    """Return what follows the words from ``start`` to ``end`` once ``length`` characters stand in their place."""
    line = source[source.rfind("\n", 0, start) + 1 :].partition("\n")[0]
    wall = source.find("|", end)
    inside = source[end:wall]
    if wall < 0 or not line.lstrip().startswith("|") or "\n" in source[start:wall] or not _is_drawn(source, start):
        return source[end:]
    more = length - (end - start)
    if more > len(inside) - len(inside.rstrip(" ")):
        raise NoRoomError("the cell of the table has no room for it; widen its column first")
    return (inside[: len(inside) - more] if more > 0 else inside + " " * -more) + source[wall:]


def _is_drawn(source: str, place: int) -> bool:
    """Whether the line of a table at ``place`` is one of a table whose rows are drawn with ``+---+``."""
    above = source[: source.rfind("\n", 0, place) + 1].splitlines()[::-1]
    table = takewhile(lambda line: line.lstrip().startswith(("|", "+")), above)
    return any(line.lstrip().startswith(("+-", "+=")) for line in table)


def _with_space(source: str, start: int, end: int) -> tuple[int, int]:
    if source[end : end + 1] == " ":
        return start, end + 1
    line = source[source.rfind("\n", 0, start) + 1 : start]
    # The space before a mark falls away with the words, unless it indents the line or follows the mark of a list.
    if line.endswith(" ") and _WORD.search(line) and (end == len(source) or source[end] in ",.;:!?)'\"’”"):
        return start - 1, end
    return start, end


_WORD = re.compile(r"[^\W\d]")
_SPECIAL = re.compile(r": |:$| #|^[\s\-?:,\[\]{}#&*!|>'\"%@`]|[\[\]{},]|\s$")


def _needs_quotes(value: str) -> bool:
    """Whether a value may be read as something else without quotes; commas and brackets count, for lists in a line."""
    return not value or _SPECIAL.search(value) is not None


def quoted(value: str) -> str:
    """Return ``value`` in single quotes."""
    return "'" + value.replace("'", "''") + "'"
