"""A rendition laid out in units, against the same laid out whole."""

import gc
import io
import multiprocessing
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageChops

from octavo.codec import unpack
from octavo.model.css_places import SheetStart
from octavo.model.diagnostics import Faulty
from octavo.model.origin import Origin
from octavo.model.output import PAGE_OF, Asset, Printing, Rendition, Unit
from octavo.model.page_map import PageMap
from octavo.pdf import content_stream
from octavo.pdf.object_renumbering import ObjectOffsets
from octavo.typeset import pagination, place_unit
from octavo.typeset.facts import LaidOut, NumberSlot
from octavo.typeset.system import layout_engine
from octavo.typeset.typesetting import check_screen_sheet
from octavo.typeset.unit_document import unit_source
from tests import judges, whole_document
from tests.pdf_document import read_pdf
from tests.unit.check.artefacts.judging import faults_of_pdf
from tests.unit.typeset.samples import CSS, FACES, FONTS, book, carried_out, facts, in_units, page


@cache
def settled() -> tuple[Rendition, Printing, Printing]:
    """Return a book whose printed page numbers are right, laid out whole and in units."""
    rendition = book(3, pages=whole_document.lay_out(book(3))[0].page_map)
    printing, found = whole_document.lay_out(rendition)
    assert found == ()
    divided, told = in_units(rendition)
    assert told == ()
    return rendition, printing, divided


def test_both_ways_give_the_same_pages_to_all_anchors() -> None:
    _, printing, divided = settled()

    assert divided.page_map == printing.page_map


def test_both_ways_are_read_alike_line_by_line() -> None:
    _, printing, divided = settled()

    assert read_pdf(divided.content).pieces == read_pdf(printing.content).pieces


def pictures(printing: Printing, scale: float) -> Iterator[Image.Image]:
    """Draw the pages of a printing in shades of grey."""
    for sheet in pypdfium2.PdfDocument(printing.content):
        yield sheet.render(scale=scale, grayscale=True).to_pil()


def difference(one: Image.Image, other: Image.Image) -> int:
    """Return the greatest difference of two pictures in one point, of 255."""
    return max(value for value, count in enumerate(ImageChops.difference(one, other).histogram()) if count)


def test_both_ways_look_alike() -> None:
    _, printing, divided = settled()

    for one, other in zip(pictures(printing, 1.5), pictures(divided, 1.5), strict=True):
        assert difference(one, other) < 48


def skeleton(content: bytes) -> list[object]:
    """Return destinations, links, outline, page labels and sizes of a PDF."""
    with pikepdf.open(io.BytesIO(content)) as pdf:
        numbers = {sheet.obj.objgen: number for number, sheet in enumerate(pdf.pages, start=1)}

        def headings(items: Sequence[pikepdf.OutlineItem]) -> list[object]:
            places = [item.to_dictionary_object(pdf).Dest[0] for item in items]
            return [
                (item.title, numbers[place.objgen], headings(item.children))
                for item, place in zip(items, places, strict=True)
            ]

        links = [
            (number, str(area.get("/Dest", "")), str(area.Contents), [round(float(edge), 2) for edge in area.Rect])
            for number, sheet in enumerate(pdf.pages, start=1)
            for area in sheet.get("/Annots", [])
        ]
        sizes = [[float(edge) for edge in sheet.mediabox] for sheet in pdf.pages]
        with pdf.open_outline() as outline:
            return [
                read_pdf(content).destinations,
                links,
                headings(outline.root),
                [sheet.label for sheet in pdf.pages],
                sizes,
            ]


def test_both_ways_have_the_same_links_outline_labels_and_sizes() -> None:
    _, printing, divided = settled()

    assert skeleton(divided.content) == skeleton(printing.content)


