"""Charts: the theme's letters, black and grey, the asked size, and a sentence where nothing can be drawn."""

import os
import re
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from octavo.model import limits
from octavo.model.language import Language, Quotes
from octavo.model.output import FontFace, Theme, ThemeSettings
from octavo.model.records import ChartFigure, Column, FigureData, MarkdownText
from octavo.render import charts
from octavo.render.charts import draw_chart
from octavo.render.template_context import Words

FONTS = Path(__file__).parents[3] / "styles" / "fonts"
SANS = ("octavo-sans/OctavoSans-Regular.ttf", "octavo-sans/OctavoSans-SemiBold.ttf")
MEASURE = 300.5
SVG = "{http://www.w3.org/2000/svg}"

DATA = FigureData(
    columns=(Column(name="year"), Column(name="kind"), Column(name="number")),
    rows=(
        ("1936", "convicted", 275_000),
        ("1936", "shot", 1_100),
        ("1937", "convicted", 790_665),
        ("1937", "shot", 353_074),
    ),
    totals=("all", None, 999_999_999),
)
BARS: Mapping[str, object] = {
    "mark": "bar",
    "encoding": {"x": {"field": "year"}, "y": {"field": "number", "type": "quantitative"}, "color": {"field": "kind"}},
}


def theme(**tokens: str) -> Theme:
    faces = tuple(
        FontFace(family="Octavo Sans", file=file, weight=weight) for file, weight in zip(SANS, (400, 600), strict=True)
    )
    settings = ThemeSettings(name="Test", faces=faces, papers={}, tokens=tokens)
    fonts = {file: (FONTS / file).read_bytes() for file in SANS}
    return Theme(settings=settings, print_css="", reflow_css="", fonts=fonts)


def figure(chart: Mapping[str, object], data: FigureData = DATA, height: float = 150.0) -> ChartFigure:
    return ChartFigure(
        id="fig", kind="chart", title=MarkdownText("T"), alt="Bars.", data=data, chart=chart, height=height
    )


def words(thousands: str = ",", decimal: str = ".") -> Words:
    marks = {"thousands-mark": thousands, "decimal-mark": decimal}
    quotes = Quotes(outer=("‘", "’"), inner=("“", "”"))
    return Words(language=Language(code="en-GB", name="English", quotes=quotes, words=marks, alphabet=""))


def drawn(chart: Mapping[str, object], data: FigureData = DATA, word: Words | None = None) -> ET.Element:
    drawing = draw_chart(figure(chart, data), theme(), MEASURE, word or words())
    return ET.fromstring(drawing)  # noqa: S314 - our own drawing


def texts(root: ET.Element) -> list[str]:
    return [element.text or "" for element in root.iter(f"{SVG}text")]


def test_a_chart_is_as_wide_as_the_measure_and_as_high_as_asked() -> None:
    root = drawn(BARS)

    assert root.get("width") == "300.50pt"
    assert root.get("height") == "150pt"
    assert (root.get("viewBox") or "").split()[2:] == ["300.50", "150"]


def test_a_chart_is_the_same_each_time() -> None:
    once, again = (draw_chart(figure(BARS), theme(), MEASURE, words()) for _ in range(2))

    assert once == again


def test_the_letters_are_the_themes() -> None:
    root = drawn(BARS)

    families = {element.get("font-family") for element in root.iter(f"{SVG}text")}
    assert families == {"Octavo Sans, sans-serif"}
    assert "1937" in texts(root)


def test_a_theme_may_set_family_and_size_of_letters() -> None:
    other = theme(**{"chart-family": "Other Sans", "chart-size": "9"})
    drawing = draw_chart(figure(BARS), other, MEASURE, words())

    assert 'font-family="Other Sans, sans-serif"' in drawing
    assert 'font-size="9px"' in drawing


def test_the_row_of_totals_is_not_drawn() -> None:
    assert not any("999" in text or "all" in text for text in texts(drawn(BARS)))


