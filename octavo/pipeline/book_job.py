"""The job of making products of one book: load, plan, make, check, and hand over the files."""

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import TypeAlias

from octavo.jobs.graph import Job
from octavo.model.diagnostics import Diagnostic, Faulty
from octavo.model.leaflet import Leaflet
from octavo.model.output import Artefact, Plan
from octavo.pipeline.bug_report import with_report
from octavo.pipeline.calls import CallRunner, SharedBytes
from octavo.pipeline.clock import Clock
from octavo.pipeline.making import Made, Wanted, make_products
from octavo.pipeline.manuscript import Manuscript, prepare
from octavo.pipeline.result import BookResult, Options, Timing, own_bug, passed
from octavo.project import Project

Deliver: TypeAlias = Callable[[Manuscript, Made, Sequence[Diagnostic]], Sequence[Artefact]]
"""Writes what was made, with all that was found, and returns the files that it wrote; raises ``Faulty`` where not."""

Beside: TypeAlias = Callable[[Manuscript], Sequence[Leaflet]]
"""Returns what is to be set in type beside the products of a book; raises ``Faulty``."""


def nothing(_manuscript: Manuscript) -> Sequence[Leaflet]:
    """Set nothing in type besides."""
    return ()


def book_job(  # noqa: PLR0913 - what is made, of what, and where it goes
    project: Project,
    name: str,
    options: Options,
    shared: SharedBytes,
    *,
    plan: Plan,
    deliver: Deliver,
    changes: Mapping[str, bytes] = MappingProxyType({}),
    beside: Beside = nothing,
    wanted: Wanted = "all",
) -> Job[BookResult]:
    """Make the products that ``plan`` asks for of one book and what is set ``beside`` them, and ``deliver`` all.

    ``changes`` are files of the book that are to be read in place of those on the disk. What is not ``wanted`` is
    left out. What a fault stops is told in the result, and a bug of ours stops no other book.
    """
    clock, seen = Clock(name, options), list[Timing]()
    try:
        with clock.step("load"):
            manuscript = prepare(project, name, options, plan, changes).without_texts()
        runner, more = CallRunner(shared, manuscript.memo.key, seen), beside(manuscript)
        made = yield from make_products(manuscript, runner, clock, more, wanted)
        is_ours = all(project.is_bundled(look.theme) for look in manuscript.appearances)
        told = with_report(made.diagnostics, name, is_ours=is_ours)
        diagnostics = passed((*manuscript.diagnostics, *told), strict=options.strict)
        with clock.step("publish"):
            files = deliver(manuscript, made, diagnostics)
    except Faulty as faulty:
        return BookResult(book=name, status="failed", diagnostics=faulty.diagnostics)
    except Exception as bug:  # noqa: BLE001 - the other books of the batch are not to blame
        return BookResult(book=name, status="failed", diagnostics=(own_bug(bug),))
    return BookResult(
        book=name,
        status="built",
        diagnostics=diagnostics,
        files=tuple(file.name for file in files),
        notes=tuple(f"{file.name}: {note}" for file in files for note in file.notes),
        pages=made.pages,
        steps=tuple(clock.steps),
        units=tuple(seen),
    )
