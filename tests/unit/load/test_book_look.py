"""What a book says of its look is understood, and the theme is changed by it in all that depends on it."""

import io
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from octavo.load.book_look import read_look
from octavo.load.files import Folder
from octavo.load.fonts import font_in
from octavo.load.parsing import parse_settings
from octavo.load.scaled_sheets import Scales, scaled
from octavo.load.style_sheets import check_sheet
from octavo.load.theme_in_look import theme_in_look
from octavo.model.book import Record
from octavo.model.diagnostics import Faulty
from octavo.model.look import AS_DESIGNED, BookLook, Margin
from octavo.model.origin import NOWHERE, Origin
from octavo.model.output import Theme
from octavo.model.records import BookSettings
from octavo.model.trims import Trim, length_of, trim_of
from octavo.pipeline.cache import memo_for
from octavo.pipeline.loading import load_theme
from octavo.pipeline.result import NO_STORE
from octavo.project import find_project

BOOK = b"title: T\nlanguage: en-GB\nversion: 1.0.0\nreleased: '2026-01-01'\nmatter: {front: [], back: []}\n"
PLACE = Origin("content/b/book.yaml")
PROJECT = find_project(Path(__file__))
SANS = "styles/fonts/octavo-sans/OctavoSans-Regular.ttf"


def settings(look: str) -> Record[BookSettings]:
    record, told = parse_settings(BOOK + look.encode(), PLACE, ())
    assert told == ()
    return record


def understood(look: str, **files: bytes) -> BookLook:
    own = {f"{name.replace('_', '/')}.css": each for name, each in files.items()}
    return read_look(settings(look), Folder(name="b", origin=Origin("content/b"), files=own), ())[0]


def designed(name: str) -> Theme:
    find = PROJECT.theme
    return load_theme(find(name), root=PROJECT.root, named_at=NOWHERE, find=find, memo=memo_for(NO_STORE))[0]


@pytest.fixture(scope="module")
def plain() -> Theme:
    return designed("plain")


def dressed(theme: Theme, look: BookLook, paper: str = "a5") -> Theme:
    return theme_in_look(theme, paper, look, check_sheet)[0]


@pytest.mark.parametrize(
    ("text", "name", "size"),
    [
        ("6 × 9", "6x9", (152.4, 228.6)),
        ("5.5x8.5", "half-letter", (139.7, 215.9)),
        ("A4", "a4", (210, 297)),
        ("170 x 240 mm", "170x240mm", (170, 240)),
        ("17 cm × 24 cm", "170x240mm", (170, 240)),
        ("6.14 in x 9.21 in", "155.956x233.934mm", (155.956, 233.934)),
    ],
)
def test_a_trim_is_a_name_or_two_lengths(text: str, name: str, size: tuple[float, float]) -> None:
    assert trim_of(text) == (name, Trim(*size))


@pytest.mark.parametrize("text", ["", "170 x 240", "A7", "6 by 9", "x mm"])
def test_what_is_no_trim_is_none(text: str) -> None:
    assert trim_of(text) is None


def test_a_length_has_a_unit() -> None:
    assert [length_of(text) for text in ("12mm", "2.5 cm", "1,5 in", "12")] == [12, 25, pytest.approx(38.1), None]


def test_a_book_that_says_nothing_takes_its_theme_as_designed() -> None:
    assert understood("") is AS_DESIGNED


def test_values_are_understood_with_their_units() -> None:
    look = understood(
        "look: {size: 11 pt, leading: 15, accent: teal, justification: ragged, trim: 6x9,"
        " margins: {inner: 20 mm, outer: 1/9, top: 12.5%}}"
    )

    assert (look.size, look.leading, look.accent, look.is_ragged) == (11, 15, "#008080", True)
    assert dict(look.margins) == {
        "inner": Margin(20, is_part=False),
        "outer": Margin(1 / 9, is_part=True),
        "top": Margin(0.125, is_part=True),
    }


