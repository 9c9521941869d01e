"""Pictures: found, drawn and given their size."""

from dataclasses import replace

import pytest

from octavo.model.book import ImageFile
from octavo.model.diagnostics import Faulty
from octavo.model.origin import NOWHERE, Origin
from octavo.model.output import Medium
from octavo.model.prose import Figure
from octavo.render.images import draw, drawn, measure_of, placed
from tests.unit.render.factory import CHART, DRAWING, book, language, render, section, theme

THEME = theme()
PAPER = THEME.settings.papers["a5"]
MEASURE = 106 / 25.4 * 72
HERE = Origin("content/wells/figures/wells.yaml", 4)


def width_and_height(name: str, width: float, height: float) -> list[float]:
    """Return the size on A5, in pt, of a picture that is so large in units of its own."""
    picture = placed(name, ImageFile(content=DRAWING, width=width, height=height), PAPER)
    return [picture.width, picture.height]


def test_a_drawing_is_as_wide_as_the_text() -> None:
    assert width_and_height("a.svg", 300, 120) == pytest.approx([MEASURE, MEASURE * 0.4], abs=0.01)


def test_no_picture_is_coarser_than_200_pixels_an_inch() -> None:
    assert width_and_height("a.png", 400, 400) == pytest.approx([144, 144])


def test_a_tall_picture_leaves_room_for_its_caption() -> None:
    assert width_and_height("a.svg", 10, 100)[1] == pytest.approx(36 * 13 * 2 / 3)


def test_pictures_become_assets_with_their_media_type() -> None:
    assets = render(book(), THEME, medium="print")[0].assets

    assert {asset.name: asset.media_type for asset in assets if not asset.name.startswith("fonts/")} == {
        "images/wells.svg": "image/svg+xml",
        "charts/depths.svg": "image/svg+xml",
    }


def test_a_chart_is_drawn_in_its_height() -> None:
    drawing = draw(CHART, THEME, measure_of(PAPER), language())

    assert placed("a.svg", drawn(drawing), PAPER).height == pytest.approx(130, abs=0.5)


@pytest.mark.parametrize(("medium", "has_letters"), [("print", True), ("reflow", False)])
def test_the_letters_of_a_chart_are_fonts_on_paper_and_shapes_on_screens(medium: Medium, *, has_letters: bool) -> None:
    (chart,) = (each for each in render(book(), THEME, medium=medium)[0].assets if each.name.startswith("charts/"))

    assert (b"<text" in chart.content) == has_letters


def test_a_chart_that_cannot_be_drawn_is_a_fault_at_its_record() -> None:
    broken = replace(CHART, chart={"mark": "bucket"})
    figure = Figure(figure=broken.id, record=broken, record_origin=HERE, number="1", id="depths", origin=NOWHERE)
    with pytest.raises(Faulty) as caught:
        render(book(section("text", "One", figure)), THEME, medium="print")

    assert [(fault.code, fault.origin) for fault in caught.value.diagnostics] == [("OC302", HERE)]
