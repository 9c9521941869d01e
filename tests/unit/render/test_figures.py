"""Figures: what they show is said in print and ebook alike, and their tables hold what is for print."""

from dataclasses import replace

import pytest

from octavo.model.inlines import TermLink
from octavo.model.output import Medium
from octavo.model.prose import Figure
from octavo.model.records import ChartFigure, Column, FigureData
from tests.unit.render.factory import CHART, TEMPLATES, book, paragraph, render, section, theme, tree, words

THEME = theme()
BOTH = pytest.mark.parametrize("medium", ["print", "reflow"])
XHTML = "{http://www.w3.org/1999/xhtml}"


def figure(record: ChartFigure = CHART) -> Figure:
    pump = TermLink(term="pump", children=words("pump"), is_first=True, anchor="chapter-term-pump")
    description = (paragraph("The black bar is the ", pump, "."),)
    return Figure(
        figure="depths", record=record, number="1", caption=words("Depths"), credit=words("Own drawing."),
        description=description, id="depths",
    )  # fmt: skip


def body(medium: Medium, record: ChartFigure = CHART) -> str:
    wells = book(section("chapter", "Wells", figure(record)))
    return render(wells, THEME, templates=TEMPLATES, medium=medium)[0].units[0].body


@BOTH
def test_what_a_figure_shows_is_said_between_its_title_and_its_sources(medium: Medium) -> None:
    caption = tree(body(medium)).find(f".//{XHTML}figcaption")

    assert caption is not None
    lines = ["".join(line.itertext()) for line in caption]
    assert lines == ["Figure 1. Depths", "The black bar is the pump.", "Own drawing."]


def test_a_drawing_is_known_to_the_rules_for_dark_screens() -> None:
    art = tree(body("reflow")).find(f".//{XHTML}img")
    made = render(book(section("chapter", "Wells", figure())), THEME, templates=TEMPLATES, medium="reflow")[0]
    night = made.css[made.css.index("prefers-color-scheme: dark") :]

    assert art is not None
    assert art.get("class") == "figure-art drawing"
    assert "img.drawing { filter: invert" in night
    assert 'class="figure-art"' in body("print")


@pytest.mark.parametrize("accent", ["", "#0b5c7d"])
def test_the_accent_of_a_theme_is_not_forced_on_dark_screens(accent: str) -> None:
    tokens = {**THEME.settings.tokens, "accent": accent}
    sheet = "/* a */\nh1,\nh2 { color: var(--accent, inherit) }\np { border: 1px solid var(--accent, currentColor) }\n"
    coloured = replace(THEME, settings=replace(THEME.settings, tokens=tokens), reflow_css=sheet)
    book_ = book(section("chapter", "Wells"))
    screen, paper = (
        render(book_, coloured, templates=TEMPLATES, medium=medium)[0].css for medium in ("reflow", "print")
    )

    lines = screen[screen.index("/* a */") :].splitlines()
    assert ("html{--accent:#0b5c7d}" in paper) is bool(accent)
    assert lines[2].startswith("h2 { color: inherit }")
    assert lines[3].startswith("p { border: 1px solid currentColor }")
    assert (
        "@media all{h1, h2 { color: #0b5c7d }}@media(prefers-color-scheme:dark){h1, h2 { color: inherit }}" in screen
    ) is bool(accent)
    assert "var(" not in screen


@BOTH
def test_a_term_that_is_met_first_in_a_description_is_found_there(medium: Medium) -> None:
    made = render(book(section("chapter", "Wells", figure())), THEME, templates=TEMPLATES, medium=medium)[0]

    assert "chapter-term-pump" in made.units[0].anchors


@BOTH
def test_a_column_that_serves_the_drawing_alone_is_not_in_the_table(medium: Medium) -> None:
    columns = (*CHART.data.columns, Column(name="shift", print=False))
    data = FigureData(columns=columns, rows=tuple((*row, -4) for row in CHART.data.rows))

    assert "shift" not in body(medium, replace(CHART, data=data))
    assert body(medium, replace(CHART, data=data)) == body(medium)
