"""What would go wrong with a sound PDF on a copier or in a print shop (rules P5, P9, P13, T32 and H5).

Nothing here stops a build. Each kind of finding is told once at each place of the manuscript.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from octavo.check.artefacts.places import Places
from octavo.model.contrast import contrast
from octavo.model.diagnostics import Diagnostic, fault
from octavo.model.folios import shown_page
from octavo.model.origin import Origin
from octavo.model.printing import POINTS_PER_MM
from octavo.pdf.catalogue import Catalogue, read_catalogue
from octavo.pdf.drawn_pages import DrawnPage
from octavo.pdf.opened_file import OpenedFile
from octavo.pdf.painted_marks import PaintedMark, painted_marks

COARSEST = 200
"""Pixels per inch below which a picture looks coarse in print."""

THINNEST = 0.25
"""Pt: thinner lines break up."""

SAFE = 5.0
"""Mm from the trim in which nothing stands that must not be cut off, or left out by an office printer."""

READABLE = 4.5
"""The least contrast of text to its background (WCAG 2.2, 1.4.3). It survives a copier that knows black alone."""

SEEN = 3.0
"""The least contrast of a line (WCAG 2.2, 1.4.11)."""

VANISHED, BLACK = 0.02, 0.9
"""The parts of a picture that are black after a one-bit threshold, below and above which it is lost."""

THRESHOLD = 128
DPI = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintReport:
    """What a print shop asks of a file: its pages, their sizes in mm, its fonts, and the coarsest of its pictures.

    ``sizes`` has the number of pages of each size of the trim. ``resolution`` is in pixels per inch.
    """

    file: str
    pages: int
    sizes: tuple[tuple[str, int], ...]
    fonts: int
    is_embedded: bool
    pictures: int
    resolution: float


def examine_for_print(
    name: str, content: bytes, origins: Mapping[str, Origin]
) -> tuple[PrintReport, tuple[Diagnostic, ...]]:
    """Report on the PDF ``name``, and tell what would go wrong with it in print.

    ``origins`` are the places of its anchors in the manuscript. Raises ``ValueError`` for what is no PDF.
    """
    file = OpenedFile(content)
    catalogue = read_catalogue(file.objects)
    places = Places(catalogue.placed(file.numbers), origins, Origin(name))
    sizes: dict[str, int] = {}
    pictures: list[PaintedMark] = []
    found: list[tuple[str, Origin, int, Mapping[str, str]]] = []
    for number, page in enumerate(file.pages.values(), start=1):
        marks = list(painted_marks(file.objects, page.entries))
        drawn = file.drawn_page(page)
        left, bottom, right, top = drawn.trim
        size = f"{(right - left) / POINTS_PER_MM:.0f} × {(top - bottom) / POINTS_PER_MM:.0f} mm"
        sizes[size] = sizes.get(size, 0) + 1
        shown = [mark for mark in marks if mark.kind == "picture"]
        pictures += shown
        wrong = (*_marks_of(marks), *_outside(drawn), *_lost_pictures(content, number, shown))
        found += ((code, places.above(number, height), number, about) for code, height, about in wrong)
    fonts = list(catalogue.fonts.values())
    report = PrintReport(
        file=name,
        pages=len(file.pages),
        sizes=tuple(sizes.items()),
        fonts=len(fonts),
        is_embedded=all(font.is_embedded for font in fonts),
        pictures=len(pictures),
        resolution=min((mark.resolution for mark in pictures), default=0.0),
    )
    return report, tuple(_told_once(found, catalogue, Origin(name)))


def _told_once(
    found: Iterable[tuple[str, Origin, int, Mapping[str, str]]], catalogue: Catalogue, file: Origin
) -> Iterator[Diagnostic]:
    """Yield one diagnostic for each code and place, with the first page on which it was found."""
    known: set[tuple[str, Origin]] = set()
    for code, origin, page, about in found:
        if (code, origin) not in known:
            known.add((code, origin))
            shown = shown_page(page, catalogue.label(page))
            yield fault(code, origin, near=None, related=[file] if origin != file else [], page=shown, **about)


_Found = tuple[str, float, Mapping[str, str]]
"""A code, the height on the page, and what the message says."""


def _marks_of(marks: Sequence[PaintedMark]) -> Iterator[_Found]:
    """Yield what is wrong with the tones, lines and pictures of a page."""
    areas: list[PaintedMark] = []
    for mark in marks:
        height = mark.place[3]
        difference = contrast(mark.tone, _background(mark, areas))
        match mark.kind:
            case "area":
                areas.append(mark)
            case "picture":
                areas.append(mark)
                if mark.resolution < COARSEST:
                    yield "OC720", height, {"dpi": f"{mark.resolution:.0f}", "wanted": f"{COARSEST}"}
            case "line":
                if mark.thickness < THINNEST - 0.005:
                    yield "OC721", height, {"width": f"{mark.thickness:.2f}", "least": f"{THINNEST}"}
                elif (seen := max(difference, contrast(mark.tone, 1.0))) < SEEN and mark.tone < 1:
                    # The outline of a black bar is seen against the paper.
                    yield "OC722", height, {"what": "a line", "contrast": f"{seen:.1f}", "least": f"{SEEN:g}"}
            case _:
                if difference < READABLE:
                    yield "OC722", height, {"what": "text", "contrast": f"{difference:.1f}", "least": f"{READABLE:g}"}


def _background(mark: PaintedMark, areas: Sequence[PaintedMark]) -> float:
    """Return the tone on which ``mark`` stands; a picture under it counts as paper, since nobody knows its tones."""
    x, y = mark.place[0], mark.place[1]
    for area in reversed(areas):
        left, bottom, right, top = area.place
        if left <= x <= right and bottom <= y <= top:
            return 1.0 if area.kind == "picture" else area.tone
    return 1.0


def _outside(page: DrawnPage) -> Iterator[_Found]:
    """Yield OC723 for text that stands nearer to the edge of the paper than is safe."""
    left, bottom, right, top = page.trim
    for run in page.runs:
        if run.is_level and run.text.strip():
            room = min(run.left - left, right - run.right, run.baseline - bottom, top - run.baseline - run.size / 2)
            if 0 <= room < SAFE * POINTS_PER_MM - 0.5:
                about = {"text": run.text.strip(), "room": f"{room / POINTS_PER_MM:.1f}", "safe": f"{SAFE:g}"}
                yield "OC723", run.baseline, about


def _lost_pictures(content: bytes, page: int, pictures: Sequence[PaintedMark]) -> Iterator[_Found]:
    """Yield OC724 for each picture that is all black or all white after a threshold of one bit."""
    if not pictures:
        return
    from pypdfium2 import PdfDocument

    with PdfDocument(content) as document:
        image = document[page - 1].render(scale=DPI / 72, grayscale=True).to_pil()
    height = image.height
    for mark in pictures:
        left, bottom, right, top = (edge * DPI / 72 for edge in mark.place)
        cut = image.crop((int(left), int(height - top), max(int(right), int(left) + 1), max(int(height - bottom), 1)))
        histogram = cut.convert("L").histogram()
        black = sum(histogram[:THRESHOLD]) / max(1, sum(histogram))
        if not VANISHED <= black <= BLACK:
            yield "OC724", mark.place[3], {"share": f"{black * 100:.0f}"}