def test_a_pale_accent_is_told_with_a_darker_one_that_will_do() -> None:
    folder = Folder(name="b", origin=Origin("content/b"), files={})
    _, (told,) = read_look(settings("look: {accent: '#f0a0a0'}"), folder, ())

    darker = told.hint.split("'")[1]
    assert (told.code, str(told.origin)) == ("OC130", "content/b/book.yaml:6:17")
    assert read_look(settings(f"look: {{accent: '{darker}'}}"), folder, ())[1] == ()


def test_measures_follow_size_and_leading_so_that_the_grid_holds() -> None:
    sheet = 'p { font: 8pt/13pt "One"; padding: 6.5pt 10mm; border-top: 0.5pt solid }\nq { margin: calc(2pt + 1mm) }\n'
    scales = Scales(size=1.5, leading=2, width=0.5, families={"One": '"Other", "One"'})

    assert scaled(sheet, scales) == (
        'p { font: 12pt/26pt "Other", "One"; padding: 13pt 5mm; border-top: 1pt solid }\n'
        "q { margin: calc(4pt + 0.5mm) }\n"
    )


def test_lines_closer_than_the_letters_of_the_theme_are_told(plain: Theme) -> None:
    with pytest.raises(Faulty) as caught:
        dressed(plain, replace(AS_DESIGNED, leading=8.0))

    (told,) = caught.value.diagnostics
    assert "lines of 9.5 pt, as the theme has them, would run into each other" in told.message


def test_a_larger_size_has_more_leading_and_fewer_lines(plain: Theme) -> None:
    theme = dressed(plain, replace(AS_DESIGNED, size=11.5))
    designed, paper = plain.settings.papers["a5"], theme.settings.papers["a5"]

    assert paper.leading == pytest.approx(11.5 / 9.5 * designed.leading, abs=0.125)
    assert paper.lines < designed.lines
    assert (paper.width, paper.inner, paper.top) == (designed.width, designed.inner, designed.top)
    assert theme.settings.tokens["chart-size"] == "9.1"
    assert theme.settings.running_head < plain.settings.running_head


@pytest.mark.parametrize("trim", ["6x9", "a4", "pocket", "letter"])
def test_any_trim_has_lines_that_can_be_read(plain: Theme, trim: str) -> None:
    theme = dressed(plain, replace(AS_DESIGNED, trim=trim_of(trim)), trim)
    paper = theme.settings.papers[trim]
    ems = (paper.width - paper.inner - paper.outer) / (theme.settings.size * 25.4 / 72)

    assert 20 < ems < 38.01
    assert 0 < paper.height - paper.top - paper.lines * paper.leading * 25.4 / 72 < paper.height / 5


@pytest.mark.parametrize(
    ("written", "column"),
    [
        ("look: {margins: {top: 10 mm, inner: 90%}}", 37),
        ("look: {margins: {outer: 90%}}", 25),
        ("look: {trim: A5, margins: {top: 50%, bottom: 52%}}", 33),
        ("look: {accent: teal, leading: 6}", 31),
        ("look: {justification: ragged, size: 36, leading: 190}", 50),
    ],
)
def test_what_leaves_no_room_is_told_at_its_value(plain: Theme, written: str, column: int) -> None:
    with pytest.raises(Faulty) as caught:
        dressed(plain, understood(written))

    assert [each.code for each in caught.value.diagnostics] == ["OC103"]
    assert caught.value.diagnostics[0].origin.column == column


def test_a_font_stands_in_place_of_those_of_the_theme_in_both_media(plain: Theme) -> None:
    font = font_in("fonts/Own.ttf", (PROJECT.root / SANS).read_bytes(), PLACE)
    font = replace(font, family="Own", features=frozenset(), licences=(("fonts/OFL.txt", b"free"),))
    theme = dressed(plain, replace(AS_DESIGNED, families=(("text", "Own"),), fonts=(font,)))

    assert '"Own", "Literata"' in theme.print_css
    assert "Literata Caption" not in theme.print_css
    assert 'font-family: "Own", serif' in theme.reflow_css
    assert [face.file for face in theme.settings.faces if face.reflow] == ["fonts/Own.ttf"]
    assert theme.fonts["fonts/Own.ttf"] == font.content
    assert theme.licences["fonts/OFL.txt"] == b"free"
    # A font without drawn superiors has smaller figures in their place.
    assert "font-variant-position: normal" in theme.print_css
    # Charts keep their letters, and the colophon tells of no font that is not there.
    assert theme.settings.tokens["chart-family"] == "Octavo Sans"
    assert not any(text.startswith("Literata:") for text in theme.settings.tokens.values())


