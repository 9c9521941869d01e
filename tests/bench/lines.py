"""How well the lines of books are broken, read from finished PDFs: ``make bench-lines LINES="BOOK... FILE.pdf..."``.

A BOOK is a folder with a book.yaml anywhere on the disk: it is built, and the same text is set by typst as well, where
it is installed, on the same paper in the same face and size. Only what a reader sees counts, in the
same way for every maker: glyphs and their places. A line is *full* when it ends at the right edge of a measure (an edge
at which at least 2 % of all lines end); a line that is not full ends a paragraph. Calls of notes belong to their line.
"""

import re
import shutil
import subprocess
import sys
from argparse import ArgumentParser
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from octavo.pdf.lines import PdfLine, drawn_lines
from octavo.pdf.objects import resolved
from octavo.pdf.opened_file import OpenedFile
from octavo.pdf.values import array, number
from tests.bench.typst import THEIR_MARGINS, typst_command, write_source

ROOT = Path(__file__).resolve().parents[2]
SPACE = 0.22
"""The word space of Literata, in em."""

LOOSE, VERY_LOOSE = 1.5, 2.0
"""A mean space of a line above this many times that of the font."""

SIZES = (7.0, 13.0)
"""Sizes of text, in pt: below are marks, above are titles."""

MARGIN = 45.0
"""The height, in pt, of the strips at the head and foot of a page where running heads and folios stand."""

APART = 1.5
"""A space that is wider, in em, parts columns of a table or leads to a number, and is not that of a line."""

EDGES, FEW = 0.02, 4
"""The part of all lines that ends, or begins, at what counts as an edge, and their least number."""

LADDER = 3
RUNT = 4
"""Letters: a last line of fewer is a runt."""

HYPHENS = ("-", "\N{HYPHEN}", "\N{SOFT HYPHEN}", "\N{REPLACEMENT CHARACTER}")
"""What stands at the end of a divided line; typst gives its hyphens no text."""

SIZE = 9.5
"""The size in pt of the text of the theme *plain*."""

RESIZED = """name: Resized
base: plain
papers:
  a5:
    {{ width: 148, height: 210, inner: 18, outer: 18, top: 20, bottom: 20, leading: {leading}, lines: {lines} }}
"""
"""A theme for a text of another size, in a wider measure."""

MARGINS = "inside: 18mm, outside: 18mm, top: 20mm, bottom: 20mm"
LEADING, HEIGHT = 13 / 9.5, 481.0
"""The leading of the theme as a part of the size, and the height of a page's text in pt."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LineQuality:
    """What is seen of a file's lines. ``loose`` and ``very_loose`` are parts of the full lines; all else are counts."""

    pages: int
    lines: int
    full: int
    hyphens: int
    ladders: int
    single_words: int
    runts: int
    beyond: int
    loose: float
    very_loose: float

    def row(self, name: str) -> str:
        """Return a row of the table."""
        divided = self.hyphens / max(1, self.pages)
        return (
            f"| {name} | {self.pages} | {self.full} | {divided:.2f} | {self.ladders} | {self.loose:.1%} | "
            f"{self.very_loose:.1%} | {self.single_words} | {self.runts} | {self.beyond} |"
        )


HEAD = (
    "| Text and maker | Pages | Full lines | Hyphens a page | Ladders | Loose | Very loose | One word | Runts | "
    "Beyond |\n|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|"
)


def quality(content: bytes, space: float = SPACE) -> LineQuality:
    """Return how the lines of a PDF are broken; ``space`` is the word space of its font in em."""
    file = OpenedFile(content)
    lines = list(_text_lines(file))
    rights, lefts = _edges(line.right for line in lines), _edges(line.left for line in lines)
    farthest = max(rights, default=0.0)
    full = [line for line in lines if _rounded(line.right) in rights]
    ratios = [line.mean_space / space for line in full if line.mean_space is not None]
    paragraphs = list(_paragraphs(lines, rights))
    many = max(1, len(full))
    return LineQuality(
        pages=len(file.pages),
        lines=len(lines),
        full=len(full),
        hyphens=sum(_is_divided(line) for line in full),
        ladders=sum(_ladders(paragraph) for paragraph in paragraphs),
        single_words=sum(line.mean_space is None and _rounded(line.left) in lefts for line in full),
        runts=sum(_is_runt(paragraph[-1]) for paragraph in paragraphs if len(paragraph) > 1),
        beyond=sum(line.right > farthest + 1 for line in lines),
        loose=sum(ratio > LOOSE for ratio in ratios) / many,
        very_loose=sum(ratio > VERY_LOOSE for ratio in ratios) / many,
    )


def _text_lines(file: OpenedFile) -> Iterator[PdfLine]:
    """Yield the lines of running text: no running heads, titles, rows of tables or entries of lists."""
    boxes = [array(resolved(file.objects, page.entries["MediaBox"])) for page in file.pages.values()]
    heights = [number(box[3]) for box in boxes]
    for line in drawn_lines(file):
        is_inside = MARGIN < line.baseline < heights[line.page - 1] - MARGIN
        if is_inside and SIZES[0] <= line.size < SIZES[1] and max(line.spaces, default=0) < APART:
            yield line


