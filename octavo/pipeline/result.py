"""What a build was asked for, and what became of it."""

import os
import tempfile
import traceback
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal, TypeAlias

from octavo.jobs.store import Store
from octavo.model.diagnostics import Diagnostic, Faulty, fault, stop_on_error
from octavo.model.origin import NOWHERE

if TYPE_CHECKING:
    from octavo.check.artefacts.print_rules import PrintReport
    from octavo.check.manuscript.report import BookReport
    from octavo.jobs.memo import Memory

Step: TypeAlias = Literal["load", "resolve", "render", "typeset", "package", "check", "publish"]
Progress: TypeAlias = Callable[[str, Step], None]
"""Called with the book's name and the step that begins."""

PartsDone: TypeAlias = Callable[[int, int], None]
"""Called with the number of parts that are made, and of all that are to be made as far as is known."""

NO_STORE = Store(None)
"""Keeps nothing."""


def say_nothing(_book: str, _step: Step) -> None:
    """Tell nobody."""


def count_nothing(_done: int, _known: int) -> None:
    """Tell nobody."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """How to build. ``engine`` is a word of :func:`octavo.jobs.executors.open_workers`.

    ``memory`` is for a process that builds again and again. ``hold`` is the release whose pages are held.
    """

    strict: bool = False
    engine: str = "inline"
    store: Store = NO_STORE
    progress: Progress = say_nothing
    parts: PartsDone = count_nothing
    memory: "Memory | None" = None
    hold: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Timing:
    """The wall time in seconds that a step or a unit took; ``from_store`` where it was only looked up."""

    name: str
    seconds: float
    from_store: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class BookResult:
    """What became of one book. ``files`` are the names below ``folder``, without one below ``output/<book>/``.

    ``notes`` are lines for people about them. ``pages`` is 0 without a printing. ``not_run``
    says what could not be looked at, and why.
    """

    book: str
    status: Literal["built", "unchanged", "checked", "failed"]
    diagnostics: tuple[Diagnostic, ...] = ()
    files: tuple[str, ...] = ()
    folder: Path | None = None
    notes: tuple[str, ...] = ()
    pages: int = 0
    steps: tuple[Timing, ...] = ()
    units: tuple[Timing, ...] = ()
    not_run: tuple[str, ...] = ()
    report: "BookReport | None" = None
    for_print: "tuple[PrintReport, ...]" = ()

    @property
    def has_errors(self) -> bool:
        """Whether the manuscript has errors (under ``--strict`` a build with warnings fails as well)."""
        return self.status == "failed"


def passed(diagnostics: Iterable[Diagnostic], *, strict: bool) -> tuple[Diagnostic, ...]:
    """Return the diagnostics in order, or raise :class:`Faulty`: for errors always, for warnings under ``strict``."""
    ordered = stop_on_error(diagnostics)
    if strict and ordered:
        raise Faulty(ordered)
    return ordered


def own_bug(bug: Exception) -> Diagnostic:
    """Return OC903 for what should not have happened; its traceback is kept in a temporary file, which it names."""
    descriptor, name = tempfile.mkstemp(prefix="octavo-", suffix=".txt")
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        traceback.print_exception(bug, file=file)
    return fault("OC903", NOWHERE, problem=f"{type(bug).__name__}: {bug} (details in {name})")
