"""The one door to pandoc: a separate program that sees what it is given, and no other file.

Pandoc comes with the package ``pypandoc-binary``. It is run, never imported, as its licence is the GPL.
"""

import shutil
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TypeAlias

Json: TypeAlias = "str | int | float | bool | list[Json] | dict[str, Json] | None"
Element: TypeAlias = dict[str, Json]
"""An element of pandoc's document type (pandoc-types 1.23): ``{"t": kind, "c": content}``."""

PACKAGE = "pypandoc"
"""The module of ``pypandoc-binary``, beside which the program lies."""

HEAP = "1g"
"""The memory that pandoc may use; a book of a thousand citations needs a tenth of it."""


class PandocRefused(Exception):  # noqa: N818 - it is the state of what was sent, not a programming error
    """Pandoc could not do what was asked; the message says why, in its words."""


def run_pandoc(
    arguments: Sequence[str], content: str, *, files: Mapping[str, str | bytes] | None = None, seconds: float = 120
) -> bytes:
    """Return what pandoc makes of ``content``, with ``arguments`` as on its command line.

    The arguments may name the ``files``, which lie in the folder where pandoc runs. The answer depends on nothing but
    the arguments of this function and :func:`pandoc_version`. Raises :class:`PandocRefused`, also where the work takes
    longer than ``seconds`` or more memory than :data:`HEAP`, and ``OSError`` where there is no pandoc.
    """
    return converted(arguments, content, files=files, seconds=seconds).output


@dataclass(frozen=True, slots=True, kw_only=True)
class Converted:
    """What pandoc made, and the lines that it said while it did."""

    output: bytes
    remarks: tuple[str, ...]


def converted(
    arguments: Sequence[str], content: str, *, files: Mapping[str, str | bytes] | None = None, seconds: float = 120
) -> Converted:
    """Do as :func:`run_pandoc` does, and keep what pandoc said (with ``--verbose``: all that it skipped)."""
    with TemporaryDirectory() as folder:
        for name, given in (files or {}).items():
            Path(folder, name).write_bytes(given.encode() if isinstance(given, str) else given)
        command = [_program(), *arguments, "--sandbox", "--data-dir=.", "+RTS", f"-M{HEAP}", "-RTS"]
        try:
            done = subprocess.run(
                command, input=content.encode(), capture_output=True, check=False, cwd=folder, env={}, timeout=seconds
            )
        except subprocess.TimeoutExpired as expired:
            raise PandocRefused(f"pandoc did not end within {seconds:g} seconds") from expired
    if done.returncode:
        raise PandocRefused(" ".join(done.stderr.decode(errors="replace").split()) or "pandoc gave no reason")
    return Converted(output=done.stdout, remarks=tuple(done.stderr.decode(errors="replace").splitlines()))


def listed(elements: Json) -> list[Element]:
    """Return a list of elements as such."""
    return [element for element in elements if isinstance(element, dict)] if isinstance(elements, list) else []


def kind_of(element: Mapping[str, Json]) -> str:
    """Return the kind of an element."""
    kind = element.get("t")
    return kind if isinstance(kind, str) else ""


@cache
def pandoc_version() -> str:
    """Return the version of pandoc, such as ``3.9``. Raises ``OSError`` where there is none."""
    said = subprocess.run([_program(), "--version"], capture_output=True, check=True, env={}).stdout
    return said.decode().split()[1]


def tools() -> Mapping[str, str]:
    """Return the version of pandoc by its name, for the keys of the results that it takes part in."""
    try:
        return {"pandoc": pandoc_version()}
    except OSError:
        return {"pandoc": "none"}


def _program() -> str:
    # Never the pandoc of the system: another release words other citations.
    package = find_spec(PACKAGE)
    program = package and package.origin and shutil.which("pandoc", path=Path(package.origin).parent / "files")
    if not program:
        raise FileNotFoundError("there is no pandoc: the package 'pypandoc-binary' is not installed")
    return program
