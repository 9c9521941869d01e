"""What a page draws, with places: runs of text and external objects.

A run is what one operator shows: a line, or a part of it that is set in one font. Lengths are in pt from the lower left
corner of the page.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from octavo.pdf.fonts import Font
from octavo.pdf.matrices import Matrix

ARTIFACT = -1
"""Stands for marked content that is an artifact, among the numbers of other marked content."""

LEVEL = 0.01
"""How far, as a part of their size, letters may be turned and still stand level."""


class DrawnRun(NamedTuple):
    """Text that is shown at once: its edges, baseline and size, and the number of its marked content.

    ``mark`` is :data:`ARTIFACT` for artifacts and ``None`` for what is not marked. ``left`` and ``right`` are those of
    what is seen, without space at either end. ``is_level`` says that it reads from left to right along its baseline.
    The places of a run that ``reads_upwards`` are those that it has where the page is turned to read it: along the page
    from below, and a baseline that is as far below 0 as it is from the left edge.
    """

    mark: int | None
    text: str
    left: float
    right: float
    baseline: float
    size: float
    is_level: bool
    reads_upwards: bool = False


class DrawnXObject(NamedTuple):
    """An external object, an image or a form (ISO 32000-1, 8.8), as it is drawn.

    ``name`` is its name among the resources of its page, and ``matrix`` the one in which it is drawn.
    """

    name: str
    matrix: Matrix


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawing:
    """What a page draws, in the order of drawing."""

    runs: Sequence[DrawnRun] = field(repr=False)
    xobjects: Sequence[DrawnXObject] = field(repr=False)


def run_of(text: str, edges: tuple[float, float], *, mark: int | None, size: float, matrix: Matrix) -> DrawnRun:
    """Return the run of ``text``, which is seen between the ``edges`` in text space; ``matrix`` leads to the page."""
    across, up, _, upright, left, bottom = matrix
    if up > 0 and abs(across) <= LEVEL * up:
        one, other = bottom + edges[0] * up, bottom + edges[1] * up
        return DrawnRun(
            mark, text, min(one, other), max(one, other), -left, size * up, is_level=False, reads_upwards=True
        )
    one, other = (left + edge * across for edge in edges)
    is_level = across > 0 and upright > 0 and abs(up) <= LEVEL * across
    return DrawnRun(mark, text, min(one, other), max(one, other), bottom + edges[0] * up, size * abs(upright), is_level)


def seen_edges(font: Font, placed: Iterable[tuple[int, float, float]], end: float) -> tuple[float, float]:
    """Return where the first glyph that is seen begins and the last ends; ``placed`` are codes with their edges.

    Where all is space, that is where all of it begins and ends. What follows stands at ``end``: the empty half of a
    glyph may be behind it.
    """
    glyphs = list(placed)
    seen = [glyph for glyph in glyphs if not font.texts[glyph[0]].isspace()] or glyphs
    return seen[0][1], min(seen[-1][2], end) if glyphs[-1] is seen[-1] else seen[-1][2]


def runs_by_mark(runs: Iterable[DrawnRun]) -> dict[int, list[DrawnRun]]:
    """Return runs by the number of their marked content; those of artifacts and what is not marked are left out."""
    found: dict[int, list[DrawnRun]] = {}
    for run in runs:
        if run.mark is not None and run.mark != ARTIFACT:
            found.setdefault(run.mark, []).append(run)
    return found
