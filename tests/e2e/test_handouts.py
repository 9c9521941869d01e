"""Sheets for the class, in finished files: what each holds and no more, for pupils and for teachers, on both papers."""

import io
import re
import shutil
import zipfile
from collections import Counter
from collections.abc import Mapping
from itertools import pairwise
from pathlib import Path
from xml.etree import ElementTree as ET

import pikepdf
import pytest
import segno
import zxingcpp
from pypdfium2 import PdfDocument
from pypdfium2.raw import FPDF_PAGEOBJ_PATH

from octavo import pipeline
from octavo.jobs.store import Store
from octavo.model.look import Variant
from octavo.pdf.opened_file import OpenedFile
from octavo.pipeline import BookResult, Options
from octavo.pipeline.handouts import HandoutOrder
from octavo.pipeline.to_order import Order, make_to_order
from octavo.project import Project, find_project
from tests.bench.visual_order import visual_order
from tests.judges import epubcheck, verapdf_ua1

ROOT = Path(__file__).parents[2]
ADDRESS = "https://example.org/lighthouse/"
MM = 72 / 25.4

QUESTIONS = """::: questions
1. Why were there two keepers? [2]
2. Was the lamp out? Use [the debate](#quarrel) and [the tower](#tower). [3]
:::
"""
ANSWERS = """- question: 1
  answer: So that one could sleep while the other watched the wick.
  mark-scheme:
    - {text: one slept, marks: 1}
    - {text: the other watched, marks: 1}
  sources: [holm1950]
- question: 2
  answer: Nobody can know; Marsh wrote in favour of the fisherman.
  mark-scheme: [{text: the bias of a witness, marks: 3}]
  sources: [marsh1901]
- document: log-1906
  answer: He leaves out his own fright.
  mark-scheme: [{text: fright, marks: 1}]
  sources: [marsh1901]
"""
SECRETS = ("wick", "fisherman", "own fright", "slept", "bias", "aloud twice")
"""Words of answers, mark schemes and notes."""

HANDOUTS = """sheets:
  - id: storm
    title: The night of the storm
    content: [quarrel, log-1906, storm/2]
    teacher-notes: Read the log aloud twice.
  - id: costs
    title: The tower
    content: [costs, event-first-lit, storm/1]
    notes-column: false
"""
MARGINS = "A Lighthouse · Version 1.0.0 · 24 November 2026 · CC BY 4.0 page 1 of 1 Notes Turn over"
"""What stands in the margins of a page."""

LOG = "Wind north-west, and rising all the day, so that nobody could stand on the rock. No boat. *Lamp in order.* " * 5


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """Return a project with the stock book, with sheets, answers and an address."""
    root, share = tmp_path_factory.mktemp("handouts"), find_project(ROOT)
    book = root / "content" / "stock"
    shutil.copytree(ROOT / "tests/stock", book)
    settings = book / "book.yaml"
    settings.write_text(f"{settings.read_text()}base-url: {ADDRESS}\nformats: [pdf, handouts]\n")
    storm = book / "text" / "02-storm.md"
    text = storm.read_text().replace("What does the keeper leave out?", "What does the keeper leave out? [1]")
    storm.write_text(re.sub(r"::: questions\n.*?:::\n", QUESTIONS, text, flags=re.DOTALL))
    log = book / "documents.yaml"
    log.write_text(log.read_text().replace("Wind north-west. No boat. *Lamp in order.*", LOG))
    (book / "answers").mkdir()
    (book / "answers" / "storm.yaml").write_text(ANSWERS)
    (book / "handouts.yaml").write_text(HANDOUTS)
    return Project(root=root, templates=share.templates, styles=share.styles)


@pytest.fixture(scope="module")
def result(project: Project, common_store: Path) -> BookResult:
    """Return what became of the book and its sheets, built once."""
    (built,) = pipeline.build(project, ["stock"], Options(strict=True, store=Store(common_store)))
    return built


@pytest.fixture(scope="module")
def sheets(project: Project, result: BookResult) -> Mapping[str, bytes]:
    """Return the sheets by the names of their files."""
    folder = project.output / "stock"
    return {
        name: (folder / name).read_bytes() for name in result.files if name.startswith(("handouts/a4", "handouts/le"))
    }


@pytest.fixture(scope="module")
def travelling(project: Project, result: BookResult) -> Mapping[str, bytes]:
    """Return the other files of the sheets by their names."""
    folder = project.output / "stock"
    return {
        name: (folder / name).read_bytes()
        for name in result.files
        if name.startswith("handouts/") and not name.endswith(".pdf")
    }


