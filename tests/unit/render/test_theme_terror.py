"""The theme `terror` keeps the rules of the house, and a grid of its own."""

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from octavo.model.book import EntryGroup, Section
from octavo.model.origin import NOWHERE
from octavo.model.output import Medium, Theme
from octavo.model.prose import Block, Box, Extract, Figure, Heading, Note, Sidebar
from octavo.pipeline.cache import memo_for
from octavo.pipeline.loading import load_theme
from octavo.pipeline.result import NO_STORE
from octavo.typeset import markup
from octavo.typeset.system import layout_engine
from tests import whole_document
from tests.unit.render.factory import (
    PLAIN,
    ROOT,
    TABLE,
    TEMPLATES,
    book,
    entry,
    note,
    paragraph,
    render,
    section,
    words,
)
from tests.unit.render.test_grid import PIXELS, SENTENCES, TOLERANCE, lines_of_text, long_chapter

FOLDER = PLAIN.parent / "terror"
LEADING = 12.5


@pytest.fixture(scope="module")
def theme() -> Theme:
    """Return the theme with what it has from `plain`."""
    return load_theme(FOLDER, root=ROOT, named_at=NOWHERE, find=FOLDER.parent.joinpath, memo=memo_for(NO_STORE))[0]


def test_it_builds_on_plain(theme: Theme) -> None:
    assert theme.print_css.startswith("/* Plain, on paper")
    assert sum(face.reflow for face in theme.settings.faces) <= 4


@pytest.mark.parametrize("name", ["a5", "half-letter"])
def test_margins_keep_the_old_order(theme: Theme, name: str) -> None:
    paper = theme.settings.papers[name]
    left = paper.height - paper.top - paper.lines * paper.leading * 25.4 / 72

    assert paper.leading == LEADING
    assert paper.inner <= paper.top < paper.outer < paper.bottom
    assert left == pytest.approx(paper.bottom, abs=0.2)


def test_on_paper_all_is_black_and_on_screens_all_is_the_readers() -> None:
    printed, reflowed = ((FOLDER / name).read_text(encoding="utf-8") for name in ("print.css", "reflow.css"))

    assert not re.search(r":[^;{]*(#[0-9a-f]{3,8}|rgb)", re.sub(r'url\("[^"]*"\)', "", printed))
    assert not re.search(r"#[0-9a-f]{3,8}\b|rgb|color|background|line-height|!important|[\d.]+pt\b", reflowed)
    assert "all-small-caps" not in printed + reflowed
    assert "uppercase" not in printed + reflowed


def laid_out(theme: Theme, *blocks: Block, notes: tuple[Note, ...] = ()) -> list[Any]:
    """Return the pages of a chapter."""
    return pages_of(section("chapter", "A chapter", *blocks, number="1", notes=notes), theme)


def pages_of(made: Section, theme: Theme) -> list[Any]:
    """Return the pages of a section."""
    from octavo.typeset.layout_session import LayoutSession

    rendition = render(book(made), theme, templates=TEMPLATES, medium="print")[0]
    bodies = [markup.parse(unit) for unit in rendition.units]
    with layout_engine():
        text = whole_document.joined_document(rendition.metadata, list(zip(rendition.units, bodies, strict=True)))
        return list(LayoutSession(rendition.css, rendition.assets).render(text).pages)


def boxes_of(box: Any) -> Iterator[Any]:  # noqa: ANN401 -- the engine has no types
    """Yield the boxes of the text block of a page in their order, from without to within."""
    for child in getattr(box, "children", ()):
        if type(child).__name__ != "MarginBox":
            yield child
            yield from boxes_of(child)


def heads_of(page: Any) -> list[str]:  # noqa: ANN401 -- the engine has no types
    """Return what stands in the margins of a page."""
    margins = [box for box in page._page_box.children if type(box).__name__ == "MarginBox"]  # noqa: SLF001
    texts = ["".join(part.text for part in box.descendants() if type(part).__name__ == "TextBox") for box in margins]
    return [text for text in texts if text.strip()]


def lines_of(page: Any) -> list[tuple[float, str]]:  # noqa: ANN401 -- the engine has no types
    """Return the lines of a page, of whatever it is, with their upper edges in pt from that of the text block."""
    top = page._page_box.content_box_y()  # noqa: SLF001
    return [
        ((box.position_y - top) / PIXELS, words.strip())
        for box in boxes_of(page._page_box)  # noqa: SLF001
        if type(box).__name__ == "LineBox"
        and (words := "".join(part.text for part in box.descendants() if type(part).__name__ == "TextBox"))
    ]


def rules_of(page: Any) -> list[float]:  # noqa: ANN401 -- the engine has no types
    """Return where the rules above sidebars and boxes stand on a page, in pt from the upper edge of the text block."""
    top = page._page_box.content_box_y()  # noqa: SLF001
    before = [box for box in boxes_of(page._page_box) if box.element_tag.endswith("::before")]  # noqa: SLF001
    return [(box.border_box_y() - top) / PIXELS for box in before if box.border_top_width]


def source(text: str) -> Extract:
    """Return a source of one paragraph."""
    return Extract(
        document="letter",
        label="A",
        provenance=words("A letter of 1802, kept in the village."),
        text=(paragraph(text),),
        credit=words("Village archive."),
        blocks=(paragraph("What else did she need?"),),
    )


