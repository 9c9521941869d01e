"""The folder of a book as a place on the web: a page that offers every file, and catalogues for programs.

``index.html`` holds no script and asks nothing of the net. Nothing is laid out for it: it is made last, of the files
that all other products gave.
"""

import hashlib
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from urllib.parse import parse_qsl, urlsplit, urlunsplit

from markupsafe import Markup

from octavo.model.book import Book, Entry
from octavo.model.diagnostics import Diagnostic
from octavo.model.editions import Release
from octavo.model.look import Variant
from octavo.model.output import Artefact, Format, FormatInput, Preview
from octavo.model.prose import Paragraph
from octavo.model.query import plain
from octavo.model.records import BookSettings
from octavo.model.selection import Whole
from octavo.package.catalogues import (
    ATOM,
    ATOM_FILE,
    OPDS,
    OPDS_FILE,
    CoverImage,
    Feed,
    atom,
    derived_id,
    entry_of,
    latest,
    opds,
    people_behind,
    publication,
)
from octavo.package.offers import SheetOffer, archives, for_the_public, sheets, shelves
from octavo.package.opf import identifier
from octavo.package.section_files import address
from octavo.package.web_pages import HOME, HTML, MAIL, SITE, edition_line, fill, on_the_web, report_address, rules

COVER, SMALL_COVER = "cover.jpg", "cover-small.jpg"
SMALL = 480
"""Pixels that the small picture of the cover is wide: twice what it is shown at, for dense screens."""

BEHIND = ("offers-records", "offers-other")
"""What is offered behind the sheets for the class."""

DOWNLOADED = (".docx", ".epub", ".pdf", ".zip")
"""How the names of files end that people keep."""

SHEET_WIDTH = 240
"""Pixels that the picture of a sheet is wide."""


def make(given: FormatInput) -> tuple[tuple[Artefact | Preview, ...], tuple[Diagnostic, ...]]:
    """Return the page, the catalogues and the pictures that they show."""
    given = replace(given, files=for_the_public(given.book, given.files))
    if given.cover is None or given.printing is None:
        raise ValueError(given)
    pages, book = given.printing.page_map.count, given.book
    others = [file for _, file in given.files]
    by_chapter = sheets(book, given.files)
    pictures = [*_pictures(given.cover, others), *_sheet_pictures(by_chapter)]
    readable = [file for product, file in given.files if isinstance(product.selection, Whole) and _is_book(file, book)]
    settings = book.settings
    titles = {
        file.name: book.language.words[f"offer-{product.look.variant}"]
        for product, file in given.files
        if product.format == "pdf" and product.look.variant is not Variant.STANDARD
    }
    covers = _covers(given.cover)
    home = on_the_web(settings, "") or HOME
    feed = Feed(
        id=derived_id(f"{identifier(book)}:feed"),
        title=settings.title,
        own=on_the_web(settings, ATOM_FILE) or ATOM_FILE,
        home=home,
        authors=tuple(people_behind(book)),
        language=settings.language,
    )
    own = on_the_web(settings, OPDS_FILE) or OPDS_FILE
    page = Artefact(name=HOME, media_type=HTML, content=_page(given, by_chapter, covers[-1]))
    return (
        page,
        opds(settings.title, own, home, [publication(book, readable, covers, pages, titles)]),
        atom(feed, [entry_of(book, readable)]),
        latest(book, home),
        *pictures,
    ), ()


FORMAT = Format(name=SITE, needs=frozenset({"printing", "cover", "all-files"}), make=make)


def _is_book(file: Artefact, book: Book) -> bool:
    """Whether a file is the book itself: the ebook, the PDF of any variant, or the first page of the HTML edition."""
    variants = {f"{book.folder}-{variant}.pdf" for variant in Variant}
    return file.name in {f"{book.folder}.epub", f"{book.folder}.pdf", f"html/{HOME}", *variants}


def _covers(cover: bytes) -> tuple[CoverImage, CoverImage]:
    """Return the pictures of the cover, the small one last."""
    from PIL import Image

    with Image.open(io.BytesIO(cover)) as opened:
        width, height = opened.size
    small = CoverImage(href=SMALL_COVER, width=SMALL, height=round(height * SMALL / width))
    return CoverImage(href=COVER, width=width, height=height), small


