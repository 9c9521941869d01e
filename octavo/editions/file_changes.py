"""Change several files of a book at once: all of them, or none.

The new files are written beside the old ones under hidden names. Then a journal names them, and with the journal the
change is made: from now on it is only a matter of putting the files into their places, which :func:`recover` does
wherever it was stopped. Before that nothing has changed. Whoever reads a book recovers it first.
"""

import json
import os
from collections.abc import Mapping
from contextlib import suppress
from hashlib import sha256
from pathlib import Path

JOURNAL = ".corrections.journal"
FRESH = ".octavo-new"


def change_files(folder: Path, files: Mapping[str, bytes]) -> None:
    """Give the ``files`` of ``folder``, by their names, these contents: all of them or, where it is stopped, none.

    Raises ``OSError`` where a file cannot be written; nothing is changed then.
    """
    recover(folder)
    fresh = {name: _fresh(folder / name) for name in sorted(files)}
    journal = folder / JOURNAL
    try:
        for name, path in fresh.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            write_through(path, files[name])
        entries = {name: sha256(files[name]).hexdigest() for name in fresh}
        write_through(_fresh(journal), json.dumps(entries).encode())
        _fresh(journal).replace(journal)
    except OSError:
        for path in (*fresh.values(), _fresh(journal)):
            with suppress(OSError):
                path.unlink()
        raise
    recover(folder)


def recover(folder: Path) -> None:
    """Put into their places the files of a change that was stopped after it was made; else do nothing."""
    journal = folder / JOURNAL
    if not journal.exists():
        return
    entries: Mapping[str, str] = json.loads(journal.read_bytes())
    for name, digest in entries.items():
        path = _fresh(folder / name)
        # What is in its place already was put there before the stop.
        if path.exists() and sha256(path.read_bytes()).hexdigest() == digest:
            path.replace(folder / name)
    journal.unlink()


def _fresh(path: Path) -> Path:
    return path.with_name(f".{path.name}{FRESH}")


def write_through(path: Path, content: bytes) -> None:
    """Write a file, and return when it is on the disk."""
    with path.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
