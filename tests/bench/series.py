"""What is measured: builds of made-up books in all conditions, and other programs at the same work in between."""

import json
import os
import shutil
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeAlias

from tests.bench.books import Book, GivenBook
from tests.bench.place import Edit, Place
from tests.bench.single import SHEET
from tests.bench.typst import typst_command
from tests.bench.usage import Usage, run, typical

PARAGRAPHS = 8
"""Paragraphs of the correction that adds pages: some two and a half pages."""

COLD, WARM, NOTHING = "cold", "warm store, no output", "nothing changed"
MEDIAN, LONGEST, ADDED = "one word, median chapter", "one word, longest chapter", "pages added"
STATES = (COLD, WARM, NOTHING, MEDIAN, LONGEST, ADDED)
"""In which a book is built, one after the other, each in a new process."""

PLAIN, PLAIN_UNTAGGED = "plain WeasyPrint", "plain WeasyPrint, untagged"
WATCH, NEW_PROCESS = "one word, watching", "one word, new process"
EPUB, EPUB_WORD, PANDOC = "EPUB, printing given, cold", "EPUB, printing given, one word", "pandoc's EPUB"
IMPORT = "import weasyprint"
INLINE, TAGS, LAYOUT = "cold, one process", "tags of that", "layout and drawing of that"
TYPST = "pandoc and typst"
ALL_OUTPUTS = "one word, all outputs"

Tell: TypeAlias = Callable[[str], None]


