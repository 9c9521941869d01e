"""Write a PDF whose pages are sheets, on which pages of another file lie as form XObjects (ISO 32000-1, 8.10).

The pages are taken over as they are, vectors, fonts and pictures alike; what is filled into forms is drawn. Tags and
links are left out: on a sheet, pages do not stand in the order of reading.
"""

import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

import pikepdf

from octavo.pdf.matrices import IDENTITY, Matrix
from octavo.pdf.objects import words_of
from octavo.pdf.values import UnreadableError

LINK = "/Link"
VERSION = "1.7"


class LockedError(UnreadableError):
    """A password is needed to open the file, or its author does not permit that pages are taken from it."""


class Size(NamedTuple):
    """A width and a height in pt."""

    width: float
    height: float

    @property
    def is_wide(self) -> bool:
        """Whether it is wider than it is high."""
        return self.width > self.height


class SheetArea(NamedTuple):
    """A rectangle on a sheet in pt, its sides in parallel with those of the sheet."""

    left: float
    bottom: float
    width: float
    height: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Placement:
    """A page (from 1) on a sheet: ``matrix`` takes it there from its own lower left corner, ``clip`` bounds it."""

    page: int
    matrix: Matrix
    clip: SheetArea


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetSide:
    """One page of the new file. ``drawing`` is what is drawn over the pages: operators of a content stream."""

    size: Size
    placements: tuple[Placement, ...]
    drawing: bytes = field(default=b"", repr=False)


def saved(made: pikepdf.Pdf, version: str) -> bytes:
    """Return the bytes of a file of PDF ``version``, always the same ones."""
    written = io.BytesIO()
    made.save(
        written,
        deterministic_id=True,
        force_version=version,
        object_stream_mode=pikepdf.ObjectStreamMode.generate,
    )
    return written.getvalue()


class PageSource:
    """A file from which pages are taken. ``sizes`` are those of its pages as they are seen, turned and trimmed.

    ``repairs`` says what was wrong with the file and was mended by reading it; ``title`` is the one that it bears.
    """

    def __init__(self, content: bytes) -> None:
        """Open a file.

        Raises :class:`LockedError` for one that asks for a password, :class:`UnreadableError` for what is no PDF or
        holds no page that can be read.
        """
        try:
            self._file = pikepdf.open(io.BytesIO(content))
            if any(each.get("/Subtype") != LINK for page in self._file.pages for each in page.get("/Annots", ())):
                # What is filled into a form is drawn by its annotations, which a form XObject has none of.
                self._file.generate_appearance_streams()
                self._file.flatten_annotations("print")
            self._forms = [page.as_form_xobject() for page in self._file.pages]
            self._corners = [_corners(form) for form in self._forms]
        except pikepdf.PasswordError as problem:
            raise LockedError("a password is needed to open it") from problem
        except (pikepdf.PdfError, ArithmeticError, LookupError, TypeError, ValueError, RuntimeError) as problem:
            # In a damaged file anything may stand anywhere.
            raise UnreadableError(words_of(problem)) from problem
        if not self._forms:
            raise UnreadableError("it has no page")
        self.sizes = tuple(Size(right - left, top - bottom) for left, bottom, right, top in self._corners)
        self.repairs = tuple(map(words_of, self._file.get_warnings()))
        self.title = str(self._file.docinfo.get("/Title", ""))

    def write(self, sides: Iterable[SheetSide], *, title: str, subject: str, flip: str) -> bytes:
        """Return the new file, always of the same bytes; ``flip`` is ``short-edge``, ``long-edge`` or empty."""
        made = pikepdf.new()
        if "/OCProperties" in self._file.Root:
            # Layers that are switched off stay so.
            made.Root.OCProperties = made.copy_foreign(self._file.Root.OCProperties)
        forms: dict[int, pikepdf.Object] = {}
        for side in sides:
            for each in side.placements:
                if each.page not in forms:
                    forms[each.page] = made.copy_foreign(self._forms[each.page - 1])
            made.pages.append(pikepdf.Page(self._sheet(made, side, forms)))
        made.docinfo["/Title"] = title
        made.docinfo["/Subject"] = subject
        made.Root.ViewerPreferences = pikepdf.Dictionary(PrintScaling=pikepdf.Name("/None"), DisplayDocTitle=True)
        if flip:
            name = {"short-edge": "/DuplexFlipShortEdge", "long-edge": "/DuplexFlipLongEdge"}[flip]
            made.Root.ViewerPreferences.Duplex = pikepdf.Name(name)
        return saved(made, VERSION)

    def _sheet(self, made: pikepdf.Pdf, side: SheetSide, forms: dict[int, pikepdf.Object]) -> pikepdf.Object:
        """Return a page of the new file."""
        names = {f"/P{each.page}": forms[each.page] for each in side.placements}
        operators = [self._shown(each) for each in side.placements]
        content = b"\n".join([*operators, side.drawing]) if side.drawing else b"\n".join(operators)
        return made.make_indirect(
            pikepdf.Dictionary(
                Type=pikepdf.Name.Page,
                MediaBox=[0, 0, *(_number(length) for length in side.size)],
                Resources=pikepdf.Dictionary(XObject=pikepdf.Dictionary(names)),
                Contents=made.make_stream(content),
            )
        )

    def _shown(self, placement: Placement) -> bytes:
        """Return the operators that show one page, moved so that its own lower left corner is the origin."""
        left, bottom, _, _ = self._corners[placement.page - 1]
        a, b, c, d, e, f = placement.matrix
        moved = (a, b, c, d, e - a * left - c * bottom, f - b * left - d * bottom)
        clip, matrix = " ".join(map(_written, placement.clip)), " ".join(map(_written, moved))
        return f"q {clip} re W n {matrix} cm /P{placement.page} Do Q".encode()


def _corners(form: pikepdf.Object) -> Sequence[float]:
    """Return left, bottom, right and top of what a form shows, in the coordinates of the page that shows it."""
    one_x, one_y, other_x, other_y = (float(each) for each in form.BBox)
    a, b, c, d, e, f = (float(each) for each in form.get("/Matrix", IDENTITY))
    points = [(a * x + c * y + e, b * x + d * y + f) for x in (one_x, other_x) for y in (one_y, other_y)]
    left, right = min(x for x, _ in points), max(x for x, _ in points)
    bottom, top = min(y for _, y in points), max(y for _, y in points)
    if right - left < 1 or top - bottom < 1:
        raise ValueError("a page of it has no size")
    return left, bottom, right, top


def _number(value: float) -> float:
    return round(value, 3)


def _written(value: float) -> str:
    """Write a number with at most five decimals, as PDF has no exponents."""
    return f"{value:.5f}".rstrip("0").rstrip(".") or "0"
