"""The drawing of a page as bytes: made shorter, and with places where a page number is written later.

It knows how the engine writes its content streams (one operator a line, text as hexadecimal glyph numbers in ``TJ``
arrays); the tests lay out pages and prove that it still does.
"""

import re
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from octavo.pdf.syntax import real

SHOWN = re.compile(rb"\[([^\]]*)\] TJ")
GAPS = re.compile(rb"-?\d+\.\d{3,}|-?[\d.]+(?: -?[\d.]+)+")
ORIGIN = re.compile(rb"\S+ \S+ \S+ \S+ (\S+) \S+ Tm\n")
FONT = re.compile(rb"/\S+ (\S+) Tf\n$")
MARK = re.compile(rb"/\w+\n<</MCID (\d+)>>\nBDC")
ITEM = re.compile(rb"<([0-9a-f]*)>|(-?[\d.]+)")


DIGITS = "0123456789"


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """The figures of one style: the glyphs of ``signs``, their widths and the kerning of pairs, if any.

    The first ten signs are the digits; the letters of Roman figures may follow. Widths and kerning are in thousandths
    of the font's size.
    """

    glyphs: tuple[int, ...]
    advances: tuple[float, ...]
    kerns: Mapping[str, float] = field(default_factory=dict)
    signs: str = DIGITS

    @property
    def are_equally_wide(self) -> bool:
        """Whether they can stand for each other without a line growing or shrinking."""
        digits = self.advances[: len(DIGITS)]
        return max(digits) - min(digits) < 1 and not any(map(str.isdecimal, self.kerns))

    def width(self, number: str, spacing: float) -> float:
        """Return how wide ``number`` is, with ``spacing`` between its figures."""
        kerning = sum(self.kerns.get(one + other, 0.0) for one, other in pairwise(number))
        advances = sum(self.advances[self.signs.index(figure)] for figure in number)
        return advances + spacing * max(0, len(number) - 1) + kerning

    def written(self, number: str, spacing: float) -> bytes:
        """Return the glyphs of ``number``, with ``spacing`` between them, as they stand between angle brackets."""
        glyphs = [b"%04x" % self.glyphs[self.signs.index(figure)] for figure in number]
        for place, (one, other) in enumerate(pairwise(number), start=1):
            if gap := -round(spacing + self.kerns.get(one + other, 0.0), 2):
                glyphs[place] = b">%g<" % gap + glyphs[place]
        return b"".join(glyphs)


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """A place for a page number in the drawing of a page.

    ``target`` is the anchor whose page it says; it is empty for a folio, which says the page's own. ``placeholder`` are
    the digits that were laid out, ``figures`` the place of their style in a list of :class:`Figures`, and ``spacing``
    what is added between two of them, in thousandths of ``size``. The text begins at ``origin``; ``align`` is what
    stays in place when the number has another width: 0 its left edge, 1 its right edge, ½ its middle.
    """

    target: str
    placeholder: str
    figures: int
    spacing: float = 0.0
    align: float = 0.0
    origin: float = 0.0
    size: float = 0.0

    def start(self, number: str, figures: Figures) -> bytes:
        """Return where the text begins when it says ``number`` in its ``figures``."""
        wider = figures.width(self.placeholder, self.spacing) - figures.width(number, self.spacing)
        return real(self.origin + wider / 1000 * self.size * self.align)


def shorten(drawing: bytes) -> bytes:
    """Return ``drawing`` without what changes nothing that can be seen.

    Strings that follow each other without a gap are joined, and gaps are written to a hundredth of a thousandth of the
    font's size.
    """
    return SHOWN.sub(_shortened, drawing)


def _shortened(shown: re.Match[bytes]) -> bytes:
    inside = GAPS.sub(_summed, shown[1].replace(b">0<", b"").replace(b"<>", b" "))
    return b"[%b] TJ" % inside.removesuffix(b"0" if inside.endswith(b">0") else b"")


def _summed(gaps: re.Match[bytes]) -> bytes:
    return (b"%.2f" % sum(map(float, gaps[0].split()))).rstrip(b"0").rstrip(b".")


def cut(drawing: bytes, slots: Mapping[int, Slot], figures: Sequence[Figures]) -> tuple[list[bytes], list[Slot]]:
    """Cut a shortened ``drawing`` at its ``slots``, which are given by the number of their marked content.

    ``figures`` are what the slots point to.

    Return the pieces between what is written later, and the slots in order. Of each slot two things are written later:
    where its text begins, and its figures. Raises ``LookupError`` with the slot's anchor when its figures are not drawn
    as they should be.
    """
    pieces: list[bytes] = []
    filled: list[Slot] = []
    done, rest = 0, b""
    for (start, end), slot in sorted(((_marked(drawing, number), slot) for number, slot in slots.items()), key=_place):
        origin = ORIGIN.search(drawing, start, end)
        font = FONT.search(drawing[max(0, start - 200) : drawing.rfind(b" Tf\n", 0, end) + 4])
        if origin is None or font is None:
            raise LookupError(slot.target)
        shown, before, after = _found(SHOWN.finditer(drawing, start, end), slot, figures[slot.figures])
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


def _found(strings: Iterable[re.Match[bytes]], slot: Slot, figures: Figures) -> tuple[re.Match[bytes], bytes, bytes]:
    """Return the string that has the figures of ``slot``, and what stands in it before and after them.

    There are several where the words around the number need other fonts than the number itself.
    """
    for shown in strings:
        if around := _around(shown[1], slot, figures):
            return shown, *around
    raise LookupError(slot.target)


def _around(shown: bytes, slot: Slot, figures: Figures) -> tuple[bytes, bytes] | None:
    """Return what stands before and after the figures of ``slot`` in the array ``shown``, if they stand there."""
    items: list[bytes | int] = []
    for item in ITEM.finditer(shown):
        if item[2] is not None:
            items.append(item[2])
        else:
            items += [int(item[1][place : place + 4], 16) for place in range(0, len(item[1]), 4)]
    places = [place for place, item in enumerate(items) if isinstance(item, int)]
    wanted = [figures.glyphs[int(figure)] for figure in slot.placeholder]
    for start in range(len(places) - len(wanted) + 1):
        run = places[start : start + len(wanted)]
        if [items[place] for place in run] == wanted:
            return _array(items[: run[0]]) + b"<", b">" + _array(items[run[-1] + 1 :])
    return None


def _array(items: list[bytes | int]) -> bytes:
    """Write glyphs and gaps as the inside of an array."""
    return b"".join(b"<%04x>" % item if isinstance(item, int) else item for item in items).replace(b"><", b"")
