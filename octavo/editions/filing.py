"""How copies of an earlier version are brought to the new one: which sheets come out, which go in (rule C9)."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from octavo.editions.leaf import leaf, listed, ranges, words
from octavo.model.book import Book
from octavo.model.inlines import Text
from octavo.model.leaflet import Leaflet
from octavo.model.prose import Block, Heading, Paragraph, Table
from octavo.model.reprint import STANDING, ComparedPage, PageState, Reprinted

DASH = "\N{EN DASH}"

STATES: Mapping[PageState, str] = {
    "changed": "reprint-changed",
    "reflowed": "reprint-reflowed",
    "moved": "reprint-moved",
    "gone": "reprint-gone-page",
}
"""The words for what became of a page that does not stand."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Filing:
    """The ``files`` of which anything is to be copied anew, from one of two ``versions`` to the other.

    ``pages`` are those of the printings, and ``effective`` those of the book: first and last folio, and the version
    since which they are as they are.
    """

    versions: tuple[str, str]
    files: Sequence[Reprinted]
    pages: Mapping[str, Sequence[ComparedPage]]
    effective: Sequence[tuple[str, str, str]]


def filing_leaflet(name: str, filing: Filing, book: Book) -> Leaflet:
    """Return the leaf with filing instructions and the list of effective pages, to be called ``name``."""
    of_language = book.language.words
    return leaf(name, of_language["reprint"], _blocks(filing, book), book, paper="a5")


def versions_line(versions: tuple[str, str], book: Book) -> Paragraph:
    """Return the line that says which copies are meant, and what they will be: a version or, where empty, the text."""
    line = book.language.words["reprint-versions"].format(
        title=book.settings.title, old=versions[0], new=named_version(versions[1], book)
    )
    return Paragraph(children=words(line), id="reprint-versions", classes=("printing",))


def named_version(version: str, book: Book) -> str:
    """Return the ``version`` as a sentence names it; where it is empty, the present text."""
    of_language = book.language.words
    return of_language["changes-version"].format(version=version) if version else of_language["changes-now"]


def what_to_copy(file: Reprinted, of_language: Mapping[str, str]) -> str:
    """Return which sheets or leaves of a file are to be copied anew, as a sentence."""
    if file.anew and file.total == 1:
        return of_language["reprint-it"]
    if file.is_whole:
        return of_language["reprint-all"].format(count=len(file.anew), total=file.total)
    if not file.anew:
        return of_language["reprint-gone"].format(what=counted(file, file.gone, of_language))
    return of_language["reprint-rest"].format(what=counted(file, file.anew, of_language))


def counted(file: Reprinted, numbers: Sequence[int], of_language: Mapping[str, str]) -> str:
    """Return the numbers of sheets or leaves with the word before them: *sheets 2, 5 and 7–9*."""
    shown = [str(first) if first == last else f"{first}{DASH}{last}" for first, last in ranges(numbers)]
    kind = "sheet" if file.is_imposed else "leaf"
    key = f"reprint-{kind}" if len(numbers) == 1 else "reprint-sheets" if file.is_imposed else "reprint-leaves"
    return of_language[key].format(numbers=listed(shown, of_language["list-pair"]))


def _blocks(filing: Filing, book: Book) -> Iterator[Block]:
    of_language = book.language.words
    yield versions_line(filing.versions, book)
    check = of_language["reprint-check"].format(old=filing.versions[0])
    yield Paragraph(children=words(check), id="reprint-check")
    # What is the same in several files, such as on another paper, is told once.
    alike: dict[tuple[object, ...], list[Reprinted]] = {}
    for file in filing.files:
        alike.setdefault(tuple(_what(file, filing, of_language)), []).append(file)
    for number, files in enumerate(alike.values(), start=1):
        names = ", ".join(f"{each.name}.pdf" for each in files)
        yield from _of_file(names, files[0], filing, f"reprint-{number}", of_language)
    if filing.effective:
        yield Heading(level=2, children=words(of_language["reprint-effective"]), id="reprint-effective")
        yield Table(
            head=(words(of_language["printing-pages"]), words(of_language["version"])),
            rows=tuple(
                (
                    words(first if first == last else f"{first}{DASH}{last}"),
                    words(version or of_language["changes-now"]),
                )
                for first, last, version in filing.effective
            ),
            alignments=("left", "left"),
            id="reprint-effective-pages",
        )


def _what(file: Reprinted, filing: Filing, of_language: Mapping[str, str]) -> Iterator[object]:
    """Yield all that is told of a file, besides its name."""
    yield from (what_to_copy(file, of_language), file.is_stitched, file.is_imposed, file.gone)
    yield from (each.value for row in _rows(file, filing, of_language) for cell in row for each in cell)


def _of_file(names: str, file: Reprinted, filing: Filing, name: str, of_language: Mapping[str, str]) -> Iterator[Block]:
    yield Heading(level=2, children=words(names), id=name)
    yield Paragraph(children=words(what_to_copy(file, of_language)), id=f"{name}-what")
    if file.is_whole or not file.anew:
        return
    key = "booklet" if file.is_stitched else "sheets" if file.is_imposed else "leaves"
    yield Paragraph(children=words(of_language[f"reprint-how-{key}"]), id=f"{name}-how")
    if file.gone:
        gone = of_language["reprint-gone"].format(what=counted(file, file.gone, of_language))
        yield Paragraph(children=words(gone), id=f"{name}-gone")
    yield Table(
        head=tuple(words(of_language[each]) for each in ("reprint-number", "printing-pages", "reprint-why")),
        rows=_rows(file, filing, of_language),
        alignments=("left", "left", "left"),
        id=f"{name}-sheets",
    )


def _rows(file: Reprinted, filing: Filing, of_language: Mapping[str, str]) -> tuple[tuple[tuple[Text, ...], ...], ...]:
    """Return a row for each sheet or leaf to be copied anew: its number, its pages, and why."""
    pages = {page.page: page for page in filing.pages[file.printing]}
    return tuple(
        (
            words(str(number)),
            words(", ".join(pages[page].folio or str(page) for page in file.pages[number] if page)),
            words(_why([pages[page] for page in file.pages[number] if page], of_language)),
        )
        for number in file.anew
    )


def _why(pages: Sequence[ComparedPage], of_language: Mapping[str, str]) -> str:
    """Return why a sheet with these ``pages`` does not stand."""
    return "; ".join(page_reasons(pages, of_language)) or of_language["reprint-arranged"]


def page_reasons(pages: Sequence[ComparedPage], of_language: Mapping[str, str]) -> Iterator[str]:
    """Yield what became of each of ``pages`` that does not stand."""
    for page in sorted(pages, key=lambda each: each.page):
        if page.state not in STANDING:
            reason = of_language[STATES[page.state]].format(was=page.was)
            yield f"{of_language['page']}\N{NO-BREAK SPACE}{page.folio or page.page}: {reason}"
