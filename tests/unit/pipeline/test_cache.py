"""What is read from the store is what would be read from the files."""

import shutil
from pathlib import Path

from octavo.jobs.memo import Memory
from octavo.jobs.store import Store
from octavo.load.publication import load_publication
from octavo.model.book import Publication
from octavo.model.cache import Recall, always_made
from octavo.model.diagnostics import Diagnostic
from octavo.pipeline.cache import Shelf
from octavo.project import find_project
from octavo.resolve.sections import section_words

ROOT = Path(__file__).parents[3]


def loaded(folder: Path, recall: Recall) -> tuple[Publication, tuple[Diagnostic, ...]]:
    project = find_project(ROOT)
    return load_publication(
        folder,
        root=folder.parent,
        languages=project.templates / "languages",
        citations=project.styles / "citations",
        sections=section_words(),
        recall=recall,
    )


def test_a_book_and_its_warnings_are_the_same_from_the_store(tmp_path: Path) -> None:
    book = tmp_path / "stock"
    shutil.copytree(ROOT / "tests" / "stock", book)
    (book / "left-over.txt").write_text("not named by anything")
    tower = book / "text" / "01-tower.md"
    tower.write_text(tower.read_text() + "\n\n[lamp]: https://example.org\n")
    plain = loaded(book, always_made)
    assert {told.code for told in plain[1]} >= {"OC122", "OC136"}
    shelf = Shelf(store=Store(tmp_path / "store"))
    assert loaded(book, shelf.recall) == plain
    assert loaded(book, shelf.recall) == plain


def test_a_changed_file_is_read_anew(tmp_path: Path) -> None:
    book, shelf = tmp_path / "stock", Shelf(store=Store(tmp_path / "store"), memory=Memory())
    shutil.copytree(ROOT / "tests" / "stock", book)
    loaded(book, shelf.recall)
    for file in (path for path in sorted(book.rglob("*")) if path.suffix in {".md", ".yaml"}):
        file.write_text(f"{file.read_text()}\n")
        assert loaded(book, shelf.recall) == loaded(book, always_made)
