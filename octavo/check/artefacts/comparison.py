"""Hold what a finished file reads against what was written, section by section, word for word and space for space."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import accumulate, pairwise

from octavo.check.artefacts.reading import BlockStretch, ReadingBlock, has_right_to_left, letters_of, same_turned
from octavo.check.artefacts.word_differences import SHOWN, WordRow, changes, matched, shortened
from octavo.model.origin import Origin
from octavo.model.reordered_signs import has_reordered, same_letters

SENTENCE = 24
"""From how many letters on words that a file has once more are no accident."""

HYPHENS = "-\N{HYPHEN}\N{NON-BREAKING HYPHEN}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """Where a file reads otherwise: the place in the source, both readings, and the offset in the file's letters."""

    origin: Origin
    written: str
    read: str
    offset: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ComparedText:
    """What came of a comparison.

    ``additions`` is what the file has besides, in reading form: words of templates. ``starts`` are offsets in the
    file's letters at which blocks begin, and ``blocks`` those blocks.
    """

    differences: tuple[Difference, ...]
    additions: str
    starts: Sequence[int] = field(repr=False)
    blocks: Sequence[ReadingBlock] = field(repr=False)

    def block(self, offset: int) -> tuple[ReadingBlock, int] | None:
        """Return the block at an offset in the file's letters and where it begins, or ``None`` before the first."""
        place = bisect_right(self.starts, offset) - 1
        return (self.blocks[place], self.starts[place]) if place >= 0 else None


def compare(stretches: Iterable[BlockStretch], read: str) -> ComparedText:
    """Compare a file's text, in reading form, with the stretches that must stand in it in their order."""
    return _Comparison(read).compared(list(stretches))


