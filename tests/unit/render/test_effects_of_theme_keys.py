"""Keys of themes and languages that no other test names change what is set."""

from dataclasses import replace

import pytest

from octavo.model.inlines import NoteCall, PersonLink
from octavo.model.language import Hyphenation
from octavo.model.output import Rendition
from octavo.model.prose import Table
from tests.unit.render.factory import book, note, render, section, theme, tree, words


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


def test_what_stands_in_a_head_once_is_not_repeated_before_each_cell() -> None:
    head = (
        words("Year"),
        words("Cost", NoteCall(label="1", number=1, id="call-1")),
        words(PersonLink(person="wren", children=words("Wren"), is_first=True, anchor="tower-person-wren"), "'s"),
    )
    rows = tuple(tuple(words(cell) for cell in row) for row in (("1883", "450", "2"), ("1884", "460", "3")))
    table = Table(head=head, rows=rows, alignments=("left",) * 3)
    own = theme()
    large = replace(own, settings=replace(own.settings, large_print=True))

    made = book(section("chapter", "The tower", table, notes=(note(),)))
    page = tree(next(unit.body for unit in render(made, large, medium="print")[0].units if "1883" in unit.body))
    ids = [each.get("id", "") for each in page.iter() if each.get("id")]
    assert sorted(ids) == sorted(set(ids))
    assert "tower-person-wren" in ids
    labels = ["".join(each.itertext()) for each in page.iter() if each.get("class") == "table-label"]
    assert labels == ["·", "·", "Cost: ", "Wren's: ", "Cost: ", "Wren's: "]


def test_charts_are_drawn_as_large_as_the_theme_says() -> None:
    own = theme()
    large = replace(own, settings=replace(own.settings, chart_scale=1.5))
    drawings = [[asset.content for asset in render(book(), each, medium="print")[0].assets] for each in (own, large)]

    assert drawings[0] != drawings[1]
