"""Tell feet, inches, minutes and seconds from quotation marks: straight marks behind a figure are primes (T15)."""

import re

_EXACT = re.compile(
    # 51° 30' 26"
    r"°\s?\d+(?:[.,]\d+)?(?P<minutes>')(?:\s?\d+(?:[.,]\d+)?(?P<seconds>\"|''))?"
    # 5' 11", 5'-11½", 5' 11'' (two single marks, as typewriters had it)
    r"|(?<![\w.,'’])\d{1,3}(?P<feet>')\s?-?\s?\d{1,2}(?:[.,]\d+|\s?[¼½¾⅛⅜⅝⅞]|[ -]\d/\d{1,2})?(?P<inches>\"|'')"
    # 7''
    r"|(?<![\w.,'’])\d{1,3}(?:[.,]\d{1,3})?(?P<alone>'')(?!['\w])"
    # 4' x 8', 4'x8'
    r"|(?<![\w.,'’])\d{1,3}(?P<length>')\s?[x×]\s?\d{1,3}(?P<width>')(?!\w)"
)
_SHORT_NUMBER = re.compile(r"(?:(?<![\d.,'’])\d{1,3}(?:[.,]\d{1,3})?|[¼½¾⅛⅜⅝⅞]|\d/\d{1,2})\Z")
_REST = {
    "'": (re.compile(r"(?<![^\s(\[])'\w"), re.compile(r"[.,;:!?…]'(?!\w)")),
    '"': (re.compile(r"(?<![^\s(\[—–-])\"(?=\S)"), re.compile(r"[^\s\d(\[—–-]\"(?!\w)")),
}
"""For each sign how those look that can only open, and those that can only close."""


def exact_measures(value: str) -> set[int]:
    """Return the places of signs in ``value`` that can be nothing but primes: those of a whole measure.

    Two single marks stand for a double one.
    """
    measures = _EXACT.finditer(value)
    return {at for found in measures for name in found.groupdict() if found[name] for at in range(*found.span(name))}


def is_short_number(value: str, place: int) -> bool:
    """Whether a number stands before ``place`` that is no year, and so may be counted in feet or inches."""
    return _SHORT_NUMBER.search(value, max(0, place - 12), place) is not None


def may_be_measure(value: str, place: int) -> bool:
    """Whether a sign behind a figure, inside a quotation, is a prime: another one is left that closes the quotation."""
    opening, closing = (pattern.findall(value, place + 1) for pattern in _REST[value[place]])
    return len(closing) > len(opening) and is_short_number(value, place)
