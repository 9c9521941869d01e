"""The lines of titles end where their sense allows it, and are alike where it does not matter."""

import pytest

from tests.unit.typeset.paragraphs.whole_and_greedy import Shown, shown

TITLES = {
    "Particulars of the Life | of Samuel Pepys": 25,
    "Particulars | of the Life | of Samuel Pepys": 19,
    "Revolution from above, | 1917–1933": 24,
    "Several products | of one format": 18,
    "The Great Terror | (1934–38 and later)": 26,
    "The Decline and Fall | of the Roman Empire": 23,
    "Of the Expenses | of the Sovereign | or Commonwealth": 18,
    "An Inquiry into the Nature | and Causes of the Wealth of Nations": 39,
    "The Strange Case | of Dr\u00a0Jekyll and Mr\u00a0Hyde": 36,
    "The Life and Opinions | of Tristram Shandy, Gentleman": 31,
    "Twenty Thousand Leagues | under the Sea": 28,
    "Bourgeois and | Proletarians": 15,
    "Who built the canal | to Moscow, and how": 24,
    "What Nikolai Yezhov | knew of the lists": 21,
    "The Kirov murder | and its investigation": 23,
    "Counting the dead: | an introduction to the figures": 32,
    "Why do historians disagree?": 29,
    "Die Leiden | des jungen Werthers": 21,
    "À la recherche | du temps perdu": 17,
    "Тіні забутих | предків": 14,
    "Cien años | de soledad": 12,
    "Pan Tadeusz, | czyli ostatni zajazd na Litwie": 32,
}
"""Titles with their lines, and the measure in letters of middling width."""


@pytest.fixture(scope="module")
def found() -> Shown:
    heads = (f'<h2 style="width: {each * 0.55}em">{title.replace(" | ", " ")}</h2>' for title, each in TITLES.items())
    return shown("".join(heads), "h2 { font-size: 12px; text-align: left }")


def test_titles_end_their_lines_by_their_sense(found: Shown) -> None:
    lines = [line for line, _ in found.lines]

    assert lines == [line for title in TITLES for line in title.split(" | ")]


def test_every_block_in_a_heading_and_whatever_asks_for_it_is_balanced() -> None:
    body = (
        '<h1 style="width: 16em"><span style="display: block">1</span>'
        '<span style="display: block">Particulars of the Life of Samuel Pepys</span></h1>'
        '<p style="width: 16em; --text-wrap: balance">Particulars of the Life of Samuel Pepys</p>'
        '<p style="width: 16em">Particulars of the Life of Samuel Pepys</p>'
        '<h2 style="width: 16em; --text-wrap: wrap">Particulars of the Life of Samuel Pepys</h2>'
    )
    lines = [
        line for line, _ in shown(body, "h1, p, h2 { font: 12px Literata; text-align: left; text-indent: 0 }").lines
    ]

    balanced, plain = ["Particulars of the Life", "of Samuel Pepys"], ["Particulars of the Life of Samuel", "Pepys"]
    assert lines == ["1", *balanced, *balanced, *plain, *plain]


def test_no_word_of_a_heading_is_divided() -> None:
    body = '<div lang="en" style="hyphens: auto"><h2 style="width: 13em">Counterrevolutionary organisations</h2></div>'
    lines = [line for line, _ in shown(body, "h2 { font-size: 12px; text-align: left }").lines]

    assert lines == ["Counterrevolutionary", "organisations"]
