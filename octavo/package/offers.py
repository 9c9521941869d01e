"""What a book offers to its readers: the files of all its products, in the order in which people look for them."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal, TypeAlias

from octavo.model.book import Book
from octavo.model.handouts import Audience
from octavo.model.look import Variant
from octavo.model.output import Artefact
from octavo.model.product import Product
from octavo.model.prose import Heading
from octavo.model.query import every_block, plain
from octavo.model.selection import SelectedBlocks, SelectedChapters, SelectedHeadings, SelectedPart, SelectedSheet
from octavo.package.handout_collection import COLLECTIONS
from octavo.package.section_files import address

KILOBYTE, MEGABYTE = 1_000, 1_000_000

NAMES: Mapping[str, str] = {
    "application/epub+zip": "EPUB",
    "application/json": "JSON",
    "application/marc": "MARC",
    "application/marcxml+xml": "XML",
    "application/pdf": "PDF",
    "application/xml": "XML",
    "text/html": "HTML",
    "text/plain": "TXT",
}
"""What people call a media type."""

RECORDS: Mapping[str, str] = {
    "-onix.xml": "ONIX for Books 3.1",
    "-marc.xml": "MARC 21, MARCXML",
    ".mrc": "MARC 21, ISO 2709",
}
"""What people call a record, by the end of its file's name."""

PAPERS: Mapping[str, str] = {"a4": "A4", "letter": "Letter", "a3": "A3", "tabloid": "Tabloid", "legal": "Legal"}
"""What people call a paper."""

ARCHIVES: Mapping[str, Audience] = {each.name: audience for audience, each in COLLECTIONS.items()}
"""Whom an archive of sheets is for, by the word of its format."""

