"""A unit on the side where it was not laid out: what is derived is what a second layout and drawing would give."""

import io
from dataclasses import replace
from hashlib import sha256

import pikepdf
import pytest

from octavo.codec import unpack
from octavo.model.output import Asset, Printing, Rendition, Unit
from octavo.model.page_map import PageMap
from octavo.pdf.file_layout import ObjectGroup
from octavo.typeset.assemble import PlacedUnit, assemble
from octavo.typeset.facts import Faces, LaidOut, UnitFacts, UnitLayout, joined_faces
from octavo.typeset.pagination import Pagination
from octavo.typeset.place_unit import offsets_of, place_unit
from octavo.typeset.system import layout_engine
from octavo.typeset.unit_document import unit_source
from octavo.typeset.unit_record import UnitRecord
from tests.pdf_document import read_pdf
from tests.unit.typeset.samples import CSS, book, page
from tests.unit.typeset.test_typesetting import difference, pictures, skeleton

SIDED = """@page :left { margin: 15mm 20mm 18mm 13mm; @top-left { content: "left" } }
@page :right { margin-right: 17mm } @page { background: linear-gradient(90deg, #eee, white) }
html { background: repeat-x url(tower.svg) }"""

HATCHED = b"""<svg xmlns="http://www.w3.org/2000/svg" width="120" height="60" viewBox="0 0 120 60">
<defs><pattern id="hatch" width="6" height="6" patternUnits="userSpaceOnUse"><path d="M0 6 6 0" stroke="black"/>
</pattern><linearGradient id="shade"><stop offset="0" stop-color="black"/><stop offset="1" stop-color="white"/>
</linearGradient><linearGradient id="fade"><stop offset="0" stop-color="black"/>
<stop offset="1" stop-color="white" stop-opacity="0"/></linearGradient></defs>
<rect x="10" y="10" width="40" height="40" fill="url(#FILL)"/></svg>"""

BOXES = """<h2 id="b">Boxes</h2><div style="position: relative; background: #eee">
<p style="position: absolute; right: 0">a</p><p style="float: right; width: 3em">b</p><p>c <a href="https://example.org/">d</a></p></div>
<p style="background: url(tower.svg) no-repeat">e</p><p style="background: url(tower.svg) space; height: 9em">f</p>
<p style="height: 6em; margin: 0 -30mm; background: no-repeat url(tower.svg) -150mm -99mm / 800mm">g</p>
<div style="opacity: .5; transform: rotate(3deg)"><p>h</p><ul><li id="i">i</li></ul></div>
<p style="overflow: hidden; width: 5em; white-space: nowrap">jjjjjjjjjjjjjjjjjj</p><p style="box-shadow: 1px 1px">k</p>
<table style="border-collapse: collapse"><tr><th style="border: 1pt dotted">l</th>
<td style="border: 1pt solid">m</td></tr></table>
<p style="border: 2pt dashed; columns: 2; text-decoration: underline">n</p>"""

Laid = tuple[LaidOut, bytes]


def laid_out(rendition: Rendition, unit: Unit, *, is_turned: bool) -> tuple[Laid, bool]:
    """Lay out a unit, and whether its other side was derived; without ``is_turned`` it never is."""
    with layout_engine(), pytest.MonkeyPatch.context() as patch:
        from octavo.typeset.engine.recto_verso import PageTurner
        from octavo.typeset.layout_session import LayoutSession
        from octavo.typeset.unit import lay_out_unit

        if not is_turned:
            patch.setattr(PageTurner, "turned", lambda *_: None)
        session, source = LayoutSession(rendition.css, rendition.assets), unit_source(rendition, unit)
        facts, packed = lay_out_unit(session, source, is_recto=unit.starts_recto)
    record = unpack(packed, UnitRecord)
    return (unpack(facts, LaidOut), packed), record.on(1).content == record.on(2).content


def printed(rendition: Rendition, laid: Laid, first: int) -> bytes:
    """Return a PDF of one unit that begins on page ``first``, 1 or 2; the page before it is blank."""
    facts = laid[0].on(first)
    faces = (face for side in (1, 2) for face in unpack(laid[0].on(side).fonts, Faces).faces)
    with layout_engine():
        from octavo.typeset.engine.faces import set_fonts

        files = {sha256(asset.content).hexdigest(): asset.content for asset in rendition.assets}
        fonts = set_fonts(joined_faces(faces), files)
    pages = {anchor.name: first + anchor.page for anchor in reversed(facts.anchors)}
    pagination = Pagination(
        starts=(first,),
        blanks=tuple(range(1, first)),
        page_map=PageMap(pages=pages, count=first - 1 + len(facts.sizes)),
    )
    [offsets] = offsets_of([facts])
    folios = pagination.folios(first, len(facts.sizes))
    numbers = {anchor: str(page) for anchor, page in pages.items()}
    group = unpack(place_unit(offsets, first, folios, numbers, laid[1]), ObjectGroup)
    return assemble([PlacedUnit(facts=facts, group=group, offsets=offsets)], pagination, fonts, rendition.metadata)


def side(facts: UnitFacts) -> tuple[object, ...]:
    """Return the facts of one side as far as they do not tell how it was drawn; places to a hundredth of a point."""
    anchors = sorted((name, page, round(x, 2), round(y, 2)) for name, page, x, y in facts.anchors)
    bookmarks = [(level, label, page, round(x, 2), round(y, 2)) for level, label, page, x, y in facts.bookmarks]
    same = (
        unpack(facts.layout, UnitLayout),
        facts.objects.keys,
        facts.slots,
        facts.sizes,
        facts.links,
        facts.tables,
        facts.messages,
    )
    return (*same, anchors, bookmarks)


