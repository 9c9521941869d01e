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
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

GAP = 12
"""The most words that ``…`` stands for."""

MOST_CHARACTERS = 400
"""Characters of the longest phrase."""

MOST_WAYS = 250_000
"""How many ways of reading one phrase may have: what is tried at one place of a text before it is given up."""

MOST_SAID = 200
"""How many things a part of a phrase may say to be counted one by one."""

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

    ``says`` is all that it can say, where that is not much: then no more ways are open than things of which one begins
    another.
    """

    pattern: str
    says: frozenset[str] = frozenset()
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
        end = ")?" if self.sign == "[" else ")"
        said = [part.says for part in parts]
        return _bounded(
            "(?:" + "|".join(part.pattern for part in parts) + end,
            tuple(slot for part in parts for slot in part.slots),
            sum(part.ways for part in parts) + (self.sign == "["),
            frozenset[str]({""} if self.sign == "[" else ()).union(*said) if all(said) else frozenset(),
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
        return Fragment(
            pattern=SIGNS.get(sign) or re.escape(sign),
            says=frozenset() if sign in "*–" else frozenset({sign.casefold()}),
        )
    if name in inside or len(inside) == DEEPEST:
        raise PhraseError(f"'{sign}' stands inside of itself" if name in inside else f"'{sign}' stands too deep")
    if name not in pieces:
        raise PhraseError(f"'{sign}' is not known here; use {', '.join(sorted({*slots, *pieces} - {'…'})) or 'words'}")
    return _read(pieces[name], slots, pieces, (*inside, name))


def _sequence(parts: Iterable[Fragment]) -> Fragment:
    pattern, ways, says = "", 1, {""}
    slots: tuple[str, ...] = ()
    for part in parts:
        pattern, slots, ways = pattern + part.pattern, (*slots, *part.slots), ways * part.ways
        is_short = len(says) * len(part.says) <= MOST_SAID
        says = {one + other for one in says for other in part.says} if is_short else set()
    return _bounded(pattern, slots, ways, frozenset(says))


def _bounded(pattern: str, slots: tuple[str, ...], ways: int, says: frozenset[str]) -> Fragment:
    if says and ways > 1:
        ways = _ways(says)
    if ways > MOST_WAYS or len(pattern) > MOST_PATTERN:
        raise PhraseError("it can be read in too many ways; write it as two phrases, or with fewer '…' and brackets")
    return Fragment(pattern=pattern, says=says if len(says) <= MOST_SAID else frozenset(), slots=slots, ways=ways)


def _ways(says: Iterable[str]) -> int:
    """Return how many of these texts can stand at one place: the most of which each begins the next one."""
    most, chain = 0, [""]
    for words in sorted(says):
        while not words.startswith(chain[-1]):
            chain.pop()
        chain.append(words)
        most = max(most, len(chain) - 1)
    return most
