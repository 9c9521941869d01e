"""What shops are told of how a file can be read: codes of list 196 of EDItEUR, as far as they are true of a book.

Conformance is told only of an ebook that somebody has judged, and only of the version that they judged (rule E6).
"""

from collections.abc import Iterator, Mapping

from octavo.model.book import Book
from octavo.package.facts_of_book import (
    accessibility_summary,
    has_figures,
    has_index,
    pictures_are_described,
    valid_evaluation,
)

LEVELS: Mapping[str, str] = {"A": "84", "AA": "85", "AAA": "86"}
"""The levels of WCAG."""


def accessibility_features(book: Book, form: str, pages: int) -> Iterator[tuple[str, str]]:
    """Yield codes, each with a text or none, for the file of a ``form``: ``epub``, ``html`` or ``pdf``.

    ``pages`` is the number of printed pages, 0 where the file has no list of them.
    """
    is_told = pictures_are_described(book)
    # Reading order and language; all that has a meaning can be read without sight.
    codes = {"13", "22"} | ({"52"} if is_told else set())
    if form != "pdf":
        codes |= {"10", "11", "29", "30", "32", "36"} | ({"19", "41"} if pages else set())
    else:
        codes |= {"05", "11"}
    codes |= {"14"} if has_figures(book) and is_told else set()
    codes |= {"12"} if has_index(book) else set()
    yield from ((code, "") for code in sorted(codes))
    if form != "pdf":
        yield "00", accessibility_summary(book)
    if form == "epub":
        yield from _conformance(book)


def _conformance(book: Book) -> Iterator[tuple[str, str]]:
    """Yield EPUB Accessibility 1.1, WCAG 2.2 and its level; who has judged it, when, and where that can be read."""
    evaluation = valid_evaluation(book.settings)
    if evaluation is None:
        return
    yield from ((code, "") for code in ("04", "82", LEVELS[evaluation.level]))
    yield "90", evaluation.by
    yield "91", evaluation.date.replace("-", "")
    if evaluation.report:
        yield "94", evaluation.report
