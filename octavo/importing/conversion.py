"""What is known while blocks of a source are converted: where it is, what leads where, and what was lost."""

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from octavo.importing.manuscript import Loss
from octavo.importing.roles import Roles
from octavo.importing.words import counted
from octavo.model.inlines import Inlines
from octavo.model.prose import Blocks, Note
from octavo.model.query import plain
from octavo.pandoc import Json

SHOWN = 8
"""How many words show a place."""


@dataclass(slots=True, kw_only=True)
class Conversion:
    """The state of a conversion.

    ``wanted`` are the ids that links of the source lead to; ``ids`` says which id of the book each of them became.
    ``notes`` are the footnotes by their keys, and ``shown_media`` the names of the pictures that are shown.
    """

    roles: Roles
    wanted: frozenset[str] = frozenset()
    works: frozenset[str] = frozenset()
    language: str = ""
    language_here: str = ""
    path: str = ""
    heading: str = ""
    words: str = ""
    ids: dict[str, str] = field(default_factory=dict)
    taken: set[str] = field(default_factory=set)
    waiting: list[str] = field(default_factory=list)
    notes: dict[str, Note] = field(default_factory=dict)
    unfit_media: frozenset[str] = frozenset()
    shown_media: dict[str, None] = field(default_factory=dict)
    media: frozenset[str] = frozenset()
    convert_blocks: Callable[["Conversion", Json], Blocks]
    losses: list[Loss] = field(default_factory=list)
    often: Counter[str] = field(default_factory=Counter)
    replaced: dict[str, Counter[str]] = field(default_factory=dict)
    told: dict[str, str] = field(default_factory=dict)
    links_of_contents: int = 0
    has_index: bool = False
    labelled: frozenset[str] = frozenset()
    levels_down: int = 0
    aliases: Mapping[str, str] = field(default_factory=dict)

    def add_note(self, key: str, blocks: Json) -> None:
        """Convert a footnote, and keep it under ``key``."""
        self.notes[key] = Note(label=key, blocks=())
        # What waits for the next block of the text is not in the note.
        waiting, self.waiting = self.waiting, []
        self.notes[key] = Note(label=key, blocks=self.convert_blocks(self, blocks))
        self.waiting = waiting

    def lost(self, what: str) -> None:
        """Tell of something that cannot be kept at the present place."""
        self.losses.append(Loss(place=self.place, what=what))

    def lost_often(self, what: str) -> None:
        """Tell of something that cannot be kept at many places: once, with their number."""
        self.often[what] += 1

    @property
    def place(self) -> str:
        """The present place in words: file, heading and the words there."""
        pieces = (self.path, self.heading and f"“{self.heading}”", self.words and f"at “{self.words} …”")
        return ", ".join(piece for piece in pieces if piece)

    def stands_at(self, words: Inlines | str) -> None:
        """Take note of the words at which the conversion is."""
        text = words if isinstance(words, str) else plain(words)
        if text.strip():
            self.words = " ".join(text.split()[:SHOWN])

    def shown(self, text: str) -> str:
        """Return ``text`` without pictures among its characters, which no font of a book has; they are told."""
        for sign in dict.fromkeys(_PICTOGRAPHS.findall(text)):
            self.lost(
                f"the sign '{sign}' ({unicodedata.name(sign, 'no name').lower()}), which no font has, was left out"
            )
        # A cross in a box is how a word processor checks it; fonts of books have the box with a check mark.
        return _PICTOGRAPHS_WITH_JOINERS.sub("", text).replace("\N{BALLOT BOX WITH X}", "\N{BALLOT BOX WITH CHECK}")

    def left_out(self, reason: str, text: str) -> None:
        """Take note of words that the book is not to have."""
        self.replaced.setdefault(reason, Counter()).update(counted([text]))

    def leading_here(self, anchors: Iterable[str]) -> tuple[str, ...]:
        """Return those of ``anchors``, and of the ones that wait for a block, that something leads to."""
        leading = [each for each in (*self.waiting, *anchors) if each in self.wanted and each not in self.ids]
        self.waiting.clear()
        return tuple(dict.fromkeys(leading))

    def id_for(self, anchors: Iterable[str], words: str = "") -> str:
        """Return the id of a block at which ``anchors`` stand: empty where nothing leads there."""
        leading = self.leading_here(anchors)
        if not leading:
            return ""
        identity = self.free_id(leading[0].rpartition("#")[2], words)
        self.ids |= dict.fromkeys(leading, identity)
        return identity

    def joined(self, lost: str, kept: str) -> None:
        """Let all that leads to the id ``lost``, which no block has any longer, lead to ``kept``."""
        if lost and lost != kept:
            self.ids |= {anchor: kept for anchor, identity in self.ids.items() if identity == lost}

    def unplaced(self, identity: str) -> None:
        """Let all that leads to ``identity``, which no block came to have, lead to the next block."""
        if identity:
            leading = [anchor for anchor, found in self.ids.items() if found == identity]
            self.waiting.extend(leading)
            self.ids = {anchor: found for anchor, found in self.ids.items() if found != identity}
            self.taken.discard(identity)

    def free_id(self, *candidates: str) -> str:
        """Return an id that nothing has yet, after the first of the ``candidates`` that can be one."""
        stem = next((each for each in map(slug, candidates) if each), "place")
        identity, number = stem, 1
        while identity in self.taken:
            number += 1
            identity = f"{stem}-{number}"
        self.taken.add(identity)
        return identity


