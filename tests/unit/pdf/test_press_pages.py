"""What a print shop gets: grey in black ink alone, colours as they were, and nothing that a press refuses."""

import io

import pikepdf
from pikepdf import Dictionary, Name

from octavo.model.file_metadata import FileMetadata
from octavo.pdf.press_pages import PressMargins, press_pages
from octavo.press.output_intent import output_intent

SIZE = (300.0, 400.0)
METADATA = FileMetadata(title="Wells", language="en-GB", released="2026-11-30", version="1.0.0")


def foreign_page() -> bytes:
    """Return a page as other programs write one: cropped, see-through, with a grey, a red, and a link."""
    made = pikepdf.new()
    page = made.add_blank_page(page_size=SIZE)
    page.obj.Contents = made.make_stream(b"0.5 0.5 0.5 rg\n1 0 0 rg\n0 0 0 RG\n0 0 9 9 re f")
    page.obj.CropBox = pikepdf.Array([10, 10, 290, 390])
    page.obj.Group = Dictionary(S=Name.Transparency, CS=Name.DeviceRGB)
    page.obj.Annots = pikepdf.Array([Dictionary(Type=Name.Annot, Subtype=Name.Link)])
    written = io.BytesIO()
    made.save(written)
    return written.getvalue()


def test_a_page_for_the_press_has_greys_in_black_ink_and_nothing_that_a_press_refuses() -> None:
    made = press_pages(foreign_page(), [1, 0], PressMargins(bleed=9.0), output_intent(), METADATA)

    with pikepdf.open(io.BytesIO(made)) as file:
        page, blank = file.pages
        drawn = page.obj.Contents.read_bytes().splitlines()
        assert drawn[:3] == [b"0.5 g", b"1 0 0 rg", b"0 G"]
        assert str(page.obj.Group.CS) == "/DeviceCMYK"
        assert "/Annots" not in page
        assert "/CropBox" not in page
        for each in (page, blank):
            assert [float(edge) for edge in each.trimbox] == [0, 0, *SIZE]
            assert [float(edge) for edge in each.mediabox] == [-9, -9, SIZE[0] + 9, SIZE[1] + 9]
