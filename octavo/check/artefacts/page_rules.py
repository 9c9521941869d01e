"""What is wrong with what a page draws, whatever it says: letters beyond the paper, print over print, and the like."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from octavo.pdf.drawn_pages import DrawnPage
from octavo.pdf.drawn_runs import Run

OVER = 0.35
"""Two lines whose baselines are nearer than this part of the smaller size stand in each other's way."""

WIDE = 0.45
"""How far, as a part of the smaller size, two runs may cover each other: kerning, italics and small signs do."""

BEYOND = 0.5
"""How far, in pt, a letter may stand beyond the trim: overhanging italics do."""

DISTORTED = 0.02
"""How much wider or narrower than by its proportions a picture may be drawn: sizes are whole numbers of pixels."""


class PageFault(NamedTuple):
    """Something wrong with a page: ``beyond``, ``over`` or ``distorted``, the text that it is about, and a measure.

    ``other`` is the text that is printed over, and ``value`` how many pt or parts in a hundred it is.
    """

    kind: str
    text: str = ""
    other: str = ""
    value: float = 0.0


def page_faults(page: DrawnPage) -> Iterator[PageFault]:
    """Yield what is wrong with ``page``."""
    runs = [run for run in page.runs if run.text.strip() and run.size > 0]
    left, bottom, right, top = page.trim
    for run in runs:
        if run.is_level:
            excess = max(left - run.left, run.right - right, bottom - run.baseline, run.baseline - top)
            if excess > BEYOND:
                yield PageFault("beyond", run.text, "", round(excess, 1))
    for run, other in _overprinted(runs):
        yield PageFault("over", run.text, other.text)
    for picture in page.pictures:
        if abs(picture.distortion - 1) > DISTORTED:
            yield PageFault("distorted", value=round(picture.distortion, 3))


def _overprinted(runs: Sequence[Run]) -> Iterator[tuple[Run, Run]]:
    """Yield each two runs that stand over each other."""
    level = sorted((run for run in runs if run.is_level), key=lambda run: (run.baseline, run.left))
    for place, run in enumerate(level):
        for other in level[place + 1 :]:
            size = min(run.size, other.size)
            if other.baseline - run.baseline > OVER * max(run.size, other.size):
                break
            if other.baseline - run.baseline > OVER * size:
                continue
            if min(run.right, other.right) - max(run.left, other.left) > WIDE * size:
                yield run, other
