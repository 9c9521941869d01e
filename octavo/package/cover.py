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


def picture(printing: bytes, width: int = WIDTH) -> bytes:
    """Return the first page of a PDF as a JPEG, ``width`` px wide."""
    from pypdfium2 import PdfDocument

    with PdfDocument(printing) as document:
        page = document[0]
        bitmap = page.render(scale=width / page.get_width(), grayscale=False)
        image = bitmap.to_pil().convert("RGB")
    return _jpeg(_resized(image, width))


def preview(content: bytes, width: int) -> bytes:
    """Return a JPEG, or the first page of a PDF, as a JPEG that is ``width`` px wide."""
    from PIL import Image

    if not content.startswith(JPEG):
        return picture(content, width)
    with Image.open(io.BytesIO(content)) as opened:
        return _jpeg(_resized(opened.convert("RGB"), width))


def from_image(content: bytes) -> bytes:
    """Return a picture, which is PNG or JPEG in grey or RGB, as a JPEG; on white where it can be seen through."""
    from PIL import Image

    if content.startswith(JPEG):
        return content
    with Image.open(io.BytesIO(content)) as opened:
        image = opened.convert("RGBA")
    paper = Image.new("RGBA", image.size, "white")
    return _jpeg(Image.alpha_composite(paper, image).convert("RGB"))


def _resized(image: "Image", width: int) -> "Image":
    from PIL import Image

    if image.width == width:
        return image
    return image.resize((width, round(image.height * width / image.width)), Image.Resampling.LANCZOS)


def _jpeg(image: "Image") -> bytes:
    target = io.BytesIO()
    image.save(target, "JPEG", quality=QUALITY, optimize=True, progressive=False, subsampling=0)
    return target.getvalue()
