"""The text of a tagged PDF in the order in which it is read aloud (ISO 32000-1, 14.7 and 14.8)."""

import io
from collections.abc import Iterator, Mapping

import pikepdf

from octavo.check.artefacts.pdf_drawing import CMap, Drawn, cmap_from, decoded, drawn_by_us
from octavo.check.artefacts.printed import Piece

READ = "BDC BMC EMC Tf Tm TJ Tj"
"""The operators that say what is shown, in which font, at which height, and as which marked content."""


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


def _drawn(page: pikepdf.Page, fonts: dict[tuple[int, int], CMap]) -> Drawn:
    """Return the text of each piece of marked content on ``page``."""
    streams = page.obj.get("/Contents", ())
    drawing = b"\n".join(each.read_bytes() for each in ([streams] if isinstance(streams, pikepdf.Stream) else streams))
    found = drawn_by_us(drawing, lambda font: _cmap(page.resources["/Font"][f"/{font}"], fonts))
    return _drawn_by_others(page, fonts) if found is None else found


def _drawn_by_others(page: pikepdf.Page, fonts: dict[tuple[int, int], CMap]) -> Drawn:
    """Return the text of each piece of marked content on a page, whatever has drawn it."""
    found: dict[int, tuple[str, float]] = {}
    open_marks: list[int | None] = []
    cmap = CMap()
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
                    text = "".join(decoded(bytes(each), cmap) for each in shown if isinstance(each, pikepdf.String))
                    found[mark] = (found.get(mark, ("", 0.0))[0] + text, baseline)
            case _:
                pass
    return found


def _cmap(font: pikepdf.Object, fonts: dict[tuple[int, int], CMap]) -> CMap:
    if font.objgen not in fonts:
        fonts[font.objgen] = read_cmap(font)
    return fonts[font.objgen]


def read_cmap(font: pikepdf.Object) -> CMap:
    """Return the text of the glyphs of ``font`` (ISO 32000-1, 9.10.3)."""
    return cmap_from(font["/ToUnicode"].read_bytes() if "/ToUnicode" in font else b"")
