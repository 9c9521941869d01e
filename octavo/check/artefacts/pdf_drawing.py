"""The text in the drawing of a page, as our own drawings are written (ISO 32000-1, 9.4)."""

import re
import struct
from collections.abc import Callable, Mapping
from typing import TypeAlias


class CMap(dict[int, str]):
    """The text of each glyph of a font; U+FFFD for a glyph without text."""

    def __missing__(self, _glyph: int) -> str:
        """Return what stands for a glyph without text."""
        return "\N{REPLACEMENT CHARACTER}"


class Used(CMap):
    """The text of those glyphs of a font that were looked up here."""

    def __init__(self, whole: CMap) -> None:
        """Look glyphs up in ``whole``."""
        super().__init__()
        self._whole = whole

    def __missing__(self, glyph: int) -> str:
        """Return what the font has, and keep it."""
        return self.setdefault(glyph, self._whole[glyph])


Drawn: TypeAlias = Mapping[int, tuple[str, float]]
"""The text and the baseline of each piece of marked content of one page."""

OURS = re.compile(
    rb"^(?:\[(?P<shown>[^\]]*)\] TJ|<</MCID (?P<mark>\d+)>>\nBDC|(?P<bare>B[MD]C)|(?P<end>EMC)"
    rb"|/(?P<font>\S+) \S+ Tf|(?:\S+ ){5}(?P<height>\S+) Tm)$",
    re.MULTILINE,
)
"""The operators that say what is shown, in which font, at which height, and as which marked content.

Our own drawings have each on a line, and all strings in hexadecimal and arrays.
"""

GLYPHS = re.compile(rb"<([^>]*)>")

WORDS = (b"TJ", b"BDC", b"BMC", b"EMC", b"Tf", b"Tm")
NEVER = (b"(", b"Tj", b"BI\n")
"""What our drawings have only as operators, and what they never have."""


def drawn_by_us(drawing: bytes, cmap_of: Callable[[str], CMap]) -> Drawn | None:
    """Return the text of each piece of marked content, or ``None`` when somebody else has made the ``drawing``.

    ``cmap_of`` tells the text of the glyphs of the font of a name.
    """
    operators = list(OURS.finditer(drawing))
    if any(word in drawing for word in NEVER) or sum(map(drawing.count, WORDS)) != len(operators):
        return None
    found: dict[int, tuple[str, float]] = {}
    open_marks: list[int | None] = []
    cmap = CMap()
    baseline = 0.0
    for operator in operators:
        match operator.lastgroup:
            case "shown" if open_marks and None not in open_marks and (mark := open_marks[-1]) is not None:
                text = decoded(bytes.fromhex(b"".join(GLYPHS.findall(operator["shown"])).decode()), cmap)
                found[mark] = (found.get(mark, ("", 0.0))[0] + text, baseline)
            case "mark":
                open_marks.append(int(operator["mark"]))
            case "bare":
                open_marks.append(None)
            case "end":
                open_marks.pop()
            case "font":
                cmap = cmap_of(operator["font"].decode())
            case "height":
                baseline = float(operator["height"])
            case _:
                pass
    return found


def decoded(glyphs: bytes, cmap: CMap) -> str:
    """Return the text of a string of two-byte glyph numbers."""
    numbers = glyphs.decode("utf-16-be", "ignore")
    if len(numbers) * 2 == len(glyphs):
        return numbers.translate(cmap)
    # Some numbers are those of surrogates, which are no characters alone.
    return "".join(cmap[number] for number in struct.unpack(f">{len(glyphs) // 2}H", glyphs))


def cmap_from(written: bytes) -> CMap:
    """Return what the content of a ``/ToUnicode`` stream says (ISO 32000-1, 9.10.3)."""
    lines = re.findall(rb"<([0-9a-fA-F]{4})> <([0-9a-fA-F]*)>", written.partition(b"beginbfchar")[2])
    return CMap({int(glyph, 16): bytes.fromhex(text.decode()).decode("utf-16-be") for glyph, text in lines})
