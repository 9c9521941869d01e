"""A place inside a text of a data file is told as the place in the file, however the text was quoted or folded."""

import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from octavo.load.scalar_places import in_file, moved, words_of
from octavo.load.yaml import read_yaml
from octavo.load.yaml_nodes import ScalarNode, nearest
from octavo.model.diagnostics import Faulty, fault
from octavo.model.inlines import Text
from octavo.model.origin import NOWHERE, Origin
from octavo.model.prose import Paragraph, Separator

FILES = {
    "plain": "a: one two\nb: x\n",
    "plain over lines": "a: one\n   two\n\n   three\nb: x\n",
    "single quotes": "a: 'it is ''so'' and\n  two  lines'\n",
    "double quotes": 'a: "say \\"yes\\" and\n   back\\\\slash here"\n',
    "literal": "a: |\n  one\n    two\n\n  three\nb: x\n",
    "literal with indent": "a: |2-\n    one\n  two\n",
    "folded": "# first\na: >\n  one two\n  three\n\n  four\n    kept\n# after\nb: x\n",
    "in a list": "- a: 1\n- a: >-\n    one\n    two\n",
    "anchored": "a: &x one\n  two\nb: *x\n",
}


def text_of(file: str) -> ScalarNode:
    root = read_yaml(file, "a.yaml")
    node = nearest(root, ("a",) if file[0] != "-" else (1, "a"))
    assert isinstance(node, ScalarNode)
    return node


@pytest.mark.parametrize("file", FILES.values(), ids=FILES)
def test_every_word_is_found_where_it_was_written(file: str) -> None:
    text = text_of(file)
    words = words_of(text)
    lines = file.split("\n")

    for number, line in enumerate(str(text.value).split("\n"), start=1):
        for word in re.finditer(r"\w+", line):
            place = in_file(words, Origin("a.yaml", number, word.start() + 1))
            if re.search(r"['\"\\]", str(text.value)):
                assert word[0] in lines[place.line - 1]
            else:
                assert lines[place.line - 1][place.column - 1 :].startswith(word[0])


def test_where_escapes_change_the_words_the_beginning_is_told() -> None:
    words = words_of(text_of('a: "one\\ntwo"\n'))

    assert str(in_file(words, Origin("a.yaml", 2, 1))) == "a.yaml:1:5"


def test_all_places_in_a_value_are_moved_and_nowhere_stays() -> None:
    words = words_of(text_of("a: |\n  one\n  two\n"))
    two = Text(value="two", origin=Origin("a.yaml", 2, 1))
    blocks = (Paragraph(children=(two,), origin=Origin("a.yaml", 1, 1)), Separator())

    assert moved(blocks, words) == (
        Paragraph(children=(replace(two, origin=Origin("a.yaml", 3, 3)),), origin=Origin("a.yaml", 2, 3)),
        Separator(origin=NOWHERE),
    )


def test_places_in_diagnostics_are_moved_too() -> None:
    words = words_of(text_of("a: >\n  one\n  two\n"))
    told = fault("OC110", Origin("a.yaml", 1, 5), markup="<b>", remedy="write **b**", related=[Origin("a.yaml", 1, 1)])

    assert str(moved(told, words).origin) == "a.yaml:3:3"
    assert str(moved(told, words).related[0]) == "a.yaml:2:3"


@given(st.sampled_from(["", "'", '"', "|\n  ", ">\n  "]), st.text(max_size=30), st.integers(0, 9), st.integers(0, 40))
def test_any_place_in_any_text_is_a_place_in_the_file(opening: str, body: str, line: int, column: int) -> None:
    closing = opening if opening in ("'", '"') else ""
    file = f"a: {opening}{body}{closing}\n"
    try:
        root = read_yaml(file, "a.yaml")
    except Faulty:
        return
    node = nearest(root, ("a",))
    if isinstance(node, ScalarNode):
        place = in_file(words_of(node), Origin("a.yaml", line, column))
        assert 1 <= place.line <= file.count("\n") + 1
