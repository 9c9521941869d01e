"""Facts and pieces of bytes in one piece: how units, bound units and font sets travel and are stored.

Plain JSON and plain bytes, so that nothing in a store can run, whoever wrote it.
"""

import json
import re
from collections.abc import Mapping, Sequence
from typing import Any

MAGIC = b"octavo 1\n"


def pack(facts: Mapping[str, Any], pieces: Sequence[bytes]) -> bytes:
    """Join ``facts`` (of JSON's types) and ``pieces``; equal arguments give equal bytes."""
    head = json.dumps(
        {"facts": facts, "lengths": [len(piece) for piece in pieces]}, ensure_ascii=False, separators=(",", ":")
    ).encode()
    return b"".join((MAGIC, b"%d\n" % len(head), head, *pieces))


def unpack(packed: bytes) -> tuple[dict[str, Any], list[bytes]]:
    """Take apart what :func:`pack` joined. Raises ``ValueError`` when ``packed`` is something else."""
    head, start = _head(packed)
    pieces = []
    for length in head["lengths"]:
        pieces.append(packed[start : start + length])
        start += length
    if start != len(packed):
        raise ValueError("a piece is missing")
    return head["facts"], pieces


def _head(packed: bytes) -> tuple[dict[str, Any], int]:
    """Return the facts with the lengths of the pieces, and where the pieces begin."""
    length = re.match(re.escape(MAGIC) + rb"(\d+)\n", packed)
    if length is None:
        raise ValueError("these are no facts and pieces")
    start = length.end() + int(length[1])
    head: dict[str, Any] = json.loads(packed[length.end() : start])
    return head, start
