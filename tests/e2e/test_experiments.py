"""The design holds: each way of extending Octavo takes the places that the architecture names, and no others.

An experiment is a folder of tests/experiments: ``add/`` holds the files that it adds, ``edits.yaml`` the lines that it
adds to files that are there (``after`` or ``before`` is the line beside them, which its file has once), ``storm.md``
what it adds to the last chapter of the stock book, and ``expected.txt`` what must then stand in that book. The handbook
prints ``add/`` and ``edits.yaml`` as its recipes.
"""

import fnmatch
import os
import shutil
import subprocess
import sys
import tomllib
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
import yaml

ROOT = Path(__file__).resolve().parents[2]
EXPERIMENTS = ROOT / "tests" / "experiments"
PARTS = ("octavo", "templates", "styles", "pyproject.toml")
"""What an installed Octavo consists of; its entry points are made from pyproject.toml."""

LAST_CHAPTER = "content/stock/text/02-storm.md"

PLACES: Mapping[str, tuple[str, ...]] = {
    "format": ("octavo/package/*.py", "pyproject.toml"),
    "products": ("octavo/package/*.py", "pyproject.toml"),
    "section": (
        "octavo/resolve/*.py",
        "octavo/resolve/sections.py",
        "templates/sections/*.xhtml.j2",
        *(
            f"templates/languages/{path.name}"
            for path in sorted((ROOT / "templates/languages").glob("*.yaml"))
            if "base" not in yaml.safe_load(path.read_text(encoding="utf-8"))
        ),
    ),
    "theme": ("styles/*/theme.yaml", "styles/*/print.css", "styles/*/reflow.css"),
    "language": ("templates/languages/*.yaml",),
    "citation-style": ("styles/citations/*.csl",),
    "block": (
        "octavo/model/prose.py",
        "octavo/load/markdown/directives.py",
        "octavo/render/prose.py",
        "styles/plain/print.css",
        "styles/plain/reflow.css",
    ),
}
"""The places that the architecture names (section 9), one file in each."""

