"""The theme `terror` keeps the rules of the house, and a grid of its own."""

import re

import pytest

from octavo.load.theme import load_theme
from octavo.model.origin import NOWHERE
from octavo.model.output import Theme
from octavo.model.prose import Note
from octavo.render.rendition import render
from octavo.typeset import markup
from octavo.typeset.system import private_environment
from tests.unit.render.factory import PLAIN, ROOT, TEMPLATES, book, note, paragraph, section
from tests.unit.render.test_grid import SENTENCES, TOLERANCE, lines_of_text, long_chapter

FOLDER = PLAIN.parent / "terror"
LEADING = 12.5


@pytest.fixture(scope="module")
def theme() -> Theme:
    """Return the theme with what it has from `plain`."""
    return load_theme(FOLDER, root=ROOT, named_at=NOWHERE)[0]


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


def test_every_line_of_text_stands_on_the_grid(theme: Theme) -> None:
    from octavo.typeset.press import Press

    notes = (note(), Note(label="2", number=2, id="note-2", blocks=(paragraph(SENTENCES),)))
    made = section("chapter", "A chapter", *long_chapter(), number="1", notes=notes)
    rendition = render(book(made), theme, templates=TEMPLATES, medium="print")[0]
    bodies = [markup.parse(unit) for unit in rendition.units]
    with private_environment():
        text = markup.document(rendition.metadata, list(zip(rendition.units, bodies, strict=True)))
        printed = Press(rendition.css, rendition.assets).render(text).pages
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