def test_units_make_a_file_that_breaks_no_rule(tmp_path_factory: pytest.TempPathFactory) -> None:
    _, _, divided = settled()
    path = tmp_path_factory.mktemp("units") / "book.pdf"
    path.write_bytes(divided.content)

    assert faults_of_pdf(divided.content, FACES) == ()
    for verdict in (judges.qpdf_check(path), *judges.verapdf_ua1([path])):
        assert verdict.is_valid, str(verdict)
    assert len(judges.pdffonts(path)) == len(FACES)


def test_units_are_no_larger_than_the_whole() -> None:
    rendition = book(3, paragraphs=30)

    whole_size, units_size = (len(way(rendition)[0].content) for way in (whole_document.lay_out, in_units))

    # What a unit has of its own (a branch of trees, a leaf) weighs more since drawings are a tenth smaller.
    assert units_size <= whole_size * 1.05


def test_the_same_units_give_the_same_bytes() -> None:
    rendition, _, divided = settled()

    assert in_units(rendition)[0].content == divided.content


def test_numbers_are_those_of_this_layout_whatever_was_guessed() -> None:
    """Three digits were guessed for pages of one digit: the number is right, only its room is not."""
    printing, _ = in_units(book(2))

    assert faults_of_pdf(printing.content, FACES) == ()


@pytest.mark.parametrize("align", ["left", "center", "right"])
def test_a_folio_keeps_its_place_for_any_number_of_digits(align: str) -> None:
    css = (
        f"@page {{ @bottom-center {{ content: 'p. ' counter(page) '/'; text-align: {align}; width: 100%; "
        f"font-variant-numeric: proportional-nums; letter-spacing: 1pt }} }}"
    )
    rendition = page("<p>oil</p>", css=css)

    (one, *_), (other, *_) = (pictures(way(rendition)[0], 3) for way in (whole_document.lay_out, in_units))

    assert difference(one, other) < 64


def test_faults_are_told_at_their_places_as_for_the_whole() -> None:
    place = Origin("text/01.md", 3, 1)
    cells = f"<td>{'m' * 24}</td>" * 4
    bodies = [
        '<p id="a">Beijing is 北.</p>',
        '<p id="a">See <a href="#gone">there</a>.</p>',
        f'<figure id="a"><table style="hyphens: none"><tbody><tr>{cells}</tr></tbody></table></figure>',
        '<p id="a"><img src="gone.svg" alt="A tower"/></p>',
    ]

    for body in bodies:
        rendition = page(body, origins={"a": place})
        found = whole_document.lay_out(rendition)[1]
        assert in_units(rendition)[1] == found
        assert {each.origin for each in found} == {place}


def test_faults_of_a_style_sheet_are_told_at_the_lines_of_its_files() -> None:
    rendition = page("<p>Words.</p>")
    lines = rendition.css.count("\n") + 1
    rules = "p { colour: red }\nh1::foo { color: red }\np { width: calc(1px +) }\n@media a b { }\n"
    css = f"{rendition.css}\n{rules}"
    starts = (SheetStart(1, Origin("made.css")), SheetStart(lines + 1, Origin("print.css")))

    with pytest.raises(Faulty) as caught:
        in_units(replace(rendition, css=css, css_starts=starts))

    told = caught.value.diagnostics
    assert [(each.code, each.origin.path, each.origin.line) for each in told] == [
        ("OC503", "print.css", line) for line in (1, 2, 3, 4)
    ]
    assert "did you mean 'color'?" in told[0].message


def test_what_a_screen_may_know_is_no_fault_of_its_sheet() -> None:
    css = "p { text-wrap: balance; overflow-x: auto; -webkit-hyphens: auto; colour: red; color: redd }"
    css += "\n@media (prefers-color-scheme: dark) and\n(width < 30em) { p { color: #fff; color: redd } }"
    css += "\n@container text (max-width: 9em) { p { color: redd } }"
    rendition = replace(page("<p>Words.</p>"), css=css, css_starts=(SheetStart(1, Origin("reflow.css")),))

    told = carried_out(check_screen_sheet(rendition))

    assert [(each.code, each.origin.line, each.origin.column) for each in told] == [
        ("OC509", 1, 66),
        ("OC509", 1, 79),
        ("OC509", 3, 35),
        ("OC509", 4, 40),
    ]


