"""Maps: the outline by its word, the part of the world asked for, and nothing from outside."""

import json
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from octavo.model.records import ChartFigure, Column, FigureData, MarkdownText
from octavo.render.charts import draw_chart
from octavo.render.maps import frame, with_maps
from octavo.render.template_context import Words
from tests.unit.render.factory import language, theme

LAND = Path(__file__).parents[3] / "styles" / "maps" / "land.json"
ISLAND = b'{"type":"MultiPolygon","coordinates":[[[[0,0],[0,9],[9,9],[9,0],[0,0]]]]}'
SVG = "{http://www.w3.org/2000/svg}"

PLACES = FigureData(
    columns=(Column(name="name"), Column(name="lon"), Column(name="lat"), Column(name="dx", print=False)),
    rows=(("London", -0.1, 51.5, 6), ("Kyiv", 30.5, 50.4, -6)),
)
MAP: Mapping[str, object] = {
    "projection": {"type": "conicEqualArea", "rotate": [-20, 0], "parallels": [45, 60], "fit": [-10, 40, 40, 62]},
    "layer": [
        {"data": "land", "mark": "geoshape"},
        {"mark": "circle", "encoding": {"longitude": {"field": "lon"}, "latitude": {"field": "lat"}}},
        {
            "mark": {"type": "text", "dx": {"expr": "datum.dx"}},
            "encoding": {"longitude": {"field": "lon"}, "latitude": {"field": "lat"}, "text": {"field": "name"}},
        },
    ],
}


def drawn(chart: Mapping[str, object]) -> ET.Element:
    figure = ChartFigure(
        id="map", kind="chart", title=MarkdownText("M"), alt="A map.", data=PLACES, chart=chart, height=200.0
    )
    drawing = draw_chart(figure, replace(theme(), maps={"land": LAND.read_bytes()}), 300.0, Words(language=language()))
    return ET.fromstring(drawing)  # noqa: S314 - our own drawing


def place(root: ET.Element, words: str) -> tuple[float, float]:
    found = next(text for text in root.iter(f"{SVG}text") if text.text == words)
    x, y = found.get("transform", "").removeprefix("translate(").removesuffix(")").split(",")
    return float(x), float(y)


def test_a_word_stands_for_its_outline() -> None:
    chart = with_maps({"data": "island", "mark": "geoshape"}, {"island": ISLAND}, (300, 200))

    assert chart["data"] == {"values": json.loads(ISLAND)}
    assert chart["mark"] == {"clip": True, "type": "geoshape"}


def test_other_views_stay_as_they_are() -> None:
    chart = {"layer": [{"mark": "bar", "encoding": {"x": {"field": "a", "sort": ["b", "a"]}}}]}

    assert with_maps(chart, {}, (300, 200)) == chart


def test_an_outline_is_cut_off_beyond_the_view_it_stands_in() -> None:
    view = {"width": 100, "mark": "geoshape", "data": "island", "projection": {"fit": [0, 0, 9, 9]}}
    made = with_maps({"hconcat": [view]}, {"island": ISLAND}, (300, 200))

    inner = made["hconcat"]
    assert isinstance(inner, list)
    assert inner[0]["projection"]["clipExtent"] == [[-4.0, -4.0], [104.0, 204.0]]


def test_a_frame_goes_once_round() -> None:
    corners = frame([170, 50, 190, 55])["coordinates"]

    assert isinstance(corners, list)
    assert {(170, 50), (190, 50), (190, 55), (170, 55), (180, 50)} <= {(x, y) for x, y in corners}


def test_a_map_has_an_outline_and_labels_beside_their_dots() -> None:
    root = drawn(MAP)

    assert [group for group in root.iter(f"{SVG}g") if "mark-shape" in (group.get("class") or "")]
    (london, _), (kyiv, _) = place(root, "London"), place(root, "Kyiv")
    assert london < kyiv


def test_what_is_fitted_fills_the_drawing() -> None:
    near = {**MAP, "projection": {"type": "mercator", "fit": [-1, 50, 32, 52]}}
    far = {**MAP, "projection": {"type": "mercator", "fit": [-170, -60, 170, 80]}}

    def distance(chart: Mapping[str, object]) -> float:
        root = drawn(chart)
        return place(root, "Kyiv")[0] - place(root, "London")[0]

    assert distance(near) > 250
    assert distance(far) < 40


def test_a_map_is_the_same_each_time() -> None:
    assert ET.tostring(drawn(MAP)) == ET.tostring(drawn(MAP))


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"layer": [{"mark": "geoshape"}]}, "'geoshape' does not say which map it draws, such as 'data: land'"),
        ({"layer": [{"mark": "geoshape", "data": "lnad"}]}, "there is no map 'lnad' · did you mean 'land'?"),
        ({"layer": [{"mark": "bar", "data": "land"}]}, "'data' does not belong in a chart"),
        ({"layer": [{"mark": "geoshape", "data": {"url": "land.json"}}]}, "'data' does not belong in a chart"),
        ({"projection": {"type": "conicEqualAria"}}, "there is no projection 'conicEqualAria' · did you mean"),
        ({"projection": {"typ": "mercator"}}, "'projection' has no setting 'typ' · did you mean 'type'?"),
        ({"projection": {"fit": [0, 0, 90]}}, "'fit' is not [west, south, east, north] in degrees"),
        ({"projection": {"fit": [40, 0, 20, 90]}}, "'fit' is not [west, south, east, north] in degrees"),
        ({"projection": {"fit": {"type": "Sphere"}}}, "'fit' is not [west, south, east, north] in degrees"),
        ({"projection": "mercator"}, "'projection' does not say its type"),
        (
            {"layer": [{"mark": "circle", "encoding": {"longitude": {"field": "name"}, "latitude": {"field": "lat"}}}]},
            "'longitude' measures the column 'name', which does not hold numbers",
        ),
    ],
)
def test_a_map_that_would_show_nothing_is_refused(change: Mapping[str, object], sentence: str) -> None:
    with pytest.raises(ValueError, match=r".") as problem:
        drawn({**MAP, **change})

    assert sentence in str(problem.value)


def test_the_outline_is_the_whole_world_in_few_bytes() -> None:
    outline = json.loads(LAND.read_text(encoding="utf-8"))
    rings = [ring for polygon in outline["coordinates"] for ring in polygon]

    assert LAND.stat().st_size < 300_000
    assert all(ring[0] == ring[-1] and len(ring) > 4 for ring in rings)
    assert all(abs(x) <= 180 and abs(y) <= 90 for ring in rings for x, y in ring)
    assert min(y for ring in rings for _, y in ring) < -80
    assert max(y for ring in rings for _, y in ring) > 80
