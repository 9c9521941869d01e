"""Change several files of a book at once: all of them, or none.

The new files are written beside the old ones under hidden names. Then a journal names them, and with the journal the
change is made: from now on it is only a matter of putting the files into their places, which :func:`recover` does
wherever it was stopped. Before that nothing has changed. Whoever reads a book recovers it first.
"""

import errno
import json
import os
import shutil
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from hashlib import sha256
from pathlib import Path
from types import MappingProxyType

JOURNAL = ".corrections.journal"
FRESH = ".octavo-new"


def change_files(
    folder: Path, files: Mapping[str, bytes], before: Mapping[str, bytes | None] = MappingProxyType({})
) -> None:
    """Give the ``files`` of ``folder``, by their names, these contents: all of them or, where it is stopped, none.

    ``before`` is what some of them had when the change was made ready, ``None`` where there was no file. Raises
    ``OSError`` where one has something else by now, and where a file cannot be written; nothing is changed then.
    """
    with _alone(folder):
        _complete(folder)
        for name, content in before.items():
            path = folder / name
            if (path.read_bytes() if path.exists() else None) != content:
                raise OSError(errno.EAGAIN, "it was changed in the meantime", str(path))
        _change(folder, files)


def _change(folder: Path, files: Mapping[str, bytes]) -> None:
    fresh = {name: _fresh(folder / name) for name in sorted(files)}
    journal = folder / JOURNAL
    try:
        for name, path in fresh.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            write_through(path, files[name])
            if (folder / name).exists():
                shutil.copymode(folder / name, path)
        entries = {name: sha256(files[name]).hexdigest() for name in fresh}
        write_through(_fresh(journal), json.dumps(entries).encode())
        _fresh(journal).replace(journal)
    except OSError:
        for path in (*fresh.values(), _fresh(journal)):
            with suppress(OSError):
                path.unlink()
        raise
    _complete(folder)


def recover(folder: Path) -> None:
    """Put into their places the files of a change that was stopped after it was made; else do nothing.

    Raises ``OSError`` where that cannot be done.
    """
    if (folder / JOURNAL).exists():
        with _alone(folder):
            _complete(folder)


def _complete(folder: Path) -> None:
    journal = folder / JOURNAL
    if not journal.exists():
        return
    for name, digest in _entries(journal).items():
        path = _fresh(folder / name)
        # What is in its place already was put there before the stop.
        if path.exists() and sha256(path.read_bytes()).hexdigest() == digest:
            path.replace(folder / name)
    journal.unlink()


def _entries(journal: Path) -> Mapping[str, str]:
    """Return what a journal says. Raises ``OSError`` where no change has written it."""
    with suppress(ValueError, RecursionError):
        entries = json.loads(journal.read_bytes())
        within = journal.parent.resolve()
        if isinstance(entries, dict) and all((within / name).resolve().is_relative_to(within) for name in entries):
            return entries
    raise OSError(errno.EINVAL, "it is no record of a change: remove it", str(journal))


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Let no other process change the files of ``folder`` at the same time, where the system can lock a folder."""
    if sys.platform == "win32":
        yield
        return
    import fcntl

    place = os.open(folder, os.O_RDONLY)
    try:
        # Some file systems in a network have no locks.
        with suppress(OSError):
            fcntl.flock(place, fcntl.LOCK_EX)
        yield
    finally:
        os.close(place)


def _fresh(path: Path) -> Path:
    return path.with_name(f".{path.name}{FRESH}")


def file_of(path: str) -> str:
    """Return the file for whose new content ``path`` stands, as people know it; any other path as it is."""
    known = Path(path)
    return str(known.with_name(known.name[1:].removesuffix(FRESH))) if known.name.endswith(FRESH) else path


def write_through(path: Path, content: bytes) -> None:
    """Write a file, and return when it is on the disk."""
    with path.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
