"""What a page paints, with its tone: text, lines, areas and pictures (ISO 32000-1, 8.4 to 8.6), from any PDF.

Places are in pt from the lower left corner of the page. A tone is the relative luminance of WCAG 2.2, from 0 (black) to
1 (white); what a pattern or a separation paints has none, and counts as black.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from math import hypot, sqrt
from typing import Any, Literal, NamedTuple, TypeAlias

from octavo.model.contrast import tone_of
from octavo.pdf.matrices import IDENTITY, Matrix, as_matrix, times
from octavo.pdf.objects import Dictionary, Objects, entries, resolved
from octavo.pdf.operations import DEEPEST, operations
from octavo.pdf.values import PdfReference, array, number

OPERATORS = (
    "q Q cm Do w gs rg RG g G k K cs CS sc SC scn SCN re m l c v y h S s f F f* B B* b b* n BT Tm Td TD T* TJ Tj ' \""
)
Kind: TypeAlias = Literal["text", "line", "area", "picture"]
Place: TypeAlias = tuple[float, float, float, float]
"""The left, lower, right and upper edge."""


class PaintedMark(NamedTuple):
    """Something that is painted.

    Of a text only the place at which it begins is known. ``thickness`` is that of a line in pt; a narrow area that is
    filled is a line too. ``resolution`` is how many pixels per inch a picture has, and 0 for all else.
    """

    kind: Kind
    place: Place
    tone: float = 0.0
    thickness: float = 0.0
    resolution: float = 0.0


NARROW = 3.0
"""Pt: a filled area that is narrower is a line."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _State:
    """The graphics state, as far as tones and widths depend on it."""

    matrix: Matrix
    fill: float = 0.0
    stroke: float = 0.0
    width: float = 1.0


def painted_marks(objects: Objects, page: Dictionary) -> Iterator[PaintedMark]:
    """Yield what ``page`` paints, in the order of painting; raises :class:`UnreadableError`."""
    held = page.get("Contents")
    streams = resolved(objects, held) if held is not None else []
    parts = streams if isinstance(streams, list) else [held]
    content = b"\n".join(objects.content(part) for part in parts if isinstance(part, PdfReference))
    resources = entries(objects, page.get("Resources"))
    yield from _Painter(objects, resources, _State(matrix=IDENTITY), 0).marks(content)


