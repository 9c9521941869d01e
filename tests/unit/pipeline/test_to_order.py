"""What is made to order: a booklet of a selection, folded and read from its file; and what a build published stays."""

from pathlib import Path

from octavo import publish
from octavo.jobs.store import Store
from octavo.model.book import Publication
from octavo.model.imposition import Imposition
from octavo.model.look import Look
from octavo.model.product import Product
from octavo.pipeline import Options
from octavo.pipeline.booklets import BookletOrder
from octavo.pipeline.to_order import Order, make_to_order
from octavo.project import Project
from tests.unit.impose.folding import leafed
from tests.unit.impose.half_sheets import halves, words_of

WORDS = ("2", "1.1")


def test_a_booklet_of_a_selection_folds_to_its_pages(project: Project, tmp_path: Path) -> None:
    """Pages and sheets of one selection, made together; the sheets are read half by half, in the order of the fold."""
    booklet = BookletOrder(words=WORDS, imposition=Imposition())

    def plan(publication: Publication, look: Look) -> tuple[Product, ...]:
        (sheets,) = booklet.plan(publication, look)
        return sheets, Product(name="pages", selection=sheets.selection, look=sheets.look, format="pdf")

    options = Options(store=Store(tmp_path / "store"), strict=True)
    folder = tmp_path / "mine"
    folder.mkdir()
    (folder / "other.txt").write_text("stays")
    result = make_to_order(project, Order(book="stock", plan=plan, folder=folder), options)

    assert result.diagnostics == ()
    assert result.files == ("stock-2-1.1-booklet-a4.pdf", "pages.pdf")
    assert {path.name for path in folder.iterdir()} == {*result.files, "other.txt"}
    pages = words_of((folder / "pages.pdf").read_bytes())
    sides = halves((folder / result.files[0]).read_bytes())
    read = leafed(list(zip(sides[::2], sides[1::2], strict=True)))
    assert read == pages + [""] * (-len(pages) % 4)
    assert result.notes[0].startswith(f"{result.files[0]}: {len(pages)} pages on {len(sides) // 2} sheets of A4")


def test_a_wrong_name_writes_nothing_and_what_is_published_stays(project: Project) -> None:
    publish.publish(project.output / "stock", (), {"inputs": "as it was"})
    order = BookletOrder(words=("towe",), imposition=Imposition())
    result = make_to_order(project, Order(book="stock", plan=order.plan), Options())

    assert [each.code for each in result.diagnostics] == ["OC618"]
    assert not project.extra.exists()
    assert publish.read_manifest(project.output / "stock") == {"inputs": "as it was", "files": {}}
