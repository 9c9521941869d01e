"""The words of two texts, and where they differ."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import accumulate, pairwise
from typing import TypeAlias

from octavo.check.artefacts.reading import Letters, ReadingBlock
from octavo.model.origin import NOWHERE, Origin

SHOWN = 6
"""How many words around a difference are shown on either side."""

LONGEST = 30
"""How many words of a reading are shown at most."""

NEAR = 3
"""Differences with fewer equal words between them are told as one."""


Change: TypeAlias = tuple[tuple[int, int], tuple[int, int]]
"""Words that differ: a range of those written and a range of those read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WordRow:
    """Words, and the offset of the letters at which each begins; ``starts`` has one offset more, where they end.

    ``begins`` are the words with which ``blocks`` begin.
    """

    words: Sequence[str]
    starts: Sequence[int]
    blocks: Sequence[ReadingBlock] = ()
    begins: Sequence[int] = ()

    @classmethod
    def of_blocks(cls, blocks: Sequence[ReadingBlock]) -> "WordRow":
        """Return the words of ``blocks``."""
        each = [block.text.split() for block in blocks]
        words = [word for inside in each for word in inside]
        return cls(
            words=words,
            starts=list(accumulate(map(len, words), initial=0)),
            blocks=blocks,
            begins=list(accumulate(map(len, each), initial=0))[:-1],
        )

    @classmethod
    def of_letters(cls, file: Letters, start: int, end: int) -> "WordRow":
        """Return the words of a part of a file."""
        edges = sorted({start, end, *(each for each in file.edges if start < each < end)})
        return cls(words=[file.letters[one:other] for one, other in pairwise(edges)], starts=edges)

    def origin(self, word: int) -> Origin:
        """Return where a word is written; one behind the last is where the last is."""
        place = bisect_right(self.begins, min(word, len(self.words) - 1)) - 1
        return self.blocks[place].origin if self.blocks else NOWHERE

    def shown(self, first: int, last: int) -> str:
        """Return words with some of those around them."""
        return shortened(self.words[max(0, first - SHOWN) : last + SHOWN])


def changes(written: Sequence[str], read: Sequence[str]) -> Iterator[Change]:
    """Yield the words that differ, as ranges in both; those that are nearly neighbours at once."""
    head = next((place for place, pair in enumerate(zip(written, read, strict=False)) if pair[0] != pair[1]), -1)
    if head < 0:
        head = min(len(written), len(read))
    backwards = zip(reversed(written[head:]), reversed(read[head:]), strict=False)
    tail = next((place for place, pair in enumerate(backwards) if pair[0] != pair[1]), -1)
    if tail < 0:
        tail = min(len(written), len(read)) - head
    one, other = written[head : len(written) - tail], read[head : len(read) - tail]
    last: Change | None = None
    for kind, first, end, begin, finish in SequenceMatcher(None, one, other, autojunk=False).get_opcodes():
        if kind == "equal":
            continue
        change = (first + head, end + head), (begin + head, finish + head)
        if last and change[0][0] - last[0][1] < NEAR:
            change = (last[0][0], change[0][1]), (last[1][0], change[1][1])
        elif last:
            yield last
        last = change
    if last:
        yield last


def matched(changes: Iterable[Change], count: int) -> dict[int, int]:
    """Return for each written word that was read as it is the number of the word read."""
    found: dict[int, int] = {}
    word = other = 0
    for (first, last), (begin, finish) in changes:
        found |= zip(range(word, first), range(other, begin), strict=False)
        word, other = last, finish
    return found | dict(zip(range(word, count), range(other, other + count - word), strict=True))


def shortened(words: Sequence[str]) -> str:
    """Return words as a text that is short enough for a message."""
    if len(words) <= LONGEST:
        return " ".join(words)
    half = LONGEST // 2
    return " ".join((*words[:half], "…", *words[-half:]))
