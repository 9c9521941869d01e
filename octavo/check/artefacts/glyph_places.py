"""Where every character of a PDF stands: the drawing of its pages, glyph by glyph (ISO 32000-1, 9.4)."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple, TypeAlias

import pikepdf

from octavo.check.artefacts.pdf_drawing import CMap
from octavo.check.artefacts.pdf_text import read_cmap

READ = "q Q cm BDC BMC EMC BT Tf Tm TJ Tj"

Matrix: TypeAlias = tuple[float, float, float, float, float, float]
IDENTITY: Matrix = (1, 0, 0, 1, 0, 0)


class Glyph(NamedTuple):
    """A character: its left and right edge, its baseline and the size of its font, in pt from the lower left corner."""

    text: str
    left: float
    right: float
    baseline: float
    size: float


class Face(NamedTuple):
    """A font: the text and the width (in thousandths of its size) of each of its glyphs."""

    texts: CMap
    widths: Mapping[int, float]
    default: float


Drawing: TypeAlias = Mapping[int, list[Glyph]]
"""The characters of a page by the marked content that they belong to."""


def draw(pdf: pikepdf.Pdf) -> tuple[Drawing, ...]:
    """Return the characters of each page; what is drawn inside of pictures is left out."""
    faces: dict[tuple[int, int], Face] = {}
    return tuple(_draw(page, faces) for page in pdf.pages)


def _draw(page: pikepdf.Page, faces: dict[tuple[int, int], Face]) -> Drawing:
    found: dict[int, list[Glyph]] = {}
    marks: list[int | None] = []
    matrix, kept, line = IDENTITY, [], IDENTITY
    face, size = Face(CMap(), {}, 0), 0.0
    for instruction in pikepdf.parse_content_stream(page, READ):
        operands = instruction.operands
        match str(instruction.operator):
            case "q":
                kept.append(matrix)
            case "Q":
                matrix = kept.pop()
            case "cm":
                matrix = _times(_matrix(operands), matrix)
            case "BDC":
                marks.append(_number(operands[1]))
            case "BMC":
                marks.append(None)
            case "EMC":
                marks.pop()
            case "BT":
                line = IDENTITY
            case "Tf":
                face, size = _face(page.resources["/Font"][str(operands[0])], faces), float(operands[1])
            case "Tm":
                line = _matrix(operands)
            case "TJ" | "Tj":
                mark = next((each for each in reversed(marks) if each is not None), None)
                if mark is not None and None not in marks:
                    shown = operands[0] if isinstance(operands[0], pikepdf.Array) else operands
                    found.setdefault(mark, []).extend(_shown(shown, face, size, _times(line, matrix)))
            case _:
                pass
    return found


def _shown(items: object, face: Face, size: float, matrix: Matrix) -> Iterator[Glyph]:
    """Yield the glyphs of one piece of text; numbers between them move on, in thousandths of the size."""
    scale, _, _, _, x, y = matrix
    place = 0.0
    for item in items if isinstance(items, pikepdf.Array | list) else ():
        if not isinstance(item, pikepdf.String):
            place -= float(item) / 1000 * size
            continue
        glyphs = bytes(item)
        for high, low in zip(glyphs[::2], glyphs[1::2], strict=True):
            number = high << 8 | low
            width = face.widths.get(number, face.default) / 1000 * size
            left, right = x + place * scale, x + (place + width) * scale
            yield Glyph(face.texts.get(number, "\ufffd"), left, right, y, size * scale)
            place += width


def _number(properties: object) -> int | None:
    is_numbered = isinstance(properties, pikepdf.Dictionary) and "/MCID" in properties
    return int(properties["/MCID"]) if isinstance(properties, pikepdf.Dictionary) and is_numbered else None


def _matrix(operands: object) -> Matrix:
    a, b, c, d, e, f = map(float, operands)  # type: ignore[call-overload]
    return a, b, c, d, e, f


def _times(one: Matrix, other: Matrix) -> Matrix:
    """Return the matrix that does ``one`` and then ``other`` (ISO 32000-1, 8.3.4)."""
    a, b, c, d, e, f = one
    g, h, i, j, k, m = other
    return (a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m)


def _face(font: pikepdf.Object, faces: dict[tuple[int, int], Face]) -> Face:
    if font.objgen not in faces:
        descendant = font.get("/DescendantFonts", [font])[0]
        widths = dict(_widths(descendant.get("/W", [])))
        faces[font.objgen] = Face(read_cmap(font), widths, float(descendant.get("/DW", 1000)))
    return faces[font.objgen]


def _widths(array: object) -> Iterator[tuple[int, float]]:
    """Yield the widths of glyphs (ISO 32000-1, 9.7.4.3): ``first [w w …]`` or ``first last w``."""
    items = list(array)  # type: ignore[call-overload]
    while items:
        first = int(items.pop(0))
        if isinstance(items[0], pikepdf.Array):
            yield from ((first + place, float(width)) for place, width in enumerate(items.pop(0)))
        else:
            last, width = int(items.pop(0)), float(items.pop(0))
            yield from ((number, width) for number in range(first, last + 1))
