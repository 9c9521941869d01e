"""A PDF read as a whole, whoever wrote it."""

import io
from collections.abc import Iterable, Iterator, Mapping

import pikepdf

from octavo.check.artefacts.parity import runs_in
from octavo.check.artefacts.pdf_rules import examine_printed, references_in
from octavo.check.artefacts.pdf_text import pieces
from octavo.check.artefacts.printed import Font, Printed
from octavo.model.diagnostics import Diagnostic
from octavo.model.origin import Origin
from octavo.model.output import FontFace


def examine_pdf(
    content: bytes, faces: Iterable[FontFace], origins: Mapping[str, Origin] | None = None
) -> tuple[Diagnostic, ...]:
    """Judge a reading PDF by all rules of :mod:`octavo.check.artefacts.pdf_rules`.

    ``origins`` are the places of anchors, where they are known. Raises ``pikepdf.PdfError`` when it is no PDF.
    """
    return examine_printed(read_pdf(content), faces, origins or {})


def read_pdf(content: bytes) -> Printed:
    """Return what a PDF says. Raises ``pikepdf.PdfError`` when it is no PDF."""
    with pikepdf.open(io.BytesIO(content)) as pdf:
        read = tuple(pieces(pdf))
        return Printed(
            count=len(pdf.pages),
            places=destinations(pdf),
            runs=tuple(runs_in(read)),
            references=tuple(references_in(read)),
            fonts=tuple(_fonts(pdf)),
            parts=_parts(pdf),
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


def _fonts(pdf: pikepdf.Pdf) -> Iterator[Font]:
    """Yield every font of the file, whatever refers to it."""
    for item in pdf.objects:
        is_font = isinstance(item, pikepdf.Dictionary) and item.get("/Type") == "/Font"
        # The descendant of a composite font, which has the descriptor, is seen through that one.
        if is_font and ("/ToUnicode" in item or "/CIDSystemInfo" not in item):
            descendants = item.get("/DescendantFonts", [item])
            descriptor = descendants[0].get("/FontDescriptor", pikepdf.Dictionary())
            yield Font(
                name=str(item.get("/BaseFont", "/unnamed"))[1:],
                family=str(descriptor.get("/FontFamily", "")),
                is_embedded=any(key in descriptor for key in ("/FontFile", "/FontFile2", "/FontFile3")),
            )


def _parts(pdf: pikepdf.Pdf) -> Mapping[str, bool]:
    """Return of each thing that readers and their tools need whether the file has it."""
    root = pdf.Root
    information = pdf.trailer.get("/Info", pikepdf.Dictionary())
    return {
        "title": bool(str(information.get("/Title", ""))),
        "language": bool(str(root.get("/Lang", ""))),
        "tags": "/StructTreeRoot" in root and bool(root.get("/MarkInfo", pikepdf.Dictionary()).get("/Marked", False)),
        "outline": int(root.get("/Outlines", pikepdf.Dictionary()).get("/Count", 0)) > 0,
        "page labels": "/PageLabels" in root,
        "metadata": "/Metadata" in root and b"pdfuaid:part" in root.Metadata.read_bytes(),
    }
