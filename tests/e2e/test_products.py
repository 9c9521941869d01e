"""Several products of one build: what they share is made once, each is checked, and a part keeps the book's numbers.

The products are those of tests/experiments/products: a chapter alone, and the whole book on another paper.
"""

import importlib.util
import io
import json
import re
import shutil
import sys
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from importlib import import_module
from pathlib import Path

import pikepdf
import pytest
import yaml
from pypdfium2 import PdfDocument

from octavo import pipeline
from octavo.check.artefacts import examination
from octavo.jobs.store import Store
from octavo.model.diagnostics import Diagnostic
from octavo.model.output import Artefact, Format, FormatInput
from octavo.model.work import Work
from octavo.pipeline import BookResult, Options, plan
from octavo.project import Project, find_project

ROOT = Path(__file__).parents[2]
PLUGIN = ROOT / "tests/experiments/products/add/octavo/package/proofs.py"
FORMATS = ["pdf", "epub", "proofs"]
CHAPTER, OTHER_PAPER = "stock-storm.pdf", "stock-half-letter.pdf"

SECOND_WORK = """- id: marsh1901b
  type: book
  title: A keeper's year
  author:
    - {family: Marsh, given: Edith}
  issued: {date-parts: [[1901]]}
  publisher: Harbour Press
  publisher-place: Port Marsh
"""


def loaded() -> Format:
    """Return the format of the experiment."""
    described = importlib.util.spec_from_file_location("proofs", PLUGIN)
    assert described is not None
    assert described.loader is not None
    module = importlib.util.module_from_spec(described)
    described.loader.exec_module(module)
    found = module.FORMAT
    assert isinstance(found, Format)
    return found


@pytest.fixture
def install(monkeypatch: pytest.MonkeyPatch) -> Callable[[Format], None]:
    """Return what makes a format one of the installed ones."""
    return partial(installed, monkeypatch)


def installed(patch: pytest.MonkeyPatch, added: Format) -> None:
    known = {**plan.formats(), added.name: added}
    for module in ("plan", "making", "asked_products", "kept_sheets"):
        patch.setattr(import_module(f"octavo.pipeline.{module}"), "formats", lambda: known)


@pytest.fixture
def stock(tmp_path: Path) -> Project:
    """Return a project with the stock book, with a figure and a work more."""
    return project_in(tmp_path)


def project_in(tmp_path: Path) -> Project:
    """Write the stock book, with a figure and a work more.

    Two works share author and year, and only the first chapter cites both; each chapter has a figure.
    """
    share = find_project(ROOT)
    book = tmp_path / "content" / "stock"
    shutil.copytree(ROOT / "tests/stock", book)
    settings = yaml.safe_load((book / "book.yaml").read_text())
    (book / "book.yaml").write_text(yaml.safe_dump({**settings, "formats": FORMATS}, allow_unicode=True))
    with (book / "sources.yaml").open("a") as sources:
        sources.write(SECOND_WORK)
    second = (book / "figures/lamp.yaml").read_text().replace("id: lamp", "id: second-lamp")
    (book / "figures/second-lamp.yaml").write_text(second)
    storm = book / "text" / "02-storm.md"
    storm.write_text(storm.read_text().replace("---\n", "::: figure figure=second-lamp\n:::\n\n---\n", 1))
    tower = book / "text" / "01-tower.md"
    tower.write_text(f"{tower.read_text()}\nThe year of a keeper is told elsewhere [@marsh1901b].\n")
    return Project(root=tmp_path, templates=share.templates, styles=share.styles)


def built(project: Project, options: Options | None = None) -> BookResult:
    (result,) = pipeline.build(project, ["stock"], options or Options(strict=True))
    return result


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[BookResult, Path]:
    """Return what came of a build with the format of the experiment, and the folder of its files."""
    project = project_in(tmp_path_factory.mktemp("products"))
    with pytest.MonkeyPatch.context() as patch:
        installed(patch, loaded())
        return built(project), project.output / "stock"


