"""What the codes of fonts mean, and how wide their glyphs are, by all that the standard allows."""

import io

import pikepdf
import pytest

from octavo.model import limits
from octavo.pdf.fonts import Font, Texts, fonts, texts_from
from octavo.pdf.objects import FileObjects


@pytest.mark.parametrize(
    ("inside", "texts"),
    [
        ("beginbfchar <0041> <0062> <0042> <00660069> endbfchar", {0x41: "b", 0x42: "fi"}),
        ("beginbfrange <0041> <0043> <0061> endbfrange", {0x41: "a", 0x42: "b", 0x43: "c"}),
        ("beginbfrange <0041> <0042> [<0078> <00790079>] endbfrange", {0x41: "x", 0x42: "yy"}),
        ("beginbfrange <0041> <0042> <> endbfrange", {}),
    ],
)
def test_codes_are_given_their_texts_one_by_one_and_in_ranges(inside: str, texts: dict[int, str]) -> None:
    assert texts_from(inside.encode()) == texts


@pytest.mark.parametrize(
    "claimed",
    [
        "beginbfrange <00> <ffffffffffff> <0041> endbfrange",
        "beginbfrange " + "<0000> <ffff> <10fffe> " * 1000 + "endbfrange",
        "beginbfrange " + "<00> <01> [" * 50_000,
        "beginbfrange " * 50_000,
        f"beginbfrange <0000> <ffff> <{'0041' * 100_000}> endbfrange",
    ],
)
def test_a_map_of_codes_without_end_is_read_as_far_as_a_font_has_codes(claimed: str) -> None:
    assert len(texts_from(claimed.encode())) <= limits.CODES


def test_a_code_without_text_is_told_also_where_codes_are_those_of_surrogates() -> None:
    font = Font(name="f", texts=Texts({0x41: "a", 0xD800: "b"}))

    assert font.text(b"\x00A\x00B") == "a\N{REPLACEMENT CHARACTER}"
    assert font.text(b"\x00A\xd8\x00") == "ab"


def test_the_widths_of_a_composite_font_come_in_lists_and_in_ranges() -> None:
    target = io.BytesIO()
    with pikepdf.new() as pdf:
        system = pikepdf.Dictionary(Registry=b"Adobe", Ordering=b"Identity", Supplement=0)
        widths = pikepdf.Array([3, pikepdf.Array([500, 600]), 10, 12, 700])
        inner = pikepdf.Dictionary(Type=pikepdf.Name.Font, CIDSystemInfo=system, W=widths, DW=900)
        outer = pikepdf.Dictionary(Type=pikepdf.Name.Font, DescendantFonts=pikepdf.Array([inner]))
        pdf.Root.Held = pdf.make_indirect(outer)
        pdf.save(target)
    ((_, font),) = fonts(FileObjects(target.getvalue()))

    assert [font.width(code) for code in (3, 4, 5, 10, 12)] == [500, 600, 900, 700, 700]
