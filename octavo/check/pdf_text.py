"""The text of a tagged PDF in the order in which it is read aloud (ISO 32000-1, 14.7 and 14.8)."""

import io
import re
import struct
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TypeAlias

import pikepdf

CMap: TypeAlias = Mapping[int, str]
"""The text of each glyph of a font."""

READ = "BDC BMC EMC Tf Tm TJ Tj"
"""The operators that say what is shown, in which font, at which height, and as which marked content."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
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


def structure_text(content: bytes) -> tuple[Piece, ...]:
    """Return all text of the structure tree of a PDF in reading order, without artifacts such as running heads.

    A footnote (role ``Note``) stands behind the paragraph that calls it. A PDF without tags has no pieces.
    Raises ``pikepdf.PdfError`` when ``content`` is no PDF.
    """
    with pikepdf.open(io.BytesIO(content)) as pdf:
        return tuple(pieces(pdf))


def pieces(pdf: pikepdf.Pdf) -> Iterator[Piece]:
    """Yield what :func:`structure_text` returns, of an open PDF."""
    tree = pdf.Root.get("/StructTreeRoot")
    if tree is None:
        return
    numbers = {page.obj.objgen: number for number, page in enumerate(pdf.pages, start=1)}
    fonts: dict[tuple[int, int], CMap] = {}
    drawn = {number: _drawn(page, fonts) for number, page in enumerate(pdf.pages, start=1)}
    for kid in kids(tree):
        yield from _read(kid, (), (), None, numbers, drawn)


Drawn: TypeAlias = Mapping[int, tuple[str, float]]
"""The text and the baseline of each piece of marked content of one page."""


def _read(
    element: pikepdf.Object,
    roles: tuple[str, ...],
    titles: tuple[str, ...],
    page: int | None,
    numbers: Mapping[tuple[int, int], int],
    drawn: Mapping[int, Drawn],
) -> Iterator[Piece]:
    """Yield the text of one structure element in order."""
    roles = (*roles, str(element["/S"])[1:])
    titles = (*titles, str(element.get("/T", "")))
    page = numbers.get(element.Pg.objgen) if "/Pg" in element else page
    for kid in kids(element):
        if not isinstance(kid, pikepdf.Dictionary):
            number, where = int(kid), page
        elif kid.get("/Type") == "/MCR":
            number, where = int(kid["/MCID"]), numbers.get(kid.Pg.objgen) if "/Pg" in kid else page
        elif kid.get("/Type") == "/OBJR":
            continue
        else:
            yield from _read(kid, roles, titles, page, numbers, drawn)
            continue
        if where is not None and number in drawn[where]:
            text, baseline = drawn[where][number]
            yield Piece(page=where, roles=roles, titles=titles, text=text, baseline=baseline)


def kids(element: pikepdf.Object) -> Iterator[pikepdf.Object]:
    """Yield the kids of a structure element, which may hold one, many or none."""
    held = element.get("/K")
    if isinstance(held, pikepdf.Array):
        yield from held
    elif held is not None:
        yield held


OURS = re.compile(
    rb"^(?:\[(?P<shown>[^\]]*)\] TJ|<</MCID (?P<mark>\d+)>>\nBDC|(?P<bare>B[MD]C)|(?P<end>EMC)"
    rb"|/(?P<font>\S+) \S+ Tf|(?:\S+ ){5}(?P<height>\S+) Tm)$",
    re.MULTILINE,
)
"""The operators of ``READ`` as our own drawings have them: each on a line, all strings in hexadecimal and arrays."""

GLYPHS = re.compile(rb"<([^>]*)>")

WORDS = (b"TJ", b"BDC", b"BMC", b"EMC", b"Tf", b"Tm")
NEVER = (b"(", b"Tj", b"BI\n")
"""What our drawings have only as operators, and what they never have."""


def _drawn(page: pikepdf.Page, fonts: dict[tuple[int, int], CMap]) -> Drawn:
    """Return the text of each piece of marked content on ``page``."""
    streams = page.obj.get("/Contents", ())
    drawing = b"\n".join(each.read_bytes() for each in ([streams] if isinstance(streams, pikepdf.Stream) else streams))
    operators = list(OURS.finditer(drawing))
    if any(word in drawing for word in NEVER) or sum(map(drawing.count, WORDS)) != len(operators):
        return _drawn_by_others(page, fonts)
    return _drawn_by_us(operators, page, fonts)


def _drawn_by_us(operators: Iterable[re.Match[bytes]], page: pikepdf.Page, fonts: dict[tuple[int, int], CMap]) -> Drawn:
    """Return the same as :func:`_drawn_by_others` for a page that Octavo has drawn, many times as quickly."""
    found: dict[int, tuple[str, float]] = {}
    open_marks: list[int | None] = []
    cmap: CMap = {}
    baseline = 0.0
    for operator in operators:
        match operator.lastgroup:
            case "shown" if open_marks and None not in open_marks and (mark := open_marks[-1]) is not None:
                text = _decoded(bytes.fromhex(b"".join(GLYPHS.findall(operator["shown"])).decode()), cmap)
                found[mark] = (found.get(mark, ("", 0.0))[0] + text, baseline)
            case "mark":
                open_marks.append(int(operator["mark"]))
            case "bare":
                open_marks.append(None)
            case "end":
                open_marks.pop()
            case "font":
                cmap = _cmap(page.resources["/Font"][f"/{operator['font'].decode()}"], fonts)
            case "height":
                baseline = float(operator["height"])
            case _:
                pass
    return found


def _drawn_by_others(page: pikepdf.Page, fonts: dict[tuple[int, int], CMap]) -> Drawn:
    """Return the text of each piece of marked content on a page, whatever has drawn it."""
    found: dict[int, tuple[str, float]] = {}
    open_marks: list[int | None] = []
    cmap: CMap = {}
    baseline = 0.0
    for instruction in pikepdf.parse_content_stream(page, READ):
        operands = instruction.operands
        match str(instruction.operator):
            case "BDC":
                properties = operands[1]
                is_numbered = isinstance(properties, pikepdf.Dictionary) and "/MCID" in properties
                open_marks.append(int(properties["/MCID"]) if is_numbered else None)
            case "BMC":
                open_marks.append(None)
            case "EMC":
                open_marks.pop()
            case "Tf":
                cmap = _cmap(page.resources["/Font"][str(operands[0])], fonts)
            case "Tm":
                baseline = float(operands[5])
            case "TJ" | "Tj":
                mark = next((each for each in reversed(open_marks) if each is not None), None)
                if mark is not None and None not in open_marks:
                    shown = operands[0] if isinstance(operands[0], pikepdf.Array) else operands
                    text = "".join(_decoded(bytes(each), cmap) for each in shown if isinstance(each, pikepdf.String))
                    found[mark] = (found.get(mark, ("", 0.0))[0] + text, baseline)
            case _:
                pass
    return found


def _decoded(glyphs: bytes, cmap: CMap) -> str:
    """Return the text of a string of two-byte glyph numbers; U+FFFD for a glyph without text."""
    numbers = struct.unpack(f">{len(glyphs) // 2}H", glyphs)
    return "".join([cmap.get(number, "\ufffd") for number in numbers])


def _cmap(font: pikepdf.Object, fonts: dict[tuple[int, int], CMap]) -> CMap:
    if font.objgen not in fonts:
        fonts[font.objgen] = read_cmap(font)
    return fonts[font.objgen]


def read_cmap(font: pikepdf.Object) -> CMap:
    """Return the text of the glyphs of ``font`` (ISO 32000-1, 9.10.3)."""
    written = font["/ToUnicode"].read_bytes() if "/ToUnicode" in font else b""
    lines = re.findall(rb"<([0-9a-fA-F]{4})> <([0-9a-fA-F]*)>", written.partition(b"beginbfchar")[2])
    return {int(glyph, 16): bytes.fromhex(text.decode()).decode("utf-16-be") for glyph, text in lines}
