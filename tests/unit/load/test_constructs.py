"""Whatever construct of Pandoc's dialect a text has, no word of it is lost: each is printed or named by a fault."""

import re
from pathlib import Path

import pytest

from octavo.load.markdown import parse_text
from octavo.model.prose import Preformatted
from octavo.model.query import every_block, plain, runs

CONSTRUCTS = re.split(
    r"^%% ", (Path(__file__).parent / "constructs.txt").read_text(encoding="utf-8"), flags=re.MULTILINE
)
MARKUP = re.compile(r"<[^>]*>|\\{[^}]*\\}\n|&\w+;|~2~|\]\([^)]*\)|\{#fig[^}]*\}|^\[\w+\]: .*$", re.MULTILINE)
"""Tags, entities, addresses and attributes, which are no words of the text."""

COUNTED = {"2", "a", "b", "key", "pp", "t"}
"""Markers of lists, words of locators and references, and letters beside entities, which are read in other words."""

WORD = re.compile(r"[^\W_]+")


@pytest.mark.parametrize("construct", CONSTRUCTS[1:], ids=lambda each: each.partition("\n")[0])
def test_no_word_of_any_construct_is_lost(construct: str) -> None:
    _, _, written = construct.partition("\n")
    text, told = parse_text(f"# Title\n\n{written}", path="x.md", identifier="x")

    blocks = (*text.blocks, *(block for note in text.notes for block in note.blocks))
    code = [block.text for block in every_block(blocks) if isinstance(block, Preformatted)]
    read = {*WORD.findall(" ".join((*map(plain, runs(blocks)), *code, repr(text), *map(str, told))))}
    assert {*WORD.findall(MARKUP.sub(" ", written))} - read - COUNTED == set()
