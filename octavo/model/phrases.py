"""Phrases: how a language file writes down what prose may say, without regular expressions.

A phrase is the words themselves, and a few signs:

- ``<one|other>`` is one of several, ``[may|be]`` one of several or nothing;
- ``{name}`` is a placeholder of the list in which the phrase stands, or a piece that the file itself defines;
- ``…`` is one word or up to :data:`GAP`, without a sign of punctuation; ``*`` is the rest of a word;
- a space is any white space, ``'`` any apostrophe, ``–`` any dash. Capitals do not count.

A phrase comes from a file that a project may bring, so what it costs is bounded: nothing in it repeats without end, and
the number of ways in which it can be read is counted and limited (:data:`MOST_WAYS`).
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from math import prod

GAP = 12
"""The most words that ``…`` stands for."""

MOST_CHARACTERS = 400
"""Characters of the longest phrase."""

MOST_WAYS = 250_000
"""How many ways of reading one phrase may have: what is tried at one place of a text before it is given up."""

DEEPEST = 8
"""How deep brackets may stand inside of each other, and pieces."""

MOST_PATTERN = 20_000
"""Characters of the longest pattern that a phrase becomes: pieces inside of pieces could swell."""

SIGNS_AND_WORDS = re.compile(r"\{[^{}]*\}|[][<>|*… '–{}]|[^][<>|*… '–{}]+")
SIGNS: Mapping[str, str] = {
    " ": r"\s",
    "'": "['’ʼ]",
    "–": "(?:---?|[-–—])",
    "*": r"\w{0,30}+",
}
CLOSING: Mapping[str, str] = {"[": "]", "<": ">"}


class PhraseError(ValueError):
    """A phrase that cannot be read; its text says why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fragment:
    """A part of a pattern: its regular expression, the placeholders of its groups in order, its ways of reading.

    ``begins`` are the characters with which it must begin, where they are known.
    """

    pattern: str
    begins: frozenset[str] = frozenset()
    slots: tuple[str, ...] = ()
    ways: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrases:
    """Phrases as one pattern, whose n-th group is the n-th of ``slots``; a phrase begins and ends with whole words."""

    pattern: re.Pattern[str]
    slots: tuple[str, ...] = ()

    def spans(self, found: re.Match[str]) -> tuple[tuple[str, int, int], ...]:
        """Return the placeholders of a match in their order, and where each stands; not those that were passed over."""
        groups = enumerate(self.slots, start=1)
        return tuple((slot, *found.span(number)) for number, slot in groups if found.start(number) >= 0)


def compiled(fragments: Iterable[Fragment]) -> Phrases:
    """Return the pattern of phrases that were read; without any, it matches nowhere."""
    parts = tuple(fragments)
    choice = "|".join(part.pattern for part in parts) or "(?!)"
    pattern = re.compile(rf"(?<!\w)(?:{choice})(?!(?<=\w)\w)", re.IGNORECASE)
    return Phrases(pattern=pattern, slots=tuple(slot for part in parts for slot in part.slots))


def read_phrase(phrase: str, slots: Mapping[str, Fragment], pieces: Mapping[str, str]) -> Fragment:
    """Return the pattern of ``phrase``. ``slots`` are the placeholders that it may hold, ``pieces`` those of the file.

    Raises :class:`PhraseError` for brackets that do not match, an unknown placeholder, a piece inside of itself, an
    empty phrase, and one that is too long or can be read in too many ways.
    """
    return _read(phrase, slots, pieces, ())


@dataclass(slots=True)
class _Choice:
    """A bracket that is open: its sign, and the alternatives so far, each a sequence."""

    sign: str
    alternatives: list[list[Fragment]] = field(default_factory=lambda: [[]])

    def closed(self) -> Fragment:
        parts = [_sequence(parts) for parts in self.alternatives]
        if not all(part.pattern for part in parts):
            raise PhraseError(f"there is nothing between '{self.sign}' and '{CLOSING[self.sign]}' or '|'")
        is_optional = self.sign == "["
        begins = frozenset[str]().union(*(part.begins for part in parts)) if all(part.begins for part in parts) else ()
        # Of alternatives, only those that begin with the character that is there can be read.
        ways = max((sum(part.ways for part in parts if sign in part.begins) for sign in begins), default=0)
        return _bounded(
            f"(?:{'|'.join(part.pattern for part in parts)}){'?' * is_optional}",
            tuple(slot for part in parts for slot in part.slots),
            (ways or sum(part.ways for part in parts)) + is_optional,
            frozenset(() if is_optional else begins),
        )


def _read(phrase: str, slots: Mapping[str, Fragment], pieces: Mapping[str, str], inside: tuple[str, ...]) -> Fragment:
    if len(phrase) > MOST_CHARACTERS:
        raise PhraseError(f"it is longer than {MOST_CHARACTERS} characters")
    outside = _Choice("")
    waiting = [outside]
    for sign in SIGNS_AND_WORDS.findall(phrase):
        match sign:
            case "[" | "<":
                waiting.append(_Choice(sign))
                if len(waiting) > DEEPEST + 1:
                    raise PhraseError(f"brackets stand inside of each other more than {DEEPEST} times")
            case "]" | ">":
                if CLOSING.get(waiting[-1].sign) != sign:
                    raise PhraseError(f"'{sign}' closes no bracket")
                closed = waiting.pop().closed()
                waiting[-1].alternatives[-1].append(closed)
            case "|" if waiting[-1] is not outside:
                waiting[-1].alternatives.append([])
            case "|" | "{" | "}":
                raise PhraseError(f"'{sign}' stands alone")
            case _:
                waiting[-1].alternatives[-1].append(_single(sign, slots, pieces, inside))
    if waiting[-1] is not outside:
        raise PhraseError(f"'{waiting[-1].sign}' is not closed")
    read = _sequence(outside.alternatives[0])
    if not read.pattern:
        raise PhraseError("it is empty")
    return read


def _single(sign: str, slots: Mapping[str, Fragment], pieces: Mapping[str, str], inside: tuple[str, ...]) -> Fragment:
    name = sign.strip("{}") if sign.startswith("{") else sign
    if name in slots and (sign == "…" or name != sign):
        return slots[name]
    if sign == "…":
        raise PhraseError("'…' may not stand here")
    if name == sign:
        known = frozenset() if sign in "*–'" else frozenset(sign[0].casefold())
        return Fragment(pattern=SIGNS.get(sign) or re.escape(sign), begins=known)
    if name in inside or len(inside) == DEEPEST:
        raise PhraseError(f"'{sign}' stands inside of itself" if name in inside else f"'{sign}' stands too deep")
    if name not in pieces:
        raise PhraseError(f"'{sign}' is not known here; use {', '.join(sorted({*slots, *pieces} - {'…'})) or 'words'}")
    return _read(pieces[name], slots, pieces, (*inside, name))


def _sequence(parts: Sequence[Fragment]) -> Fragment:
    pattern, slots = "".join(part.pattern for part in parts), tuple(slot for part in parts for slot in part.slots)
    begins = parts[0].begins if parts else frozenset[str]()
    return _bounded(pattern, slots, prod(part.ways for part in parts), begins)


def _bounded(pattern: str, slots: tuple[str, ...], ways: int, begins: frozenset[str]) -> Fragment:
    if ways > MOST_WAYS or len(pattern) > MOST_PATTERN:
        raise PhraseError("it can be read in too many ways; write it as two phrases, or with fewer '…' and brackets")
    return Fragment(pattern=pattern, slots=slots, ways=ways, begins=begins)
