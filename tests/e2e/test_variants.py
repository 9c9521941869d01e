"""The accessible editions of a book, measured in the finished files: sizes, spaces, and the pages that they name."""

import re
import shutil
from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest
import yaml
from filelock import FileLock
from PIL import Image

from octavo.model.look import Variant
from octavo.pdf.lines import blocks
from octavo.pdf.opened_file import OpenedFile
from octavo.pdf.page_text import DrawnGlyph
from tests.e2e.workshop import ROOT, Workshop

SET_ANEW = [variant for variant in Variant if variant.is_set_anew]
SIZES = {Variant.LARGE_16: 16, Variant.LARGE_18: 18, Variant.DYSLEXIA: 13}
"""Pt."""

FIRST_LETTERS = 16


@pytest.fixture(scope="session")
def editions(shared: Path) -> Workshop:
    """Return the workshop in which the stock book was built in every variant, once for all processes of this run."""
    workshop = Workshop(shared / "variants")
    with FileLock(shared / "variants.lock"):
        if not workshop.folder.exists():
            book = workshop.folder / "content" / "lighthouse"
            shutil.copytree(ROOT / "tests" / "stock", book)
            shutil.copy(ROOT / "tests" / "e2e" / "variants" / "more.md", book / "text" / "03-weights.md")
            settings = yaml.safe_load((book / "book.yaml").read_text())
            settings["matter"]["body"].append("text/03-weights.md")
            settings["variants"] = [str(variant) for variant in Variant if variant is not Variant.STANDARD]
            (book / "book.yaml").write_text(yaml.safe_dump(settings))
            done = workshop.run("build")
            assert done.returncode == 0, done.stdout + done.stderr
    return workshop


@cache
def opened(editions: Workshop, variant: Variant) -> OpenedFile:
    """Return one of the finished files; a file is read once."""
    name = "lighthouse" if variant is Variant.STANDARD else f"lighthouse-{variant}"
    return OpenedFile((editions.output / "lighthouse" / f"{name}.pdf").read_bytes())


def glyphs(file: OpenedFile) -> list[DrawnGlyph]:
    """Return all that is printed on any page, with the heads of the pages and the letters of charts."""
    return [glyph for page in file.pages.values() for shown in file.drawn(page) for glyph in shown.glyphs()]


@cache
def words_by_page(file: OpenedFile) -> dict[int, str]:
    """Return the text of each page in the order of reading, without spaces."""
    texts: dict[int, list[str]] = {number: [] for number in file.numbers.values()}
    for content, shown in file.tagged():
        texts[file.numbers[content.page]] += [glyph.text for each in shown for glyph in each.glyphs()]
    return {page: re.sub(r"[\s\u2060\u00ad]", "", "".join(pieces)) for page, pieces in texts.items()}


@pytest.mark.parametrize("variant", SET_ANEW)
def test_nothing_is_smaller_than_the_size_of_the_edition(editions: Workshop, variant: Variant) -> None:
    small = {
        (glyph.text, round(glyph.size, 2))
        for glyph in glyphs(opened(editions, variant))
        if glyph.text.strip() and glyph.size < SIZES[variant] - 0.1
    }

    # The charts of this edition are those of readers who see well: a little smaller than its text.
    assert not {each for each in small if variant is not Variant.DYSLEXIA or each[1] < 11.9}


@pytest.mark.parametrize("variant", SET_ANEW)
def test_every_page_of_the_standard_edition_is_marked_at_its_first_word(editions: Workshop, variant: Variant) -> None:
    standard = words_by_page(opened(editions, Variant.STANDARD))
    anew = "".join(words_by_page(opened(editions, variant)).values())
    marked = {int(found[1]): anew[found.end() :] for found in re.finditer(r"\|(\d+)", anew)}
    pages = {page: text for page, text in standard.items() if text and page in marked}

    assert len(pages) >= len([text for text in standard.values() if text]) - 1, "the cover alone has no mark"
    for page, text in pages.items():
        after = re.sub(r"\|\d+", "", marked[page])
        # The number of an item of a list is no part of its text.
        first = re.sub(r"^\d+\.", "", text)[:FIRST_LETTERS]
        assert after.startswith(first), page


@pytest.mark.parametrize("variant", SET_ANEW)
def test_the_list_of_pages_leads_to_the_marks(editions: Workshop, variant: Variant) -> None:
    file = opened(editions, variant)
    entries = [re.fullmatch(r"(\d+) → (\d+)", line.text) for block in blocks(file) for line in block.lines]
    listed = {int(entry[1]): int(entry[2]) for entry in entries if entry}
    texts = words_by_page(file)
    marked = {int(number): page for page, text in texts.items() for number in re.findall(r"\|(\d+)", text)}

    assert listed
    assert marked.items() <= listed.items()


def test_letters_and_words_stand_apart_for_readers_with_dyslexia(editions: Workshop) -> None:
    """Rule H17 and the table of variants: letters by 0.03 to 0.05 em, words by at least 3.5 times that."""
    lines = [list(shown.glyphs()) for _, each in opened(editions, Variant.DYSLEXIA).tagged() for shown in each]
    standard = [list(shown.glyphs()) for _, each in opened(editions, Variant.LARGE_16).tagged() for shown in each]
    spaced, usual = letter_pairs(lines), letter_pairs(standard)
    common = spaced.keys() & usual.keys()
    added = [spaced[pair] - usual[pair] for pair in common if pair.isalpha()]
    words = [spaced[pair] - usual[pair] for pair in common if pair[1] == " " and pair[0].isalpha()]

    assert len(added) > 50
    assert 0.03 <= sorted(added)[len(added) // 2] <= 0.05
    assert words


def letter_pairs(lines: list[list[DrawnGlyph]]) -> dict[str, float]:
    """Return how far apart two letters begin that follow each other, in em, the first time that each pair occurs."""
    found: dict[str, float] = {}
    for line in lines:
        for one, other in pairwise(line):
            if len(one.text) == len(other.text) == 1:
                found.setdefault(one.text + other.text, (other.left - one.left) / one.size)
    return found


def test_the_edition_for_copiers_has_the_pages_of_the_standard_one(editions: Workshop) -> None:
    assert words_by_page(opened(editions, Variant.COPIER)) == words_by_page(opened(editions, Variant.STANDARD))


@pytest.mark.parametrize("letters", ["none", "light"])
def test_a_book_with_a_picture_on_its_cover_has_every_edition(tmp_path: Path, letters: str) -> None:
    workshop = Workshop(tmp_path)
    book = tmp_path / "content" / "lighthouse"
    shutil.copytree(ROOT / "tests" / "stock", book)
    Image.new("RGB", (2480, 3508), "teal").save(book / "cover.png")
    settings = yaml.safe_load((book / "book.yaml").read_text())
    settings["cover"] = {"picture": "cover.png", "type": letters}
    settings["formats"] = ["pdf"]
    settings["variants"] = [str(variant) for variant in Variant if variant is not Variant.STANDARD]
    (book / "book.yaml").write_text(yaml.safe_dump(settings))
    done = workshop.run("build")
    assert done.returncode == 0, done.stdout + done.stderr
    assert len(workshop.each(".pdf")) == len(Variant)
