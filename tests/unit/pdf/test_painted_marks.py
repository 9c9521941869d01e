"""What a page paints, read from content streams that are written here."""

from io import BytesIO

import pikepdf
import pytest

from octavo.model.contrast import tone_of
from octavo.pdf.opened_file import OpenedFile
from octavo.pdf.painted_marks import PaintedMark, painted_marks


def marks_of(content: str) -> list[PaintedMark]:
    """Return what a page of 100 × 200 pt paints."""
    with pikepdf.new() as document:
        document.add_blank_page(page_size=(100, 200))
        picture = pikepdf.Stream(document, b"\0" * 40, Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Image)
        picture.Width, picture.Height, picture.BitsPerComponent = 10, 4, 8
        picture.ColorSpace = pikepdf.Name.DeviceGray
        form = pikepdf.Stream(document, b"0 0 4 4 re f", Subtype=pikepdf.Name.Form, BBox=[0, 0, 4, 4])
        page = document.pages[0]
        page.Contents = pikepdf.Stream(document, content.encode())
        page.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(P=picture, F=form))
        written = BytesIO()
        document.save(written)
    file = OpenedFile(written.getvalue())
    (entries,) = (each.entries for each in file.pages.values())
    return list(painted_marks(file.objects, entries))


@pytest.mark.parametrize(
    ("content", "meant"),
    [
        ("0.5 w 10 20 m 60 20 l S", [PaintedMark("line", (10, 20, 60, 20), thickness=0.5)]),
        ("q 2 0 0 2 0 0 cm 0.5 w 1 G 10 20 m 60 20 l S Q", [PaintedMark("line", (20, 40, 120, 40), 1.0, 1.0)]),
        ("5 5 m 10 20 30 40 re f", [PaintedMark("area", (10, 20, 40, 60))]),
        ("10 20 30 0.2 re f", [PaintedMark("line", (10, 20, 40, 20.2), thickness=0.2)]),
        ("10 20 30 0.2 re B", [PaintedMark("line", (10, 20, 40, 20.2), thickness=1.0)]),
        ("10 20 30 40 re 10 20 30 39.7 re f*", [PaintedMark("line", (10, 20, 40, 60), thickness=0.3)]),
        ("0 0 9 9 re W n 1 1 1 rg 10 20 30 40 re f", [PaintedMark("area", (10, 20, 40, 60), 1.0)]),
        ("q 36 0 0 72 10 20 cm /P Do Q", [PaintedMark("picture", (10, 20, 46, 92), resolution=20)]),
        ("1 0 0 1 10 0 cm /F Do", [PaintedMark("area", (10, 0, 14, 4))]),
        (
            "BT 1 0 0 1 10 20 Tm (a) Tj 0 -12 Td (b) Tj ET",
            [PaintedMark("text", (10, 20, 10, 20)), PaintedMark("text", (10, 8, 10, 8))],
        ),
    ],
)
def test_what_is_painted_is_read_with_its_place_and_tone(content: str, meant: list[PaintedMark]) -> None:
    painted = [
        mark._replace(tone=round(mark.tone, 3), thickness=round(mark.thickness, 3)) for mark in marks_of(content)
    ]

    assert painted == meant


@pytest.mark.parametrize(
    ("values", "tone"),
    [([0.0], 0), ([1.0], 1), ([0.5], 0.2140), ([1.0, 0.0, 0.0], 0.2126), ([0.0, 0.0, 0.0, 1.0], 0), ([], 0)],
)
def test_a_tone_is_the_relative_luminance(values: list[float], tone: float) -> None:
    assert tone_of(values) == pytest.approx(tone, abs=1e-4)
