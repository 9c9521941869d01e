"""Numbers in any form: figures with or without marks between the thousands, words, and *1.5 million*."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from octavo.model.prose_patterns import ProsePatterns

LEAST_ROUNDED = 1000
"""Smaller numbers are not rounded in prose."""

FEWEST_FIGURES = 2
"""So many figures of a rounded number say something of their own."""

_SPACES = "[ \N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}\N{THIN SPACE}'’]"


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenNumber:
    """A number in prose and its words. ``figures`` is how many of its figures are not noughts at the end."""

    value: float
    start: int
    end: int
    figures: int


def written_numbers(text: str, prose: ProsePatterns, decimal_mark: str = ".") -> Iterator[WrittenNumber]:
    """Yield the numbers in ``text``; ``decimal_mark`` is that of the language."""
    numbers = prose.numbers
    pattern = _pattern(numbers.small, tuple(numbers.scales), numbers.joint, decimal_mark)
    for found in pattern.finditer(text):
        total, current = 0.0, 0.0
        figures = ""
        for piece in re.findall(_piece(numbers.small, tuple(numbers.scales), decimal_mark), found[0], re.IGNORECASE):
            word = piece.casefold()
            if (scale := _scale(word, numbers.scales)) is not None:
                current = (current or 1) * scale
                if scale >= LEAST_ROUNDED:
                    total, current = total + current, 0.0
            else:
                digits = _figures(piece, decimal_mark)
                part = float(digits) if digits else float(numbers.number(piece) or 0)
                figures += (digits or str(int(part))).replace(".", "")
                current += part
        yield WrittenNumber(
            value=total + current,
            start=found.start(),
            end=found.end(),
            figures=len(figures.strip("0")),
        )


def is_rounded(written: WrittenNumber, value: float) -> bool:
    """Whether ``written`` is ``value`` rounded to the figures that it has."""
    if value < LEAST_ROUNDED or written.value == value or written.figures < FEWEST_FIGURES:
        return False
    return float(f"{value:.{written.figures - 1}e}") == written.value


def _scale(word: str, scales: Mapping[str, int]) -> int | None:
    return next((value for name, value in scales.items() if word in {name, f"{name}s"}), None)


def _figures(piece: str, decimal_mark: str) -> str:
    """Return figures as a program reads them; nothing for words."""
    if not piece[:1].isdigit():
        return ""
    return re.sub(rf"{_SPACES}|[.,]", lambda mark: "." if mark[0] == decimal_mark else "", piece)


def _digits(decimal_mark: str) -> str:
    group, part = re.escape("," if decimal_mark == "." else "."), rf"(?:{re.escape(decimal_mark)}\d+)?"
    return rf"\d{{1,3}}(?:(?:{_SPACES}|{group})\d{{3}}(?!\d))+{part}|\d+{part}"


def _piece(small: str, scales: tuple[str, ...], decimal_mark: str) -> str:
    return rf"{_digits(decimal_mark)}|\b(?:{'|'.join(map(re.escape, scales)) or '(?!)'})s?\b|\b{_plain(small)}\b"


def _plain(pattern: str) -> str:
    return re.sub(r"(?<!\\)\((?!\?)", "(?:", pattern)


@lru_cache(maxsize=8)
def _pattern(small: str, scales: tuple[str, ...], joint: str, decimal_mark: str) -> re.Pattern[str]:
    one = rf"(?:{_digits(decimal_mark)}|{_plain(small)})"
    scale = rf"(?:{'|'.join(map(re.escape, scales)) or '(?!)'})s?"
    link = rf"(?:\s|-|\s{re.escape(joint)}\s)" if joint else r"(?:\s|-)"
    word = rf"(?:{one}|a(?=\s{scale}\b))" if scales else one
    return re.compile(
        rf"(?<![\w.,])(?:{word}(?:\s{scale})+(?:,?{link}{one}(?:\s{scale})+)*(?:{link}{one})?|{one})(?![\w]|[.,]\d)",
        re.IGNORECASE,
    )
