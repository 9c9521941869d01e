"""The lines of a PDF: the paragraphs of its structure tree (ISO 32000-1, 14.8), each with the lines it was set in."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from octavo.pdf.opened_file import OpenedFile
from octavo.pdf.page_text import DrawnGlyph
from octavo.pdf.structure import INLINE, Element

LOWERED = 0.6
"""A baseline that is lower by more than this part of the size begins a line: calls of notes are raised less."""

APART = 0.12
"""A gap of more than this part of the size parts words, even where no space is drawn in it."""

CLOSING = ",.;:!?)]’”"
"""Stands at the end of a word, also behind the sign of a term, which is drawn."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PdfLine:
    """A line: its page from 1, its edges and baseline in pt from the lower left, and its word spaces in em."""

    page: int
    text: str
    left: float
    right: float
    baseline: float
    size: float
    spaces: tuple[float, ...]

    @property
    def mean_space(self) -> float | None:
        """The mean of the word spaces, in em; ``None`` for a single word."""
        return sum(self.spaces) / len(self.spaces) if self.spaces else None


@dataclass(frozen=True, slots=True, kw_only=True)
class PdfBlock:
    """A paragraph, heading, cell or the like: its structure type, the types around it, and its lines in order."""

    role: str
    around: tuple[str, ...]
    lines: tuple[PdfLine, ...]


def blocks(file: OpenedFile) -> Iterator[PdfBlock]:
    """Yield the blocks of a tagged PDF in the order of reading; one without tags has none."""
    placed = (
        (_block(content.path), file.numbers[content.page], [glyph for each in shown for glyph in each.glyphs()])
        for content, shown in file.tagged()
    )
    for path, group in groupby(placed, key=lambda each: each[0]):
        lines = tuple(_lines((page, glyphs) for _, page, glyphs in group))
        if lines:
            yield PdfBlock(role=path[-1].role, around=tuple(element.role for element in path[:-1]), lines=lines)


def drawn_lines(file: OpenedFile) -> Iterator[PdfLine]:
    """Yield the lines of any PDF page by page in the order of drawing, whether it has tags or not."""
    for number, page in enumerate(file.pages.values(), start=1):
        for column in _columns(list(shown.glyphs()) for shown in file.drawn(page)):
            yield from _lines((number, glyphs) for glyphs in column)


def _columns(drawn: Iterable[Sequence[DrawnGlyph]]) -> Iterator[list[Sequence[DrawnGlyph]]]:
    """Yield the strings of a page by columns: one begins where the next string stands higher by more than its size."""
    column: list[Sequence[DrawnGlyph]] = []
    for glyphs in filter(None, drawn):
        if column and glyphs[0].baseline - column[-1][-1].baseline > glyphs[0].size:
            yield column
            column = []
        column.append(glyphs)
    yield column


def _block(path: tuple[Element, ...]) -> tuple[Element, ...]:
    """Return ``path`` as far as the innermost element that has lines of its own."""
    end = len(path)
    while end > 1 and path[end - 1].role in INLINE:
        end -= 1
    return tuple(element for element in path[: end - 1] if element.role not in INLINE) + path[end - 1 : end]


def _lines(placed: Iterable[tuple[int, Sequence[DrawnGlyph]]]) -> Iterator[PdfLine]:
    """Yield the lines that glyphs stand in, which come in pieces with their pages."""
    line: list[DrawnGlyph] = []
    page = 0
    for where, glyphs in placed:
        if not glyphs:
            continue
        if line and (where != page or _begins_line(line[-1], glyphs[0])):
            yield from _line(page, line)
            line = []
        line = [*line, *glyphs]
        page = where
    yield from _line(page, line)


def _begins_line(last: DrawnGlyph, first: DrawnGlyph) -> bool:
    return last.baseline - first.baseline > LOWERED * max(last.size, first.size) or first.left < last.left - last.size


def _line(page: int, glyphs: Sequence[DrawnGlyph]) -> Iterator[PdfLine]:
    """Yield the line of ``glyphs``; none where nothing is to be seen."""
    words = [glyph for glyph in glyphs if not glyph.text.isspace() and glyph.size]
    if not words:
        return
    size = max(glyph.size for glyph in words)
    spaces = list(_spaces(glyphs, size))
    yield PdfLine(
        page=page,
        text="".join(" " * (width is not None) + glyph.text for glyph, width in zip(words, spaces, strict=True)),
        left=words[0].left,
        right=words[-1].right,
        baseline=min(glyph.baseline for glyph in words if glyph.size == size),
        size=size,
        spaces=tuple(width for width in spaces if width is not None),
    )


def _spaces(glyphs: Iterable[DrawnGlyph], size: float) -> Iterator[float | None]:
    """Yield for each glyph that is no space how far it stands behind the word before, in em; ``None`` inside a word."""
    last: DrawnGlyph | None = None
    is_space = False
    for glyph in glyphs:
        if glyph.text.isspace() or not glyph.size:
            is_space = True
            continue
        width = (glyph.left - last.right) / size if last else 0.0
        is_apart = width > APART and glyph.text not in CLOSING
        yield width if last is not None and (is_space or is_apart) else None
        last, is_space = glyph, False