SETTINGS: Mapping[str, Mapping[str, object]] = {
    "format": {"formats": ["text"]},
    "section": {
        "matter": {
            "front": ["cover", "title-page", "imprint", "contents", "text/foreword.md"],
            "body": ["text/01-tower.md", "text/02-storm.md"],
            "back": ["figure-list", "chronology", "glossary", "people", "bibliography", "index", "colophon"],
        },
    },
    "theme": {"theme": "proofs", "paper": "a4"},
    "language": {"language": "de-AT"},
    "citation-style": {"citation-style": "numbered"},
}
"""What the stock book's settings say to use an experiment; nothing where its text asks for it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """Lines added to a file after the one line that reads ``after``, or before the one that reads ``before``."""

    file: str
    add: str
    after: str = ""
    before: str = ""


def added(experiment: str) -> list[str]:
    folder = EXPERIMENTS / experiment / "add"
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


def edits(experiment: str) -> list[Edit]:
    file = EXPERIMENTS / experiment / "edits.yaml"
    return [Edit(**entry) for entry in yaml.safe_load(file.read_text(encoding="utf-8"))] if file.exists() else []


@dataclass(frozen=True, slots=True)
class Tree:
    """An installed Octavo of our own, with a project in the same folder whose only book is the stock book.

    ``before`` is what its files held at first; what is made is kept in ``store``.
    """

    folder: Path
    store: Path
    before: Mapping[str, bytes]

    def add(self, experiment: str) -> None:
        """Lay an experiment over the tree. Nothing is replaced, and an edit only adds lines."""
        for name in added(experiment):
            target = self.folder / name
            assert not target.exists(), name
            target.parent.mkdir(exist_ok=True)
            shutil.copyfile(EXPERIMENTS / experiment / "add" / name, target)
        for edit in edits(experiment):
            target = self.folder / edit.file
            lines = target.read_text(encoding="utf-8").splitlines(keepends=True)
            beside = f"{edit.after or edit.before}\n"
            assert lines.count(beside) == 1, edit
            place = lines.index(beside) + bool(edit.after)
            target.write_text("".join([*lines[:place], edit.add, *lines[place:]]), encoding="utf-8")
        self._install()
        text = EXPERIMENTS / experiment / "storm.md"
        if text.exists():
            self.write(text.read_text(encoding="utf-8"))

    def write(self, text: str) -> None:
        """Add to the last chapter of the stock book."""
        with (self.folder / LAST_CHAPTER).open("a", encoding="utf-8") as chapter:
            chapter.write(text)

    def changed(self) -> list[str]:
        """Name the files that are not as they were at first, new ones too."""
        return [name for name, content in contents(self.folder).items() if self.before.get(name) != content]

    def set(self, **settings: object) -> None:
        """Change settings of the stock book."""
        file = self.folder / "content/stock/book.yaml"
        book = yaml.safe_load(file.read_text(encoding="utf-8"))
        file.write_text(yaml.safe_dump({**book, **settings}, allow_unicode=True), encoding="utf-8")

    def build(self) -> Path:
        """Build the stock book with this very tree, find nothing to tell, and return its output folder."""
        done = self.run("build", "--strict", "stock")
        assert (done.returncode, done.stderr) == (0, "")
        return self.folder / "output/stock"

    def run(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Run a command of this very tree."""
        return subprocess.run(
            [sys.executable, "-m", "octavo", *arguments],
            cwd=self.folder,
            env={**os.environ, "PYTHONPATH": str(self.folder), "OCTAVO_STORE": str(self.store)},
            capture_output=True,
            text=True,
            check=False,
        )

    def _install(self) -> None:
        """Write the entry points of pyproject.toml where Python looks for them, as an installation does."""
        project = tomllib.loads((self.folder / "pyproject.toml").read_text(encoding="utf-8"))["project"]
        points = project["entry-points"]["octavo.formats"]
        metadata = self.folder / "octavo-0.dist-info"
        metadata.mkdir(exist_ok=True)
        (metadata / "METADATA").write_text("Metadata-Version: 2.1\nName: octavo\nVersion: 0\n")
        lines = "".join(f"{name} = {place}\n" for name, place in points.items())
        (metadata / "entry_points.txt").write_text(f"[octavo.formats]\n{lines}")


def contents(folder: Path) -> Mapping[str, bytes]:
    """Return the content of every file of an installed Octavo, by name, but not what Python keeps of it."""
    paths = [path for part in PARTS for path in (folder / part, *(folder / part).rglob("*")) if path.suffix != ".pyc"]
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(paths) if path.is_file()}


@pytest.fixture
def tree(tmp_path: Path, common_store: Path) -> Tree:
    for part in PARTS:
        if (ROOT / part).is_dir():
            shutil.copytree(ROOT / part, tmp_path / part)
        else:
            shutil.copyfile(ROOT / part, tmp_path / part)
    shutil.copytree(ROOT / "tests/stock", tmp_path / "content/stock")
    return Tree(tmp_path, common_store, contents(tmp_path))


@pytest.mark.parametrize("experiment", PLACES)
def test_an_extension_takes_only_the_places_that_the_architecture_names(experiment: str, tree: Tree) -> None:
    tree.add(experiment)
    touched = {*added(experiment), *(edit.file for edit in edits(experiment))}

    assert set(tree.changed()) == touched
    assert len(touched) == len(PLACES[experiment])
    for place in PLACES[experiment]:
        assert fnmatch.filter(touched, place), place


def test_every_experiment_is_one_of_those_that_the_architecture_names() -> None:
    assert {path.name for path in EXPERIMENTS.glob("[!.]*") if path.is_dir()} == set(PLACES)


TOGETHER = ("format", "section", "block")
"""Experiments that one book can show at once. Plain text, itself the first, shows its words without a layout."""


def passages(experiment: str) -> list[str]:
    """Return what must stand in the stock book with an experiment."""
    return (EXPERIMENTS / experiment / "expected.txt").read_text(encoding="utf-8").strip().split("\n\n")