@dataclass(slots=True)
class _Painter:
    """Reads one content stream."""

    objects: Objects
    resources: Dictionary
    state: _State
    depth: int
    saved: list[_State] = field(default_factory=list)
    path: list[tuple[float, float]] = field(default_factory=list)
    boxes: list[Place] = field(default_factory=list)
    start: list[tuple[float, float]] = field(default_factory=list)
    text: Matrix = IDENTITY

    def marks(self, content: bytes) -> Iterator[PaintedMark]:
        """Yield what the stream paints."""
        for operator, operands in operations(content, OPERATORS):
            match operator:
                case "TJ" | "Tj" | "'" | '"':
                    x, y = times(self.text, self.state.matrix)[4:]
                    yield PaintedMark("text", (x, y, x, y), self.state.fill)
                case "S" | "s":
                    yield from self._line()
                case "f*" if len(self.boxes) == len(("outer", "inner")):
                    yield from self._frame(*self.boxes)
                    self._forget()
                case "f" | "F" | "f*":
                    yield from self._area()
                case "B" | "B*" | "b" | "b*":
                    # What is drawn around a narrow area makes it wider than it is.
                    areas = [mark for mark in self._area(keeps=True) if mark.kind == "area"]
                    yield from (*areas, *self._line())
                case "n":
                    self._forget()
                case "Do":
                    yield from self._placed(str(operands[0])[1:])
                case _:
                    self._change(operator, operands)

    def _line(self) -> Iterator[PaintedMark]:
        place = _around(self.path)
        self._forget()
        if place:
            a, b, c, d, _, _ = self.state.matrix
            thickness = self.state.width * sqrt(abs(a * d - b * c))
            yield PaintedMark("line", place, self.state.stroke, thickness)

    def _frame(self, one: Place, other: Place) -> Iterator[PaintedMark]:
        """Yield the lines of a border, which is what stands between two boxes (even-odd rule, 8.5.3.3.3)."""
        sides = [round(abs(outer - inner), 3) for outer, inner in zip(one, other, strict=True)]
        widths = [side for side in sides if side]
        if widths:
            place = _around([one[:2], one[2:], other[:2], other[2:]])
            yield PaintedMark("line", place or one, self.state.fill, min(widths))

    def _forget(self) -> None:
        """Begin a new path."""
        self.path, self.boxes, self.start = [], [], []

    def _area(self, *, keeps: bool = False) -> Iterator[PaintedMark]:
        place = _around(self.path)
        if not keeps:
            self._forget()
        if place:
            thickness = min(place[2] - place[0], place[3] - place[1])
            if 0 < thickness < NARROW:
                yield PaintedMark("line", place, self.state.fill, thickness)
            else:
                yield PaintedMark("area", place, self.state.fill)

    def _placed(self, name: str) -> Iterator[PaintedMark]:
        """Yield a picture, or what a form paints."""
        held = entries(self.objects, self.resources.get("XObject")).get(name)
        about = entries(self.objects, held) if not isinstance(held, PdfReference) or held in self.objects else {}
        if about.get("Subtype") == "Image":
            a, b, c, d, x, y = self.state.matrix
            columns = number(resolved(self.objects, about.get("Width")))
            across = hypot(a, b)
            place = _around([(x, y), (x + a + c, y + b + d)])
            if place and across:
                yield PaintedMark("picture", place, resolution=columns / across * 72)
        elif about.get("Subtype") == "Form" and isinstance(held, PdfReference) and self.depth < DEEPEST:
            inner = as_matrix([number(each) for each in array(about.get("Matrix", [*IDENTITY]))])
            own = entries(self.objects, about["Resources"]) if "Resources" in about else self.resources
            state = replace(self.state, matrix=times(inner, self.state.matrix))
            yield from _Painter(self.objects, own, state, self.depth + 1).marks(self.objects.content(held))

    def _change(self, operator: str, operands: Sequence[Any]) -> None:
        values = [float(each) for each in operands if isinstance(each, int | float | Decimal)]
        match operator:
            case "q":
                self.saved.append(self.state)
            case "Q" if self.saved:
                self.state = self.saved.pop()
            case "cm":
                self.state = replace(self.state, matrix=times(as_matrix(operands), self.state.matrix))
            case "w" if values:
                self.state = replace(self.state, width=values[0])
            case "rg" | "g" | "k" | "sc" | "scn" | "cs":
                self.state = replace(self.state, fill=tone_of(values))
            case "RG" | "G" | "K" | "SC" | "SCN" | "CS":
                self.state = replace(self.state, stroke=tone_of(values))
            case "re" if len(values) == len(IDENTITY) - 2:
                x, y, width, height = values
                self._extend([(x, y), (x + width, y + height)])
                if box := _around(self.path[-2:]):
                    self.boxes.append(box)
            case "m" if len(values) > 1:
                # A point to which nothing is drawn is not painted.
                self.start = [(values[0], values[1])]
            case "l" | "c" | "v" | "y":
                self._extend((*self.start, *zip(values[::2], values[1::2], strict=False)))
                self.start = []
            case "BT":
                self.text = IDENTITY
            case "Tm":
                self.text = as_matrix(operands)
            case "Td" | "TD" if len(values) > 1:
                self.text = times((1, 0, 0, 1, values[0], values[1]), self.text)
            case _:
                pass

    def _extend(self, points: Iterable[tuple[float, float]]) -> None:
        a, b, c, d, e, f = self.state.matrix
        self.path += [(a * x + c * y + e, b * x + d * y + f) for x, y in points]


def _around(points: Sequence[tuple[float, float]]) -> Place | None:
    """Return the edges of what has these corners; ``None`` without any."""
    if not points:
        return None
    across, up = [x for x, _ in points], [y for _, y in points]
    return min(across), min(up), max(across), max(up)
