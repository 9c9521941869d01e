"""Pictures: found, drawn and given their size."""

from collections.abc import Mapping
from dataclasses import replace

import pytest

from octavo.model.book import ImageFile
from octavo.model.origin import Origin
from octavo.model.output import Medium
from octavo.render.images import Plates
from octavo.render.template_context import Words
from tests.unit.render.factory import CHART, DRAWING, IMAGE, language, theme

THEME = theme()
MEASURE = 106 / 25.4 * 72
HERE = Origin("content/wells/figures/wells.yaml", 4)


def plates(images: Mapping[str, ImageFile] | None = None, medium: Medium = "print") -> Plates:
    paper = THEME.settings.papers["a5"]
    return Plates(medium=medium, theme=THEME, paper=paper, images=images or {}, word=Words(language=language()))


def image(width: float, height: float) -> ImageFile:
    return ImageFile(content=DRAWING, width=width, height=height)


def test_a_drawing_is_as_wide_as_the_text() -> None:
    placed = plates({IMAGE.file: image(300, 120)}).place(IMAGE, HERE)

    assert placed is not None
    assert [placed.width, placed.height] == pytest.approx([MEASURE, MEASURE * 0.4], abs=0.01)


def test_no_picture_is_coarser_than_200_pixels_an_inch() -> None:
    photograph = replace(IMAGE, file="images/well.png")
    placed = plates({photograph.file: image(400, 400)}).place(photograph, HERE)

    assert placed is not None
    assert placed.width == pytest.approx(144)


def test_a_tall_picture_leaves_room_for_its_caption() -> None:
    placed = plates({IMAGE.file: image(10, 100)}).place(IMAGE, HERE)

    assert placed is not None
    assert placed.height == pytest.approx(36 * 13 * 2 / 3)


def test_pictures_become_assets_with_their_media_type() -> None:
    made = plates({IMAGE.file: image(300, 120)})
    made.place(IMAGE, HERE)
    made.place(CHART, HERE)

    assert {name: asset.media_type for name, asset in made.assets.items()} == {
        "images/wells.svg": "image/svg+xml",
        "charts/depths.svg": "image/svg+xml",
    }


def test_a_chart_is_drawn_in_its_height() -> None:
    placed = plates().place(CHART, HERE)

    assert placed is not None
    assert placed.height == pytest.approx(130, abs=0.5)


def test_the_letters_of_a_chart_are_fonts_on_paper_and_shapes_on_screens() -> None:
    on_paper, on_screens = plates(), plates(medium="reflow")
    on_paper.place(CHART, HERE)
    on_screens.place(CHART, HERE)

    assert b"<text" in on_paper.assets["charts/depths.svg"].content
    assert b"<text" not in on_screens.assets["charts/depths.svg"].content


def test_a_chart_that_cannot_be_drawn_is_a_fault_at_its_record() -> None:
    made = plates()

    assert made.place(replace(CHART, chart={"mark": "bucket"}), HERE) is None
    assert [(fault.code, fault.origin) for fault in made.faults] == [("OC302", HERE)]
