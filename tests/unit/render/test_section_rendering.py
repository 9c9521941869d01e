"""Sections that are kept are those that would be set, and only what changed is set anew."""

import re
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from octavo.model.book import Book
from octavo.model.diagnostics import Faulty
from octavo.model.output import Medium, Rendition
from octavo.model.page_map import PageMap
from octavo.model.prose import Figure
from octavo.render.section_rendering import set_section
from tests.unit.memory import Watched, watched
from tests.unit.render.factory import CHART, IMAGE, TEMPLATES, book, every_section, paragraph, render, section, theme

THEME = theme()
MEDIA: tuple[Medium, Medium] = ("print", "reflow")
SAYING_VERSION = {"imprint", "colophon"}


def fresh(memo: Watched) -> set[str]:
    """Return the ids of the sections set since the last call."""
    made = {call.args[0].id for call in memo.made if call.func is set_section}
    memo.made.clear()
    return made


@pytest.fixture
def kept(tmp_path: Path) -> Watched:
    return watched(tmp_path / "store")


def everywhere(count: int = 20) -> PageMap:
    """Return a map in which every anchor of the book stands on a page of its own."""
    units = render(book(), THEME, medium="print")[0].units
    anchors = sorted({anchor for unit in units for anchor in unit.anchors})
    return PageMap(pages={anchor: 1 + place % count for place, anchor in enumerate(anchors)}, count=count)


def made(of: Book, medium: Medium, kept: Watched, page_map: PageMap | None = None) -> Rendition:
    """Set a book with what is kept, and see that it comes out as it does without."""
    rendition = render(of, THEME, medium=medium, page_map=page_map, memo=kept)[0]
    plain = render(of, THEME, medium=medium, page_map=page_map)[0]
    assert rendition == plain
    assert list(rendition.origins.items()) == list(plain.origins.items())
    return rendition


@pytest.mark.parametrize("medium", MEDIA)
def test_bound_words_of_a_title_are_loosened_where_a_telephone_would_divide_one(medium: Medium) -> None:
    title = "Kirov: event,\u00a0use,\u00a0argument of\u00a01934"
    body = render(book(section("chapter", title)), THEME, templates=TEMPLATES, medium=medium)[0].units[0].body

    assert ("event,\u00a0use,\u00a0argument" in body) is (medium == "print")
    assert ("event, use, argument" in body) is (medium == "reflow")
    assert "of\u00a01934" in body


@pytest.mark.parametrize("medium", MEDIA)
@pytest.mark.parametrize("page_map", [None, everywhere()], ids=["no pages", "pages"])
def test_what_is_kept_is_what_would_be_set(kept: Watched, medium: Medium, page_map: PageMap | None) -> None:
    assert made(book(), medium, kept, page_map) == made(book(), medium, kept, page_map)
    assert fresh(kept) == {each.id for each in every_section()}
    made(book(), medium, kept, page_map)
    assert fresh(kept) == set()


@pytest.mark.parametrize("medium", MEDIA)
def test_a_correction_sets_the_section_that_it_is_in(kept: Watched, medium: Medium) -> None:
    before = made(book(), medium, kept)
    fresh(kept)
    sections = [
        replace(each, blocks=(paragraph("Sooner.", identifier="pump-p1"),)) if each.id == "pump" else each
        for each in every_section()
    ]
    after = made(replace(book(*sections), digest="f" * 64), medium, kept)

    assert fresh(kept) == {"pump"}
    changed = {one.id for one, other in zip(before.units, after.units, strict=True) if one != other}
    assert changed == {"pump", *SAYING_VERSION}


def test_pages_set_the_lists_of_pages_in_an_ebook_and_all_of_a_printing(kept: Watched) -> None:
    one, other = everywhere(), everywhere(19)
    for medium in MEDIA:
        made(book(), medium, kept, one)
    fresh(kept)
    made(book(), "reflow", kept, replace(other, count=one.count))

    assert fresh(kept) == {"glossary", "people", "bibliography", "index"}
    made(book(), "print", kept, other)
    assert fresh(kept) == {each.id for each in every_section()}


@pytest.mark.parametrize(
    "changed",
    [
        replace(book(), settings=replace(book().settings, title="Pumps")),
        replace(book(), language=replace(book().language, words={**book().language.words, "note": "Mark"})),
        replace(book(), released="2027-01-01"),
        replace(book(), sections=every_section()[:-4]),
    ],
    ids=["settings", "language", "release", "targets"],
)
def test_what_sections_share_sets_all_of_them(kept: Watched, changed: Book) -> None:
    made(book(), "print", kept)
    fresh(kept)
    made(changed, "print", kept)

    assert fresh(kept) == {each.id for each in changed.sections}


def test_a_picture_of_another_size_sets_the_section_that_shows_it(kept: Watched) -> None:
    made(book(), "print", kept)
    fresh(kept)
    flat = replace(book().images[IMAGE.file], height=30)
    made(replace(book(), images={IMAGE.file: flat}), "print", kept)

    assert fresh(kept) == {"well"}


def test_a_picture_that_changes_within_its_size_is_the_new_one(kept: Watched) -> None:
    old = made(book(), "reflow", kept)
    image = book().images[IMAGE.file]
    drawing = image.content.replace(b"currentColor", b"black")
    new = made(replace(book(), images={IMAGE.file: replace(image, content=drawing)}), "reflow", kept)

    assert old.units == new.units
    before, after = ({asset.name: asset.content for asset in each.assets}[IMAGE.file] for each in (old, new))
    assert after == before.replace(b"currentColor", b"black") != before


def test_templates_and_themes_count(kept: Watched, tmp_path: Path) -> None:
    shutil.copytree(TEMPLATES, tmp_path / "templates")
    template = tmp_path / "templates" / "sections" / "text.xhtml.j2"
    template.write_text(template.read_text(encoding="utf-8") + "{# another #}", encoding="utf-8")
    tokens = replace(THEME, settings=replace(THEME.settings, tokens={**THEME.settings.tokens, "chart-size": "9"}))
    render(book(), THEME, medium="print", memo=kept)
    for each, folder in ((THEME, tmp_path / "templates"), (tokens, TEMPLATES)):
        fresh(kept)
        render(book(), each, templates=folder, medium="print", memo=kept)
        assert fresh(kept) == {each.id for each in every_section()}


def test_what_is_faulty_is_told_again(kept: Watched) -> None:
    broken = replace(CHART, chart={"mark": "bat"})
    one = section("text", "One", Figure(figure="depths-chart", record=broken, number="1", id="depths-chart"))
    told = []
    for _ in range(2):
        with pytest.raises(Faulty, match="OC302") as caught:
            render(book(one), THEME, medium="print", memo=kept)
        told.append(caught.value.diagnostics)

    assert told[0] == told[1]
    assert len(told[0]) == 1


@pytest.mark.parametrize(
    ("letters", "name"), [(60, ""), (61, "long-title"), (121, "longer-title"), (221, "longest-title")]
)
def test_a_long_title_of_a_book_has_a_class_where_it_is_set_large(letters: int, name: str) -> None:
    made = book(section("title-page", "Title page", matter="front"), section("chapter", "One"))
    titled = replace(made, settings=replace(made.settings, title="a" * letters))

    units = render(titled, THEME, templates=TEMPLATES, medium="print")[0].units

    found = [re.findall(r"[a-z]+-title(?= |\")", unit.body.split(">")[0]) for unit in units]
    assert found == [[name] if name else [], []]
