"""Pictures that are pages of a PDF, as pictures of pixels."""

from io import BytesIO

RESOLUTION = 300
"""Pixels to the inch."""

MOST = 4_000
"""Pixels of the longer side at most."""


def picture_of_pdf(content: bytes) -> bytes:
    """Return the first page of a PDF as a PNG; nothing where it cannot be drawn."""
    import pypdfium2

    try:
        with pypdfium2.PdfDocument(content) as document:
            page = document[0]
            scale = min(RESOLUTION / 72, MOST / max(*page.get_size(), 1))
            image = page.render(scale=scale).to_pil()
    except (pypdfium2.PdfiumError, ValueError, IndexError):
        return b""
    made = BytesIO()
    image.save(made, "PNG")
    return made.getvalue()