def test_a_font_for_headings_sets_headings_alone_in_both_media(plain: Theme) -> None:
    theme = dressed(plain, replace(AS_DESIGNED, families=(("heading", "Octavo Sans"),)))

    assert re.search(r'h1.* \{ font-family: "Octavo Sans"', theme.print_css)
    assert 'h1, h2, h3, h4 { font-family: "Octavo Sans", serif; }' in theme.reflow_css
    assert "Octavo Sans" not in dressed(plain, AS_DESIGNED).reflow_css


def test_the_colophon_tells_of_no_font_in_whose_place_another_stands() -> None:
    novel = designed("novel")
    assert any(text.startswith("EB Garamond") for text in novel.settings.tokens.values())

    theme = dressed(novel, replace(AS_DESIGNED, families=(("text", "Literata"),)))

    assert not any(text.startswith("EB Garamond") for text in theme.settings.tokens.values())


def test_an_ebook_carries_four_styles_of_a_family_however_many_it_has(plain: Theme) -> None:
    font = replace(font_in("fonts/Own.ttf", (PROJECT.root / SANS).read_bytes(), PLACE), family="Own")
    weights = (100, 300, 450, 600, 800, 900)
    fonts = tuple(
        replace(font, weight=weight, is_italic=is_italic, file=f"fonts/{weight}{'i' if is_italic else ''}.ttf")
        for weight in weights
        for is_italic in (False, True)
    )
    theme = dressed(plain, replace(AS_DESIGNED, families=(("text", "Own"),), fonts=fonts))

    carried = [face.file for face in theme.settings.faces if face.reflow]
    assert carried == ["fonts/450.ttf", "fonts/450i.ttf", "fonts/600.ttf", "fonts/600i.ttf"]
    assert len([face for face in theme.settings.faces if face.family == "Own"]) == len(fonts)


def test_other_fonts_set_what_the_text_lacks_and_the_passages_of_their_languages(plain: Theme) -> None:
    font = font_in("fonts/Own.ttf", (PROJECT.root / SANS).read_bytes(), PLACE)
    chinese, japanese, hebrew = (
        replace(font, family=name, credit=name, file=f"fonts/{name}.ttf", languages=frozenset(languages))
        for name, languages in (("Kai", ("zh", "ja")), ("Mincho JP", ("zh", "ja")), ("Frank", ("he",)))
    )
    fonts = (chinese, japanese, hebrew)
    look = replace(
        AS_DESIGNED, families=(("text", "EB Garamond"),), others=tuple(each.family for each in fonts), fonts=fonts
    )
    theme = dressed(plain, look)

    others = '"Kai", "Mincho JP", "Frank"'
    assert f'font-family: "EB Garamond", "Literata", {others};' in theme.print_css
    assert f'font: 8pt/10.4pt "EB Garamond", "Literata", {others};' in theme.print_css
    assert f'font-family: "Octavo Sans", {others};' in theme.print_css
    assert f'font-family: "EB Garamond", {others}, serif;' in theme.reflow_css
    assert f"font-family: monospace, {others};" in theme.reflow_css
    for css in (theme.print_css, theme.reflow_css):
        assert '[lang|="zh"] { font-family: "Kai", "EB Garamond"; }' in css
        assert '[lang|="ja"] { font-family: "Mincho JP", "EB Garamond"; }' in css
        assert '[lang|="yi"] { font-family: "Frank"' not in css
    assert [face.family for face in theme.settings.faces[:3]] == ["Kai", "Mincho JP", "Frank"]
    assert any(text.startswith("Kai") for text in theme.settings.tokens.values())


