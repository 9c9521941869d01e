"""What is known of a unit once it is laid out: all that pagination, assembly and the faults of layout ask for.

Lengths are in points, from the lower left corner of the page. Pages count from 0, as those of the unit.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import NamedTuple

from octavo.model.printing import Line, PageBreak, TextArea


class Anchor(NamedTuple):
    """An element with an id: the first page on which it stands, and its upper left corner there."""

    name: str
    page: int
    x: float
    y: float


class Bookmark(NamedTuple):
    """A heading for the outline: its level from 1, its words, its page and its place there."""

    level: int
    label: str
    page: int
    x: float
    y: float


class WideTable(NamedTuple):
    """A table that runs out of the text: by how much, and the ids on it and around it, from the inside outwards."""

    excess: float
    identifiers: tuple[str, ...]


class WideWord(NamedTuple):
    """A word that is wider than its line, and the ids around it from the inside outwards."""

    word: str
    identifiers: tuple[str, ...]


class SmallFormula(NamedTuple):
    """A formula that did not fit its line: the size of its letters in pt, and the ids around it, inside outwards."""

    size: float
    identifiers: tuple[str, ...]


class ShorterPage(NamedTuple):
    """A page that ends so many lines early, for the next one to begin as in an earlier printing."""

    page: int
    lines: int


class EngineMessage(NamedTuple):
    """One message of the engine: its words filled in, the words as written in the engine, and what filled them."""

    text: str
    template: str
    values: tuple[str, ...]


class LeftToEngine(NamedTuple):
    """Paragraphs whose lines the engine chose one by one: why, and how many there are."""

    reason: str
    paragraphs: int


class NumberSlot(NamedTuple):
    """A printed page number: the anchor whose page it tells, and how many digits it was laid out with."""

    target: str
    digits: int


@dataclass(frozen=True, slots=True, kw_only=True)
class FaceUse:
    """A face as a unit uses it: ``widths`` (in thousandths of the size) and ``text`` of its glyphs, by their numbers.

    ``key`` is the engine's for the face and ``file`` the SHA-256 (hex) of the font file; the others are what the engine
    knows of the font and needs to write it, under its own names.
    """

    key: str
    name: str
    file: str
    index: int
    font_size: float
    style: int
    family: str
    weight: int
    ascent: int
    descent: int
    tables: tuple[str, ...]
    bitmap: bool
    italic_angle: float
    upem: int
    png: bool
    svg: bool
    colr: bool
    glyph_count: int
    stemv: int
    stemh: int
    flags: int
    variations: Mapping[str, float]
    widths: Mapping[int, float]
    text: Mapping[int, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Faces:
    """The faces that a unit uses."""

    faces: tuple[FaceUse, ...]


def joined_faces(used: Iterable[FaceUse]) -> tuple[FaceUse, ...]:
    """Join what all units say of their faces, in an order of its own; the first unit decides where they differ."""
    joined: dict[str, FaceUse] = {}
    for face in used:
        known = joined.get(face.key, face)
        joined[face.key] = replace(known, widths={**face.widths, **known.widths}, text={**face.text, **known.text})
    return tuple(
        replace(face, widths=dict(sorted(face.widths.items())), text=dict(sorted(face.text.items())))
        for _, face in sorted(joined.items())
    )


class BlockLines(NamedTuple):
    """A block by its id, and its lines; their pages count from 0."""

    block: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitLayout:
    """Where the text of a unit stands, see :mod:`octavo.model.printing`; pages count from 0, as those of the unit.

    A block without an id is what stands in no other: a part of a section that another unit began. ``length`` is how
    many characters the unit has, its notes left out.
    """

    blocks: tuple[BlockLines, ...]
    breaks: tuple[PageBreak, ...]
    length: int


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenElement:
    """A structure element that further units continue: its object, and the objects of the kids it has in this unit."""

    element: int
    kids: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitObjects:
    """The PDF objects of a unit, numbered from 1: how many there are, and which one is what.

    ``tree`` is its branch of the page tree and ``pages`` the pages; ``kids`` are its structure elements below the
    document (or below the element that it continues), ``keys`` how many keys of the parent tree it takes, and
    ``identifiers`` the structure elements that have an id.
    """

    count: int
    tree: int
    keys: int
    pages: tuple[int, ...]
    kids: tuple[int, ...]
    open: OpenElement | None
    identifiers: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitFacts:
    """A unit laid out from one side on.

    ``sizes`` are width and height of its pages and ``areas`` their text blocks, ``bleed`` is what its first one has
    beyond its left, upper, right and lower edge, ``links`` the anchors that it links to, ``continues`` whether it is a
    further part of the section of the unit before it. ``fonts`` are its :class:`Faces` and ``layout`` is its
    :class:`UnitLayout`, both packed (see :mod:`octavo.codec`): nobody looks at them before all is laid out.
    """

    continues: bool
    sizes: tuple[tuple[float, float], ...]
    areas: tuple[TextArea, ...]
    bleed: tuple[float, float, float, float] = (0.0, 0.0, 0.0, 0.0)
    anchors: tuple[Anchor, ...]
    bookmarks: tuple[Bookmark, ...]
    links: tuple[str, ...]
    fonts: bytes
    layout: bytes
    tables: tuple[WideTable, ...]
    words: tuple[WideWord, ...]
    formulas: tuple[SmallFormula, ...]
    shorter: tuple[ShorterPage, ...]
    messages: tuple[EngineMessage, ...]
    left_to_engine: tuple[LeftToEngine, ...]
    slots: tuple[NumberSlot, ...]
    objects: UnitObjects


@dataclass(frozen=True, slots=True, kw_only=True)
class LaidOut:
    """The facts of a unit by the side on which it begins; ``verso`` is missing where it always begins on the right."""

    recto: UnitFacts
    verso: UnitFacts | None

    def on(self, page: int) -> UnitFacts:
        """Return the facts of the unit where its first page is ``page``: left-hand pages have even numbers."""
        return self.recto if page % 2 or self.verso is None else self.verso
