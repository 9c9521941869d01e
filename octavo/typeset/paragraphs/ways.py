"""What the search for line ends is given and what it finds. All widths are in CSS pixels."""

from dataclasses import dataclass, field
from typing import NamedTuple, TypeAlias

Place: TypeAlias = tuple[float, float, float, bool]
"""A place where a line may end: the width of all before it, hyphen included; the spaces before it (a place between
ideographs is a part of one); the price of breaking there, squared; and whether the line ends with a hyphen."""


class Room(NamedTuple):
    """What a float leaves of a line: ``measure`` px, from ``left`` px to the right of the block's edge on."""

    left: float
    measure: float


class LineStretch(NamedTuple):
    """A paragraph from the character ``first`` on, in lines of ``measure`` px, the first of them indented.

    The first lines stand beside a float, in the ``rooms`` that it leaves them.
    """

    first: int
    measure: float
    indent: float
    rooms: tuple[Room, ...] = ()


@dataclass(slots=True)
class Segment:
    """What a paragraph has between two forced breaks, as arrays over its places to break.

    Place 0 is the beginning, the last one the end. ``starts[a]`` is the width of all before the line that begins at
    ``a`` (the space at which the line before it ended is gone), and ``spaces[a]`` the spaces before it. Where the
    first line has a style of its own, ``opening`` has the places as they are on it: of no end to a place that it lacks.
    """

    starts: list[float] = field(default_factory=list)
    spaces: list[float] = field(default_factory=list)
    places: list[Place] = field(default_factory=list)
    opening: list[Place] = field(default_factory=list)

    def add(self, place: Place, start: float, spaces: float) -> None:
        """Add a place; ``start`` and ``spaces`` are those of the line that begins there."""
        self.places.append(place)
        self.starts.append(start)
        self.spaces.append(spaces)


@dataclass(frozen=True, slots=True, kw_only=True)
class Prices:
    """What is disliked how much; all squared (see :class:`~octavo.model.line_rules.LineRules`).

    ``twice`` is the price of a second hyphen in succession, ``last`` of a hyphen before the last line.
    """

    twice: float
    last: float
    contrast: float
    runt: float


class Measure(NamedTuple):
    """How wide a line is, and by how much its glyphs may be widened or narrowed."""

    width: float
    give: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Fit:
    """The measure and what a line may do to fill it.

    A space is ``stretch`` wider in a line of badness 100, and at most ``shrink`` narrower. ``give`` is by how much the
    glyphs of a line of this measure may be widened or narrowed. A last line shorter than ``runt`` is a runt. Where the
    paragraph ``goes_on``, its last line is as long as the others. The first lines may be ``narrow``.
    """

    measure: float
    stretch: float
    shrink: float
    give: float
    runt: float
    goes_on: bool = False
    narrow: tuple[Measure, ...] = ()

    @property
    def first_measure(self) -> float:
        """How wide the first line is."""
        return self.narrow[0].width if self.narrow else self.measure


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """A way through a segment: the places at which its lines end, its price, and the ratio of its loosest line."""

    breaks: tuple[int, ...]
    price: float
    loosest: float
