"""The command line: ``python build.py …``, the same as ``octavo …``.

Only click and the standard library are imported here at first; everything heavy waits until a command needs it.
"""

# ruff: noqa: D301 -- click keeps lines together after the sign \b itself
import json
import os
import sys
from collections import defaultdict
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import click

from octavo import __version__
from octavo.console import (
    CHECK_FAILED,
    MEGABYTE,
    OUR_OWN_BUG,
    exit_code,
    megabytes,
    outcomes_as_json,
    progress,
    shown,
    tell,
    tell_outcome,
    tell_profile,
    tell_rebuilt,
    tell_report,
)
from octavo.jobs.store import LIMIT
from octavo.model.catalogue import CATALOGUE
from octavo.model.diagnostics import Faulty
from octavo.project import Project, find_project

if TYPE_CHECKING:
    from octavo.jobs.store import Store
    from octavo.pipeline import Options, Outcome

EPILOGUE = """\b
Exit codes: 0 all is well · 1 the manuscript has errors · 2 the command line is wrong ·
3 a check failed · 70 a fault of Octavo itself.
"""

CONTEXT = {"help_option_names": ["-h", "--help"], "max_content_width": 100}


@click.group(context_settings=CONTEXT, epilog=EPILOGUE)
@click.version_option(__version__, prog_name="octavo", message="%(prog)s %(version)s")
def octavo() -> None:
    """Turn folders of content into typeset books and ebooks.

    A project is a folder with content/BOOK/book.yaml in it; everything made goes to output/BOOK/.

    \b
    First steps:
      octavo new my-book      begin a book in content/my-book/
      octavo build my-book    make its PDF and its EPUB
      octavo explain OC203    say more about a fault
    """


books_argument = click.argument("books", nargs=-1, metavar="[BOOK]...")
strict_option = click.option("--strict", is_flag=True, help="Treat warnings as errors.")
engine_option = click.option(
    "--engine",
    default="processes",
    show_default=True,
    metavar="ENGINE",
    callback=lambda _context, _option, value: _known_engine(value),
    help="Where units are laid out: inline, processes, processes:N or dask://host:port.",
)
json_option = click.option("--json", "as_json", is_flag=True, help="Print one JSON object instead of lines for people.")


@octavo.command(epilog=EPILOGUE)
@books_argument
@strict_option
@json_option
@engine_option
@click.option("--profile", is_flag=True, help="Say where the time went: steps, units, what came from the store.")
def build(books: Sequence[str], *, strict: bool, as_json: bool, engine: str, profile: bool) -> int:
    """Build BOOKs (all of content/ when none is named) into output/.

    A book whose files, templates and styles are as they were at the last build is left alone. A book with errors
    keeps its earlier output.

    \b
    Examples:
      octavo build                     every book
      octavo build great-terror        one book
      octavo build --strict --json     for a machine: warnings are errors
    """
    from octavo import pipeline

    outcomes = _each_book(books, pipeline.build, strict=strict, engine=engine, as_json=as_json)
    if profile and not as_json:
        tell_profile(outcomes)
    return _ended(outcomes)


@octavo.command(epilog=EPILOGUE)
@books_argument
@strict_option
@json_option
@click.option(
    "--report", "reports", is_flag=True, help="Report on words, reading ease and the lines of the PDF instead."
)
def check(books: Sequence[str], *, strict: bool, as_json: bool, reports: bool) -> int:
    """Find the faults of BOOKs without laying them out; writes nothing.

    All that a build does short of typesetting: records, marks, references, citations, facts, names, spelling, templates
    and charts. A report adds what is neither right nor wrong: counts, reading ease, and how the lines of the PDF of the
    last build are set.

    \b
    Examples:
      octavo check great-terror
      octavo check --report great-terror
    """
    from octavo import pipeline

    if reports:
        return _ended(_each_book(books, pipeline.proofread, strict=strict, as_json=as_json, say=tell_report))
    return _ended(_each_book(books, pipeline.check, strict=strict, as_json=as_json))


@octavo.command(epilog=EPILOGUE)
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
    from octavo import pipeline

    project, names = _named(books)
    options = pipeline.Options(strict=strict, engine=engine, store=_store())
    with suppress(KeyboardInterrupt):
        pipeline.watch(
            project, names, options, pipeline.changes_in(project, names), lambda each: tell_rebuilt(each, project)
        )
    return 0


@octavo.command()
@click.option("--all", "everything", is_flag=True, help="Empty the store.")
@click.option(
    "--limit",
    type=click.IntRange(0),
    default=LIMIT // MEGABYTE,
    show_default=True,
    metavar="MB",
    help="How much to keep.",
)
def clean(*, everything: bool, limit: int) -> int:
    """Drop results that were not used for longest from the store of earlier builds, until it holds no more than MB.

    The store makes the next build quick; without it a build takes longer and gives the same bytes. Builds keep it
    below the same limit by themselves. Output is not touched.

    \b
    Examples:
      octavo clean
      octavo clean --all
    """
    store = _store()
    freed = store.trim(0 if everything else limit * MEGABYTE)
    click.echo(f"freed {megabytes(freed)}; {store.folder} holds {megabytes(store.size())}")
    return 0


