"""The picture of the front cover: in its place on paper, and told where it does not fit."""

from dataclasses import replace

import pytest

from octavo.model.book import Book, ImageFile
from octavo.model.origin import Origin
from octavo.model.output import Medium
from octavo.model.records import Cover
from octavo.render.cover import check_cover
from tests.unit.render.factory import DRAWING, SETTINGS, book, render, section, theme

THEME = theme()
HERE = Origin("content/wells/book.yaml", 7)
PICTURED = Cover(picture="images/wells.svg", alt="A well.")


def covered(cover: str | Cover) -> Book:
    """Return a book of a cover alone."""
    return book(section("cover", "Cover", matter="front"), settings=replace(SETTINGS, cover=cover))


def body(cover: str | Cover, medium: Medium = "print") -> str:
    """Return the markup of the cover."""
    return render(covered(cover), THEME, medium=medium)[0].units[0].body


def test_a_picture_stands_on_the_cover_in_place_of_type() -> None:
    assert 'alt="A well."' in body(PICTURED)
    assert 'src="cover/images/wells.svg"' in body(PICTURED) or 'src="images/wells-' in body(PICTURED)
    assert "Pumps" not in body(PICTURED)
    assert 'class="section pictured-cover' in body(PICTURED)


def test_type_stands_over_the_picture_where_that_is_asked() -> None:
    made = body(replace(PICTURED, type="light"))

    assert made.index("<img") < made.index("Pumps</p>")
    assert "pictured-cover light-letters" in made


def test_the_title_is_said_where_no_words_for_the_picture_are_given() -> None:
    assert 'alt="Wells &amp; Pumps"' in body("images/wells.svg")


def test_the_ebook_puts_its_own_picture_there() -> None:
    rendition, _ = render(covered(PICTURED), THEME, medium="reflow")

    assert "<img" not in rendition.units[0].body
    assert [asset.name for asset in rendition.assets if asset.media_type.startswith("image/")] == []


@pytest.mark.parametrize(
    ("name", "width", "height", "told"),
    [
        ("a.jpg", 1748, 2480, {}),
        ("a.jpg", 1700, 2480, {}),  # as much as a knife may miss
        ("a.svg", 148, 210, {}),
        ("a.svg", 200, 200, {"OC164": "30 % of the width"}),
        ("a.jpg", 1600, 2560, {"OC164": "11 % of the height"}),
        ("a.png", 874, 1240, {"OC165": "only 150 pixels"}),
        ("a.png", 1240, 874, {"OC164": "% of the width", "OC165": "only 106 pixels"}),
    ],
)
def test_a_picture_that_does_not_fit_is_told(name: str, width: int, height: int, told: dict[str, str]) -> None:
    image = ImageFile(content=DRAWING, width=width, height=height)
    found = list(check_cover(Cover(picture=name), image, THEME.settings.papers["a5"], HERE))

    assert [each.code for each in found] == list(told)
    assert all(words in each.message for each, words in zip(found, told.values(), strict=True))
    assert {each.origin for each in found} <= {HERE}
