"""The fonts we ship: complete, rightly named, free to pass on, and the very files that were made."""

import hashlib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

BOLD = 700
FONTS = Path(__file__).parents[2] / "styles" / "fonts"


@dataclass(frozen=True, slots=True, kw_only=True)
class Expected:
    """What a font file must call itself."""

    file: str
    family: str
    weight: int
    is_italic: bool = False


FACES = (
    Expected(file="eb-garamond/EBGaramond-Regular.ttf", family="EB Garamond", weight=400),
    Expected(file="eb-garamond/EBGaramond-Italic.ttf", family="EB Garamond", weight=400, is_italic=True),
    Expected(file="eb-garamond/EBGaramond-Bold.ttf", family="EB Garamond", weight=700),
    Expected(file="eb-garamond/EBGaramond-BoldItalic.ttf", family="EB Garamond", weight=700, is_italic=True),
    Expected(file="literata/Literata-Regular.ttf", family="Literata", weight=400),
    Expected(file="literata/Literata-Italic.ttf", family="Literata", weight=400, is_italic=True),
    Expected(file="literata/Literata-Bold.ttf", family="Literata", weight=700),
    Expected(file="literata/Literata-BoldItalic.ttf", family="Literata", weight=700, is_italic=True),
    Expected(file="literata/LiterataCaption-Regular.ttf", family="Literata Caption", weight=400),
    Expected(file="literata/LiterataCaption-Italic.ttf", family="Literata Caption", weight=400, is_italic=True),
    Expected(file="literata/LiterataCaption-Bold.ttf", family="Literata Caption", weight=700),
    Expected(file="literata/LiterataDisplay-Regular.ttf", family="Literata Display", weight=400),
    Expected(file="literata/LiterataDisplay-Italic.ttf", family="Literata Display", weight=400, is_italic=True),
    Expected(file="literata/LiterataDisplay-SemiBold.ttf", family="Literata Display", weight=600),
    Expected(file="octavo-sans/OctavoSans-Regular.ttf", family="Octavo Sans", weight=400),
    Expected(file="octavo-sans/OctavoSans-Italic.ttf", family="Octavo Sans", weight=400, is_italic=True),
    Expected(file="octavo-sans/OctavoSans-SemiBold.ttf", family="Octavo Sans", weight=600),
    Expected(file="octavo-sans/OctavoSans-SemiBoldItalic.ttf", family="Octavo Sans", weight=600, is_italic=True),
    Expected(file="octavo-sans/OctavoSans-Bold.ttf", family="Octavo Sans", weight=700),
    Expected(file="octavo-mono/OctavoMono-Regular.ttf", family="Octavo Mono", weight=400),
    Expected(file="octavo-mono/OctavoMono-SemiBold.ttf", family="Octavo Mono", weight=600),
)
every_face = pytest.mark.parametrize("face", FACES, ids=lambda face: Path(face.file).stem)

CHARACTERS = {
    "printable ASCII": "".join(map(chr, range(0x20, 0x7F))),
    "Latin-1": "".join(map(chr, range(0xA0, 0x100))),
    "Latin Extended-A but long s": "".join(map(chr, range(0x100, 0x17F))),
    "Ukrainian": "абвгґдеєжзиіїйклмнопрстуфхцчшщьюяАБВГҐДЕЄЖЗИІЇЙКЛМНОПРСТУФХЦЧШЩЬЮЯ’ʼ",
    "Russian": "абвгдеёжзийклмнопрстуфхцчшщъыьэюяАБВГДЕЁЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯ№",
    "transliteration": "ʹʺāēīōūčšžė",
    "spaces": "\u00a0\u2002\u2003\u2007\u2008\u2009\u200a\u202f",
    "characters without width": "\u200b\u200c\u200d\u2060\ufeff",
    "hyphens and dashes": "\u00ad\u2010\u2011\u2012\u2013\u2014\u2015\u2212",
    "punctuation": "‘’‚“”„‹›«»…′″†‡•§¶©®°¹²³½¼¾×÷≈≤≥",
}


pytestmark = pytest.mark.no_cover


@cache
def opened(file: str) -> TTFont:
    return TTFont(FONTS / file)


def substitutions(font: TTFont, feature: str) -> dict[str, str]:
    """Return the glyphs that a feature replaces one by one."""
    table = font["GSUB"].table
    lookups = {
        number
        for record in table.FeatureList.FeatureRecord
        if record.FeatureTag == feature
        for number in record.Feature.LookupListIndex
    }
    found: dict[str, str] = {}
    for number in sorted(lookups):
        for subtable in table.LookupList.Lookup[number].SubTable:
            found |= getattr(getattr(subtable, "ExtSubTable", subtable), "mapping", {})
    return found


def features(font: TTFont) -> set[str]:
    return {record.FeatureTag for table in ("GSUB", "GPOS") for record in font[table].table.FeatureList.FeatureRecord}


def test_every_font_file_is_expected() -> None:
    assert {path.relative_to(FONTS).as_posix() for path in FONTS.rglob("*.ttf")} == {face.file for face in FACES}


