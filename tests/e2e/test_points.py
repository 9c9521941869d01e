"""Rules of the style sheets that show at the foot of a page alone, and the colour of the cover: in every theme."""

from itertools import pairwise
from pathlib import Path

import pytest
from pypdfium2 import PdfDocument

from tests.e2e.test_looks import lines, runs
from tests.e2e.workshop import Workshop

THEMES = ("plain", "novel", "school", "reference")
ACCENT = (0x7A, 0x1F, 0x2B)
SETTINGS = """title: Points
language: en-GB
version: 1.0.0
released: "2026-01-01"
contributors: [{{name: Mary Hope}}]
theme: {theme}
look: {{trim: A5, accent: "#7a1f2b"}}
formats: [pdf]
matter: {{front: [cover], body: [{body}]}}
"""
FILLED = range(20, 40, 3)
"""Lines before what is looked at, in each chapter: in some of them a page ends in the middle of it."""


def chapter(number: int) -> str:
    """A chapter with lines that fill its page, a term of three meanings and a summary of four points."""
    filling = "\\\n".join(f"line {line}" for line in range(number))
    meanings = "\n".join(f": meaning {number}.{place}\n" for place in range(3))
    points = "\n".join(f"- point {number}.{place}" for place in range(4))
    return f"# Chapter\n\n{filling}\n\nTerm {number}\n{meanings}\n::: summary\n{points}\n:::\n"


@pytest.fixture(scope="module", params=THEMES)
def printed(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the book as it is printed in a theme."""
    workshop = Workshop(tmp_path_factory.mktemp("points"))
    book = workshop.folder / "content" / "points"
    (book / "text").mkdir(parents=True)
    names = [f"text/{number}-chapter.md" for number in FILLED]
    for number, name in zip(FILLED, names, strict=True):
        (book / name).write_text(
            f"{chapter(number).replace('# Chapter', f'# Chapter {{#c{number}}}')}", encoding="utf-8"
        )
    (book / "book.yaml").write_text(SETTINGS.format(theme=request.param, body=", ".join(names)), encoding="utf-8")
    done = workshop.run("build")
    assert done.returncode == 0, done.stdout + done.stderr
    return workshop.output / "points" / "points.pdf"


def test_no_first_or_last_point_of_a_summary_and_no_last_meaning_stands_alone(printed: Path) -> None:
    with PdfDocument(printed) as document:
        pages = [" ".join(lines([*runs(page)])) for page in document]

    def page_of(words: str) -> int:
        return next(number for number, page in enumerate(pages) if words in page)

    parted = 0
    for number in FILLED:
        points = [page_of(f"point {number}.{place}") for place in range(4)]
        meanings = [page_of(f"meaning {number}.{place}") for place in range(3)]
        assert points[0] == points[1], pages
        assert points[2] == points[3], pages
        assert meanings[1] == meanings[2], pages
        assert page_of(f"Term {number}") == meanings[0], pages
        parted += any(one != other for one, other in pairwise((*meanings, *points)))
    assert parted, "no page ends in the middle of them: nothing was tried"


def test_a_cover_without_a_picture_has_the_accent_of_the_book(printed: Path) -> None:
    with PdfDocument(printed) as document:
        drawn = document[0].render(scale=2).to_pil().convert("RGB")

    colours = {colour for _, colour in drawn.getcolors(1 << 24)}
    assert ACCENT in colours
