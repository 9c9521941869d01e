"""Write ZIP files.

The format is that of PKWARE's APPNOTE.TXT, as far as EPUB allows it (OCF: stored or deflated, no encryption); the same
entries give the same bytes as :mod:`zipfile` writes.
"""

import struct
import zlib
from collections.abc import Callable

from octavo.model.output import Archive

LEVEL = 6
"""How hard to try. The highest level takes twice the time, for files that are smaller by half a hundredth."""

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


def deflate(content: bytes) -> bytes:
    """Return ``content`` packed."""
    packer = zlib.compressobj(LEVEL, zlib.DEFLATED, -zlib.MAX_WBITS)
    return packer.compress(content) + packer.flush()


def write_archive(archive: Archive, pack: Callable[[bytes], bytes] = deflate) -> bytes:
    """Return the ZIP file of ``archive``, its files in their order. It must stay below 4 GB.

    ``pack`` does what :func:`deflate` does, and may remember what it did.
    """
    pieces: list[bytes] = []
    directory: list[bytes] = []
    place = 0
    for text, content in archive.files.items():
        is_stored = text in archive.stored
        packed, name = content if is_stored else pack(content), text.encode()
        sizes = (zlib.crc32(content), len(packed), len(content))
        facts = (0 if text.isascii() else UTF_8, STORED if is_stored else DEFLATED, 0, DAY, *sizes)
        head = LOCAL_HEADER.pack(LOCAL, VERSION, *facts, len(name), 0)
        line = CENTRAL_HEADER.pack(
            CENTRAL, UNIX << 8 | VERSION, VERSION, *facts, len(name), 0, 0, 0, 0, READABLE, place
        )
        pieces += (head, name, packed)
        directory += (line, name)
        place += len(head) + len(name) + len(packed)
    count, length = len(archive.files), sum(map(len, directory))
    return b"".join((*pieces, *directory, END_RECORD.pack(END, 0, 0, count, count, length, place, 0)))
