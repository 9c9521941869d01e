"""Pictures: found, drawn and given their size."""

import io
from collections.abc import Mapping
from dataclasses import replace

import pytest
from PIL import Image

from octavo.model.origin import Origin
from octavo.model.output import Medium
from octavo.render.images import Plates, natural_size
from octavo.render.template_context import Words
from tests.unit.render.factory import CHART, DRAWING, IMAGE, language, theme

THEME = theme()
MEASURE = 106 / 25.4 * 72
HERE = Origin("content/wells/figures/wells.yaml", 4)


def plates(files: Mapping[str, bytes] | None = None, medium: Medium = "print") -> Plates:
    paper = THEME.settings.papers["a5"]
    return Plates(medium=medium, theme=THEME, paper=paper, files=files or {}, word=Words(language=language()))


def picture(kind: str, width: int, height: int) -> bytes:
    target = io.BytesIO()
    Image.new("L", (width, height)).save(target, kind)
    return target.getvalue()


@pytest.mark.parametrize("kind", ["PNG", "JPEG"])
def test_sizes_are_read_as_the_imaging_library_reads_them(kind: str) -> None:
    assert natural_size(picture(kind, 640, 480)) == (640.0, 480.0)


@pytest.mark.parametrize(
    ("content", "size"),
    [
        (DRAWING, (300.0, 120.0)),
        (b"<svg width='40' height='20.5'></svg>", (40.0, 20.5)),
        (b'<svg viewBox="0,0,4,3" width="1"/>', (4.0, 3.0)),
        (b"<svg/>", (1.0, 1.0)),
        (b"\xff\xd8\xff\xd9", (1.0, 1.0)),
    ],
)
def test_a_drawing_is_as_large_as_it_says(content: bytes, size: tuple[float, float]) -> None:
    assert natural_size(content) == size


def test_a_drawing_is_as_wide_as_the_text() -> None:
    placed = plates({IMAGE.file: DRAWING}).place(IMAGE, HERE)

    assert placed is not None
    assert [placed.width, placed.height] == pytest.approx([MEASURE, MEASURE * 0.4], abs=0.01)


def test_no_picture_is_coarser_than_200_pixels_an_inch() -> None:
    photograph = replace(IMAGE, file="images/well.png")
    placed = plates({photograph.file: picture("PNG", 400, 400)}).place(photograph, HERE)

    assert placed is not None
    assert placed.width == pytest.approx(144)


def test_a_tall_picture_leaves_room_for_its_caption() -> None:
    placed = plates({IMAGE.file: b'<svg viewBox="0 0 10 100"/>'}).place(IMAGE, HERE)

    assert placed is not None
    assert placed.height == pytest.approx(36 * 13 * 2 / 3)


def test_pictures_become_assets_with_their_media_type() -> None:
    made = plates({IMAGE.file: DRAWING})
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
