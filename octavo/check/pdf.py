"""Rules that every PDF for readers keeps, read from the finished file alone."""

import io
from collections.abc import Iterable, Iterator, Mapping, Sequence

import pikepdf

from octavo.check.pdf_text import Piece, pieces
from octavo.model.diagnostics import Diagnostic, fault, in_order
from octavo.model.origin import NOWHERE, Origin
from octavo.model.output import PAGE_OF, FontFace


def examine_pdf(
    content: bytes,
    faces: Iterable[FontFace],
    origins: Mapping[str, Origin] | None = None,
    read: Sequence[Piece] | None = None,
) -> tuple[Diagnostic, ...]:
    """Judge a reading PDF by all rules of this module.

    ``origins`` are the places of anchors, where they are known, and ``read`` its text, where it was read already.
    Raises ``pikepdf.PdfError`` when it is no PDF.
    """
    with pikepdf.open(io.BytesIO(content)) as pdf:
        read = tuple(pieces(pdf)) if read is None else read
        return in_order((*wrong_references(pdf, read, origins or {}), *foreign_fonts(pdf, faces), *missing_parts(pdf)))


def wrong_references(pdf: pikepdf.Pdf, read: Iterable[Piece], origins: Mapping[str, Origin]) -> Iterator[Diagnostic]:
    """Yield OC506 for each printed page number that is not the page on which its target stands in this very file."""
    targets = destinations(pdf)
    printed: dict[tuple[str, int], str] = {}
    previous: tuple[str, int] | None = None
    count = 0
    for piece in read:
        if not piece.title.startswith(PAGE_OF):
            previous = None
            continue
        target = piece.title.removeprefix(PAGE_OF)
        if previous is None or previous[0] != target:
            count += 1
            previous = (target, count)
        printed[previous] = printed.get(previous, "") + piece.text
    for (target, _), number in printed.items():
        page = targets.get(target)
        if page is None or number.strip() != str(page):
            yield fault(
                "OC506",
                origins.get(target, NOWHERE),
                printed=number.strip(),
                target=target,
                page="none" if page is None else page,
            )


def destinations(pdf: pikepdf.Pdf) -> Mapping[str, int]:
    """Return the page, from 1, of each named destination (ISO 32000-1, 12.3.2.3)."""
    return {name: page for name, (page, _) in places(pdf).items()}


def places(pdf: pikepdf.Pdf) -> Mapping[str, tuple[int, float]]:
    """Return the page, from 1, and the height on it, in pt from below, of each named destination."""
    names = pdf.Root.get("/Names", pikepdf.Dictionary())
    if "/Dests" not in names:
        return {}
    numbers = {page.obj.objgen: number for number, page in enumerate(pdf.pages, start=1)}
    return {
        str(name): (numbers[place[0].objgen], float(place[3])) for name, place in pikepdf.NameTree(names.Dests).items()
    }


def foreign_fonts(pdf: pikepdf.Pdf, faces: Iterable[FontFace]) -> Iterator[Diagnostic]:
    """Yield OC502 for each font that is not embedded, or is not of a family of ``faces``."""
    families = {face.family for face in faces}
    for font in _fonts(pdf):
        descendants = font.get("/DescendantFonts", [font])
        descriptor = descendants[0].get("/FontDescriptor", pikepdf.Dictionary())
        is_embedded = any(key in descriptor for key in ("/FontFile", "/FontFile2", "/FontFile3"))
        family = str(descriptor.get("/FontFamily", ""))
        if not is_embedded or family not in families:
            yield fault("OC502", NOWHERE, font=family or str(font.get("/BaseFont", "/unnamed"))[1:])


def _fonts(pdf: pikepdf.Pdf) -> Iterator[pikepdf.Object]:
    """Yield every font of the file, whatever refers to it."""
    for item in pdf.objects:
        is_font = isinstance(item, pikepdf.Dictionary) and item.get("/Type") == "/Font"
        # The descendant of a composite font, which has the descriptor, is seen through that one.
        if is_font and ("/ToUnicode" in item or "/CIDSystemInfo" not in item):
            yield item


def missing_parts(pdf: pikepdf.Pdf) -> Iterator[Diagnostic]:
    """Yield OC507 for each thing that readers and their tools need and the file does not have."""
    root = pdf.Root
    information = pdf.trailer.get("/Info", pikepdf.Dictionary())
    parts = {
        "title": bool(str(information.get("/Title", ""))),
        "language": bool(str(root.get("/Lang", ""))),
        "tags": "/StructTreeRoot" in root and bool(root.get("/MarkInfo", pikepdf.Dictionary()).get("/Marked", False)),
        "outline": int(root.get("/Outlines", pikepdf.Dictionary()).get("/Count", 0)) > 0,
        "page labels": "/PageLabels" in root,
        "metadata": "/Metadata" in root and b"pdfuaid:part" in root.Metadata.read_bytes(),
    }
    for part, is_there in parts.items():
        if not is_there:
            yield fault("OC507", NOWHERE, part=part)
