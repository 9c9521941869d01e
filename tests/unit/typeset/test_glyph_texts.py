"""A letter with marks may be drawn as several glyphs: what reads the PDF finds each letter and mark once."""

from unicodedata import normalize
from unittest.mock import create_autospec

import pytest
from pypdfium2 import PdfDocument

from octavo.typeset.system import layout_engine
from tests.unit.typeset.samples import CSS, FONT_ASSETS

ACUTE, HOOK, DOT = "\N{COMBINING ACUTE ACCENT}", "\N{COMBINING HORN}", "\N{COMBINING DOT BELOW}"
GLYPHS = {
    "a": 1,
    "á": 2,
    ACUTE: 3,
    HOOK: 4,
    DOT: 5,
    "ớ": 6,
    "o": 7,
    "\u0b95": 21,
    "\u0bc6": 22,
    "\u0bbe": 23,
    "\u0915": 24,
}


@pytest.mark.parametrize(
    ("letters", "glyphs", "shown"),
    [
        (f"a{ACUTE}", [1, 3], ["a", ACUTE]),
        (f"a{ACUTE}{ACUTE}{ACUTE}", [2, 3, 3], [f"a{ACUTE}", ACUTE, ACUTE]),
        (f"a{DOT}{ACUTE}", [2, 5], [f"a{ACUTE}", DOT]),
        (f"a{DOT}{ACUTE}", [1, 3, 5], ["a", ACUTE, DOT]),
        (f"o{HOOK}{ACUTE}{DOT}", [6, 5], [f"o{HOOK}{ACUTE}", DOT]),
        (f"a{ACUTE}", [9], [f"a{ACUTE}"]),
        (f"a{ACUTE}{DOT}", [9, 8], ["a", f"{ACUTE}{DOT}"]),
        ("a", [9, 8], ["a", ""]),
        (f"a{ACUTE}", [1], [f"a{ACUTE}"]),
        ("\u0b95\u0bca", [22, 21, 23], ["\u0bc6", "\u0b95", "\u0bbe"]),
        ("\u0915\u094d\u0930\u093f", [9, 24, 8], ["\u093f", "\u0915", "\u094d\u0930"]),
    ],
)
def test_the_glyphs_of_a_cluster_share_its_letters(letters: str, glyphs: list[int], shown: list[str]) -> None:
    with layout_engine():
        from octavo.typeset.engine.glyph_texts import letters_of_glyphs

    assert letters_of_glyphs(letters, glyphs, lambda character: GLYPHS.get(character, 0)) == shown


def test_the_parts_of_a_vowel_are_read_where_they_are_drawn(monkeypatch: pytest.MonkeyPatch) -> None:
    # Shapers count the first part to the letter before, and the second to the vowel.
    with layout_engine():
        from octavo.typeset.engine.shaping import ShapedGlyph, SizedFont
        from octavo.typeset.paragraphs import words

        empty = ShapedGlyph(*([0] * len(ShapedGlyph._fields)))
        glyphs = [empty._replace(number=number, cluster=cluster) for number, cluster in ((22, 0), (21, 0), (23, 1))]
        word = words.Word("\u0b95\u0bca", glyphs)
        font = create_autospec(SizedFont, instance=True)
        monkeypatch.setattr(words, "nominal_glyph", lambda _, character: GLYPHS.get(character, 0))
        shown = [word.cluster_text(place, font) for place in range(3)]

    assert shown == ["\u0bc6", "\u0b95", "\u0bbe"]


@pytest.mark.parametrize("override", ["\N{LEFT-TO-RIGHT OVERRIDE}", "\N{RIGHT-TO-LEFT OVERRIDE}"])
def test_a_letter_of_several_glyphs_is_read_once_whichever_way_its_line_runs(override: str) -> None:
    letter = f"\N{LATIN SMALL LETTER Y WITH TILDE}{DOT}\N{COMBINING MACRON BELOW}"
    with layout_engine():
        from octavo.typeset.layout_session import LayoutSession

        style = "overflow: hidden; text-overflow: ellipsis"
        line = f'<p style="{style}">{override}{letter}</p><p style="{style}">no marks</p>'
        text = f'<html lang="en"><head><title>M</title></head><body>{line}</body></html>'
        content = LayoutSession(CSS, FONT_ASSETS).render(text).write_pdf()

    with PdfDocument(content) as document:
        read, plain, *_ = document[0].get_textpage().get_text_bounded().splitlines()

    assert plain == "no marks"
    assert sorted(normalize("NFD", read)) == sorted(normalize("NFD", letter))


@pytest.mark.parametrize("engine", ["", 'style="overflow: hidden; text-overflow: ellipsis"'])
def test_a_letter_under_a_stack_of_marks_is_read_there_and_elsewhere(engine: str) -> None:
    written = f"stack a{ACUTE}\N{COMBINING DIAERESIS}\N{COMBINING TILDE} and á once"
    with layout_engine():
        from octavo.typeset.layout_session import LayoutSession

        text = f'<html lang="en"><head><title>M</title></head><body><p {engine}>{written}</p></body></html>'
        content = LayoutSession(CSS, FONT_ASSETS).render(text).write_pdf()

    with PdfDocument(content) as document:
        read = document[0].get_textpage().get_text_bounded().splitlines()[0]

    assert normalize("NFC", read) == normalize("NFC", written)