def test_figures_of_unequal_width_are_told() -> None:
    body = '<p>p. <span class="page-number" data-target="only">1</span></p>'
    css = "span.page-number { font-feature-settings: 'tnum' 0, 'pnum', 'onum' }"

    _, (told,) = in_units(page(body, css=css))

    assert told.code == "OC503"
    assert "not equally wide" in told.message


def test_a_page_number_that_is_no_number_is_told() -> None:
    _, (told,) = in_units(page('<p><span class="page-number" data-target="nowhere">1–2</span></p>'))

    assert told.code == "OC503"
    assert "'nowhere'" in told.message


def laid_out(rendition: Rendition, unit: Unit) -> tuple[bytes, bytes]:
    """Lay out one unit with a session of its own."""
    with layout_engine():
        from octavo.typeset.layout_session import LayoutSession
        from octavo.typeset.unit import lay_out_unit

        return lay_out_unit(LayoutSession(rendition.css, rendition.assets), unit_source(rendition, unit))


def test_the_facts_have_the_room_of_every_printed_number() -> None:
    rendition, _, divided = settled()

    facts_of_contents = unpack(laid_out(rendition, rendition.units[0])[0], LaidOut).recto

    chapters = [f"chapter-{number}" for number in range(1, 4)]
    digits = [len(str(divided.page_map.page(chapter))) for chapter in chapters]
    assert facts_of_contents.slots == tuple(map(NumberSlot, chapters, digits))


def test_front_matter_has_roman_folios_everywhere() -> None:
    rendition = book(2)
    chapters = (rendition.units[0], replace(rendition.units[1], matter="front", starts_recto=False), rendition.units[2])
    printing, told = in_units(replace(rendition, units=chapters, front_folios="roman"))
    assert told == ()
    with pikepdf.open(io.BytesIO(printing.content)) as pdf:
        labels = [page.label for page in pdf.pages]
    pieces = read_pdf(printing.content).pieces
    references = {(each.title.split()[-1], each.text.strip()) for each in pieces if each.title.startswith(PAGE_OF)}
    folios = [lines[-1] for page in texts(printing.content) if (lines := page.split())]

    # The text of each page ends with its folio, which stands at the foot.
    assert [label for label in labels if label in folios] == [label for label in labels if label]
    assert labels[:2] == ["i", "ii"]
    assert labels[-1] == str(printing.page_map.count - labels.index("1"))
    assert ("chapter-1", "ii") in references
    assert {number for target, number in references if target.startswith("chapter-2")} <= set(labels)
    assert all(labels[printing.page_map.pages[target] - 1] == number for target, number in references)
    assert faults_of_pdf(printing.content, FACES) == ()


def test_a_typed_hyphen_is_read_where_a_set_one_has_the_same_glyph() -> None:
    file = "OctavoSans-Regular.ttf"
    font = Asset(name=file, media_type="font/ttf", content=(FONTS.parent / "octavo-sans" / file).read_bytes())
    css = f"@font-face {{ font-family: Sans; src: url({file}) }} .narrow {{ font-family: Sans; width: 20mm }}"
    made = page('<p class="narrow" lang="en-GB">Incomprehensibilities in B-0.</p>', css=css)
    printing, _ = in_units(replace(made, assets=(*made.assets, font)))
    (text,) = texts(printing.content)

    assert "B-0" in text
    assert "\N{HYPHEN}" not in text


def texts(content: bytes) -> list[str]:
    """Return the text of each page."""
    with pypdfium2.PdfDocument(content) as document:
        return [page.get_textpage().get_text_range() for page in document]


# --- arithmetic ----------------------------------------------------------------------------------------------------


