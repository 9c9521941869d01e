"""Know the pages of a printing again: by what is printed on each, by its words, and by what stands in its margins."""

from collections.abc import Iterable, Iterator, Sequence
from hashlib import sha256

from octavo.model.editions import FrozenPage
from octavo.model.output import Printing
from octavo.model.printing import UNCOUNTED
from octavo.pdf.drawn_pages import DrawnPage
from octavo.pdf.drawn_runs import ARTIFACT, DrawnRun
from octavo.pdf.opened_file import OpenedFile

DIGITS = 10
"""Digits of a digest: among 100 000 pages, one in 200 times two are taken for one another."""

IN_MARGINS = frozenset({ARTIFACT, None})
"""Marks of what is no text of the book: running heads, folios, the foot of a sheet."""

HYPHENS = str.maketrans("", "", "-\N{HYPHEN}\N{NON-BREAKING HYPHEN}")
"""What may stand at the end of a line and nowhere else."""


def frozen_pages(printing: Printing, versions: Sequence[str]) -> tuple[FrozenPage, ...]:
    """Return what is kept of the pages of a printing.

    A line in the margin that has one of ``versions``, the words by which the book names its version and the day of it,
    is left out, and so is one in which such words end.
    """
    breaks = {each.page: each for each in printing.layout.breaks}
    folio = printing.page_map.folios.folio
    found = []
    file = OpenedFile(printing.content)
    for number, page in enumerate(file.pages.values(), start=1):
        drawn, begins = file.drawn_page(page), breaks.get(number)
        found.append(
            FrozenPage(
                folio(number),
                begins.block if begins else "",
                begins.offset if begins else 0,
                _digest(_lines(drawn)),
                _digest(UNCOUNTED.sub("", run.text.translate(HYPHENS)) for run in _read(drawn)),
                _digest(margins(drawn, versions)),
            )
        )
    return tuple(found)


def _read(page: DrawnPage) -> list[DrawnRun]:
    return [run for run in page.runs if run.mark not in IN_MARGINS and run.text.strip()]


def _lines(page: DrawnPage) -> Iterator[str]:
    """Yield all that is printed with its places, from the left edge of the text: outer and inner margins differ."""
    runs = _read(page)
    edge = min((run.left for run in runs if run.is_level), default=0.0)
    for run in runs:
        yield f"{run.left - edge:.1f} {run.baseline:.1f} {run.size:.1f} {run.text}\n"
    for image in page.images:
        yield f"{image.width:.1f} {image.height:.1f}\n"


def margins(page: DrawnPage, versions: Sequence[str]) -> Iterator[str]:
    """Yield the lines in the margins of a page, without those that name one of ``versions``, or in which one ends."""
    lines: dict[float, list[str]] = {}
    for run in page.runs:
        if run.mark in IN_MARGINS:
            lines.setdefault(round(run.baseline, 1), []).append(run.text)
    named, before = tuple(filter(None, map(_squeezed, versions))), ""
    for words in map("".join, lines.values()):
        both = _squeezed(before + words)
        if not any(name in _squeezed(words) or (name in both and name not in _squeezed(before)) for name in named):
            yield words
        before = words


def _squeezed(words: str) -> str:
    return "".join(words.split())


def _digest(pieces: Iterable[str]) -> str:
    return sha256("".join(pieces).encode()).hexdigest()[:DIGITS]
