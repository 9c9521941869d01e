"""Turn straight quotes into the language's quotation marks, apostrophes and primes (T15).

Marks are paired first and chosen afterwards: a single mark before a word opens a quotation only where another closes
it, and is an apostrophe otherwise (*'Umar*). Where neither is certain, the sign stays as it was typed.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum, auto
from typing import assert_never

from octavo.model import limits
from octavo.model.language import Quotes
from octavo.resolve.character_stream import LINE_BREAK, OBJECT, CharacterStream, Edit
from octavo.resolve.elisions import CLIPPED, ELISION, IN_FULL, MAY_BE_ELISION, is_and
from octavo.resolve.measures import exact_measures, is_short_number, may_be_measure

HAIR_SPACE = "\N{HAIR SPACE}"
PRIMES = {"'": "\N{PRIME}", '"': "\N{DOUBLE PRIME}"}

INVISIBLE = frozenset("\u00ad\u2060\u200a")
"""Signs that do not count as neighbours: soft hyphen, word joiner, hair space."""

OPENING_BRACKETS = frozenset("([{<¿¡")
DASHES = frozenset("-–—−/")
CLOSING_SIGNS = frozenset(".,;:!?)]}>…")
_SIGNS = re.compile("[\"'‘’‚‛“”„‟«»‹›]")
_SINGLES = frozenset("'‘’‚‛‹›")
_UNSURE = frozenset("'‘’›»“”′″")  # behind these, what a straight quote is cannot be known: it stays
_ELLIPSIS = "\N{HORIZONTAL ELLIPSIS}"


class _Role(Enum):
    """What a sign is. Signs without a role stay as typed and count for nothing."""

    OPENING = auto()
    CLOSING = auto()
    APOSTROPHE = auto()
    PRIME = auto()


@dataclass(slots=True, kw_only=True)
class _Opened:
    """A sign that may open a quotation: one that ``is_doubtful`` is rather an apostrophe (*'e*, *'37*).

    ``may_close`` are the apostrophes behind a plural's *s* that close it if nothing better does.
    """

    place: int
    sign: str
    is_doubtful: bool = False
    may_close: list[int] = field(default_factory=list)

    @property
    def is_single(self) -> bool:
        """Whether a single mark closes it."""
        return self.sign in _SINGLES


def mark_quotations(stream: CharacterStream, quotes: Quotes, others: Mapping[str, Quotes]) -> Iterator[Edit]:
    """Yield the edits that make quotation marks, apostrophes and primes of straight quotes.

    The depth decides between outer and inner marks, not the sign that was typed. Marks that are typographic already
    are kept and counted. A stretch in another language is a text of its own, with the marks that ``others`` has for
    that language, or else those of the book.
    """
    stretches: dict[int, list[int]] = {}
    for found in _SIGNS.finditer(stream.value):
        if not stream.is_fixed(found.start()):
            stretches.setdefault(stream.stretch(found.start()), []).append(found.start())
    edits: list[Edit] = []
    for number, places in stretches.items():
        marks = others.get(stream.language(places[0]).partition("-")[0], quotes)
        pairing = _Pairing(value=_alone(stream, number), quotes=marks)
        edits += _chosen(stream.value, pairing.roles_of(places), marks)
    yield from sorted(edits)


def part_quotations(stream: CharacterStream, quotes: Quotes) -> Iterator[Edit]:
    """Yield the edits that put a hair space between quotation marks that touch."""
    marks = "".join(dict.fromkeys(mark.strip() for mark in (*quotes.outer, *quotes.inner, quotes.apostrophe)))
    for found in re.finditer(f"[{re.escape(marks)}](?=[{re.escape(marks)}])", stream.value):
        if not stream.is_foreign(found.start()):
            yield Edit(found.start(), found.end(), found.group() + HAIR_SPACE)


def _alone(stream: CharacterStream, number: int) -> str:
    """Return the characters of ``stream`` as the stretch ``number`` sees them.

    The signs of a stretch within it are like words, and those of the text around it are beyond its ends.
    """
    if len(stream.pieces) == 1:
        return stream.value
    seen = OBJECT if number == 0 else LINE_BREAK
    return _SIGNS.sub(lambda found: found.group() if stream.stretch(found.start()) == number else seen, stream.value)


def _chosen(value: str, roles: Mapping[int, _Role], quotes: Quotes) -> Iterator[Edit]:
    """Yield the edits for signs whose roles are known: the marks alternate with the depth."""
    levels = (quotes.outer, quotes.inner)
    is_open: list[int] = []
    primes = {place for place, role in roles.items() if role is _Role.PRIME}
    doubled = {place for place in primes if place + 1 in primes and value.startswith("''", place)}
    for place in sorted(roles):
        sign = value[place]
        match roles[place]:
            case _Role.OPENING:
                typed = next((level for level in (0, 1) if levels[level][0].strip() == sign), None)
                is_open.append(typed if typed is not None else (1 - is_open[-1] if is_open else 0))
                new = levels[is_open[-1]][0]
            case _Role.CLOSING:
                new = levels[is_open.pop() if is_open else 0][1]
            case _Role.APOSTROPHE:
                new = quotes.apostrophe
            case _Role.PRIME:
                new = PRIMES['"' if place in doubled else sign] if sign in PRIMES else sign
            case role:
                assert_never(role)
        if sign in PRIMES and place - 1 not in doubled:
            yield Edit(place, place + 1 + (place in doubled), new)


@dataclass(slots=True, kw_only=True)
class _Pairing:
    """Finds the roles of the signs of one stretch, which are given in order."""

    value: str
    quotes: Quotes
    roles: dict[int, _Role] = field(default_factory=dict)
    opened: list[_Opened] = field(default_factory=list)
    last: int = -1
    """The place of the sign that opened a quotation last."""

    def roles_of(self, places: Sequence[int]) -> Mapping[int, _Role]:
        """Return the role of each sign at ``places`` that has one."""
        measures = exact_measures(self.value)
        ands = {place for place in places if is_and(self.value, place)}
        skipped = self._values_of_code(places)
        for place in places:
            if place in measures:
                self.roles[place] = _Role.PRIME
            elif place in ands or place - 2 in ands:
                self.roles[place] = _Role.APOSTROPHE
            elif place not in skipped:
                self._read(place)
        self._leave(0)
        return self.roles

    def _values_of_code(self, places: Sequence[int]) -> set[int]:
        """Return the places of quotes around a value behind an equals sign (``lang="en"``), which stay."""
        values: set[int] = set()
        for place in places:
            if place and self.value[place - 1] == "=" and self.value[place] in PRIMES:
                values |= {place, self.value.find(self.value[place], place + 1)}
        return values

    def _read(self, place: int) -> None:
        sign = self.value[place]
        before, after = _neighbour(self.value, place, -1), _neighbour(self.value, place, 1)
        openers = {self.quotes.outer[0].strip(), self.quotes.inner[0].strip()}
        closers = {self.quotes.outer[1].strip(), self.quotes.inner[1].strip()}
        if sign in openers:
            self._open(place)
        elif sign in closers:
            if self.opened and not (sign == self.quotes.apostrophe and _is_word(after)):
                self._close_typed(place)
        elif sign == "'":
            self._read_single(place, before, after)
        elif sign == '"':
            self._read_double(place, before, after)

    # --- straight marks ----------------------------------------------------------------------------------------------

    def _read_single(self, place: int, before: str, after: str) -> None:
        value = self.value
        if _is_word(before) and _is_word(after):
            is_foot = before.isdigit() and after.isdigit() and not re.match(r"'\d{3}(?!\d)", value[place : place + 5])
            self.roles[place] = _Role.PRIME if is_foot else _Role.APOSTROPHE
        elif self._opens(place, before, after):
            if ELISION.match(value, place) and not IN_FULL.match(value, place):
                self.roles[place] = _Role.APOSTROPHE
            else:
                self._open(place, is_doubtful=before == "-" or MAY_BE_ELISION.match(value, place) is not None)
        elif _is_word(after):
            self.roles[place] = _Role.APOSTROPHE
        elif not before.isspace():
            self._close_single(place, before, after)
        elif all(each.is_doubtful for each in self.opened):
            self.roles[place] = _Role.APOSTROPHE

    def _close_single(self, place: int, before: str, after: str) -> None:
        opened, value = self._singles(), self.value
        plain = [each for each in opened if not each.is_doubtful]
        is_genitive = before == "s" and after.isspace() and value[place + 2 : place + 3].isalpha()
        if opened and _is_one_word(value[opened[-1].place + 1 : place]) and opened[-1] in (plain or opened):
            self._close(opened[-1], place)
        elif before.isnumeric():
            if plain and not may_be_measure(value, place):
                self._close(plain[-1], place)
            elif is_short_number(value, place):
                self.roles[place] = _Role.PRIME
        elif CLIPPED.search(value, 0, place):
            self.roles[place] = _Role.APOSTROPHE
        elif is_genitive or value.endswith("in", 0, place):
            self.roles[place] = _Role.APOSTROPHE
            if plain:
                plain[-1].may_close.append(place)
        elif opened:
            self._close((plain or opened)[-1], place)
        elif before not in _UNSURE and after not in ("'", self.quotes.apostrophe):
            self.roles[place] = _Role.APOSTROPHE

    def _read_double(self, place: int, before: str, after: str) -> None:
        doubles = [each for each in self.opened if not each.is_single]
        if before.isnumeric() and not (doubles and not may_be_measure(self.value, place)):
            if is_short_number(self.value, place):
                self.roles[place] = _Role.PRIME
        elif self._opens(place, before, after):
            self._open(place)
        elif doubles:
            self._close(doubles[-1], place)
        elif not (before.isspace() or (_is_word(before) and _is_word(after))):
            self.roles[place] = _Role.CLOSING

    def _opens(self, place: int, before: str, after: str) -> bool:
        """Whether a straight quote between ``before`` and ``after`` may begin a quotation."""
        if after.isspace():
            return False
        follows = self.last >= 0 and all(sign in INVISIBLE for sign in self.value[self.last + 1 : place])
        if before.isspace() or before in OPENING_BRACKETS or follows:
            return after not in CLOSING_SIGNS or after == _ELLIPSIS or self._quotes_punctuation(place)
        if self.value[place] == '"' and self.roles.get(place - 1) is _Role.APOSTROPHE and _is_word(after):
            return True
        if before not in DASHES or not (_is_word(after) or after in PRIMES):
            return False
        return all(each.sign != self.value[place] or each.is_doubtful for each in self.opened)

    def _quotes_punctuation(self, place: int) -> bool:
        """Whether the punctuation behind a quote goes on (*".net"*, *")"*)."""
        rest = self.value[place + 1 :].lstrip("".join(CLOSING_SIGNS | INVISIBLE))
        return not (rest[:1] or LINE_BREAK).isspace()

    # --- opening and closing -----------------------------------------------------------------------------------------

    def _open(self, place: int, *, is_doubtful: bool = False) -> None:
        self._leave(0, max(0, len(self.opened) - limits.QUOTATIONS_DEEP + 1))
        self.opened.append(_Opened(place=place, sign=self.value[place], is_doubtful=is_doubtful))
        self.last = place

    def _close(self, opened: _Opened, place: int) -> None:
        """Close ``opened`` at ``place``, and leave what was opened inside it."""
        depth = next(number for number, each in enumerate(self.opened) if each is opened)
        self._leave(depth + 1)
        self.opened.pop()
        self.roles[opened.place] = _Role.OPENING
        self.roles[place] = _Role.CLOSING

    def _close_typed(self, place: int) -> None:
        """Close what a typed closing mark closes: what its own opening mark opened, or else the innermost."""
        sign = self.value[place]
        opening = {closing.strip(): mark.strip() for mark, closing in (self.quotes.inner, self.quotes.outer)}[sign]
        own = [each for each in self.opened if each.sign == opening]
        if own or not (sign == self.quotes.apostrophe and _is_word(_neighbour(self.value, place, -1))):
            self._close((own or self.opened)[-1], place)

    def _singles(self) -> list[_Opened]:
        """Return what single marks opened inside the innermost double ones."""
        inside: list[_Opened] = []
        for each in self.opened:
            inside = [*inside, each] if each.is_single else []
        return inside

    def _leave(self, depth: int, until: int | None = None) -> None:
        """Decide about what was opened at ``depth`` and deeper, or ``until`` there, and is not closed."""
        for each in self.opened[depth:until]:
            self.roles[each.place] = _Role.OPENING
            if each.sign == "'":
                if each.may_close and not each.is_doubtful:
                    self.roles[each.may_close[0]] = _Role.CLOSING
                else:
                    self.roles[each.place] = _Role.APOSTROPHE
        del self.opened[depth:until]


def _neighbour(value: str, place: int, step: int) -> str:
    """Return the nearest visible sign before or after ``place``; a line break stands for the end of the stream."""
    place += step
    while 0 <= place < len(value) and value[place] in INVISIBLE:
        place += step
    return value[place] if 0 <= place < len(value) else LINE_BREAK


def _is_word(sign: str) -> bool:
    return sign.isalnum() or sign == OBJECT


def _is_one_word(words: str) -> bool:
    return bool(words) and all(_is_word(sign) or sign in INVISIBLE for sign in words)
