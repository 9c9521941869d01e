"""Books to measure by: content folders of a wanted number of pages, the same bytes for the same wish.

``full`` books have all that a book can have: parts, references, notes, citations, lives in boxes, extracts, charts,
tables, glossary, chronology, people, bibliography, index. ``prose`` books have running text with notes, and contents.
"""

import shutil
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, TypeAlias

import yaml

from tests.bench.chapters import Chapter, write_chapter
from tests.bench.registers import Registers
from tests.bench.words import WORDS, Writer

Kind: TypeAlias = Literal["full", "prose"]

CHAPTERS: Mapping[tuple[int, Kind], int] = {
    (60, "full"): 3,
    (200, "full"): 12,
    (700, "full"): 44,
    (2000, "full"): 126,
    (700, "prose"): 54,
}
"""How many chapters make a book of about so many pages (within 5 %) in the theme ``plain`` on A5."""

NAMES = (*WORDS["places"], *WORDS["given"], *WORDS["family"])
"""Words that no dictionary knows."""

PART = 6
"""Chapters in a part."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Book:
    """A book of about ``pages`` pages in the content folder ``folder``.

    ``pages`` and ``kind`` together must be among ``CHAPTERS``.
    """

    folder: Path
    pages: int
    kind: Kind = "full"
    formats: tuple[str, ...] = ("pdf", "epub")

    @property
    def name(self) -> str:
        """The name of the folder, which is the book's."""
        return self.folder.name

    @property
    def chapters(self) -> Sequence[Chapter]:
        """The chapters in the order of the book."""
        count = CHAPTERS[self.pages, self.kind]
        return [Chapter(number=number, count=count) for number in range(1, count + 1)]

    def write(self) -> None:
        """Write the book, over what is there; nothing else is read or written."""
        for name, text in self.files().items():
            path = self.folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")

    def files(self) -> Mapping[str, str]:
        """Return the text of every file by its path below the folder."""
        registers = Registers() if self.kind == "full" else None
        texts = {each.path: write_chapter(each, registers) for each in self.chapters}
        chance = Writer("foreword")
        foreword = ["# Foreword {#foreword .unnumbered}", *(chance.text(4, 7) for _ in range(5))]
        return {
            "book.yaml": _yaml(_settings(self, tuple(texts))),
            "words.txt": "".join(f"{word}\n" for word in sorted({word for name in NAMES for word in name.split()})),
            "text/foreword.md": "\n\n".join(foreword) + "\n",
            **texts,
            **({name: _yaml(value) for name, value in registers.files().items()} if registers else {}),
        }

    def median_and_longest(self) -> tuple[Path, Path]:
        """Return the text files of the chapter of middling length and of the longest one."""
        return _median_and_longest(self.folder / each.path for each in self.chapters)


@dataclass(frozen=True, slots=True, kw_only=True)
class GivenBook:
    """A book that somebody has written: ``folder`` becomes a copy of ``source``, its folder with a book.yaml."""

    folder: Path
    source: Path

    @property
    def name(self) -> str:
        """The name of the folder, which is the book's."""
        return self.folder.name

    def write(self) -> None:
        """Copy the book, over what is there."""
        shutil.copytree(self.source, self.folder, dirs_exist_ok=True)

    def median_and_longest(self) -> tuple[Path, Path]:
        """Return the text files of the section of middling length and of the longest one."""
        return _median_and_longest(self.folder.glob("text/*.md"))


def _median_and_longest(paths: Iterable[Path]) -> tuple[Path, Path]:
    ordered = sorted(paths, key=lambda path: (len(path.read_bytes()), path.name))
    return ordered[len(ordered) // 2], ordered[-1]


def _settings(book: Book, texts: Sequence[str]) -> Mapping[str, object]:
    parts = [
        {
            "part": f"The {ordinal} years",
            "id": f"part-{start // PART + 1}",
            "chapters": list(texts[start : start + PART]),
        }
        for start, ordinal in zip(range(0, len(texts), PART), WORDS["ordinals"], strict=False)
    ]
    back = (
        ["chronology", "glossary", "people", "bibliography", "index", "colophon"]
        if book.kind == "full"
        else ["colophon"]
    )
    return {
        "title": f"A Coast in {book.pages} Pages",
        "subtitle": "Written by chance",
        "short-title": "A Coast",
        "language": "en-GB",
        "description": "A made-up book to measure by.",
        "contributors": [{"name": "The Octavo editors", "role": "editor"}],
        "rights": "Made-up text, free for all.",
        "version": "1.0.0",
        "released": "2026-11-24",
        "theme": "plain",
        "matter": {
            "front": ["cover", "title-page", "imprint", "contents", "text/foreword.md"],
            "body": parts if book.kind == "full" else list(texts),
            "back": back,
        },
        "formats": list(book.formats),
    }


def _yaml(value: object) -> str:
    return yaml.safe_dump(value, sort_keys=False, allow_unicode=True, width=110)
