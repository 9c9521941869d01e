"""Print and ebook must read the same: the text of the PDF equals the text of the EPUB, section by section.

Taken out on both sides are the elements of the classes in ``ONLY_IN_ONE_MEDIUM``, the numbers and bullets of
lists, white space, soft hyphens and the hyphens that the layout set; notes are read at the end of their section.
Nothing else is forgiven.
"""

import io
import posixpath
import re
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from xml.etree import ElementTree as ET

import pikepdf

from octavo.check.pdf import destinations
from octavo.check.pdf_text import Piece, pieces
from octavo.model.diagnostics import Diagnostic, fault, in_order
from octavo.model.origin import NOWHERE
from octavo.model.output import LIST_MARKER, ONLY_IN_ONE_MEDIUM

XHTML = "{http://www.w3.org/1999/xhtml}"
OPF = "{http://www.idpf.org/2007/opf}"
SET_HYPHEN = "\N{HYPHEN}"
UNSEEN = re.compile("[\\s\N{SOFT HYPHEN}\N{WORD JOINER}]+")
SHOWN = 40
"""How many characters around the first difference are shown on either side."""


def examine_parity(pdf: bytes, epub: bytes, read: Sequence[Piece] | None = None) -> tuple[Diagnostic, ...]:
    """Yield OC701 for each section whose text is not the same in both, and for each that only one of them has.

    ``read`` is the text of the PDF, where it was read already.
    """
    screens = dict(screen_text(epub))
    prints = dict(print_text(pdf, tuple(screens), read))
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


def print_text(pdf: bytes, sections: Sequence[str], read: Sequence[Piece] | None = None) -> Iterator[tuple[str, str]]:
    """Yield each of ``sections`` with its text; a section reaches from the page of its anchor to the next one's."""
    with pikepdf.open(io.BytesIO(pdf)) as document:
        places = destinations(document)
        kept = [piece for piece in (pieces(document) if read is None else read) if not _is_forgiven(piece)]
        starts = [places.get(section, 0) for section in sections]
        for section, (start, end) in zip(sections, pairwise((*starts, len(document.pages) + 1)), strict=True):
            yield section, _joined([piece for piece in kept if start <= piece.page < end])


def screen_text(epub: bytes) -> Iterator[tuple[str, str]]:
    """Yield each section of the EPUB's spine with its text."""
    with zipfile.ZipFile(io.BytesIO(epub)) as archive:
        package = ET.fromstring(archive.read("EPUB/package.opf"))
        files = {item.get("id"): item.get("href", "") for item in package.iter(f"{OPF}item")}
        for item in package.iter(f"{OPF}itemref"):
            page = ET.fromstring(archive.read(posixpath.join("EPUB", files[item.get("idref")])))
            body = page.find(f"{XHTML}body")
            if body is not None:
                yield str(item.get("idref")), _without_space("".join(_words(body)))


def _is_forgiven(piece: Piece) -> bool:
    return LIST_MARKER in piece.titles or any(title in ONLY_IN_ONE_MEDIUM for title in piece.titles)


def _joined(read: Iterable[Piece]) -> str:
    """Put the pieces of one section together, notes last; a hyphen set at the end of a line goes."""
    texts: Mapping[bool, list[str]] = {False: [], True: []}
    for piece in read:
        texts["Note" in piece.roles].append(piece.text.removesuffix(SET_HYPHEN))
    return _without_space("".join((*texts[False], *texts[True])))


def _words(element: ET.Element) -> Iterator[str]:
    if not set((element.get("class") or "").split()) & set(ONLY_IN_ONE_MEDIUM):
        yield element.text or ""
        for child in element:
            yield from _words(child)
            yield child.tail or ""


def _without_space(text: str) -> str:
    return UNSEEN.sub("", text)
