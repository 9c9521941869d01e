"""A table that is too wide for a page stands across the height of one that is turned, over as many as it needs."""

import io
from dataclasses import replace
from pathlib import Path

import pikepdf
import pydyf
import pytest

from octavo.model.output import Rendition, Unit
from octavo.model.printing import TextArea
from octavo.pdf.opened_file import OpenedFile
from octavo.typeset.broadside import turn_objects, turned_area
from tests import judges
from tests.unit.check.artefacts.judging import faults_of_pdf
from tests.unit.typeset.samples import FACES, SENTENCE, in_units, page

MM = 72 / 25.4
BROADSIDE = """
@page:left { margin-left: 16mm; margin-right: 12mm } @page:right { margin-left: 12mm; margin-right: 16mm }
@page broadside { size: 210mm 148mm; margin-left: 18mm; margin-right: 15mm }
@page broadside:left { margin-top: 16mm; margin-bottom: 12mm }
@page broadside:right { margin-top: 12mm; margin-bottom: 16mm }
figure[data-broadside] { page: broadside; margin: 0 } figure { margin: 0 }
body { margin: 0 } table { font-size: 10pt } td { white-space: nowrap }
"""


def wide(rows: int, *, identifier: str = "wide", columns: int = 5) -> str:
    """Return a table that is wider than a page and, of five columns, no wider than it is high."""
    cells = f"<td>{'m' * 10}</td>" * (columns - 2)
    note = '<a class="note-call" href="#note" id="call">1</a><span class="footnote" id="note">1 Of oil.</span>'
    first = f'<tr><td><a href="#only">at the start</a></td>{cells}<td>lamp{note}</td></tr>'
    body = first + f"<tr><td>oil</td>{cells}<td>wick</td></tr>" * (rows - 1)
    head = f"<thead><tr>{'<th>Head</th>' * columns}</tr></thead>"
    return f'<figure id="{identifier}"><figcaption>Oil</figcaption><table>{head}<tbody>{body}</tbody></table></figure>'


def book(body: str, *, starts_recto: bool = False) -> Rendition:
    """Return a section with ``body``, behind one of a page, so that it begins on the left if it may."""
    rendition = page(f"<p>{SENTENCE}</p>{body}<p>{SENTENCE}</p>", css=BROADSIDE)
    before = '<section id="one"><h1>One</h1></section>'
    one = Unit(id="one", kind="text", matter="body", title="One", body=before, language="en")
    return replace(rendition, units=(one, replace(rendition.units[0], starts_recto=starts_recto)))


@pytest.mark.parametrize("starts_recto", [False, True])
def test_a_wide_table_is_turned_on_either_side(*, starts_recto: bool) -> None:
    printing, told = in_units(book(wide(50), starts_recto=starts_recto))
    assert told == ()
    drawn = [OpenedFile(printing.content).drawn_page(each) for each in OpenedFile(printing.content).pages.values()]
    upward = [[run for run in each.runs if run.reads_upwards] for each in drawn]
    first = printing.page_map.pages["wide"]
    turned = [place for place, runs in enumerate(upward, start=1) if runs]

    assert turned == [first, first + 1, first + 2]
    assert all(sum(run.text == "Head" for run in upward[place - 1]) == 5 for place in turned)  # the head is repeated
    assert "Of oil." in "".join(run.text for run in upward[first - 1])  # its note is turned with it
    # The caption begins at the inner or outer margin, and at the foot of the text.
    (caption,) = [run for run in upward[first - 1] if run.text == "Oil"]
    margin = (12 if first % 2 else 16) * MM
    assert margin < -caption.baseline < margin + 14
    assert caption.left == pytest.approx(18 * MM, abs=1)
    # The folio stands upright where it does on other pages.
    assert [run.text for run in drawn[first - 1].runs if run.is_level] == [str(first)]
    assert all(each.trim[2:] == pytest.approx((148 * MM, 210 * MM), abs=0.01) for each in drawn)
    assert faults_of_pdf(printing.content, FACES) == ()


