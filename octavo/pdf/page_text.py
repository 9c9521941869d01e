"""The text that the content stream of a page shows, string by string (ISO 32000-1, 9.4)."""

from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from math import hypot
from typing import Any, NamedTuple, TypeAlias

from octavo.pdf.drawn_runs import ARTIFACT, Drawing, DrawnRun, DrawnXObject, run_of, seen_edges
from octavo.pdf.fonts import Font
from octavo.pdf.matrices import IDENTITY, Matrix, as_matrix, times
from octavo.pdf.objects import Dictionary, Objects, entries, resolved
from octavo.pdf.operations import DEEPEST, operations
from octavo.pdf.values import PdfReference, UnreadableError, array, integer, number

OPERATORS = "q Q cm Do BDC BMC EMC BT Tf Tc Tw Tz TL Tm Td TD T* TJ Tj ' \""
"""Those that say what is shown, in which font, where, and as which marked content."""

SPACE = 32
"""The code, in a font of one-byte codes, that is as much wider as ``Tw`` says."""

NUMBERS = frozenset({int, float, Decimal})
"""The types of the numbers in a content stream."""

FontOf: TypeAlias = Callable[[Dictionary, str], Font]
"""Returns the font that resources have under a name."""


class DrawnGlyph(NamedTuple):
    """A glyph: its text, its left and right edge, its baseline and the size of its font, in pt from the lower left."""

    text: str
    left: float
    right: float
    baseline: float
    size: float


class Spacing(NamedTuple):
    """What is added between glyphs and to spaces, in units of text space, and the horizontal scaling, 1 for none."""

    glyphs: float = 0.0
    words: float = 0.0
    scaling: float = 1.0


class Shown(NamedTuple):
    """A string that is shown: the number of its marked content, and how and where it is set.

    ``mark`` is ``None`` for artifacts, for what is not marked and for what stands in a form XObject. ``items`` are its
    codes and, between them, the gaps in thousandths of ``size``; ``codes`` are all of them without the gaps. ``width``
    is how far from its beginning the next string begins, in units of text space, and ``matrix`` leads to the page.
    """

    mark: int | None
    font: Font
    size: float
    spacing: Spacing
    matrix: Matrix
    items: Sequence[bytes | float]
    codes: bytes
    width: float

    @property
    def baseline(self) -> float:
        """The height at which it begins, in pt from below."""
        return self.matrix[5]

    def glyphs(self) -> Iterator[DrawnGlyph]:
        """Yield its glyphs in their places."""
        across, up, _, _, left, bottom = self.matrix
        size = self.size * hypot(across, up)
        for code, start, end in self._placed():
            text = self.font.texts[code]
            yield DrawnGlyph(text, left + start * across, left + end * across, bottom + start * up, size)

    def run(self) -> DrawnRun:
        """Return it as a run."""
        text = self.font.text(self.codes)
        return run_of(text, self._edges(text), mark=self.mark, size=self.size, matrix=self.matrix)

    def _edges(self, text: str) -> tuple[float, float]:
        """Return where the first glyph that is seen begins and the last ends; ``text`` is that of all codes."""
        is_plain = not self.spacing.glyphs and not self.spacing.words and isinstance(self.items[-1], bytes)
        if is_plain and isinstance(self.items[0], bytes) and not (text[:1].isspace() or text[-1:].isspace()):
            # Nine of ten begin and end with a letter, so that nobody need ask where the others stand.
            return 0.0, self.width
        return seen_edges(self.font, self._placed(), self.width)

    def _placed(self) -> Iterator[tuple[int, float, float]]:
        """Yield each code, and where its glyph begins and ends in text space."""
        unit = self.size / 1000 * self.spacing.scaling
        behind = self.spacing.glyphs * self.spacing.scaling
        behind_space = behind + (self.spacing.words * self.spacing.scaling if self.font.code_bytes == 1 else 0.0)
        place = 0.0
        for item in self.items:
            if not isinstance(item, bytes):
                place -= item * unit
                continue
            for code in self.font.codes(item):
                end = place + self.font.width(code) * unit
                yield code, place, end
                place = end + (behind_space if code == SPACE else behind)