def slug(words: str) -> str:
    """Return words as an id: letters of a-z, digits and single hyphens; empty where none is left."""
    bare = unicodedata.normalize("NFKD", words).encode("ascii", "ignore").decode().lower()
    kept = re.sub(r"[^a-z0-9]+", "-", bare).strip("-")
    kept = kept[:LONGEST].rstrip("-")
    return f"n-{kept}" if kept[:1].isdigit() else kept


UNDRAWN = (
    "\u219a-\u21a7\u21a9-\u21cf\u21d4-\u21e6\u21e8-\u21ff\u2300\u2301\u2304-\u230f\u2311-\u2317\u2319-\u231b\u2322-\u2324"
    "\u2327-\u232a\u232c-\u23ff\u2600-\u260f\u2613\u2614\u2616-\u2639\u263d\u263e\u2643-\u265f\u2661\u2662\u2664"
    "\u2667-\u2669\u266c-\u2712\u2715\u2716\u2719-\u2751\u2753-\u275a\u2761-\u2763\u2765-\u27bf\u2b00-\u2bff"
)
"""Arrows, technical signs and pictures that no font of the theme *plain* has, but for the boxes of tasks."""

_PICTOGRAPHS = re.compile(f"[\U0001f000-\U0001fbff{UNDRAWN}]")
_PICTOGRAPHS_WITH_JOINERS = re.compile(f"{_PICTOGRAPHS.pattern}|\ufe0f")

LONGEST = 48
"""Signs of an id that is made of words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Begin:
    """A place in a source where something begins: a document, or a division of a known ``kind``."""

    kind: str = ""
    label: str = ""
    part: str = ""
    matter: str = ""
    is_document: bool = False
    is_text: bool = False
    is_section: bool = False
    path: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """A heading of the source, before it is known whether it is the title of a text."""

    level: int
    words: Inlines
    anchors: tuple[str, ...] = ()
    classes: tuple[str, ...] = ()
    is_unnumbered: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class BookText:
    """A text of the book to be: its title, its blocks and its notes.

    ``kind`` is a word of :mod:`octavo.importing.matter`. A text that is no text of its own right (a part's
    introduction) has no printed title. One that ``is_lettered`` is an appendix whose letter the source counts.
    """

    title: Inlines
    blocks: Blocks
    notes: tuple[Note, ...] = ()
    kind: str = ""
    part: str = ""
    anchors: tuple[str, ...] = ()
    has_title: bool = True
    is_numbered: bool = True
    is_lettered: bool = False
