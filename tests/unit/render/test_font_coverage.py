"""Which letters of a book its fonts have, and the parts of its other fonts that an ebook carries."""

from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont
from fontTools.ttLib.tables.DefaultTable import DefaultTable

from octavo.load.fonts import font_in
from octavo.model.look import AS_DESIGNED
from octavo.model.origin import Origin
from octavo.model.output import Unit
from octavo.pipeline.cache import memo_for
from octavo.pipeline.rendering import _with_parts_of_fonts
from octavo.pipeline.result import NO_STORE
from octavo.project import find_project
from octavo.render.font_coverage import part_of_font, uncovered
from tests.unit.render.factory import theme

SANS = find_project(Path(__file__)).root / "styles/fonts/octavo-sans/OctavoSans-Regular.ttf"
FONT = replace(font_in("fonts/Sans.ttf", SANS.read_bytes(), Origin("fonts/Sans.ttf")), family="Sans")


def characters(content: bytes) -> set[int]:
    return set(TTFont(BytesIO(content)).getBestCmap())


def test_a_part_of_a_font_has_the_signs_of_the_book_and_the_names_of_the_whole() -> None:
    part = part_of_font(FONT.content, "Brunnen ж")

    assert characters(part) == set(map(ord, "Brunnen ж"))
    assert len(part) < len(FONT.content) / 5
    assert TTFont(BytesIO(part))["name"].getDebugName(1) == TTFont(SANS)["name"].getDebugName(1)
    assert part_of_font(FONT.content, "Brunnen ж") == part


def test_tables_of_the_program_that_made_a_font_are_dropped_without_a_word(caplog: pytest.LogCaptureFixture) -> None:
    font = TTFont(SANS)
    font["FFTM"] = DefaultTable("FFTM")
    font["FFTM"].data = bytes(28)
    written = BytesIO()
    font.save(written)

    part = part_of_font(written.getvalue(), "a")

    assert characters(part) == {ord("a")}
    assert "FFTM" not in TTFont(BytesIO(part))
    assert not caplog.records


def test_letters_that_another_font_of_the_book_has_are_not_lacking() -> None:
    latin = replace(FONT, content=part_of_font(FONT.content, "abc"))

    assert uncovered(latin, (), "abж漢") == "ж漢"
    assert uncovered(latin, (FONT,), "abж漢") == "漢"


def test_an_ebook_carries_of_other_fonts_what_its_text_and_code_need() -> None:
    designed = replace(theme(), fonts={"fonts/Sans.ttf": FONT.content, "fonts/text.ttf": b"whole"})
    look = replace(AS_DESIGNED, others=("Sans",), fonts=(FONT,))
    unit = Unit(id="one", kind="chapter", matter="body", language="en", title="One", body="<p>&amp;ж<code>я</code></p>")
    fonts = _with_parts_of_fonts(designed, look, [unit], memo_for(NO_STORE)).fonts

    assert fonts["fonts/text.ttf"] == b"whole"
    assert characters(fonts["fonts/Sans.ttf"]) >= set(map(ord, "&жяaZ0"))
    assert ord("Ж") not in characters(fonts["fonts/Sans.ttf"])
    assert _with_parts_of_fonts(designed, AS_DESIGNED, [unit], memo_for(NO_STORE)) is designed
