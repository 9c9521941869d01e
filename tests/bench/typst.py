"""The texts of a book set by typst, where its program or its Python package is installed, on the same paper."""

import shutil
import sys
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path

from octavo.pandoc import run_pandoc

ROOT = Path(__file__).resolve().parents[2]
FONTS = ROOT / "styles" / "fonts"

SETTINGS = """#set page(paper: "a5", margin: ({margins}))
#set text(font: "Literata", size: {size}pt, lang: "en", region: "GB", hyphenate: true)
#set par(justify: true, first-line-indent: 1.2em, spacing: .65em)
#show link: it => it.body
"""

THEIR_MARGINS = "inside: 18mm, outside: 24mm, top: 18mm, bottom: 27mm"
"""The margins of the theme *plain*."""

BY_PACKAGE = "import sys, typst; typst.compile(sys.argv[1], output=sys.argv[2], font_paths=[sys.argv[3]])"


def write_source(book: Path, target: Path, size: float, margins: str = THEIR_MARGINS) -> None:
    """Write the texts of the book in the folder ``book`` as one document of typst, in letters of ``size`` pt."""
    texts = "\n\n".join(path.read_text(encoding="utf-8") for path in sorted(book.glob("text/*.md")))
    body = run_pandoc(("--from=markdown-citations", "--to=typst"), texts).decode()
    target.write_text(SETTINGS.format(size=size, margins=margins) + body, encoding="utf-8")


def typst_command(source: Path, target: Path) -> Sequence[str] | None:
    """Return the command that makes the PDF ``target`` of ``source``; ``None`` where there is no typst."""
    if program := shutil.which("typst"):
        return (program, "compile", "--ignore-system-fonts", "--font-path", str(FONTS), str(source), str(target))
    if find_spec("typst"):
        return (sys.executable, "-c", BY_PACKAGE, str(source), str(target), str(FONTS))
    return None
