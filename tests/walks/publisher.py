"""A publisher's way: a manuscript of about 200 pages on 6 × 9, until its files can go to each of three print shops.

`make test-walks` runs it; it takes some minutes. No free program checks PDF/X-4 as a whole (veraPDF knows PDF/A and
PDF/UA; what there is in Ruby and PHP knows PDF/X-1a and PDF/X-3). So each claim is read by a program that is not ours:
poppler, MuPDF, qpdf, Ghostscript, pikepdf and a reader of bar codes. MANUSCRIPT names a folder of texts to take in
place of those that are made by chance.
"""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pikepdf
import pytest
import zxingcpp
from PIL import Image

from tests.bench.words import Writer
from tests.judges import epubcheck, pdffonts, qpdf_check, verapdf_ua1

ISBN = "978-3-16-148410-0"
INCH = 25.4
POINT = INCH / 72
COVER = (30, 70, 90)
SETTINGS = f"""title: The Long Tide
contributors: [{{name: Ruth Calder, role: author}}]
description: A story of a ferry and those who waited for it.
theme: novel
look: {{trim: 6 x 9, size: 11.5 pt, margins: {{inner: 1 in}}}}
cover: images/sea.png
formats: [pdf, epub, press]
identifiers: {{print: {ISBN}}}
"""
CHAPTERS, PARAGRAPHS = 16, 42


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What a shop asks for, as its help pages say: mm of a leaf and of the cover in a spine, fewest and most pages."""

    shop: str
    stock: str
    leaf: float
    cover: float
    pages: tuple[int, int]
    edge: float


SHOPS = (
    Asked(shop="kdp", stock="cream", leaf=0.005 * INCH, cover=0, pages=(24, 828), edge=0.25 * INCH),
    Asked(shop="ingramspark", stock="white", leaf=2 / 444 * INCH, cover=0, pages=(18, 1200), edge=0.5 * INCH),
    Asked(shop="lulu", stock="white", leaf=2 / 444 * INCH, cover=0.06 * INCH, pages=(32, 800), edge=0.5 * INCH),
)


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a project with the manuscript, imported, and the cover of its publisher."""
    root = tmp_path_factory.mktemp("publisher")
    given = os.environ.get("MANUSCRIPT")
    texts = Path(given) if given else root / "texts"
    if not given:
        texts.mkdir()
        for number in range(1, CHAPTERS + 1):
            chance = Writer(f"chapter {number}")
            told = "\n\n".join(chance.text(5, 8) for _ in range(PARAGRAPHS))
            (texts / f"{number:02}.md").write_text(f"# The {number}. tide\n\n{told}[^a]\n\n[^a]: {chance.text(1, 2)}\n")
    octavo(root, "import", str(texts), "--into", "tide")
    book = root / "content" / "tide"
    (book / "images").mkdir(exist_ok=True)
    Image.new("RGB", (1900, 2850), COVER).save(book / "images" / "sea.png")
    settings = (book / "book.yaml").read_text()
    (book / "book.yaml").write_text(re.sub(r"^title:.*\n", "", settings, flags=re.MULTILINE) + SETTINGS)
    return root


