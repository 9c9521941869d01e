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


def told_of_language(tmp_path: Path, code: str, old: str, new: str) -> tuple[Publication, tuple[Diagnostic, ...]]:
    """Return the stock book in the language ``code``, of which the project has a file with ``new`` in place of ``old``.

    What is told comes with it.
    """
    book = tmp_path / "content" / "stock"
    shutil.copytree(ROOT / "tests" / "stock", book)
    settings = (book / "book.yaml").read_text()
    (book / "book.yaml").write_text(settings.replace("language: en-GB", f"language: {code}"))
    (tmp_path / "languages").mkdir()
    words = (ROOT / "templates" / "languages" / f"{code}.yaml").read_text()
    assert old in words
    (tmp_path / "languages" / f"{code}.yaml").write_text(words.replace(old, new))
    project = replace(find_project(ROOT), root=tmp_path)
    return load_publication(
        book, root=tmp_path, languages=project.languages, citations=project.citations, memo=memo_for(NO_STORE)
    )


@pytest.mark.parametrize(("code", "line"), [("en-GB", "\n  index: Index\n"), ("fr", "\n  index: Index\n")])
def test_words_that_a_language_of_the_project_lacks_are_english_and_told_once(
    tmp_path: Path, code: str, line: str
) -> None:
    publication, diagnostics = told_of_language(tmp_path, code, line, "\n")

    assert publication.language.words["index"] == "Index"
    assert [(each.code, each.origin.path, each.severity) for each in diagnostics if each.code == "OC125"] == [
        ("OC125", f"languages/{code}.yaml", "warning")
    ]
    assert "lacks 1 of the words" in str(diagnostics)
    assert "index: Index" in str(diagnostics)


@pytest.mark.parametrize(
    ("word", "problem"),
    [
        ("chapitre", "write {number} where it is to stand"),
        ("chapitre {numero}", "write {number} where it is to stand"),
        ("chapitre {number} {", "a brace stands alone; write {{ or }} for the sign itself"),
    ],
)
def test_a_word_of_a_language_fills_in_what_is_filled_in(tmp_path: Path, word: str, problem: str) -> None:
    with pytest.raises(Faulty) as caught:
        told_of_language(tmp_path, "fr", '"chapitre {number}"', f'"{word}"')

    (told,) = caught.value.diagnostics
    assert (told.code, told.origin.path) == ("OC103", "languages/fr.yaml")
    assert problem in told.message