@pytest.mark.parametrize("folder", ["plain", "terror", "school"])
@pytest.mark.parametrize("kind", ["sidebar", "box"])
def test_a_box_longer_than_a_page_begins_below_what_is_before_it(folder: str, kind: str) -> None:
    place = FOLDER.parent / folder
    made = load_theme(place, root=ROOT, named_at=NOWHERE, find=FOLDER.parent.joinpath, memo=memo_for(NO_STORE))[0]
    text = tuple(paragraph(SENTENCES) for _ in range(16))
    block = Sidebar(title=words("The well"), blocks=text) if kind == "sidebar" else Box(kind="note", blocks=text)
    first, second, *_ = laid_out(made, block)

    assert sum("bucket" in line for _, line in lines_of(first)) > 3
    assert lines_of(second)


def test_only_long_boxes_on_paper_may_be_divided(theme: Theme) -> None:
    def body(medium: Medium, size: int) -> str:
        made = book(section("chapter", "A chapter", Box(kind="note", blocks=(paragraph(SENTENCES),) * size)))
        return render(made, theme, templates=TEMPLATES, medium=medium)[0].units[0].body

    assert 'class="box box-note long"' in body("print", 16)
    assert 'class="box box-note"' in body("print", 2)
    assert 'class="box box-note"' in body("reflow", 16)


def test_the_running_head_of_a_chronology_tells_the_year_of_its_first_row(theme: Theme) -> None:
    years = [
        EntryGroup(
            title=str(year),
            entries=tuple(entry(f"event-{year}-{n}", f"{n} May", {"text": f"{year}."}) for n in range(9)),
        )
        for year in range(1901, 1920)
    ]
    pages = pages_of(section("chronology", "Chronology", matter="back", groups=tuple(years)), theme)
    heads = ["".join(heads_of(page)) for page in pages]
    first = [next(words for _, words in lines_of(page) if words.endswith(".")) for page in pages]

    assert len(pages) > 3
    assert [head.split(" · ")[1][:4] for head in heads[1:]] == [words[:4] for words in first[1:]]


def test_every_line_of_text_stands_on_the_grid(theme: Theme) -> None:
    notes = (note(), Note(label="2", number=2, id="note-2", blocks=(paragraph(SENTENCES),)))
    printed = laid_out(theme, *long_chapter(), notes=notes)
    pages = [list(lines_of_text(page._page_box)) for page in printed]  # noqa: SLF001
    first = next(base for lines in pages[1:] for base, _ in lines) % LEADING
    off = [
        (number, round((base - first) % LEADING, 2), words)
        for number, lines in enumerate(pages, start=1)
        for base, words in lines
        if TOLERANCE < (base - first) % LEADING < LEADING - TOLERANCE
    ]

    assert len(pages) > 6
    assert not off
    assert max(base for lines in pages for base, _ in lines) <= theme.settings.papers["a5"].lines * LEADING


def test_a_source_and_its_place_stand_on_the_page_of_its_words(theme: Theme) -> None:
    """However little of the page is left: nothing of a source stays behind when its words go over."""
    blocks: list[Block] = []
    for count in range(1, 40):
        blocks += [paragraph(SENTENCES[: 60 * count])]
        blocks += [replace(source(f"Words {count}."), id=f"source-{count}")]
    pages = laid_out(theme, *blocks)
    anchors = {name: number for number, page in reversed(list(enumerate(pages))) for name in page.anchors}
    found = {text: number for number, page in enumerate(pages) for _, text in lines_of(page)}

    assert len(pages) > 10
    assert {f"Words {count}.": anchors[f"source-{count}"] for count in range(1, 40)}.items() <= found.items()


def test_a_source_that_goes_over_begins_at_the_top_of_the_page(theme: Theme) -> None:
    whole = laid_out(theme, *[source(SENTENCES * 3) for _ in range(9)])
    tops = [round(min(base for base, _ in lines_of(page)), 1) for page in whole[1:]]

    assert len(tops) > 4
    assert max(tops) < LEADING


def test_a_box_after_a_box_has_its_rule_on_the_page_of_its_words(theme: Theme) -> None:
    """At the top of a page too: a rule in the margin would be one of the running head."""
    boxes = [Box(kind="note", title=words("Title"), blocks=(paragraph(SENTENCES[:500]),)) for _ in range(9)]
    pages = laid_out(theme, *boxes, *[replace(box, kind="disagree") for box in boxes])
    rules = [[y for y in rules_of(page) if y < 2 * LEADING] for page in pages[1:]]

    assert len(rules) > 3
    assert all(0 < min(tops, default=0) < LEADING for tops in rules), rules


def test_no_margin_stands_above_what_begins_a_page(theme: Theme) -> None:
    heading, table = Heading(level=2, children=words("Why?")), Figure(figure="depths", record=TABLE)
    turns = [paragraph(SENTENCES[: 60 * (count % 9) + 70]) for count in range(25)]
    pages = laid_out(theme, *[block for text in turns for block in (text, heading, text, table)])
    tops = [lines_of(page)[0] for page in pages[1:]]

    assert {"Why?", "Year"} <= {words for _, words in tops}
    assert all(top < LEADING / 2 for top, _ in tops), tops
