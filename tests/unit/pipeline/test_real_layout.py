"""The layout that the printing of a book tells, cold and warm, held against its PDF."""

from pathlib import Path

from octavo.jobs.executors import open_workers
from octavo.jobs.graph import run
from octavo.jobs.store import Store
from octavo.model.output import Printing, Rendition
from octavo.pipeline import Options
from octavo.pipeline.cache import memo_for
from octavo.pipeline.calls import CallRunner, SharedBytes
from octavo.pipeline.manuscript import prepare
from octavo.pipeline.result import Timing
from octavo.project import Project
from tests.unit.typeset.printed_text import texts_of_blocks, wrong_breaks, wrong_lines

IN_COLUMNS = ("glossary", "index", "people")


def printed(project: Project, store: Store) -> tuple[Rendition, Printing, list[Timing]]:
    """Return the stock book, rendered with the pages of its printing; the printing; and what was done for it."""
    presentation = prepare(project, "stock", Options(store=store)).presentation()
    shared, seen = SharedBytes(), list[Timing]()
    with open_workers("inline", shared.preload) as workers:
        shared.share = workers.share
        work = presentation.typesetting(presentation.render("print")[0])
        [(printing, _)] = run([CallRunner(shared, memo_for(store).key, seen).carried_out(work)], workers, store)
    return presentation.render("print", printing.page_map)[0], printing, seen


def test_the_stock_book_goes_on_at_every_break_and_every_line_as_its_layout_says(
    project: Project, tmp_path: Path
) -> None:
    store = Store(tmp_path / "store")
    rendition, printing, _ = printed(project, store)
    layout = printing.layout

    assert wrong_breaks(rendition, printing) == []
    assert wrong_lines(rendition, printing, in_columns=[each for each in IN_COLUMNS if each in layout.sections]) == []
    assert set(layout.blocks) == set(texts_of_blocks(rendition))
    assert list(layout.sections) == [unit.id for unit in rendition.units]

    _, again, seen = printed(project, store)

    assert again == printing
    assert all(timing.from_store for timing in seen)


def test_what_was_set_aside_and_is_lost_is_made_anew(project: Project, tmp_path: Path) -> None:
    store = Store(tmp_path / "store")
    _, printing, _ = printed(project, store)
    entries = sorted((tmp_path / "store").rglob("*/*"), key=lambda path: path.stat().st_size)
    for entry in entries:
        if b"octavo 2" in entry.read_bytes()[:50]:
            entry.unlink() if entry.stat().st_size % 2 else entry.write_bytes(b"damaged")

    assert printed(project, store)[1] == printing
