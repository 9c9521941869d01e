"""The line of a file that asks for a look, where its theme or its paper has a fault."""

from dataclasses import replace
from pathlib import Path

from octavo.model.look import Look, Variant
from octavo.model.selection import WHOLE, SelectedSheet
from octavo.pipeline.cache import memo_for
from octavo.pipeline.loading import load_book
from octavo.pipeline.look_places import places_of_looks
from octavo.pipeline.plan import look_of, plan_products
from octavo.pipeline.result import NO_STORE
from tests.unit.pipeline.conftest import laid_out

SETTINGS = """formats: [pdf, handouts]
booklets:
  - sheets: [a4]
    paper: half-letter
"""
SHEETS = """sheets:
  - {id: storm, title: The storm, content: [quarrel]}
theme: handout
papers: [a4, letter]
"""


def test_each_look_is_told_where_it_was_asked_for(tmp_path: Path) -> None:
    project = laid_out(tmp_path)
    book = project.content / "stock"
    settings = (book / "book.yaml").read_text()
    (book / "book.yaml").write_text(settings + SETTINGS)
    (book / "handouts.yaml").write_text(SHEETS)
    publication, _ = load_book(project, "stock", memo_for(NO_STORE, None))
    own = look_of(publication)
    products = plan_products(publication, own)

    places = places_of_looks(publication, products, own)

    lines = len(settings.splitlines())
    sheets = [product.look for product in products if isinstance(product.selection, SelectedSheet)]
    assert {(places[look].theme.line, places[look].paper.line) for look in sheets} == {(3, 4)}
    assert places[sheets[0]].paper.column < places[sheets[-1]].paper.column
    (booklet,) = (product.look for product in products if product.selection == WHOLE and product.look != own)
    assert places[booklet].paper.line == lines + 4
    assert places[own].paper.path.endswith("book.yaml")


def test_a_paper_of_the_command_line_stands_in_no_file(tmp_path: Path) -> None:
    project = laid_out(tmp_path)
    publication, _ = load_book(project, "stock", memo_for(NO_STORE, None))
    own = look_of(publication)
    (product, *_) = plan_products(publication, own)
    asked = Look(theme=own.theme, paper="a9", variant=Variant.COPIER)

    places = places_of_looks(publication, [replace(product, look=asked)], own)

    assert places[asked].paper.line == 0
