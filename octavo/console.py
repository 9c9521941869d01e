"""What the command line says: faults, what became of books, where the time went."""

import json
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import click

from octavo.model.diagnostics import Diagnostic, Severity
from octavo.project import Project
from octavo.publish import UNKNOWN_WORDS, as_lines

if TYPE_CHECKING:
    from octavo.pipeline import BookResult, Progress
    from octavo.pipeline.result import PartsDone, Step
    from octavo.pipeline.watch import WatchedBuild

MANUSCRIPT_HAS_ERRORS = 1
CHECK_FAILED = 3
OUR_OWN_BUG = 70

EPILOGUE = """\b
Exit codes: 0 all is well · 1 the manuscript has errors · 2 the command line is wrong ·
3 a check failed · 70 a fault of Octavo itself.
"""

MEGABYTE = 1_000_000

MINUTE = 60

FEW, FIRST = 20, 5
"""Up to so many faults of one kind are printed; of more, so many are."""

ALL = "--json lists all"
_WHERE_ALL = {
    "OC813": f"a build writes the words to output/<book>/{UNKNOWN_WORDS}, the most frequent first; {ALL}",
}

LISTED = 12
"""How many of the files in one folder are named."""

NAMED = 3
"""How many of the files that were saved at once are named."""


def print_profile(results: "Sequence[BookResult]") -> None:
    """Print a line for each step and each unit, the slowest first, with its wall time in seconds."""
    for result in results:
        for step in result.steps:
            click.echo(f"{result.book}: {step.seconds:7.2f} s  {step.name}")
        kept = sum(unit.from_store for unit in result.units)
        click.echo(f"{result.book}: {kept} of {len(result.units)} results came from the store")
        for unit in sorted(result.units, key=lambda each: (-each.seconds, each.name)):
            if not unit.from_store:
                click.echo(f"{result.book}: {unit.seconds:7.2f} s    {unit.name}")


def print_diagnostics(diagnostics: Sequence[Diagnostic]) -> None:
    """Print a line for each fault; of very many of one kind the first, and how many more there are."""
    times = Counter(each.code for each in diagnostics)
    printed: Counter[str] = Counter()
    for each in diagnostics:
        printed[each.code] += 1
        if times[each.code] <= FEW or printed[each.code] <= FIRST:
            _print_fault(str(each), each)
        elif printed[each.code] == times[each.code]:
            more = f"{times[each.code] - FIRST:,} more of this kind"
            _print_fault(f"{each.severity} {each.code}: {more} · {_WHERE_ALL.get(each.code, ALL)}", each)


def _print_fault(line: str, diagnostic: Diagnostic) -> None:
    colours = {Severity.ERROR: "red", Severity.WARNING: "yellow"}
    words = f"{diagnostic.severity} {diagnostic.code}"
    click.echo(line.replace(words, click.style(words, fg=colours[diagnostic.severity]), 1), err=True)


def print_result(result: "BookResult", project: Project) -> None:
    """Say in one line what became of a book."""
    if result.has_errors:
        errors = sum(each.severity is Severity.ERROR for each in result.diagnostics)
        warnings = len(result.diagnostics) - errors
        counted = f"{count(errors, 'error')}, {count(warnings, 'warning')}"
        click.echo(f"{result.book}: {counted}; nothing was written", err=True)
    elif result.status == "built":
        folder = shown(result.folder or project.output / result.book)
        pages = f"{count(result.pages, 'page')}, " if result.pages else ""
        click.echo(f"{result.book}: {pages}{', '.join(_in_short(result.files))} in {folder}")
        for note in result.notes:
            click.echo(f"  {note}")
    else:
        not_run = f"; not run: {'; '.join(result.not_run)}" if result.not_run else ""
        click.echo(f"{result.book}: {result.status}{not_run}")


def _in_short(files: Sequence[str]) -> Iterator[str]:
    """Yield the names of files; of a folder that holds many only how many they are."""
    folders = Counter(name.partition("/")[0] for name in files if "/" in name)
    many = {folder: f"{folder}/ ({count(number, 'file')})" for folder, number in folders.items() if number > LISTED}
    names = (many.get(name.partition("/")[0], name) if "/" in name else name for name in files)
    yield from dict.fromkeys(names)


