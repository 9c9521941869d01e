"""Trim sizes: the pages that books are cut to, by the names that printers and shops give them."""

import re
from collections.abc import Mapping
from typing import NamedTuple

INCH = 25.4
"""Millimetres in an inch."""

UNITS: Mapping[str, float] = {"mm": 1.0, "cm": 10.0, "in": INCH, '"': INCH, "pt": INCH / 72}
"""Units of lengths, in millimetres."""

NUMBER = r"([0-9]+(?:[.,][0-9]+)?)"
UNIT = r'(mm|cm|in|pt|")'

SIZE = re.compile(rf"{NUMBER}\s*{UNIT}?\s*[x×]\s*{NUMBER}\s*{UNIT}?")
LENGTH = re.compile(rf"{NUMBER}\s*{UNIT}")


class Trim(NamedTuple):
    """A trim size: width and height in mm."""

    width: float
    height: float


TRIMS: Mapping[str, Trim] = {
    "a4": Trim(210.0, 297.0),
    "a5": Trim(148.0, 210.0),
    "b5": Trim(176.0, 250.0),
    "letter": Trim(215.9, 279.4),
    "half-letter": Trim(139.7, 215.9),
    "5x8": Trim(127.0, 203.2),
    "5.5x8.5": Trim(139.7, 215.9),
    "6x9": Trim(152.4, 228.6),
    "7x10": Trim(177.8, 254.0),
    "pocket": Trim(108.0, 175.0),
}
"""Trims by their names: ISO 216, and those in inches that print shops offer. *pocket* is one for mass-market books."""

SAME: Mapping[str, str] = {"5.5x8.5": "half-letter"}
"""Names of a size that papers of themes have under another."""


def trim_of(text: str) -> tuple[str, Trim] | None:
    """Return the name of a trim and its size; ``None`` where ``text`` is neither a name nor a size with units.

    A size is such as ``170 x 240 mm`` or ``6.14 in × 9.21 in``; one without a unit is a name or nothing.
    """
    name = text.strip().lower().replace("×", "x").replace(" ", "")
    if name in TRIMS:
        return SAME.get(name, name), TRIMS[name]
    found = SIZE.fullmatch(text.strip().lower())
    if found is None or not (found[4] or found[2]):
        return None
    last = found[4] or found[2]
    width, height = (_number(each) * UNITS[unit] for each, unit in ((found[1], found[2] or last), (found[3], last)))
    return f"{width:g}x{height:g}mm", Trim(round(width, 3), round(height, 3))


def length_of(text: str) -> float | None:
    """Return a length such as ``18 mm`` or ``0.75in`` in mm; ``None`` where it has no unit or is no length."""
    found = LENGTH.fullmatch(text.strip().lower())
    return _number(found[1]) * UNITS[found[2]] if found else None


def _number(text: str) -> float:
    return float(text.replace(",", "."))
