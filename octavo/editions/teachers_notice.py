"""The notice for teachers: on one page, which sheets to copy anew and why; the rest stands (rule 7 of section 5.3)."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from octavo.editions.errata import errata_of
from octavo.editions.errata_slip import erratum_words
from octavo.editions.filing import page_reasons, versions_line, what_to_copy
from octavo.editions.leaf import leaf, words
from octavo.model.book import Book
from octavo.model.editions import BlockChange
from octavo.model.inlines import Break, Inline, Inlines, Strong, Text
from octavo.model.leaflet import Leaflet
from octavo.model.prose import Block, Paragraph, Table
from octavo.model.reprint import ComparedPage, Reprinted

FEW = 3
"""So many changes of a file are told; the list of changes has all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """The ``files`` of which anything is to be copied anew, from one of two ``versions`` to the other, and why.

    ``pages`` are those of the printings.
    """

    versions: tuple[str, str]
    files: Sequence[Reprinted]
    pages: Mapping[str, Sequence[ComparedPage]]
    changes: Sequence[BlockChange]


def notice_leaflet(name: str, notice: Notice, book: Book) -> Leaflet:
    """Return the notice, to be called ``name``, on A4; and as a page in HTML."""
    title = book.language.words["reprint-notice"]
    return leaf(name, title, _blocks(notice, book), book, paper="a4", page=f"{name}.html")


def _blocks(notice: Notice, book: Book) -> Iterator[Block]:
    of_language = book.language.words
    yield versions_line(notice.versions, book)
    # What is the same on several papers, or in the copies for pupils and teachers, is told once.
    rows: dict[tuple[str, str], list[Reprinted]] = {}
    for file in notice.files:
        rows.setdefault((file.title, what_to_copy(file, of_language)), []).append(file)
    yield Table(
        head=tuple(words(of_language[each]) for each in ("printing-file", "reprint", "reprint-why")),
        rows=tuple(
            (
                (Strong(children=words(title)), Break(), Text(value=", ".join(each.name for each in files))),
                words(what),
                tuple(_why(files[0], notice, of_language)),
            )
            for (title, what), files in rows.items()
        ),
        alignments=("left", "left", "left"),
        id="notice-files",
    )
    yield Paragraph(children=words(of_language["reprint-stands"]), id="notice-rest")


def _why(file: Reprinted, notice: Notice, of_language: Mapping[str, str]) -> Iterator[Inline]:
    """Yield the first changes that a reader of a file sees, each on a line; else what became of its pages."""
    found = list(islice(_reasons(file, notice.changes, of_language), FEW + 1))
    if not found:
        found += (words(each) for each in islice(page_reasons(notice.pages[file.printing], of_language), FEW + 1))
    for place, line in enumerate(found[:FEW]):
        yield from (Break(),) * bool(place)
        yield from line
    if len(found) > FEW:
        yield from (Break(), Text(value="…"))


def _reasons(file: Reprinted, changes: Sequence[BlockChange], of_language: Mapping[str, str]) -> Iterator[Inlines]:
    for change in changes:
        seen = [tuple(erratum_words(each, of_language)) for each in errata_of(change, file.printing)]
        yield from seen
        block = change.new or change.old
        if not seen and block and block.part == "text" and (lines := block.printed.get(file.printing)):
            page = f"{of_language['page']}\N{NO-BREAK SPACE}{lines[0].folio or lines[0].page}"
            yield words(f"{page}: {of_language[f'change-{change.kind}']}")
