"""Our own book laid out in units by the engine, against the same laid out as one document."""

from pathlib import Path

import pytest
from hypothesis import settings

from octavo.check.artefacts.pdf_reading import read_whole
from octavo.codec import unpack
from octavo.jobs.executors import open_workers
from octavo.jobs.graph import run
from octavo.jobs.store import Store
from octavo.model.book import Publication
from octavo.model.look import Look
from octavo.model.output import Printing
from octavo.model.product import Product
from octavo.model.selection import WHOLE, SelectedPart
from octavo.model.work import Work
from octavo.pipeline import Options
from octavo.pipeline.cache import memo_for
from octavo.pipeline.calls import CallRunner, SharedBytes
from octavo.pipeline.manuscript import prepare
from octavo.project import find_project
from octavo.typeset.facts import LaidOut, LeftToEngine
from octavo.typeset.worker import lay_out
from tests import whole_document
from tests.e2e.workshop import Workshop
from tests.pdf_document import read_pdf
from tests.unit.check.artefacts.test_pdf_reading import by_group, said
from tests.unit.typeset.test_typesetting import skeleton

ROOT = Path(__file__).parents[2]

pytestmark = pytest.mark.long

PART = SelectedPart(part="reference")
"""The part of the handbook with the most tables, notes, figures, code and references; `make test-long` takes all."""


def planned(publication: Publication, look: Look) -> tuple[Product, ...]:
    """Return the part of the handbook as a PDF."""
    return (Product(name=publication.folder, selection=PART, look=look, format="pdf"),)


@pytest.fixture(scope="module")
def both_ways(built: Workshop) -> tuple[Printing, Printing]:
    """Return a part of the handbook in units, and whole with the page numbers that the units print."""
    shared, store = SharedBytes(), Store(built.folder / "store")
    manuscript = prepare(find_project(ROOT), "handbook", Options(store=store), planned)
    selection = WHOLE if settings.get_current_profile_name() == "long" else PART
    presentation = manuscript.presentation(selection)
    work = presentation.typesetting(presentation.render("print")[0])
    with open_workers("processes", shared.preload) as workers:
        shared.share = workers.share
        runner = CallRunner(shared, memo_for(store).key, [])
        ((in_units, told),) = run([runner.carried_out(work)], workers, store)
    rendition, _ = presentation.render("print", in_units.page_map)
    left: list[object] = []
    printing, found = whole_document.lay_out(rendition, left)
    assert (found, told) == ((), ())
    # Every paragraph of our own book is set as a whole.
    assert left == []
    return in_units, printing


def watched(work: Work[object], left: list[LeftToEngine]) -> Work[object]:
    """Have ``work`` done, and add to ``left`` what each of its units says was left to the engine."""
    calls = next(work)
    while True:
        results = yield calls
        for call, result in zip(calls, results, strict=True):
            if call.function is lay_out:
                left += unpack(result, LaidOut).recto.left_to_engine
        try:
            calls = work.send(results)
        except StopIteration as end:
            return end.value


@pytest.mark.parametrize("book", ["great-terror", "handbook"])
def test_no_paragraph_of_our_books_is_left_to_the_engine(book: str, built: Workshop) -> None:
    """The units are those of the book that was built for all tests."""
    shared, store, left = SharedBytes(), Store(built.folder / "store"), list[LeftToEngine]()
    manuscript = prepare(find_project(ROOT), book, Options(store=store))
    work = manuscript.presentation().typesetting(manuscript.presentation().render("print")[0])
    with open_workers("inline", shared.preload) as workers:
        shared.share = workers.share
        run([CallRunner(shared, memo_for(store).key, []).carried_out(watched(work, left))], workers, store)

    assert left == []


def test_every_anchor_is_on_the_same_page(both_ways: tuple[Printing, Printing]) -> None:
    in_units, as_one = both_ways

    assert in_units.page_map == as_one.page_map


def test_everything_is_read_alike_in_the_same_places(both_ways: tuple[Printing, Printing]) -> None:
    in_units, as_one = both_ways
    mine, theirs = read_pdf(in_units.content).pieces, read_pdf(as_one.content).pieces

    assert [(piece.page, piece.roles, piece.titles, piece.text) for piece in mine] == [
        (piece.page, piece.roles, piece.titles, piece.text) for piece in theirs
    ]
    assert all(abs(one.baseline - other.baseline) < 0.01 for one, other in zip(mine, theirs, strict=True))


def test_links_outline_labels_and_sizes_are_the_same(both_ways: tuple[Printing, Printing]) -> None:
    in_units, as_one = both_ways

    assert skeleton(in_units.content) == skeleton(as_one.content)


def test_the_check_reads_in_parts_what_it_reads_of_the_whole(both_ways: tuple[Printing, Printing]) -> None:
    in_units, _ = both_ways

    assert said(by_group(in_units.content)) == said(read_whole(in_units.content))
