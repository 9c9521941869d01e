"""Catalogues for programs: OPDS 2.0 for reading apps, Atom for whoever waits for a new version.

Sources: OPDS Catalog 2.0 (drafts.opds.io), the Readium Web Publication Manifest, RFC 4287 (Atom). Addresses are
relative to the file that they stand in, which both allow; those of the catalogues themselves are on the web where a
book has a place there.
"""

import json
import uuid
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from octavo.model.book import Book
from octavo.model.output import Artefact
from octavo.model.records import SubjectCode
from octavo.package.opf import identifier
from octavo.package.section_files import address
from octavo.package.web_pages import HOME, HTML, fill

OPDS, ATOM = "application/opds+json", "application/atom+xml"
OPDS_FILE, ATOM_FILE, LATEST_FILE = "opds.json", "feed.xml", "latest.json"

OPEN_ACCESS = "http://opds-spec.org/acquisition/open-access"
"""Says that a file is free to be had by everybody (OPDS 2.0, section 5.3)."""

BOOKS = frozenset({"application/epub+zip", "application/pdf"})
"""What reading apps open."""

ROLES: Mapping[str, str] = {
    "author": "author",
    "editor": "editor",
    "translator": "translator",
    "illustrator": "illustrator",
    "designer": "contributor",
}
"""The keys of people in the manifest of Readium."""

