"""Judge finished files: the checks that are quick enough for every build.

What is long to read is read by calls, each a function of some bytes of a finished file and of nothing else: so they
can be made side by side, and their results may be kept for as long as those very bytes are in a file.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from posixpath import dirname, relpath
from typing import TypeAlias

from octavo.check.artefacts import epub, pdf_reading
from octavo.check.artefacts.book_reading import book_reading
from octavo.check.artefacts.compact_books import as_one, joined_on_screen, runs
from octavo.check.artefacts.layout_rules import layout_faults
from octavo.check.artefacts.pdf_rules import broken_rules
from octavo.check.artefacts.printed_sections import PrintedSection, printed_sections
from octavo.check.artefacts.reading_rules import (
    ShownSection,
    medium_differences,
    misprints,
    screen_faults,
    shown_sections,
)
from octavo.codec import unpack
from octavo.model.book import Book
from octavo.model.diagnostics import Diagnostic, fault, in_order
from octavo.model.origin import Origin
from octavo.model.output import Artefact, FontFace
from octavo.model.printing import TextArea
from octavo.model.work import Call, Work
from octavo.pdf.objects import own_groups
from octavo.pdf.values import UnreadableError

PDF = "application/pdf"
EPUB = "application/epub+zip"
HTML = "text/html"
READ = frozenset({HTML, "image/svg+xml"})
"""What of an HTML edition is read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Alike:
    """Finished files of one book, which must read as it does. They may be of any kinds, and several of one.

    ``faces`` are the fonts that they may use; ``origins`` the places in the content of their anchors, and ``areas`` the
    text blocks of their pages where these are known.
    """

    book: Book = field(repr=False)
    artefacts: tuple[Artefact, ...]
    faces: tuple[FontFace, ...] = ()
    origins: Mapping[str, Origin] = field(default_factory=dict, repr=False)
    areas: Mapping[int, TextArea] = field(default_factory=dict, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Pdf:
    """A PDF and its groups but the last, which has what it has once; no ``last`` where it is laid out as ours are not.

    ``fonts`` are what the groups are read with.
    """

    artefact: Artefact
    groups: tuple[bytes, ...] = field(default=(), repr=False)
    last: pdf_reading.LastGroup | None = field(default=None, repr=False)
    fonts: bytes = field(default=b"", repr=False)

    def calls(self) -> list[Call]:
        """Return the calls that read it."""
        return [
            Call(
                name=f"{self.artefact.name}, group {number}",
                function=pdf_reading.read_one_group,
                arguments=(group, self.fonts),
            )
            for number, group in enumerate(self.groups, start=1)
        ]

    def reading(self, results: Sequence[bytes]) -> pdf_reading.PdfReading:
        """Return what it says; ``results`` are those of the calls."""
        if self.last:
            try:
                return pdf_reading.join(self.last, results)
            except UnreadableError:
                pass
        return pdf_reading.read_whole(self.artefact.content)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Screen:
    """An ebook or an HTML edition, by its first file, and what it consists of, by name.

    There are documents to be read, and ``None`` for all else.
    """

    artefact: Artefact
    files: Mapping[str, bytes | None] = field(repr=False)

    def calls(self) -> list[Call]:
        """Return the calls that read it."""
        return [
            Call(name=f"{self.artefact.name}, {name}", function=epub.read_document, arguments=(content,))
            for name, content in self.files.items()
            if content is not None
        ]

    def documents(self, results: Sequence[bytes]) -> Mapping[str, epub.ScreenDocument]:
        """Return its documents by name; ``results`` are those of the calls."""
        names = (name for name, content in self.files.items() if content is not None)
        return {name: unpack(packed, epub.ScreenDocument) for name, packed in zip(names, results, strict=True)}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Damaged:
    """A file that cannot be opened, and why."""

    artefact: Artefact
    problem: str

    def calls(self) -> list[Call]:
        """Return no call: there is nothing to read."""
        return []


_File: TypeAlias = _Pdf | _Screen | _Damaged


def examine(groups: Sequence[Alike]) -> Work[tuple[Diagnostic, ...]]:
    """Return all that is wrong with finished files, alone and beside those that must be alike.

    Files of other kinds than PDF, EPUB and HTML are not judged.
    """
    opened = [(alike, list(_all_opened(alike.artefacts))) for alike in groups]
    calls = [[file.calls() for file in files] for _, files in opened]
    results = iter((yield [call for of_files in calls for of_file in of_files for call in of_file]))
    found: list[Diagnostic] = []
    for (alike, files), of_files in zip(opened, calls, strict=True):
        read = [(file, list(islice(results, len(of_file)))) for file, of_file in zip(files, of_files, strict=True)]
        found += _faults(alike, read)
    return in_order(found)


def _all_opened(artefacts: Sequence[Artefact]) -> Iterator[_File]:
    yield from (file for artefact in artefacts if (file := _opened(artefact)))
    # Of one folder the first page stands for all.
    pages = {dirname(each.name): each for each in reversed(artefacts) if each.media_type == HTML}
    for folder, first in pages.items():
        inside = {relpath(each.name, folder): each for each in artefacts if each.name.startswith(f"{folder}/")}
        files = {name: each.content if each.media_type in READ else None for name, each in inside.items()}
        yield _Screen(artefact=first, files=files)


def _opened(artefact: Artefact) -> _File | None:
    if artefact.media_type == EPUB:
        try:
            return _Screen(artefact=artefact, files=epub.entries(artefact.content))
        except epub.DamagedEbookError as problem:
            return _Damaged(artefact=artefact, problem=str(problem))
    if artefact.media_type != PDF:
        return None
    try:
        *groups, last = own_groups(artefact.content)
        read = pdf_reading.read_last_group(last)
        return _Pdf(artefact=artefact, groups=tuple(groups), last=read, fonts=pdf_reading.packed_fonts(read))
    except UnreadableError:
        return _Pdf(artefact=artefact)


def _faults(alike: Alike, files: Sequence[tuple[_File, Sequence[bytes]]]) -> Iterator[Diagnostic]:
    """Yield what is wrong with files of one book, each with the results of its calls."""
    book = book_reading(alike.book) if files else ()
    together = runs(alike.book, book) if files else ()
    prints: list[tuple[Origin, Sequence[PrintedSection]]] = []
    screens: list[tuple[Origin, Mapping[str, ShownSection]]] = []
    known: dict[tuple[str, epub.ReadText | None], ShownSection] = {}
    for file, results in files:
        place = Origin(file.artefact.name)
        if isinstance(file, _Damaged):
            yield fault("OC715", place, problem=file.problem)
        elif isinstance(file, _Pdf):
            try:
                pdf = file.reading(results)
            except UnreadableError as problem:
                yield fault("OC715", place, problem=problem)
                continue
            printed = list(printed_sections(pdf, tuple(map(as_one, together))))
            prints.append((place, printed))
            yield from broken_rules(pdf, alike.faces, alike.origins, place)
            yield from misprints(printed, pdf.shown, place)
            yield from layout_faults(pdf, printed, alike.areas, place)
        else:
            documents = file.documents(results)
            if broken := [f"{name}: {each.problem}" for name, each in documents.items() if each.problem]:
                yield fault("OC715", place, problem="; ".join(broken))
                continue
            read = epub.sections(documents)
            shown = shown_sections(book, read, known)
            yield from epub.dead_addresses(file.files, documents, place)
            yield from screen_faults(shown.values(), place)
            if len(together) < len(book):
                shown = shown_sections(map(as_one, together), dict(joined_on_screen(read, together)), {})
            screens.append((place, shown))
    for place, sections in prints:
        for other, on_screen in screens:
            yield from medium_differences(sections, on_screen, place, other)
