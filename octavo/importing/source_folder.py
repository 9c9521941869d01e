"""The files that lie beside what is imported: pictures, works, other texts; nothing from outside their folder."""

import posixpath
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from octavo.model import limits
from octavo.model.diagnostics import Faulty, fault
from octavo.model.origin import Origin


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceFolder:
    """A folder from which files are read by their names, with forward slashes, below it."""

    root: Path

    def place(self, name: str) -> Origin:
        """Return the place of a file as diagnostics name it."""
        return Origin((self.root / name).as_posix())

    def has(self, name: str) -> bool:
        """Whether there is such a file, and it does not lead out of the folder."""
        return self._path(name) is not None

    def read(self, name: str) -> bytes:
        """Return the bytes of a file. Raises ``Faulty`` where there is none (OC182) or it is too large (OC184)."""
        path = self._path(name)
        try:
            if path is None:
                raise Faulty([fault("OC182", self.place(name), file=name)])
            size = path.stat().st_size
            if size > limits.FILE:
                raise Faulty([fault("OC184", self.place(name), found=f"{size:,} bytes", most=f"{limits.FILE:,}")])
            return path.read_bytes()
        except OSError as problem:
            raise Faulty([fault("OC182", self.place(name), file=problem.filename or name)]) from None

    def text(self, name: str) -> str:
        """Return the text of a file: UTF-8 or, where it is none, what programs of Windows write (cp1252)."""
        return decoded(self.read(name))

    def names(self, *suffixes: str) -> Iterator[str]:
        """Yield the names of all files with one of the ``suffixes``, sorted; hidden folders are passed over."""
        found = sorted(path.relative_to(self.root).as_posix() for path in self.root.rglob("*") if path.is_file())
        for name in found[: limits.FILES]:
            if name.lower().endswith(suffixes) and not any(
                part.startswith((".", "_")) for part in name.split("/")[:-1]
            ):
                yield name

    def _path(self, name: str) -> Path | None:
        if not name or "\0" in name or "\\" in name:
            return None
        path = self.root / posixpath.normpath(name)
        try:
            is_inside = path.resolve().is_relative_to(self.root.resolve())
            return path if is_inside and path.is_file() else None
        except (OSError, RuntimeError):
            return None


def decoded(content: bytes) -> str:
    """Return bytes as text, with the line ends of Unix."""
    for encoding in ("utf-8-sig", "cp1252"):
        try:
            return content.decode(encoding).replace("\r\n", "\n").replace("\r", "\n")
        except UnicodeDecodeError:
            continue
    return content.decode("latin-1").replace("\r\n", "\n").replace("\r", "\n")
