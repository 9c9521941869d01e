"""Keep bytes under the digest of everything that could change them.

An entry is one file: the SHA-256 of the payload, then the payload. What does not agree with its own digest does not
exist: a damaged store is an empty store. Entries are written beside their place and moved into it, so a reader never
sees half of one, and several processes or checkouts may share a store.
"""

import hashlib
import os
import tempfile
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

DIGEST_BYTES = 32

LIMIT = 1_000_000_000
"""Bytes that a store may hold after a build."""


def key(*parts: bytes | str) -> str:
    """Return the SHA-256 (hex) of ``parts``; no two different lists of parts share the text that is hashed."""
    total = hashlib.sha256()
    for part in parts:
        content = part.encode() if isinstance(part, str) else part
        total.update(len(content).to_bytes(8, "big"))
        total.update(content)
    return total.hexdigest()


@dataclass(frozen=True, slots=True)
class Store:
    """A folder of entries. Without a folder (``None``) nothing is kept and every look-up fails."""

    folder: Path | None

    def get(self, name: str) -> bytes | None:
        """Return the payload kept under ``name`` (a :func:`key`), or ``None`` when it is missing or damaged."""
        if self.folder is None:
            return None
        path = self._path(name)
        try:
            content = path.read_bytes()
        except OSError:
            return None
        digest, payload = content[:DIGEST_BYTES], content[DIGEST_BYTES:]
        if hashlib.sha256(payload).digest() != digest:
            return None
        with suppress(OSError):
            os.utime(path)
        return payload

    def put(self, name: str, payload: bytes) -> bool:
        """Keep ``payload`` under ``name``; return whether it is kept: not every store can be written to."""
        if self.folder is None:
            return False
        path = self._path(name)
        with suppress(OSError):
            path.parent.mkdir(parents=True, exist_ok=True)
            descriptor, temporary = tempfile.mkstemp(dir=path.parent, prefix=".", suffix=".new")
            try:
                with os.fdopen(descriptor, "wb") as file:
                    file.write(hashlib.sha256(payload).digest())
                    file.write(payload)
                Path(temporary).replace(path)
            except OSError:
                Path(temporary).unlink(missing_ok=True)
                raise
            return True
        return False

    def trim(self, limit: int) -> int:
        """Drop the entries unused for longest until at most ``limit`` bytes remain; return how many went."""
        entries = list(self._entries())
        excess = sum(size for _, size, _ in entries) - limit
        if excess <= 0:
            return 0
        entries.sort()
        dropped = 0
        for _, size, path in entries:
            if dropped >= excess:
                break
            with suppress(OSError):
                os.unlink(path)  # noqa: PTH108 - there may be tens of thousands, as strings
                dropped += size
        return dropped

    def size(self) -> int:
        """Return how many bytes the store holds."""
        return sum(size for _, size, _ in self._entries())

    def _path(self, name: str) -> Path:
        if self.folder is None:
            raise ValueError(name)
        return self.folder / name[:2] / name[2:]

    def _entries(self) -> Iterable[tuple[int, int, str]]:
        """Yield last use (ns), size (bytes) and path of every file in the store, half-written ones included."""
        if self.folder is None or not self.folder.is_dir():
            return
        for folder in self.folder.glob("??"):
            # A build looks at all, and there may be tens of thousands: a path of each would take four times as long.
            with suppress(OSError), os.scandir(folder) as entries:
                for entry in entries:
                    with suppress(OSError):
                        status = entry.stat()
                        yield status.st_mtime_ns, status.st_size, entry.path
