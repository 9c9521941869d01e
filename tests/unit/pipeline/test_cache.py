"""What is kept in the store is what was made, and can do no harm."""

import os
import pickle
import shutil
from pathlib import Path

import pytest

from octavo.jobs.store import Store, key
from octavo.load.publication import load_publication
from octavo.model.book import Publication
from octavo.model.cache import Recall, always_made
from octavo.model.diagnostics import Diagnostic, Faulty, fault
from octavo.model.origin import Origin
from octavo.pipeline.cache import Memory, Shelf
from octavo.project import code_digest, find_project
from octavo.resolve.sections import section_words

ROOT = Path(__file__).parents[3]
OF = ("origin", b"\0")
PLACE = Origin("text/tower.md", 3, 4)


def never() -> Origin:
    raise AssertionError("it is known")


def place() -> Origin:
    return PLACE


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


def test_what_was_made_is_made_no_more(tmp_path: Path) -> None:
    store = Store(tmp_path)
    assert Shelf(store=store).recall(OF, place) == PLACE
    assert Shelf(store=store).recall(OF, never) == PLACE


def test_other_things_are_made(tmp_path: Path) -> None:
    shelf = Shelf(store=Store(tmp_path))
    shelf.recall(("origin", b"\1"), lambda: Origin("other"))
    assert shelf.recall(OF, place) == PLACE


class Harm:
    """What a stranger might put into a store."""

    def __init__(self, file: Path) -> None:
        self.file = file

    def __reduce__(self) -> tuple[object, tuple[str]]:
        return os.mkdir, (str(self.file),)


def test_an_entry_of_somebody_else_does_nothing(tmp_path: Path) -> None:
    store, harm = Store(tmp_path / "store"), tmp_path / "harm"
    store.put(key("value", code_digest(), *OF), pickle.dumps(Harm(harm)))
    assert Shelf(store=store).recall(OF, place) == PLACE
    assert not harm.exists()
    assert Shelf(store=store).recall(OF, never) == PLACE


@pytest.mark.parametrize("payload", [b"", b"\x80\x05N.", b"no pickle", pickle.dumps(Path("a")), pickle.dumps(fault)])
def test_what_cannot_be_read_is_made_anew(payload: bytes, tmp_path: Path) -> None:
    store = Store(tmp_path)
    store.put(key("value", code_digest(), *OF), payload)
    assert Shelf(store=store).recall(OF, place) == PLACE


def test_a_fault_is_not_remembered(tmp_path: Path) -> None:
    shelf = Shelf(store=Store(tmp_path), memory=Memory())

    def faulty() -> Origin:
        raise Faulty([fault("OC107", PLACE, problem="a byte")])

    with pytest.raises(Faulty):
        shelf.recall(OF, faulty)
    assert shelf.recall(OF, place) == PLACE


def test_memory_holds_what_the_last_build_used() -> None:
    memory = Memory()
    shelf = Shelf(store=Store(None), memory=memory)
    value = shelf.recall(OF, place)
    for _ in range(3):
        memory.turn()
        assert shelf.recall(OF, never) is value
    memory.turn()
    memory.turn()
    assert not memory.now
    assert not memory.last


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
