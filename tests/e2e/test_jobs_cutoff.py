"""What a change does not reach is not made anew: work stops where a result comes out as it was."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from octavo import pipeline
from octavo.jobs.store import Store
from octavo.pipeline import Options
from octavo.project import Project, find_project

ROOT = Path(__file__).parents[2]
DATED = {"stock/imprint", "stock/colophon"}
"""They bear the digest of the book's sources, so they change with every file."""


@pytest.fixture
def stock(tmp_path: Path) -> Project:
    """A project with the stock book and nothing built."""
    share = find_project(ROOT)
    shutil.copytree(ROOT / "tests" / "stock", tmp_path / "content" / "stock")
    return Project(root=tmp_path, templates=share.templates, styles=share.styles)


def laid_out(project: Project, options: Options) -> set[str]:
    """Build the book and return the units that were laid out for it."""
    (result,) = pipeline.build(project, ["stock"], options)
    assert result.status == "built"
    names = {unit.name for unit in result.units if not unit.from_store}
    made = {name for name in names if name.startswith("stock/")}
    return {name for name in made if not name.endswith((", placed", "/fonts", "/style sheet"))}


@pytest.mark.parametrize(
    "change",
    [
        lambda text: text.replace("was due every fortnight", "was\ndue every fortnight"),
        lambda text: text.replace("---\n", "***\n"),
        lambda text: text + "\n\n",
    ],
    ids=["another line break", "another sign for the same", "empty lines"],
)
def test_a_file_that_says_the_same_in_other_bytes_has_no_unit_laid_out(
    stock: Project, warm_store: Store, change: Callable[[str], str]
) -> None:
    options = Options(store=warm_store)
    assert laid_out(stock, options) == set()
    chapter = stock.content / "stock" / "text" / "02-storm.md"
    before = chapter.read_text()
    chapter.write_text(change(before))

    assert chapter.read_text() != before
    assert laid_out(stock, options) == DATED


def test_a_word_that_moves_no_page_lays_out_its_chapter_and_the_imprint_alone(
    stock: Project, warm_store: Store
) -> None:
    options = Options(store=warm_store)
    assert laid_out(stock, options) == set()
    chapter = stock.content / "stock" / "text" / "02-storm.md"
    chapter.write_text(chapter.read_text().replace("clear", "cloud"))

    assert laid_out(stock, options) == {*DATED, "stock/storm"}


def test_a_book_made_again_from_the_same_files_lays_out_nothing(stock: Project, warm_store: Store) -> None:
    options = Options(store=warm_store)

    assert laid_out(stock, options) == set()
    shutil.rmtree(stock.output)
    assert laid_out(stock, options) == set()