@octavo.command()
@click.argument("name")
@click.option("--title", default="", help="The book's title; made from NAME when it is not given.")
def new(name: str, title: str) -> int:
    """Begin a book in content/NAME/ with a chapter to overwrite.

    NAME is a short word for folders and file names: lower-case letters, digits and hyphens. The new book builds as it
    is and shows the marks in use.

    \b
    Example:
      octavo new village-history --title "A History of Our Village"
    """
    from octavo.starter import begin

    folder = begin(_project().root, name, title)
    click.echo(f"{shown(folder)} is ready; build it with: octavo build {name}")
    return 0


@octavo.command()
@click.argument("code", required=False)
def explain(code: str | None) -> int:
    """Say more about the fault CODE, or list all codes.

    \b
    Examples:
      octavo explain OC203
      octavo explain
    """
    if code is None:
        for each, row in CATALOGUE.items():
            click.echo(f"{each}  {row.severity:7}  {_worded(row.message)}")
        return 0
    found = CATALOGUE.get(code.upper())
    if found is None:
        raise click.BadParameter(f"there is no code '{code}'; 'octavo explain' lists all", param_hint="CODE")
    click.echo(f"{code.upper()} ({found.severity}): {_worded(found.message)}\n")
    click.echo(found.explanation)
    click.echo(f"\nWhat to do: {_worded(found.hint)}")
    return 0


@octavo.command()
@json_option
def doctor(*, as_json: bool) -> int:
    """Say what Octavo found on this machine, and what is missing.

    \b
    Example:
      octavo doctor
    """
    from octavo.doctor import examine

    findings = examine(_project())
    if as_json:
        click.echo(json.dumps([finding.as_values() for finding in findings], ensure_ascii=False, indent=2))
    else:
        for finding in findings:
            click.echo(str(finding))
    return 0 if all(finding.is_ok for finding in findings) else CHECK_FAILED


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line; return the exit code. Never raises and never shows a traceback."""
    try:
        code = octavo.main(args=list(arguments) if arguments is not None else None, standalone_mode=False)
    except click.exceptions.Exit as leave:
        return leave.exit_code
    except click.ClickException as problem:
        problem.show()
        return problem.exit_code
    except (click.Abort, KeyboardInterrupt):
        click.echo("stopped; the earlier output is untouched", err=True)
        return 130
    except Faulty as faulty:
        tell(faulty.diagnostics)
        return exit_code(faulty.diagnostics)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except Exception as bug:  # noqa: BLE001 - the last line of defence: people get one line, we get the traceback
        from octavo.pipeline.result import own_bug

        tell([own_bug(bug)])
        return OUR_OWN_BUG
    return int(code or 0)


def _each_book(
    books: Sequence[str],
    work: "Callable[[Project, Sequence[str], Options], list[Outcome]]",
    *,
    strict: bool,
    as_json: bool,
    engine: str = "inline",
    say: "Callable[[Outcome, Project], None]" = tell_outcome,
) -> "list[Outcome]":
    """Do ``work`` for ``books`` (all where none is named) and ``say`` what came of it."""
    from octavo.pipeline import Options

    project, names = _named(books)
    with progress(quiet=as_json) as report:
        options = Options(strict=strict, engine=engine, store=_store(), report=report)
        outcomes = work(project, names, options)
    if as_json:
        click.echo(outcomes_as_json(outcomes))
    else:
        for outcome in outcomes:
            tell(outcome.diagnostics)
            say(outcome, project)
    return outcomes


def _named(books: Sequence[str]) -> tuple[Project, tuple[str, ...]]:
    """Return the project and the books that were named, or all."""
    project = _project()
    names = tuple(dict.fromkeys(books)) or project.books()
    if not names:
        raise click.UsageError("there is no book here; 'octavo new NAME' begins one")
    return project, names


def _ended(outcomes: "Sequence[Outcome]") -> int:
    """Return the exit code for what became of the books."""
    return max((exit_code(outcome.diagnostics) for outcome in outcomes if outcome.has_errors), default=0)


def _known_engine(engine: str) -> str:
    from octavo.jobs.executors import ENGINE

    if not ENGINE.fullmatch(engine):
        raise click.BadParameter("it is inline, processes, processes:N or dask://host:port")
    return engine


def _worded(pattern: str) -> str:
    """Return the wording of a fault with dots where its values will stand."""
    blank: defaultdict[str, str] = defaultdict(lambda: "…")
    return pattern.format_map(blank)


def _project() -> Project:
    return find_project(Path.cwd())


def _store() -> "Store":
    """Return the store: the folder OCTAVO_STORE names, else this user's cache folder."""
    from octavo.jobs.store import Store

    folder = os.environ.get("OCTAVO_STORE")
    cache = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return Store(Path(folder) if folder else Path(cache) / "octavo")
