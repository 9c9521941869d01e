"""Print numbers of data as the language writes them, so that columns of them line up."""

from collections.abc import Iterable

from octavo.model.records import Cell, Column
from octavo.render.template_context import Words

MINUS = "\N{MINUS SIGN}"
FIGURE_SPACE = "\N{FIGURE SPACE}"
PUNCTUATION_SPACE = "\N{PUNCTUATION SPACE}"


YEARS = range(1500, 2100)
"""A column of whole numbers from here alone is taken for years, which are never grouped."""


def column(cells: Iterable[Cell], kind: Column, word: Words) -> tuple[str, ...]:
    """Return the cells of one column as printed.

    Numbers are grouped by thousands in columns that stand on the right, unless they are years. In a ``decimal`` column
    the marks stand under one another: what a number lacks in decimals is made up with spaces as wide as a figure, since
    style sheets cannot align on a character (rule T30).
    """
    values = tuple(cells)
    are_years = all(value in YEARS for value in values if isinstance(value, int | float))
    is_grouped = kind.align in {"right", "decimal"} and not are_years
    printed = tuple(_cell(value, word, is_grouped=is_grouped) for value in values)
    return _padded(printed, word("decimal-mark")) if kind.align == "decimal" else printed


def _cell(value: Cell, word: Words, *, is_grouped: bool) -> str:
    """Return one cell as printed: text as it is, nothing for ``None``, and a number in the language's manner.

    No digit of a number is left out, and none is put in: what begins with a nought that counts nothing is no amount.
    """
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    whole, _, decimals = str(value).lstrip("-").partition(".")
    if is_grouped and whole.isdecimal() and str(int(whole)) == whole:
        whole = f"{int(whole):,}".replace(",", word("thousands-mark"))
    number = f"{whole}{word('decimal-mark')}{decimals}" if decimals else whole
    return f"{MINUS}{number}" if value < 0 else number


def _padded(printed: tuple[str, ...], mark: str) -> tuple[str, ...]:
    places = [len(text.partition(mark)[2]) for text in printed]
    widest = max(places, default=0)
    return tuple(
        text + (PUNCTUATION_SPACE if widest and not count else "") + FIGURE_SPACE * (widest - count) if text else ""
        for text, count in zip(printed, places, strict=True)
    )
