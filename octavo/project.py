"""The folders that a build knows: where content, output, templates and styles are, and what was in them.

Only the standard library is imported here: a build with nothing to do must end before anything heavy is loaded.
"""

import hashlib
import os
import sys
import sysconfig
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

PACKAGE = Path(__file__).resolve().parent
IGNORED_SUFFIXES = ("~", ".swp", ".tmp", ".pyc")


@dataclass(frozen=True, slots=True, kw_only=True)
class Project:
    """A folder with ``content/<book>/`` in it, and the templates and styles that this installation of Octavo has."""

    root: Path
    templates: Path
    styles: Path

    @property
    def content(self) -> Path:
        """The folder that holds one folder for each book."""
        return self.root / "content"

    @property
    def output(self) -> Path:
        """The folder that everything made goes to."""
        return self.root / "output"

    def books(self) -> tuple[str, ...]:
        """Return the names of all books, sorted: the folders of ``content/`` that have a book.yaml."""
        return tuple(sorted(path.parent.name for path in self.content.glob("*/book.yaml")))

    def theme(self, name: str) -> Path:
        """Return the folder of the theme ``name``: the project's own, where it has one, before the installed one."""
        own = self.root / "styles" / name
        return own if own.is_dir() else self.styles / name


def find_project(start: Path) -> Project:
    """Return the project around ``start``: the nearest folder upwards that has ``content/``, else ``start`` itself."""
    start = start.resolve()
    root = next((folder for folder in (start, *start.parents) if (folder / "content").is_dir()), start)
    installed = PACKAGE / "share"
    share = installed if installed.is_dir() else PACKAGE.parent
    return Project(root=root, templates=share / "templates", styles=share / "styles")


def fingerprint(project: Project, book: str, *options: str) -> str:
    """Return the SHA-256 (hex) of all that the output of ``book`` is made from.

    That is: its content, the templates and styles, Octavo's own code, the distributions that are installed, and
    ``options``. Names count as well as bytes.
    """
    total = hashlib.sha256()
    folders = (project.content / book, project.templates, project.styles, project.root / "styles", PACKAGE)
    for folder in dict.fromkeys(folders):
        for path in _files(folder):
            total.update(os.fsencode(path.relative_to(folder).as_posix()) + b"\0")
            total.update(hashlib.sha256(path.read_bytes()).digest())
        total.update(b"\1")
    for line in (*_distributions(), *options):
        total.update(line.encode() + b"\0")
    return total.hexdigest()


@cache
def code_digest() -> str:
    """Return the SHA-256 (hex) of Octavo's own code as this process found it, of Python and the distributions."""
    total = hashlib.sha256(sys.version.encode())
    for path in _files(PACKAGE):
        if path.suffix == ".py":
            total.update(os.fsencode(path.relative_to(PACKAGE).as_posix()) + b"\0")
            total.update(hashlib.sha256(path.read_bytes()).digest())
    for line in _distributions():
        total.update(line.encode() + b"\0")
    return total.hexdigest()


def _files(folder: Path) -> Iterator[Path]:
    """Yield the files below ``folder`` in a fixed order, without hidden files, caches and editors' leavings."""
    for parent, folders, names in os.walk(folder):
        folders[:] = sorted(filter(_counts, folders))
        for name in sorted(filter(_counts, names)):
            yield Path(parent, name)


def is_source(path: Path, folders: Iterable[Path]) -> bool:
    """Whether ``path`` below one of ``folders`` is a file that books are made from, as :func:`fingerprint` has it."""
    return any(path.is_relative_to(folder) and all(map(_counts, path.relative_to(folder).parts)) for folder in folders)


def _counts(name: str) -> bool:
    return not name.startswith(".") and not name.endswith(IGNORED_SUFFIXES) and name != "__pycache__"


def _distributions() -> Iterable[str]:
    """Name the installed distributions with their versions, as the folders of their metadata do."""
    site = Path(sysconfig.get_paths()["purelib"])
    with os.scandir(site) as entries:
        return sorted(entry.name for entry in entries if entry.name.endswith(".dist-info"))
