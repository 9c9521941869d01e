"""The cover as a picture, in the size that shops ask for: that of the book, or the first page of the printing."""

import io
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL.Image import Image

WIDTH = 1600
"""Pixels; with the shape of an A5 page that gives 2,270 in height, above the 2,100 asked for by E18."""

HIGHEST = 2560
"""Pixels that a picture of the book is high at most: more than that no shop asks for (E18)."""

QUALITY = 88

JPEG = b"\xff\xd8"


def picture(printing: bytes) -> bytes:
    """Return the first page of a PDF as a JPEG, ``WIDTH`` px wide."""
    from PIL import Image
    from pypdfium2 import PdfDocument

    with PdfDocument(printing) as document:
        page = document[0]
        bitmap = page.render(scale=WIDTH / page.get_width(), grayscale=False)
        image = bitmap.to_pil().convert("RGB")
    if image.width != WIDTH:
        image = image.resize((WIDTH, round(image.height * WIDTH / image.width)), Image.Resampling.LANCZOS)
    return _jpeg(image)


def from_image(content: bytes) -> bytes:
    """Return a picture, which is PNG or JPEG in grey or RGB, as a JPEG; on white where it can be seen through."""
    from PIL import Image

    if content.startswith(JPEG):
        return content
    with Image.open(io.BytesIO(content)) as opened:
        image = opened.convert("RGBA")
    paper = Image.new("RGBA", image.size, "white")
    return _jpeg(Image.alpha_composite(paper, image).convert("RGB"))


def _jpeg(image: "Image") -> bytes:
    target = io.BytesIO()
    image.save(target, "JPEG", quality=QUALITY, optimize=True, progressive=False, subsampling=0)
    return target.getvalue()