class PageText:
    """Reads the content streams of one file; ``is_deep`` says whether form XObjects are read too."""

    def __init__(self, objects: Objects, font_of: FontOf, *, is_deep: bool) -> None:
        """Read streams of ``objects``; ``font_of`` finds their fonts."""
        self._objects = objects
        self._font_of = font_of
        self._is_deep = is_deep

    def shown(self, page: Dictionary) -> Iterator[Shown]:
        """Yield the strings that ``page`` shows, in the order of drawing; raises :class:`UnreadableError`."""
        return (each for each in self._all(page) if isinstance(each, Shown))

    def drawing(self, page: Dictionary) -> Drawing:
        """Return what ``page`` draws; raises :class:`UnreadableError`."""
        drawn = list(self._all(page))
        return Drawing(
            runs=[each.run() for each in drawn if isinstance(each, Shown) and each.codes],
            xobjects=[each for each in drawn if isinstance(each, DrawnXObject)],
        )

    def _all(self, page: Dictionary) -> Iterator[Shown | DrawnXObject]:
        held = page.get("Contents")
        streams = resolved(self._objects, held) if held is not None else []
        parts = streams if isinstance(streams, list) else [held]
        content = b"\n".join(self._objects.content(part) for part in parts if isinstance(part, PdfReference))
        return self._read(content, entries(self._objects, page.get("Resources")), IDENTITY, 0)

    def _read(
        self, content: bytes, resources: Dictionary, matrix: Matrix, depth: int
    ) -> Iterator[Shown | DrawnXObject]:
        state = _State(matrix)
        marks: list[int | None] = []
        for operator, operands in operations(content, OPERATORS):
            match operator:
                case "TJ" | "Tj" | "'" | '"':
                    number = next((each for each in reversed(marks) if each is not None), None)
                    mark = None if depth or ARTIFACT in marks else number
                    yield state.show(operator, operands, mark, self._font_of(resources, state.font))
                case "BDC" | "BMC":
                    marks.append(self._mark(operands, resources))
                case "EMC" if marks:
                    marks.pop()
                case "Do":
                    name = str(operands[0])[1:]
                    yield DrawnXObject(name, state.matrix)
                    if self._is_deep and depth < DEEPEST:
                        yield from self._form(name, resources, state.matrix, depth)
                case _:
                    state.change(operator, operands)

    def _mark(self, operands: Sequence[Any], resources: Dictionary) -> int | None:
        """Return the number of marked content, ``ARTIFACT``, or ``None`` for another mark (14.6)."""
        import pikepdf

        if str(operands[0]) == "/Artifact":
            return ARTIFACT
        properties = operands[1] if len(operands) > 1 else None
        if isinstance(properties, pikepdf.Name):
            named = entries(self._objects, entries(self._objects, resources.get("Properties")).get(str(properties)[1:]))
            return integer(named["MCID"]) if "MCID" in named else None
        return (
            int(properties["/MCID"]) if isinstance(properties, pikepdf.Dictionary) and "/MCID" in properties else None
        )

    def _form(self, name: str, resources: Dictionary, matrix: Matrix, depth: int) -> Iterator[Shown | DrawnXObject]:
        """Yield what the form XObject ``name`` shows (8.10); nothing for an image."""
        held = entries(self._objects, resources.get("XObject")).get(name)
        form = entries(self._objects, held)
        if isinstance(held, PdfReference) and form.get("Subtype") == "Form":
            inner = as_matrix([number(each) for each in array(form.get("Matrix", [*IDENTITY]))])
            own = entries(self._objects, form["Resources"]) if "Resources" in form else resources
            yield from self._read(self._objects.content(held), own, times(inner, matrix), depth + 1)


