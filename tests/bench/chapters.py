"""One chapter of a made-up book: 10 to 16 pages of text with all the marks that a chapter can have."""

from collections.abc import Iterator
from dataclasses import dataclass

from tests.bench.registers import Registers
from tests.bench.words import WORDS, Writer

NOUNS, PLACES = WORDS["nouns"], WORDS["places"]

SECTIONS = 5
"""Sections of a chapter, each under a heading."""

SHORTEST, LONGEST = 22, 37
"""Paragraphs in the shortest and the longest chapter of running text."""

PROSE = 1.3
"""How many times as many paragraphs a chapter has that has nothing but text and notes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Chapter:
    """Which of how many chapters it is, from 1."""

    number: int
    count: int

    @property
    def name(self) -> str:
        """The id of the chapter and the name of its file."""
        return f"chapter-{self.number:03d}"

    @property
    def path(self) -> str:
        """The path of its file below the book's folder."""
        return f"text/{self.name}.md"

    def heading(self, section: int) -> str:
        """Return the id of a section, from 1."""
        return f"{self.name}-s{section}"

    @property
    def paragraphs(self) -> int:
        """The number of paragraphs: lengths are spread evenly, and neighbours differ."""
        step = (self.number * 7 + 4) % 11
        return SHORTEST + (LONGEST - SHORTEST) * step // 10


def write_chapter(chapter: Chapter, registers: Registers | None) -> str:
    """Return the text of ``chapter``; with ``registers``, which grow, with all marks, else with notes only."""
    writer = Writer(chapter.name)
    place = PLACES[chapter.number % len(PLACES)]
    noun = NOUNS[chapter.number * 3 % len(NOUNS)]
    title = f'# The {noun} at {place}, {1850 + chapter.number} {{#{chapter.name} short="The {noun}"}}'
    blocks = _prose(chapter, writer) if registers is None else _Full(chapter, writer, registers).blocks()
    return "\n\n".join([title, *blocks]) + "\n"


def _prose(chapter: Chapter, writer: Writer) -> Iterator[str]:
    total = int(chapter.paragraphs * PROSE)
    notes = 0
    for place in range(total):
        if place % (total // SECTIONS) == 0 and place < total - 2:
            yield _heading(chapter, writer, place // (total // SECTIONS) + 1)
        text = writer.text(4, 7)
        if place % 3 == 2:
            notes += 1
            text += f"[^{notes}]\n\n[^{notes}]: {writer.text(1, 2)}"
        yield text


def _heading(chapter: Chapter, writer: Writer, section: int) -> str:
    return f"## How the {writer.one_of(NOUNS)} came to {writer.one_of(PLACES)} {{#{chapter.heading(section)}}}"


class _Full:
    """A chapter with everything."""

    def __init__(self, chapter: Chapter, writer: Writer, registers: Registers) -> None:
        self.chapter, self.writer, self.registers = chapter, writer, registers
        self.sources = [registers.source() for _ in range(4)]
        self.people = [registers.person(self.sources[each % 4]) for each in range(4)]
        self.terms = [registers.term(self.sources[each % 4]) for each in range(7)]
        self.notes = 0

    def blocks(self) -> Iterator[str]:
        """Yield the blocks of the chapter."""
        total = self.chapter.paragraphs
        yield self._box("opening", "\n".join(f"- What did the {self._noun()} of this coast need?" for _ in range(3)))
        for place in range(total):
            if place % (total // SECTIONS) == 0 and place < total - 3:
                section = place // (total // SECTIONS) + 1
                yield _heading(self.chapter, self.writer, section)
                person, source = self.people[section % 4][0], self.sources[section % 4]
                self.registers.event(self.chapter.heading(section), person, source)
            yield self._paragraph(place)
            yield from self._between(place)
        yield self._box("summary", self.writer.text(3, 4))
        yield self._box("questions", "\n".join(f"{each}. Why was the {self._noun()} built?" for each in (1, 2, 3)))

    def _paragraph(self, place: int) -> str:
        """Every 2nd paragraph names a term and is indexed, every 3rd cites and has a note, every 4th refers."""
        writer = self.writer
        sentences = writer.sentences(3, 6)
        if place % 2 == 0:
            identifier, term = self.terms[place // 2 % len(self.terms)]
            sentences[0] = f"What was called a [{term}](term:{identifier}) stood here. {sentences[0]}"
            topic = self.registers.topic(writer.one_of(NOUNS))
            sentences[-1] += f'[]{{index="{topic}!{writer.one_of(PLACES)}"}}'
        if place % 3 == 0:
            source = self.sources[place // 3 % 4]
            sentences[-1] += f" So one may read [@{source}, p. {writer.number(3, 290)}]."
        if place % 4 == 1:
            sentences.insert(
                1, f"More is told in [the {writer.one_of(NOUNS)} and its {self._noun()}](#{self._target()})."
            )
        if place % 5 == 2:
            identifier, name = self.people[place // 5 % 4]
            sentences.insert(1, f"Here [{name}](person:{identifier}) was asked first.")
        if place % 3 == 2:
            self.notes += 1
            sentences[-1] += f"[^{self.notes}]\n\n[^{self.notes}]: {writer.text(1, 2)}"
        return " ".join(sentences)

    def _between(self, place: int) -> Iterator[str]:
        """Yield what stands after a paragraph: now and then a box, a picture, a table, a quotation."""
        writer = self.writer
        if place % 10 == 6:
            person = self.people[place // 10 % 4][0]
            yield f"::: sidebar person={person}\n{writer.text(3, 4)}\n:::" if place < 40 else f"> {writer.text(2, 3)}"
        if place == 12:
            yield f"::: figure figure={self.registers.figure(self.sources[1])}\n:::"
        if place == 20:
            yield self._table()
        if place == 24:
            document = self.registers.document(*self.people[2], self.sources[2])
            yield f"::: extract document={document}\nWhat does the writer leave out?\n:::"
        if place % 15 == 9:
            yield "\n".join(f"{number}. a {writer.one_of(NOUNS)} from {writer.one_of(PLACES)};" for number in (1, 2, 3))

    def _table(self) -> str:
        rows = "\n".join(
            f"| {self.writer.one_of(PLACES)} | {self.writer.number(40, 990)} | {self.writer.number(2, 40)} |"
            for _ in range(8)
        )
        head = f'::: table #{self.chapter.name}-costs caption="What was paid" align="left right right"'
        return f"{head}\n| Place | Pounds | Days |\n|---|--:|--:|\n{rows}\n:::"

    def _box(self, kind: str, body: str) -> str:
        return f"::: {kind}\n{body}\n:::"

    def _noun(self) -> str:
        return self.writer.one_of(NOUNS)

    def _target(self) -> str:
        """Return a heading anywhere in the book, after this place as often as before."""
        other = Chapter(number=self.writer.number(1, self.chapter.count), count=self.chapter.count)
        return other.heading(self.writer.number(1, SECTIONS))
