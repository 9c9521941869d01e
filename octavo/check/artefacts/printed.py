"""What a PDF says, as far as the checks of finished files ask: the same values whichever way the file was read."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple


class Piece(NamedTuple):
    """A run of text that is never longer than a line.

    ``page`` counts from 1. ``roles`` are the structure types around it, from the document inwards, and ``titles`` the
    titles of the same elements; ``role`` and ``title`` are those of the innermost. ``baseline`` is its height on the
    page in the units of the page's content; the next piece of a paragraph has another where a line ended in between.
    A piece that ends with U+2010 (HYPHEN) ends with a hyphen that the layout set, as manuscripts have U+002D.
    """

    page: int
    roles: tuple[str, ...]
    titles: tuple[str, ...]
    text: str
    baseline: float

    @property
    def role(self) -> str:
        """The structure type of the element that holds the text itself."""
        return self.roles[-1]

    @property
    def title(self) -> str:
        """The title of the element that holds the text itself; empty where it has none."""
        return self.titles[-1]


class Run(NamedTuple):
    """Text that must read as in the ebook, without space: its page, and whether it is that of a note."""

    page: int
    is_note: bool
    text: str


class Reference(NamedTuple):
    """A printed page number: the anchor that it is about, and what is printed."""

    target: str
    number: str


class Font(NamedTuple):
    """A font of the file: its name, and the family that it says it is of, which may be empty."""

    name: str
    family: str
    is_embedded: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Printed:
    """What a PDF says.

    Pages count from 1; ``count`` is how many there are and ``places`` are those of the named destinations. ``runs`` are
    in the order of reading. ``parts`` tells of each thing that readers and their tools need whether it is there.
    """

    count: int
    places: Mapping[str, int] = field(repr=False)
    runs: Sequence[Run] = field(repr=False)
    references: Sequence[Reference] = field(repr=False)
    fonts: Sequence[Font]
    parts: Mapping[str, bool]