def _items(array: Any) -> list[bytes | float]:  # noqa: ANN401 -- an array of pikepdf
    """Return the strings and numbers of an array; raises :class:`UnreadableError` for what is none."""
    if not hasattr(array, "unparse"):
        raise UnreadableError(array)
    written = array.unparse()
    if b"(" not in written:
        # Glyphs of two bytes are written so. The objects of pikepdf take three times as long to ask for.
        return [
            bytes.fromhex(item[1:-1].decode()) if item[:1] == b"<" else float(item) for item in written[1:-1].split()
        ]
    return [float(item) if type(item) in NUMBERS else bytes(item) for item in array]


class _State:
    """The graphics state of a content stream, as far as text depends on it."""

    def __init__(self, matrix: Matrix) -> None:
        self.font = ""
        self.matrix = matrix
        self._size = self._leading = 0.0
        self._spacing = Spacing()
        self._line = self._text = IDENTITY
        self._saved: list[tuple[Any, ...]] = []
        self._last: Shown | None = None

    def show(self, operator: str, operands: Sequence[Any], mark: int | None, font: Font) -> Shown:
        """Return the string that ``operator`` shows."""
        if operator == '"':
            self._spacing = self._spacing._replace(words=float(operands[0]), glyphs=float(operands[1]))
        if operator in "'\"":
            self._next_line(0.0, -self._leading)
        if self._last is not None:
            self._text = times((1, 0, 0, 1, self._last.width, 0), self._text)
        items = _items(operands[0]) if operator == "TJ" else [bytes(operands[-1])]
        codes = b"".join([item for item in items if type(item) is bytes])
        width = self._width(font, codes, sum([item for item in items if type(item) is float]))
        matrix = times(self._text, self.matrix)
        self._last = Shown(mark, font, self._size, self._spacing, matrix, items, codes, width)
        return self._last

    def _width(self, font: Font, string: bytes, gaps: float) -> float:
        """Return how wide ``string`` is shown in units of text space, with ``gaps`` in thousandths of the size."""
        codes, spacing = font.codes(string), self._spacing
        widths, default = font.widths, font.default_width
        glyphs = (sum([widths.get(code, default) for code in codes]) - gaps) / 1000 * self._size
        # Only spaces of one byte are as much wider as ``Tw`` says (9.3.3).
        spaces = codes.count(SPACE) if font.code_bytes == 1 else 0
        return (glyphs + len(codes) * spacing.glyphs + spaces * spacing.words) * spacing.scaling

    def change(self, operator: str, operands: Sequence[Any]) -> None:
        """Change the state as ``operator`` says."""
        match operator:
            case "Tf":
                self.font, self._size = str(operands[0])[1:], float(operands[1])
            case "Tm":
                self._begin_line(as_matrix(operands))
            case "BT":
                self._begin_line(IDENTITY)
            case "q":
                self._saved.append((self.matrix, self.font, self._size, self._leading, self._spacing))
            case "Q" if self._saved:
                self.matrix, self.font, self._size, self._leading, self._spacing = self._saved.pop()
            case "cm":
                self.matrix = times(as_matrix(operands), self.matrix)
            case "Td":
                self._next_line(float(operands[0]), float(operands[1]))
            case "TD":
                self._leading = -float(operands[1])
                self._next_line(float(operands[0]), float(operands[1]))
            case "T*":
                self._next_line(0.0, -self._leading)
            case "TL":
                self._leading = float(operands[0])
            case "Tc":
                self._spacing = self._spacing._replace(glyphs=float(operands[0]))
            case "Tw":
                self._spacing = self._spacing._replace(words=float(operands[0]))
            case "Tz":
                self._spacing = self._spacing._replace(scaling=float(operands[0]) / 100)
            case _:
                pass

    def _begin_line(self, line: Matrix) -> None:
        self._line = self._text = line
        self._last = None

    def _next_line(self, right: float, up: float) -> None:
        self._begin_line(times((1, 0, 0, 1, right, up), self._line))
