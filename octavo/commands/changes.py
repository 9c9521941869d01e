"""Commands that tell what has changed: changes, errata, reprint."""

# ruff: noqa: D301 -- click keeps lines together after the sign \b itself
import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from octavo.commands.books import engine_option, json_option, output_option
from octavo.commands.folders import named_books, store_of_user
from octavo.console import EPILOGUE, exit_code, print_diagnostics, print_result, shown

if TYPE_CHECKING:
    from octavo.model.editions import Change, Erratum, FrozenBlock
    from octavo.pipeline.errata import Slip
    from octavo.pipeline.states import Compared
    from octavo.pipeline.to_order import Order
    from octavo.project import Project

SHOWN = 160
"""Characters of a block that are printed."""


@click.command(epilog=EPILOGUE)
@click.argument("book")
@click.argument("old", required=False, default="")
@click.argument("new", required=False, default="")
@json_option
@engine_option
def changes(book: str, old: str, new: str, *, as_json: bool, engine: str) -> int:
    """Tell what has changed in BOOK from the release OLD to the release NEW.

    Without NEW that is the book as its files are now, and without OLD the last release. Each block that was added,
    removed, moved or changed is told with what that is to a reader, and with page and line in both printings.

    \b
    Examples:
      octavo changes great-terror                since the last release
      octavo changes great-terror 1.0.0 1.1.0    from one release to another
    """
    from octavo.pipeline import Options
    from octavo.pipeline.states import compare_states

    project, _ = named_books([book])
    compared = compare_states(project, book, old, new, Options(engine=engine, store=store_of_user()))
    if as_json:
        click.echo(json.dumps(changes_as_values(compared), ensure_ascii=False, indent=2))
    else:
        print_changes(compared)
    return 0


@click.command(epilog=EPILOGUE)
@click.argument("book")
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


def print_errata(slip: "Slip", book: str) -> None:
    """Print the errata of each printing in which anything is wrong; those of the book first."""
    click.echo(f"{slip.title}, {slip.release.version} of {slip.release.date}: errata")
    for name, found in slip.printings.items():
        if found and name != book:
            click.echo(f"{name}:")
        for each in found:
            click.echo(f"  {each}")
    if not any(slip.printings.values()):
        click.echo("  none")


def errata_as_values(slip: "Slip") -> dict[str, object]:
    """Return what ``--json`` prints of errata."""

    def value(each: "Erratum") -> dict[str, object]:
        at = {"page": each.at.page, "folio": each.at.folio, "line": each.at.line}
        return {**at, "was": each.was, "now": each.now, "part": each.part, "correction": each.correction}

    printings = {name: list(map(value, found)) for name, found in slip.printings.items()}
    return {"title": slip.title, "version": slip.release.version, "until": slip.until, "printings": printings}


def print_changes(compared: "Compared") -> None:
    """Print what has changed, block by block, and how much of each kind."""
    for each in compared.changes:
        record = f" ({each.correction})" if each.correction else ""
        nature = "" if each.nature == each.kind else f", {each.nature}"
        click.echo(f"{each.kind}{nature}{record}: {_where(each)}")
        for keys, was, now in each.fields:
            click.echo(f"  {keys}: {was or 'nothing'} -> {now or 'nothing'}")
        for sign, block in (("-", each.old), ("+", each.new)):
            if block and each.kind != "moved":
                click.echo(f"  {sign} {_excerpt(block, each.differs_at)}")
    kinds = [each.kind for each in compared.changes]
    counted = ", ".join(f"{kinds.count(kind)} {kind}" for kind in dict.fromkeys(kinds)) or "nothing changed"
    click.echo(f"{compared.old.name} to {compared.new.name}: {counted}")


def _excerpt(block: "FrozenBlock", differs: int) -> str:
    """Return the text of a block around the first difference."""
    text, first = block.text, max(0, differs - SHOWN // 2)
    return f"{'… ' * bool(first)}{text[first : first + SHOWN]}{' …' * (first + SHOWN < len(text))}"


def _where(change: "Change") -> str:
    """Return the section, and page and line of the first difference in both printings."""
    blocks = [block for block in (change.old, change.new) if block]
    lines = [
        f"{name}, p. {at.folio or at.page}, line {at.line}"
        for block in blocks
        for name, at in list(block.at(change.differs_at).items())[:1]
    ]
    return f"{blocks[-1].section}: {' -> '.join(lines)}"


def changes_as_values(compared: "Compared") -> dict[str, object]:
    """Return what ``--json`` prints of a comparison."""

    def value(block: "FrozenBlock | None", differs: int) -> dict[str, object] | None:
        if block is None:
            return None
        lines = block.at(differs).items()
        printed = {name: {"page": at.page, "folio": at.folio, "line": at.line} for name, at in lines}
        return {"id": block.id, "section": block.section, "text": block.text, "printed": printed}

    return {
        "old": compared.old.name,
        "new": compared.new.name,
        "changes": [
            {
                "kind": each.kind,
                "class": each.nature,
                "correction": each.correction,
                "fields": [field._asdict() for field in each.fields],
                "old": value(each.old, each.differs_at),
                "new": value(each.new, each.differs_at),
            }
            for each in compared.changes
        ],
    }