def extents(count: int, anchor: str) -> pagination.Extents:
    """Return the extents of a unit whose anchor stands on its last page."""
    extent = pagination.Extent(pages=count, anchors=((anchor, count - 1),))
    return pagination.Extents(recto=extent, verso=extent)


@given(st.lists(st.tuples(st.integers(1, 9), st.booleans()), max_size=12))
def test_units_begin_where_they_must_and_leave_no_page_out(lengths: list[tuple[int, bool]]) -> None:
    units = [
        Unit(id=str(number), kind="text", matter="body", title="", body="", language="en", starts_recto=recto)
        for number, (_, recto) in enumerate(lengths)
    ]

    found = pagination.paginate(units, [extents(count, str(at)) for at, (count, _) in enumerate(lengths)])

    covered = set(found.blanks)
    for (count, recto), start in zip(lengths, found.starts, strict=True):
        assert not recto or start % 2 == 1
        covered |= set(range(start, start + count))
    assert sorted(covered) == list(range(1, found.page_map.count + 1))
    assert all(
        found.page_map.page(str(at)) == start + count - 1
        for at, ((count, _), start) in enumerate(zip(lengths, found.starts, strict=True))
    )


@given(st.integers(1, 9999), st.sampled_from([0.0, 0.5, 1.0]))
def test_a_number_is_written_into_its_slot(number: int, align: float) -> None:
    drawing = (
        b"/Span\n<</MCID 4>>\nBDC\nBT\n1 0 0 -1 20.5 30 Tm\n/F 10 Tf\n[<00aa>-3<0b010b000b01>7<00bb>] TJ\nET\nEMC\n"
    )
    figures = content_stream.Figures(glyphs=tuple(range(0xB00, 0xB0A)), advances=(500,) * 10)
    slot = content_stream.Slot(target="a", placeholder="101", figures=0, align=align)

    pieces, (filled,) = content_stream.cut(drawing, {4: slot}, [figures])
    start, text = filled.start(str(number), figures), figures.written(str(number), filled.spacing)
    written = pieces[0] + start + pieces[1] + text + pieces[2]

    glyphs = "".join(f"0b0{figure}" for figure in str(number))
    expected = 20.5 + (3 - len(str(number))) * 0.5 * 10 * align
    assert b"1 0 0 -1 %b 30 Tm" % f"{expected:g}".encode() in written
    assert f"[<00aa>-3<{glyphs}>7<00bb>] TJ".encode() in written


def test_a_slot_that_is_not_drawn_is_told() -> None:
    figures = content_stream.Figures(glyphs=tuple(range(10)), advances=(500,) * 10)
    slot = content_stream.Slot(target="a", placeholder="1", figures=0)

    with pytest.raises(LookupError):
        content_stream.cut(b"nothing", {4: slot}, [figures])


def test_shortening_joins_what_has_no_gap() -> None:
    assert content_stream.shorten(b"[<0001>0<0002>5<>-26.325642<0003>0] TJ") == b"[<00010002>-21.33<0003>] TJ"
    assert content_stream.shorten(b"[<0001>66<>7.5<0002>-3.25918<>0<0003>2] TJ") == b"[<0001>73.5<0002>-3.26<0003>2] TJ"


def test_a_small_change_leaves_the_bytes_of_other_units_alone() -> None:
    second = facts(objects=200, keys=70)

    before, after = (
        place_unit.offsets_of([first, second])[1] for first in (facts(objects=40, keys=9), facts(objects=90, keys=30))
    )

    assert before == after == ObjectOffsets(objects=16 + 256, keys=64, document=3)


def test_a_correction_lays_out_its_own_unit_alone() -> None:
    rendition = replace(book(3), css=CSS)
    corrected = replace(
        rendition,
        units=(*rendition.units[:2], replace(rendition.units[2], body=rendition.units[2].body.replace("oil", "gas"))),
    )
    changed = [
        one.id
        for one, other in zip(rendition.units, corrected.units, strict=False)
        if unit_source(rendition, one) != unit_source(corrected, other)
    ]

    assert changed == ["chapter-2"]


