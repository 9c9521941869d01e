"""What is read from the store is what would be read from the files."""

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from octavo.jobs.memo import Memo, Memory
from octavo.jobs.store import Store
from octavo.model.book import Publication
from octavo.model.diagnostics import Diagnostic, Faulty
from octavo.pipeline.cache import memo_for
from octavo.pipeline.loading import load_publication
from octavo.pipeline.result import NO_STORE
from octavo.project import find_project, fingerprint

ROOT = Path(__file__).parents[3]


def loaded(folder: Path, memo: Memo) -> tuple[Publication, tuple[Diagnostic, ...]]:
    project = find_project(ROOT)
    return load_publication(
        folder,
        root=folder.parent,
        languages=project.languages,
        citations=project.citations,
        memo=memo,
    )


def test_a_book_and_its_warnings_are_the_same_from_the_store(tmp_path: Path) -> None:
    book = tmp_path / "stock"
    shutil.copytree(ROOT / "tests" / "stock", book)
    (book / "left-over.txt").write_text("not named by anything")
    tower = book / "text" / "01-tower.md"
    tower.write_text(tower.read_text() + "\n\n[lamp]: https://example.org\n")
    plain = loaded(book, memo_for(NO_STORE))
    assert {told.code for told in plain[1]} >= {"OC122", "OC136"}

    for _ in range(2):
        assert loaded(book, memo_for(Store(tmp_path / "store"))) == plain


def test_a_changed_file_is_read_anew(tmp_path: Path) -> None:
    book, memo = tmp_path / "stock", memo_for(Store(tmp_path / "store"), Memory())
    shutil.copytree(ROOT / "tests" / "stock", book)
    loaded(book, memo)
    for file in (path for path in sorted(book.rglob("*")) if path.suffix in {".md", ".yaml"}):
        file.write_text(f"{file.read_text()}\n")
        assert loaded(book, memo) == loaded(book, memo_for(NO_STORE))


def test_a_project_brings_languages_and_citation_styles_of_its_own(tmp_path: Path) -> None:
    book, styles = tmp_path / "content" / "stock", tmp_path / "styles" / "citations"
    shutil.copytree(ROOT / "tests" / "stock", book)
    settings = (book / "book.yaml").read_text().replace("language: en-GB", "language: en-IE\ncitation-style: own")
    (book / "book.yaml").write_text(settings)
    (tmp_path / "languages").mkdir()
    (tmp_path / "languages" / "en-IE.yaml").write_text(
        "base: en-GB\ncode: en-IE\nname: Irish\nwords: {contents: Clár}\n"
    )
    styles.mkdir(parents=True)
    (styles / "own.csl").write_text((ROOT / "styles" / "citations" / "apa.csl").read_text())
    project = replace(find_project(ROOT), root=tmp_path)
    before = fingerprint(project, "stock")

    publication, _ = load_publication(
        book, root=tmp_path, languages=project.languages, citations=project.citations, memo=memo_for(NO_STORE)
    )

    assert publication.language.words["contents"] == "Clár"
    assert publication.language.words["page"] == "p."
    assert publication.citation_style == (styles / "own.csl").read_text()
    (tmp_path / "languages" / "en-IE.yaml").write_text("base: en-GB\ncode: en-IE\nname: Irish\n")
    assert fingerprint(project, "stock") != before


def test_a_project_with_its_own_file_of_the_reference_language_has_all_words_of_it(tmp_path: Path) -> None:
    book = tmp_path / "content" / "stock"
    shutil.copytree(ROOT / "tests" / "stock", book)
    (tmp_path / "languages").mkdir()
    words = (ROOT / "templates" / "languages" / "en-GB.yaml").read_text()
    assert "\n  index: Index\n" in words
    (tmp_path / "languages" / "en-GB.yaml").write_text(words.replace("\n  index: Index\n", "\n"))
    project = replace(find_project(ROOT), root=tmp_path)

    with pytest.raises(Faulty) as caught:
        load_publication(
            book, root=tmp_path, languages=project.languages, citations=project.citations, memo=memo_for(NO_STORE)
        )

    assert [(each.code, each.origin.path) for each in caught.value.diagnostics] == [("OC125", "languages/en-GB.yaml")]
