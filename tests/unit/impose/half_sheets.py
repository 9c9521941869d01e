"""Read the words of pages, and of the left and right halves of sheets, from finished files."""

from pypdfium2 import PdfDocument, PdfPage


def words_of(content: bytes) -> list[str]:
    """Return the words of each page."""
    with PdfDocument(content) as document:
        return [_words(page, 0, page.get_width()) for page in document]


def halves(content: bytes) -> list[tuple[str, str]]:
    """Return for each side of the sheets the words of its left and of its right half."""
    with PdfDocument(content) as document:
        found = []
        for page in document:
            width = page.get_width()
            found.append((_words(page, 0, width / 2), _words(page, width / 2, width)))
        return found


def _words(page: PdfPage, left: float, right: float) -> str:
    text = page.get_textpage().get_text_bounded(left=left, right=right)
    return " ".join(text.replace("\ufffe", "").split())
