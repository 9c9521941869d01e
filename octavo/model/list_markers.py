"""The markers of lists: numbers, letters and Roman numbers, with the signs around them."""

from typing import TYPE_CHECKING, Literal, TypeAlias

from octavo.model.folios import roman

if TYPE_CHECKING:
    from octavo.model.prose import ItemList

NumberStyle: TypeAlias = Literal["decimal", "lower-alpha", "upper-alpha", "lower-roman", "upper-roman"]
"""How the items of a list are numbered, in the words of CSS."""

_ALPHABET = 26
_ROMAN_DIGITS = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100, "d": 500, "m": 1000}


def marker(block: "ItemList", place: int) -> str:
    """Return the marker of the item at ``place``, from 0, of an ordered list, such as *3.* or *(c)*."""
    number = block.start + place
    kind = block.style.partition("-")[2]
    written = {"alpha": letters, "roman": roman}.get(kind, str)(number)
    written = written.upper() if block.style.startswith("upper") else written
    return f"{block.brackets[:-1]}{written}{block.brackets[-1:]}"


def is_plain(block: "ItemList") -> bool:
    """Whether a list is numbered as any program does by itself: *1.*, *2.*, *3.*."""
    return block.style == "decimal" and block.brackets == "."


def letters(number: int) -> str:
    """Return a ``number`` from 1 as letters: a to z, then aa, ab and so on."""
    written = ""
    while number > 0:
        number, place = divmod(number - 1, _ALPHABET)
        written = chr(ord("a") + place) + written
    return written


def roman_value(written: str) -> int | None:
    """Return the number that small Roman figures are; nothing for letters that are none."""
    values = [_ROMAN_DIGITS.get(letter, 0) for letter in written]
    total = sum(-one if one < max(values[at + 1 :], default=0) else one for at, one in enumerate(values))
    return total if total > 0 and roman(total) == written else None
