"""Commands for releases: release, changes, errata, verify."""

# ruff: noqa: D301 -- click keeps lines together after the sign \b itself
import json
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import click

from octavo.commands.books import build_books, engine_option, json_option, strict_option
from octavo.commands.folders import named_books, store_of_user
from octavo.console import EPILOGUE, count, exit_code, print_diagnostics

if TYPE_CHECKING:
    from octavo.model.editions import Change, FrozenBlock, ReleaseStep
    from octavo.pipeline.states import Compared

SHOWN = 160
"""Characters of a block that are printed."""


def today() -> str:
    """Return the day on which the command is given: the only clock that is read."""
    return datetime.now(tz=UTC).astimezone().date().isoformat()


@click.command(epilog=EPILOGUE)
@click.argument("book")
@click.option("--edition", "step", flag_value="edition", help="Make a new edition: the text is another.")
@click.option("--impression", "step", flag_value="impression", help="Make a new impression: something else is said.")
@click.option("--fix", "step", flag_value="fix", help="Make a fix: only wording, typing or layout has changed.")
@click.option("--date", default=today, metavar="DAY", help="The day of the release.  [default: today]")
@strict_option
@engine_option
def release(book: str, *, step: "ReleaseStep | None", date: str, strict: bool, engine: str) -> int:
    """Release BOOK: give it its next version, freeze what it says and where, and archive its files.

    The first release has the version that book.yaml says. After it the changes decide, if no option does: a changed
    fact makes an impression, very many of them an edition, wording and typing a fix. A fact that changed without a
    record in corrections.yaml is refused, and so is a book that does not build.

    \b
    Examples:
      octavo release great-terror
      octavo release great-terror --impression --date 2026-12-01
    """
    from octavo.pipeline import Options
    from octavo.pipeline.releases import ARCHIVE
    from octavo.pipeline.releases import release as release_book

    project, names = named_books([book])
    made = release_book(project, book, step, date, Options(strict=strict, engine=engine, store=store_of_user()))
    print_diagnostics(made.found)
    if made.compared:
        print_changes(made.compared)
    version = made.release.version
    files = count(len(made.release.files), "file")
    click.echo(f"{book} {version} is released: {files} in {ARCHIVE}/{book}/{version}")
    return build_books(names, strict=False, engine=engine)


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
@json_option
def errata(book: str, *, version: str, until: str, as_json: bool) -> int:
    """List what readers of a release of BOOK must correct, by page and line of their own printing.

    Errors of substance alone are listed, in the form of New Hart's Rules: what changed a fact, and corrections of
    severity 3 or 4.

    \b
    Examples:
      octavo errata great-terror --for 1.0.0
      octavo errata great-terror --for 1.0.0 --until 1.1.0
    """
    from octavo.pipeline import Options
    from octavo.pipeline.errata import errata_of

    project, _ = named_books([book])
    slip = errata_of(project, book, version, until, Options(store=store_of_user()))
    if as_json:
        values = [
            {"page": each.at.page, "folio": each.at.folio, "line": each.at.line, "was": each.was, "now": each.now}
            for each in slip.errata
        ]
        click.echo(
            json.dumps({"title": slip.title, "version": version, "errata": values}, ensure_ascii=False, indent=2)
        )
        return 0
    click.echo(f"{slip.title}, {slip.release.version} of {slip.release.date}: errata")
    for each in slip.errata:
        click.echo(f"  {each}")
    if not slip.errata:
        click.echo("  none")
    return 0


@click.command(epilog=EPILOGUE)
@click.argument("book")
def verify(book: str) -> int:
    """Prove that the files of all releases of BOOK are in the archive as they were released.

    \b
    Example:
      octavo verify great-terror
    """
    from octavo.pipeline import Options
    from octavo.pipeline.releases import verify as verify_releases

    project, _ = named_books([book])
    known, found = verify_releases(project, book, Options(store=store_of_user()))
    print_diagnostics(found)
    files = sum(len(each.files) for each in known)
    click.echo(f"{book}: {count(len(known), 'release')}, {count(files, 'file')}, {len(found)} not as released")
    return exit_code(found) if found else 0


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
