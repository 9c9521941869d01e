"""Our books, as ebooks, come in again whole."""

from pathlib import Path

import pytest

from octavo.pipeline.importing import ImportRequest, import_book
from octavo.pipeline.result import Options
from octavo.project import Project, find_project
from tests.e2e.workshop import BOOKS, Workshop

SHARE = find_project(Path(__file__).parents[2])


@pytest.mark.parametrize("name", BOOKS)
def test_no_word_note_picture_table_or_link_of_our_book_is_lost(name: str, built: Workshop, tmp_path: Path) -> None:
    ebook = built.output / name / f"{name}.epub"
    project = Project(root=tmp_path, templates=SHARE.templates, styles=SHARE.styles)

    result = import_book(project, ImportRequest(sources=(ebook,), name="again"), Options())

    assert result.diagnostics == ()
    assert result.compared
    source, book = result.compared.source, result.compared.book
    assert source.words.total() > 0
    assert not result.compared.missing
    assert (book.notes, book.pictures, book.tables) == (source.notes, source.pictures, source.tables)
    assert book.links_in + result.compared.links_of_contents >= source.links_in
    assert book.links_out == source.links_out
