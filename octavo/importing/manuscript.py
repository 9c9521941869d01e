"""The values of an import: what was read from a source, in pandoc's document type, and what could not be kept."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from octavo.pandoc import Element


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Loss:
    """Something of the source that is not in the book as it was: ``place`` in words, and what became of it."""

    place: str
    what: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SourcePerson:
    """Somebody behind a book: ``role`` is a word of book.yaml, such as *author*."""

    name: str
    role: str = "author"
    sort: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceMetadata:
    """What a source says about itself; what it does not say is empty."""

    title: str = ""
    subtitle: str = ""
    people: tuple[SourcePerson, ...] = ()
    language: str = ""
    identifiers: Mapping[str, str] = field(default_factory=dict)
    publisher: str = ""
    rights: str = ""
    date: str = ""
    description: str = ""
    subjects: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceDocument:
    """A file of the source: its blocks in pandoc's document type.

    ``path`` is its name, before the ids of its places (``path#id``); it is empty where the source is one file.
    ``kind`` is what it is, if that is known: a word of :mod:`octavo.importing.matter`. ``label`` is its title where its
    text has none. ``part`` is the title of the part of the book that begins with it. ``matter`` is the
    kind of all its texts that are of no other. ``is_text`` says that it is a text of its own, whatever headings it has,
    and ``is_section`` that it belongs to the text before it, its headings ``level`` steps lower.
    """

    path: str
    blocks: tuple[Element, ...]
    kind: str = ""
    label: str = ""
    part: str = ""
    matter: str = ""
    level: int = 0
    is_text: bool = False
    is_section: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """What a reader meets in a source or in a book, counted from its own files."""

    words: Counter[str] = field(default_factory=Counter)
    notes: int = 0
    pictures: int = 0
    tables: int = 0
    links_in: int = 0
    links_out: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceManuscript:
    """All that was read from a source.

    ``media`` are the bytes of pictures by the names that the documents use. ``works`` are files of cited works by the
    names that a book's folder gives them. ``replaced`` are words that the book will have anew or is not to have, by
    the reason, and ``links_of_contents`` the links of a list that it will have anew. ``part_level`` is
    the level of the headings that begin parts, if the source says so. ``counts`` is what the source has,
    counted from its own files, and ``is_counted_apart`` whether that was done without pandoc.
    """

    documents: tuple[SourceDocument, ...]
    metadata: SourceMetadata
    media: Mapping[str, bytes] = field(default_factory=dict)
    works: Mapping[str, bytes] = field(default_factory=dict)
    cover: str = ""
    losses: tuple[Loss, ...] = ()
    replaced: Mapping[str, Counter[str]] = field(default_factory=dict)
    links_of_contents: int = 0
    part_level: int = 0
    counts: Counts
    is_counted_apart: bool = True
