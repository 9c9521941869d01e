"""A letter with marks may be drawn as several glyphs: what reads the PDF finds each letter and mark once."""

from unicodedata import normalize

import pytest
from pypdfium2 import PdfDocument

from octavo.typeset.system import layout_engine
from tests.unit.typeset.samples import CSS, FONT_ASSETS

ACUTE, HOOK, DOT = "\N{COMBINING ACUTE ACCENT}", "\N{COMBINING HORN}", "\N{COMBINING DOT BELOW}"
GLYPHS = {"a": 1, "á": 2, ACUTE: 3, HOOK: 4, DOT: 5, "ớ": 6, "o": 7}


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
    ],
)
def test_the_glyphs_of_a_cluster_share_its_letters(letters: str, glyphs: list[int], shown: list[str]) -> None:
    with layout_engine():
        from octavo.typeset.engine.glyph_texts import letters_of_glyphs

    assert letters_of_glyphs(letters, glyphs, lambda character: GLYPHS.get(character, 0)) == shown


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
