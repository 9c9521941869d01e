"""The typefaces that the colophon credits: those of the text, and those of code and charts where the book has any."""

from collections.abc import Callable, Mapping

from octavo.model.book import Book
from octavo.model.inlines import Code, Span
from octavo.model.prose import Figure, Preformatted
from octavo.model.query import section_blocks, section_inlines
from octavo.model.records import ChartFigure

CREDIT = "typeface-"
"""How the tokens begin that credit a typeface."""

DRAWN = frozenset({"key", "task"})
"""Classes of stretches that are set in the typeface of charts: keys of a keyboard, and the boxes of tasks."""


def credits_of(book: Book, tokens: Mapping[str, str]) -> list[str]:
    """Return the credits among the ``tokens`` of a theme for typefaces that ``book`` may be set in.

    ``typeface-code`` and ``typeface-chart`` are printed where the book has code, or charts; all others always.
    """
    keys = sorted(key for key in tokens if key.startswith(CREDIT))
    used = (tokens[key] for key in keys if USES.get(key.removeprefix(CREDIT), _always)(book))
    return list(dict.fromkeys(used))


def _always(_book: Book) -> bool:
    return True


def _has_code(book: Book) -> bool:
    return any(
        any(isinstance(each, Preformatted) for each in section_blocks(section))
        or any(isinstance(each, Code) for each in section_inlines(section))
        for section in book.sections
    )


def _has_charts(book: Book) -> bool:
    return any(
        any(isinstance(each, Figure) and isinstance(each.record, ChartFigure) for each in section_blocks(section))
        or any(isinstance(each, Span) and not DRAWN.isdisjoint(each.classes) for each in section_inlines(section))
        for section in book.sections
    )


USES: Mapping[str, Callable[[Book], bool]] = {"code": _has_code, "chart": _has_charts}
"""What a typeface may be for that not every book has."""
