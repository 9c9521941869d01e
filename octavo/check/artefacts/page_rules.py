"""What is wrong with what a page draws, whatever it says: letters beyond the paper, print over print, and the like."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import NamedTuple

from octavo.pdf.drawn_pages import DrawnPage
from octavo.pdf.drawn_runs import DrawnRun

OVER = 0.35
"""Two lines whose baselines are nearer than this part of the smaller size stand in each other's way."""

WIDE = 0.45
"""How far, as a part of the smaller size, two runs may cover each other: kerning, italics and small signs do."""

PART = 0.6
"""The widest gap, as a part of their size, between letters of a picture that belong to one line."""

BEYOND = 0.5
"""How far, in pt, a letter may stand beyond the trim: overhanging italics do."""

DISTORTED = 0.02
"""How much wider or narrower than by its proportions a picture may be drawn: sizes are whole numbers of pixels."""


class PageFault(NamedTuple):
    """Something wrong with a page: ``beyond``, ``over``, ``drawn`` or ``distorted``, the text that it is about.

    ``other`` is the text that is printed over, and ``value`` how many pt or parts in a hundred it is. ``drawn`` is the
    same as ``over``, of letters inside a picture.
    """

    kind: str
    text: str = ""
    other: str = ""
    value: float = 0.0


def page_faults(page: DrawnPage, pictured: Collection[DrawnRun] = ()) -> Iterator[PageFault]:
    """Yield what is wrong with ``page``; ``pictured`` are its runs that a picture draws.

    Letters of a picture are judged among themselves alone: what sticks out of the picture is cut off, and not seen.
    """
    seen = [run for run in page.runs if run.text.strip() and run.size > 0]
    runs = [run for run in seen if run not in pictured] if pictured else seen
    left, bottom, right, top = page.trim
    for run in runs:
        if run.is_level:
            excess = max(left - run.left, run.right - right, bottom - run.baseline, run.baseline - top)
        elif run.reads_upwards:
            excess = max(bottom - run.left, run.right - top, left + run.baseline, -run.baseline - right)
        else:
            continue
        if excess > BEYOND:
            yield PageFault("beyond", run.text, "", round(excess, 1))
    for run, other in _overprinted(runs):
        yield PageFault("over", run.text, other.text)
    for run, other in _overprinted(list(_words(run for run in seen if run in pictured))):
        # Words drawn twice at one place have an edge of another colour.
        if run.text != other.text:
            yield PageFault("drawn", run.text, other.text)
    for image in page.images:
        if abs(image.distortion - 1) > DISTORTED:
            yield PageFault("distorted", value=round(image.distortion, 3))


def _words(letters: Iterable[DrawnRun]) -> Iterator[DrawnRun]:
    """Yield the words of a picture, whose letters may be drawn one by one."""
    word: DrawnRun | None = None
    for run in letters:
        if word is not None and (run.baseline, run.size) == (word.baseline, word.size):
            gap = run.left - word.right
            if abs(gap) <= PART * run.size:
                space = " " if gap > WIDE * run.size / 2 else ""
                word = word._replace(text=f"{word.text}{space}{run.text}", right=run.right)
                continue
        if word is not None:
            yield word
        word = run
    if word is not None:
        yield word


def _overprinted(runs: Sequence[DrawnRun]) -> Iterator[tuple[DrawnRun, DrawnRun]]:
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
