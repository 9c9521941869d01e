"""Print and ebook must read the same: the text of the PDF equals the text of the EPUB, section by section.

Taken out on both sides are the elements of the classes in ``ONLY_IN_ONE_MEDIUM``, the numbers and bullets of
lists, white space, soft hyphens and the hyphens that the layout set; notes are read at the end of their section.
Nothing else is forgiven.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby, pairwise
from typing import TYPE_CHECKING

from octavo.check.artefacts.printed import Piece, Printed, Run
from octavo.model.diagnostics import Diagnostic, fault, in_order
from octavo.model.origin import NOWHERE
from octavo.model.output import LIST_MARKER, ONLY_IN_ONE_MEDIUM

if TYPE_CHECKING:
    from xml.etree import ElementTree as ET

NOTE = "Note"
SET_HYPHEN = "\N{HYPHEN}"
UNSEEN = re.compile("[\\s\N{SOFT HYPHEN}\N{WORD JOINER}]+")
SHOWN = 40
"""How many characters around the first difference are shown on either side."""


def examine_parity(printed: Printed, screens: Mapping[str, str]) -> tuple[Diagnostic, ...]:
    """Return OC701 for each section whose text is not the same in both, and for each that only one of them has.

    ``screens`` are the texts of the sections of the ebook (see :func:`screen_text`) in their order.
    """
    prints = dict(print_text(printed, tuple(screens)))
    return in_order(
        fault("OC701", NOWHERE, section=section, print=printed, ebook=shown)
        for section in screens
        if (difference := first_difference(prints.get(section, ""), screens[section]))
        for printed, shown in (difference,)
    )


def first_difference(one: str, other: str) -> tuple[str, str] | None:
    """Return what stands in ``one`` and ``other`` where they first differ, or ``None`` when they are equal."""
    if one == other:
        return None
    pairs = enumerate(zip(one, other, strict=False))
    place = next((place for place, (left, right) in pairs if left != right), min(len(one), len(other)))
    shown = slice(max(0, place - SHOWN), place + SHOWN)
    return one[shown], other[shown]


def print_text(printed: Printed, sections: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Yield each of ``sections`` with its text; a section reaches from the page of its anchor to the next one's."""
    on_page: dict[int, list[tuple[int, Run]]] = {}
    for place, run in enumerate(printed.runs):
        on_page.setdefault(run.page, []).append((place, run))
    starts = [printed.places.get(section, 0) for section in sections]
    for section, (start, end) in zip(sections, pairwise((*starts, printed.count + 1)), strict=True):
        runs = [run for _, run in sorted(placed for page in range(start, end) for placed in on_page.get(page, ()))]
        yield section, "".join(run.text for is_note in (False, True) for run in runs if run.is_note is is_note)


def runs_in(pieces: Iterable[Piece]) -> Iterator[Run]:
    """Yield what of a PDF must read as in the ebook; a hyphen set at the end of a line goes."""
    kept = (
        (piece.page, NOTE in piece.roles, piece.text.removesuffix(SET_HYPHEN))
        for piece in pieces
        if LIST_MARKER not in piece.titles and not any(title in ONLY_IN_ONE_MEDIUM for title in piece.titles)
    )
    for (page, is_note), group in groupby(kept, key=lambda each: each[:2]):
        yield Run(page, is_note, _without_space("".join(text for _, _, text in group)))


def screen_text(body: "ET.Element") -> str:
    """Return what of a document of the ebook must read as in print."""
    return _without_space("".join(_words(body)))


def _words(element: "ET.Element") -> Iterator[str]:
    if not set((element.get("class") or "").split()) & set(ONLY_IN_ONE_MEDIUM):
        yield element.text or ""
        for child in element:
            yield from _words(child)
            yield child.tail or ""


def _without_space(text: str) -> str:
    return UNSEEN.sub("", text)