def test_links_and_places_turn_with_their_table() -> None:
    printing, _ = in_units(book(wide(3)))
    number = printing.page_map.pages["wide"]
    with pikepdf.open(io.BytesIO(printing.content)) as pdf:
        links = [[float(edge) for edge in each.Rect] for each in pdf.pages[number - 1].Annots]
        place = [float(each) for each in list(pikepdf.NameTree(pdf.Root.Names.Dests)["wide"])[2:4]]
    area = printing.layout.areas[number]
    read = OpenedFile(printing.content)
    runs = read.drawn_page(list(read.pages.values())[number - 1]).runs
    (linked,) = [run for run in runs if run.text == "at the start"]

    assert len(links) == len(("to the start", "to the note"))
    assert any(
        left < -linked.baseline < right and low - 1 < linked.left < linked.right < high + 1
        for left, low, right, high in links
    )
    assert place == pytest.approx([area.left, area.bottom], abs=0.1)
    assert area.right - area.left == pytest.approx(120 * MM, abs=0.1)


def test_a_turned_table_is_accessible(tmp_path: Path) -> None:
    path = tmp_path / "turned.pdf"
    path.write_bytes(in_units(book(wide(50)))[0].content)
    (verdict,) = judges.verapdf_ua1([path])

    assert verdict.is_valid, verdict


def test_what_stands_in_a_box_is_not_turned() -> None:
    _, told = in_units(book(f"<aside>{wide(3)}</aside>"))

    assert [each.code for each in told] == ["OC504"]


def test_a_table_that_leaves_the_paper_though_it_is_turned_is_an_error() -> None:
    printing, told = in_units(book(wide(3, columns=14)))

    assert [each.code for each in told] == ["OC504"]
    assert {each.code for each in faults_of_pdf(printing.content, FACES)} == {"OC704"}


def test_nothing_is_turned_where_no_frame_can_be_made() -> None:
    """A section with a page of a side of its own cannot be turned over, so its pages have no frames."""
    _, told = in_units(book(f'{wide(3)}<p style="break-before: right">On the right.</p>'))

    assert [each.code for each in told] == ["OC504"]


def test_an_area_is_turned_to_the_left() -> None:
    assert turned_area((10, 20, 30, 50), 100) == TextArea(left=50, bottom=10, right=80, top=30)


def test_links_pictures_and_patterns_are_turned_with_their_page() -> None:
    pdf = pydyf.PDF()
    link = pydyf.Dictionary({"Subtype": "/Link", "Rect": pydyf.Array([10, 20, 30, 40])})
    pattern = pydyf.Stream(extra={"Matrix": pydyf.Array([1, 0, 0, 1, 5, 6])})
    page, other = (pydyf.Dictionary({"MediaBox": pydyf.Array([0, 0, 595, 420])}) for _ in range(2))
    figure, elsewhere = (pydyf.Dictionary({"A": {"BBox": pydyf.Array([10, 20, 30, 40])}}) for _ in range(2))
    for each in (link, pattern, page, other, figure, elsewhere):
        pdf.add_object(each)
    page["Annots"], figure["Pg"], elsewhere["Pg"] = pydyf.Array([link.reference]), page.reference, other.reference

    turn_objects(pdf, {page.number: 420.0}, {page.number: [pattern]})

    assert page["MediaBox"] == [0, 0, 420, 595]
    assert link["Rect"] == figure["A"]["BBox"] == [380, 10, 400, 30]
    # A point 5 to the right and 6 up is 414 to the right and 5 up on the turned page.
    assert pattern.extra["Matrix"] == [0, 1, -1, 0, 414, 5]
    assert (other["MediaBox"], elsewhere["A"]["BBox"]) == ([0, 0, 595, 420], [10, 20, 30, 40])
