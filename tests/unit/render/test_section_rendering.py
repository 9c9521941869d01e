"""Sections that are kept are those that would be set, and only what changed is set anew."""

import pickle
import shutil
from collections.abc import Callable
from dataclasses import dataclass, field, fields, is_dataclass, replace
from pathlib import Path
from typing import TypeVar

import pytest

from octavo.model.book import Book
from octavo.model.diagnostics import Faulty
from octavo.model.inlines import Text
from octavo.model.output import Medium, PageMap, Rendition, Unit
from octavo.model.prose import Figure
from octavo.render.rendition import render
from tests.unit.render.factory import CHART, IMAGE, TEMPLATES, book, every_section, paragraph, section, theme

Value = TypeVar("Value")

THEME = theme()
MEDIA: tuple[Medium, Medium] = ("print", "reflow")
SAYING_VERSION = {"imprint", "colophon"}


@dataclass
class Kept:
    """Keeps what was made as bytes, and remembers which sections were set since it was asked last."""

    payloads: dict[tuple[bytes | str, ...], bytes] = field(default_factory=dict)
    made: list[str] = field(default_factory=list)

    def __call__(self, of: tuple[bytes | str, ...], make: Callable[[], Value]) -> Value:
        """Return the value of the name `of`."""
        if of not in self.payloads:
            value = make()
            self.payloads[of] = pickle.dumps(value)
            if isinstance(value, tuple):
                self.made += [part.id for part in value if isinstance(part, Unit)]
        found: Value = pickle.loads(self.payloads[of])  # noqa: S301 - written above
        return found

    def fresh(self) -> set[str]:
        """Return the ids of the sections set since the last call."""
        made, self.made = set(self.made), []
        return made


def everywhere(count: int = 20) -> PageMap:
    """Return a map in which every anchor of the book stands on a page of its own."""
    units = render(book(), THEME, templates=TEMPLATES, medium="print")[0].units
    anchors = sorted({anchor for unit in units for anchor in unit.anchors})
    return PageMap(pages={anchor: 1 + place % count for place, anchor in enumerate(anchors)}, count=count)


def made(of: Book, medium: Medium, kept: Kept, page_map: PageMap | None = None) -> Rendition:
    """Set a book with what is kept, and see that it comes out as it does without."""
    rendition = render(of, THEME, templates=TEMPLATES, medium=medium, page_map=page_map, recall=kept)[0]
    plain = render(of, THEME, templates=TEMPLATES, medium=medium, page_map=page_map)[0]
    assert rendition == plain
    assert list(rendition.origins.items()) == list(plain.origins.items())
    return rendition


@pytest.mark.parametrize("medium", MEDIA)
@pytest.mark.parametrize("page_map", [None, everywhere()], ids=["no pages", "pages"])
def test_what_is_kept_is_what_would_be_set(medium: Medium, page_map: PageMap | None) -> None:
    kept = Kept()

    assert made(book(), medium, kept, page_map) == made(book(), medium, kept, page_map)
    assert kept.fresh() == {each.id for each in every_section()} - SAYING_VERSION
    made(book(), medium, kept, page_map)
    assert kept.fresh() == set()


@pytest.mark.parametrize("medium", MEDIA)
def test_a_correction_sets_the_section_that_it_is_in(medium: Medium) -> None:
    kept = Kept()
    before = made(book(), medium, kept)
    kept.fresh()
    sections = [
        replace(each, blocks=(paragraph("Sooner.", identifier="pump-p1"),)) if each.id == "pump" else each
        for each in every_section()
    ]
    after = made(replace(book(*sections), digest="f" * 64), medium, kept)

    assert kept.fresh() == {"pump"}
    changed = {one.id for one, other in zip(before.units, after.units, strict=True) if one != other}
    assert changed == {"pump", *SAYING_VERSION}


def test_pages_set_the_lists_of_pages_in_an_ebook_and_all_of_a_printing() -> None:
    kept, one, other = Kept(), everywhere(), everywhere(19)
    for medium in MEDIA:
        made(book(), medium, kept, one)
    kept.fresh()
    made(book(), "reflow", kept, replace(other, count=one.count))

    assert kept.fresh() == {"glossary", "people", "bibliography", "index"}
    made(book(), "print", kept, other)
    assert kept.fresh() == {each.id for each in every_section()} - SAYING_VERSION


@pytest.mark.parametrize(
    "changed",
    [
        replace(book(), settings=replace(book().settings, title="Pumps")),
        replace(book(), language=replace(book().language, words={**book().language.words, "note": "Mark"})),
        replace(book(), released="2027-01-01"),
        replace(book(), images={IMAGE.file: replace(book().images[IMAGE.file], height=30)}),
        replace(book(), sections=every_section()[:-4]),
    ],
    ids=["settings", "language", "release", "a picture's size", "targets"],
)
def test_what_sections_share_sets_all_of_them(changed: Book) -> None:
    kept = Kept()
    made(book(), "print", kept)
    kept.fresh()
    made(changed, "print", kept)

    assert kept.fresh() == {each.id for each in changed.sections} - SAYING_VERSION


def test_a_picture_that_changes_within_its_size_is_the_new_one() -> None:
    kept = Kept()
    old = made(book(), "reflow", kept)
    image = book().images[IMAGE.file]
    drawing = image.content.replace(b"currentColor", b"black")
    new = made(replace(book(), images={IMAGE.file: replace(image, content=drawing)}), "reflow", kept)

    assert old.units == new.units
    assert {asset.name: asset.content for asset in new.assets}[IMAGE.file] == drawing


def test_templates_and_themes_count(tmp_path: Path) -> None:
    kept = Kept()
    shutil.copytree(TEMPLATES, tmp_path / "templates")
    template = tmp_path / "templates" / "sections" / "text.xhtml.j2"
    template.write_text(template.read_text(encoding="utf-8") + "{# another #}", encoding="utf-8")
    tokens = replace(THEME, settings=replace(THEME.settings, tokens={**THEME.settings.tokens, "chart-size": "9"}))
    render(book(), THEME, templates=TEMPLATES, medium="print", recall=kept)
    for each, folder in ((THEME, tmp_path / "templates"), (tokens, TEMPLATES)):
        kept.fresh()
        render(book(), each, templates=folder, medium="print", recall=kept)
        assert kept.fresh() == {each.id for each in every_section()} - SAYING_VERSION


def test_what_is_faulty_is_told_again() -> None:
    kept, broken = Kept(), replace(CHART, chart={"mark": "bat"})
    one = section("text", "One", Figure(figure="depths-chart", record=broken, number="1", id="depths-chart"))
    told = []
    for _ in range(2):
        with pytest.raises(Faulty, match="OC302") as caught:
            render(book(one), THEME, templates=TEMPLATES, medium="print", recall=kept)
        told.append(caught.value.diagnostics)

    assert told[0] == told[1]
    assert len(told[0]) == 1


def test_a_section_is_named_by_all_that_it_holds() -> None:
    """A field that its text form leaves out could change unseen."""
    hidden, waiting = set(), [*every_section()]
    seen: set[type] = set()
    while waiting:
        value: object = waiting.pop()
        if is_dataclass(value):
            seen.add(type(value))
            hidden |= {(type(value), each.name) for each in fields(value) if not each.repr}
            waiting += [getattr(value, each.name) for each in fields(value)]
        elif isinstance(value, tuple):
            waiting += value
        elif isinstance(value, dict):
            waiting += value.values()

    assert hidden == {(Text, "turns")}
    assert len(seen) > 30
