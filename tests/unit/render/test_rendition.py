"""The whole rendition: its style sheet, its files, and what it says of itself."""

import re
from dataclasses import replace

import pytest

from octavo.model.book import EntryGroup
from octavo.model.file_metadata import FileMetadata
from octavo.model.output import Medium
from octavo.render.css import address
from tests.unit.render.factory import SETTINGS, TEMPLATES, book, entry, every_section, render, section, theme

THEME = theme()
OWN_FILES = {"images/wells.svg", "charts/depths.svg"}


def test_the_text_block_is_a_whole_number_of_lines() -> None:
    css = render(book(), THEME, templates=TEMPLATES, medium="print")[0].css

    top, bottom = (float(length) for length in re.findall(r"margin-(?:top|bottom):([\d.]+)pt", css)[:2])
    assert top == pytest.approx(18 / 25.4 * 72, abs=0.001)
    assert 210 / 25.4 * 72 - top - bottom == pytest.approx(36 * 13, abs=0.001)
    assert "html{line-height:13pt;--block-height:468pt;--page-height:210mm;" in css


def test_facing_pages_mirror_their_margins() -> None:
    css = render(book(), THEME, templates=TEMPLATES, medium="print")[0].css

    assert "@page:left{margin-left:24mm;margin-right:18mm}" in css
    assert "@page:right{margin-left:18mm;margin-right:24mm}" in css


def test_a_book_may_ask_for_another_paper() -> None:
    made = render(book(settings=replace(SETTINGS, paper="half-letter")), THEME, templates=TEMPLATES, medium="print")[0]

    assert "size:139.7mm 215.9mm" in made.css
    assert made.paper == THEME.settings.papers["half-letter"]


def test_words_are_divided_as_the_language_has_it() -> None:
    assert "hyphenate-limit-chars:6 3 3" in render(book(), THEME, templates=TEMPLATES, medium="print")[0].css


@pytest.mark.parametrize("medium", ["print", "reflow"])
def test_every_file_that_is_named_is_there(medium: Medium) -> None:
    made = render(book(), THEME, templates=TEMPLATES, medium=medium)[0]

    named = set(re.findall(r'url\("([^"]+)"\)', made.css))
    for unit in made.units:
        named |= set(re.findall(r' src="([^"]+)"', unit.body))
    assets = {asset.name for asset in made.assets}
    assert named <= assets
    assert {name for name in assets if not name.startswith("fonts/")} == OWN_FILES


def test_an_ebook_carries_the_fonts_meant_for_it_and_their_licence() -> None:
    made = render(book(), THEME, templates=TEMPLATES, medium="reflow")[0]

    assert [asset.name for asset in made.assets if asset.name.startswith("fonts/")] == [
        "fonts/literata/Literata-Bold.ttf",
        "fonts/literata/Literata-BoldItalic.ttf",
        "fonts/literata/Literata-Italic.ttf",
        "fonts/literata/Literata-Regular.ttf",
        "fonts/literata/OFL.txt",
    ]
    assert all(face.reflow for face in made.faces)


def test_files_of_a_theme_lose_the_steps_that_lead_out_of_it() -> None:
    assert address("../fonts/literata/Literata-Bold.ttf") == "fonts/literata/Literata-Bold.ttf"


@pytest.mark.parametrize("medium", ["print", "reflow"])
def test_all_links_inside_the_book_have_their_targets(medium: Medium) -> None:
    made = render(book(), THEME, templates=TEMPLATES, medium=medium)[0]

    targets = {target for unit in made.units for target in re.findall(r'href="#([^"]*)"', unit.body)}
    assert targets <= {anchor for unit in made.units for anchor in unit.anchors}


@pytest.mark.parametrize("medium", ["print", "reflow"])
def test_the_same_book_gives_the_same_rendition(medium: Medium) -> None:
    first, second = (render(book(), theme(), templates=TEMPLATES, medium=medium) for _ in range(2))

    assert first == second


def test_screens_get_roles_and_types_and_paper_gets_none() -> None:
    printed, shown = (render(book(), THEME, templates=TEMPLATES, medium=m)[0] for m in ("print", "reflow"))

    assert not any(word in unit.body for unit in printed.units for word in ("epub:type", "role=", "aria-", "xml:lang"))
    assert all('xml:lang="en-GB"' in unit.body for unit in shown.units)
    assert not any(" style=" in unit.body for unit in shown.units)


def test_units_are_the_sections_in_their_order() -> None:
    made = render(book(), THEME, templates=TEMPLATES, medium="print")[0]

    assert [(unit.id, unit.kind, unit.matter, unit.starts_recto) for unit in made.units] == [
        (section.id, section.kind, section.matter, section.starts_recto) for section in every_section()
    ]
    assert made.units[5].title == "The well"


def test_contents_with_hundreds_of_chapters_have_room_for_their_numbers() -> None:
    def contents(*numbers: str) -> str:
        chapters = tuple(
            entry(f"to-{each}", "Well", target="well", values={"kind": "chapter", "number": each}) for each in numbers
        )
        part = entry("part-i", "Water", target="well", values={"kind": "part", "number": "LXXXVIII"}, children=chapters)
        listed = section("contents", "Contents", groups=(EntryGroup(title="", entries=(part,)),))
        return render(book(listed, section("chapter", "The well", id="well")), THEME, medium="print")[0].units[0].body

    assert "contents-hundreds" not in contents("1", "99")
    assert 'class="contents-list contents-hundreds"' in contents("99", "100")


def test_a_section_in_another_language_says_so() -> None:
    unit = render(book(section("text", "Слово", language="uk")), THEME, templates=TEMPLATES, medium="print")[0].units[0]

    assert unit.language == "uk"
    assert 'lang="uk"' in unit.body


def test_a_rendition_says_what_it_is() -> None:
    settings = replace(SETTINGS, description="About wells.", subjects=("water",))

    assert render(book(settings=settings), THEME, templates=TEMPLATES, medium="print")[0].metadata == FileMetadata(
        title="Wells & Pumps",
        language="en-GB",
        authors=("Ada Fountain",),
        description="About wells.",
        subjects=("water",),
        released="2026-11-24",
        version="1.2.0",
        digest="0123456789abcdef" * 4,
    )


def test_the_imprint_holds_what_identifies_a_copy() -> None:
    imprint = render(book(), THEME, templates=TEMPLATES, medium="print")[0].units[2].body

    for wanted in (
        "First edition, second impression",
        "1.2.0 · 24 November 2026 · 0123456789ab",
        "urn:uuid:0c0d7a31-0000-5000-8000-000000000000",
        "https://creativecommons.org/licenses/by/4.0/",
        "https://example.org/wells",
        "editors@example.org",
        "All drawings are our own.",
    ):
        assert wanted in imprint


def test_where_a_book_has_no_address_none_is_printed() -> None:
    made = render(book(settings=replace(SETTINGS, base_url="")), THEME, templates=TEMPLATES, medium="print")[0]

    assert not any("Corrections" in unit.body for unit in made.units)


def test_the_colophon_names_typefaces_and_tools() -> None:
    colophon = render(book(), THEME, templates=TEMPLATES, medium="print")[0].units[-1].body

    assert "Literata" in colophon
    assert "WeasyPrint" in colophon