class _Comparison:
    """Compares one text."""

    def __init__(self, read: str) -> None:
        self._read = read
        self._file = letters_of(read)
        self._edges = self._file.edges
        self._spaces = sorted(self._file.spaces)
        self._differences: list[Difference] = []
        self._additions: list[tuple[int, int]] = []
        self._starts: list[int] = []
        self._blocks: list[ReadingBlock] = []

    def compared(self, stretches: Sequence[BlockStretch]) -> ComparedText:
        cursor = 0
        missing: list[BlockStretch] = []
        for stretch in stretches:
            letters = _letters("".join(block.text for block in stretch.blocks))
            place = self._find(letters, cursor)
            if place < 0:
                missing.append(stretch)
                continue
            self._between(missing, cursor, place)
            missing = []
            self._found(stretch, place)
            cursor = place + len(letters)
        self._between(missing, cursor, len(self._file.letters))
        additions = self._added([block for stretch in stretches for block in stretch.blocks])
        return ComparedText(
            differences=tuple(self._differences),
            additions=additions,
            starts=self._starts,
            blocks=self._blocks,
        )

    def _find(self, letters: str, cursor: int) -> int:
        """Return where ``letters`` stand as words of their own, or else stand at all, or -1."""
        first = place = self._file.letters.find(letters, cursor)
        while place >= 0:
            if self._is_edge(place) and self._is_edge(place + len(letters)):
                return place
            place = self._file.letters.find(letters, place + 1)
        return first

    def _is_edge(self, place: int) -> bool:
        """Whether a word may begin or end at ``place``."""
        letters = self._file.letters
        if place <= 0 or place >= len(letters) or place in self._edges:
            return True
        return not (letters[place - 1].isalnum() and letters[place].isalnum())

    def _found(self, stretch: BlockStretch, place: int) -> None:
        """Compare the spaces of a stretch whose letters stand at ``place``."""
        words = " ".join(block.text for block in stretch.blocks).replace("\n", " ").split(" ")
        wanted = set(accumulate(map(len, words), initial=place)) - {place}
        *starts, end = accumulate((len(_letters(block.text)) for block in stretch.blocks), initial=place)
        self._starts += starts
        self._blocks += stretch.blocks
        lost = {each for each in wanted - self._edges if place < each < end}
        inside = self._spaces[bisect_right(self._spaces, place) : bisect_left(self._spaces, end)]
        added = set(inside) - wanted
        lost |= {each for each in (place, end) if not self._is_edge(each)}
        for group in _near(sorted(lost | added)):
            self._tell(group, wanted)

    def _tell(self, offsets: Sequence[int], wanted: Iterable[int]) -> None:
        """Tell of spaces near each other that are lost or added."""
        edges = sorted({0, *wanted, *self._edges, len(self._file.letters)} - set(offsets))
        begin = edges[max(0, bisect_right(edges, offsets[0]) - SHOWN)]
        end = edges[min(len(edges) - 1, bisect_right(edges, offsets[-1]) + SHOWN - 2)]
        # The words of a template may stand before: there the file alone says what is apart.
        outside = {each for each in self._edges if each <= self._starts[0]}
        place = bisect_right(self._starts, offsets[0]) - 1
        self._differences.append(
            Difference(
                origin=self._blocks[max(0, place)].origin,
                written=_spaced(self._file.letters, slice(begin, end), {*wanted, *outside}),
                read=_spaced(self._file.letters, slice(begin, end), self._edges),
                offset=offsets[0],
            )
        )

    def _between(self, missing: Sequence[BlockStretch], start: int, end: int) -> None:
        """Compare stretches that were not found with what stands where they should."""
        if not missing:
            if end > start:
                self._additions.append((start, end))
            return
        blocks = [block for stretch in missing for block in stretch.blocks]
        written = WordRow.of_blocks(blocks)
        read = WordRow.of_letters(self._file, start, end)
        self._starts.append(start)
        self._blocks.append(blocks[0])
        found = list(changes(written.words, read.words))
        for (first, last), (begin, finish) in found:
            if self._is_same(written, (first, last), read, (begin, finish)):
                continue
            if first == last and (begin == 0 or finish == len(read.words)):
                self._additions.append((read.starts[begin], read.starts[finish]))
                continue
            self._differences.append(
                Difference(
                    origin=written.origin(first),
                    written=written.shown(first, last),
                    read=read.shown(begin, finish),
                    offset=read.starts[begin],
                )
            )
        # Where blocks begin is known as far as the words before them are equal.
        known = matched(found, len(written.words))
        for block, place in zip(blocks, written.begins, strict=True):
            if place in known:
                self._starts.append(read.starts[known[place]])
                self._blocks.append(block)

    def _is_same(self, written: "WordRow", words: tuple[int, int], read: "WordRow", others: tuple[int, int]) -> bool:
        """Whether words that are not equal read the same all the same."""
        each = written.words[slice(*words)]
        one = "".join(each)
        begin, end = read.starts[others[0]], read.starts[others[1]]
        other = self._file.letters[begin:end]
        if one == other or _is_same_but_order(each, other):
            inside = set(accumulate(map(len, each), initial=begin))
            lost = {each for each in inside - self._edges if begin < each < end}
            added = {each for each in self._file.spaces - inside if begin < each < end}
            return not lost and not added
        if not any(each.isalnum() for each in one + other) and not one:
            # Bullets.
            return True
        return (
            other == one.upper()
            or _is_same_but_hyphens(one, other, {each - begin for each in self._file.seams})
            or (has_right_to_left(one) and same_turned(one, other))
        )

    def _added(self, blocks: Iterable[ReadingBlock]) -> str:
        """Return what stands besides; a block that stands there once more is a difference."""
        if not self._additions:
            return ""
        bare = [(self._file.letters[slice(*each)], each[0]) for each in self._additions]
        for block in blocks:
            letters = _letters(block.text)
            for addition, start in bare:
                if len(letters) >= SENTENCE and letters in addition:
                    self._differences.append(
                        Difference(
                            origin=block.origin,
                            written=shortened(block.text.split()),
                            read=shortened([*block.text.split(), *block.text.split()]),
                            offset=start + addition.find(letters),
                        )
                    )
        return "\n".join(self._form(*each) for each in self._additions)

    def _form(self, start: int, end: int) -> str:
        """Return a part of the file's letters in reading form."""
        places = sorted({start, end, *(each for each in self._edges if start < each < end)})
        pieces = (self._file.letters[one:other] for one, other in pairwise(places))
        marks = (" " if place in self._file.spaces else "\n" for place in places[1:])
        return "".join(piece + mark for piece, mark in zip(pieces, marks, strict=True)).strip(" \n")


def _near(offsets: Sequence[int]) -> Iterator[list[int]]:
    """Yield sorted offsets, those that are near each other together."""
    group: list[int] = []
    for offset in offsets:
        if group and offset - group[-1] > SENTENCE:
            yield group
            group = []
        group.append(offset)
    if group:
        yield group


def _is_same_but_order(words: Sequence[str], other: str) -> bool:
    """Whether ``other`` is these words one after the other, in each of which signs may be drawn in another order."""
    if not has_reordered(other):
        return False
    ends = list(accumulate(map(len, words), initial=0))
    read = (other[begin:end] for begin, end in pairwise(ends))
    return ends[-1] == len(other) and all(map(same_letters, words, read))


def _is_same_but_hyphens(one: str, other: str, ends: set[int]) -> bool:
    """Whether ``other`` is ``one`` with hyphens at ends of lines, which are at the offsets ``ends``."""
    place = 0
    for offset, letter in enumerate(other):
        if place < len(one) and one[place] == letter:
            place += 1
        elif letter not in HYPHENS or offset + 1 not in ends:
            return False
    return place == len(one)


def _letters(form: str) -> str:
    return form.replace(" ", "").replace("\n", "")


def _spaced(letters: str, part: slice, edges: Iterable[int]) -> str:
    """Return a part of ``letters`` with a space at each of the ``edges`` within it."""
    places = sorted({part.start, *(each for each in edges if part.start < each < part.stop), part.stop})
    return " ".join(letters[one:other] for one, other in pairwise(places)).strip()
