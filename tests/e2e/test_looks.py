"""A book that has one of everything, as it is printed: the words and their places, read from the finished pages."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from filelock import FileLock
from pypdfium2 import PdfDocument, PdfPage

from tests.e2e.workshop import Workshop

CONTENT = Path(__file__).parent / "looks"

NEAR = 5.0
"""How far apart, in pt, the lower edges of words of one line may be."""


class Run(NamedTuple):
    """Words that stand together: their text, and their left, lower, right and upper edge in pt from the lower left."""

    text: str
    left: float
    bottom: float
    right: float
    top: float


@pytest.fixture(scope="session")
def looks(shared: Path) -> Workshop:
    """Return the workshop in which the book was built, once for all processes of this test run."""
    workshop = Workshop(shared / "looks")
    with FileLock(shared / "looks.lock"):
        if not workshop.folder.exists():
            shutil.copytree(CONTENT, workshop.folder / "content" / "looks")
            done = workshop.run("build")
            assert done.returncode == 0, done.stdout + done.stderr
    return workshop


@pytest.fixture
def pages(looks: Workshop) -> list[list[Run]]:
    """Return the runs of words of every page, line by line and from the left."""
    with PdfDocument(looks.output / "looks" / "looks.pdf") as document:
        return [list(runs(page)) for page in document]


def runs(page: PdfPage) -> Iterator[Run]:
    """Yield the runs of words of a page, line by line and from the left."""
    text = page.get_textpage()
    places = [text.get_rect(place) for place in range(text.count_rects())]
    found = [Run(text.get_text_bounded(*place).strip(), *place) for place in places]
    line: list[Run] = []
    for run in sorted(filter(lambda run: run.text, found), key=lambda run: -run.bottom):
        if line and line[0].bottom - run.bottom > NEAR:
            yield from sorted(line, key=lambda run: run.left)
            line = []
        line.append(run)
    yield from sorted(line, key=lambda run: run.left)


def lines(page: list[Run]) -> list[str]:
    """Return the lines of a page, each as it is read, with single spaces."""
    joined: list[list[Run]] = []
    for run in page:
        if joined and abs(joined[-1][0].bottom - run.bottom) <= NEAR:
            joined[-1].append(run)
        else:
            joined.append([run])
    return [" ".join(" ".join(run.text for run in line).split()) for line in joined]


def page_of(pages: list[list[Run]], words: str) -> list[Run]:
    """Return the first page after the contents that has ``words`` in a line."""
    return next(page for page in pages[1:] if any(words in line for line in lines(page)))


def test_the_contents_keep_spaces_and_put_the_page_at_the_end_of_a_title(pages: list[list[Run]]) -> None:
    assert lines(pages[0])[:4] == [
        "Contents",
        "1 On the Aurora and the sea, or what the keepers",
        "of the well were told when they came home from the war 3",
        "What make does in Pravda 3",
    ]


def test_a_list_goes_on_from_its_number(pages: list[list[Run]]) -> None:
    printed = lines(page_of(pages, "Rest for a while"))

    start = printed.index("1. Draw the bucket.")
    assert printed[start:-1] == [
        "1. Draw the bucket.",
        "2. Pour it out.",
        "Rest for a while.",
        "3. Draw again.",
        "4. Go home.",
        "Last of all:",
        "99. Lock the gate.",
        "The key hangs behind the door.",
        "100. Sleep.",
    ]


def test_columns_of_code_line_up(pages: list[list[Run]]) -> None:
    page = page_of(pages, "WWW | iii")
    ends = {run.text: run.right for run in page}

    assert "# тест ├─┐ depth" in ends
    assert ends["WWW | iii | 10"] == pytest.approx(ends["iii | WWW | 2"], abs=0.3)


def test_a_long_title_is_cut_at_the_top_of_the_page_whatever_fonts_it_needs(pages: list[list[Run]]) -> None:
    first = page_of(pages, "The beam has signs.")
    heads = [lines(page)[0] for page in pages[pages.index(first) + 1 :][:2]]
    folio = pages.index(first) + 2

    assert heads == [
        f"{folio} The well and its keepers",
        f"Of ├ and other signs on the beam above the well, and… {folio + 1}",
    ]


def test_verse_and_what_stands_before_a_text_have_a_look_and_keep_the_grid(pages: list[list[Run]]) -> None:
    page = page_of(pages, "Deep calleth")
    at = {run.text: run for run in page}
    first = next(run for run in page if run.text.lower().startswith("the first"))
    place = next(place for place, run in enumerate(page) if run.text.startswith("and one long"))
    long, over = page[place : place + 2]
    left, right = first.left, max(run.right for run in at.values())

    assert at["Deep calleth unto deep."].left > left + 50
    assert at["Psalm 42"].right == pytest.approx(right, abs=1)
    assert long.left > left + 10
    assert over.left > long.left + 10
    assert at["and ends."].left == pytest.approx(long.left, abs=1)
    assert at["and ends."].bottom - at["The second stanza stands apart."].bottom == pytest.approx(26, abs=3)
    for words in ("In the middle.", "To the rope."):
        assert at[words].left - left == pytest.approx(right - at[words].right, abs=2)
    lines_below = (first.bottom - at["A paragraph on the grid."].bottom) / 13
    assert lines_below == pytest.approx(round(lines_below), abs=0.25)


def test_an_untitled_page_has_its_words_alone_and_is_not_listed(pages: list[list[Run]]) -> None:
    assert lines(page_of(pages, "For the aunt")) == ["For the aunt who kept the rope"]
    assert not any("Dedication" in line for line in lines(pages[0]))
