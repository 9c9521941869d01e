"""Measure the speed of Octavo and print the tables: ``python -m tests.bench [--quick]``, the same as ``make bench``.

``--quick`` measures books of 60 and 200 pages only; ``--text FOLDER`` measures a book of yours, beside pandoc and typst
where typst is installed; ``--outputs FOLDER`` what a corrected word costs a book with all that it makes. Other programs
at the same work run in between, so that ratios are true on a machine that has other things to do, as far as that is
possible; medians are taken of what is repeated.
Ctrl-C ends the run and prints what was measured until then.
"""

import signal
import sys
from argparse import ArgumentParser
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.bench.books import Book, GivenBook, Kind
from tests.bench.lines import SIZE
from tests.bench.place import ROOT, Place
from tests.bench.report import report, revision
from tests.bench.series import Measured, Series


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """A book to measure: how often in all states, as one document by plain WeasyPrint, and under watch."""

    pages: int
    kind: Kind = "full"
    rounds: int = 1
    plain: int = 0
    watch: int = 0
    tagging: bool = False
    epub: int = 0

    @property
    def name(self) -> str:
        """The name of the book in the tables."""
        return f"{self.kind}-{self.pages}"


ROUNDS = 2
"""How often a given text is built in all states."""

LONG = 700
"""Pages from which plain WeasyPrint is not asked to set a book once more."""

QUICK = (
    Wish(pages=60, rounds=2, plain=2),
    Wish(pages=200, plain=1, watch=2, epub=1, tagging=True),
)
FULL = (
    Wish(pages=200, rounds=2, plain=2, watch=3, tagging=True),
    Wish(pages=700, plain=1, watch=2, epub=2, tagging=True),
    Wish(pages=700, kind="prose", plain=1),
    Wish(pages=2000),
    Wish(pages=60, rounds=3, plain=3),
)


def main(arguments: Sequence[str]) -> None:
    """Measure and print."""
    parser = ArgumentParser(prog="python -m tests.bench", description="Measure the speed of Octavo.")
    parser.add_argument("--quick", action="store_true", help="books of 60 and 200 pages only")
    parser.add_argument("--only", action="append", metavar="BOOK", help="measure this book only, such as full-200")
    parser.add_argument("--text", action="append", type=Path, metavar="FOLDER", help="measure the book in this folder")
    parser.add_argument("--outputs", action="append", type=Path, metavar="FOLDER", help="correct a word of this book")
    options = parser.parse_args(arguments)
    # Started in the background of a shell, this process ignores Ctrl-C, and so would those that it ends by it.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    wishes = [each for each in (QUICK if options.quick else FULL) if not options.only or each.name in options.only]
    given = [path.resolve() for path in options.text or ()]
    results: dict[str, Measured] = {"import": Measured()}
    with TemporaryDirectory(prefix="octavo-bench-") as folder:
        place = Place(folder=Path(folder))
        place.copy_code()
        with suppress(KeyboardInterrupt):
            for text in given:
                _measure_text(place, text, results)
            for path in options.outputs or ():
                _measure_outputs(place, path.resolve(), results)
            for wish in () if given or options.outputs else wishes:
                _measure(place, wish, results)
    print(report(results, revision(ROOT)))  # noqa: T201 -- the tables are what was asked for


def _measure(place: Place, wish: Wish, results: dict[str, Measured]) -> None:
    book = Book(folder=place.content(wish.name), pages=wish.pages, kind=wish.kind)
    book.write()
    measured = results.setdefault(wish.name, Measured())
    series = Series(place=place, book=book, measured=measured, tell=_tell)
    Series(place=place, book=book, measured=results["import"], tell=_tell).load()
    for turn in range(wish.rounds):
        series.states(turn)
        if turn < wish.plain:
            series.plain()
    if wish.watch:
        series.watch(wish.watch)
    if wish.epub:
        series.epub(wish.epub)
    if wish.tagging:
        series.tagging()
    if wish.tagging and wish.pages < LONG:
        series.plain_untagged()
    series.close()


def _measure_text(place: Place, text: Path, results: dict[str, Measured]) -> None:
    """Measure a book that somebody has written, and typst between its rounds."""
    book = GivenBook(folder=place.content(text.name), source=text)
    book.write()
    measured = results.setdefault(text.name, Measured())
    series = Series(place=place, book=book, measured=measured, tell=_tell)
    for turn in range(ROUNDS):
        series.states(turn)
        series.typst(SIZE)
    series.plain()
    series.tagging()
    series.close()


def _measure_outputs(place: Place, text: Path, results: dict[str, Measured]) -> None:
    """Measure what a corrected word costs a book with all that it makes."""
    book = GivenBook(folder=place.content(text.name), source=text)
    book.write()
    measured = results.setdefault(text.name, Measured())
    series = Series(place=place, book=book, measured=measured, tell=_tell)
    series.outputs(ROUNDS)
    series.close()


def _tell(line: str) -> None:
    print(line, file=sys.stderr, flush=True)  # noqa: T201 -- what is under way


if __name__ == "__main__":
    main(sys.argv[1:])
