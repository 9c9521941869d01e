"""What a page draws, with places: runs of text and pictures, read quickly from the drawings of our own files.

A run is what one operator shows: a line, or a part of it that is set in one font. Lengths are in pt from the lower left
corner of the page.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from octavo.pdf.fonts import Font
from octavo.pdf.matrices import IDENTITY, Matrix, as_matrix, times
from octavo.pdf.values import UnreadableError

ARTIFACT = -1
"""Stands for marked content that is an artifact, among the numbers of other marked content."""

LEVEL = 0.01
"""How far, as a part of their size, letters may be turned and still stand level."""

OPERATOR = re.compile(
    rb"^(?:\[(?P<shown>[^\]]*)\] TJ|(?P<text>[-.\d ]+) Tm|<</MCID (?P<mark>\d+)>>\nBDC|(?P<end>EMC)"
    rb"|/(?P<font>\S+ [-.\d]+) Tf|(?P<save>q)|(?P<restore>Q)|(?P<matrix>[-.\d ]+) cm|(?P<bare>B[MD]C)"
    rb"|/(?P<picture>\S+) Do|(?P<scaling>[-.\d]+) Tz|(?P<spacing>[-.\d]+) Tc)$",
    re.MULTILINE,
)
"""The operators that say what is shown, in which font, where, and as which marked content."""

WORDS = tuple(b" %b\n" % word for word in (b"TJ", b"Tf", b"Tm", b"cm", b"Do", b"Tz", b"Tc"))
MARKS = (b"\nBDC\n", b"\nBMC\n", b"\nEMC\n")
NEVER = (b"(", b"Tj", b"BI\n", b" Td\n", b" TD\n", b"T*", b" TL\n", b" Ts\n")
"""What our drawings have only as those operators, and what they never have."""

GLYPHS = re.compile(rb"<([0-9a-f]*)>")
GAPS = re.compile(rb"(?:^|>)\s*(-?[\d.]+)")
ITEM = re.compile(rb"<([0-9a-f]*)>|(-?[\d.]+)")


class Run(NamedTuple):
    """Text that is shown at once: its edges, baseline and size, and the number of its marked content.

    ``mark`` is :data:`ARTIFACT` for artifacts and ``None`` for what is not marked. ``left`` and ``right`` are those of
    what is seen, without space at either end. ``is_level`` says that it reads from left to right along its baseline.
    The places of a run that ``reads_upwards`` are those that it has where the page is turned to read it: along the page
    from below, and a baseline that is as far below 0 as it is from the left edge.
    """

    mark: int | None
    text: str
    left: float
    right: float
    baseline: float
    size: float
    is_level: bool
    reads_upwards: bool = False


class Picture(NamedTuple):
    """A picture or a form: its name among the resources of its page, and the matrix in which it is drawn."""

    name: str
    matrix: Matrix


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawing:
    """What a page draws, in the order of drawing."""

    runs: Sequence[Run] = field(repr=False)
    pictures: Sequence[Picture] = field(repr=False)


def run_of(text: str, edges: tuple[float, float], *, mark: int | None, size: float, matrix: Matrix) -> Run:
    """Return the run of ``text``, which is seen between the ``edges`` in text space; ``matrix`` leads to the page."""
    across, up, _, upright, left, bottom = matrix
    if up > 0 and abs(across) <= LEVEL * up:
        one, other = bottom + edges[0] * up, bottom + edges[1] * up
        return Run(mark, text, min(one, other), max(one, other), -left, size * up, is_level=False, reads_upwards=True)
    one, other = (left + edge * across for edge in edges)
    is_level = across > 0 and upright > 0 and abs(up) <= LEVEL * across
    return Run(mark, text, min(one, other), max(one, other), bottom + edges[0] * up, size * abs(upright), is_level)


def seen_edges(font: Font, placed: Iterable[tuple[int, float, float]]) -> tuple[float, float]:
    """Return where the first glyph that is seen begins and the last ends; ``placed`` are codes with their edges.

    Where all is space, that is where all of it begins and ends.
    """
    glyphs = list(placed)
    seen = [glyph for glyph in glyphs if not font.texts[glyph[0]].isspace()] or glyphs
    return seen[0][1], seen[-1][2]


def read_drawing(drawing: bytes, font_of: Callable[[str], Font]) -> Drawing:
    """Return what a page of ours draws; ``font_of`` finds its fonts by their names.

    Raises :class:`UnreadableError` for a drawing that is not written as ours are.
    """
    drawing = drawing if drawing.endswith(b"\n") else drawing + b"\n"
    operators = list(OPERATOR.finditer(drawing))
    expected = sum(map(drawing.count, WORDS)) + sum(map(drawing.count, MARKS))
    found = sum(operator.lastgroup not in {"save", "restore"} for operator in operators)
    if any(word in drawing for word in NEVER) or expected != found:
        raise UnreadableError("a page is drawn by somebody else")
    reader = _Reader(font_of)
    for operator in operators:
        kind = str(operator.lastgroup)
        reader.read(kind, operator[kind])
    return Drawing(runs=reader.runs, pictures=reader.pictures)


class _Reader:
    """Reads the operators of one drawing."""

    def __init__(self, font_of: Callable[[str], Font]) -> None:
        self.runs: list[Run] = []
        self.pictures: list[Picture] = []
        self._font_of = font_of
        self._font: Font | None = None
        self._size, self._scaling, self._spacing = 0.0, 1.0, 0.0
        self._matrix = self._text = IDENTITY
        self._saved: list[tuple[Matrix, Font | None, float, float, float]] = []
        self._marks: list[int | None] = []

    def read(self, kind: str, written: bytes) -> None:
        """Read one operator with its operands."""
        match kind:
            case "shown":
                self._show(written)
            case "text":
                self._text = as_matrix(written.split())
            case "font":
                name, size = written.split()
                self._font, self._size = self._font_of(name.decode()), float(size)
            case "mark":
                self._marks.append(int(written))
            case "bare":
                self._marks.append(ARTIFACT)
            case "end":
                if self._marks:
                    self._marks.pop()
            case "save":
                self._saved.append((self._matrix, self._font, self._size, self._scaling, self._spacing))
            case "restore":
                if self._saved:
                    self._matrix, self._font, self._size, self._scaling, self._spacing = self._saved.pop()
            case "matrix":
                self._matrix = times(as_matrix(written.split()), self._matrix)
            case "picture":
                self.pictures.append(Picture(written.decode(), self._matrix))
            case "scaling":
                self._scaling = float(written) / 100
            case _:
                self._spacing = float(written)

    def _show(self, shown: bytes) -> None:
        if self._font is None:
            raise UnreadableError("a text has no font")
        codes = bytes.fromhex(b"".join(GLYPHS.findall(shown)).decode())
        known = self._font.codes(codes)
        if not known:
            return
        text = self._font.text(codes)
        gaps = sum(map(float, GAPS.findall(shown)))
        width = sum(map(self._font.width, known)) - gaps
        advance = (width / 1000 * self._size + len(known) * self._spacing) * self._scaling
        # Most runs begin and end with a glyph that is seen.
        is_bare = not (text[:1].isspace() or text[-1:].isspace()) and shown[:1] + shown[-1:] == b"<>"
        edges = (0.0, advance) if is_bare else seen_edges(self._font, self._placed(self._font, shown))
        matrix = times(self._text, self._matrix)
        self.runs.append(run_of(text, edges, mark=self._mark(), size=self._size, matrix=matrix))
        self._text = times((1, 0, 0, 1, advance, 0), self._text)

    def _placed(self, font: Font, shown: bytes) -> Iterator[tuple[int, float, float]]:
        """Yield each code, and where its glyph begins and ends in text space."""
        unit, place = self._size / 1000, 0.0
        for codes, gap in ITEM.findall(shown):
            if gap:
                place -= float(gap) * unit * self._scaling
            for code in font.codes(bytes.fromhex(codes.decode())):
                end = place + font.width(code) * unit * self._scaling
                yield code, place, end
                place = end + self._spacing * self._scaling

    def _mark(self) -> int | None:
        if not self._marks:
            return None
        return ARTIFACT if ARTIFACT in self._marks else self._marks[-1]


def runs_by_mark(runs: Iterable[Run]) -> dict[int, list[Run]]:
    """Return runs by the number of their marked content; those of artifacts and what is not marked are left out."""
    found: dict[int, list[Run]] = {}
    for run in runs:
        if run.mark is not None and run.mark != ARTIFACT:
            found.setdefault(run.mark, []).append(run)
    return found
