"""All lines of the text stand on one grid, whatever stands between them (rule T6)."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from octavo.model.inlines import NoteCall
from octavo.model.origin import NOWHERE
from octavo.model.prose import Block, Blocks, Box, Heading, Note, Paragraph, Sidebar
from octavo.pipeline.cache import memo_for
from octavo.pipeline.loading import load_theme
from octavo.pipeline.result import NO_STORE
from octavo.typeset import markup
from octavo.typeset.system import layout_engine
from tests import whole_document
from tests.unit.render.factory import ROOT, TEMPLATES, book, every_block, note, paragraph, render, section, theme, words

LEADING = 13
PIXELS = 96 / 72
TOLERANCE = 0.2
OFF_THE_TEXT = {"aside", "blockquote", "figure", "div", "pre", "li", "dd", "h1", "h2", "h3", "table"}
"""Inside these a line may stand between two lines of the grid; what follows them may not."""

SENTENCES = "The bucket came up full, and the rope held. Nobody had asked how deep the water stood. " * 6


def unnamed(block: Block) -> Block:
    """Return a block without its id, so that it may stand in the book again and again."""
    return replace(block, id="")


def long_chapter() -> Blocks:
    """Return a dozen pages in which every kind of block stands at many heights of the page."""
    calls = [NoteCall(label=label, number=int(label), id="") for label in ("1", "2")]
    blocks: list[Block] = [paragraph("Two notes.", *calls)]
    for turn in range(5):
        for block in every_block():
            between = paragraph(SENTENCES[: 90 * turn + 200]) if isinstance(block, Paragraph) else unnamed(block)
            blocks += [between, paragraph(SENTENCES), paragraph("Short.")]
        blocks += [Heading(level=level, children=words("A heading")) for level in (2, 3, 4)]
    return (*blocks, Sidebar(blocks=(paragraph("a"),)), Box(kind="note", blocks=(paragraph("b"),)), paragraph("End."))


def lines_of_text(page: Any) -> Iterator[tuple[float, str]]:  # noqa: ANN401 -- the engine has no types
    """Yield the base line of every line of running text, in pt from the top of the text block, with its words."""
    from weasyprint.formatting_structure import boxes

    top = page.content_box_y()

    def walk(box: Any, around: frozenset[str]) -> Iterator[tuple[float, str]]:  # noqa: ANN401
        if isinstance(box, boxes.MarginBox | boxes.FootnoteAreaBox):
            return
        here = around | {box.element_tag}
        if isinstance(box, boxes.LineBox) and not here & OFF_THE_TEXT:
            words = "".join(part.text for part in box.descendants() if isinstance(part, boxes.TextBox))
            if words.strip():
                yield (box.position_y + box.baseline - top) / PIXELS, words
        for child in getattr(box, "children", ()):
            yield from walk(child, here)

    yield from walk(page, frozenset())


@pytest.fixture(scope="module")
def pages() -> list[list[tuple[float, str]]]:
    """Return the lines of text of every page of a long chapter."""
    from octavo.typeset.engine.box_tree import page_box
    from octavo.typeset.layout_session import LayoutSession

    notes = (note(), Note(label="2", number=2, id="note-2", blocks=(paragraph(SENTENCES),)))
    made = section("chapter", "A chapter", *long_chapter(), number="1", notes=notes)
    rendition = render(book(made), theme(), templates=TEMPLATES, medium="print")[0]
    bodies = [markup.parse(unit) for unit in rendition.units]
    with layout_engine():
        session = LayoutSession(rendition.css, rendition.assets)
        text = whole_document.joined_document(rendition.metadata, list(zip(rendition.units, bodies, strict=True)))
        return [list(lines_of_text(page_box(page))) for page in session.render(text).pages]


def test_every_line_of_text_stands_on_the_grid(pages: list[list[tuple[float, str]]]) -> None:
    first = next(base for lines in pages[1:] for base, _ in lines) % LEADING
    off = [
        (number, round((base - first) % LEADING, 2), words)
        for number, lines in enumerate(pages, start=1)
        for base, words in lines
        if TOLERANCE < (base - first) % LEADING < LEADING - TOLERANCE
    ]

    assert len(pages) > 8
    assert not off


def test_no_line_of_text_stands_below_the_last_of_the_grid(pages: list[list[tuple[float, str]]]) -> None:
    assert max(base for lines in pages for base, _ in lines) <= 36 * LEADING


@pytest.mark.parametrize("name", ["plain", "terror"])
@pytest.mark.parametrize("paper", ["a5", "half-letter"])
def test_a_full_page_has_as_many_lines_as_its_paper_has(name: str, paper: str) -> None:
    from octavo.typeset.engine.box_tree import page_box
    from octavo.typeset.layout_session import LayoutSession

    made = book(section("chapter", "A chapter", *[paragraph(SENTENCES * 20)], number="1"))
    made = replace(made, settings=replace(made.settings, paper=paper))
    folder = ROOT / "styles" / name
    chosen, _ = load_theme(folder, root=ROOT, named_at=NOWHERE, find=folder.parent.joinpath, memo=memo_for(NO_STORE))
    rendition = render(made, chosen, templates=TEMPLATES, medium="print")[0]
    chapter = rendition.units[-1]
    with layout_engine():
        session = LayoutSession(rendition.css, rendition.assets)
        text = whole_document.joined_document(rendition.metadata, [(chapter, markup.parse(chapter))])
        full = list(lines_of_text(page_box(session.render(text).pages[1])))

    assert len(full) == rendition.paper.lines