def test_the_stock_book_shows_the_extensions(tree: Tree) -> None:
    settings: dict[str, object] = {}
    for experiment in TOGETHER:
        tree.add(experiment)
        settings |= SETTINGS.get(experiment, {})
    tree.set(**{**settings, "formats": ["text", "pdf", "epub"]})
    folder = tree.build()
    shown = (folder / "stock.txt").read_text(encoding="utf-8")

    for experiment in TOGETHER:
        for passage in passages(experiment):
            assert passage in shown
    assert_section_is_furnished(folder / "stock.pdf")
    assert_block_is_in_both_media(folder)

    tree.write("\n::: transcript\nAda Wren\n: The lamp was brigt.\n:::\n")
    line = len((tree.folder / LAST_CHAPTER).read_text(encoding="utf-8").splitlines()) - 1
    assert f"{LAST_CHAPTER}:{line}:16: warning OC813" in tree.run("check", "--strict", "stock").stderr


def assert_section_is_furnished(file: Path) -> None:
    """Hold that a new section has running heads and page numbers."""
    pages = printed_words(file)
    place = next(number for number, words in enumerate(pages, start=1) if "Figures and tables" in words and number > 6)
    assert pages[place - 1].split()[-1] == str(place)
    assert f"Figures and tables {place}" in " ".join(pages[4].split())


def assert_block_is_in_both_media(folder: Path) -> None:
    """Hold that a new block is in print and ebook; every build compares them, and would tell a word that one lacks."""
    printed = " ".join(" ".join(printed_words(folder / "stock.pdf")).split())
    with zipfile.ZipFile(folder / "stock.epub") as ebook:
        shown = "".join(ebook.read(name).decode() for name in ebook.namelist() if name.endswith(".xhtml"))
    assert "From the inquiry" in printed
    assert "Ada Wren On the gallery." in printed
    assert '<div class="transcript" id="inquiry">' in shown
    assert '<span class="speaker">Ada Wren</span> On the gallery.' in shown


@pytest.mark.parametrize("experiment", ["language", "citation-style"])
def test_the_stock_book_is_set_in_the_new_language_and_style(experiment: str, tree: Tree) -> None:
    tree.add("format")
    tree.add(experiment)
    tree.set(**SETTINGS["format"], **SETTINGS[experiment])
    shown = (tree.build() / "stock.txt").read_text(encoding="utf-8")

    for passage in passages(experiment):
        assert passage in shown


def test_the_stock_book_wears_the_new_theme(tree: Tree) -> None:
    tree.add("theme")
    tree.set(**SETTINGS["theme"], formats=["pdf"])
    with pikepdf.open(tree.build() / "stock.pdf") as pdf:
        sizes = {tuple(round(float(side) / 72 * 25.4) for side in page.mediabox[2:]) for page in pdf.pages}

    assert sizes == {(210, 297)}


def test_a_format_may_make_several_products(tree: Tree) -> None:
    tree.add("products")
    tree.set(formats=["pdf", "epub", "proofs"])
    folder = tree.build()

    files = {path.name for path in folder.iterdir()}
    assert files == {
        "manifest.json",
        "stock.pdf",
        "stock.epub",
        "cover.jpg",
        "stock-storm.pdf",
        "stock-half-letter.pdf",
    }


def test_the_new_block_is_printed_in_another_theme(tree: Tree) -> None:
    tree.add("block")
    tree.set(theme="terror", formats=["pdf", "epub"])

    assert_block_is_in_both_media(tree.build())


def test_the_new_block_tells_what_it_lacks(tree: Tree) -> None:
    tree.add("block")
    tree.write("\n::: transcript\nNobody spoke.\n:::\n")

    assert "OC114: the mark '::: transcript' needs one definition list inside" in tree.run("check", "stock").stderr


def printed_words(file: Path) -> list[str]:
    """Return the words of every page of a PDF."""
    with pypdfium2.PdfDocument(file) as document:
        return [page.get_textpage().get_text_range() for page in document]