@pytest.mark.parametrize(("thousands", "printed"), [(",", "500,000"), ("\u00a0", "500\u00a0000")])
def test_numbers_have_the_marks_of_the_language(thousands: str, printed: str) -> None:
    assert printed in texts(drawn(BARS, word=words(thousands)))


def test_decimals_have_the_mark_of_the_language() -> None:
    shares = FigureData(columns=(Column(name="share"),), rows=((0.2,), (0.4,)))
    ticks = {"mark": "tick", "encoding": {"x": {"field": "share", "type": "quantitative"}}}

    assert "0,20" in texts(drawn(ticks, shares, words(decimal=",")))


def test_a_drawing_stands_on_white_of_its_own() -> None:
    root = drawn({"hconcat": [{**BARS, "width": 60, "height": 80}]})

    ground = root.find(f"{SVG}rect")
    assert ground is not None
    assert (ground.get("fill"), ground.get("width")) == ("#fff", "300.50")


def test_nothing_has_a_hue() -> None:
    drawing = draw_chart(figure(BARS), theme(), MEASURE, words())

    colours = set(re.findall(r'(?:fill|stroke)="#([0-9a-f]+)"', drawing))
    assert colours
    greys = {colour for colour in colours if len(set(re.findall("..", colour) if len(colour) == 6 else colour)) == 1}
    assert colours == greys


def test_a_filling_is_drawn_as_a_pattern() -> None:
    bars = {"mark": {"type": "bar", "color": "url(#hatch)"}, "encoding": {"x": {"field": "year"}}}

    ids = {element.get("id") for element in drawn(bars).iter(f"{SVG}pattern")}
    assert ids == {"hatch", "cross", "dots"}


def test_a_drawing_without_fillings_carries_none() -> None:
    assert not list(drawn(BARS).iter(f"{SVG}pattern"))


def test_every_line_of_a_label_is_a_text_of_its_own() -> None:
    label = {"mark": {"type": "text", "text": ["first line", "second line"], "lineHeight": 9, "align": "center"}}
    places = {
        words: text.get("transform")
        for text in drawn({**label, "encoding": {"y": {"value": 40}}}).iter(f"{SVG}text")
        if (words := text.text) in {"first line", "second line"}
    }

    first, second = (places[f"{word} line"] or "" for word in ("first", "second"))
    assert second.removesuffix(" translate(0,9)") == first.removesuffix(" translate(0,0)")


def test_an_empty_cell_keeps_its_place() -> None:
    gap = FigureData(columns=DATA.columns, rows=(*DATA.rows, ("1938", "shot", None)))

    assert "1938" in texts(drawn(BARS, gap))


def test_bars_between_two_years_make_a_timeline() -> None:
    offices = FigureData(
        columns=(Column(name="name"), Column(name="from"), Column(name="to")),
        rows=(("OGPU", 1922, 1934), ("NKVD", 1934, 1946)),
    )
    timeline = {
        "mark": "bar",
        "encoding": {
            "y": {"field": "name", "sort": None},
            "x": {"field": "from", "type": "quantitative", "scale": {"zero": False}, "axis": {"format": "d"}},
            "x2": {"field": "to"},
        },
    }

    assert {"OGPU", "NKVD"} <= set(texts(drawn(timeline, offices)))


def test_views_side_by_side_stand_in_the_middle_of_the_measure() -> None:
    view = {**BARS, "width": 60, "height": 80}
    root = drawn({"hconcat": [view, view]})

    left, top, width, height = map(float, (root.get("viewBox") or "").split())
    assert left < 0
    assert (top, width) == (0, MEASURE)
    assert root.get("height") == f"{height:g}pt"


def test_a_drawing_that_is_too_wide_is_refused() -> None:
    with pytest.raises(ValueError, match=r"the drawing is 900 pt wide, the page has room for 300 pt"):
        drawn({**BARS, "width": 900})


