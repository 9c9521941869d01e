"""Stay ready, and build a book anew whenever something that it is made from changes."""

import time
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeAlias

from octavo.jobs.memo import Memory
from octavo.pipeline.result import BookResult, Options
from octavo.pipeline.session import open_session
from octavo.project import Project, is_source

STEP = 60
"""Milliseconds without a further change after which a change counts as done: editors save in several steps."""

LONGEST = 500
"""Milliseconds after which changes are no longer gathered."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WatchedBuild:
    """What one change led to: the files that were changed, the books made from them, and the wall time in seconds."""

    files: tuple[Path, ...]
    results: tuple[BookResult, ...]
    seconds: float


Announce: TypeAlias = Callable[[WatchedBuild], None]


def watch(
    project: Project, names: Sequence[str], options: Options, changes: Iterable[Collection[Path]], announce: Announce
) -> None:
    """Build the books ``names``, then again each that ``changes`` touch, until there are no more changes.

    ``changes`` are the files changed, added or taken away, as they come (see :func:`changes_in`). Whatever becomes of a
    book is announced, and watching goes on. Raises :class:`~octavo.model.diagnostics.Faulty` as a build does.
    """
    with open_session(project, replace(options, memory=Memory())) as session:
        announce(_rebuilt((), names, session.build))
        session.warm()
        for files in changes:
            touched = tuple(sorted(files))
            books = [name for name in names if _concerns(project, name, touched)]
            if books:
                announce(_rebuilt(touched, books, session.build))


def changes_in(project: Project, names: Sequence[str]) -> Iterator[Collection[Path]]:
    """Yield the changes to what the books ``names`` are made from (Octavo's own code left out), until Ctrl-C."""
    from watchfiles import watch as watch_files

    own = (project.content / name for name in names)
    folders = dict.fromkeys(
        (*own, project.templates, project.styles, project.root / "styles", project.root / "languages")
    )
    there = [folder for folder in folders if folder.is_dir()]
    for changes in watch_files(
        *there,
        watch_filter=lambda _change, path: is_source(Path(path), there),
        step=STEP,
        debounce=LONGEST,
        raise_interrupt=True,
    ):
        yield {Path(path) for _, path in changes}


def _rebuilt(
    files: Sequence[Path], books: Sequence[str], build: Callable[[Sequence[str]], Sequence[BookResult]]
) -> WatchedBuild:
    start = time.perf_counter()
    results = tuple(build(books))
    return WatchedBuild(files=tuple(files), results=results, seconds=time.perf_counter() - start)


def _concerns(project: Project, name: str, files: Iterable[Path]) -> bool:
    """Whether the book ``name`` is made from any of ``files``: templates and styles are every book's."""
    return any(
        file.is_relative_to(project.content / name) or not file.is_relative_to(project.content) for file in files
    )
