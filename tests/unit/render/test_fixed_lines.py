"""Lines and paragraphs of sources are numbered as people count them, and nothing else is."""

from dataclasses import replace

import pytest

from octavo.model.inlines import Break, Emphasis, Inlines, Text
from octavo.model.origin import NOWHERE
from octavo.model.output import Theme
from octavo.model.prose import Block, Extract, Heading, ItemList, Paragraph
from octavo.model.query import every_block, plain
from octavo.pipeline.cache import memo_for
from octavo.pipeline.loading import load_theme
from octavo.pipeline.result import NO_STORE
from octavo.project import find_project
from octavo.render.fixed_lines import with_fixed_lines, with_numbered_paragraphs
from tests.unit.render.factory import ROOT, section, words


@pytest.fixture(scope="module")
def theme() -> Theme:
    find = find_project(ROOT).theme
    plain = load_theme(find("plain"), root=ROOT, named_at=NOWHERE, find=find, memo=memo_for(NO_STORE))[0]
    tokens = {"source-family": plain.settings.faces[0].family, "source-size": "9", "source-measure": "280"}
    return replace(plain, settings=replace(plain.settings, tokens={**plain.settings.tokens, **tokens}))


def source(*blocks: Block) -> Extract:
    return Extract(document="log", text=blocks, has_line_numbers=True)


def text_of(blocks: tuple[Block, ...]) -> list[str]:
    return [plain(each.children) for each in every_block(blocks) if isinstance(each, Paragraph | Heading)]


def test_a_line_that_the_source_itself_ends_is_a_line_and_counts(theme: Theme) -> None:
    verse: Inlines = tuple(each for name in "abcde" for each in (Text(value=f"line {name}"), Break()))[:-1]
    made = with_fixed_lines(section("chapter", "One", source(Paragraph(children=verse))), theme)
    (extract,) = made.blocks
    assert isinstance(extract, Extract)

    assert text_of(extract.text)[0].replace("\n", " ").endswith("5line e")


def test_words_in_emphasis_are_broken_where_the_line_is_full(theme: Theme) -> None:
    long = Emphasis(children=words("wells and pumps " * 40))
    made = with_fixed_lines(section("chapter", "One", source(Paragraph(children=(long,)))), theme)
    (extract,) = made.blocks
    assert isinstance(extract, Extract)
    (paragraph,) = extract.text
    assert isinstance(paragraph, Paragraph)

    assert any(
        isinstance(each, Break) for part in paragraph.children if isinstance(part, Emphasis) for each in part.children
    )


def test_a_theme_that_does_not_say_how_sources_are_set_leaves_them_as_they_are(theme: Theme) -> None:
    tokens = {name: value for name, value in theme.settings.tokens.items() if name != "source-measure"}
    bare = replace(theme, settings=replace(theme.settings, tokens=tokens))
    written = section("chapter", "One", source(Paragraph(children=words("wells " * 200))))

    assert with_fixed_lines(written, bare) == written


def test_paragraphs_are_numbered_and_headings_and_lists_are_not() -> None:
    blocks = (
        Heading(level=2, children=words("Log"), id="log"),
        Paragraph(children=words("First.")),
        ItemList(items=((Paragraph(children=words("oil")),),), is_ordered=False),
        Paragraph(children=words("Second.")),
    )
    (extract,) = with_numbered_paragraphs(section("chapter", "One", source(*blocks))).blocks
    assert isinstance(extract, Extract)

    assert text_of(extract.text) == ["Log", "1First.", "oil", "2Second."]