File: TypeAlias = tuple[Product, Artefact]
Shelf: TypeAlias = Literal["offers", "offers-accessible", "offers-booklets", "offers-records", "offers-other"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """A file that readers can have: what it is called, where it lies, and in few words what kind of file it is."""

    title: str
    href: str
    facts: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetOffer:
    """A sheet for the class on all its papers; ``file`` is the PDF that a picture of it is made from."""

    id: str
    title: str
    offers: tuple[Offer, ...]
    file: Artefact


def shelves(book: Book, files: Iterable[File], pages: int) -> tuple[tuple[str, tuple[Offer, ...]], ...]:
    """Return the files, by the words of what they are for, in the order in which they are offered.

    Sheets for the class are not among them, nor are files that belong to others, such as the pages of an HTML edition
    but the first. ``pages`` is the number of pages of the printed book.
    """
    found: dict[Shelf, list[Offer]] = {
        "offers": [],
        "offers-accessible": [],
        "offers-booklets": [],
        "offers-records": [],
        "offers-other": [],
    }
    given = list(files)
    # Files of one product stay together, in the order of products.
    places = {(product.format, product.name): place for place, (product, _) in reversed([*enumerate(given)])}
    order = {"html": 0, "epub": 1, "pdf": 2}

    def rank(each: File) -> tuple[int, int]:
        return order.get(each[0].format, len(order)), places[each[0].format, each[0].name]

    for product, file in sorted(given, key=rank):
        if (place := _place(book, product, file, pages)) is not None:
            shelf, offer = place
            found[shelf].append(offer)
    return tuple((word, tuple(offers)) for word, offers in found.items() if offers)


def for_the_public(book: Book, files: Iterable[File]) -> tuple[File, ...]:
    """Return the files that the page of the book may offer: those with answers only where book.yaml says so."""
    return tuple(file for file in files if book.settings.offer_answers or not _has_answers(file[0]))


def _has_answers(product: Product) -> bool:
    """Whether a file is a sheet for teachers, or the archive of these."""
    if isinstance(product.selection, SelectedSheet):
        return product.selection.audience == "teacher"
    return ARCHIVES.get(product.format) == "teacher"


def sheets(book: Book, files: Iterable[File]) -> tuple[tuple[str, tuple[SheetOffer, ...]], ...]:
    """Return the sheets for the class by the titles of the chapters that they belong to."""
    chapters = {name: plain(section.title) for section in book.sections for name in (section.id, section.number)}
    for section in book.sections:
        chapters |= dict.fromkeys((block.id for block in every_block(section.blocks) if block.id), plain(section.title))
    by_sheet: dict[str, list[File]] = {}
    for product, file in files:
        if isinstance(product.selection, SelectedSheet):
            by_sheet.setdefault(product.selection.sheet.id, []).append((product, file))
    found: dict[str, list[SheetOffer]] = {}
    for of_sheet in by_sheet.values():
        unit, offered = _sheet(book, of_sheet, chapters)
        found.setdefault(unit, []).append(offered)
    return tuple((unit, tuple(offered)) for unit, offered in found.items())


def archives(book: Book, files: Iterable[File]) -> tuple[Offer, ...]:
    """Return the archives in which all sheets for the class lie, called by those whom they are for."""
    words = book.language.words
    titles: Mapping[Audience, str] = {
        "pupil": words["sheets"],
        "teacher": words["offer-teacher"].format(paper=words["sheets"]),
    }
    return tuple(
        _offer(book, file, titles[ARCHIVES[product.format]]) for product, file in files if product.format in ARCHIVES
    )


def size(count: int, mark: str) -> str:
    """Return a number of bytes as people read it; ``mark`` stands before decimals."""
    if count < MEGABYTE:
        return f"{max(1, round(count / KILOBYTE))}\N{NO-BREAK SPACE}kB"
    return f"{count / MEGABYTE:.1f}\N{NO-BREAK SPACE}MB".replace(".", mark)


def _place(book: Book, product: Product, file: Artefact, pages: int) -> tuple[Shelf, Offer] | None:
    """Return where a file is offered, and how; ``None`` for one that is not."""
    words, variant = book.language.words, product.look.variant
    name = product.format
    match name:
        case "html":
            if not file.name.endswith("/index.html") or file.name.count("/") != 1:
                return None
            return "offers", Offer(title=words["offer-html"], href=address(file.name), note=words["offer-html-note"])
        case "epub" if file.media_type.startswith("image/"):
            return None
        case "epub" | "pdf" if variant is Variant.STANDARD:
            count = (_count(words, pages),) if name == "pdf" and pages else ()
            return "offers", _offer(book, file, words[f"offer-{name}"], words[f"offer-{name}-note"], count)
        case "pdf":
            return "offers-accessible", _offer(book, file, words[f"offer-{variant}"])
        case "booklet":
            is_sheets = file.name == f"{product.name}.pdf" and product.imposition is not None
            sheet = PAPERS.get(product.imposition.sheet, product.imposition.sheet) if product.imposition else ""
            booklet = f"{words['offer-booklet'].format(sheet=sheet)}{_of_what(book, product)}"
            title = booklet if is_sheets else f"{booklet}: {words['offer-instructions']}"
            return "offers-booklets", _offer(book, file, title)
        case "records":
            title = next((title for end, title in RECORDS.items() if file.name.endswith(end)), file.name)
            return "offers-records", _offer(book, file, title)
        case _ if isinstance(product.selection, SelectedSheet) or name in ARCHIVES:
            return None
        case _:
            return "offers-other", _offer(book, file, file.name)


def _of_what(book: Book, product: Product) -> str:
    """Return, in brackets, which pieces and which accessible edition of the book a booklet holds, if not it all."""
    match product.selection:
        case SelectedPart(part=part):
            names: Sequence[str] = (part,)
        case SelectedChapters(chapters=names) | SelectedHeadings(headings=names) | SelectedBlocks(blocks=names):
            pass
        case _:
            names = ()
    titles = {section.id: plain(section.title) for section in book.sections}
    for section in book.sections:
        headings = (block for block in every_block(section.blocks) if isinstance(block, Heading) and block.id)
        titles |= {heading.id: plain(heading.children) for heading in headings}
    variant = product.look.variant
    edition = () if variant is Variant.STANDARD else (book.language.words[f"offer-{variant}"],)
    facts = ", ".join((*(titles.get(name, name) for name in names), *edition))
    return f" ({facts})" if facts else ""


def _offer(book: Book, file: Artefact, title: str, note: str = "", counts: Sequence[str] = ()) -> Offer:
    kind = NAMES.get(file.media_type, file.name.rpartition(".")[2].upper())
    facts = (*(() if kind in title else (kind,)), *counts, size(len(file.content), book.language.words["decimal-mark"]))
    return Offer(title=title, href=address(file.name), facts=", ".join(facts), note=note)


def _count(words: Mapping[str, str], pages: int) -> str:
    return words["count-page" if pages == 1 else "count-pages"].format(count=pages)


def _sheet(book: Book, files: Sequence[File], chapters: Mapping[str, str]) -> tuple[str, SheetOffer]:
    """Return the unit that a sheet belongs to, and the sheet."""
    first = files[0][0].selection
    if not isinstance(first, SelectedSheet):
        raise TypeError(first)
    named = (name.partition("/")[0] for name in first.sheet.content)
    known = (chapters[name] for name in named if name in chapters)
    offered = SheetOffer(
        id=first.sheet.id, title=first.sheet.title, offers=tuple(_papers(book, files)), file=files[0][1]
    )
    return first.sheet.unit or next(known, ""), offered


def _papers(book: Book, files: Iterable[File]) -> Iterator[Offer]:
    """Yield the files of a sheet, called by their papers and whom they are for, then others by their kinds."""
    for product, file in sorted(files, key=lambda each: NAMES.get(each[1].media_type) != "PDF"):
        paper = PAPERS.get(product.look.paper, product.look.paper)
        if NAMES.get(file.media_type) != "PDF":
            offer = _offer(book, file, "")
            kind, _, facts = offer.facts.partition(", ")
            yield replace(offer, title=kind, facts=facts)
            continue
        if product.look.variant is not Variant.STANDARD:
            paper = f"{paper}, {book.language.words[f'offer-{product.look.variant}']}"
        is_teachers = isinstance(product.selection, SelectedSheet) and product.selection.audience == "teacher"
        title = book.language.words["offer-teacher"].format(paper=paper) if is_teachers else paper
        yield _offer(book, file, title)