@pytest.fixture(scope="module")
def variants(project: Project, result: BookResult, common_store: Path) -> Mapping[Variant, Path]:
    """Return a sheet in every variant, made to order, behind the build, which has made what they share."""
    asked = tuple(variant for variant in Variant if variant is not Variant.STANDARD)
    wanted = HandoutOrder(words=("storm",), audience="pupil", papers=("letter",), variants=asked)
    ordered = make_to_order(
        project, Order(book="stock", plan=wanted.plan), Options(strict=True, store=Store(common_store))
    )
    assert (result.diagnostics, ordered.diagnostics) == ((), ())
    return {variant: project.extra / "stock" / name for variant, name in zip(asked, ordered.files, strict=True)}


def pages(content: bytes) -> list[str]:
    """Return the words of each page."""
    with PdfDocument(content) as document:
        return [" ".join(page.get_textpage().get_text_range().replace("\ufffe", "").split()) for page in document]


def everything(content: bytes) -> bytes:
    """Return all that a file holds: files in files, and all objects of a PDF with their streams unpacked."""
    if content.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return b"\n".join(
                each for name in archive.namelist() for each in (name.encode(), everything(archive.read(name)))
            )
    if not content.startswith(b"%PDF"):
        return content
    with pikepdf.open(io.BytesIO(content)) as pdf:
        found = [each.read_bytes() if isinstance(each, pikepdf.Stream) else b"" for each in pdf.objects]
        return b"\n".join([*found, *(each.unparse() for each in pdf.objects), *map(str.encode, pages(content))])


def ruled(content: bytes) -> list[tuple[int, float]]:
    """Return the ruled lines: the page of each, and how high it stands in mm."""
    with PdfDocument(content) as document:
        found = [
            (number, bottom / MM)
            for number, page in enumerate(document, start=1)
            for left, bottom, right, top in (each.get_bounds() for each in page.get_objects([FPDF_PAGEOBJ_PATH]))
            if top - bottom < 9 * MM and 330 < right - left < 345
        ]
    return sorted(found, key=lambda each: (each[0], -each[1]))


def test_each_sheet_is_made_on_both_papers_for_pupils_and_teachers(result: BookResult) -> None:
    assert result.diagnostics == ()
    assert {name for name in result.files if name != "stock.pdf"} == {
        *(
            f"handouts/{paper}/{sheet}{audience}.pdf"
            for paper in ("a4", "letter")
            for sheet in ("storm", "costs")
            for audience in ("", "-teacher")
        ),
        *(f"handouts/{kind}/{sheet}.{kind}" for kind in ("docx", "epub") for sheet in ("storm", "costs")),
        *(f"handouts/stock-handouts{audience}.zip" for audience in ("", "-teacher")),
    }


def test_answers_and_notes_are_in_the_files_of_teachers_alone(
    project: Project, sheets: Mapping[str, bytes], travelling: Mapping[str, bytes]
) -> None:
    for name, content in {**sheets, **travelling}.items():
        held = everything(content)
        if "-teacher." in name:
            assert any(secret.encode() in held for secret in SECRETS)
        else:
            assert [secret for secret in SECRETS if secret.encode() in held] == []
    assert set(SECRETS) <= {
        secret for name, content in sheets.items() for secret in SECRETS if secret in " ".join(pages(content))
    }
    manifest = (project.output / "stock" / "manifest.json").read_text()
    assert [secret for secret in SECRETS if secret in manifest] == []


def test_a_teachers_copy_says_so_where_pupils_write_their_names(sheets: Mapping[str, bytes]) -> None:
    for name, content in sheets.items():
        (first, *_) = pages(content)
        says_so, has_fields = "Teacher’s copy, with answers" in first, "Name Class Date" in first
        assert (says_so, has_fields) == ((True, False) if name.endswith("-teacher.pdf") else (False, True))


def test_a_sheet_lists_what_it_uses_and_no_more(sheets: Mapping[str, bytes]) -> None:
    storm, costs = (" ".join(pages(sheets[f"handouts/a4/{name}.pdf"])) for name in ("storm", "costs"))

    assert "Glossary relief" in storm
    assert "People Lark, Tom" in storm
    assert "Marsh, Edith. 1901" in storm
    assert "Chronology" not in storm
    assert "Wren" not in storm
    assert "Fresnel" not in storm
    assert "Chronology 1 March 1884" in costs
    assert "Bibliography" not in costs


def test_what_is_numbered_keeps_the_number_of_the_book_and_sources_are_counted_on_the_sheet(
    sheets: Mapping[str, bytes],
) -> None:
    storm, costs = (" ".join(pages(sheets[f"handouts/letter/{name}.pdf"])) for name in ("storm", "costs"))

    assert "Source A" in storm
    assert "Table 1" in costs
    assert "Sheet 2 of 2" in costs
    assert "page 1 of 1" in costs


