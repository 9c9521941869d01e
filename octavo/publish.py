"""Put finished files where people find them, all at once.

A book's output is one folder. The new one is written beside it and then takes its place in one step, so a build that
is killed at any moment leaves the last good output whole. ``manifest.json`` tells what is in the folder and
what it was made from.
"""

import errno
import hashlib
import json
import os
import shutil
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from octavo.model.diagnostics import Diagnostic, Faulty, fault
from octavo.model.origin import NOWHERE

if TYPE_CHECKING:
    # What it imports takes longer than a build with nothing to do.
    from octavo.model.output import Artefact

MANIFEST = "manifest.json"
UNKNOWN_WORDS = "words-unknown.txt"
"""The file with the words that no word list knows, where there are too many to tell each."""

REMEDIES: Mapping[int, str] = {
    errno.EEXIST: "a file is in the way: remove it, or give it another name",
    errno.ENOTDIR: "a file is in the way: remove it, or give it another name",
    errno.EISDIR: "a folder is in the way: remove it, or give it another name",
    errno.EACCES: "allow this user to write there, or work in another folder",
    errno.EPERM: "allow this user to write there, or work in another folder",
    errno.EROFS: "work in a folder on a disk that can be written",
    errno.ENAMETOOLONG: "give the book's folder a shorter name",
}
"""What to do where something cannot be written for one of these reasons."""

RENAME_EXCHANGE = 2
AT_FDCWD = -100


def publish(folder: Path, artefacts: "Sequence[Artefact]", manifest: Mapping[str, object]) -> None:
    """Make ``folder`` hold exactly ``artefacts`` and ``manifest.json``; two builds at once take turns.

    ``manifest`` gets a key ``files``: for each artefact its size in bytes, media type and SHA-256 (hex).
    Raises :class:`Faulty` (OC902) when the folder cannot be written; what it held before is then untouched.
    """
    from filelock import FileLock

    fresh = _fresh(folder)
    with _telling(folder):
        folder.parent.mkdir(parents=True, exist_ok=True)
        lock = folder.with_name(f".{folder.name}.lock")
        # Where no file can be made, the lock would be waited for without end.
        lock.touch()
        with FileLock(lock):
            recover(folder)
            try:
                _write(fresh, artefacts, manifest)
                _switch(fresh, folder)
            finally:
                shutil.rmtree(fresh, ignore_errors=True)


def write_file(path: Path, content: bytes) -> None:
    """Write one file outside of any output folder, whole or not at all; its folder is made where it is missing.

    Raises :class:`Faulty` (OC902) when it cannot be written; what stood there before is then untouched.
    """
    fresh = _fresh(path)
    with _telling(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            fresh.write_bytes(content)
            fresh.replace(path)
        finally:
            fresh.unlink(missing_ok=True)


def remove(folder: Path) -> None:
    """Remove a folder with all that is in it, where there is one.

    Raises :class:`Faulty` (OC902) where something cannot be removed.
    """
    with _telling(folder):
        if folder.exists():
            shutil.rmtree(folder)


@contextmanager
def _telling(target: Path) -> Iterator[None]:
    """Raise OC902 for what the system refuses while ``target`` is written, at the file as people will see it."""
    try:
        yield
    except OSError as problem:
        file = str(problem.filename or target).replace(str(_fresh(target)), str(target))
        told = fault("OC902", NOWHERE, file=file, problem=problem.strerror or str(problem))
        hint = REMEDIES.get(problem.errno or 0)
        raise Faulty([replace(told, hint=hint) if hint else told]) from problem


def _write(fresh: Path, artefacts: "Sequence[Artefact]", manifest: Mapping[str, object]) -> None:
    """Write everything into the new folder ``fresh``."""
    shutil.rmtree(fresh, ignore_errors=True)
    fresh.mkdir()
    for artefact in artefacts:
        path = fresh / artefact.name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(artefact.content)
    files = {artefact.name: describe(artefact) for artefact in sorted(artefacts, key=lambda each: each.name)}
    (fresh / MANIFEST).write_text(_as_json({**manifest, "files": files}), encoding="utf-8")


def describe(artefact: "Artefact") -> dict[str, object]:
    """Return what the manifest says of one file."""
    return {
        "media-type": artefact.media_type,
        "sha256": hashlib.sha256(artefact.content).hexdigest(),
        "size": len(artefact.content),
    }


def recover(folder: Path) -> None:
    """Bring back the last good output where an earlier build was killed between the two halves of its switch."""
    aside = _aside(folder)
    if aside.is_dir():
        if folder.exists():
            shutil.rmtree(aside, ignore_errors=True)
        else:
            aside.rename(folder)


def read_manifest(folder: Path) -> dict[str, object] | None:
    """Return the manifest of ``folder`` when every file it names is there and unchanged, else ``None``."""
    try:
        manifest = json.loads((folder / MANIFEST).read_bytes())
        for name, entry in manifest["files"].items():
            if hashlib.sha256((folder / name).read_bytes()).hexdigest() != entry["sha256"]:
                return None
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None
    return manifest if isinstance(manifest, dict) else None


def as_lines(diagnostics: Sequence[Diagnostic]) -> list[dict[str, object]]:
    """Return diagnostics as the plain values that the manifest and ``--json`` hold."""
    return [
        {
            "code": each.code,
            "severity": str(each.severity),
            "message": each.message,
            "hint": each.hint,
            "path": each.origin.path,
            "line": each.origin.line,
            "column": each.origin.column,
            "related": [[at.path, at.line, at.column] for at in each.related],
        }
        for each in diagnostics
    ]


def _as_json(value: Mapping[str, object]) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2, sort_keys=True) + "\n"


def _fresh(path: Path) -> Path:
    return path.with_name(f".{path.name}.new")


def _aside(folder: Path) -> Path:
    return folder.with_name(f".{folder.name}.old")


def _switch(fresh: Path, folder: Path) -> None:
    """Let ``fresh`` take the place of ``folder``: in one step where the system can, else in two with a way back."""
    aside = _aside(folder)
    if not folder.exists():
        fresh.rename(folder)
    elif _exchange(fresh, folder):
        fresh.rename(aside)
    else:
        folder.rename(aside)
        fresh.rename(folder)
    shutil.rmtree(aside, ignore_errors=True)


def _exchange(one: Path, other: Path) -> bool:
    """Swap two folders in one step (Linux, renameat2 with RENAME_EXCHANGE); return whether that was possible."""
    if not sys.platform.startswith("linux"):
        return False
    import ctypes

    with suppress(OSError, AttributeError):
        system = ctypes.CDLL(None, use_errno=True)
        done = system.renameat2(AT_FDCWD, os.fsencode(one), AT_FDCWD, os.fsencode(other), RENAME_EXCHANGE)
        return bool(done == 0)
    return False