def test_what_keeps_its_own_pages_has_the_other_fonts_of_a_book_and_nothing_else_of_its_look(plain: Theme) -> None:
    font = font_in("fonts/Own.ttf", (PROJECT.root / SANS).read_bytes(), PLACE)
    other = replace(font, family="Kai", file="fonts/Kai.ttf")
    look = replace(AS_DESIGNED, size=12, is_compact=True, others=("Kai",), fonts=(font, other), place=PLACE)

    kept = look.with_other_fonts_alone()
    assert kept == replace(AS_DESIGNED, others=("Kai",), fonts=(other,), place=PLACE)
    assert replace(look, others=()).with_other_fonts_alone() is AS_DESIGNED
    assert dressed(plain, kept).settings.papers == plain.settings.papers


def test_a_font_says_for_which_languages_of_other_scripts_it_has_letters() -> None:
    def with_hebrew_and_kana(font: TTFont) -> None:
        for table in font["cmap"].tables:
            table.cmap |= {ord(letter): table.cmap[ord("a")] for letter in "אの"}

    assert font_in("fonts/Own.ttf", changed(with_hebrew_and_kana), PLACE).languages == {"he", "iw", "yi", "ji", "ja"}
    assert font_in("fonts/Own.ttf", changed(lambda _: None), PLACE).languages == frozenset()


def test_the_colophon_names_makers_in_letters_that_a_book_has() -> None:
    def by_two(font: TTFont) -> None:
        font["name"].setName("Ryoko NISHIZUKA 西塚涼子 (kana); Soohyun PARK 박수현", 9, 3, 1, 0x409)

    credit = font_in("fonts/Own.ttf", changed(by_two), PLACE).credit
    assert credit.endswith(": by Ryoko NISHIZUKA (kana); Soohyun PARK")


def test_the_style_sheets_of_a_book_come_last_and_are_judged_at_their_own_lines(plain: Theme) -> None:
    look = understood(
        "look: {style-sheet: own.css, screen-style-sheet: screen.css}",
        own=b"p { color: #111 }\n",
        screen=b"p { margin: 1em }\n",
    )
    theme = dressed(plain, look)

    assert theme.print_css.endswith("p { color: #111 }\n")
    assert theme.reflow_css.endswith("p { margin: 1em }\n")
    assert theme.print_starts[-1].origin.path == "content/b/own.css"
    wrong = understood("look: {style-sheet: own.css}", own=b'p { font-family: "Nowhere" }\n')
    with pytest.raises(Faulty) as caught:
        dressed(plain, wrong)
    assert [f"{each.origin} {each.code}" for each in caught.value.diagnostics] == ["content/b/own.css:1:18 OC146"]


def test_justification_openings_and_run_on_chapters_are_rules_of_the_sheet(plain: Theme) -> None:
    css = dressed(plain, replace(AS_DESIGNED, is_ragged=True, openings="high", is_compact=True)).print_css

    assert "html, .footnote { text-align: left; }" in css
    assert "html { --opening: 0pt; }" in css
    assert ".chapter, section.text, .part { --opening: 13pt; break-before: auto; }" in css
    assert "h1.title { margin-bottom: var(--below-run-on, -13pt); }" in css


def test_what_a_theme_does_not_say_cannot_be_changed_and_is_told(plain: Theme) -> None:
    silent = replace(plain, settings=replace(plain.settings, size=0, families={}))
    with pytest.raises(Faulty) as caught:
        dressed(silent, replace(AS_DESIGNED, size=11, families=(("text", "EB Garamond"),), place=PLACE))

    assert [each.message.partition(" does")[0] for each in caught.value.diagnostics] == ["'EB Garamond'", "11 pt"]


