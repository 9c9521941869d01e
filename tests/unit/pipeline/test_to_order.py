"""What is made to order, read from its files; and what a build published stays."""

from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

from octavo import publish
from octavo.jobs.store import Store
from octavo.model.book import Publication
from octavo.model.imposition import Imposition
from octavo.model.look import Look, Variant
from octavo.model.product import Product
from octavo.model.selection import WHOLE, SelectedPart
from octavo.pipeline import Options
from octavo.pipeline.booklets import BookletOrder, PrinterTrialOrder
from octavo.pipeline.cache import memo_for
from octavo.pipeline.loading import load_book
from octavo.pipeline.plan import look_of, plan_products
from octavo.pipeline.to_order import Order, make_to_order
from tests.unit.impose.folding import leafed
from tests.unit.impose.half_sheets import halves, places, words_of
from tests.unit.pipeline.conftest import laid_out

WORDS = ("2", "1.1")
A4, LETTER = Imposition(), Imposition(sheet="letter", flip="short-edge", scheme="cards")


def plan(publication: Publication, look: Look) -> tuple[Product, ...]:
    """Ask for the sheets and the pages of a selection, for the terms of the book on cards, and for a test sheet."""
    (sheets,) = BookletOrder(words=WORDS, imposition=A4).plan(publication, look)
    pages = Product(name="pages", selection=sheets.selection, look=sheets.look, format="pdf")
    cards = BookletOrder(words=(), imposition=LETTER).plan(publication, look)
    return sheets, pages, *cards, *PrinterTrialOrder(imposition=A4).plan(publication, look)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory, common_store: Path) -> Mapping[str, bytes]:
    """Return the files that the plan gives, by name, and what was said of them as ``notes``."""
    root = tmp_path_factory.mktemp("project")
    project, folder = laid_out(root), root / "mine"
    folder.mkdir()
    (folder / "other.txt").write_text("stays")
    options = Options(store=Store(common_store), strict=True)
    result = make_to_order(project, Order(book="stock", plan=plan, folder=folder), options)

    assert result.diagnostics == ()
    assert {path.name for path in folder.iterdir()} == {*result.files, "other.txt"}
    return {"notes": "\n".join(result.notes).encode(), **{name: (folder / name).read_bytes() for name in result.files}}


def test_a_booklet_of_a_selection_folds_to_its_pages(made: Mapping[str, bytes]) -> None:
    """Half by half of the finished file, in the order of the fold."""
    pages = words_of(made["pages.pdf"])
    sides = halves(made["stock-2-1.1-booklet-a4.pdf"])
    read = leafed(list(zip(sides[::2], sides[1::2], strict=True)))

    assert read == pages + [""] * (-len(pages) % 4)
    assert f"stock-2-1.1-booklet-a4.pdf: {len(pages)} pages on {len(sides) // 2} sheets of A4".encode() in made["notes"]


def test_the_page_that_goes_with_a_booklet_says_how_to_print_it(made: Mapping[str, bytes]) -> None:
    (told,) = words_of(made["stock-2-1.1-booklet-a4-instructions.pdf"])
    sheets = len(halves(made["stock-2-1.1-booklet-a4.pdf"])) // 2

    assert f"File stock-2-1.1-booklet-a4.pdf Paper A4, 210 × 297 mm Sheets {sheets} Pages" in told
    assert "turn over the short edge" in told
    assert "Staple" in told


def test_behind_each_term_stands_what_it_means(made: Mapping[str, bytes]) -> None:
    """Turned over the short edge, the lowest row of the back comes behind the highest of the front."""
    front, back = places(made["stock-cards-letter.pdf"], columns=2, rows=4)

    assert front[0] == ["Fresnel lens fray-NEL", "relief relève"]
    assert ["A lens made" in back[3][0], "The boat that" in back[3][1]] == [True, True]
    assert not any(word for row in (*front[1:], *back[:3]) for word in row)
    assert "cut the pile" in made["notes"].decode()
    (told,) = words_of(made["stock-cards-letter-instructions.pdf"])
    assert "turn over the short edge" in told
    assert "Cut the pile" in told


def test_a_test_sheet_reads_one_to_four(made: Mapping[str, bytes]) -> None:
    front, back = halves(made["stock-test-sheet-a4.pdf"])

    assert [page.split()[2] for page in leafed([(front, back)])] == ["1", "2", "3", "4"]
    assert all(page.startswith("↑ top") for page in (*front, *back))


def test_a_wrong_name_writes_nothing_and_what_is_published_stays(tmp_path: Path) -> None:
    project = laid_out(tmp_path)
    publish.publish(project.output / "stock", (), {"inputs": "as it was"})
    order = BookletOrder(words=("towe",), imposition=A4)
    result = make_to_order(project, Order(book="stock", plan=order.plan), Options())

    assert [each.code for each in result.diagnostics] == ["OC618"]
    assert not project.extra.exists()
    assert publish.read_manifest(project.output / "stock") == {"inputs": "as it was", "files": {}}


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ((), "stock-booklet-a4"),
        (("1.1", "2"), "stock-1.1-2-booklet-a4"),
        (("foreword", "1", "2", "building", "quarrel"), "stock-foreword-1-2-and-2-more-booklet-a4"),
    ],
)
def test_files_are_named_after_what_is_selected(words: Sequence[str], name: str, tmp_path: Path) -> None:
    publication, _ = load_book(laid_out(tmp_path), "stock", memo_for(Store(None)))
    look = look_of(publication)
    (booklet,) = BookletOrder(words=words, imposition=Imposition(scheme="signatures")).plan(publication, look)

    assert booklet.name == name


def test_a_book_lists_its_booklets(tmp_path: Path) -> None:
    """One for each of its sheets; those of the whole book share the printing with the reading PDF."""
    project = laid_out(tmp_path)
    with (project.content / "stock" / "book.yaml").open("a") as settings:
        settings.write(
            "booklets: [{sheets: [a4, a3], name: ../all}, {selection: [part-1], matter: [], variant: large-16}]\n"
        )
    publication, _ = load_book(project, "stock", memo_for(Store(None)))
    products = plan_products(publication, look_of(publication))

    assert [(each.name, each.format, each.selection) for each in products] == [
        ("stock", "pdf", WHOLE),
        ("stock", "epub", WHOLE),
        ("stock-..-all-booklet-a4", "booklet", WHOLE),
        ("stock-..-all-booklet-a3", "booklet", WHOLE),
        ("stock-part-1-large-16-booklet-a4", "booklet", SelectedPart(part="island", matter=())),
    ]
    assert len({each.look for each in products[:-1]}) == 1
    assert products[-1].look == products[0].look.in_variant(Variant.LARGE_16)
    assert products[-1].imposition == Imposition(scale="actual"), "large print is not made smaller"