def areas(content: bytes) -> list[list[float]]:
    """Return the areas of the pictures that the structure tree tells, in its order."""
    with pikepdf.open(io.BytesIO(content)) as pdf:
        boxes = [
            each.A.BBox
            for each in pdf.objects
            if isinstance(each, pikepdf.Dictionary) and "/BBox" in each.get("/A", {})
        ]
        return [[round(float(edge), 1) for edge in box] for box in boxes]


def check_sides(rendition: Rendition, unit: Unit, *, scale: float = 6.0) -> None:
    """Hold the other side of a unit against one that was laid out and drawn for itself, and this side too.

    At a smaller ``scale`` PDFium moves letters to whole pixels, and the last digit of a place decides to which.
    """
    (one, was_derived), (other, _) = (laid_out(rendition, unit, is_turned=is_turned) for is_turned in (True, False))

    assert was_derived
    for first in (1, 2):
        assert side(one[0].on(first)) == side(other[0].on(first))
        mine, plain = (printed(rendition, laid, first) for laid in (one, other))
        assert read_pdf(mine).pieces == read_pdf(plain).pieces
        assert skeleton(mine) == skeleton(plain)
        assert areas(mine) == areas(plain)
        pages = [
            list(pictures(Printing(content=each, page_map=PageMap(pages={}, count=0)), scale)) for each in (mine, plain)
        ]
        assert max(map(difference, *pages)) < 32


SIDED_BOOK = replace(book(1, paragraphs=6), css=CSS + SIDED)


def with_body(body: str, *pictures_shown: Asset) -> tuple[Rendition, Unit]:
    """Return a rendition and its last unit, to which ``body`` was added."""
    unit = SIDED_BOOK.units[-1]
    longer = replace(unit, starts_recto=False, body=unit.body.replace("</section>", f"{body}</section>"))
    units = (*SIDED_BOOK.units[:-1], longer)
    return replace(SIDED_BOOK, units=units, assets=(*SIDED_BOOK.assets, *pictures_shown)), longer


def picture(filling: str) -> Asset:
    """Return a picture of a square that is filled so."""
    content = HATCHED.replace(b"FILL", filling.encode())
    return Asset(name="square.svg", media_type="image/svg+xml", content=content)


def test_a_unit_turned_over_is_the_same_as_one_laid_out_for_the_other_side() -> None:
    check_sides(*with_body(BOXES))


def test_lists_of_pages_are_turned_over() -> None:
    check_sides(SIDED_BOOK, SIDED_BOOK.units[0])


SQUARE = '<figure><img src="square.svg" alt="A square"/></figure>'


@pytest.mark.parametrize("filling", ["hatch", "shade"])
def test_patterns_stay_behind_and_are_shifted_too(filling: str) -> None:
    check_sides(*with_body(SQUARE, picture(filling)))


@pytest.mark.parametrize("body", [SQUARE, '<p style="box-shadow: 1px 1px 2px">blurred</p>'])
def test_what_may_not_be_shifted_is_drawn_for_each_side(body: str) -> None:
    _, is_derived = laid_out(*with_body(body, picture("fade")), is_turned=True)

    assert not is_derived


@pytest.mark.parametrize(
    "css",
    [
        "@page { opacity: .9 }",
        "@page { outline: 1pt solid }",
        "@page { @bottom-center { z-index: -1; position: absolute } }",
        "h1 { position: running(head) } @page { @top-right { content: element(head) } }",
    ],
)
def test_pages_that_cannot_be_drawn_in_parts_are_laid_out_for_each_side(css: str) -> None:
    rendition = replace(SIDED_BOOK, css=SIDED_BOOK.css + css)

    _, is_derived = laid_out(rendition, replace(rendition.units[-1], starts_recto=False), is_turned=True)

    assert not is_derived


def test_a_side_is_told_what_is_wrong_in_its_own_margins() -> None:
    rendition = page("<p>oil</p>", css="@page :left { @top-left { content: '\u5317' } }")

    (facts, _), is_derived = laid_out(rendition, rendition.units[0], is_turned=True)

    assert is_derived
    assert [len(facts.on(first).messages) for first in (1, 2)] == [0, 1]


def test_a_unit_that_begins_on_the_right_has_one_side() -> None:
    (facts, record), _ = laid_out(SIDED_BOOK, replace(SIDED_BOOK.units[0], starts_recto=True), is_turned=True)

    assert facts.verso is None
    assert unpack(record, UnitRecord).verso is None


@pytest.mark.parametrize(
    ("css", "body"),
    [
        ("@page :left { margin-left: 5mm }", "<p>narrower lines</p>"),
        ("@page :left { margin-top: 20mm; margin-bottom: 13mm }", "<p>lower</p>"),
        ("@page :left { @footnote { border-top: 1pt solid } }", "<p>ruled</p>"),
        ("", "<p>one</p><p style='break-before: left'>two</p>"),
        ("", "<p>one</p><p style='break-before: page'>two</p><p style='break-before: recto'>three</p>"),
    ],
)
def test_where_the_sides_differ_a_unit_is_laid_out_for_each(css: str, body: str) -> None:
    rendition = page(body, css=css)
    source = unit_source(rendition, rendition.units[0])
    with layout_engine():
        from octavo.typeset.engine.recto_verso import PageTurner
        from octavo.typeset.layout_session import LayoutSession

        turner = PageTurner()
        with turner.watching():
            document = LayoutSession(rendition.css, rendition.assets).render(source.decode())

        assert turner.turned(document) is None