def test_words_beyond_the_edge_are_refused() -> None:
    label = {"mark": {"type": "text", "align": "left", "text": "a long label"}}
    across = {"x": {"field": "number", "type": "quantitative", "axis": None}}

    with pytest.raises(ValueError, match=r"the words 'a long label' stick out of the drawing by \d+ pt"):
        drawn({"width": 260, "autosize": "none", **label, "encoding": across})


def test_words_cannot_be_measured() -> None:
    with pytest.raises(ValueError, match="'x' measures the column 'kind', which does not hold numbers"):
        drawn({"mark": "bar", "encoding": {"x": {"field": "kind", "type": "quantitative"}}})


@pytest.mark.parametrize(
    "chart",
    [
        pytest.param({"mark": "bar", "transform": [{"calculate": "1+", "as": "a"}]}, id="expression"),
        pytest.param({"mark": "bar", "transform": [{"filter": "unknown(3)"}]}, id="function"),
        pytest.param({"mark": {"type": "bar", "height": "wide"}, "encoding": {"x": {"field": "number"}}}, id="size"),
        pytest.param({"mark": "bar", "projection": {"type": "no"}, "transform": 4}, id="transform"),
    ],
)
def test_what_vega_lite_refuses_is_told_in_a_sentence(chart: Mapping[str, object]) -> None:
    with pytest.raises(ValueError, match=r".") as problem:
        drawn(chart)

    message = str(problem.value)
    assert "\n" not in message
    assert "https:" not in message
    assert "config" not in message


@pytest.mark.parametrize(
    ("expression", "bound"),
    [
        ("length(sequence(0, 300000000))", "700 MB of memory"),
        (f"test(regexp('(a+)+$'), '{'a' * 40}b')", "1 seconds"),
    ],
)
def test_a_chart_that_asks_for_endless_work_is_refused_and_the_next_one_drawn(
    monkeypatch: pytest.MonkeyPatch, expression: str, bound: str
) -> None:
    monkeypatch.setattr(limits, "CHART_SECONDS", 1)
    monkeypatch.setattr(limits, "CHART_MEMORY", 700_000_000)

    with pytest.raises(ValueError, match=f"to draw it takes more than {bound}"):
        drawn({**BARS, "transform": [{"calculate": expression, "as": "made"}]})

    assert texts(drawn(BARS))


@pytest.mark.parametrize(
    ("drawing", "problem"),
    [
        ('<svg width="10" height="10"><path d="M0,NaN"/></svg>', "a place or a size in it is not a number"),
        ("<svg><g/></svg>", "the drawing says no size"),
    ],
)
def test_a_drawing_that_no_page_can_show_is_refused(
    drawing: str, problem: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(charts, "vega_drawing", lambda *_: drawing)

    with pytest.raises(ValueError, match=problem):
        drawn(BARS)


def test_a_drawing_without_end_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "CHART_DRAWING", 2_000)

    with pytest.raises(ValueError, match=r"the drawing has [\d,]+ characters, more than 2,000"):
        drawn(BARS)


DATES = """
import hashlib, runpy
case = runpy.run_path({path!r})
days = case["FigureData"](
    columns=(case["Column"](name="day"), case["Column"](name="number")),
    rows=(("1937-01-01", 3), ("1937-07-30", 5), ("1938-11-17", 2)),
)
line = {{
    "mark": "line",
    "encoding": {{
        "x": {{"field": "day", "type": "temporal", "timeUnit": "yearmonth"}},
        "y": {{"field": "number", "type": "quantitative"}},
    }},
}}
drawing = case["draw_chart"](case["figure"](line, days), case["theme"](), 300.0, case["words"]())
print(hashlib.sha256(drawing.encode()).hexdigest())
"""


def test_days_stand_in_the_same_place_in_every_time_zone() -> None:
    def digest(zone: str) -> str:
        return subprocess.run(
            [sys.executable, "-c", DATES.format(path=__file__)],
            env={**os.environ, "TZ": zone, "PYTHONPATH": str(Path(__file__).parents[3])},
            capture_output=True,
            check=True,
            text=True,
        ).stdout

    assert digest("Asia/Tokyo") == digest("America/New_York")