def octavo(root: Path, *arguments: str) -> str:
    """Run a command in the project and return what it said."""
    environment = {**os.environ, "OCTAVO_STORE": str(root / "store")}
    command = [sys.executable, "-m", "octavo", *arguments]
    done = subprocess.run(command, cwd=root, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout + done.stderr


def said(*command: str | Path) -> str:
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def boxes(path: Path) -> Iterator[dict[str, list[float]]]:
    """Yield the boxes of each page in mm, as MuPDF reads them."""
    for page in said("mutool", "pages", path).split("<page ")[1:]:
        found = re.findall(r'<(\w+Box) l="(\S+)" b="(\S+)" r="(\S+)" t="(\S+)"', page)
        yield {name: [float(each) * POINT for each in edges] for name, *edges in found}


def size(edges: list[float]) -> tuple[float, float]:
    return edges[2] - edges[0], edges[3] - edges[1]


def inks(path: Path) -> list[tuple[float, ...]]:
    """Return how much of each page cyan, magenta, yellow and black cover, as Ghostscript reckons it."""
    told = said("gs", "-q", "-o", "-", "-sDEVICE=inkcov", path)
    assert "Error" not in told, told
    return [tuple(map(float, line.split()[:4])) for line in told.splitlines() if line.endswith("OK")]


@pytest.mark.skipif(not all(map(shutil.which, ("gs", "mutool"))), reason="not run: gs, mutool")
@pytest.mark.parametrize("asked", SHOPS, ids=lambda each: each.shop)
def test_a_shop_gets_files_as_it_asks_for(project: Path, tmp_path: Path, asked: Asked) -> None:
    book, output = project / "content" / "tide" / "book.yaml", project / "output" / "tide"
    kept = re.sub(r"^press:.*\n", "", book.read_text(), flags=re.MULTILINE)
    book.write_text(f"{kept}press: {{shop: {asked.shop}, stock: {asked.stock}}}\n")

    told = octavo(project, "build", "tide")

    assert not re.search(r"OC(67\d|5\d\d|7\d\d)", told), told
    inside, cover = output / "tide-press.pdf", output / "tide-press-cover.pdf"
    pages = list(boxes(inside))
    assert len(pages) % 2 == 0
    assert 150 < len(pages) < 250
    assert asked.pages[0] <= len(pages) <= asked.pages[1]
    assert all(size(each["TrimBox"]) == pytest.approx((6 * INCH, 9 * INCH), abs=0.01) for each in pages)
    assert all(not any(page[:3]) for page in inks(inside))
    spine = len(pages) / 2 * asked.leaf + asked.cover
    assert f"{len(pages)} pages, spine {spine:.1f} mm" in told
    (sheet,) = boxes(cover)
    assert size(sheet["TrimBox"]) == pytest.approx((12 * INCH + spine, 9 * INCH), abs=0.05)
    assert size(sheet["BleedBox"]) == pytest.approx((12.25 * INCH + spine, 9.25 * INCH), abs=0.05)
    for path in (inside, cover):
        assert qpdf_check(path).is_valid
        assert all(font.is_embedded for font in pdffonts(path))
        assert "PDF/X-4" in said("pdfinfo", path)
        _is_for_print(path)
    said("gs", "-q", "-o", tmp_path / "cover.png", "-sDEVICE=png16m", "-r300", "-dUseBleedBox", cover)
    with Image.open(tmp_path / "cover.png") as drawn:
        (code,) = zxingcpp.read_barcodes(drawn)
        corner = drawn.getpixel((drawn.width - 3, 3))
    assert code.text == ISBN.replace("-", "")
    assert isinstance(corner, tuple)
    assert max(abs(one - other) for one, other in zip(corner, COVER, strict=True)) < 40


def _is_for_print(path: Path) -> None:
    """Read what ISO 15930-7 asks of a file beside fonts and boxes."""
    with pikepdf.open(path) as pdf:
        (intent,) = pdf.Root.OutputIntents
        assert intent.S == "/GTS_PDFX"
        assert "/DestOutputProfile" in intent
        assert pdf.docinfo["/Trapped"] == "/False"
        assert not pdf.is_encrypted
        assert not {"/OpenAction", "/AA", "/Names"} & set(pdf.Root.keys())
        for page in pdf.pages:
            assert "/Annots" not in page
            assert "/ArtBox" not in page
            assert "/AA" not in page


def test_readers_get_theirs(project: Path) -> None:
    octavo(project, "build", "tide")

    output = project / "output" / "tide"
    for verdict in (*epubcheck([output / "tide.epub"]), *verapdf_ua1([output / "tide.pdf"])):
        assert verdict.is_valid, verdict
