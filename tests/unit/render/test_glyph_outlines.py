"""Letters of a drawing: measured, and drawn as shapes for screens."""

import re
from xml.etree import ElementTree as ET

import pytest

from octavo.model.characters import NoGlyphError
from octavo.render.glyph_outlines import check_room, with_families, with_outlines
from tests.unit.render.factory import theme

THEME = theme()
SVG = "{http://www.w3.org/2000/svg}"
FACE = 'font-family="Octavo Sans, sans-serif" font-size="10px"'


def drawing(*texts: str, around: str = "") -> str:
    inside = f"<g{around}>{''.join(texts)}</g>"
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 50">{inside}</svg>'


def text(words: str, x: float, y: float, attributes: str = "") -> str:
    return f'<text transform="translate({x},{y})" {FACE}{attributes}>{words}</text>'


def shape(*texts: str) -> ET.Element:
    root = ET.fromstring(with_outlines(drawing(*texts), THEME))  # noqa: S314 - our own drawing
    found = root.find(f".//{SVG}path")
    assert found is not None
    return found


def extent(path: ET.Element) -> tuple[float, float]:
    """Return how far left and right the points of a path lie; V and H have one number, all others pairs."""
    places = re.findall(r"([A-Z])([^A-Z]*)", path.get("d", ""))
    xs: list[float] = []
    for letter, numbers in places:
        values = [float(number) for number in re.findall(r"-?[\d.]+", numbers)]
        xs += values if letter == "H" else [] if letter == "V" else values[::2]
    return min(xs), max(xs)


def test_letters_become_shapes_in_their_place() -> None:
    path = shape(text("Gulag", 20, 30, ' fill="#333333"'))

    assert path.get("transform") == "translate(20,30)"
    assert path.get("fill") == "#333333"
    assert not {name for name in path.attrib if name.startswith("font")}


def test_no_text_is_left() -> None:
    outlined = with_outlines(drawing(text("one", 10, 10), text("two", 10, 30)), THEME)

    assert "<text" not in outlined
    assert outlined.count("<path") == 2


@pytest.mark.parametrize(("anchor", "share"), [("start", 0.0), ("middle", 0.5), ("end", 1.0)])
def test_shapes_stand_left_right_or_around_their_place(anchor: str, share: float) -> None:
    left, right = extent(shape(text("HH", 50, 30, f' text-anchor="{anchor}"')))

    assert left + share * (right - left) == pytest.approx(0.0, abs=1.0)


def test_the_weight_asked_for_is_taken() -> None:
    regular, bold = (extent(shape(text("HHHH", 0, 30, weight))) for weight in ("", ' font-weight="600"'))

    assert bold[1] > regular[1]


def test_a_character_that_the_font_lacks_is_told() -> None:
    with pytest.raises(NoGlyphError, match="no font has 中"):
        with_outlines(drawing(text("中", 10, 10)), THEME)
    with pytest.raises(NoGlyphError, match="no font has 中日"):
        with_families(drawing(text("中", 10, 10) + text("日中", 10, 30)), THEME)


@pytest.mark.parametrize("words", ["สวัสดี", "नमस्ते", "שלום", "سلام"])
def test_words_of_a_chart_whose_letters_are_joined_or_stacked_are_refused(words: str) -> None:
    with pytest.raises(ValueError, match=f"those of '{words}' are joined or stacked"):
        with_families(drawing(text(words, 10, 10)), THEME)


def test_the_font_that_has_a_letter_of_a_chart_is_named_behind_that_of_the_chart() -> None:
    named = with_families(drawing(text("Ǆ", 10, 10)), THEME)
    check_room(named, THEME)

    assert "font-family=\"Octavo Sans, sans-serif,'Literata" in named
    assert shape(text("Ǆ", 20, 30)).get("d")
    assert with_families(drawing(text("Öl", 10, 10)), THEME) == drawing(text("Öl", 10, 10))


@pytest.mark.parametrize(
    "words",
    [
        text("a long line of words", 2, 40),
        text("a long line of words", 98, 40, ' text-anchor="end"'),
        text("up", 12, 45).replace('translate(12,45)"', 'translate(12,45) rotate(-90)"'),
    ],
)
def test_words_inside_a_drawing_have_room(words: str) -> None:
    check_room(drawing(words), THEME)


@pytest.mark.parametrize(
    "words",
    [
        pytest.param(text("a long line of words", 40, 40), id="right"),
        pytest.param(text("a long line of words", 60, 40, ' text-anchor="end"'), id="left"),
        pytest.param(text("a long line of words", 50, 4, ' text-anchor="middle"'), id="top"),
        pytest.param(text("a long line of words", 50, 60, ' text-anchor="middle"'), id="bottom"),
        pytest.param(text("a long line of words", 20, 45).replace(',45)"', ',45) rotate(-90)"'), id="turned"),
    ],
)
def test_words_that_stick_out_are_told(words: str) -> None:
    with pytest.raises(ValueError, match=r"the words 'a long line of words' stick out of the drawing by \d+ pt"):
        check_room(drawing(words), THEME)


def test_groups_move_their_words() -> None:
    check_room(drawing(text("words", 30, 30)), THEME)

    with pytest.raises(ValueError, match="'words' stick out"):
        check_room(drawing(text("words", 30, 30), around=' transform="translate(60,0)"'), THEME)
