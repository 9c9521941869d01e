"""Write pages of a PDF for a print shop, as PDF/X-4 (ISO 15930-7): with bleed and crop marks, and greys as black ink.

What is for readers alone (tags, links, bookmarks) is left out: the standard forbids links on a page, and a press reads
nothing. Colours that are no greys stay as they are, and are said to be sRGB: the print shop turns them into its inks,
which it knows and we do not.
"""

import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from uuid import NAMESPACE_URL, UUID, uuid5

import pikepdf

from octavo.model.file_metadata import FileMetadata
from octavo.model.printing import POINTS_PER_MM
from octavo.pdf.sheet_file import Size, saved
from octavo.pdf.xmp import PRODUCER, for_press, xmp

VERSION = "1.6"
"""The version that PDF/X-4 is built on."""

COLOUR = re.compile(rb"^(\S+) (\S+) (\S+) (rg|RG)$", re.MULTILINE)
"""How the engine writes a colour: an operator on a line of its own."""

MARK, GAP = 5 * POINTS_PER_MM, 2 * POINTS_PER_MM
"""The length of a crop mark, and how far at least it stands from what is printed."""

SLUG = MARK + GAP
"""What marks need beyond the bleed."""

HAIR = "0 0 0 1 K 0.25 w"
"""Crop marks are thin and black."""

INKS = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class OutputIntent:
    """The printing that colours are meant for: its name in the registry of the ICC, and its profile.

    ``srgb`` is the profile of the colours that are no greys.
    """

    condition: str
    profile: bytes = field(repr=False)
    srgb: bytes = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class PressMargins:
    """What lies around the trim, in pt: the ``bleed``, and marks beyond it.

    Where it ``is_drawn`` the pages that are given have the bleed within them; else it is white, and added.
    """

    bleed: float
    has_marks: bool = False
    is_drawn: bool = False


def press_pages(
    content: bytes, pages: Sequence[int], margins: PressMargins, intent: OutputIntent, metadata: FileMetadata
) -> bytes:
    """Return these ``pages`` (from 1; 0 is a blank one) of the PDF ``content``, always of the same bytes."""
    made = pikepdf.new()
    with pikepdf.open(io.BytesIO(content)) as source:
        first = next(number for number in pages if number)
        size = _size(source.pages[first - 1])
        for number in pages:
            if number:
                made.pages.append(source.pages[number - 1])
            else:
                made.add_blank_page(page_size=size)
                # Ghostscript, and so the machines of some shops, take a page without any drawing for a broken one.
                made.pages[-1].obj.Contents = made.make_stream(b"q Q")
    for page in made.pages:
        _set_boxes(made, page, margins)
        _drop_what_is_read(page)
    colours = made.make_indirect(_icc(made, intent.srgb, 3, "/DeviceRGB"))
    for each in _streams(made):
        _set_colours(each, colours)
    _declare(made, intent, metadata, uuid5(NAMESPACE_URL, f"{metadata.title} {metadata.version} {len(pages)}"))
    made.remove_unreferenced_resources()
    return saved(made, VERSION)


def _size(page: pikepdf.Page) -> Size:
    left, bottom, right, top = (float(each) for each in page.mediabox)
    return Size(right - left, top - bottom)


def _set_boxes(made: pikepdf.Pdf, page: pikepdf.Page, margins: PressMargins) -> None:
    """Set the boxes of a page (ISO 32000-1, 14.11.2), and draw crop marks."""
    left, bottom, right, top = (float(each) for each in page.mediabox)
    inside = margins.bleed if margins.is_drawn else 0.0
    trim = (left + inside, bottom + inside, right - inside, top - inside)
    bleed = _around(trim, margins.bleed)
    page.trimbox = _box(trim)
    page.obj.BleedBox = _box(bleed)
    page.mediabox = _box(_around(bleed, SLUG) if margins.has_marks else bleed)
    if "/CropBox" in page:
        del page.obj.CropBox
    if margins.has_marks:
        drawn = "\n".join(_crop_marks(trim, margins.bleed)).encode()
        page.contents_add(made.make_stream(b"q\n" + HAIR.encode() + b"\n" + drawn + b"\nQ"))


def _around(box: tuple[float, float, float, float], room: float) -> tuple[float, float, float, float]:
    left, bottom, right, top = box
    return left - room, bottom - room, right + room, top + room


