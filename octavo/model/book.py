"""The two values between which a book is made: the ``Publication`` as loaded and the ``Book`` as resolved."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Generic, Literal, TypeAlias, TypeVar

from octavo.model.answers import Answer
from octavo.model.dates import HistoricalDate
from octavo.model.editions import Correction, Release
from octavo.model.handouts import Handouts
from octavo.model.inlines import Inlines
from octavo.model.language import Language
from octavo.model.look import AS_DESIGNED, BookLook
from octavo.model.origin import Origin, Path
from octavo.model.prose import Blocks, Note
from octavo.model.records import BookSettings, Document, Event, FigureRecord, IndexReference, Person, Source, Term

Value_co = TypeVar("Value_co", covariant=True)

MatterPart: TypeAlias = Literal["front", "body", "back"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Record(Generic[Value_co]):
    """A value read from a YAML file: the value, its places, and what its texts and dates mean.

    ``places``, ``prose`` and ``dates`` are keyed by the path inside the record, in the keys of the file
    (``('born', 'date')``, ``('see-also', 0)``): the place of every value and item that the file has, the parsed text of
    every ``MarkdownText`` and the parsed date of every ``Edtf``, with an ``old-style`` beside a ``date`` joined to it.
    """

    value: Value_co
    origin: Origin
    places: Mapping[Path, Origin] = field(default_factory=dict, compare=False, repr=False)
    prose: Mapping[Path, Blocks] = field(default_factory=dict, repr=False)
    dates: Mapping[Path, HistoricalDate] = field(default_factory=dict, repr=False)

    def at(self, *path: str | int) -> Origin:
        """Return the place of the value under ``path``, or of the nearest thing around it that has one."""
        while path:
            if path in self.places:
                return self.places[path]
            path = path[:-1]
        return self.origin


@dataclass(frozen=True, slots=True, kw_only=True)
class TextFile:
    """A text file: its title (the first-level heading), its blocks and its footnotes.

    ``id`` is the file's name without folder, number and suffix (``text/02-revolution.md`` is ``revolution``) unless
    the title carries an ``{#id}``. ``short_title`` (from ``# Title {short="…"}``) is for running heads.
    One that ``is_appendix`` is lettered (A, B) and no chapter.
    A text without a ``has_printed_title`` is a page of its own kind: a dedication, an epigraph, a half-title.
    """

    path: str
    id: str
    title: Inlines
    blocks: Blocks
    notes: tuple[Note, ...] = ()
    short_title: str = ""
    language: str = ""
    is_numbered: bool = True
    is_appendix: bool = False
    has_printed_title: bool = True
    origin: Origin


@dataclass(frozen=True, slots=True, kw_only=True)
class ImageFile:
    """An image that can be shown, with its size as it is shown: a photograph turned as its camera says.

    ``width`` and ``height`` are pixels or, in an SVG, units of its own.
    """

    content: bytes = field(repr=False)
    width: float
    height: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Publication:
    """Everything that a book's folder holds, loaded and valid in itself, not yet joined together.

    ``folder`` is the book's name. ``answers`` are those to the questions of each section, by the section's id, in no
    order that matters. ``handouts`` are the sheets for the class, if it has any, ``corrections`` the ledger of what was
    corrected, and ``releases`` what was released. ``images`` holds the image files by their path in the book's folder.
    ``words`` are those that its spelling list (words.txt) adds to the dictionary of its language.
    ``look`` is in what it differs from its theme. ``digest`` is the SHA-256 (hex) of all content files, names included.
    """

    folder: str
    settings: Record[BookSettings]
    language: Language
    texts: Mapping[str, TextFile]
    people: tuple[Record[Person], ...] = ()
    terms: tuple[Record[Term], ...] = ()
    events: tuple[Record[Event], ...] = ()
    documents: tuple[Record[Document], ...] = ()
    figures: tuple[Record[FigureRecord], ...] = ()
    sources: tuple[Record[Source], ...] = ()
    index: tuple[Record[IndexReference], ...] = ()
    answers: Mapping[str, tuple[Record[Answer], ...]] = field(default_factory=dict)
    handouts: Record[Handouts] | None = None
    corrections: tuple[Record[Correction], ...] = ()
    releases: tuple[Record[Release], ...] = ()
    words: tuple[str, ...] = ()
    citation_style: str = ""
    look: BookLook = AS_DESIGNED
    images: Mapping[str, ImageFile] = field(default_factory=dict, repr=False)
    digest: str = ""

    def without_texts(self) -> "Publication":
        """Return the records, the settings and the language alone: nothing of it is another when a text changes."""
        return replace(self, texts={}, digest="")


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One entry of a made section: a term, a person, a work, an event, an index entry, a line of the contents.

    ``head`` is what it is filed under and ``parts`` its named pieces, which the section's template puts in order.
    ``anchors`` are the places in the book where it occurs: templates turn them into page numbers in print (through
    the :class:`~octavo.model.page_map.PageMap`) and into links on screen. ``target`` is the one place it stands for
    (contents, chronology). ``children`` are sub-entries.
    """

    id: str
    head: Inlines
    parts: Mapping[str, Blocks] = field(default_factory=dict)
    values: Mapping[str, str] = field(default_factory=dict)
    anchors: tuple[str, ...] = ()
    target: str = ""
    children: tuple["Entry", ...] = ()
    origin: Origin


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryGroup:
    """Entries under one head: a letter of the index, a year of the chronology. ``title`` may be empty."""

    title: str
    entries: tuple[Entry, ...]
    id: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """One section of the book in reading order, which is one unit of layout and one file of the ebook.

    ``kind`` names the template that sets it: ``chapter``, ``appendix``, ``text`` (unnumbered), ``page`` (untitled),
    ``part``, ``cover``, ``half-title``, ``title-page``, ``imprint``, ``contents``, ``list-of-figures``,
    ``list-of-tables``, ``chronology``, ``glossary``, ``people``, ``bibliography``, ``endnotes``, ``index``,
    ``colophon``, ``sheet``, …
    ``number`` is the printed number of a chapter or part, the letter of an appendix, and empty elsewhere. ``groups`` is
    the matter of made sections. ``starts_recto`` asks for a right-hand page; every section starts on a new one.
    """

    id: str
    kind: str
    matter: MatterPart
    title: Inlines
    short_title: str = ""
    number: str = ""
    part: str = ""
    blocks: Blocks = ()
    notes: tuple[Note, ...] = ()
    groups: tuple[EntryGroup, ...] = ()
    values: Mapping[str, str] = field(default_factory=dict)
    starts_recto: bool = False
    language: str = ""
    origin: Origin

    def every_entry(self) -> Iterator["Entry"]:
        """Yield all entries of a made section, sub-entries after the one that they belong to."""
        waiting = [entry for group in reversed(self.groups) for entry in reversed(group.entries)]
        while waiting:
            entry = waiting.pop()
            yield entry
            waiting.extend(reversed(entry.children))


@dataclass(frozen=True, slots=True, kw_only=True)
class Book:
    """A publication with everything joined: what renderers turn into pages and screens.

    ``digest`` is the content digest of the publication. ``released`` is the day of release (``YYYY-MM-DD``).
    ``title`` is what its files are called where that is not the title of the settings: a sheet has its own.
    ``images`` are those that its figures show, by their path in the book's folder. ``corrected`` is what was corrected
    since the first release, by version, and ``earlier`` are the releases before this version, the latest first; only a
    whole book has these.
    """

    folder: str
    settings: BookSettings
    language: Language
    sections: tuple[Section, ...]
    digest: str
    released: str
    title: str = ""
    corrected: tuple[EntryGroup, ...] = ()
    earlier: tuple[Release, ...] = ()
    images: Mapping[str, ImageFile] = field(default_factory=dict, repr=False)
