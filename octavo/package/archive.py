"""Write ZIP files from packed contents, so that what did not change need not be packed again.

The format is that of PKWARE's APPNOTE.TXT, as far as EPUB allows it (OCF: stored or deflated, no encryption); the same
entries give the same bytes as :mod:`zipfile` writes.
"""

import struct
import zlib
from collections.abc import Sequence
from dataclasses import dataclass, field

from octavo.model.cache import Recall

LEVEL = 6
"""How hard to try. The highest level takes twice the time, for files that are smaller by half a hundredth."""

SMALL = 4096
"""Bytes below which a content is packed faster than it is looked up."""

STORED, DEFLATED = 0, 8
"""Methods of compression (section 4.4.5)."""

VERSION, UNIX = 20, 3
"""Version 2.0 of the format, and the system that gives the attributes their meaning (4.4.2, 4.4.3)."""

READABLE = 0o100644 << 16
"""A file that all may read, in Unix's words (4.4.15)."""

DAY = 1 << 5 | 1
"""The first of January 1980, the first day that an entry can carry (4.4.6); the time is midnight."""

UTF_8 = 0x800
"""Says that a name is in UTF-8 and not in code page 437 (4.4.4)."""

LOCAL, CENTRAL, END = b"PK\3\4", b"PK\1\2", b"PK\5\6"
LOCAL_HEADER = struct.Struct("<4s5H3L2H")
CENTRAL_HEADER = struct.Struct("<4s6H3L5H2L")
END_RECORD = struct.Struct("<4s4H2LH")


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A file of an archive: ``packed`` by ``method``, and the ``size`` and CRC-32 (``check``) of what it unpacks to."""

    name: str
    method: int
    packed: bytes = field(repr=False)
    size: int
    check: int


def stored(name: str, content: bytes) -> Entry:
    """Return an entry that holds ``content`` as it is."""
    return Entry(name=name, method=STORED, packed=content, size=len(content), check=zlib.crc32(content))


def deflated(name: str, content: bytes, recall: Recall) -> Entry:
    """Return an entry that holds ``content`` packed; ``recall`` may have it from an earlier build."""

    def pack() -> bytes:
        packer = zlib.compressobj(LEVEL, zlib.DEFLATED, -zlib.MAX_WBITS)
        return packer.compress(content) + packer.flush()

    is_small = len(content) < SMALL
    packed = pack() if is_small else recall(("deflated", zlib.ZLIB_RUNTIME_VERSION, content), pack)
    return Entry(name=name, method=DEFLATED, packed=packed, size=len(content), check=zlib.crc32(content))


def archive(entries: Sequence[Entry]) -> bytes:
    """Return the ZIP file of ``entries``, in their order. It must stay below 4 GB."""
    pieces: list[bytes] = []
    directory: list[bytes] = []
    place = 0
    for entry in entries:
        name = entry.name.encode()
        facts = (0 if entry.name.isascii() else UTF_8, entry.method, 0, DAY, entry.check, len(entry.packed), entry.size)
        head = LOCAL_HEADER.pack(LOCAL, VERSION, *facts, len(name), 0)
        line = CENTRAL_HEADER.pack(
            CENTRAL, UNIX << 8 | VERSION, VERSION, *facts, len(name), 0, 0, 0, 0, READABLE, place
        )
        pieces += (head, name, entry.packed)
        directory += (line, name)
        place += len(head) + len(name) + len(entry.packed)
    count, length = len(entries), sum(map(len, directory))
    return b"".join((*pieces, *directory, END_RECORD.pack(END, 0, 0, count, count, length, place, 0)))