def _pictures(cover: bytes, others: list[Artefact]) -> Iterator[Artefact | Preview]:
    """Yield the pictures of the cover; the large one only where no ebook has brought it."""
    if all(file.name != COVER for file in others):
        yield Artefact(name=COVER, media_type="image/jpeg", content=cover)
    yield Preview(name=SMALL_COVER, content=cover, width=SMALL)


def _sheet_pictures(by_chapter: tuple[tuple[str, tuple[SheetOffer, ...]], ...]) -> Iterator[Preview]:
    for _, offered in by_chapter:
        yield from (Preview(name=preview_of(each), content=each.file.content, width=SHEET_WIDTH) for each in offered)


def preview_of(sheet: SheetOffer) -> str:
    """Return the name of the picture of a sheet."""
    return f"{sheet.file.name.removesuffix('.pdf')}.jpg"


def _page(given: FormatInput, by_chapter: tuple[tuple[str, tuple[SheetOffer, ...]], ...], cover: CoverImage) -> bytes:
    """Return the page that offers everything."""
    book, settings = given.book, given.book.settings
    pages = given.printing.page_map.count if given.printing else 0
    return fill(
        "site.html.j2",
        language=book.language,
        words=book.language.words,
        start="main",
        title=settings.title,
        description=settings.description,
        canonical=on_the_web(settings, ""),
        style=Markup(rules("site.css")),  # noqa: S704 - it is our own file
        settings=settings,
        people=_people(book),
        cover=cover,
        version=edition_line(book, with_digest=True),
        shelves=shelves(book, given.files, pages),
        behind=BEHIND,
        archives=archives(book, given.files),
        sheets=[(unit, [(sheet, address(preview_of(sheet))) for sheet in offered]) for unit, offered in by_chapter],
        corrected=[(group.title, list(map(_correction, group.entries))) for group in book.corrected],
        checksums=[(file.name, hashlib.sha256(file.content).hexdigest()) for _, file in _downloads(given)],
        earlier=[(_named(release, book), list(_sums(release))) for release in book.earlier],
        report=_report(settings),
        catalogues=((ATOM_FILE, ATOM, "feed"), (OPDS_FILE, OPDS, "opds")),
    )


def _downloads(given: FormatInput) -> Iterator[tuple[object, Artefact]]:
    """Yield the files that people take home: not the pages of an HTML edition and what belongs to them."""
    return ((product, file) for product, file in given.files if product.format != "html" and file.name != COVER)


def _correction(entry: Entry) -> Mapping[str, str]:
    """Return what the page says of a correction: where it is, what stood there and stands there now, and why."""
    words = {
        name: " ".join(plain(block.children) for block in blocks if isinstance(block, Paragraph))
        for name, blocks in entry.parts.items()
    }
    return {"place": "", "reason": "", "now": "", "reporter": "", **entry.values, **words}


def _named(release: Release, book: Book) -> str:
    return f"{book.language.words['version']} {release.version} ({release.date})"


def _sums(release: Release) -> Iterator[tuple[str, str]]:
    """Yield the names and checksums of what people took home of a release, so that they can prove their copies."""
    for name, checksum in release.files.items():
        if not name.startswith("html/") and name.endswith(DOWNLOADED):
            yield name, checksum


def _people(book: Book) -> list[tuple[str, str]]:
    """Return the people behind the book by what they did, in the words of the title page."""
    words = book.language.words
    found: dict[str, list[str]] = {}
    for person in book.settings.contributors:
        found.setdefault(person.role, []).append(person.name)
    return [("" if role == "author" else words[f"by-{role}"], ", ".join(names)) for role, names in found.items()]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Report:
    """How errors are reported: in words to whom, by mail, or with a form whose ``fields`` go to the ``address``."""

    contact: str
    address: str
    fields: tuple[tuple[str, str], ...] = ()

    @property
    def is_mail(self) -> bool:
        """Whether it goes by mail."""
        return self.address.startswith(MAIL)


def _report(settings: BookSettings) -> _Report:
    contact, address = settings.publisher.contact if settings.publisher else "", report_address(settings)
    if not address or address.startswith(MAIL):
        return _Report(contact=contact, address=address)
    # A form puts its own fields in the place of the query of an address.
    parts = urlsplit(address)
    bare = urlunsplit(parts._replace(query=""))
    return _Report(contact=contact, address=bare, fields=tuple(parse_qsl(parts.query)))
