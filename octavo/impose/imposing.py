"""Impose a PDF: the one door. What cannot be done is a diagnostic, and so is what a person should know beforehand."""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from octavo.impose.marks import Overlay, marks_of, nothing
from octavo.impose.placement import STITCHED, cells_of, creep_of, edge_of, placements, scale_of, sheet_size
from octavo.impose.signatures import PressSheet, sheets_of
from octavo.model.diagnostics import Diagnostic, Faulty, fault
from octavo.model.imposition import Flip, Imposition
from octavo.model.origin import Origin
from octavo.model.printing import POINTS_PER_MM
from octavo.pdf.sheet_file import LockedError, PageSource, SheetSide, Size
from octavo.pdf.values import UnreadableError

ALIKE = 1.0
"""By how many pt the pages of a booklet may differ in size: writers of PDF round millimetres differently."""

MOST_STITCHED = 15
"""Sheets of office paper that a stapler or a booklet maker takes through the fold (P6)."""

SUBJECT = "Imposed for printing: the pages stand in the order of the sheets, without tags and links"


@dataclass(frozen=True, slots=True, kw_only=True)
class Imposed:
    """A file for the printer (``content``) and what to know of it.

    ``sheets`` is the number of sheets of paper, ``pages`` that of the pages on them and ``blanks`` that of blank ones
    among these; ``signature_sheets`` are the sheets of each signature, in order. ``scale`` is the size of the pages
    against their own. ``flip`` is the edge over which the printer turns the sheets, or ``None`` where only their fronts
    are printed.
    """

    content: bytes = field(repr=False)
    sheets: int
    signature_sheets: tuple[int, ...]
    pages: int
    blanks: int
    scale: float
    flip: Flip | None

    @property
    def signatures(self) -> int:
        """The number of signatures."""
        return len(self.signature_sheets)


def impose(
    content: bytes,
    imposition: Imposition,
    *,
    title: str,
    origin: Origin,
    overlay: Overlay = nothing,
    only: Collection[int] = (),
) -> tuple[Imposed, tuple[Diagnostic, ...]]:
    """Return the PDF ``content`` on sheets, and warnings. ``title`` is for a file that bears none.

    Where ``only`` some of the sheets are wanted, by their numbers from 1, they lie as they would among the others.

    ``origin`` is what diagnostics name. What ``overlay`` returns is drawn on every side, besides marks. Raises
    :class:`~octavo.model.diagnostics.Faulty` with OC611 to OC614.
    """
    try:
        source = PageSource(content)
    except LockedError as problem:
        raise Faulty([fault("OC611", origin)]) from problem
    except UnreadableError as problem:
        raise Faulty([fault("OC612", origin, problem=problem)]) from problem
    page = _common_size(source.sizes, imposition, origin)
    try:
        sheets = sheets_of(len(source.sizes), imposition)
    except ValueError as problem:
        raise Faulty([fault("OC614", origin, problem=problem)]) from problem
    size = sheet_size(imposition, page)
    scale = _scale(page, cells_of(sheets[0].front, size), imposition, origin)
    flip = (imposition.flip or edge_of(size)) if any(sheet.back for sheet in sheets) else None
    wanted = [sheet for number, sheet in enumerate(sheets, start=1) if not only or number in only]
    depths = Counter(sheet.signature for sheet in sheets)
    sides = tuple(_sides(wanted, depths, source.sizes, imposition, overlay))
    places = sum(len(row) for sheet in sheets for side in (sheet.front, sheet.back) if side for row in side.rows)
    imposed = Imposed(
        content=source.write(sides, title=source.title or title, subject=SUBJECT, flip=flip or ""),
        sheets=len(sheets),
        signature_sheets=tuple(Counter(sheet.signature for sheet in sheets).values()),
        pages=len(source.sizes),
        blanks=places - len(source.sizes),
        scale=scale,
        flip=flip,
    )
    return imposed, tuple(_warnings(source, sheets, imposition, origin))


def _common_size(sizes: Sequence[Size], imposition: Imposition, origin: Origin) -> Size:
    """Return the size of the pages; that of most where they may differ, else OC613 is raised."""
    (page, _), *_ = Counter(sizes).most_common(1)
    odd = [
        number
        for number, size in enumerate(sizes, start=1)
        if abs(size.width - page.width) > ALIKE or abs(size.height - page.height) > ALIKE
    ]
    if odd and imposition.scheme not in {"2-up", "4-up"}:
        raise Faulty([fault("OC613", origin, page=odd[0], size=_shown(sizes[odd[0] - 1]), others=_shown(page))])
    return page


def _scale(page: Size, room: Size, imposition: Imposition, origin: Origin) -> float:
    """Return the scale of the pages; raises OC614 where they are wanted in their own size and do not fit."""
    if imposition.scale == "actual":
        fitting = scale_of(page, room, replace(imposition, scale="shrink"))
        if (1 - fitting) * max(page) > ALIKE:
            problem = f"a page of {_shown(page)} does not fit into {_shown(room)}"
            raise Faulty([fault("OC614", origin, problem=problem)])
    return scale_of(page, room, imposition)


def _sides(
    sheets: Sequence[PressSheet],
    depths: Mapping[int, int],
    pages: Sequence[Size],
    imposition: Imposition,
    overlay: Overlay,
) -> Iterator[SheetSide]:
    """Yield fronts and backs in the order in which a duplex printer takes them; ``depths`` are those of signatures."""
    size = sheet_size(imposition, Counter(pages).most_common(1)[0][0])
    for sheet in sheets:
        creep = creep_of(sheet, depths[sheet.signature], imposition)
        front = tuple(placements(sheet.front, size, pages, imposition, creep=creep))
        marks = marks_of(sheet, size, imposition) if imposition.has_marks else b""
        yield SheetSide(size=size, placements=front, drawing=marks + overlay(size, is_front=True))
        if sheet.back:
            back = tuple(placements(sheet.back, size, pages, imposition, creep=creep, is_back=True))
            yield SheetSide(size=size, placements=back, drawing=overlay(size, is_front=False))


def _warnings(
    source: PageSource, sheets: Sequence[PressSheet], imposition: Imposition, origin: Origin
) -> Iterator[Diagnostic]:
    if source.repairs:
        yield fault("OC616", origin, problem=source.repairs[0])
    if imposition.scheme in STITCHED and (most := max(sheet.depth for sheet in sheets) + 1) > MOST_STITCHED:
        yield fault("OC615", origin, sheets=most, most=MOST_STITCHED)


def _shown(size: Size) -> str:
    """Return a size as people say it, in whole millimetres."""
    return f"{size.width / POINTS_PER_MM:.0f} × {size.height / POINTS_PER_MM:.0f} mm"
