"""What the machine must bring, and what we use of the engine besides its public interface."""

import ast
import io
import subprocess
import sys
from pathlib import Path
from urllib.parse import quote

import pytest

from octavo.model.output import Asset
from octavo.pdf.fonts import fonts
from octavo.pdf.objects import FileObjects
from octavo.typeset.system import engine_state, layout_engine
from tests.unit.typeset.paragraphs.whole_and_greedy import shown
from tests.unit.typeset.samples import CSS, FONT_ASSETS, FONTS

ROOT = Path(__file__).resolve().parents[3]

SANS = "octavo-sans/OctavoSans-Regular.ttf"

WITHOUT = """
import sys
import cffi
gone = sys.argv[1]
dlopen = cffi.FFI.dlopen
def without(self, name, flags=0):
    if name is not None and gone in name:
        raise OSError(f"cannot load library '{name}': gone")
    return dlopen(self, name, flags)
cffi.FFI.dlopen = without
from octavo.model.diagnostics import Faulty
from tests.whole_document import lay_out
from tests.unit.typeset.samples import book
try:
    lay_out(book(1))
except Faulty as faulty:
    print(faulty)
"""


@pytest.mark.parametrize(
    ("library", "words"),
    [("pangoft2", "Pango with FreeType"), ("gobject", "GObject"), ("harfbuzz-subset", "HarfBuzz's subsetter")],
)
def test_a_missing_library_is_told_with_the_command_that_brings_it(library: str, words: str) -> None:
    run = subprocess.run([sys.executable, "-c", WITHOUT, library], capture_output=True, text=True, check=True, cwd=ROOT)

    assert run.stderr == ""
    assert run.stdout.startswith(f"error OC904: a library of the system is missing: {words}")
    assert run.stdout.count("\n") == 1
    assert "sudo apt-get install -y libpango-1.0-0" in run.stdout


def test_words_of_a_drawing_in_a_font_that_no_book_has_are_set_in_the_face_of_the_same_kind() -> None:
    sans = Asset(name="s.ttf", media_type="font/ttf", content=(FONTS.parent / SANS).read_bytes())
    css = CSS + "@font-face { font-family: Octavo Sans; src: url(s.ttf) }"
    text = "<text y='20' style='font-family: Arial, sans-serif'>Pump</text>"
    drawing = quote(f"<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 90 30'>{text}</svg>")
    target = io.BytesIO()
    with layout_engine():
        from octavo.typeset.layout_session import VARIANT, LayoutSession

        head = '<html lang="en-GB"><head><title>Book</title></head>'
        document = LayoutSession(css, (*FONT_ASSETS, sans)).render(
            f'{head}<body><img alt="" src="data:image/svg+xml,{drawing}"/></body></html>'
        )
        document.write_pdf(target, pdf_variant=VARIANT)

    assert any("Octavo-Sans" in font.name for _, font in fonts(FileObjects(target.getvalue())))


LARGE = """<fontconfig><match target="pattern">
<edit name="pixelsize" mode="assign"><double>60</double></edit>
</match></fontconfig>"""


def test_the_font_settings_of_a_process_have_no_say_in_a_book(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "fonts.conf").write_text(LARGE)
    before = shown("<p>lamp</p>").boxes
    with layout_engine():
        from weasyprint.text.ffi import ffi, fontconfig
    monkeypatch.setenv("FONTCONFIG_FILE", str(tmp_path / "fonts.conf"))
    settings = fontconfig.FcInitLoadConfigAndFonts()
    fontconfig.FcConfigSetCurrent(settings)

    assert shown("<p>lamp</p>").boxes == before
    # They are read anew by whoever asks for them after that.
    assert fontconfig.FcConfigGetCurrent() != settings
    fontconfig.FcConfigSetCurrent(ffi.NULL)
    fontconfig.FcConfigDestroy(settings)


def test_only_one_package_uses_what_the_engine_does_not_promise() -> None:
    promised = {"weasyprint", "weasyprint.urls", "weasyprint.text.fonts"}
    imports = {
        (path.parent.name, name)
        for path in (ROOT / "octavo").rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        for name in (
            [alias.name for alias in node.names]
            if isinstance(node, ast.Import)
            else [node.module or ""]
            if isinstance(node, ast.ImportFrom)
            else []
        )
        if name.startswith("weasyprint")
    }

    assert {file for file, name in imports if name not in promised} == {"engine"}


def test_the_versions_of_all_tools_are_told() -> None:
    told = engine_state().versions

    assert told["weasyprint"].startswith("70.")
    assert {"pango", "harfbuzz", "pydyf", "pyphen", "pillow", "python"} <= set(told)
    assert all(told.values())


def test_no_compiler_is_asked_for_libraries_that_the_system_knows() -> None:
    """Only where all are known by their names: elsewhere WeasyPrint's own search goes on."""
    program = (
        "import subprocess, sys\n"
        "from octavo.typeset import system\n"
        "import ctypes.util\n"
        "run, search = [], ctypes.util.find_library\n"
        "class Seen(subprocess.Popen):\n"
        "    def __init__(self, *given, **named): run.append(given); super().__init__(*given, **named)\n"
        "subprocess.Popen = Seen\n"
        "known = system._are_known(system.SONAMES)\n"
        "with system.layout_engine(): pass\n"
        "assert not (known and run), run\n"
        "assert ctypes.util.find_library is search\n"
        "assert system._are_known(()) and not system._are_known(['libnowhere.so.0'])\n"
    )

    subprocess.run([sys.executable, "-c", program], check=True, cwd=ROOT)
