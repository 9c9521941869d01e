"""A picture that is a page of a PDF comes in as pixels, and no file breaks the import."""

import io

import pikepdf
import pytest
from PIL import Image

from octavo.importing.drawn_pages import MOST, RESOLUTION, picture_of_pdf


def page(width: float, height: float) -> bytes:
    """Return a PDF of a page that is black in its lower left quarter."""
    made = pikepdf.new()
    made.add_blank_page(page_size=(width, height))
    made.pages[0].obj.Contents = made.make_stream(f"0 0 {width / 2} {height / 2} re f".encode())
    written = io.BytesIO()
    made.save(written)
    return written.getvalue()


def test_the_first_page_is_drawn_at_the_resolution_of_print() -> None:
    image = Image.open(io.BytesIO(picture_of_pdf(page(72, 36))))

    assert image.size == (RESOLUTION, RESOLUTION // 2)
    assert [image.convert("L").getpixel(place) for place in ((20, 130), (20, 20), (280, 130))] == [0, 255, 255]


def test_a_large_page_has_no_more_pixels_than_a_printer_shows() -> None:
    assert Image.open(io.BytesIO(picture_of_pdf(page(7200, 3600)))).size == (MOST, MOST // 2)


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7 and no more", page(72, 36)[:200]])
def test_a_damaged_file_is_no_picture(content: bytes) -> None:
    assert picture_of_pdf(content) == b""