def words(file: Path) -> list[str]:
    """Return the words of each page of a PDF."""
    with PdfDocument(file.read_bytes()) as document:
        return [" ".join(page.get_textpage().get_text_range().replace("\ufffe", "").split()) for page in document]


@pytest.fixture
def counted(monkeypatch: pytest.MonkeyPatch) -> Counter[str]:
    """Count the calls of what products share."""
    calls: Counter[str] = Counter()

    def count(module: str, name: str, label: Callable[..., str] = lambda *_, **__: "") -> None:
        real = getattr(import_module(module), name)

        def counting(*arguments: object, **named: object) -> object:
            calls[f"{name} {label(*arguments, **named)}".strip()] += 1
            return real(*arguments, **named)

        for each in [module for key, module in sys.modules.items() if key.startswith("octavo")]:
            if getattr(each, name, None) is real:
                monkeypatch.setattr(each, name, counting)

    # Whatever the pipeline imports when it needs it must be there before it can be counted.
    for each in ("loading", "resolving", "rendering", "proofreading", "making"):
        import_module(f"octavo.pipeline.{each}")
    count("octavo.pipeline.loading", "load_publication")
    count("octavo.pipeline.loading", "load_theme")
    count("octavo.pandoc", "run_pandoc")
    count("octavo.pipeline.resolving", "number_publication")
    count("octavo.pipeline.resolving", "resolve_selections")
    count("octavo.pipeline.proofreading", "proofread")
    count("octavo.pipeline.rendering", "render", lambda *_, medium, only=None, **__: "a part" if only else str(medium))
    count("octavo.typeset.typesetting", "typeset")
    count("octavo.pipeline.packaging", "cover_of")
    return calls


def test_what_products_share_is_made_once(
    stock: Project, install: Callable[[Format], None], counted: Counter[str]
) -> None:
    install(loaded())
    result = built(stock)

    assert result.files == ("stock.pdf", "stock.epub", "cover.jpg", CHAPTER, OTHER_PAPER)
    del counted["render a part"]
    assert counted == {
        "load_publication": 1,
        "load_theme": 1,
        "run_pandoc": 1,
        "number_publication": 1,
        "proofread": 1,
        "resolve_selections": 1,
        # The whole book on both papers, and the chapter.
        "render print": 3,
        "typeset": 3,
        "render reflow": 1,
        "cover_of": 1,
    }


def test_a_chapter_alone_keeps_the_numbers_of_the_book(made: tuple[BookResult, Path]) -> None:
    result, folder = made
    alone, whole = words(folder / CHAPTER), words(folder / "stock.pdf")

    assert result.diagnostics == ()
    assert len(alone) < len(whole) == result.pages
    first = next(page for page in alone if "The storm" in page)
    for text in (first, next(page for page in whole if "In January 1906 came" in page)):
        assert "2 The storm" in text
    for pages in (" ".join(alone), " ".join(whole)):
        assert "Figure 2" in pages
        assert "Marsh (1901b, 40)" in pages
    # What only the other chapter uses is not there, and no other figure or chapter.
    assert "A Keeper’s Year" in " ".join(whole)
    assert "A Keeper’s Year" not in " ".join(alone)
    assert "Figure 1" not in " ".join(alone)
    assert "1 The tower" not in " ".join(alone)
    # Folios are those of its own pages.
    for number, page in enumerate(alone, start=1):
        assert re.search(rf"\b{number}$", page) or not re.search(r"\d$", page)


def test_another_paper_is_another_layout_of_the_same_words(made: tuple[BookResult, Path]) -> None:
    with PdfDocument((made[1] / OTHER_PAPER).read_bytes()) as document:
        sizes = {tuple(round(side * 25.4 / 72, 1) for side in page.get_size()) for page in document}

    assert sizes == {(139.7, 215.9)}


