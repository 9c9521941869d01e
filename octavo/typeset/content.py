"""The drawing of a page as bytes: made shorter, and with places where a page number is written later.

It knows how the engine writes its content streams (one operator a line, text as hexadecimal glyph numbers in ``TJ``
arrays); the tests lay out pages and prove that it still does.
"""

import re
from collections.abc import Container, Mapping
from dataclasses import dataclass, replace

SHOWN = re.compile(rb"\[([^\]]*)\] TJ")
NUMBER = re.compile(rb"-?\d+\.\d{3,}")
ORIGIN = re.compile(rb"\S+ \S+ \S+ \S+ (\S+) \S+ Tm\n")
FONT = re.compile(rb"/\S+ (\S+) Tf\n$")
MARK = re.compile(rb"/\w+\n<</MCID (\d+)>>\nBDC")
ITEM = re.compile(rb"<([0-9a-f]*)>|(-?[\d.]+)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """A place for a page number in the drawing of a page.

    ``target`` is the anchor whose page it tells; it is empty for a folio, which tells the page's own. ``figures`` are
    the glyphs of 0 to 9, each ``advance`` thousandths of ``size`` wide, and ``placeholder`` the digits that were laid
    out. The text begins at ``origin``; ``align`` is what stays in place when the number has another length: 0 its left
    edge, 1 its right edge, ½ its middle.
    """

    target: str
    placeholder: str
    figures: tuple[int, ...]
    advance: float
    align: float = 0.0
    origin: float = 0.0
    size: float = 0.0

    def glyphs(self, number: str) -> bytes:
        """Return the glyphs of ``number`` as they stand between angle brackets."""
        return b"".join(b"%04x" % self.figures[int(figure)] for figure in number)

    def start(self, number: str) -> bytes:
        """Return where the text begins when it tells ``number``."""
        moved = (len(self.placeholder) - len(number)) * self.advance / 1000 * self.size * self.align
        return (b"%.6f" % (self.origin + moved)).rstrip(b"0").rstrip(b".")


def shorten(drawing: bytes) -> bytes:
    """Return ``drawing`` without what changes nothing that can be seen.

    Strings that follow each other without a gap are joined, and gaps are written to a hundredth of a thousandth of the
    font's size.
    """
    return SHOWN.sub(_shortened, drawing)


def _shortened(shown: re.Match[bytes]) -> bytes:
    inside = shown[1].replace(b">0<", b"").replace(b"<>", b"")
    inside = NUMBER.sub(lambda number: b"%.2f" % float(number[0]), inside)
    return b"[%b] TJ" % inside.removesuffix(b"0" if inside.endswith(b">0") else b"")


def cut(drawing: bytes, slots: Mapping[int, Slot]) -> tuple[list[bytes], list[Slot]]:
    """Cut a shortened ``drawing`` at its ``slots``, which are given by the number of their marked content.

    Return the pieces around the holes and the slots in order. Each slot has two holes: where its text begins, and its
    figures. Raises ``LookupError`` with the slot's anchor when its figures are not drawn as they should be.
    """
    pieces: list[bytes] = []
    filled: list[Slot] = []
    done, rest = 0, b""
    for (start, end), slot in sorted(((_marked(drawing, number), slot) for number, slot in slots.items()), key=_place):
        origin = ORIGIN.search(drawing, start, end)
        shown = SHOWN.search(drawing, start, end)
        font = FONT.search(drawing[max(0, start - 200) : drawing.rfind(b" Tf\n", 0, end) + 4])
        if origin is None or shown is None or font is None:
            raise LookupError(slot.target)
        before, after = _around(shown[1], slot)
        pieces += [rest + drawing[done : origin.start(1)], drawing[origin.end(1) : shown.start(1)] + before]
        done, rest = shown.end(1), after
        filled.append(replace(slot, origin=float(origin[1]), size=float(font[1])))
    return [*pieces, rest + drawing[done:]], filled


def _place(marked: tuple[tuple[int, int], Slot]) -> tuple[int, int]:
    return marked[0]


def artifacts(drawing: bytes, kept: Container[int]) -> bytes:
    """Turn the marked content of ``drawing`` that is not ``kept`` into artifacts, which are never read aloud."""
    return MARK.sub(lambda mark: mark[0] if int(mark[1]) in kept else b"/Artifact\nBMC", drawing)


def _marked(drawing: bytes, number: int) -> tuple[int, int]:
    """Return where the piece of marked content ``number`` begins and ends."""
    begin = re.search(rb"<</MCID %d>>\nBDC\n" % number, drawing)
    end = drawing.find(b"\nEMC", begin.end()) if begin else -1
    if begin is None or end < 0:
        raise LookupError(number)
    return begin.end(), end


def _around(shown: bytes, slot: Slot) -> tuple[bytes, bytes]:
    """Return what stands before and after the figures of ``slot`` in the array ``shown``, brackets included."""
    items: list[bytes | int] = []
    for item in ITEM.finditer(shown):
        if item[2] is not None:
            items.append(item[2])
        else:
            items += [int(item[1][place : place + 4], 16) for place in range(0, len(item[1]), 4)]
    wanted = [slot.figures[int(figure)] for figure in slot.placeholder]
    for place in range(len(items) - len(wanted) + 1):
        if items[place : place + len(wanted)] == wanted:
            return _array(items[:place]) + b"<", b">" + _array(items[place + len(wanted) :])
    raise LookupError(slot.target)


def _array(items: list[bytes | int]) -> bytes:
    """Write glyphs and gaps as the inside of an array."""
    return b"".join(b"<%04x>" % item if isinstance(item, int) else item for item in items).replace(b"><", b"")
