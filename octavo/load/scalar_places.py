"""Where a place inside a text of a YAML file is in the file, whatever quotes or folds it was written with.

YAML changes nothing but white space and a few escapes, so the words of the text and of its source are the same: a
place is found by the word it stands in. Where escapes make the words differ, the text's first character is told.
"""

import re
from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, fields, is_dataclass, replace
from typing import TypeVar, cast

from octavo.load.yaml_nodes import ScalarNode
from octavo.model.origin import NOWHERE, Origin

Value = TypeVar("Value")

_WORD = re.compile(r"\S+")
_ESCAPES: Mapping[str, Mapping[str, str]] = {"": {}, "|": {}, ">": {}, "'": {"''": "'"}, '"': {r"\"": '"', r"\\": "\\"}}


@dataclass(frozen=True, slots=True, kw_only=True)
class ScalarWords:
    """The beginnings of the words of a text, and where each stands in its file, both in order."""

    first: Origin
    starts: tuple[tuple[int, int], ...]
    places: tuple[Origin, ...]


def words_of(scalar: ScalarNode) -> ScalarWords:
    """Find the words of a text in its source."""
    lines = scalar.source.split("\n")
    if scalar.style in ("|", ">"):
        lines[0] = ""
    elif scalar.style:
        lines[0] = " " + lines[0][1:]
        lines[-1] = lines[-1][:-1]
    written = [
        (_unescaped(found[0], scalar.style), _place(scalar.start, line, found.start()))
        for line, text in enumerate(lines)
        for found in _WORD.finditer(text)
    ]
    meant = [
        (found[0], (line, found.start() + 1))
        for line, text in enumerate(str(scalar.value).split("\n"), start=1)
        for found in _WORD.finditer(text)
    ]
    # After a block there may be comments, which its source still holds.
    if [word for word, _ in written[: len(meant)]] != [word for word, _ in meant]:
        return ScalarWords(first=scalar.origin, starts=(), places=())
    return ScalarWords(
        first=scalar.origin,
        starts=tuple(start for _, start in meant),
        places=tuple(place for _, place in written[: len(meant)]),
    )


def in_file(words: ScalarWords, place: Origin) -> Origin:
    """Return the place in the file for a place in the text (whose first character is at line 1, column 1)."""
    position = bisect_right(words.starts, (place.line, place.column)) - 1
    if position < 0:
        return words.first
    line, column = words.starts[position]
    found = words.places[position]
    # Beyond the end of its line a place is told as the word before it.
    return Origin(found.path, found.line, found.column + place.column - column) if place.line == line else found


def moved(value: Value, words: ScalarWords) -> Value:
    """Return ``value``, made of the model's dataclasses and tuples, with every place in it moved into the file."""
    # Places become places and all else is made anew of the same parts, so the type stays as it was.
    return cast("Value", _moved(value, words))


def _moved(value: object, words: ScalarWords) -> object:
    if isinstance(value, Origin):
        return value if value == NOWHERE else in_file(words, value)
    if isinstance(value, tuple):
        return tuple(_moved(item, words) for item in value)
    if is_dataclass(value) and not isinstance(value, type):
        return replace(value, **{each.name: _moved(getattr(value, each.name), words) for each in fields(value)})
    return value


def _unescaped(word: str, style: str) -> str:
    for escape, meaning in _ESCAPES[style].items():
        word = word.replace(escape, meaning)
    return word


def _place(start: Origin, line: int, column: int) -> Origin:
    """Return the place of a column of a line, both counted from 0, of a source that begins at ``start``."""
    return Origin(start.path, start.line + line, column + (1 if line else start.column))