def test_the_manifest_lists_every_file_with_its_product(made: tuple[BookResult, Path]) -> None:
    manifest = json.loads((made[1] / "manifest.json").read_text())

    assert [(each["name"], each["format"], each["files"]) for each in manifest["products"]] == [
        ("stock", "pdf", ["stock.pdf"]),
        ("stock", "epub", ["stock.epub", "cover.jpg"]),
        ("stock-storm", "proofs", [CHAPTER]),
        ("stock-half-letter", "proofs", [OTHER_PAPER]),
    ]
    assert manifest["products"][2]["selection"]["chapters"] == ["storm"]
    assert manifest["products"][3]["look"]["paper"] == "half-letter"
    assert set(manifest["files"]) == {name for each in manifest["products"] for name in each["files"]}


def test_every_file_is_checked(
    stock: Project, install: Callable[[Format], None], monkeypatch: pytest.MonkeyPatch, common_store: Path
) -> None:
    install(loaded())
    groups: list[examination.Alike] = []
    examine = examination.examine

    def watched(asked: Sequence[examination.Alike]) -> Work[tuple[Diagnostic, ...]]:
        groups.extend(asked)
        return examine(asked)

    monkeypatch.setattr(import_module("octavo.pipeline.making"), "examine", watched)
    built(stock, Options(store=Store(common_store)))

    assert [[file.name for file in alike.artefacts] for alike in groups] == [
        ["stock.pdf", "stock.epub", "cover.jpg"],
        [CHAPTER],
        [OTHER_PAPER],
    ]


def test_a_fault_in_any_file_is_found(stock: Project, install: Callable[[Format], None], common_store: Path) -> None:
    proofs = loaded()

    def damaged(given: FormatInput) -> tuple[tuple[Artefact, ...], tuple[()]]:
        (made,), _ = proofs.make(given)
        assert isinstance(made, Artefact)
        if made.name != CHAPTER:
            return (made,), ()
        target = io.BytesIO()
        with pikepdf.open(io.BytesIO(made.content)) as pdf:
            del pdf.Root.Lang
            pdf.save(target)
        return (replace(made, content=target.getvalue()),), ()

    install(replace(proofs, make=damaged))
    result = built(stock, Options(store=Store(common_store)))

    assert result.status == "failed"
    assert {each.code for each in result.diagnostics} == {"OC507"}
    assert {each.origin.path for each in result.diagnostics} == {CHAPTER}


def test_files_of_one_name_are_a_fault_and_nothing_is_written(
    stock: Project, install: Callable[[Format], None]
) -> None:
    proofs = loaded()
    install(replace(proofs, plan=None))
    result = built(stock, Options())

    assert result.status == "failed"
    (told,) = result.diagnostics
    assert (told.code, told.origin.path) == ("OC602", "content/stock/book.yaml")
    assert "'stock.pdf': stock (pdf) and stock (proofs)" in told.message
    assert not (stock.output / "stock").exists()


def test_a_paper_that_a_planned_look_lacks_is_told(stock: Project, install: Callable[[Format], None]) -> None:
    proofs = loaded()
    assert proofs.plan is not None
    planned = proofs.plan
    install(
        replace(
            proofs,
            plan=lambda publication, look: tuple(
                replace(each, look=replace(each.look, paper="a55")) for each in planned(publication, look)
            ),
        )
    )
    result = built(stock, Options())

    assert [each.code for each in result.diagnostics] == ["OC124"]


@pytest.mark.parametrize("engine", ["inline", "processes:2"])
def test_products_are_the_same_bytes_cold_and_warm_in_one_process_or_many(
    stock: Project,
    made: tuple[BookResult, Path],
    install: Callable[[Format], None],
    tmp_path: Path,
    engine: str,
) -> None:
    install(loaded())
    folder = stock.output / "stock"

    def files(options: Options) -> dict[str, bytes]:
        shutil.rmtree(stock.output, ignore_errors=True)
        return {name: (folder / name).read_bytes() for name in built(stock, options).files}

    plain = {name: (made[1] / name).read_bytes() for name in made[0].files}
    kept = Options(store=Store(tmp_path / "store"), engine=engine)
    assert files(kept) == plain
    assert files(kept) == plain
