"""Build our own books once for all tests, each build in a folder of its own."""

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
BOOKS = tuple(sorted(path.parent.name for path in ROOT.glob("content/*/book.yaml")))
TIMEOUT = 600
"""Seconds that a build of all books may take before it counts as hanging."""


@dataclass(frozen=True, slots=True)
class Workshop:
    """A copy of the content in ``folder``; templates and styles are those of the checkout."""

    folder: Path

    @property
    def output(self) -> Path:
        """Where the finished files are."""
        return self.folder / "output"

    def files(self) -> dict[str, bytes]:
        """Return every finished file of every book by its path below ``output/``."""
        paths = (path for path in self.output.glob("*/**/*") if path.is_file())
        return {path.relative_to(self.output).as_posix(): path.read_bytes() for path in sorted(paths)}

    def each(self, suffix: str) -> list[Path]:
        """Return the finished files with ``suffix``, sorted."""
        return sorted(self.output.glob(f"*/*{suffix}"))

    def run(
        self,
        *arguments: str,
        wrap: Sequence[str] = (),
        environment: Mapping[str, str] | None = None,
    ) -> subprocess.CompletedProcess[str]:
        """Run the command line in this folder, inside the command ``wrap`` where one is given."""
        return subprocess.run(
            [*wrap, sys.executable, "-m", "octavo", *arguments],
            cwd=self.folder,
            env={**os.environ, "OCTAVO_STORE": str(self.folder / "store"), **(environment or {})},
            capture_output=True,
            text=True,
            timeout=TIMEOUT,
            check=False,
        )


def open_workshop(folder: Path) -> Workshop:
    """Copy the content of the checkout to ``folder``."""
    shutil.copytree(ROOT / "content", folder / "content")
    return Workshop(folder)
