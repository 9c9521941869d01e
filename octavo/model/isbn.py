"""ISBNs: read as people write them, checked, and written as print and metadata want them (ISO 2108)."""

import re

_WRITTEN = re.compile(r"(?:urn:isbn:|isbn(?:-1[03])?:?\s*)?([0-9][0-9\s-]*[0-9Xx])", re.IGNORECASE)
_NAMED = re.compile(r"(?:urn:isbn:|isbn)", re.IGNORECASE)
_SEPARATORS = re.compile(r"[\s-]")

SHORT, LONG = 10, 13


def is_meant(identifier: str) -> bool:
    """Whether ``identifier`` is written as an ISBN, a right or a wrong one; other identifiers have a scheme."""
    return _NAMED.match(identifier) is not None or _WRITTEN.fullmatch(identifier) is not None


def is_valid(identifier: str) -> bool:
    """Whether ``identifier`` is an ISBN with ten or thirteen figures and the right check figure."""
    figures = _figures(identifier)
    if len(figures) == SHORT and "X" not in figures[:-1]:
        return sum((SHORT - place) * _value(figure) for place, figure in enumerate(figures)) % 11 == 0
    return len(figures) == LONG and "X" not in figures and figures[-1] == _check_figure(figures[:-1])


def as_urn(identifier: str) -> str:
    """Return a valid ISBN as ``urn:isbn:`` and its thirteen figures (RFC 8254; EPUB 3.3, 5.4.3)."""
    figures = _figures(identifier)
    if len(figures) == SHORT:
        whole = f"978{figures[:-1]}"
        figures = whole + _check_figure(whole)
    return f"urn:isbn:{figures}"


def as_printed(identifier: str) -> str:
    """Return a valid ISBN with the word before it, grouped by the hyphens with which it is written."""
    found = _WRITTEN.fullmatch(identifier)
    written = found[1] if found else identifier
    return f"ISBN {re.sub(r'[ -]+', '-', written).upper()}"


def _figures(identifier: str) -> str:
    found = _WRITTEN.fullmatch(identifier.strip())
    return _SEPARATORS.sub("", found[1]).upper() if found else ""


def _check_figure(figures: str) -> str:
    total = sum(int(figure) * (3 if place % 2 else 1) for place, figure in enumerate(figures))
    return str(-total % 10)


def _value(figure: str) -> int:
    return SHORT if figure == "X" else int(figure)
