"""The folders that a build knows: where content, output, templates and styles are, and what was in them.

Only the standard library is imported here: a build with nothing to do must end before anything heavy is loaded.
"""

import hashlib
import os
import re
import stat
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from octavo.jobs.code import PackageCode
from octavo.jobs.libraries import installed
from octavo.model import limits
from octavo.model.diagnostics import Faulty, fault
from octavo.model.origin import NOWHERE

NAME_LENGTH = 64
"""The most letters of the name of a book."""

NAME = re.compile(rf"[a-z][a-z0-9-]{{0,{NAME_LENGTH - 1}}}")
"""How the names of books are spelt: they are those of folders and files."""

PACKAGE = Path(__file__).resolve().parent
IGNORED_SUFFIXES = ("~", ".swp", ".tmp", ".pyc", "Thumbs.db", "desktop.ini")


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

    @property
    def extra(self) -> Path:
        """The folder with a folder for each book, of what was made of it to order; no build touches it."""
        return self.output / "extra"

    @property
    def languages(self) -> tuple[Path, ...]:
        """The folders of language files: the project's own, which comes first, and the installed one."""
        return self.root / "languages", self.templates / "languages"

    @property
    def citations(self) -> tuple[Path, ...]:
        """The folders of citation styles, in the same order."""
        return self.root / "styles" / "citations", self.styles / "citations"

    @property
    def fonts(self) -> tuple[Path, ...]:
        """The folders of fonts that any book may ask for, in the same order."""
        return self.root / "styles" / "fonts", self.styles / "fonts"

    @property
    def schemas(self) -> Path:
        """The folder of the JSON Schemas that Octavo brings."""
        return self.templates.parent / "schemas"

    @property
    def handbook(self) -> Path:
        """The folder of the handbook that Octavo brings."""
        share = self.templates.parent
        return share / "handbook" if (share / "handbook").is_dir() else share / "content" / "handbook"

    def books(self) -> tuple[str, ...]:
        """Return the names of all books, sorted: the folders of ``content/`` that have a book.yaml."""
        return tuple(sorted(path.parent.name for path in self.content.glob("*/book.yaml")))

    def theme(self, name: str) -> Path:
        """Return the folder of the theme ``name``: the project's own, where it has one, before the installed one."""
        own = self.root / "styles" / name
        return own if own.is_dir() else self.styles / name

    def is_bundled(self, theme: str) -> bool:
        """Whether a theme is one that Octavo brings, as it brings it."""
        return self.theme(theme).resolve() == (_share() / "styles" / theme).resolve()


def _share() -> Path:
    """Return the folder of the templates and styles that Octavo brings."""
    installed = PACKAGE / "share"
    return installed if installed.is_dir() else PACKAGE.parent


def find_project(start: Path) -> Project:
    """Return the project around ``start``: the nearest folder upwards that has ``content/``, else ``start`` itself."""
    start = start.resolve()
    root = next((folder for folder in (start, *start.parents) if (folder / "content").is_dir()), start)
    share = _share()
    return Project(root=root, templates=share / "templates", styles=share / "styles")


def check_name(name: str) -> None:
    """Raise :class:`Faulty` (OC195) for what cannot be the name of a book, with a name that can, where there is one."""
    if NAME.fullmatch(name):
        return
    bare = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    near = re.sub(r"^[^a-z]+|-+$", "", re.sub(r"[^a-z0-9]+", "-", bare))[:NAME_LENGTH].rstrip("-")
    instead = f"such as {near}" if near else "such as village-history"
    raise Faulty([fault("OC195", NOWHERE, name=name, instead=instead)])


def fingerprint(project: Project, book: str, *options: str) -> str:
    """Return the SHA-256 (hex) of all that the output of ``book`` is made from.

    That is: its content, the templates and styles, Octavo's own code, the distributions that are installed, and
    ``options``. Names count as well as bytes.
    """
    total = hashlib.sha256()
    own = (project.root / "styles", project.root / "languages")
    folders = (project.content / book, project.templates, project.styles, *own)
    for files in (*map(contents_of, dict.fromkeys(folders)), own_code().files.items()):
        for name, content in files:
            total.update(os.fsencode(name) + b"\0")
            total.update(hashlib.sha256(content).digest())
        total.update(b"\1")
    for line in (*sorted(path.name for path in installed().values()), *options):
        total.update(line.encode() + b"\0")
    return total.hexdigest()


@cache
def own_code() -> PackageCode:
    """Return Octavo's own code as this process found it."""
    return PackageCode(package=PACKAGE.name, files=dict(contents_of(PACKAGE)))


def contents_of(folder: Path) -> Iterator[tuple[str, bytes]]:
    """Yield path and content of every file below ``folder``; of what cannot be read, only what it is and its size.

    Such a file is a fault, which loading tells. A pipe is not opened: it would make the build wait for ever.
    """
    for path in _files(folder):
        try:
            found = os.stat(path)  # noqa: PTH116 - see _files
            content = f"{found.st_mode} {found.st_size}".encode()
            if stat.S_ISREG(found.st_mode) and found.st_size <= limits.FILE:
                with open(path, "rb", buffering=0) as file:  # noqa: PTH123 - see _files
                    content = file.read()
        except OSError as problem:
            content = str(problem.errno).encode()
        yield path[len(str(folder)) + 1 :].replace(os.sep, "/"), content


def _files(folder: Path) -> Iterator[str]:
    """Yield the files below ``folder`` in a fixed order, without hidden files, caches and editors' leavings.

    They are plain strings: each build goes through some seven hundred, and to make paths of them takes as long as to
    read them.
    """
    for parent, folders, names in os.walk(folder):
        folders[:] = sorted(filter(_counts, folders))
        yield from (os.path.join(parent, name) for name in sorted(filter(_counts, names)))  # noqa: PTH118 - see above


def is_source(path: Path, folders: Iterable[Path]) -> bool:
    """Whether ``path`` below one of ``folders`` is a file that books are made from, as :func:`fingerprint` has it."""
    return any(path.is_relative_to(folder) and all(map(_counts, path.relative_to(folder).parts)) for folder in folders)


def _counts(name: str) -> bool:
    return not name.startswith((".", "~$")) and not name.endswith(IGNORED_SUFFIXES) and name != "__pycache__"
