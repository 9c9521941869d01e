"""The rules that every PDF for readers keeps: each is broken here, and told."""

import io

import pikepdf
import pytest
import weasyprint

from octavo.check.artefacts.examination import Alike
from octavo.model.origin import Origin
from octavo.model.output import Artefact, FontFace
from tests.pdf_document import read_pdf
from tests.unit.check.artefacts.judging import NO_BOOK, examine, faults_of_pdf, pdf
from tests.unit.typeset.samples import FACES, page
from tests.whole_document import lay_out


def printed(body: str) -> bytes:
    """Lay out ``body`` after a heading, and return the PDF."""
    return lay_out(page(body))[0].content


def reference(number: str) -> str:
    """Return the markup of a reference that says the last paragraph is on page ``number``."""
    return (
        f'<p>p. <span class="page-ref"><span class="page-number" data-target="end">{number}</span></span></p>'
        '<p id="end" style="break-before: page">The end.</p>'
    )


def test_a_right_reference_is_fine() -> None:
    assert faults_of_pdf(printed(reference("2")), FACES) == ()


@pytest.mark.parametrize("number", ["1", "20", "ii", "2a"])
def test_a_wrong_reference_is_told_at_its_target(number: str) -> None:
    place = Origin("text/01.md", 9, 1)

    (told,) = faults_of_pdf(printed(reference(number)), FACES, {"end": place})

    assert (told.code, told.origin) == ("OC506", place)
    assert told.message == f"a printed reference says page {number}, but 'end' is on page 2"


def test_a_reference_to_nothing_is_told() -> None:
    (told,) = faults_of_pdf(printed('<p><span class="page-number" data-target="gone">7</span></p>'), FACES)

    assert told.message == "a printed reference says page 7, but 'gone' is on page none"


def test_a_font_of_another_family_is_told() -> None:
    (told,) = faults_of_pdf(printed("<p>oil</p>"), [FontFace(family="Other", file="other.ttf")])

    assert (told.code, "'Literata'" in told.message) == ("OC502", True)


def test_a_font_that_is_not_embedded_is_told() -> None:
    with pikepdf.open(io.BytesIO(printed("<p>oil</p>"))) as pdf:
        for item in pdf.objects:
            if isinstance(item, pikepdf.Dictionary) and "/FontFile2" in item:
                del item["/FontFile2"]
        target = io.BytesIO()
        pdf.save(target)

    assert {told.code for told in faults_of_pdf(target.getvalue(), FACES)} == {"OC502"}


@pytest.mark.parametrize(
    ("holder", "key", "part"),
    [
        ("/Root", "/Lang", "language"),
        ("/Root", "/Outlines", "outline"),
        ("/Root", "/PageLabels", "page labels"),
        ("/Root", "/MarkInfo", "tags"),
        ("/Root", "/StructTreeRoot", "tags"),
        ("/Root", "/Metadata", "metadata"),
        ("/Info", "/Title", "title"),
    ],
)
def test_a_missing_part_is_told(holder: str, key: str, part: str) -> None:
    with pikepdf.open(io.BytesIO(printed("<p>oil</p>"))) as pdf:
        del pdf.trailer[holder][key]
        target = io.BytesIO()
        pdf.save(target)

    assert [str(told).split(" · ")[0] for told in faults_of_pdf(target.getvalue(), FACES)] == [
        f"a.pdf: error OC507: the PDF has no {part}"
    ]


def test_a_line_that_ends_in_a_divided_word_ends_with_its_own_hyphen() -> None:
    text = [
        piece for piece in read_pdf(printed("<p>" + "lighthouse-keeper " * 40 + "</p>")).pieces if piece.role == "P"
    ]

    divided = [piece.text for piece in text if piece.text.endswith("\u2010")]
    assert divided
    assert len({piece.baseline for piece in text}) > 3


def test_an_untagged_pdf_has_no_text_to_read() -> None:
    content = weasyprint.HTML(string="<p>oil").write_pdf()

    assert read_pdf(content).pieces == ()


def test_artefacts_are_judged_by_their_kind() -> None:
    content = printed(reference("1"))
    text = Artefact(name="a.txt", media_type="text/plain", content=content)

    assert [told.code for told in faults_of_pdf(content, FACES)] == ["OC506"]
    assert examine([Alike(book=NO_BOOK, artefacts=(text,), faces=FACES)]) == ()


@pytest.mark.parametrize("are_alike", [True, False])
def test_each_of_several_files_of_one_kind_is_judged(are_alike: bool) -> None:  # noqa: FBT001 - it is a parameter
    faulty, sound = pdf(printed(reference("1")), "first.pdf"), pdf(printed(reference("2")), "second.pdf")
    groups = [(faulty, sound)] if are_alike else [(faulty,), (sound,)]

    (told,) = examine([Alike(book=NO_BOOK, artefacts=each, faces=FACES) for each in groups])

    assert (told.code, told.origin) == ("OC506", Origin("first.pdf"))
