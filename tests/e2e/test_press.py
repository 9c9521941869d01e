"""Files for a print shop: pages and cover, read again by other programs."""

import io
import re
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest
import zxingcpp
from PIL import ImageChops
from pypdfium2 import PdfDocument

from octavo import pipeline
from octavo.jobs.store import Store
from octavo.model.printing import POINTS_PER_MM
from octavo.pipeline import Options
from octavo.pipeline.result import BookResult
from octavo.project import Project, find_project
from tests.e2e.workshop import ROOT

ISBN = "978-3-16-148410-0"
PRESS = f"""formats: [pdf, press]
identifiers: {{print: {ISBN}}}
press: {{thickness: 0.8, bleed: 4, marks: true, spine: The Spine}}
"""
BLEED, LEAF = 4.0, 0.8


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """Return a project with the stock book, which goes to a print shop."""
    root, share = tmp_path_factory.mktemp("press"), find_project(ROOT)
    shutil.copytree(ROOT / "tests/stock", root / "content" / "stock")
    settings = root / "content" / "stock" / "book.yaml"
    text = re.sub(r"^(formats|identifiers):.*\n", "", settings.read_text(), flags=re.MULTILINE)
    settings.write_text(text + PRESS)
    return Project(root=root, templates=share.templates, styles=share.styles)


@pytest.fixture(scope="module")
def result(project: Project, common_store: Path) -> BookResult:
    (built,) = pipeline.build(project, ["stock"], Options(strict=True, store=Store(common_store)))
    return built


@pytest.fixture(scope="module")
def files(project: Project, result: BookResult) -> Mapping[str, Path]:
    assert result.diagnostics == ()
    names = ("stock.pdf", "stock-press.pdf", "stock-press-cover.pdf")
    return {name: project.output / "stock" / name for name in names}


def box(page: pikepdf.Page, name: str) -> list[float]:
    return [float(each) for each in page.obj[name]]


def size(edges: list[float]) -> tuple[float, float]:
    """Return the width and height of a box in mm."""
    left, bottom, right, top = edges
    return (right - left) / POINTS_PER_MM, (top - bottom) / POINTS_PER_MM


def words(path: Path) -> list[str]:
    """Return the words of each page, as another program reads them."""
    text = subprocess.run(["pdftotext", "-layout", path, "-"], capture_output=True, text=True, check=True).stdout
    return [" ".join(page.split()) for page in text.split("\f")[:-1]]


def test_the_pages_are_those_of_the_book_without_its_cover(files: Mapping[str, Path]) -> None:
    read, printed = words(files["stock.pdf"]), words(files["stock-press.pdf"])

    assert len(printed) % 2 == 0
    assert printed == [*read[2:], ""][: len(printed)]
    assert len(printed) >= len(read) - 2


@pytest.mark.parametrize("name", ["stock-press.pdf", "stock-press-cover.pdf"])
def test_a_file_says_what_printing_it_is_meant_for(files: Mapping[str, Path], name: str) -> None:
    with pikepdf.open(files[name]) as pdf:
        (intent,) = pdf.Root.OutputIntents
        xmp = pdf.Root.Metadata.read_bytes().decode()
        profile = intent.DestOutputProfile.read_bytes()

        assert pdf.pdf_version == "1.6"
        assert (str(intent.S), str(intent.OutputConditionIdentifier)) == ("/GTS_PDFX", "FOGRA39")
        assert profile[12:20] == b"prtrCMYK"
        assert "<pdfxid:GTS_PDFXVersion>PDF/X-4</pdfxid:GTS_PDFXVersion>" in xmp
        assert pdf.docinfo["/Trapped"] == "/False"
        assert "/StructTreeRoot" not in pdf.Root
        assert not any("/Annots" in page for page in pdf.pages)
    fonts = subprocess.run(["pdffonts", files[name]], capture_output=True, text=True, check=True).stdout
    assert all(re.search(r" yes +yes ", line) for line in fonts.splitlines()[2:])


@pytest.mark.parametrize("name", ["stock-press.pdf", "stock-press-cover.pdf"])
def test_black_is_black_ink_and_other_colours_are_named(files: Mapping[str, Path], name: str) -> None:
    with pikepdf.open(files[name]) as pdf:
        for holder, drawing in drawings(pdf):
            for colour in re.findall(rb"^(\S+) (\S+) (\S+) (?:rg|RG)$", drawing, re.MULTILINE):
                assert len(set(colour)) > 1
            if "/Resources" in holder:
                space = holder.Resources.ColorSpace.DefaultRGB
                assert space[0] == "/ICCBased"


