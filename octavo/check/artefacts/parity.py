"""Print and ebook must read the same: the text of the PDF equals the text of the EPUB, section by section.

Taken out on both sides are the elements of the classes in ``ONLY_IN_ONE_MEDIUM``, the numbers and bullets of
lists, white space, soft hyphens and the hyphens that the layout set; notes are read at the end of their section.
Nothing else is forgiven.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby, pairwise
from typing import TYPE_CHECKING, NamedTuple

from octavo.model.diagnostics import Diagnostic, fault
from octavo.model.origin import Origin
from octavo.model.output import LIST_MARKER, ONLY_IN_ONE_MEDIUM
from octavo.model.printing import UNCOUNTED
from octavo.pdf.document import TaggedText

if TYPE_CHECKING:
    from xml.etree import ElementTree as ET

NOTE = "Note"
SET_HYPHEN = "\N{HYPHEN}"
SHOWN = 40
"""How many characters around the first difference are shown on either side."""


class Run(NamedTuple):
    """Text of a PDF that must read as in the ebook: its page, whether it is that of a note, and its pieces."""

    page: int
    is_note: bool
    texts: tuple[str, ...]


def differences(
    prints: Mapping[str, str], screens: Mapping[str, str], file: Origin, other: Origin
) -> Iterator[Diagnostic]:
    """Yield OC701 for each section whose text is not the same in both files, and for each that only one of them has.

    ``prints`` are the texts of the sections of the PDF ``file`` (see :func:`print_texts`), ``screens`` those of the
    ebook ``other`` (see :func:`screen_text`) in their order.
    """
    for section in screens:
        if difference := first_difference(prints.get(section, ""), screens[section]):
            printed, shown = difference
            yield fault("OC701", file, related=[other], section=section, print=printed, ebook=shown)


def first_difference(one: str, other: str) -> tuple[str, str] | None:
    """Return what stands in ``one`` and ``other`` where they first differ, or ``None`` when they are equal."""
    if one == other:
        return None
    pairs = enumerate(zip(one, other, strict=False))
    place = next((place for place, (left, right) in pairs if left != right), min(len(one), len(other)))
    shown = slice(max(0, place - SHOWN), place + SHOWN)
    return one[shown], other[shown]


def print_texts(
    runs: Iterable[Run], places: Mapping[str, int], page_count: int, sections: Sequence[str]
) -> Mapping[str, str]:
    """Return the text of each of ``sections``; it reaches from the page of its anchor to that of the next one.

    ``runs`` are in the order of reading, ``places`` are the pages of anchors, from 1.
    """
    on_page: dict[int, list[tuple[int, Run]]] = {}
    for place, run in enumerate(runs):
        on_page.setdefault(run.page, []).append((place, run))
    starts = [places.get(section, 0) for section in sections]
    found: dict[str, str] = {}
    for section, (start, end) in zip(sections, pairwise((*starts, page_count + 1)), strict=True):
        held = [run for _, run in sorted(placed for page in range(start, end) for placed in on_page.get(page, ()))]
        found[section] = "".join(_text(run) for is_note in (False, True) for run in held if run.is_note is is_note)
    return found


def _text(run: Run) -> str:
    """Return the text of a run without space; a hyphen set at the end of a line goes."""
    return _without_space("".join(text.removesuffix(SET_HYPHEN) for text in run.texts))


def runs_in(pieces: Iterable[TaggedText]) -> Iterator[Run]:
    """Yield what of a PDF must read as in the ebook."""
    kept = ((piece.page, NOTE in piece.roles, piece.text) for piece in pieces if not differs_by_medium(piece))
    for (page, is_note), group in groupby(kept, key=lambda each: each[:2]):
        yield Run(page, is_note, tuple(text for _, _, text in group))


def differs_by_medium(piece: TaggedText) -> bool:
    """Whether print and ebook need not have ``piece`` in common."""
    return LIST_MARKER in piece.titles or any(title in ONLY_IN_ONE_MEDIUM for title in piece.titles)


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
    return UNCOUNTED.sub("", text)
