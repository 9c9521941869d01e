"""Finished files are judged anew in every build, and only what is new in them is read."""

from collections.abc import Callable, Sequence
from concurrent.futures import Future
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from octavo import pipeline
from octavo.check.artefacts.examination import Alike, examine
from octavo.jobs.executors import open_workers
from octavo.jobs.graph import run
from octavo.jobs.store import Store
from octavo.model.book import Book
from octavo.model.diagnostics import Diagnostic
from octavo.model.output import Artefact
from octavo.pipeline import Options
from octavo.pipeline.cache import memo_for
from octavo.pipeline.calls import CallRunner, SharedBytes
from octavo.pipeline.manuscript import prepare
from octavo.project import Project

KINDS = {".pdf": "application/pdf", ".epub": "application/epub+zip"}


def book_of(project: Project, store: Store) -> Book:
    """Return the stock book, resolved."""
    return prepare(project, "stock", Options(store=store)).presentation().book


def files(project: Project, store: Store) -> list[Artefact]:
    """Build the stock book, and return its files."""
    (result,) = pipeline.build(project, ["stock"], Options(store=store))
    folder = project.output / "stock"
    return [
        Artefact(name=name, media_type=KINDS[Path(name).suffix], content=(folder / name).read_bytes())
        for name in result.files
        if Path(name).suffix in KINDS
    ]


def judge(book: Book, artefacts: Sequence[Artefact], store: Store) -> tuple[tuple[Diagnostic, ...], int]:
    """Judge ``artefacts``; return what was found, fonts left out, and how much was read for it."""
    read = 0
    with open_workers("inline", lambda: None) as workers:

        def submit(function: Callable[..., object], *arguments: object) -> Future[Any]:
            nonlocal read
            read += 1
            return workers.submit(function, *arguments)

        runner = CallRunner(SharedBytes(), memo_for(store).key, [])
        job = runner.carried_out(examine([Alike(book=book, artefacts=tuple(artefacts))]))
        (found,) = run([job], replace(workers, submit=submit), store)
    return tuple(each for each in found if each.code != "OC502"), read


def test_only_what_is_new_is_read(project: Project, warm_store: Store, tmp_path: Path) -> None:
    store = Store(tmp_path / "store")
    book, first = book_of(project, warm_store), files(project, warm_store)
    everything = judge(book, first, store)
    chapter = project.content / "stock" / "text" / "01-tower.md"
    chapter.write_text(chapter.read_text().replace(" the ", " that ", 1))
    other, second = book_of(project, warm_store), files(project, warm_store)

    assert everything[0] == ()
    assert everything[1] == len(next(examine([Alike(book=book, artefacts=tuple(first))])))
    assert judge(book, first, store) == ((), 0)
    assert judge(book, first, Store(None)) == everything
    found, read = judge(other, second, store)
    assert found == ()
    assert 0 < read < everything[1] / 2


def test_a_difference_is_found_whatever_was_read_before(project: Project, warm_store: Store, tmp_path: Path) -> None:
    store = Store(tmp_path / "store")
    book, (pdf, epub) = book_of(project, warm_store), files(project, warm_store)
    judge(book, [pdf, epub], store)
    chapter = project.content / "stock" / "text" / "01-tower.md"
    chapter.write_text(chapter.read_text().replace(" the ", " that ", 1))
    (other_pdf, other_epub) = files(project, warm_store)
    judge(book, [other_pdf, other_epub], store)

    for pair in ([pdf, other_epub], [other_pdf, epub]):
        found, read = judge(book, pair, store)
        # The imprint names the content by its digest.
        assert ({each.code for each in found}, read) == ({"OC701", "OC702"}, 0)


@pytest.mark.parametrize("keep", [0, 10])
def test_a_damaged_store_costs_time_and_nothing_else(
    project: Project, warm_store: Store, tmp_path: Path, keep: int
) -> None:
    store = Store(tmp_path / "store")
    book, artefacts = book_of(project, warm_store), files(project, warm_store)
    everything = judge(book, artefacts, store)
    for entry in (tmp_path / "store").glob("??/*"):
        entry.write_bytes(entry.read_bytes()[:keep])

    assert judge(book, artefacts, store) == everything