def drawings(pdf: pikepdf.Pdf) -> Iterator[tuple[pikepdf.Object, bytes]]:
    for page in pdf.pages:
        if "/Contents" in page:
            yield page.obj, page.Contents.read_bytes()
    for each in pdf.objects:
        if isinstance(each, pikepdf.Stream) and each.get("/Subtype") == "/Form":
            yield each, each.read_bytes()


def test_bleed_and_marks_lie_around_the_trim(files: Mapping[str, Path]) -> None:
    with pikepdf.open(files["stock.pdf"]) as read, pikepdf.open(files["stock-press.pdf"]) as printed:
        trim = size(box(read.pages[0], "/MediaBox"))
        for page in printed.pages:
            assert size(box(page, "/TrimBox")) == pytest.approx(trim, abs=0.01)
            assert size(box(page, "/BleedBox")) == pytest.approx([side + 2 * BLEED for side in trim], abs=0.01)
            assert size(box(page, "/MediaBox")) == pytest.approx([side + 2 * (BLEED + 7) for side in trim], abs=0.01)


def test_the_cover_is_back_spine_and_front_in_one_piece(files: Mapping[str, Path]) -> None:
    with pikepdf.open(files["stock.pdf"]) as read, pikepdf.open(files["stock-press.pdf"]) as pages:
        width, height = size(box(read.pages[0], "/MediaBox"))
        leaves = len(pages.pages) / 2
    with pikepdf.open(files["stock-press-cover.pdf"]) as cover:
        (page,) = cover.pages
        assert size(box(page, "/TrimBox")) == pytest.approx((2 * width + leaves * LEAF, height), abs=0.02)
    (text,) = words(files["stock-press-cover.pdf"])
    assert "A Lighthouse" in text
    assert ISBN in text


def test_the_bar_code_is_read_from_the_printed_cover(files: Mapping[str, Path]) -> None:
    with PdfDocument(files["stock-press-cover.pdf"]) as pdf:
        image = pdf[0].render(scale=300 / 72, grayscale=True).to_pil()

    (code,) = zxingcpp.read_barcodes(image)
    assert (code.format, code.text) == (zxingcpp.BarcodeFormat.EAN13, ISBN.replace("-", ""))


def test_the_spine_reads_from_the_head_down(files: Mapping[str, Path]) -> None:
    with PdfDocument(files["stock-press-cover.pdf"]) as pdf:
        page = pdf[0].get_textpage()
        found = page.search("The Spine").get_next()
        assert found is not None
        first, last = (page.get_charbox(found[0] + place) for place in (0, len("The Spine") - 1))

    assert abs(first[0] - last[0]) < 6
    assert first[3] > last[3]


def test_a_spine_that_is_too_thin_bears_nothing(project: Project, common_store: Path, tmp_path: Path) -> None:
    thin = replace(project, root=tmp_path)
    shutil.copytree(project.root / "content", tmp_path / "content")
    settings = tmp_path / "content" / "stock" / "book.yaml"
    settings.write_text(settings.read_text().replace("{thickness: 0.8, bleed: 4, marks: true, spine: The Spine}", "{}"))

    pipeline.build(thin, ["stock"], Options(strict=True, store=Store(common_store)))

    (text,) = words(thin.output / "stock" / "stock-press-cover.pdf")
    assert "None" not in text
    assert text.count("A Lighthouse") == len(("back", "front"))


def test_the_same_book_gives_the_same_files(project: Project, files: Mapping[str, Path]) -> None:
    before = {name: path.read_bytes() for name, path in files.items()}
    shutil.rmtree(project.output)

    pipeline.build(project, ["stock"], Options(strict=True))

    assert {name: path.read_bytes() for name, path in files.items()} == before


def test_a_picture_of_a_page_is_the_one_that_is_read(files: Mapping[str, Path]) -> None:
    with pikepdf.open(files["stock-press.pdf"]) as pdf:
        for page in pdf.pages:
            page.mediabox = page.trimbox
        cut = io.BytesIO()
        pdf.save(cut)
    with PdfDocument(files["stock.pdf"]) as read, PdfDocument(cut) as printed:
        for number in range(len(printed) - 1):
            one, other = (
                page.render(scale=0.5, grayscale=True).to_pil() for page in (read[number + 2], printed[number])
            )
            assert max(ImageChops.difference(one, other).tobytes()) < 40
