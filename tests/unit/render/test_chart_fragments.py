"""Fragments of Vega-Lite: what would be drawn as nothing is refused with a sentence."""

import json
from collections.abc import Mapping
from types import MappingProxyType

import pytest
import vl_convert

from octavo.render.chart_fragments import _grammar, checked_fragment
from octavo.render.vega import VEGA_LITE

COLUMNS = ("year", "number", "word")
NUMBERS = ("year", "number")


@pytest.mark.parametrize(
    ("chart", "sentence"),
    [
        ({}, "it has no 'mark'"),
        ({"encoding": {}}, "it has no 'mark'"),
        ({"mark": 5}, "'mark' does not name one"),
        ({"mark": "bra"}, "there is no mark 'bra' · did you mean 'bar'?"),
        ({"mark": {"type": "pie"}}, "there is no mark 'pie'"),
        ({"mark": "bar", "encoding": []}, "'encoding' does not name channels"),
        ({"mark": "bar", "encoding": {"z": {}}}, "there is no channel 'z'"),
        ({"mark": "bar", "encoding": {"colour": {}}}, "there is no channel 'colour' · did you mean 'color'?"),
        (
            {"mark": "bar", "encoding": {"x": {"field": "yeer"}}},
            "there is no column 'yeer' · did you mean 'year'?",
        ),
        (
            {"mark": "bar", "encoding": {"x": {"field": "year", "type": "nominale"}}},
            "there is no type 'nominale' · did you mean 'nominal'?",
        ),
        ({"mark": "bar", "encoding": {"x": {"aggregate": "total"}}}, "there is no aggregate 'total'"),
        ({"mark": "bar", "encoding": {"x": 5}}, "'x' does not say what it shows"),
        (
            {"mark": "bar", "encoding": {"x": {"field": "word", "type": "quantitative"}}},
            "'x' measures the column 'word', which does not hold numbers",
        ),
        (
            {"mark": "bar", "encoding": {"x": {"feild": "year"}}},
            "'x' has no setting 'feild' · did you mean 'field'?",
        ),
        (
            {"mark": "bar", "encoding": {"x": {"field": "year", "axis": {"valeus": [1]}}}},
            "'axis' has no setting 'valeus' · did you mean 'values'?",
        ),
        (
            {"mark": "bar", "encoding": {"x": {"field": "year", "axis": {"orient": "lefft"}}}},
            "there is no orient 'lefft' · did you mean 'left'?",
        ),
        ({"mark": "bar", "encoding": {"x": {"field": "year", "scale": {"zero": "no"}}}}, "'zero' cannot be \"no\""),
        ({"mark": {"type": "bar", "colour": "red"}}, "'mark' has no setting 'colour' · did you mean 'color'?"),
        ({"mark": "bar", "titel": "x"}, "a chart has no setting 'titel' · did you mean 'title'?"),
        ({"mark": "bar", "transform": [{"calclate": "1"}]}, "'transform' has no setting 'calclate'"),
        ({"mark": "image"}, "there is no mark 'image'"),
        ({"mark": "bar", "encoding": {"time": {"field": "year"}}}, "there is no channel 'time'"),
        ({"layer": []}, "'layer' is not a list of charts"),
        ({"layer": "bar"}, "'layer' is not a list of charts"),
        ({"layer": [{"mark": "bar", "encoding": {"x": {"sort": {"field": "no"}}}}]}, "there is no column 'no'"),
        ({"mark": "bar", "data": {"values": []}}, "'data' does not belong in a chart"),
        ({"mark": "bar", "config": {}}, "the looks of charts come from the theme"),
        ({"layer": [{"mark": "bar", "encoding": {"url": {"value": "x"}}}]}, "'url' does not belong in a chart"),
    ],
)
def test_a_fragment_that_would_draw_nothing_is_refused(chart: Mapping[str, object], sentence: str) -> None:
    with pytest.raises(ValueError, match=r".") as problem:
        checked_fragment(chart, COLUMNS, NUMBERS)

    assert sentence in str(problem.value)


def test_marks_without_end_are_refused() -> None:
    ticks = {"mark": "bar", "encoding": {"x": {"field": "year", "axis": {"tickCount": 50_000_000}}}}

    with pytest.raises(ValueError, match=r"'tickCount' is 5e\+07, and the most is 1,000"):
        checked_fragment(ticks, COLUMNS, NUMBERS)


