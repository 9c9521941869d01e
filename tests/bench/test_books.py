"""The books that speed is measured with are always the same, and sound."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.bench.books import CHAPTERS, Book
from tests.bench.place import Edit, Place

LONGEST = 2000
"""The book of so many pages is made like the others, and takes long to write twice."""

EDITED = "a word", "paragraphs"


@pytest.mark.parametrize(("pages", "kind"), [each for each in CHAPTERS if each[0] < LONGEST])
def test_a_book_is_the_same_however_often_it_is_written(pages: int, kind: str) -> None:
    book = Book(folder=Path("nowhere"), pages=pages, kind="full" if kind == "full" else "prose")

    assert book.files() == book.files()


def test_a_book_does_not_depend_on_the_process_that_writes_it() -> None:
    program = (
        "from pathlib import Path; import hashlib; from tests.bench.books import Book;"
        "print(hashlib.sha256(repr(Book(folder=Path('x'), pages=60).files()).encode()).hexdigest())"
    )
    digests = {
        subprocess.run(
            [sys.executable, "-c", program],
            cwd=Path(__file__).resolve().parents[2],
            env={"PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }

    assert len(digests) == 1


@pytest.mark.longer
def test_the_book_of_sixty_pages_has_as_many_and_nothing_is_wrong_with_it(tmp_path: Path) -> None:
    place = Place(folder=tmp_path)
    book = Book(folder=place.content("full-60"), pages=60)
    book.write()
    done = subprocess.run(
        [sys.executable, "-m", "octavo", "build", "--json", "full-60"],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": "", "OCTAVO_STORE": str(place.store)},
        capture_output=True,
        text=True,
        check=False,
    )
    [result] = json.loads(done.stdout)["books"]

    assert result["diagnostics"] == []
    assert result["files"] == ["full-60.pdf", "full-60.epub", "cover.jpg"]
    assert 57 <= result["pages"] <= 63


def test_the_copied_code_holds_all_that_the_programs_import(tmp_path: Path) -> None:
    place = Place(folder=tmp_path)
    place.copy_code()
    _, said = place.run("-c", "from tests.bench import ebook, single, tagging; print(single.__file__)")

    assert Path(said.strip()).is_relative_to(tmp_path)


@pytest.mark.parametrize("more", [0, 8])
def test_a_correction_changes_one_place_and_each_turn_is_a_new_one(tmp_path: Path, more: int) -> None:
    book = Book(folder=tmp_path, pages=60)
    book.write()
    path, _ = book.median_and_longest()
    texts = [path.read_text(encoding="utf-8")]
    for turn in (1, 2):
        Edit(path=path, turn=turn, more=more).make()
        texts.append(path.read_text(encoding="utf-8"))

    assert len(set(texts)) == 3
    assert len(texts[1].splitlines()) == len(texts[0].splitlines()) + 2 * more
