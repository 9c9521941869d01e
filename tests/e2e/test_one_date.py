"""One date is corrected that stands in text, table, chronology, sidebar and two sheets: what has it changes, alone.

Acceptance of the whole, from a release over `octavo correct` to the next release: pages, sheets, files of the ebook and
entries of the catalogue are held against each other by their digests.
"""

import io
import json
import re
import shutil
import zipfile
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path

import pytest

from octavo import pipeline
from octavo.jobs.store import Store
from octavo.model.editions import FrozenPage
from octavo.pipeline.catalogue import Shelf, build_listed, catalogue
from octavo.pipeline.correct import Request, carry_out, propose
from octavo.pipeline.releases import ARCHIVE, release, verify
from octavo.pipeline.result import Options
from octavo.pipeline.states import State, load_publication, released_state, releases_of, working_state
from octavo.project import Project, find_project

TESTS = Path(__file__).parents[1]
NAME_THE_STATE = {"imprint", "colophon"}
"""The sections that name the version and the state of the content."""

IDENTIFIES = re.compile(r"class=\"version\"|<dd>[0-9a-f]{64}</dd>|length=|[0-9.]+ [kM]B|latest")
"""What the catalogue says of files and versions: digests and sizes."""

SHEETS = """sheets:
  - {id: lamp, title: The lamp, content: [lit]}
  - {id: storm, title: The storm, content: [quarrel]}
  - {id: keeper, title: The keeper, content: [sidebar-wren]}
papers: [a4]
"""

SOURCES = "sources.zip"


def digests(files: Mapping[str, bytes]) -> dict[str, str]:
    """Return the SHA-256 of each of some files."""
    return {name: sha256(content).hexdigest() for name, content in files.items()}


def differing(before: Mapping[str, object], after: Mapping[str, object]) -> set[str]:
    """Return the names of what is another, and of what is in one alone."""
    return {name for name in {*before, *after} if before.get(name) != after.get(name)}


def files_in(folder: Path) -> dict[str, bytes]:
    """Return the files of a release or of a build, but its sources and the list of its files."""
    found = {path.relative_to(folder).as_posix(): path for path in folder.rglob("*") if path.is_file()}
    return {name: path.read_bytes() for name, path in found.items() if name != "manifest.json" and SOURCES not in name}


def changed_in_ebook(before: Mapping[str, bytes], after: Mapping[str, bytes]) -> set[str]:
    """Return the names of the files in the ebook that are others."""
    old, new = (
        {Path(name).name: packed.read(name) for name in packed.namelist()}
        for packed in (zipfile.ZipFile(io.BytesIO(files["stock.epub"])) for files in (before, after))
    )
    return differing(digests(old), digests(new))


def changed_pages(before: State, after: State) -> set[int]:
    """Return the pages of the book that are others."""
    old, new = (list[FrozenPage](state.snapshot.pages["stock"]) for state in (before, after))
    return {number for number, (one, other) in enumerate(zip(old, new, strict=True), start=1) if one != other}


def sections_on(state: State, pages: set[int]) -> set[str]:
    """Return the sections that are printed on some pages of the book."""
    lines = ((block.section, line.page) for block in state.snapshot.blocks for line in block.printed.get("stock", ()))
    return {section for section, page in lines if page in pages}


@pytest.mark.no_cover
def test_a_corrected_date_changes_what_contains_it_and_nothing_else(tmp_path: Path) -> None:
    shutil.copytree(TESTS / "stock", tmp_path / "content" / "stock")
    share = find_project(TESTS.parent)
    project = Project(root=tmp_path, templates=share.templates, styles=share.styles)
    options = Options(store=Store(tmp_path / "store"))
    book = tmp_path / "content" / "stock"
    settings, text = book / "book.yaml", book / "text/01-tower.md"
    settings.write_text(settings.read_text() + "formats: [pdf, epub, site, handouts]\n")
    (book / "handouts.yaml").write_text(SHEETS)
    words = text.read_text().replace("The lighthouse on", "{#lit}\nThe lighthouse on", 1)
    words = words.replace("Ada Wren learned", "In 1884 Ada Wren had learned").replace("[^1]", "")
    text.write_text(words.split(": From 1884")[0].replace("| 1883 | 450  |", "| 1884 | 450  |"))
    release(project, "stock", None, "2026-11-29", options)
    catalogue(project, ["stock"], options, Shelf(title="Our books"))
    first, archive = settings_version(project, options), tmp_path / ARCHIVE / "stock"
    before = files_in(archive / first)
    was = released_state(project, "stock", first, releases_of(load_publication(project, "stock", options)))
    row = 1 + text.read_text().split("\n").index("| 1884 | 450  |")

    for wrong, at in (
        ("was lit in 1884", ""),
        ("In 1884 Ada", ""),
        ("1884", f"text/01-tower.md:{row}"),
        ("1884-03-01", ""),
    ):
        request = Request(
            book="stock",
            was=wrong,
            now=wrong.replace("1884", "1883"),
            kind="fact",
            date="2026-11-30",
            reason="The log has it.",
            source="holm1950",
            at=at,
        )
        carry_out(project, "stock", propose(project, request, options))
    now = working_state(project, "stock", options)
    after = {file.name: file.content for file in now.files}

    pages = changed_pages(was, now)
    assert sections_on(now, pages) == {"tower", "chronology"} | NAME_THE_STATE
    ebook = changed_in_ebook(before, after)
    assert ebook == {"tower.xhtml", "chronology.xhtml"} | {f"{name}.xhtml" for name in NAME_THE_STATE}
    changed = differing(digests(before), digests(after))
    sheets = {name for name in before if Path(name).name.startswith(("lamp", "keeper", "storm"))}
    assert changed & sheets == {name for name in sheets if "storm" not in name}
    assert len(sheets - changed) == len(sheets) / 3
    packed = {name for name in changed if name.endswith(".zip")}
    assert changed - sheets - packed == {"stock.pdf", "stock.epub", "index.html", "feed.xml"}
    assert all(IDENTIFIES.search(line) for name in ("index.html", "feed.xml") for line in news(before, after, name))

    # Sheets that are kept from the build before are the bytes of sheets that are made.
    pipeline.build(project, ["stock"], options)
    assert differing(digests(files_in(project.output / "stock")), digests(after)) == set()

    second = release(project, "stock", None, "2026-11-30", options).release.version
    released = files_in(archive / second)
    then = released_state(project, "stock", second, releases_of(load_publication(project, "stock", options)))
    assert sections_on(then, changed_pages(now, then)) == NAME_THE_STATE
    assert changed_in_ebook(after, released) == {"package.opf", *(f"{name}.xhtml" for name in NAME_THE_STATE)}
    assert verify(project, "stock", options)[1] == ()
    build_listed(project, ["stock"], options)
    latest = json.loads((project.output / "stock/latest.json").read_bytes())
    assert (latest["version"], [each["version"] for each in latest["earlier"]]) == (second, [first])
    assert f"Version {second}" in (project.output / "feed.xml").read_text()


def settings_version(project: Project, options: Options) -> str:
    """Return the version that the settings of the book name."""
    return load_publication(project, "stock", options).settings.value.version


def news(before: Mapping[str, bytes], after: Mapping[str, bytes], name: str) -> set[str]:
    """Return the lines of a file that are others now."""
    old, new = (set(files[name].decode().splitlines()) for files in (before, after))
    return new - old
