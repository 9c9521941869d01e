"""Watching: an edit rebuilds what depends on it, and a fault ends nothing."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import Any

import pytest
import watchfiles

from octavo.jobs.store import Store
from octavo.pipeline import Options
from octavo.pipeline.watch import WatchedBuild, changes_in, watch
from octavo.project import Project, is_source

TIMEOUT = 120


def chapter(project: Project, book: str) -> Path:
    """Return the file of the longest chapter of ``book``."""
    return max((project.content / book / "text").glob("*.md"), key=lambda path: path.stat().st_size)


def test_an_edit_rebuilds_the_book_that_it_concerns(project: Project, warm_store: Store) -> None:
    edited = chapter(project, "stock")
    told: list[WatchedBuild] = []

    def edits() -> Iterator[Collection[Path]]:
        edited.write_text(edited.read_text() + "\nA last word.\n")
        yield {edited}
        edited.write_text(edited.read_text() + "\nSee [@nobody1999].\n")
        yield {edited}
        edited.write_text(edited.read_text().replace("See [@nobody1999].", "See nobody."))
        yield {edited}
        yield {project.root / "README.md", project.templates / "languages" / "de.yaml"}

    options = Options(store=warm_store)
    watch(project, ["stack", "stock"], options, edits(), told.append)

    seen = [{result.book: result.status for result in each.results} for each in told]
    assert seen == [
        {"stack": "built", "stock": "built"},
        {"stock": "built"},
        {"stock": "failed"},
        {"stock": "built"},
        {"stack": "built", "stock": "built"},
    ]
    assert {each.code for each in told[2].results[0].diagnostics} == {"OC201"}
    laid = [unit.name for unit in told[1].results[0].units if not unit.from_store]
    assert 0 < len(laid) < len(told[1].results[0].units) / 2
    assert told[1].files == (edited,)


def test_leavings_of_editors_are_no_changes(project: Project) -> None:
    book = project.content / "stock"

    assert is_source(book / "text" / "01.md", [book])
    for name in ("text/01.md~", "text/.01.md.swp", ".git/index", "../other/book.yaml", "x/__pycache__/y"):
        assert not is_source(book / name, [book])


def test_the_command_tells_of_an_edit_in_one_line_and_ends_quietly(project: Project, common_store: Path) -> None:
    environment = {**os.environ, "OCTAVO_STORE": str(common_store), "PYTHONUNBUFFERED": "1"}
    command = [sys.executable, "-m", "octavo", "watch", "stock", "--engine", "processes:1"]
    edited = chapter(project, "stock")
    # A test run that was begun in the background ignores Ctrl-C, and so would the program that it begins.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    with subprocess.Popen(
        command,
        cwd=project.root,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    ) as watching:
        try:
            assert watching.stdout is not None
            assert watching.stdout.readline().startswith("stock: ")
            line = ""
            until = time.monotonic() + TIMEOUT
            os.set_blocking(watching.stdout.fileno(), False)
            while not line and time.monotonic() < until:
                edited.write_text(edited.read_text() + "\nOne more word.\n")
                time.sleep(2)
                line = watching.stdout.readline()
            os.killpg(watching.pid, signal.SIGINT)
            rest, faults = watching.communicate(timeout=TIMEOUT)
        finally:
            watching.kill()

    assert line.startswith(f"content/stock/text/{edited.name}: stock: ")
    assert line.rstrip().endswith(" s")
    assert (watching.returncode, faults) in {(0, ""), (130, "stopped; the earlier output is untouched\n")}
    assert "Traceback" not in rest


def test_only_what_books_are_made_from_is_watched(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    """The folders that are there are watched, and files that editors of text leave behind are passed over."""
    asked: list[tuple[tuple[Path, ...], Any]] = []

    def watched(*folders: Path, watch_filter: Any, **_: object) -> Iterator[set[tuple[int, str]]]:  # noqa: ANN401 -- a function
        asked.append((folders, watch_filter))
        yield {(1, str(project.content / "stock/book.yaml")), (2, str(project.content / "stock/text/new.md"))}

    monkeypatch.setattr(watchfiles, "watch", watched)
    (changed,) = changes_in(project, ["stock", "nowhere"])
    ((folders, is_watched),) = asked

    assert changed == {project.content / "stock/book.yaml", project.content / "stock/text/new.md"}
    assert set(folders) == {project.content / "stock", project.templates, project.styles}
    assert is_watched(1, str(project.content / "stock/text/01-tower.md"))
    assert not is_watched(1, str(project.content / "stock/text/.01-tower.md.swp"))