def _edges(ends: Iterator[float]) -> frozenset[float]:
    """Return where many lines begin or end, each with its neighbours half a point away."""
    counted = Counter(map(_rounded, ends))
    near = {end: counted[end - 0.5] + counted[end] + counted[end + 0.5] for end in counted}
    return frozenset(end for end, count in near.items() if count >= max(FEW, EDGES * counted.total()))


def _rounded(place: float) -> float:
    return round(place * 2) / 2


def _paragraphs(lines: Sequence[PdfLine], rights: frozenset[float]) -> Iterator[list[PdfLine]]:
    """Yield lines that follow on one another: full ones, and the one behind them."""
    paragraph: list[PdfLine] = []
    for line in lines:
        if paragraph and paragraph[-1].size != line.size:
            yield paragraph
            paragraph = []
        paragraph.append(line)
        if _rounded(line.right) not in rights:
            yield paragraph
            paragraph = []
    if paragraph:
        yield paragraph


def _ladders(paragraph: Sequence[PdfLine]) -> int:
    """Count the runs of three divided lines or more."""
    ends = "".join("-" if _is_divided(line) else " " for line in paragraph[:-1])
    return sum(len(run) >= LADDER for run in ends.split())


def _is_divided(line: PdfLine) -> bool:
    return line.text.endswith(HYPHENS)


def _is_runt(line: PdfLine) -> bool:
    return len(re.sub(r"\W", "", line.text)) < RUNT


def built(book: Path, folder: Path, size: float = SIZE) -> bytes:
    """Build the book in ``book`` with this Octavo in an empty project, its text ``size`` pt, and return its PDF."""
    content = folder / "content" / book.name
    shutil.copytree(book, content)
    if size != SIZE:
        _resize(content, folder, size)
    command = [sys.executable, "-m", "octavo", "build", book.name]
    environment = {"PYTHONPATH": str(ROOT), "OCTAVO_STORE": str(folder / "store"), "PATH": "/usr/bin:/bin"}
    subprocess.run(command, cwd=folder, env=environment, check=True, capture_output=True)
    return (folder / "output" / book.name / f"{book.name}.pdf").read_bytes()


def _resize(content: Path, folder: Path, size: float) -> None:
    """Have the book in ``content`` set by the theme *plain* with a text of ``size`` pt."""
    shutil.copytree(ROOT / "styles", folder / "styles")
    theme = folder / "styles" / "resized"
    theme.mkdir()
    leading = round(LEADING * size, 2)
    written = RESIZED.format(leading=leading, lines=int(HEIGHT / leading))
    (theme / "theme.yaml").write_text(written, encoding="utf-8")
    (theme / "print.css").write_text(f"html {{ font-size: {size}pt }}\n", encoding="utf-8")
    (theme / "reflow.css").write_text("", encoding="utf-8")
    settings = content / "book.yaml"
    lines = settings.read_text(encoding="utf-8").splitlines()
    kept = [line for line in lines if not line.startswith("theme:")]
    settings.write_text("\n".join([*kept, "theme: resized", ""]), encoding="utf-8")


def by_typst(book: Path, folder: Path, size: float) -> bytes | None:
    """Set the texts of ``book`` by typst in letters of ``size`` pt, where it is installed, and return the PDF."""
    source, target = folder / "book.typ", folder / "book.pdf"
    command = typst_command(source, target)
    if command is None:
        return None
    write_source(book, source, size, THEIR_MARGINS if size == SIZE else MARGINS)
    subprocess.run(command, check=True, capture_output=True)
    return target.read_bytes()


def main(arguments: Sequence[str]) -> None:
    """Print the table."""
    parser = ArgumentParser(prog="python -m tests.bench.lines", description="Measure how lines are broken.")
    parser.add_argument("files", nargs="*", type=Path, metavar="BOOK|FILE.pdf")
    parser.add_argument("--space", type=float, default=SPACE, help="the word space of the font, in em")
    parser.add_argument("--size", type=float, default=SIZE, help="the size of the text of BOOKs, in pt")
    options = parser.parse_args(arguments)
    print(HEAD)  # noqa: T201 -- the table is what was asked for
    for path in options.files or sorted((ROOT / "content").iterdir()):
        for name, content in _makers(path, options.size):
            print(quality(content, options.space).row(name), flush=True)  # noqa: T201 -- as above


def _makers(path: Path, size: float) -> Iterator[tuple[str, bytes]]:
    if path.suffix == ".pdf":
        yield path.name, path.read_bytes()
        return
    with TemporaryDirectory(prefix="octavo-lines-") as folder:
        yield f"{path.name}, octavo", built(path, Path(folder), size)
        if content := by_typst(path, Path(folder), size):
            yield f"{path.name}, typst", content


if __name__ == "__main__":
    main(sys.argv[1:])
