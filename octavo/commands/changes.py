"""Commands that tell what has changed: changes, errata, reprint."""

# ruff: noqa: D301 -- click keeps lines together after the sign \b itself
import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from octavo.commands.books import engine_option, json_option, output_option
from octavo.commands.change_reports import (
    changes_as_values,
    errata_as_values,
    print_changes,
    print_errata,
    print_reprint,
    reprint_as_values,
)
from octavo.commands.folders import book_argument, named_books, store_of_user
from octavo.console import EPILOGUE, exit_code, print_diagnostics, print_result, shown

if TYPE_CHECKING:
    from octavo.pipeline.to_order import Order
    from octavo.project import Project


@click.command(epilog=EPILOGUE)
@book_argument
@click.argument("old", required=False, default="")
@click.argument("new", required=False, default="")
@click.option(
    "--as",
    "kinds",
    type=click.Choice(["html", "pdf"]),
    multiple=True,
    help="Make a review copy too, with what was taken out and put in; as often as wanted.",
)
@output_option
@json_option
@engine_option
def changes(
    book: str, old: str, new: str, *, kinds: Sequence[str], output: Path | None, as_json: bool, engine: str
) -> int:
    """Tell what has changed in BOOK from the release OLD to the release NEW.

    Without NEW that is the book as its files are now, and without OLD the last release. Each block that was added,
    removed, moved or changed is told with what that is to a reader, and with page and line in both printings.

    \b
    Examples:
      octavo changes great-terror                      since the last release
      octavo changes great-terror 1.0.0 1.1.0          from one release to another
      octavo changes great-terror 1.0.0 1.1.0 --as pdf a review copy of that
    """
    from octavo.pipeline import Options
    from octavo.pipeline.errata import no_products
    from octavo.pipeline.review import review_of
    from octavo.pipeline.states import compare_states
    from octavo.pipeline.to_order import Order

    project, _ = named_books([book])
    compared = compare_states(project, book, old, new, Options(engine=engine, store=store_of_user()))
    if not as_json:
        print_changes(compared)
    order = Order(book=book, plan=no_products, folder=output, beside=review_of(compared, kinds)) if kinds else None
    return make_beside(project, order, changes_as_values(compared), as_json=as_json, engine=engine)


@click.command(epilog=EPILOGUE)
@book_argument
@click.option("--for", "version", required=True, metavar="VERSION", help="The release that the readers have.")
@click.option("--until", default="", metavar="VERSION", help="The release that is right.  [default: the book now]")
@click.option("--slip/--no-slip", "sets", default=True, help="Set slips in type, to lay into the book.")
@output_option
@json_option
@engine_option
def errata(book: str, *, version: str, until: str, sets: bool, output: Path | None, as_json: bool, engine: str) -> int:
    """List what readers of a release of BOOK must correct, by page and line of their own printing, and set slips.

    Errors of substance alone are listed, in the form of New Hart's Rules: what changed a fact, and corrections of
    severity 3 or 4. For each printed edition that has any, a slip is made as PDF, on A6 and A5, and as HTML.

    \b
    Examples:
      octavo errata great-terror --for 1.0.0
      octavo errata great-terror --for 1.0.0 --until 1.1.0
      octavo errata great-terror --for 1.0.0 --no-slip
    """
    from octavo.pipeline import Options
    from octavo.pipeline.errata import errata_of, no_products
    from octavo.pipeline.to_order import Order

    project, _ = named_books([book])
    slip = errata_of(project, book, version, until, Options(store=store_of_user()))
    if not as_json:
        print_errata(slip, book)
    is_set = sets and any(slip.printings.values())
    order = Order(book=book, plan=no_products, folder=output, beside=slip.leaflets) if is_set else None
    return make_beside(project, order, errata_as_values(slip), as_json=as_json, engine=engine)


@click.command(epilog=EPILOGUE)
@book_argument
@click.option("--from", "version", required=True, metavar="VERSION", help="The release of which there are copies.")
@click.option("--files/--no-files", "writes", default=True, help="Write the sheets and how to file them.")
@output_option
@json_option
@engine_option
def reprint(book: str, *, version: str, writes: bool, output: Path | None, as_json: bool, engine: str) -> int:
    """Tell which leaves and sheets of copies of a release of BOOK to copy anew, to have the book as it is now.

    For each file that anybody may have on paper, the sheets are told and written as a PDF of these alone, imposed as
    the others are. A leaf tells how to file them and since which version each page is as it is, and another one, for
    teachers, what has changed on which sheet. Where most of a file has changed, all of it is to be copied anew.

    \b
    Examples:
      octavo reprint great-terror --from 1.0.0
      octavo reprint great-terror --from 1.0.0 --no-files
    """
    from octavo.pipeline import Options
    from octavo.pipeline.errata import no_products
    from octavo.pipeline.reprint import reprint_of
    from octavo.pipeline.to_order import Order

    project, _ = named_books([book])
    found = reprint_of(project, book, version, Options(engine=engine, store=store_of_user()))
    if not as_json:
        print_reprint(found, book)
    is_made = writes and any(each.anew or each.gone for each in found.files)
    order = Order(book=book, plan=no_products, folder=output, beside=found.leaflets, ready=found.sheets)
    return make_beside(project, order if is_made else None, reprint_as_values(found), as_json=as_json, engine=engine)


def make_beside(
    project: "Project", order: "Order | None", values: dict[str, object], *, as_json: bool, engine: str
) -> int:
    """Make what is to be set in type beside what was told, and say which files; ``values`` are what was told.

    Without an ``order`` nothing is made. Returns the exit code.
    """
    from octavo.pipeline import Options
    from octavo.pipeline.to_order import make_to_order

    result = make_to_order(project, order, Options(engine=engine, store=store_of_user())) if order else None
    files = [shown(result.folder / name) for name in result.files] if result and result.folder else []
    if as_json:
        click.echo(json.dumps({**values, "files": files}, ensure_ascii=False, indent=2))
    if result is None:
        return 0
    print_diagnostics(result.diagnostics)
    if not as_json:
        print_result(result, project)
    return exit_code(result.diagnostics) if result.has_errors else 0