@dataclass(slots=True)
class Measured:
    """What was measured of one book: usages by what was done, and pages and sizes (bytes) by who did it."""

    used: dict[str, list[Usage]] = field(default_factory=lambda: defaultdict(list))
    pages: dict[str, int] = field(default_factory=dict)
    sizes: dict[str, int] = field(default_factory=dict)

    def typical(self, what: str) -> Usage | None:
        """Return the median of what was measured, or ``None`` where nothing was."""
        return typical(self.used[what]) if self.used.get(what) else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """Measures one book in a place; ``tell`` is told each figure as it comes."""

    place: Place
    book: Book | GivenBook
    measured: Measured
    tell: Tell

    def states(self, turn: int) -> None:
        """Build the book in all states, beginning with an empty store and no output."""
        place, book, pages = self.place, self.book, self.measured.pages
        median, longest = book.median_and_longest()
        place.forget(book.name, store=True)
        pages["octavo"] = self._build(COLD)
        self.measured.sizes["octavo"] = place.output(book.name, ".pdf").stat().st_size
        place.forget(book.name)
        self._build(WARM)
        self._build(NOTHING)
        for state, path in ((MEDIAN, median), (LONGEST, longest)):
            Edit(path=path, turn=turn).make()
            self._build(state)
        Edit(path=median, turn=turn, more=PARAGRAPHS).make()
        pages["added"] = self._build(ADDED) - pages["octavo"]
        book.write()

    def outputs(self, repeats: int) -> None:
        """Build the book with all that it makes, sheets included, and once more after a word of the median chapter."""
        median, _ = self.book.median_and_longest()
        for turn in range(repeats):
            self.place.forget(self.book.name, store=True)
            self.measured.pages["octavo"] = self._build(COLD)
            Edit(path=median, turn=turn).make()
            self._build(ALL_OUTPUTS)
            self.book.write()

    def watch(self, repeats: int) -> None:
        """Correct a word of the median chapter under ``octavo watch`` and in new processes; needs a full store."""
        median, _ = self.book.median_and_longest()
        self.place.build(self.book.name)
        edits = [Edit(path=median, turn=20 + turn) for turn in range(repeats)]
        for used in self.place.watch(self.book.name, edits):
            self._keep(WATCH, used)
        for turn in range(repeats):
            Edit(path=median, turn=40 + turn).make()
            self._build(NEW_PROCESS)
        self.book.write()

    def plain(self) -> None:
        """Set the book as one document with untouched WeasyPrint, page numbers and leaders by the engine."""
        folder = self._document()
        self._keep(PLAIN, self.place.run(*_weasyprint("book.pdf", "--pdf-variant", "pdf/ua-1"), folder=folder)[0])
        self.measured.sizes["plain"] = (folder / "book.pdf").stat().st_size
        count = "import pikepdf; print(len(pikepdf.open('book.pdf').pages))"
        self.measured.pages["plain"] = int(self.place.run("-c", count, folder=folder)[1])

    def plain_untagged(self) -> None:
        """Set the same document without tags."""
        self._keep(PLAIN_UNTAGGED, self.place.run(*_weasyprint("untagged.pdf"), folder=self._document())[0])

    def tagging(self) -> None:
        """Build the book cold in one process, which tells how much of its time went into layout and into tags."""
        self.place.forget(self.book.name, store=True)
        used, said = self.place.run("-m", "tests.bench.tagging", self.book.name)
        seconds = json.loads(said.splitlines()[-1])
        self._keep(INLINE, used)
        self._keep(TAGS, Usage(cpu=seconds["tags"], wall=seconds["tags"], memory=0))
        self._keep(LAYOUT, Usage(cpu=seconds["layout"], wall=seconds["layout"], memory=0))

    def typst(self, size: float) -> None:
        """Set the texts of the book by pandoc and typst, where that is installed, in letters of ``size`` pt."""
        folder = self._target()
        folder.mkdir(parents=True, exist_ok=True)
        source, target = folder / "book.typ", folder / "typst.pdf"
        command = typst_command(source, target)
        if command is None:
            return
        program = (
            "import sys; from pathlib import Path; from tests.bench.typst import write_source;"
            "write_source(Path(sys.argv[1]), Path(sys.argv[2]), float(sys.argv[3]))"
        )
        written, _ = self.place.run("-c", program, str(self.book.folder), str(source), str(size))
        made, _ = run(command, folder, os.environ)
        both = Usage(cpu=written.cpu + made.cpu, wall=written.wall + made.wall, memory=max(written.memory, made.memory))
        self._keep(TYPST, both)
        count = "import pikepdf, sys; print(len(pikepdf.open(sys.argv[1]).pages))"
        self.measured.pages["typst"] = int(self.place.run("-c", count, str(target))[1])
        self.measured.sizes["typst"] = target.stat().st_size

    def epub(self, repeats: int) -> None:
        """Make the ebook from a given printing, cold and after a word, and pandoc's from a text with the same words.

        Needs a full store to get the printing from; the ebook is made with a store of its own.
        """
        place, name = self.place, self.book.name
        median, _ = self.book.median_and_longest()
        given, store = place.folder / "text" / name, place.folder / "ebook-store"
        place.run("-m", "tests.bench.single", "reflow", name, str(given))
        pandoc = place.run("-c", "import pypandoc; print(pypandoc.get_pandoc_path())")[1].strip()
        run([pandoc, "book.html", "-t", "markdown", "-o", "book.md"], given, os.environ)
        ours = ("-m", "tests.bench.ebook", name, str(given), str(given / "octavo.epub"))
        theirs = [pandoc, "book.md", "--toc", "--metadata", "title=A Coast", "-o", "pandoc.epub"]
        for turn in range(repeats):
            shutil.rmtree(store, ignore_errors=True)
            self._keep(EPUB, place.run(*ours, store=store)[0])
            Edit(path=median, turn=turn).make()
            self._keep(EPUB_WORD, place.run(*ours, store=store)[0])
            self.book.write()
            self._keep(PANDOC, run(theirs, given, os.environ)[0])

    def load(self) -> None:
        """Load WeasyPrint and do nothing: the unit for a build with nothing to do."""
        self._keep(IMPORT, self.place.run("-c", "import weasyprint")[0])

    def close(self) -> None:
        """Remove the book, what was made of it, and the store."""
        self.place.forget(self.book.name, store=True)
        for each in (self.book.folder, self._target()):
            shutil.rmtree(each, ignore_errors=True)

    def _build(self, state: str) -> int:
        used, pages = self.place.build(self.book.name)
        self.tell(f"{self.book.name}: {pages} pages")
        self._keep(state, used)
        return pages

    def _keep(self, what: str, used: Usage) -> None:
        self.measured.used[what].append(used)
        self.tell(f"{self.book.name}: {what}: {used.cpu:.2f} s CPU, {used.wall:.2f} s wall, {used.memory:.0f} MB")

    def _target(self) -> Path:
        return self.place.folder / "plain" / self.book.name

    def _document(self) -> Path:
        """Return the folder of the book as one document, which is written when it is first wanted."""
        target = self._target()
        if not (target / SHEET).exists():
            self.place.run("-m", "tests.bench.single", "print", self.book.name, str(target))
        return target / SHEET


def _weasyprint(target: str, *options: str) -> Sequence[str]:
    return ("-m", "weasyprint", "--quiet", *options, "book.html", target)
