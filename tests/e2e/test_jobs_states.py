"""Whatever was built before, and whatever happened to the store: the bytes are those of a build from nothing."""

import hashlib
import shutil
import tempfile
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest
from hypothesis import Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from octavo import pipeline
from octavo.jobs.store import Store
from octavo.pipeline import Options
from octavo.project import Project, find_project

ROOT = Path(__file__).parents[2]
BOOK = "stock"

EDITS: tuple[tuple[str, Callable[[str], str]], ...] = (
    ("text/01-tower.md", lambda text: text + "\n\nThe lamp was lit again in the spring.\n"),
    ("text/02-storm.md", lambda text: text + "\n\n" + "The storm went on for days. " * 150 + "\n"),
    ("text/02-storm.md", lambda text: text.replace(" the ", " that ", 1)),
    ("text/foreword.md", lambda text: text + "\n\nSee [the storm](#storm).\n"),
    ("book.yaml", lambda text: text.replace("version: 1.0.0", "version: 1.0.1")),
    ("book.yaml", lambda text: text + "chapters-start: recto\n"),
)


def project_in(folder: Path) -> Project:
    """Return the project in ``folder`` with the templates and styles of the checkout."""
    share = find_project(ROOT)
    return Project(root=folder, templates=share.templates, styles=share.styles)


def build(folder: Path, options: Options) -> dict[str, bytes]:
    """Build the book and return its files; faults count as such."""
    project = project_in(folder)
    (result,) = pipeline.build(project, [BOOK], options)
    if result.has_errors:
        return {each.code: str(each).encode() for each in result.diagnostics}
    return {name: (project.output / BOOK / name).read_bytes() for name in result.files}


@cache
def from_nothing(content: tuple[tuple[str, bytes], ...]) -> dict[str, bytes]:
    """Build the book with these files in a folder where nothing was ever built, without a store."""
    with tempfile.TemporaryDirectory() as folder:
        for name, written in content:
            path = Path(folder, "content", BOOK, name)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(written)
        return build(Path(folder), Options())


class Builds(RuleBasedStateMachine):
    """Edits, undoes, and harms the store, and builds after each."""

    @initialize()
    def begin(self) -> None:
        """Begin with the stock book and an empty store."""
        self.folder = Path(tempfile.mkdtemp())
        self.book = self.folder / "content" / BOOK
        shutil.copytree(ROOT / "tests" / BOOK, self.book)
        self.store = Store(self.folder / "store")
        self.earlier: list[tuple[Path, bytes]] = []
        self.engine = "inline"

    @rule(edit=st.sampled_from(EDITS))
    def edit(self, edit: tuple[str, Callable[[str], str]]) -> None:
        """Change one file."""
        path, change = self.book / edit[0], edit[1]
        if edit[0] == "book.yaml" and "chapters-start" in path.read_text():
            return
        self.earlier.append((path, path.read_bytes()))
        path.write_text(change(path.read_text()))

    @rule()
    def undo(self) -> None:
        """Take the last change back."""
        if self.earlier:
            path, content = self.earlier.pop()
            path.write_bytes(content)

    @rule(place=st.integers(0, 10**6), way=st.sampled_from(["delete", "damage", "shorten", "empty"]))
    def harm(self, place: int, way: str) -> None:
        """Delete or damage every third entry of the store, beginning somewhere; and the output, so that it is made."""
        entries = sorted((self.folder / "store").glob("??/*"))
        for entry in entries[place % 3 :: 3]:
            content = entry.read_bytes()
            if way == "delete" or not content:
                entry.unlink()
            elif way == "damage":
                at = place % len(content)
                entry.write_bytes(content[:at] + bytes([content[at] ^ 255]) + content[at + 1 :])
            else:
                entry.write_bytes(content[: place % len(content) if way == "shorten" else 0])
        shutil.rmtree(self.folder / "output", ignore_errors=True)

    @rule(engine=st.sampled_from(["inline", "processes:1", "processes:3"]))
    def move(self, engine: str) -> None:
        """Work elsewhere from now on, and lose the output."""
        self.engine = engine
        shutil.rmtree(self.folder / "output", ignore_errors=True)

    @invariant()
    def bytes_are_those_of_a_build_from_nothing(self) -> None:
        """Build, and compare."""
        if not hasattr(self, "folder"):
            return
        content = tuple(
            (path.relative_to(self.book).as_posix(), path.read_bytes())
            for path in sorted(self.book.rglob("*"))
            if path.is_file()
        )
        built = build(self.folder, Options(engine=self.engine, store=self.store))
        assert digests(built) == digests(from_nothing(content))

    def teardown(self) -> None:
        """Take the folder away."""
        if hasattr(self, "folder"):
            shutil.rmtree(self.folder, ignore_errors=True)


def digests(files: dict[str, bytes]) -> dict[str, str]:
    """Return what differs where two builds differ, short enough to be read."""
    return {name: hashlib.sha256(content).hexdigest() for name, content in files.items()}


TestBuilds = pytest.mark.long(Builds.TestCase)
TestBuilds.settings = settings(
    max_examples=30 if settings.get_current_profile_name() == "long" else 2,
    stateful_step_count=6,
    deadline=None,
    phases=[Phase.explicit, Phase.generate],
)
