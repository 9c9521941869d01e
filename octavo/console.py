"""What the command line says: faults, what became of books, where the time went."""

import json
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from octavo.model.diagnostics import Diagnostic, Severity
from octavo.project import Project

if TYPE_CHECKING:
    from octavo.pipeline import Outcome, Rebuilt, Report

MANUSCRIPT_HAS_ERRORS = 1
CHECK_FAILED = 3
OUR_OWN_BUG = 70

MEGABYTE = 1_000_000

NAMED = 3
"""How many of the files that were saved at once are named."""


def tell_profile(outcomes: "Sequence[Outcome]") -> None:
    """Print a line for each step and each unit, the slowest first, with its wall time in seconds."""
    for outcome in outcomes:
        for step in outcome.steps:
            click.echo(f"{outcome.book}: {step.seconds:7.2f} s  {step.name}")
        kept = sum(unit.from_store for unit in outcome.units)
        click.echo(f"{outcome.book}: {kept} of {len(outcome.units)} results came from the store")
        for unit in sorted(outcome.units, key=lambda each: (-each.seconds, each.name)):
            if not unit.from_store:
                click.echo(f"{outcome.book}: {unit.seconds:7.2f} s    {unit.name}")


def tell(diagnostics: Sequence[Diagnostic]) -> None:
    """Print a line for each fault."""
    colours = {Severity.ERROR: "red", Severity.WARNING: "yellow"}
    for each in diagnostics:
        words = f"{each.severity} {each.code}"
        click.echo(str(each).replace(words, click.style(words, fg=colours[each.severity]), 1), err=True)


def tell_outcome(outcome: "Outcome", project: Project) -> None:
    """Say in one line what became of a book."""
    if outcome.has_errors:
        errors = sum(each.severity is Severity.ERROR for each in outcome.diagnostics)
        warnings = len(outcome.diagnostics) - errors
        counted = f"{_count(errors, 'error')}, {_count(warnings, 'warning')}"
        click.echo(f"{outcome.book}: {counted}; nothing was written", err=True)
    elif outcome.status == "built":
        folder = shown(project.output / outcome.book)
        pages = f"{_count(outcome.pages, 'page')}, " if outcome.pages else ""
        click.echo(f"{outcome.book}: {pages}{', '.join(outcome.files)} in {folder}")
    else:
        not_run = f"; not run: {'; '.join(outcome.not_run)}" if outcome.not_run else ""
        click.echo(f"{outcome.book}: {outcome.status}{not_run}")


def tell_report(outcome: "Outcome", project: Project) -> None:
    """Print the report on a book, or what is wrong with it."""
    from octavo.pipeline import report_lines

    if outcome.has_errors:
        tell_outcome(outcome, project)
    for line in report_lines(outcome):
        click.echo(line)


def tell_rebuilt(rebuilt: "Rebuilt", project: Project) -> None:
    """Say in a line for each book what was saved, what was laid out and how long it took."""
    files = [shown(file) for file in rebuilt.files[:NAMED]]
    more = [f"{len(rebuilt.files) - NAMED} more"] if len(rebuilt.files) > NAMED else []
    changed = f"{', '.join((*files, *more))}: " if files else ""
    for outcome in rebuilt.outcomes:
        tell(outcome.diagnostics)
        if outcome.has_errors:
            tell_outcome(outcome, project)
            continue
        laid = sum(not unit.from_store for unit in outcome.units)
        made = f"{_count(laid, 'part')} made, {_count(outcome.pages, 'page')}"
        click.echo(f"{changed}{outcome.book}: {made}, {rebuilt.seconds:.2f} s")


def megabytes(size: int) -> str:
    """Return a number of bytes as people read it."""
    return f"{size / MEGABYTE:.1f} MB"


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"


def outcomes_as_json(outcomes: "Sequence[Outcome]") -> str:
    """Return what ``--json`` prints of books."""
    from octavo.pipeline import report_values
    from octavo.publish import as_lines

    books = [
        {
            "book": outcome.book,
            "status": outcome.status,
            "pages": outcome.pages,
            "files": list(outcome.files),
            "diagnostics": as_lines(outcome.diagnostics),
            **report_values(outcome),
        }
        for outcome in outcomes
    ]
    return json.dumps({"books": books}, ensure_ascii=False, indent=2)


def exit_code(diagnostics: Sequence[Diagnostic]) -> int:
    """A failed check (7xx) tells itself from a faulty manuscript, unless there are other errors; our own bug always."""
    codes = {each.code for each in diagnostics if each.severity is Severity.ERROR}
    if "OC903" in codes:
        return OUR_OWN_BUG
    return CHECK_FAILED if codes and all(code.startswith("OC7") for code in codes) else MANUSCRIPT_HAS_ERRORS


@contextmanager
def progress(*, quiet: bool) -> "Iterator[Report]":
    """Show the step at work where somebody watches; elsewhere say nothing until it is done."""
    if quiet or not sys.stderr.isatty():
        yield lambda _book, _step: None
        return
    from rich.console import Console

    with Console(stderr=True).status("") as status:
        yield lambda book, step: status.update(f"{book}: {step}")


def shown(path: Path) -> str:
    """Return ``path`` as people write it: relative to where they are, where that is shorter."""
    try:
        return str(path.relative_to(Path.cwd()))
    except ValueError:
        return str(path)