def _box(edges: tuple[float, float, float, float]) -> pikepdf.Array:
    return pikepdf.Array([round(edge, 3) for edge in edges])


def _crop_marks(trim: tuple[float, float, float, float], bleed: float) -> Iterator[str]:
    """Yield two lines for each corner of the trim, which begin beyond the bleed."""
    left, bottom, right, top = trim
    begin, end = max(bleed, GAP), max(bleed, GAP) + MARK
    for x, outwards in ((left, -1), (right, 1)):
        for y, upwards in ((bottom, -1), (top, 1)):
            yield f"{x + outwards * begin:.3f} {y:.3f} m {x + outwards * end:.3f} {y:.3f} l S"
            yield f"{x:.3f} {y + upwards * begin:.3f} m {x:.3f} {y + upwards * end:.3f} l S"


def _drop_what_is_read(page: pikepdf.Page) -> None:
    """Take from a page what leads to tags and links, and let its transparency be reckoned in inks."""
    for key in ("/Annots", "/StructParents", "/Tabs"):
        if key in page:
            del page.obj[key]
    if "/Group" in page:
        page.obj.Group.CS = pikepdf.Name.DeviceCMYK


def _streams(made: pikepdf.Pdf) -> Iterator[pikepdf.Object]:
    """Yield pages, and the forms and patterns that they draw: all that has resources of its own."""
    for page in made.pages:
        page.contents_coalesce()
        yield page.obj
    for each in made.objects:
        if isinstance(each, pikepdf.Stream) and (each.get("/Subtype") == "/Form" or "/PatternType" in each):
            yield each


def _set_colours(holder: pikepdf.Object, srgb: pikepdf.Object) -> None:
    """Write the greys of a drawing as greys, and say what its other colours are."""
    stream = holder if isinstance(holder, pikepdf.Stream) else holder.get("/Contents")
    if stream is not None:
        drawing = stream.read_bytes()
        if (changed := COLOUR.sub(_grey, drawing)) != drawing:
            stream.write(changed)
    resources = holder.get("/Resources")
    if resources is not None:
        spaces = resources.get("/ColorSpace", pikepdf.Dictionary())
        spaces.DefaultRGB = srgb
        resources.ColorSpace = spaces
    if "/Group" in holder and "/CS" in holder.Group and holder.Group.CS == "/DeviceRGB":
        holder.Group.CS = pikepdf.Name.DeviceCMYK


def _grey(colour: re.Match[bytes]) -> bytes:
    """Return a colour of three equal parts as a grey, which is printed in black ink alone."""
    red, green, blue, operator = colour.groups()
    if not red == green == blue:
        return colour[0]
    return red + (b" g" if operator == b"rg" else b" G")


def _icc(made: pikepdf.Pdf, profile: bytes, parts: int, alternate: str) -> pikepdf.Array:
    stream = made.make_stream(profile, N=parts, Alternate=pikepdf.Name(alternate))
    return pikepdf.Array([pikepdf.Name.ICCBased, stream])


def _declare(made: pikepdf.Pdf, intent: OutputIntent, metadata: FileMetadata, document: UUID) -> None:
    """Say what the file is, and for what printing."""
    profile = made.make_stream(intent.profile, N=INKS)
    made.Root.OutputIntents = pikepdf.Array(
        [
            pikepdf.Dictionary(
                Type=pikepdf.Name.OutputIntent,
                S=pikepdf.Name.GTS_PDFX,
                OutputConditionIdentifier=intent.condition,
                RegistryName="http://www.color.org",
                Info=intent.condition,
                DestOutputProfile=profile,
            )
        ]
    )
    made.Root.Metadata = made.make_stream(
        xmp(metadata, for_press(document)), Type=pikepdf.Name.Metadata, Subtype=pikepdf.Name.XML
    )
    day = f"D:{metadata.released.replace('-', '')}"
    made.docinfo["/Title"] = metadata.title
    made.docinfo["/Producer"] = PRODUCER
    made.docinfo["/CreationDate"] = day
    made.docinfo["/ModDate"] = day
    made.docinfo["/Trapped"] = pikepdf.Name("/False")
    made.docinfo["/GTS_PDFXVersion"] = "PDF/X-4"
