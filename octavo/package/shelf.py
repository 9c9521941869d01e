"""The catalogue of a shelf of books: a page that leads to each, the same for reading apps, and a feed.

It is made of what the books have published: nothing of them is read or laid out again.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import unquote, urljoin, urlsplit

from markupsafe import Markup

from octavo.model.language import Language
from octavo.model.output import Artefact
from octavo.package.catalogues import (
    ATOM,
    ATOM_FILE,
    OPDS,
    OPDS_FILE,
    OPEN_ACCESS,
    ROLES,
    Enclosure,
    Feed,
    FeedEntry,
    atom,
    derived_id,
    opds,
    version_id,
)
from octavo.package.offers import NAMES, Offer
from octavo.package.section_files import address
from octavo.package.web_pages import HOME, HTML, fill, rules


@dataclass(frozen=True, slots=True, kw_only=True)
class ShelvedBook:
    """A book that lies in the folder of this name.

    ``publication`` is what OPDS says of it, and ``sizes`` are those of its files in bytes, by their names.
    """

    folder: str
    publication: Mapping[str, Any] = field(repr=False)
    version: str
    sizes: Mapping[str, int] = field(repr=False)

    @property
    def metadata(self) -> Mapping[str, Any]:
        """What OPDS says of it."""
        metadata: Mapping[str, Any] = self.publication["metadata"]
        return metadata

    @property
    def home(self) -> str:
        """The address of its page."""
        return f"{address(self.folder)}/{HOME}"

    def moved(self) -> Mapping[str, Any]:
        """Return the publication as it is seen from the folder around that of the book."""
        return {
            **self.publication,
            **{
                key: [{**link, "href": self.seen(link["href"])} for link in self.publication[key]]
                for key in ("links", "images")
            },
        }

    def seen(self, href: str) -> str:
        """Return an address of the book as it is seen from the folder around its own."""
        return href if urlsplit(href).scheme else f"{address(self.folder)}/{href}"


def catalogue(books: Sequence[ShelvedBook], language: Language, title: str, place: str) -> tuple[Artefact, ...]:
    """Return the files of the catalogue ``title`` of at least one book, in ``language``.

    ``place`` is the address on the web of the folder that it lies in; it may be empty.
    """
    base = place if place.endswith("/") or not place else f"{place}/"
    feed = Feed(
        id=derived_id(f"octavo:shelf:{base or title}"),
        title=title,
        own=urljoin(base, ATOM_FILE),
        home=base or HOME,
        authors=tuple(dict.fromkeys(_sender(book) for book in books)),
        language=language.code,
    )
    page = fill(
        "shelf.html.j2",
        language=language,
        words=language.words,
        title=title,
        description="",
        start="main",
        canonical=base,
        style=Markup(rules("site.css")),  # noqa: S704 - it is our own file
        books=[(book, book.moved(), list(_people(book, language.words)), list(_files(book))) for book in books],
        catalogues=((ATOM_FILE, ATOM, "feed"), (OPDS_FILE, OPDS, "opds")),
    )
    return (
        Artefact(name=HOME, media_type=HTML, content=page),
        opds(title, urljoin(base, OPDS_FILE), feed.home, [book.moved() for book in books]),
        atom(feed, [_entry(book, language) for book in books]),
    )


def _entry(book: ShelvedBook, language: Language) -> FeedEntry:
    metadata = book.metadata
    return FeedEntry(
        id=version_id(metadata["identifier"], book.version),
        title=f"{metadata['title']}, {language.words['version']} {book.version}",
        updated=metadata["published"],
        summary=metadata.get("description", ""),
        href=book.home,
        language=metadata["language"],
        files=tuple(
            Enclosure(href=book.seen(link["href"]), media_type=link["type"], length=book.sizes[unquote(link["href"])])
            for link in book.publication["links"]
            if link["rel"] == OPEN_ACCESS
        ),
    )


def _files(book: ShelvedBook) -> Iterator[Offer]:
    """Yield what can be had of a book."""
    for link in book.publication["links"]:
        if link["rel"] == OPEN_ACCESS:
            kind = NAMES.get(link["type"], link["type"])
            title = f"{kind}: {link['title']}" if "title" in link else kind
            yield Offer(title=title, href=book.seen(link["href"]))


def _people(book: ShelvedBook, words: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Yield what the people behind a book did, in words, and their names."""
    for role, key in ROLES.items():
        if names := [person["name"] for person in book.metadata.get(key, ())]:
            yield "" if role == "author" else words[f"by-{role}"], ", ".join(names)


def _sender(book: ShelvedBook) -> str:
    """Return who brings a book out; its title stands for nobody."""
    names: Iterable[str] = (person["name"] for key in ROLES.values() for person in book.metadata.get(key, ()))
    return book.metadata.get("publisher") or next(iter(names), book.metadata["title"])
