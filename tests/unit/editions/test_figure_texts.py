"""What a chart says besides its caption is frozen: its words are text, and its places make another drawing."""

from collections.abc import Mapping
from dataclasses import replace

from octavo.editions.figure_texts import FigureText, figure_texts
from octavo.model.prose import Figure
from octavo.model.query import section_blocks
from octavo.model.records import ChartFigure
from tests.unit.render.factory import book, section


def frozen(chart: Mapping[str, object]) -> dict[str, str]:
    """Return what the first chart of the book says, drawn as ``chart`` says, by its parts."""
    of = book()
    figure = next(
        each
        for part in of.sections
        for each in section_blocks(part)
        if isinstance(each, Figure) and isinstance(each.record, ChartFigure)
    )
    assert isinstance(figure.record, ChartFigure)
    drawn = replace(figure, record=replace(figure.record, chart=chart))
    found: tuple[FigureText, ...] = figure_texts(book(section("chapter", "One", drawn)))[figure.id]
    return {each.part: each.text for each in found}


def test_words_that_are_drawn_in_layers_are_text_of_the_chart() -> None:
    words = {"mark": {"type": "text"}, "encoding": {"text": {"value": "The dry years"}}}

    data = frozen({"layer": [words, {"title": ["Pails", "a day"]}]})["data"]

    assert all(each in data for each in ("The dry years", "Pails", "a day"))
    assert "mark" not in data


def test_another_mark_is_another_drawing_and_another_order_of_keys_is_none() -> None:
    line, again, bars = (
        frozen(each)["picture"]
        for each in (
            {"mark": "line", "layer": [{"a": 1, "b": None}]},
            {"layer": [{"b": None, "a": 1}], "mark": "line"},
            {"mark": "bar", "layer": [{"a": 1, "b": None}]},
        )
    )

    assert line == again != bars
