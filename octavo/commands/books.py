"""Commands for books: build, check, watch."""

# ruff: noqa: D301 -- click keeps lines together after the sign \b itself
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from octavo.commands.folders import completed_books, current_project, named_books, store_of_user
from octavo.commands.opening import open_option, open_pages
from octavo.console import (
    EPILOGUE,
    exit_code,
    print_diagnostics,
    print_lists,
    print_profile,
    print_rebuilt,
    print_report,
    print_result,
    progress,
    results_as_json,
)

if TYPE_CHECKING:
    from octavo.pipeline import BookResult, Options
    from octavo.pipeline.to_order import Order
    from octavo.project import Project

books_argument = click.argument("books", nargs=-1, metavar="[BOOK]...", shell_complete=completed_books)
strict_option = click.option("--strict", is_flag=True, help="Treat warnings as errors.")
engine_option = click.option(
    "--engine",
    default="processes",
    show_default=True,
    metavar="ENGINE",
    callback=lambda _context, _option, value: _known_engine(value),
    help="Where units are laid out: inline, processes, processes:N or dask://host:port.",
)
output_option = click.option(
    "-o",
    "--output",
    type=click.Path(file_okay=False, path_type=Path),
    help="The folder to write to.  [default: output/extra/BOOK]",
)
json_option = click.option("--json", "as_json", is_flag=True, help="Print one JSON object instead of lines for people.")


@click.command(epilog=EPILOGUE)
@books_argument
@strict_option
@json_option
@engine_option
@click.option("--profile", is_flag=True, help="Say where the time went: steps, units, what came from the store.")
@click.option("--hold", default="", metavar="VERSION", help="Keep the pages of a release of BOOK.")
@click.option(
    "--selection",
    multiple=True,
    metavar="NAME",
    help="Make an ebook of this piece of one BOOK alone, in output/extra/BOOK.",
)
@open_option
def build(  # noqa: PLR0913 - one for each option
    books: Sequence[str],
    *,
    strict: bool,
    as_json: bool,
    engine: str,
    profile: bool,
    hold: str,
    selection: Sequence[str],
    is_opened: bool,
) -> int:
    """Build BOOKs (all of content/ when none is named) into output/.

    A book whose files, templates and styles are as they were at the last build is left alone. A book with errors
    keeps its earlier output. A selection is parts, chapters, headings and blocks by id or number, as for a booklet; it
    keeps the numbers and pages of the book, and what a build publishes stays as it is. With --hold, each page begins as
    it did in a release, wherever the text allows it; what could not be held is told page by page.

    \b
    Examples:
      octavo build                                 every book
      octavo build great-terror                    one book
      octavo build great-terror --selection 3      an ebook of its third chapter
      octavo build great-terror --hold 1.0.0       a corrected book with the pages of its printing
      octavo build --strict --json                 for a machine: warnings are errors
    """
    from octavo import pipeline

    if selection and hold:
        raise click.UsageError("a selection has no pages to hold: leave out --hold or --selection")
    if selection:
        return _extract(books, selection, strict=strict, as_json=as_json, engine=engine)
    if hold:
        books = [_one_book(books)]

    def built(project: "Project", names: Sequence[str], options: "Options") -> "list[BookResult]":
        return pipeline.build(project, names, replace(options, hold=hold))

    results = _each_book(books, built, strict=strict, engine=engine, as_json=as_json)
    if profile and not as_json:
        print_profile(results)
    if is_opened:
        open_pages(current_project().output, results)
    return _ended(results)


@click.command(epilog=EPILOGUE)
@books_argument
@strict_option
@json_option
@click.option(
    "--report", "reports", is_flag=True, help="Report on words, reading ease and the lines of the PDF instead."
)
@click.option(
    "--print",
    "for_print",
    is_flag=True,
    help="Examine the PDFs that a build would make for print instead.",
)
def check(books: Sequence[str], *, strict: bool, as_json: bool, reports: bool, for_print: bool) -> int:
    """Find the faults of BOOKs without laying them out; writes nothing.

    All that a build does short of typesetting: records, marks, references, citations, facts, names, spelling, templates
    and charts. A report adds what is neither right nor wrong: counts, reading ease, and how the lines of the PDF of the
    last build are set. With --print the PDFs are made and examined: fonts, pictures, thin lines, contrast, edges.

    \b
    Examples:
      octavo check great-terror
      octavo check --report great-terror
      octavo check --print great-terror
    """
    from octavo.pipeline.check import check as checked
    from octavo.pipeline.preflight import preflight
    from octavo.pipeline.reports import report_on_books

    if for_print:
        return _ended(_each_book(books, preflight, strict=strict, as_json=as_json, say=print_report))
    if reports:
        return _ended(_each_book(books, report_on_books, strict=strict, as_json=as_json, say=print_report))
    return _ended(_each_book(books, checked, strict=strict, as_json=as_json))