def test_a_reference_names_the_page_of_the_printed_book(project: Project, sheets: Mapping[str, bytes]) -> None:
    storm = " ".join(pages(sheets["handouts/a4/storm.pdf"]))
    printed = pages((project.output / "stock" / "stock.pdf").read_bytes())
    page = next(number for number, words in enumerate(printed, 1) if "was lit in 1884, and" in words)

    assert f"the tower (see the book, p. {page})" in storm
    assert "the debate (see" not in storm


def test_a_question_has_two_lines_for_each_mark_and_stands_on_one_page(sheets: Mapping[str, bytes]) -> None:
    for paper in ("a4", "letter"):
        lines = ruled(sheets[f"handouts/{paper}/storm.pdf"])
        steps = [one - other for (page, one), (again, other) in pairwise(lines) if page == again]

        # One mark for the question under the source, three for the other.
        assert len(lines) == 2 * (1 + 3)
        assert sum(8 <= step <= 9 for step in steps) == 1 + 5
        assert ruled(sheets[f"handouts/{paper}/storm-teacher.pdf"]) == []


def test_lines_of_a_source_are_the_same_on_both_papers_and_every_fifth_is_numbered(sheets: Mapping[str, bytes]) -> None:
    found = []
    for paper in ("a4", "letter"):
        with PdfDocument(sheets[f"handouts/{paper}/storm.pdf"]) as document:
            page = document[0].get_textpage()
            text = page.get_text_range()
            first = text.index("Wind north-west, and rising")
            found.append(text[first : text.index("Oil for nine days", first)])
            starts = [first, *(first + each.end() for each in re.finditer(r"\r\n", found[-1]))]
            heights = {number: page.get_charbox(text.index(f"\n{number}", first) + 1)[1] for number in (5, 10)}

            assert abs(heights[5] - page.get_charbox(starts[4])[1]) < 2
            assert heights[10] < page.get_charbox(starts[8])[1]

    assert found[0] == found[1]


def test_the_code_on_the_sheet_is_read_at_150_dpi_and_large_enough(sheets: Mapping[str, bytes]) -> None:
    for name, content in sheets.items():
        with PdfDocument(content) as document:
            image = document[0].render(scale=150 / 72).to_pil().convert("L")
        (code,) = zxingcpp.read_barcodes(image)
        corners = code.position
        side = (corners.top_right.x - corners.top_left.x) / 150 * 25.4

        assert (code.text, str(code.format)) == (ADDRESS, "QR Code"), name
        assert side >= 20, name
        # The quiet zone of four modules is white on the sides that face the text.
        zone = 4 * (corners.top_right.x - corners.top_left.x) / len(segno.make_qr(ADDRESS, error="m").matrix)
        left, top, bottom = corners.top_left.x, corners.top_left.y, corners.bottom_left.y
        beside = image.crop((int(left - zone + 2), int(top), int(left - 1), int(bottom)))
        below = image.crop((int(left), int(bottom + 2), int(corners.top_right.x), int(bottom + zone - 2)))
        assert [min(each.tobytes()) for each in (beside, below)] == [255, 255], name
    assert "example.org/lighthouse" in pages(sheets["handouts/a4/storm.pdf"])[0]


def test_sheets_are_accessible(project: Project, sheets: Mapping[str, bytes], variants: Mapping[Variant, Path]) -> None:
    verdicts = verapdf_ua1([*(project.output / "stock" / name for name in sheets), *variants.values()])

    assert [each.is_valid for each in verdicts] == [True] * (8 + 4), verdicts


def test_sheets_are_read_in_the_order_in_which_the_eye_finds_things(
    sheets: Mapping[str, bytes], variants: Mapping[Variant, Path]
) -> None:
    """One sheet has the title of its unit, so that its number alone stands at its head."""
    files = {**sheets, **{path.name: path.read_bytes() for path in variants.values()}}

    assert {name: faults for name, content in files.items() if (faults := visual_order(content).faults)} == {}
    assert "The storm · Sheet 1 of 2 The night of the storm " in pages(sheets["handouts/a4/storm.pdf"])[0]
    assert "Sheet 2 of 2 The tower " in pages(sheets["handouts/a4/costs.pdf"])[0]


def words_of_document(content: bytes) -> list[str]:
    """Return the words of a DOCX: those of its text and those of its footnotes."""
    prefix = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
    spaces = {f"{prefix}tab": " ", f"{prefix}br": " "}
    found: list[str] = []
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        for part in ("word/document.xml", "word/footnotes.xml"):
            for paragraph in ET.fromstring(archive.read(part)).iter(f"{prefix}p"):  # noqa: S314 - made by us
                pieces = (
                    spaces.get(each.tag, each.text if each.tag == f"{prefix}t" else "") for each in paragraph.iter()
                )
                found += "".join(piece or "" for piece in pieces).split()
    return found


