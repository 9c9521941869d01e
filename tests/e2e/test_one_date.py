"""One date is corrected that stands in text, chronology, sidebar and two sheets: what has it changes, and nothing else.

Acceptance of the whole: pages, sheets, files of the ebook and entries of the catalogue are held against each other by
their digests.
"""

import io
import re
import shutil
import zipfile
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path

import pytest

from octavo.jobs.store import Store
from octavo.pipeline.result import Options
from octavo.pipeline.states import State, working_state
from octavo.project import Project, find_project

TESTS = Path(__file__).parents[1]
NAME_THE_DIGEST = {"imprint", "colophon"}
"""The sections that name the state of the content."""

IDENTIFIES = re.compile(r"class=\"version\"|<dd>[0-9a-f]{64}</dd>|length=|[0-9.]+ [kM]B")
"""What the catalogue says of files and versions: digests and sizes."""

SHEETS = """sheets:
  - {id: lamp, title: The lamp, content: [lit]}
  - {id: storm, title: The storm, content: [quarrel]}
  - {id: keeper, title: The keeper, content: [sidebar-wren]}
papers: [a4]
"""


def made(project: Project, store: Path) -> State:
    """Make all files of the book, and freeze its pages."""
    return working_state(project, "stock", Options(store=Store(store)))


def digests(files: Mapping[str, bytes]) -> dict[str, str]:
    """Return the SHA-256 of each of some files."""
    return {name: sha256(content).hexdigest() for name, content in files.items()}


def differing(before: Mapping[str, object], after: Mapping[str, object]) -> set[str]:
    """Return the names of what is another, and of what is in one alone."""
    return {name for name in {*before, *after} if before.get(name) != after.get(name)}


def files_of_ebook(state: State) -> dict[str, str]:
    """Return the digests of the files in the ebook."""
    (content,) = (file.content for file in state.files if file.name == "stock.epub")
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        return digests({Path(name).name: packed.read(name) for name in packed.namelist()})


def sections_on(state: State, pages: set[int]) -> set[str]:
    """Return the sections that are printed on some pages of the book."""
    lines = ((block.section, line.page) for block in state.snapshot.blocks for line in block.printed.get("stock", ()))
    return {section for section, page in lines if page in pages}


@pytest.mark.no_cover
def test_a_corrected_date_changes_what_contains_it_and_nothing_else(tmp_path: Path) -> None:
    shutil.copytree(TESTS / "stock", tmp_path / "content" / "stock")
    share = find_project(TESTS.parent)
    project = Project(root=tmp_path, templates=share.templates, styles=share.styles)
    book = tmp_path / "content" / "stock"
    settings, text, events = book / "book.yaml", book / "text/01-tower.md", book / "events.yaml"
    settings.write_text(settings.read_text() + "formats: [pdf, epub, site, handouts]\n")
    (book / "handouts.yaml").write_text(SHEETS)
    words = text.read_text().replace("The lighthouse on", "{#lit}\nThe lighthouse on", 1)
    words = (
        words.replace("Ada Wren learned", "In 1884 Ada Wren had learned").replace("[^1]", "").split(": From 1884")[0]
    )
    text.write_text(words)
    before = made(project, tmp_path / "store")
    text.write_text(text.read_text().replace("1884", "1883"))
    events.write_text(events.read_text().replace("1884-03-01", "1883-03-01"))
    after = made(project, tmp_path / "store")

    pages = {
        number
        for number, (old, new) in enumerate(
            zip(before.snapshot.pages["stock"], after.snapshot.pages["stock"], strict=True), start=1
        )
        if old != new
    }
    assert sections_on(after, pages) == {"tower", "chronology"} | NAME_THE_DIGEST
    assert len(pages) == len(sections_on(after, pages))

    ebook = differing(files_of_ebook(before), files_of_ebook(after))
    assert ebook == {"tower.xhtml", "chronology.xhtml"} | {f"{name}.xhtml" for name in NAME_THE_DIGEST}

    old, new = (digests({file.name: file.content for file in state.files}) for state in (before, after))
    changed = differing(old, new)
    sheets = {name for name in old if Path(name).name.startswith(("lamp", "keeper", "storm"))}
    assert changed & sheets == {name for name in sheets if "storm" not in name}
    assert len(sheets - changed) == len(sheets) / 3

    packed = {name for name in changed if name.endswith(".zip")}
    assert changed - sheets - packed == {"stock.pdf", "stock.epub", "index.html", "feed.xml"}
    assert all(IDENTIFIES.search(line) for name in ("index.html", "feed.xml") for line in news(before, after, name))


def news(before: State, after: State, name: str) -> set[str]:
    """Return the lines of a file that are others now."""
    old, new = (
        {line for file in state.files if file.name == name for line in file.content.decode().splitlines()}
        for state in (before, after)
    )
    return new - old
