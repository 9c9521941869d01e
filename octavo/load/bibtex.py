"""BibTeX files: their entries, with the places of all fields.

What is read: entries in braces or parentheses, values in braces, quotes or bare, joined with ``#``, ``@string``
and the months. ``@comment``, ``@preamble`` and whatever stands between entries is passed over.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from octavo.model.diagnostics import Faulty, fault
from octavo.model.origin import Origin

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")

_ENTRY = re.compile(r"@\s*([A-Za-z]+)\s*([{(])\s*")
_NAME = re.compile(r"[^\s\"#%'(),={}]+")
_SPACE = re.compile(r"\s*")
_BRACE = re.compile(r"\\.|[{}]", re.DOTALL)
_QUOTE = re.compile(r"\\.|[{}\"]", re.DOTALL)
_CLOSING = {"{": "}", "(": ")"}


@dataclass(frozen=True, slots=True, kw_only=True)
class BibtexField:
    """The value of a field, still with its LaTeX, and the place where it begins."""

    value: str
    origin: Origin


@dataclass(frozen=True, slots=True, kw_only=True)
class BibtexEntry:
    """One work; its ``kind`` (``article``) and the names of its fields are in lower case."""

    kind: str
    key: BibtexField
    origin: Origin
    fields: Mapping[str, BibtexField] = field(default_factory=dict)


class _IllFormedError(Exception):
    """The text cannot be read from ``position`` on."""

    def __init__(self, position: int, problem: str) -> None:
        self.position = position
        super().__init__(problem)


def read_entries(text: str, path: str) -> tuple[BibtexEntry, ...]:
    """Return the entries of a BibTeX file at ``path``. Raises ``Faulty`` with OC101 where one is not well formed."""
    macros = {month: str(number) for number, month in enumerate(MONTHS, start=1)}
    entries: list[BibtexEntry] = []
    position = 0
    try:
        while opening := _ENTRY.search(text, position):
            kind, position = opening[1].lower(), opening.end()
            if kind in ("comment", "preamble"):
                continue
            if kind == "string":
                found, position = _fields(text, position, path, macros, _CLOSING[opening[2]])
                macros |= {name: value.value for name, value in found.items()}
                continue
            key = _NAME.match(text, position)
            position = _after(text, key.end() if key else position, "," if key else "a key", optional=bool(key))
            fields, position = _fields(text, position, path, macros, _CLOSING[opening[2]])
            name = BibtexField(value=key[0] if key else "", origin=_place(text, opening.end(), path))
            entries.append(BibtexEntry(kind=kind, key=name, origin=_place(text, opening.start(), path), fields=fields))
    except _IllFormedError as error:
        raise Faulty([fault("OC101", _place(text, error.position, path), problem=error)]) from None
    return tuple(entries)


def _fields(
    text: str, position: int, path: str, macros: Mapping[str, str], closing: str
) -> tuple[Mapping[str, BibtexField], int]:
    """Read ``name = value`` pairs up to the sign that closes their entry; return them and where the text goes on."""
    fields: dict[str, BibtexField] = {}
    while not text.startswith(closing, position := _after(text, position, "")):
        name = _NAME.match(text, position)
        if name is None:
            raise _IllFormedError(position, f"a field or '{closing}' should stand here")
        start = _after(text, name.end(), "=")
        value, position = _value(text, start, macros)
        if name[0].lower() in fields:
            place = _place(text, name.start(), path)
            raise Faulty([fault("OC108", place, key=name[0], related=[fields[name[0].lower()].origin])])
        fields[name[0].lower()] = BibtexField(value=value, origin=_place(text, start, path))
        position = _after(text, position, ",", optional=True)
    return fields, position + 1


def _value(text: str, position: int, macros: Mapping[str, str]) -> tuple[str, int]:
    """Read one value, which may be joined of several."""
    pieces: list[str] = []
    while True:
        if text.startswith("{", position):
            end = _end(text, position + 1, _BRACE, "}")
            pieces.append(text[position + 1 : end])
            position = end + 1
        elif text.startswith('"', position):
            end = _end(text, position + 1, _QUOTE, '"')
            pieces.append(text[position + 1 : end])
            position = end + 1
        elif word := _NAME.match(text, position):
            if not word[0].isdecimal() and word[0].lower() not in macros:
                raise _IllFormedError(position, f"there is no @string '{word[0]}'")
            pieces.append(macros.get(word[0].lower(), word[0]))
            position = word.end()
        else:
            raise _IllFormedError(position, "a value should stand here")
        position = _after(text, position, "")
        if not text.startswith("#", position):
            return "".join(pieces), position
        position = _after(text, position, "#")


def _end(text: str, position: int, signs: re.Pattern[str], closing: str) -> int:
    """Return where the value that begins at ``position`` is closed; braces inside it are in pairs."""
    depth = 0
    for sign in signs.finditer(text, position):
        if depth == 0 and sign[0] == closing:
            return sign.start()
        depth += {"{": 1, "}": -1}.get(sign[0], 0)
        if depth < 0:
            break
    raise _IllFormedError(position - 1, "this value is not closed")


def _after(text: str, position: int, sign: str, *, optional: bool = False) -> int:
    """Return the position after ``sign`` and the white space around it."""
    space = _SPACE.match(text, position)
    position = space.end() if space else position
    if not sign:
        return position
    if text.startswith(sign, position):
        return _after(text, position + len(sign), "")
    if optional:
        return position
    raise _IllFormedError(position, f"'{sign}' should stand here")


def _place(text: str, position: int, path: str) -> Origin:
    return Origin(path, text.count("\n", 0, position) + 1, position - text.rfind("\n", 0, position))