@pytest.mark.parametrize("sheet", ["storm", "costs"])
def test_a_document_for_word_processors_has_the_words_of_the_sheet_and_its_kinds_of_paragraphs(
    sheets: Mapping[str, bytes], travelling: Mapping[str, bytes], sheet: str
) -> None:
    content = travelling[f"handouts/docx/{sheet}.docx"]
    printed = Counter(" ".join(pages(sheets[f"handouts/a4/{sheet}.pdf"])).split())
    written, furniture = Counter(words_of_document(content)), Counter(MARGINS.split())

    missing = printed - written - furniture - furniture
    # A word processor makes the numbers of lists by itself.
    assert [word for word in missing.elements() if not re.fullmatch(r"\d+\.?", word)] == []
    assert not written - printed
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        document, foot = (archive.read(f"word/{name}.xml").decode() for name in ("document", "footer1"))
    styles = Counter(re.findall(r'w:pStyle w:val="(\w+)"', document))
    assert styles["AnswerLine"] == len(ruled(sheets[f"handouts/a4/{sheet}.pdf"]))
    assert styles["Question"] >= 1
    assert ("SourceText" in styles) == (sheet == "storm")
    assert "CC BY 4.0" in foot
    assert "NUMPAGES" in foot


def test_a_sheet_is_a_small_ebook_of_its_own(project: Project, travelling: Mapping[str, bytes]) -> None:
    names = [name for name in travelling if name.endswith(".epub")]
    identifiers = {
        found[1] for name in names if (found := re.search(rb"urn:uuid:([0-9a-f-]{36})", everything(travelling[name])))
    }

    assert len(identifiers) == len(names) == 2
    assert all(len(travelling[name]) < 50_000 for name in names)
    (verdict,) = epubcheck([project.output / "stock" / "handouts/epub/storm.epub"])
    assert verdict.findings == (), verdict


def test_an_archive_has_all_files_of_its_readers_and_a_page_that_leads_to_them(
    sheets: Mapping[str, bytes], travelling: Mapping[str, bytes]
) -> None:
    every = {name.removeprefix("handouts/"): content for name, content in {**sheets, **travelling}.items()}
    for audience in ("", "-teacher"):
        with zipfile.ZipFile(io.BytesIO(travelling[f"handouts/stock-handouts{audience}.zip"])) as archive:
            held = {name: archive.read(name) for name in archive.namelist() if name != "index.html"}
            index = archive.read("index.html").decode()

        assert held == {
            name: content
            for name, content in every.items()
            if not name.endswith(".zip") and ("-teacher." in name) == bool(audience)
        }
        assert set(re.findall(r'href="([^"]+)"', index)) == set(held)
        assert re.findall(r"<h2>(.*?)</h2>", index) == [
            "The night of the storm",
            "The tower",
        ]


@pytest.mark.parametrize(("variant", "size"), [(Variant.LARGE_16, 16), (Variant.LARGE_18, 18), (Variant.DYSLEXIA, 13)])
def test_nothing_on_a_sheet_is_smaller_than_its_edition(
    variants: Mapping[Variant, Path], variant: Variant, size: int
) -> None:
    file = OpenedFile(variants[variant].read_bytes())
    glyphs = [glyph for page in file.pages.values() for shown in file.drawn(page) for glyph in shown.glyphs()]

    assert {glyph.text for glyph in glyphs if glyph.text.strip() and glyph.size < size - 0.1} == set()
    assert "Notes" not in pages(variants[variant].read_bytes())[0].split()


def test_a_sheet_for_copiers_has_the_pages_of_the_standard_one(
    sheets: Mapping[str, bytes], variants: Mapping[Variant, Path]
) -> None:
    assert pages(variants[Variant.COPIER].read_bytes()) == pages(sheets["handouts/letter/storm.pdf"])


def test_a_sheet_is_made_to_order_of_what_is_named(project: Project, common_store: Path) -> None:
    wanted = HandoutOrder(words=("1.1", "storm/2"), audience="teacher", papers=("letter",))
    ordered = make_to_order(project, Order(book="stock", plan=wanted.plan), Options(store=Store(common_store)))

    assert ordered.diagnostics == ()
    assert ordered.files == ("stock-1-1-storm-2-sheet-letter-teacher.pdf",)
    (words,) = {" ".join(pages((project.extra / "stock" / name).read_bytes())) for name in ordered.files}
    assert "How it was built" in words
    assert "fisherman" in words
    assert "Sheet " not in words
