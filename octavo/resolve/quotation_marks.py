"""Turn straight quotes into the language's quotation marks and apostrophes (T15)."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from octavo.model.language import Quotes
from octavo.resolve.character_stream import LINE_BREAK, Edit, Stream

HAIR_SPACE = "\N{HAIR SPACE}"

INVISIBLE = frozenset("\u00ad\u2060\u200a")
"""Signs that do not count as neighbours: soft hyphen, word joiner, hair space."""

OPENING_BRACKETS = frozenset("([{<")
DASHES = frozenset("-–—−/")
CLOSING_SIGNS = frozenset(".,;:!?)]}>…")

ELISION = re.compile(r"'(?:\d0s\b|(?:tis|twas|twere|em|til|cause|n)\b)", re.IGNORECASE)
"""Words that begin with an apostrophe: *'30s*, *'tis*."""

SHORT_YEAR = re.compile(r"'\d\d\b")
"""A year without its century, *'37*, or a number that begins a quotation."""

SINGLE_CLOSING = re.compile(r"\S'(?!\w)")


class _Open(NamedTuple):
    """A quotation that is open: its depth, from 0, and the sign that opened it."""

    depth: int
    sign: str


def mark_quotations(stream: Stream, quotes: Quotes) -> Iterator[Edit]:
    """Yield the edits that make quotation marks and apostrophes of straight quotes.

    The depth decides between outer and inner marks, not the sign that was typed. Marks that are typographic already
    are kept and counted. Stretches in another language keep their signs.
    """
    value = stream.value
    levels = (quotes.outer, quotes.inner)
    openers = {quotes.outer[0], quotes.inner[0]}
    closers = {quotes.outer[1], quotes.inner[1]}
    is_open: list[_Open] = []
    opened = -1
    for found in re.finditer(f"[\"'{re.escape(''.join((*openers, *closers)))}]", value):
        place, sign = found.start(), found.group()
        if stream.is_foreign(place):
            continue
        before, after = _neighbour(value, place, -1), _neighbour(value, place, 1)
        if sign in openers:
            is_open.append(_Open(len(is_open), sign))
            opened = place
        elif sign in closers:
            if is_open and not (sign == quotes.apostrophe and after.isalnum()):
                is_open.pop()
        elif sign in "\"'":
            if sign == "'" and _is_apostrophe(value, place, before, after):
                yield Edit(place, place + 1, quotes.apostrophe)
            elif _opens(sign, before, after, is_open, follows_opening=_follows(value, place, opened)):
                yield Edit(place, place + 1, levels[len(is_open) % 2][0])
                is_open.append(_Open(len(is_open), sign))
                opened = place
            elif sign == "'" and not any(each.sign in {"'", *openers} for each in is_open):
                yield Edit(place, place + 1, quotes.apostrophe)
            else:
                yield Edit(place, place + 1, levels[_close(sign, is_open) % 2][1])


def part_quotations(stream: Stream, quotes: Quotes) -> Iterator[Edit]:
    """Yield the edits that put a hair space between quotation marks that touch."""
    marks = "".join(dict.fromkeys((*quotes.outer, *quotes.inner, quotes.apostrophe)))
    for found in re.finditer(f"[{re.escape(marks)}](?=[{re.escape(marks)}])", stream.value):
        if not stream.is_foreign(found.start()):
            yield Edit(found.start(), found.end(), found.group() + HAIR_SPACE)


def _neighbour(value: str, place: int, step: int) -> str:
    """Return the nearest visible sign before or after ``place``; a line break stands for the end of the stream."""
    place += step
    while 0 <= place < len(value) and value[place] in INVISIBLE:
        place += step
    return value[place] if 0 <= place < len(value) else LINE_BREAK


def _follows(value: str, place: int, opened: int) -> bool:
    """Whether the last opening mark stands just before ``place``."""
    return opened >= 0 and all(sign in INVISIBLE for sign in value[opened + 1 : place])


def _is_apostrophe(value: str, place: int, before: str, after: str) -> bool:
    if before.isalnum() and after.isalnum():
        return True
    if before.isalnum():
        return False
    if ELISION.match(value, place):
        return True
    return SHORT_YEAR.match(value, place) is not None and SINGLE_CLOSING.search(value, place + 1) is None


def _opens(sign: str, before: str, after: str, is_open: list[_Open], *, follows_opening: bool) -> bool:
    """Whether a straight quote between ``before`` and ``after`` begins a quotation."""
    if after.isspace() or after in CLOSING_SIGNS:
        return False
    if before.isspace() or before in OPENING_BRACKETS or follows_opening:
        return True
    return before in DASHES and (after.isalnum() or after in "\"'") and all(each.sign != sign for each in is_open)


def _close(sign: str, is_open: list[_Open]) -> int:
    """Close the innermost quotation that ``sign`` can have opened, and all inside it; return its depth."""
    depth, other = 0, "'" if sign == '"' else '"'
    for position in range(len(is_open) - 1, -1, -1):
        if is_open[position].sign != other:
            depth = is_open[position].depth
            del is_open[position:]
            break
    return depth