SCHEMES: Mapping[str, str] = {"bisac": "https://www.bisg.org/#bisac", "thema": "https://ns.editeur.org/thema/"}
"""How the manifest of Readium names the schemes of subjects."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CoverImage:
    """A picture of the cover: its address and its size in px."""

    href: str
    width: int
    height: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Enclosure:
    """A file that an entry of a feed offers: its address, its media type and its size in bytes."""

    href: str
    media_type: str
    length: int


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedEntry:
    """A version of a book in a feed. ``updated`` is its day, ``YYYY-MM-DD``."""

    id: str
    title: str
    updated: str
    summary: str
    href: str
    language: str
    files: tuple[Enclosure, ...] = ()


def publication(
    book: Book, files: Iterable[Artefact], pictures: Iterable[CoverImage], pages: int, titles: Mapping[str, str]
) -> dict[str, object]:
    """Return a book as OPDS has it, with those of its ``files`` that reading apps open; ``pages`` are the printed.

    ``titles`` are what files are called, by their names, where several are of one kind.
    """
    settings = book.settings
    people: dict[str, list[dict[str, str]]] = {}
    for person in settings.contributors:
        named = {"name": person.name, **({"sortAs": person.sort} if person.sort else {})}
        people.setdefault(ROLES[person.role], []).append(named)
    series = settings.series
    metadata: dict[str, object] = {
        "@type": "http://schema.org/Book",
        "identifier": identifier(book),
        "title": settings.title,
        "subtitle": settings.subtitle,
        "language": settings.language,
        "modified": _moment(book.released),
        "published": book.released,
        **people,
        "publisher": settings.publisher.name if settings.publisher else "",
        "description": settings.description,
        "subject": [*settings.subjects, *map(_coded, settings.subject_codes)],
        "numberOfPages": pages,
        "belongsTo": {"series": {"name": series.name, **_position(series.number)}} if series else {},
    }
    return {
        "metadata": {key: value for key, value in metadata.items() if value},
        "links": [{"rel": "alternate", "href": HOME, "type": HTML}, *_acquisitions(files, titles)],
        "images": [
            {"href": each.href, "type": "image/jpeg", "width": each.width, "height": each.height} for each in pictures
        ],
    }


def _acquisitions(files: Iterable[Artefact], titles: Mapping[str, str]) -> Iterator[Mapping[str, str]]:
    """Yield where the book can be had: the files that reading apps open, or else the pages for a browser."""
    given = {file.name: file.media_type for file in files}
    opened = {name: kind for name, kind in given.items() if kind in BOOKS}
    pages = {name: kind for name, kind in given.items() if kind == HTML}
    for name, kind in (opened or pages).items():
        title = {"title": titles[name]} if name in titles else {}
        yield {"rel": OPEN_ACCESS, "href": address(name), "type": kind, **title}


def latest(book: Book, home: str) -> Artefact:
    """Return which version of a ``book`` is the latest, for programs: whoever holds another one holds an older one.

    ``home`` is the address of the page for people. Its name and place stay the same in all versions.
    """
    told = {
        "identifier": identifier(book),
        "title": book.settings.title,
        "version": book.settings.version,
        "released": book.released,
        "page": home,
        "earlier": [{"version": each.version, "released": each.date} for each in book.earlier],
    }
    content = json.dumps(told, ensure_ascii=False, indent=2) + "\n"
    return Artefact(name=LATEST_FILE, media_type="application/json", content=content.encode())


def opds(title: str, own: str, home: str, publications: Iterable[Mapping[str, object]]) -> Artefact:
    """Return the catalogue ``title``, whose address is ``own``; ``home`` is that of the page for people."""
    feed = {
        "metadata": {"title": title},
        "links": [
            {"rel": "self", "href": own, "type": OPDS},
            {"rel": "alternate", "href": home, "type": "text/html"},
        ],
        "publications": list(publications),
    }
    content = json.dumps(feed, ensure_ascii=False, indent=2) + "\n"
    return Artefact(name=OPDS_FILE, media_type=OPDS, content=content.encode())


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """What a feed says of itself; ``own`` is its address, and ``home`` that of the page for people."""

    id: str
    title: str
    own: str
    home: str
    authors: tuple[str, ...]
    language: str


def atom(feed: Feed, entries: Iterable[FeedEntry]) -> Artefact:
    """Return a feed of at least one entry; the newest says when it was updated."""
    newest_first = sorted(entries, key=lambda each: each.updated, reverse=True)
    values = {
        "feed": feed,
        "updated": _moment(newest_first[0].updated),
        "entries": [(each, _moment(each.updated)) for each in newest_first],
    }
    return Artefact(name=ATOM_FILE, media_type=ATOM, content=fill("feed.xml.j2", **values))


def entry_of(book: Book, files: Iterable[Artefact]) -> FeedEntry:
    """Return the present version of a book as an entry of its feed."""
    settings = book.settings
    return FeedEntry(
        id=version_id(identifier(book), settings.version),
        title=f"{settings.title}, {book.language.words['version']} {settings.version}",
        updated=book.released,
        summary=settings.description,
        href=HOME,
        language=settings.language,
        files=tuple(
            Enclosure(href=address(file.name), media_type=file.media_type, length=len(file.content))
            for file in files
            if file.media_type in BOOKS
        ),
    )


def version_id(identifier: str, version: str) -> str:
    """Return the identifier of one version of the book with this ``identifier``."""
    return derived_id(f"{identifier}:{version}")


def derived_id(name: str) -> str:
    """Return the identifier that always comes from this ``name``, as a version 5 UUID."""
    return uuid.uuid5(uuid.NAMESPACE_URL, name).urn


def people_behind(book: Book) -> Iterator[str]:
    """Yield who a feed says is its author: the authors, else all others, else the publisher, else the book itself."""
    settings = book.settings
    authors = [person.name for person in settings.contributors if person.role == "author"]
    others = [person.name for person in settings.contributors]
    yield from authors or others or [settings.publisher.name if settings.publisher else settings.title]


def _moment(day: str) -> str:
    return f"{day}T00:00:00Z"


def _coded(subject: SubjectCode) -> Mapping[str, str]:
    return {"name": subject.label or subject.code, "code": subject.code, "scheme": SCHEMES[subject.scheme]}


def _position(number: str) -> Mapping[str, object]:
    return {"position": int(number)} if number.isdecimal() else {}
