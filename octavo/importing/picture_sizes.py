"""Widths of pictures in a source: parts of the width of the text, or lengths, which become such parts."""

import re
from collections.abc import Mapping

WHOLE = 160.0
"""The width of the text of a manuscript in mm: of A4 between margins of 25 mm, and of Letter nearly so."""

_FULL = 0.97
"""From this part of the width on a picture is as wide as the text."""

_LENGTH = re.compile(r"(\d+(?:\.\d+)?|\.\d+)\s*(%|[a-z]*)")
_MILLIMETRES: Mapping[str, float] = {
    "mm": 1,
    "cm": 10,
    "in": 25.4,
    "pt": 25.4 / 72,
    "pc": 25.4 / 6,
    "px": 25.4 / 96,
    "": 25.4 / 96,
    "em": 25.4 / 6,
    "rem": 25.4 / 6,
}
"""Units of lengths (CSS Values 3, section 6); a bare number is one of pixels, and a letter height one of 12 points."""


def width_of(written: str) -> tuple[float, bool]:
    """Return which part of the width of the text ``written`` is, 0 for all of it, and whether it was a length.

    What is no width that we can read is none: ``(0, False)``.
    """
    found = _LENGTH.fullmatch(written.strip().lower())
    if found is None or (found[2] != "%" and found[2] not in _MILLIMETRES):
        return 0.0, False
    share = float(found[1]) / 100 if found[2] == "%" else float(found[1]) * _MILLIMETRES[found[2]] / WHOLE
    is_length = found[2] != "%"
    if is_length and share >= _FULL:
        return 0.0, True
    return min(max(round(share, 2 if is_length else 4), 0.01), 1.0) if share else 0.0, is_length
