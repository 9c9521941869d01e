"""Keys of themes and languages that no other test names change what is set."""

from dataclasses import replace

import pytest

from octavo.model.language import Hyphenation
from octavo.model.output import Rendition
from tests.unit.render.factory import book, render, theme


def pages(rendition: Rendition) -> str:
    return "".join(unit.body for unit in rendition.units)


@pytest.mark.parametrize("key", ["shortest_word", "letters_before", "letters_after"])
def test_where_words_may_be_divided_is_that_of_the_language(key: str) -> None:
    made = book()
    rules = replace(Hyphenation(), **{key: 9})
    changed = replace(made, language=replace(made.language, hyphenation=rules))

    sheet = render(changed, theme(), medium="print")[0].css
    own = f"hyphenate-limit-chars:{rules.shortest_word} {rules.letters_before} {rules.letters_after}"
    assert own in sheet
    assert own not in render(made, theme(), medium="print")[0].css


def test_large_print_sets_the_cells_of_wide_tables_one_below_the_other() -> None:
    own = theme()
    large = replace(own, settings=replace(own.settings, large_print=True))

    assert pages(render(book(), large, medium="print")[0]) != pages(render(book(), own, medium="print")[0])
    assert pages(render(book(), large, medium="reflow")[0]) == pages(render(book(), own, medium="reflow")[0])


def test_charts_are_drawn_as_large_as_the_theme_says() -> None:
    own = theme()
    large = replace(own, settings=replace(own.settings, chart_scale=1.5))
    drawings = [[asset.content for asset in render(book(), each, medium="print")[0].assets] for each in (own, large)]

    assert drawings[0] != drawings[1]
