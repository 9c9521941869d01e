"""Commands for releases: release, verify."""

# ruff: noqa: D301 -- click keeps lines together after the sign \b itself
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import click

from octavo.commands.books import build_books, engine_option, strict_option
from octavo.commands.change_reports import print_changes
from octavo.commands.folders import book_argument, named_books, store_of_user
from octavo.console import EPILOGUE, count, exit_code, print_diagnostics

if TYPE_CHECKING:
    from octavo.model.editions import ReleaseStep
    from octavo.pipeline.rebuilding import RebuiltRelease


def today() -> str:
    """Return the day on which the command is given: the only clock that is read."""
    return datetime.now(tz=UTC).astimezone().date().isoformat()


@click.command(epilog=EPILOGUE)
@book_argument
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
    if made.compared:
        print_changes(made.compared)
    version = made.release.version
    files = count(len(made.release.files), "file")
    click.echo(f"{book} {version} is released: {files} in {ARCHIVE}/{book}/{version}")
    return build_books(names, strict=False, engine=engine)


@click.command(epilog=EPILOGUE)
@book_argument
@click.option("--quick", is_flag=True, help="Look at the archive alone, and make no release once more.")
@engine_option
def verify(book: str, *, quick: bool, engine: str) -> int:
    """Prove that the files of all releases of BOOK are in the archive as they were released.

    Where all tools are the same as then, each release is also made once more of its archived sources: the same bytes
    must come out. Else it is told which tools differ.

    \b
    Example:
      octavo verify great-terror
    """
    from octavo.pipeline import Options
    from octavo.pipeline.releases import rebuild
    from octavo.pipeline.releases import verify as verify_releases

    project, _ = named_books([book])
    options = Options(engine=engine, store=store_of_user())
    known, wrong = verify_releases(project, book, options)
    found = list(wrong)
    for each in () if quick else rebuild(project, book, options):
        click.echo(f"{book} {each.version}: {_how_rebuilt(each)}")
        found += each.wrong
    print_diagnostics(found)
    files = sum(len(each.files) for each in known)
    click.echo(f"{book}: {count(len(known), 'release')}, {count(files, 'file')}, {len(found)} not as released")
    return exit_code(found) if found else 0


def _how_rebuilt(each: "RebuiltRelease") -> str:
    """Return what came of making a release once more."""
    if not each.has_sources:
        return "not made once more, since its archive has no sources"
    if each.other_tools:
        tools = ", ".join(f"{name} {then} is now {now}" for name, (then, now) in each.other_tools.items())
        return f"not made once more: {tools}"
    return "made once more, and other bytes came out" if each.wrong else "made once more, byte for byte"
