"""The pictures of a text are found beside it or in the book's folder."""

import pytest

from octavo.load.markdown import parse_text
from octavo.load.picture_files import with_files
from octavo.model.inlines import Image
from octavo.model.prose import Figure, Paragraph
from octavo.model.query import every_inline
from octavo.model.records import ImageFigure

FILES = {"images/a.png": b"", "text/b.png": b"", "c.png": b""}


@pytest.mark.parametrize(
    ("address", "name"),
    [
        ("../images/a.png", "images/a.png"),
        ("images/a.png", "images/a.png"),
        ("b.png", "text/b.png"),
        ("./b.png", "text/b.png"),
        ("c.png", "c.png"),
        ("lost.png", "text/lost.png"),
        ("b%2Epng", "text/b.png"),
    ],
)
def test_a_picture_is_named_as_in_the_folder_of_the_book(address: str, name: str) -> None:
    text, _told = parse_text(f"# T\n\n![A]({address})\n\nIn a line ![B]({address}).", path="x", identifier="t")

    placed, found = with_files(text, "text/01-t.md", FILES)

    figure, paragraph = placed.blocks
    assert isinstance(figure, Figure)
    assert isinstance(figure.record, ImageFigure)
    assert isinstance(paragraph, Paragraph)
    assert figure.record.file == name
    assert [each.file for each in every_inline(paragraph.children) if isinstance(each, Image)] == [name]
    assert {file: (place.line, place.column) for file, place in found.items()} == {name: (3, 1)}