@pytest.mark.parametrize(
    "chart",
    [
        {"mark": "bar", "encoding": {"x": {"field": "year", "axis": None}}},
        {"mark": "bar", "height": {"step": 5}},
        {
            "mark": "bar",
            "encoding": {"color": {"condition": {"test": "datum.year > 1", "value": "#fff"}, "value": "#000"}},
        },
        {"mark": "bar", "encoding": {"x": {"field": "year", "axis": {"labelExpr": "datum.label", "grid": False}}}},
        {"mark": {"type": "line", "point": True}, "encoding": {"y": {"field": "number", "stack": "zero"}}},
        {"repeat": ["year", "number"], "spec": {"mark": "bar", "encoding": {"x": {"field": {"repeat": "repeat"}}}}},
        {"mark": "bar", "transform": [{"filter": {"field": "year", "gt": 1934}}]},
        {"layer": [{"mark": "bar"}], "resolve": {"scale": {"y": "independent"}}},
    ],
)
def test_what_vega_lite_knows_is_let_through(chart: Mapping[str, object]) -> None:
    assert checked_fragment(chart, COLUMNS, NUMBERS) == chart


def test_the_grammar_knows_the_marks_of_the_release_that_draws() -> None:
    marks = _grammar()[_grammar()[0]["keys"]["mark"]]["words"]
    for mark in marks:
        specification = {
            "data": {"values": [{"a": 1}]},
            "mark": mark,
            "encoding": {"y": {"field": "a", "type": "quantitative"}},
        }
        vl_convert.vegalite_to_svg(json.dumps(specification), vl_version=VEGA_LITE, allowed_base_urls=[])

    assert {"bar", "line", "geoshape", "boxplot"} < set(marks)


def test_columns_made_by_transforms_are_known() -> None:
    chart = {
        "transform": [{"fold": ["year", "number"]}, {"calculate": "1", "as": "one"}],
        "mark": "bar",
        "encoding": {"x": {"field": "key"}, "y": {"field": "one"}, "text": {"field": "value"}},
    }

    assert checked_fragment(chart, COLUMNS, NUMBERS) == chart


def test_words_can_be_counted() -> None:
    chart = {"mark": "bar", "encoding": {"x": {"field": "word", "type": "quantitative", "aggregate": "distinct"}}}

    assert checked_fragment(chart, COLUMNS, NUMBERS) == chart


def test_some_channels_show_several_columns() -> None:
    chart = {"mark": "line", "encoding": {"detail": [{"field": "word"}, {"field": "year"}]}}

    assert checked_fragment(chart, COLUMNS, NUMBERS) == chart


def test_a_scale_may_have_a_type_of_its_own() -> None:
    chart = {"mark": "bar", "encoding": {"x": {"field": "number", "scale": {"type": "log"}}}}

    assert checked_fragment(chart, COLUMNS, NUMBERS) == chart


def test_frozen_values_become_dicts_and_lists() -> None:
    chart = MappingProxyType({"mark": "bar", "encoding": MappingProxyType({"x": {"scale": {"domain": (1, 2)}}})})

    assert checked_fragment(chart, COLUMNS, NUMBERS) == {
        "mark": "bar",
        "encoding": {"x": {"scale": {"domain": [1, 2]}}},
    }


def test_every_mark_that_a_scale_lists_is_drawn() -> None:
    chart = {"mark": "bar", "encoding": {"x": {"field": "number", "axis": {"values": [0, 1, 2]}}}}

    made = checked_fragment(chart, COLUMNS, NUMBERS)["encoding"]
    assert made == {"x": {"field": "number", "axis": {"values": [0, 1, 2], "tickCount": 3}}}


def test_times_are_told_in_utc() -> None:
    chart = {
        "mark": "line",
        "encoding": {
            "x": {"field": "year", "type": "temporal", "timeUnit": "year"},
            "y": {"field": "number", "type": "temporal", "timeUnit": "utcmonth", "scale": {"nice": True}},
            "color": {"field": "year", "type": "temporal", "scale": None},
        },
    }

    assert checked_fragment(chart, COLUMNS, NUMBERS)["encoding"] == {
        "x": {"field": "year", "type": "temporal", "timeUnit": "utcyear", "scale": {"type": "utc"}},
        "y": {"field": "number", "type": "temporal", "timeUnit": "utcmonth", "scale": {"type": "utc", "nice": True}},
        "color": {"field": "year", "type": "temporal", "scale": None},
    }