@pytest.mark.parametrize(
    ("features", "is_even", "rule"),
    [
        ({"tnum"}, False, ""),
        (set[str](), True, ".page-number { font-kerning: none; }"),
        (set[str](), False, '.page-number { font-family: "Literata"; }'),
    ],
)
def test_page_numbers_are_equally_wide_in_any_font(
    plain: Theme, features: set[str], *, is_even: bool, rule: str
) -> None:
    font = font_in("fonts/Own.ttf", (PROJECT.root / SANS).read_bytes(), PLACE)
    font = replace(font, family="Own", features=frozenset(features), has_even_figures=is_even)
    css = dressed(plain, replace(AS_DESIGNED, families=(("text", "Own"),), fonts=(font,))).print_css

    assert (".page-number {" in css) is bool(rule)
    assert rule in css


def changed(change: Callable[[TTFont], None]) -> bytes:
    """Return a font of ours with a change in its tables."""
    font = TTFont(PROJECT.root / SANS)
    change(font)
    written = io.BytesIO()
    font.save(written)
    return written.getvalue()


def bits(value: int) -> Callable[[TTFont], None]:
    """Set the licence bits of a font (OpenType 1.9, OS/2, fsType)."""

    def change(font: TTFont) -> None:
        font["OS/2"].fsType = value

    return change


def without_family(font: TTFont) -> None:
    """Give a font a family that no style sheet can name."""
    for record in font["name"].names:
        if record.nameID in (1, 16):
            record.string = 'A "family"'


@pytest.mark.parametrize(
    ("content", "code", "problem"),
    [
        (b"no font at all", "OC143", ""),
        (b"\0\1\0\0" + bytes(200), "OC143", "its tables cannot be read"),
        (changed(without_family), "OC143", "it does not say its family in plain letters"),
        (changed(bits(0x0002)), "OC128", "embedded at all"),
        (changed(bits(0x0100)), "OC128", "embedded in part"),
        (changed(bits(0x0200)), "OC128", "embedded with its outlines"),
    ],
)
def test_a_font_that_no_book_can_have_is_told(content: bytes, code: str, problem: str) -> None:
    with pytest.raises(Faulty) as caught:
        font_in("fonts/Own.ttf", content, PLACE)

    (told,) = caught.value.diagnostics
    assert (told.code, told.origin) == (code, PLACE)
    assert problem in told.message


def test_the_least_restrictive_of_several_licence_bits_counts() -> None:
    assert not font_in("fonts/Own.ttf", changed(bits(0x0004)), PLACE).is_for_ebooks
    assert font_in("fonts/Own.ttf", changed(bits(0x000E)), PLACE).is_for_ebooks


@pytest.mark.parametrize(
    ("look", "formats", "told"),
    [
        ("look: {size: 12, leading: 11}", "", ["OC103: lines of 12 pt would run into each other"]),
        ("look: {size: 12 pt, leading: 4 mm}", "", ["OC103: lines of 12 pt would run into each other"]),
        ("look: {size: 0, leading: 0 pt}", "", ["OC103: write a length of 5", "OC103: write a length of 4"]),
        ("look: {trim: 20 mm x 30 mm}", "", ["OC103: a side of the paper has"]),
        ("look: {trim: postcard}", "", ["OC103: use one of"]),
        ("look: {accent: 'rgba(0,0,0,0.5)'}", "", ["OC103: write a colour as #rrggbb"]),
        ("look: {text-font: Own}", "pdf", ["OC129: italic and no bold"]),
        ("look: {text-font: Own}", "pdf, epub", ["OC128: part of an ebook", "OC129: italic and no bold"]),
    ],
)
def test_a_look_that_cannot_be_is_told(look: str, formats: str, told: list[str]) -> None:
    asked = settings(look + (f"\nformats: [{formats}]" if formats else ""))
    own = changed(bits(0x0004))
    font = replace(font_in("fonts/Own.ttf", own, PLACE), family="Own")
    folder = Folder(name="b", origin=Origin("content/b"), files={})
    try:
        _, found = read_look(asked, folder, (font,) if formats else ())
    except Faulty as faulty:
        found = tuple(faulty.diagnostics)

    assert len(found) == len(told)
    for each, expected in zip(found, told, strict=True):
        code, _, words = expected.partition(": ")
        assert each.code == code
        assert words in f"{each.message} {each.hint}"
