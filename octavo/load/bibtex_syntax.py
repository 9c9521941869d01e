"""The syntax of BibTeX files: their entries, with the places of all fields; what the values mean is not asked here.

What is read: entries in braces or parentheses, values in braces, quotes or bare, joined with ``#``, ``@string``
and the months. ``@comment``, ``@preamble`` and whatever stands between entries is passed over. The sizes are bounded,
so that what is read can be sent to another program.
"""

import re
from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, field

from octavo.model.diagnostics import Faulty, fault
from octavo.model.origin import Origin

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")

LONGEST = 100_000
"""The most characters of a value; an abstract has two thousand."""

TOGETHER = 20_000_000
"""The most characters of all values of a file, which ``@string`` could multiply."""

DEEPEST = 20
"""The most levels of braces in a value."""

_ENTRY = re.compile(r"@\s*([A-Za-z]+)\s*([{(])\s*")
_NAME = re.compile(r"[^\s\"#%'(),={}]+")
_KEY = re.compile(r"[^\s,{}()\"\\]+")
_REMARKS = re.compile(r"^\s*%.*", re.MULTILINE)
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


@dataclass(frozen=True, slots=True, kw_only=True)
class _File:
    """The text of a file, with the offsets at which its lines begin."""

    text: str
    path: str
    lines: tuple[int, ...]

    def place(self, position: int) -> Origin:
        line = bisect_right(self.lines, position)
        return Origin(self.path, line, position - self.lines[line - 1] + 1)


def read_entries(text: str, path: str) -> tuple[BibtexEntry, ...]:
    """Return the entries of a BibTeX file at ``path``.

    Raises ``Faulty`` with OC101 where one is not well formed or beyond the limits above, and OC108 where a field
    stands twice.
    """
    file = _File(text=text, path=path, lines=(0, *(found.end() for found in re.finditer("\n", text))))
    macros = {month: month for month in MONTHS}
    entries: list[BibtexEntry] = []
    position = size = 0
    try:
        while opening := _ENTRY.search(text, position):
            kind, position = opening[1].lower(), opening.end()
            if kind in ("comment", "preamble"):
                continue
            if kind == "string":
                found, position = _fields(file, position, macros, _CLOSING[opening[2]])
                macros |= {name: value.value for name, value in found.items()}
                continue
            key = _KEY.match(text, position)
            position = _after(text, key.end() if key else position, "," if key else "a key", optional=bool(key))
            fields, position = _fields(file, position, macros, _CLOSING[opening[2]])
            name = BibtexField(value=key[0] if key else "", origin=file.place(opening.end()))
            entries.append(BibtexEntry(kind=kind, key=name, origin=file.place(opening.start()), fields=fields))
            size += sum(len(each.value) for each in fields.values())
            _limit(size, TOGETHER, opening.start())
    except _IllFormedError as error:
        raise Faulty([fault("OC101", file.place(error.position), problem=error)]) from None
    if not _ENTRY.search(text) and _REMARKS.sub("", text).strip():
        raise Faulty([fault("OC101", file.place(0), problem="no '@book{key, …}' or the like begins a work of BibTeX")])
    return tuple(entries)


def _fields(
    file: _File, position: int, macros: Mapping[str, str], closing: str
) -> tuple[Mapping[str, BibtexField], int]:
    """Read ``name = value`` pairs up to the sign that closes their entry; return them and where the text goes on."""
    fields: dict[str, BibtexField] = {}
    while not file.text.startswith(closing, position := _after(file.text, position, "")):
        name = _NAME.match(file.text, position)
        if name is None:
            raise _IllFormedError(position, f"a field or '{closing}' should stand here")
        start = _after(file.text, name.end(), "=")
        value, position = _value(file.text, start, macros)
        if name[0].lower() in fields:
            first = fields[name[0].lower()].origin
            raise Faulty([fault("OC108", file.place(name.start()), key=name[0], related=[first])])
        fields[name[0].lower()] = BibtexField(value=value, origin=file.place(start))
        position = _after(file.text, position, ",", optional=True)
    return fields, position + 1


def _value(text: str, start: int, macros: Mapping[str, str]) -> tuple[str, int]:
    """Read one value, which may be joined of several."""
    value, position = "", start
    while True:
        if text[position : position + 1] in ("{", '"'):
            signs, closing = (_BRACE, "}") if text[position] == "{" else (_QUOTE, '"')
            end = _end(text, position + 1, signs, closing)
            value += text[position + 1 : end]
            position = end + 1
        elif word := _NAME.match(text, position):
            if not word[0].isdecimal() and word[0].lower() not in macros:
                raise _IllFormedError(position, f"there is no @string '{word[0]}'")
            value += macros.get(word[0].lower(), word[0])
            position = word.end()
        else:
            raise _IllFormedError(position, "a value should stand here")
        _limit(len(value), LONGEST, start)
        position = _after(text, position, "")
        if not text.startswith("#", position):
            return value, position
        position = _after(text, position, "#")


def _limit(size: int, limit: int, position: int) -> None:
    if size > limit:
        raise _IllFormedError(position, f"the values up to here have more than {limit:,} characters")


def _end(text: str, position: int, signs: re.Pattern[str], closing: str) -> int:
    """Return where the value that begins at ``position`` is closed; braces inside it are in pairs."""
    depth = 0
    for sign in signs.finditer(text, position):
        if depth == 0 and sign[0] == closing:
            return sign.start()
        depth += {"{": 1, "}": -1}.get(sign[0], 0)
        if depth > DEEPEST:
            raise _IllFormedError(sign.start(), f"more than {DEEPEST} braces stand in each other")
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