def test_a_source_does_not_depend_on_the_numbers_it_prints_but_on_their_digits() -> None:
    def source(page_number: int) -> bytes:
        pages = PageMap(pages={f"chapter-1-p{place}": page_number for place in range(12)}, count=999)
        rendition = book(1, pages=pages)
        return unit_source(rendition, rendition.units[1])

    assert source(100) == source(999)
    assert source(99) != source(100)


def test_what_is_known_without_the_engine_does_not_load_it() -> None:
    modules = (
        "unit_document",
        "pagination",
        "place_unit",
        "assemble",
        "engine_log",
        "layout_faults",
        "typesetting",
    )
    program = f"import sys; {'; '.join(f'import octavo.typeset.{name}' for name in modules)}; print(*sys.modules)"

    loaded = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout.split()

    assert not {"weasyprint", "fontTools", "PIL", "pikepdf"} & set(loaded)


def chapter_laid_out() -> tuple[bytes, bytes]:
    """Lay out one chapter; runs in other processes."""
    rendition = book(1)
    return laid_out(rendition, rendition.units[1])


@pytest.mark.parametrize("method", ["fork", "spawn"])
def test_other_processes_make_the_same_records(method: str) -> None:
    with multiprocessing.get_context(method).Pool(1) as pool:
        assert pool.apply(chapter_laid_out) == chapter_laid_out()


def test_a_session_serves_a_unit_its_pictures_for_its_own_layout() -> None:
    rendition = book(1)
    source = unit_source(rendition, rendition.units[1])
    pictures_shown = [asset for asset in rendition.assets if asset.name == "tower.svg"]
    with layout_engine():
        from octavo.typeset.layout_session import LayoutSession
        from octavo.typeset.unit import lay_out_unit

        session = LayoutSession(rendition.css, [asset for asset in rendition.assets if asset not in pictures_shown])
        with session.showing(pictures_shown):
            with_pictures = lay_out_unit(session, source)
        without = unpack(lay_out_unit(session, source)[0], LaidOut)

    assert with_pictures == chapter_laid_out()
    assert "tower.svg" in without.on(2).messages[0].text


def test_a_fork_that_lets_a_session_go_leaves_its_fonts_to_the_parent(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rendition = book(1)
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    with layout_engine():
        from octavo.typeset.layout_session import LayoutSession

        held = [LayoutSession(rendition.css, rendition.assets)]

    def let_go() -> None:
        held.clear()
        gc.collect()

    fork = multiprocessing.get_context("fork").Process(target=let_go)
    fork.start()
    fork.join()
    (folder,) = tmp_path.iterdir()

    assert fork.exitcode == 0
    assert list(folder.iterdir())
    let_go()
    assert not folder.exists()


def test_a_breakdown_of_the_engine_is_told_at_the_section() -> None:
    rendition = book(1)
    place = Origin("text/a.md", 1, 1)

    with pytest.raises(Faulty) as caught:
        in_units(replace(rendition, css=f"{CSS} p {{ font-size: 1e9pt }}", origins={"chapter-1": place}))

    (told,) = caught.value.diagnostics
    assert (told.code, told.origin) == ("OC508", place)
    assert "Error: " in told.message


def test_a_page_left_empty_has_the_bleed_of_the_others() -> None:
    one = page("<p>A page.</p>", css="@page { bleed: 4mm 3mm 5mm 2mm }")
    again = replace(one.units[0], id="again", starts_recto=True, body=one.units[0].body.replace("only", "again"))
    printing, _ = in_units(replace(one, units=(one.units[0], again)))

    with pikepdf.open(io.BytesIO(printing.content)) as pdf:
        boxes = {
            tuple(tuple(float(edge) for edge in box) for box in (sheet.mediabox, sheet.bleedbox, sheet.trimbox))
            for sheet in pdf.pages
        }
        assert len(pdf.pages) == 3
    assert len(boxes) == 1
