"""A newcomer's first hour: install the wheel with pinned libraries where nothing is, and make a book of a manuscript.

`make test-walks` runs it. It installs all libraries anew, so it needs the net, and a minute or two.
"""

import io
import os
import re
import shutil
import subprocess
import sys
import zipfile
from base64 import b64encode
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest
from PIL import Image
from pypdfium2 import PdfDocument

from octavo.pandoc import run_pandoc
from tests.judges import epubcheck, pdffonts, verapdf_ua1

ROOT = Path(__file__).resolve().parents[2]
TIMEOUT = 600
"""Seconds after which a command counts as hanging."""

SKY = (20, 60, 120)
STORY = """---
title: The Ferry at Low Water
author: Ruth Calder
lang: en-GB
---

# Preface {.unnumbered}

A ferryman told me this story.[^1]

[^1]: I have changed the names.

# The landing

The ferry came in at *low water*, and nobody stood on the pier.

> A ferry that waits is no ferry.

| Day     | Passengers |
|---------|-----------:|
| Monday  | 12         |
| Tuesday | 7          |

: Passengers in a week

![Two lamps on the pier](pier.png)

# The crossing

The tide turned at **four**.[^2]

[^2]: By the clock of the harbour.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Machine:
    """An environment with Octavo alone in it, and the folder where its user works."""

    programs: Path
    home: Path

    @property
    def environment(self) -> Mapping[str, str]:
        """Nothing of the environment of the tests."""
        return {"HOME": str(self.home), "PATH": f"{self.programs}:/usr/bin:/bin", "LANG": "C.UTF-8"}

    def octavo(self, *arguments: str, code: int = 0, **environment: str) -> str:
        """Run the command line as it was installed; return all that it said."""
        done = subprocess.run(
            [self.programs / "octavo", *arguments],
            cwd=self.home,
            env={**self.environment, **environment},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            timeout=TIMEOUT,
            check=False,
        )
        assert done.returncode == code, done.stdout
        return done.stdout


@pytest.fixture(scope="module")
def machine(tmp_path_factory: pytest.TempPathFactory) -> Machine:
    """Return an environment that was made as the handbook says: pinned libraries, then the wheel."""
    folder = tmp_path_factory.mktemp("newcomer")
    files = folder / "dist"
    subprocess.run(["make", "wheel", f"DIST={files}", f"PYTHON={sys.executable}"], cwd=ROOT, check=True)
    subprocess.run([sys.executable, "-m", "venv", folder / "octavo"], check=True)
    programs, home = folder / "octavo" / "bin", folder / "home"
    home.mkdir()
    (wheel,) = files.glob("octavo-*.whl")
    for words in (
        ("--require-hashes", "-r", files / "build.txt"),
        ("--require-hashes", "--no-build-isolation", "--use-pep517", "-r", files / "run.txt"),
        ("--no-deps", "--no-index", wheel),
    ):
        command = [programs / "python", "-m", "pip", "--disable-pip-version-check", "--quiet", "install", *words]
        subprocess.run(command, check=True, env={**os.environ, "PYTHONPATH": ""}, timeout=TIMEOUT)
    return Machine(programs=programs, home=home)


def test_what_the_handbook_says_of_first_steps_is_so(machine: Machine) -> None:
    assert re.fullmatch(r"octavo \d+\.\d+\.\d+\n", machine.octavo("--version"))
    assert "octavo new NAME" in machine.octavo("build", code=2)
    assert not re.search(r"^NO ", machine.octavo("doctor"), re.MULTILINE)
    assert "  born " in machine.octavo("keys", "person")
    texts = Path(machine.octavo("handbook").strip())
    assert texts.is_relative_to(machine.programs.parent)
    assert (texts / "01-first-steps.md").is_file()
    assert "could open" in machine.octavo("handbook", "--open")
    assert "_octavo_completion" in machine.octavo(_OCTAVO_COMPLETE="bash_source")

    for kind in ("book", "booklet", "novel", "school"):
        assert f"octavo build my-{kind}" in machine.octavo("new", f"my-{kind}", "--kind", kind)
        machine.octavo("build", "--strict", f"my-{kind}")
        assert f"my-{kind}: unchanged" in machine.octavo("build", "--strict", f"my-{kind}")
    machine.octavo("new", "wells", "--example")
    machine.octavo("build", "--strict", "wells")
    completed = machine.octavo(_OCTAVO_COMPLETE="bash_complete", COMP_WORDS="octavo build we", COMP_CWORD="2")
    assert completed == "plain,wells\n"
    assert "/output/" in (machine.home / ".gitignore").read_text()


def test_a_manuscript_becomes_a_book_with_a_look_of_its_own(machine: Machine) -> None:
    pier = io.BytesIO()
    Image.new("RGB", (1200, 800), (90, 90, 90)).save(pier, "png")
    words = ["--from=markdown", "--to=docx", "--output=-"]
    # In its sandbox pandoc fetches no files.
    drawn = f"data:image/png;base64,{b64encode(pier.getvalue()).decode()}"
    (machine.home / "ferry.docx").write_bytes(run_pandoc(words, STORY.replace("pier.png", drawn)))

    told = machine.octavo("import", "ferry.docx", "--into", "ferry")
    counted = dict(re.findall(r"^(\w+) +\d+ +(\d+)$", told, re.MULTILINE))
    assert (counted["notes"], counted["pictures"], counted["tables"]) == ("2", "1", "1")
    report = (machine.home / "content/ferry/import/report.md").read_text()
    assert "## Words of the source that are not in the book\n\nNone." in report
    assert "ferry.pdf" in machine.octavo("build", "--strict", "ferry")

    book, output = machine.home / "content" / "ferry", machine.home / "output" / "ferry"
    Image.new("RGB", (1900, 2800), SKY).save(book / "images" / "sky.png")
    settings = (book / "book.yaml").read_text()
    look = "theme: novel\nlook: {{text-font: {}, trim: 6 x 9}}\ncover: images/sky.png\n"
    (book / "book.yaml").write_text(settings + look.format("Literatura"))
    assert "OC127: there is no font family 'Literatura' · did you mean 'Literata'?" in machine.octavo("build", code=1)

    (book / "book.yaml").write_text(settings + look.format("Literata"))
    machine.octavo("build", "--strict", "ferry")
    assert "Literata" in {font.name.partition("+")[2] for font in pdffonts(output / "ferry.pdf")}

    # A font of one's own: ours under another name, which no file of Octavo has.
    (book / "fonts").mkdir()
    renamed = "import sys; from fontTools.ttLib import TTFont; font = TTFont(sys.argv[1])\n"
    renamed += (
        "for row in font['name'].names: row.string = str(row).replace('EB Garamond', 'Calder').replace('EBG', 'C')\n"
    )
    renamed += "font.save(sys.argv[2])"
    for style in ("Regular", "Italic", "Bold", "BoldItalic"):
        source = ROOT / f"styles/fonts/eb-garamond/EBGaramond-{style}.ttf"
        subprocess.run([sys.executable, "-c", renamed, source, book / f"fonts/Calder-{style}.ttf"], check=True)
    shutil.copy(ROOT / "styles/fonts/eb-garamond/OFL.txt", book / "fonts")
    (book / "book.yaml").write_text(settings + look.format("Calder"))
    machine.octavo("build", "--strict", "ferry")

    fonts = pdffonts(output / "ferry.pdf")
    assert all(font.name.partition("+")[2].startswith("Calder") and font.is_embedded for font in fonts), fonts
    with PdfDocument(output / "ferry.pdf") as pdf:
        assert {page.get_size() for page in pdf} == {(432, 648)}
        front = pdf[0].render().to_pil().convert("RGB")
        said = "".join(page.get_textpage().get_text_range() for page in pdf)
    assert {front.getpixel(place) for place in ((2, 2), (429, 645), (216, 324))} == {SKY}
    assert all(words in said for words in ("nobody stood on the pier", "By the clock of the harbour", "Two lamps"))
    with zipfile.ZipFile(output / "ferry.epub") as ebook:
        assert any(name.endswith("Calder-Regular.ttf") for name in ebook.namelist())
    for verdict in (*epubcheck([output / "ferry.epub"]), *verapdf_ua1([output / "ferry.pdf"])):
        assert verdict.is_valid, verdict