def print_report(result: "BookResult", project: Project) -> None:
    """Print the report on a book, or what is wrong with it."""
    from octavo.pipeline.reports import report_lines

    if result.has_errors:
        print_result(result, project)
    for line in (*report_lines(result), *result.notes):
        click.echo(line)


def print_rebuilt(rebuilt: "WatchedBuild", project: Project) -> None:
    """Say in a line for each book what was saved, what was laid out and how long it took."""
    files = [shown(file) for file in rebuilt.files[:NAMED]]
    more = [f"{len(rebuilt.files) - NAMED} more"] if len(rebuilt.files) > NAMED else []
    changed = f"{', '.join((*files, *more))}: " if files else ""
    for result in rebuilt.results:
        print_diagnostics(result.diagnostics)
        if result.has_errors:
            print_result(result, project)
            continue
        laid = sum(not unit.from_store for unit in result.units)
        made = f"{count(laid, 'part')} made, {count(result.pages, 'page')}"
        click.echo(f"{changed}{result.book}: {made}, {rebuilt.seconds:.2f} s")


def megabytes(size: int) -> str:
    """Return a number of bytes as people read it."""
    return f"{size / MEGABYTE:.1f} MB"


def count(number: int, noun: str) -> str:
    """Return a number of things in words: ``1 page``, ``2 pages``."""
    return f"{number} {noun}{'' if number == 1 else 's'}"


def results_as_json(results: "Sequence[BookResult]") -> str:
    """Return what ``--json`` prints of books."""
    books = [
        {
            "book": result.book,
            "status": result.status,
            "pages": result.pages,
            "files": list(result.files),
            **({"folder": str(result.folder), "notes": list(result.notes)} if result.folder else {}),
            "diagnostics": as_lines(result.diagnostics),
            **({"report": asdict(result.report)} if result.report else {}),
            **({"print": [asdict(each) for each in result.for_print]} if result.for_print else {}),
        }
        for result in results
    ]
    return json.dumps({"books": books}, ensure_ascii=False, indent=2)


def exit_code(diagnostics: Sequence[Diagnostic]) -> int:
    """A failed check (7xx) tells itself from a faulty manuscript, unless there are other errors; our own bug always."""
    codes = {each.code for each in diagnostics if each.severity is Severity.ERROR}
    if "OC903" in codes:
        return OUR_OWN_BUG
    return CHECK_FAILED if codes and all(code.startswith("OC7") for code in codes) else MANUSCRIPT_HAS_ERRORS


def print_lists(*groups: Sequence[tuple[str, str]]) -> None:
    """Print groups of names and titles, with an empty line between two."""
    for place, names in enumerate(filter(None, groups)):
        width = max(len(name) for name, _ in names)
        click.echo("\n" if place else "", nl=False)
        for name, title in names:
            click.echo(f"{name:{width}}  {title}")


class Watch(NamedTuple):
    """What shows the work: called with the book and the step that begins, and with how many parts are done of all."""

    step: "Progress"
    parts: "PartsDone"


@contextmanager
def progress(*, quiet: bool) -> Iterator[Watch]:
    """Show the step at work where somebody watches; elsewhere say nothing until it is done."""
    if quiet or not sys.stderr.isatty():
        yield Watch(step=lambda _book, _step: None, parts=lambda _done, _known: None)
        return
    from rich.console import Console

    began, words = time.monotonic(), ""
    with Console(stderr=True).status("") as status:

        def step(book: str, name: "Step") -> None:
            nonlocal words
            words = f"{book}: {name}"
            status.update(words)

        def parts(done: int, known: int) -> None:
            status.update(f"{words} · {parts_done(done, known, time.monotonic() - began)}")

        yield Watch(step=step, parts=parts)


def parts_done(done: int, known: int, seconds: float) -> str:
    """Say how many of all parts that are known so far are done, and how long the rest will take at this pace."""
    left = round(seconds / done * (known - done)) if done else 0
    soon = f", about {left // 60 + 1} min left" if left >= MINUTE else f", about {left} s left" if left else ""
    return f"{done} of {count(known, 'part')} done{soon}"


def shown(path: Path) -> str:
    """Return ``path`` as people write it: relative to where they are, where that is shorter."""
    try:
        return str(path.relative_to(Path.cwd()))
    except ValueError:
        return str(path)
