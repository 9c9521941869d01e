"""The lines of a PDF: the paragraphs of its structure tree (ISO 32000-1, 14.8), each with the lines it was set in."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import pikepdf

from octavo.check.artefacts.glyph_places import Drawing, Glyph, draw
from octavo.check.artefacts.pdf_text import kids

INLINE = frozenset({"Annot", "Code", "Em", "Link", "Quote", "Reference", "Span", "Strong"})
"""Structure types whose text belongs to the lines of what is around them."""

LOWERED = 0.6
"""A baseline that is lower by more than this part of the size begins a line: calls of notes are raised less."""


APART = 0.12
"""A gap of more than this part of the size parts words, even where no space is drawn in it."""


CLOSING = ",.;:!?)]’”"
"""Stands at the end of a word, also behind the sign of a term, which is drawn."""


class Mark(NamedTuple):
    """A piece of marked content: its page, from 1, and its number there."""

    page: int
    number: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SetLine:
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
class SetBlock:
    """A paragraph, heading, cell or the like: its structure type, the types around it, and its lines in order."""

    role: str
    around: tuple[str, ...]
    lines: tuple[SetLine, ...]


def blocks(pdf: pikepdf.Pdf) -> Iterator[SetBlock]:
    """Yield the blocks of a tagged PDF in reading order; one without tags has none."""
    tree = pdf.Root.get("/StructTreeRoot")
    if tree is None:
        return
    pages = {page.obj.objgen: number for number, page in enumerate(pdf.pages, start=1)}
    drawn = draw(pdf)
    for kid in kids(tree):
        for role, around, marks in _runs(kid, (), None, pages):
            lines = tuple(_lines(marks, drawn))
            if lines:
                yield SetBlock(role=role, around=around, lines=lines)


def _runs(
    element: pikepdf.Object, around: tuple[str, ...], page: int | None, pages: dict[tuple[int, int], int]
) -> Iterator[tuple[str, tuple[str, ...], list[Mark]]]:
    """Yield the runs of marked content that are set in lines together, each with its structure type."""
    role = str(element["/S"])[1:]
    page = pages.get(element.Pg.objgen, page) if "/Pg" in element else page
    run: list[Mark] = []
    for kid in _flat(element, page, pages):
        if isinstance(kid, Mark):
            run.append(kid)
            continue
        if run:
            yield role, around, run
            run = []
        yield from _runs(kid, (*around, role), page, pages)
    if run:
        yield role, around, run


def _flat(
    element: pikepdf.Object, page: int | None, pages: dict[tuple[int, int], int]
) -> Iterator[Mark | pikepdf.Object]:
    """Yield the marked content of ``element`` and of what is set in its lines, and the blocks inside it."""
    for kid in kids(element):
        if not isinstance(kid, pikepdf.Dictionary):
            yield Mark(page or 0, int(kid))
        elif kid.get("/Type") == "/MCR":
            yield Mark(pages.get(kid.Pg.objgen, 0) if "/Pg" in kid else page or 0, int(kid["/MCID"]))
        elif kid.get("/Type") == "/OBJR":
            continue
        elif str(kid["/S"])[1:] in INLINE:
            yield from _flat(kid, pages.get(kid.Pg.objgen, page) if "/Pg" in kid else page, pages)
        else:
            yield kid


def _lines(marks: Iterable[Mark], drawn: Sequence[Drawing]) -> Iterator[SetLine]:
    glyphs: list[Glyph] = []
    page = 0
    for mark in marks:
        more = drawn[mark.page - 1].get(mark.number, []) if mark.page else []
        if not more:
            continue
        if glyphs and (mark.page != page or _begins_line(glyphs[-1], more[0])):
            yield _line(page, glyphs)
            glyphs = []
        glyphs = [*glyphs, *more]
        page = mark.page
    if glyphs:
        yield _line(page, glyphs)


def _begins_line(last: Glyph, first: Glyph) -> bool:
    return last.baseline - first.baseline > LOWERED * max(last.size, first.size) or first.left < last.left - last.size


def _line(page: int, glyphs: Sequence[Glyph]) -> SetLine:
    words = [glyph for glyph in glyphs if not glyph.text.isspace()] or list(glyphs)
    size = max(glyph.size for glyph in words)
    spaces = list(_spaces(glyphs, size))
    return SetLine(
        page=page,
        text="".join(" " * (width is not None) + glyph.text for glyph, width in zip(words, spaces, strict=True)),
        left=words[0].left,
        right=words[-1].right,
        baseline=min(glyph.baseline for glyph in words if glyph.size == size),
        size=size,
        spaces=tuple(width for width in spaces if width is not None),
    )


def _spaces(glyphs: Iterable[Glyph], size: float) -> Iterator[float | None]:
    """Yield for each glyph of a word how far it stands behind the word before, in em, or ``None`` inside a word."""
    last: Glyph | None = None
    is_space = False
    for glyph in glyphs:
        if glyph.text.isspace() and last is not None:
            is_space = True
            continue
        width = (glyph.left - last.right) / size if last else 0.0
        is_apart = width > APART and glyph.text not in CLOSING
        yield width if last is not None and (is_space or is_apart) else None
        last, is_space = glyph, False
