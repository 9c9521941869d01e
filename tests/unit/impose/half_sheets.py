"""Read the words of pages, and of the places on sheets, from finished files."""

from pypdfium2 import PdfDocument, PdfPage


def words_of(content: bytes) -> list[str]:
    """Return the words of each page."""
    with PdfDocument(content) as document:
        return [_words(page, 0, 0, *page.get_size()) for page in document]


def halves(content: bytes) -> list[tuple[str, str]]:
    """Return for each side of the sheets the words of its left and of its right half."""
    return [(left, right) for ((left, right),) in places(content, columns=2, rows=1)]


def places(content: bytes, *, columns: int, rows: int) -> list[list[list[str]]]:
    """Return for each side of the sheets its rows from the top, with the words of each place from the left."""
    with PdfDocument(content) as document:
        return [_grid(page, columns, rows) for page in document]


def _grid(page: PdfPage, columns: int, rows: int) -> list[list[str]]:
    width, height = page.get_width() / columns, page.get_height() / rows
    return [
        [
            _words(page, column * width, row * height, (column + 1) * width, (row + 1) * height)
            for column in range(columns)
        ]
        for row in reversed(range(rows))
    ]


def _words(page: PdfPage, left: float, bottom: float, right: float, top: float) -> str:
    text = page.get_textpage().get_text_bounded(left=left, bottom=bottom, right=right, top=top)
    return " ".join(text.replace("\ufffe", "").split())
