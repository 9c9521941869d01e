"""Markup is escaped once, as templates escape it, and holds nothing that XML forbids."""

import sys
from xml.parsers import expat

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup, escape

from octavo.render.markup import ILLEGAL, attribute_text, element, escaped, ids_in, joined, legal, lines, run

PIECES = st.text() | st.text().map(escape)
"""Text as editors write it, and markup."""


@given(st.text())
def test_text_is_escaped_as_templates_escape_it(text: str) -> None:
    assert escaped(text) == escape(text)
    assert isinstance(escaped(text), Markup)


@given(st.lists(PIECES))
def test_pieces_are_joined_as_markup_joins_them(pieces: list[str]) -> None:
    assert joined(pieces) == Markup().join(pieces)
    assert lines(pieces) == Markup("\n").join(filter(None, pieces))
    assert run(map(escaped, pieces)) == Markup().join(map(escaped, pieces))


@given(PIECES, st.dictionaries(st.sampled_from(["class", "id", "alt"]), st.text()))
def test_elements_are_made_as_markup_formats_them(content: str, attributes: dict[str, str]) -> None:
    told = Markup().join(Markup(' {}="{}"').format(*pair) for pair in attributes.items() if pair[1])

    assert attribute_text(attributes) == told
    assert element("p", content, attributes) == Markup("<p{}>{}</p>").format(told, content)
    assert element("img", attributes=attributes) == Markup("<img{}/>").format(told)


def test_the_parser_refuses_every_character_that_xml_forbids() -> None:
    """So characters need only be looked at where it refuses a body."""
    forbidden = [character for character in map(chr, range(sys.maxunicode + 1)) if ILLEGAL.match(character)]

    for character in forbidden:
        with pytest.raises((expat.ExpatError, UnicodeEncodeError)):
            ids_in(f"<p>{character}</p>")
    assert legal("".join(forbidden)) == ""