@click.command(epilog=EPILOGUE)
@books_argument
@strict_option
@engine_option
def watch(books: Sequence[str], *, strict: bool, engine: str) -> int:
    """Build BOOKs, then again whenever one of their files is saved, until Ctrl-C.

    Everything stays ready in between, so a correction is quickly to be seen. Each change is told in one line: what was
    saved, what had to be laid out again and how long it took. Faults are told, and watching goes on.

    \b
    Example:
      octavo watch great-terror
    """
    from octavo.pipeline import Options
    from octavo.pipeline.watch import changes_in
    from octavo.pipeline.watch import watch as watched

    project, names = named_books(books)
    options = Options(strict=strict, engine=engine, store=store_of_user())
    with suppress(KeyboardInterrupt):
        watched(project, names, options, changes_in(project, names), lambda each: print_rebuilt(each, project))
    return 0


def build_books(books: Sequence[str], *, strict: bool, engine: str) -> int:
    """Build ``books`` and the catalogue that lists them, if any; say what came of it, and return the exit code."""
    from octavo.pipeline.catalogue import build_listed

    return _ended(_each_book(books, build_listed, strict=strict, engine=engine, as_json=False))


@click.command(epilog=EPILOGUE)
@books_argument
@click.option("--title", default="", help="What the catalogue is called; 'Books' in the language of the first book.")
@click.option("--url", "place", default="", metavar="ADDRESS", help="Where output/ lies on the web, if anywhere.")
@strict_option
@json_option
@engine_option
def catalogue(books: Sequence[str], *, title: str, place: str, strict: bool, as_json: bool, engine: str) -> int:
    """Make a catalogue of BOOKs (all of content/ when none is named) in output/.

    Books that have changed are built first. The catalogue is a page that leads to each (index.html), the same for
    reading apps (opds.json), and a feed of new versions (feed.xml). Each book needs 'site' among its formats.

    \b
    Examples:
      octavo catalogue
      octavo catalogue --title "Our books" --url https://example.org/books/
    """
    from octavo.pipeline.catalogue import Shelf
    from octavo.pipeline.catalogue import catalogue as shelved

    shelf = Shelf(title=title, place=_web_address(place))

    def made(project: "Project", names: Sequence[str], options: "Options") -> "list[BookResult]":
        return shelved(project, names, options, shelf)

    return _ended(_each_book(books, made, strict=strict, as_json=as_json, engine=engine))


def _extract(books: Sequence[str], selection: Sequence[str], *, strict: bool, as_json: bool, engine: str) -> int:
    """Make an ebook of a piece of the one book that is named, or that there is."""
    from octavo.pipeline.extracts import ExtractOrder
    from octavo.pipeline.to_order import Order

    order = Order(book=_one_book(books), plan=ExtractOrder(words=selection).plan)
    return make(order, strict=strict, as_json=as_json, engine=engine)


def _one_book(books: Sequence[str]) -> str:
    """Return the one book that is named, or that there is."""
    _, names = named_books(books)
    if len(names) != 1:
        raise click.UsageError(f"name one book: {', '.join(names)}")
    return names[0]


def make(order: "Order", *, strict: bool, as_json: bool, engine: str) -> int:
    """Make what ``order`` asks for, say what came of it, and return the exit code."""
    from octavo.pipeline.to_order import make_to_order

    def one(project: "Project", _names: Sequence[str], options: "Options") -> "list[BookResult]":
        return [make_to_order(project, order, options)]

    return _ended(_each_book([order.book], one, strict=strict, engine=engine, as_json=as_json))


def list_for_sheets(book: str) -> int:
    """List the sheets for the class that ``book`` has, and what sheets can name: pieces, questions and events."""
    from octavo.pipeline import Options
    from octavo.pipeline.to_order import handouts_of, listing, questions_and_events

    project, options = named_books([book])[0], Options(store=store_of_user())
    groups = (each(project, book, options) for each in (handouts_of, listing, questions_and_events))
    print_lists(*groups)
    return 0


def list_names(book: str) -> int:
    """List what of ``book`` can be selected: how it is called, and its title."""
    from octavo.pipeline import Options
    from octavo.pipeline.to_order import listing

    print_lists(listing(named_books([book])[0], book, Options(store=store_of_user())))
    return 0


def _each_book(
    books: Sequence[str],
    work: "Callable[[Project, Sequence[str], Options], list[BookResult]]",
    *,
    strict: bool,
    as_json: bool,
    engine: str = "inline",
    say: "Callable[[BookResult, Project], None]" = print_result,
) -> "list[BookResult]":
    """Do ``work`` for ``books`` (all where none is named) and ``say`` what came of it."""
    from octavo.pipeline import Options

    project, names = named_books(books)
    with progress(quiet=as_json) as tell:
        options = Options(strict=strict, engine=engine, store=store_of_user(), progress=tell.step, parts=tell.parts)
        results = work(project, names, options)
    if as_json:
        click.echo(results_as_json(results))
    else:
        for result in results:
            print_diagnostics(result.diagnostics)
            say(result, project)
    return results


def _ended(results: "Sequence[BookResult]") -> int:
    """Return the exit code for what became of the books."""
    return max((exit_code(result.diagnostics) for result in results if result.has_errors), default=0)


def _web_address(address: str) -> str:
    if address and not address.startswith(("https://", "http://")):
        raise click.BadParameter("it begins with https://", param_hint="--url")
    return address


def _known_engine(engine: str) -> str:
    from octavo.jobs.engine_names import ENGINE

    if not ENGINE.fullmatch(engine):
        raise click.BadParameter("it is inline, processes, processes:N or dask://host:port")
    return engine