def test_the_files_are_the_ones_that_were_made() -> None:
    lines = (FONTS / "SHA256SUMS").read_text("utf-8").splitlines()
    written = {path: digest for digest, path in (line.split("  ") for line in lines)}

    found = {
        path.relative_to(FONTS).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in FONTS.rglob("*")
        if path.suffix in {".ttf", ".txt"}
    }
    assert written == found


every_text_face = pytest.mark.parametrize(
    "face", [face for face in FACES if face.family != "Octavo Mono"], ids=lambda face: Path(face.file).stem
)


@every_face
def test_a_face_has_the_characters_of_our_languages(face: Expected) -> None:
    characters = opened(face.file).getBestCmap()

    missing = {
        name: [f"U+{ord(character):04X}" for character in wanted if ord(character) not in characters]
        for name, wanted in CHARACTERS.items()
    }
    assert {name: codes for name, codes in missing.items() if codes} == {}


@every_face
def test_characters_without_width_are_empty(face: Expected) -> None:
    font = opened(face.file)

    widths = {font["hmtx"][font.getBestCmap()[ord(character)]][0] for character in "\u200b\u200c\u200d\u2060\ufeff"}
    assert widths == {0}


@every_face
def test_a_face_names_itself_as_style_sheets_do(face: Expected) -> None:
    font = opened(face.file)
    names = font["name"]
    is_bold = face.weight == BOLD

    assert face.family == names.getBestFamilyName()
    assert Path(face.file).stem == names.getDebugName(6)
    assert face.weight == font["OS/2"].usWeightClass
    assert face.is_italic == bool(font["OS/2"].fsSelection & 1)
    assert is_bold == bool(font["OS/2"].fsSelection & 32)
    assert (not face.is_italic and not is_bold) == bool(font["OS/2"].fsSelection & 64)
    assert is_bold + 2 * face.is_italic == font["head"].macStyle
    assert "fvar" not in font


@every_text_face
def test_a_face_keeps_its_kerning_and_its_figures(face: Expected) -> None:
    assert {"kern", "liga", "onum", "pnum", "sups", "frac", "mark"} <= features(opened(face.file))


@every_text_face
def test_small_capitals_are_drawn_for_every_letter(face: Expected) -> None:
    if face.family == "Octavo Sans" and face.is_italic:
        assert "smcp" not in features(opened(face.file))
        return
    font = opened(face.file)
    characters = font.getBestCmap()
    small_capitals = substitutions(font, "smcp")

    letters = "abcdefghijklmnopqrstuvwxyzàéöąćęłńóśźżāēīōūčšž"
    # EB Garamond has small capitals for Latin letters alone.
    letters += CHARACTERS["Ukrainian"][:33] + "ыэёъ" if face.family != "EB Garamond" else ""
    assert [letter for letter in letters if characters[ord(letter)] not in small_capitals] == []


@every_text_face
def test_tabular_figures_are_equally_wide(face: Expected) -> None:
    font = opened(face.file)
    characters = font.getBestCmap()
    tabular = substitutions(font, "tnum")

    figures = [characters[ord(figure)] for figure in "0123456789"]
    widths = {font["hmtx"][tabular.get(figure, figure)][0] for figure in figures}
    # Some are rounded: two widths are one or two thousandths of an em apart.
    assert max(widths) - min(widths) <= 2
    if face.family != "Octavo Sans":
        assert len(tabular) >= len(figures)


@pytest.mark.parametrize("face", [face for face in FACES if face.family == "Octavo Mono"], ids=lambda face: face.weight)
def test_in_the_face_of_code_all_is_equally_wide_and_boxes_close(face: Expected) -> None:
    font = opened(face.file)
    characters = font.getBestCmap()

    assert {font["hmtx"][name][0] for name in characters.values()} == {0, 600}
    for sign in "│├└┤┐┼║╬":
        assert ord(sign) in characters
    bar = font["glyf"][characters[ord("│")]]
    # The code of our themes stands in lines of 13 pt, in letters of 7.6 pt.
    assert (bar.yMax - bar.yMin) / 1000 * 7.6 >= 13


@every_face
def test_a_font_may_be_embedded_and_tells_its_licence(face: Expected) -> None:
    font = opened(face.file)

    assert font["OS/2"].fsType == 0
    assert "SIL Open Font License" in font["name"].getDebugName(13)
    assert font["name"].getDebugName(14).endswith(("scripts.sil.org/OFL", "openfontlicense.org"))
    assert font["name"].getDebugName(0)
    licence = (FONTS / face.file).with_name("OFL.txt").read_text("utf-8")
    assert "SIL OPEN FONT LICENSE Version 1.1" in licence
    assert "Copyright" in licence


@every_face
def test_no_face_bears_a_reserved_name(face: Expected) -> None:
    names = opened(face.file)["name"]

    for number in (1, 3, 4, 6, 16):
        assert "Source" not in (names.getDebugName(number) or "")
