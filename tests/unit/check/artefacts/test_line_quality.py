"""What is not well set is told with its page, its line and its place in the manuscript."""

import pytest
import weasyprint

from octavo.check.artefacts.line_quality import LineReport, examine_lines
from octavo.model.origin import NOWHERE, Origin
from octavo.pdf.lines import PdfLine, blocks
from octavo.pdf.opened_file import OpenedFile
from tests.unit.typeset.samples import SENTENCE, page
from tests.whole_document import lay_out

HERE = Origin("content/stock/text/01.md", 7, 1)
LEADING = 14.0


def examined(body: str, css: str = "", sections: tuple[str, ...] = ("only",)) -> LineReport:
    """Set ``body`` and examine the lines."""
    content = lay_out(page(body, css=css))[0].content
    return examine_lines(content, origins={"here": HERE}, sections=sections, leading=LEADING)


def kinds(report: LineReport) -> list[str]:
    return [finding.kind for finding in report.findings]


def lines_of(body: str, css: str = "") -> list[PdfLine]:
    file = OpenedFile(lay_out(page(body, css=css))[0].content)
    return [line for block in blocks(file) if block.role == "P" for line in block.lines]


def test_a_well_set_paragraph_is_fine() -> None:
    report = examined(f"<p>{SENTENCE * 2}</p>", "p { text-align: left }")

    assert report.findings == ()
    assert report.pages == 1
    assert report.lines > 5
    assert 0.18 < report.mean_space < 0.5


def test_lines_have_their_words_and_word_spaces() -> None:
    body = "<p>Oil for <em>nine</em> days<sup>1</sup> and nights.<br/>Wind north.</p>"
    first, last = lines_of(body, "p { text-indent: 0 } sup { line-height: 0 }")

    assert (first.text, last.text) == ("Oil for nine days1 and nights.", "Wind north.")
    assert (len(first.spaces), len(last.spaces)) == (5, 1)
    assert (first.page, round(first.size), round(first.left - last.left, 2)) == (1, 10, 0)
    assert round(first.baseline - last.baseline, 1) == LEADING
    assert last.mean_space == pytest.approx(0.25, abs=0.06)
    assert lines_of("<p>Oil</p>")[0].mean_space is None


@pytest.mark.parametrize(("space", "expected"), [("0.5em", ["loose line"]), ("-0.15em", ["tight line"]), ("0", [])])
def test_a_line_with_too_much_or_too_little_space_is_told(space: str, expected: list[str]) -> None:
    report = examined('<p id="here">Oil for nine days and<br/>wind north.</p>', f"p {{ word-spacing: {space} }}")

    assert kinds(report) == expected
    assert [(found.page, found.line, found.origin, found.words) for found in report.findings] == [
        (1, 2, HERE, "Oil for nine days and")
    ] * len(expected)


def test_display_lines_may_be_tight() -> None:
    css = "p { word-spacing: -0.15em; font-size: 20pt; line-height: 28pt }"

    assert kinds(examined("<p>The Light<br/>House</p>", css)) == []


def test_what_stands_before_the_first_known_place_has_none() -> None:
    (found,) = examined("<p>Oil for nine days and<br/>wind north.</p>", "p { word-spacing: 0.5em }").findings

    assert (found.kind, found.origin) == ("loose line", NOWHERE)


def test_long_lines_are_shown_by_their_beginning() -> None:
    (found, *_) = examined(f"<p>{SENTENCE}</p>", "p { word-spacing: 0.6em }").findings

    assert found.words.endswith("…")
    assert len(found.words) <= 41


def test_a_ladder_of_hyphens_is_told_once() -> None:
    report = examined(
        '<p id="here">lighthouse-<br/>keeper-<br/>lamp-<br/>oil and wick</p><p>oil-<br/>lamp-<br/>wicks</p>'
    )

    assert [(found.kind, found.value, found.line) for found in report.findings] == [("ladder", "3 lines", 2)]
    assert report.hyphens == 5


def test_a_short_last_line_is_a_runt_but_for_page_numbers() -> None:
    body = "".join(f"<p>Oil for nine days and<br/>{last}</p>" for last in ("on.", "12", "p. 9", "pp. 9.", "night"))

    assert [(found.kind, found.words) for found in examined(body).findings] == [("runt", "on.")]


FILL = "<p>Oil and wick.</p>"
SMALL = "@page { size: 148mm 100mm; margin: 15mm 16mm 15mm } h1 { break-after: avoid } p { orphans: 1; widows: 1 }"


def test_paragraphs_that_leave_one_line_behind_are_told() -> None:
    found = set()
    for count in range(5, 13):
        report = examined(
            FILL * count + "<p>Oil for nine days<br/>and wind north<br/>and more oil</p>" + FILL * 9, SMALL
        )
        found |= set(kinds(report))

    assert {"orphan", "widow"} <= found


def test_a_heading_at_the_foot_and_a_hyphen_at_a_page_turn_are_told() -> None:
    found = set()
    for count in range(3, 13):
        body = FILL * count + "<h2>Oil</h2><p>Oil for nine days<br/>and wind north-<br/>west-<br/>ward</p>" + FILL * 12
        found |= set(kinds(examined(body, SMALL + "h2 { break-after: auto; font-size: 10pt; margin: 0 }")))

    assert {"heading at the foot", "hyphen at a page turn"} <= found


def test_a_page_full_of_hyphens_is_told() -> None:
    report = examined("<p>oil-<br/>lamp-<br/>wicks</p>" * 3)

    assert [(found.kind, found.value, found.line) for found in report.findings] == [("many hyphens", "6 lines", 0)]


BREAK = '<p style="break-before: page">Oil and wick.</p>'


def test_short_pages_and_uneven_spreads_are_told_within_a_section() -> None:
    report = examined(FILL * 30 + BREAK + FILL * 9 + BREAK + FILL * 29 + BREAK + FILL * 3)

    assert [(found.page, found.kind, found.value) for found in report.findings] == [
        (2, "short page", "28% filled"),
        (2, "uneven spread", "-20 lines on the left"),
    ]


def test_the_last_page_of_a_section_may_be_short() -> None:
    body = FILL * 30 + BREAK + FILL * 2 + '<section id="next" style="break-before: recto">' + FILL * 30 + "</section>"

    assert kinds(examined(body, sections=("only", "next"))) == []


def test_a_page_that_is_empty_has_no_findings() -> None:
    assert examined("", "h1 { display: none }").findings == ()


def test_an_untagged_pdf_has_no_lines() -> None:
    content = weasyprint.HTML(string="<p>oil").write_pdf()

    assert examine_lines(content, origins={}, sections=(), leading=LEADING) == LineReport(
        pages=1, lines=0, hyphens=0, mean_space=0.0, findings=()
    )


def test_a_line_that_begins_with_a_space_is_read() -> None:
    first, last = lines_of("<p style='white-space: pre-wrap'>oil\n  and wick</p>")

    assert (first.text, last.text, len(last.spaces)) == ("oil", "and wick", 1)
