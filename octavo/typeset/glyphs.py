"""Which glyphs of which faces a book needs, all its units together."""

import json
from collections.abc import Iterable, Mapping
from typing import Any


def union(parts: Iterable[Mapping[str, Any]]) -> bytes:
    """Join what all parts say of their fonts; the first part decides where they differ. Equal parts, equal bytes."""
    joined: dict[str, Any] = {}
    for part in parts:
        for key, font in part.items():
            known = joined.setdefault(key, {**font, "widths": {}, "text": {}})
            for glyphs in ("widths", "text"):
                known[glyphs] = {**font[glyphs], **known[glyphs]}
    for font in joined.values():
        for glyphs in ("widths", "text"):
            font[glyphs] = dict(sorted(font[glyphs].items(), key=lambda pair: int(pair[0])))
    return json.dumps(joined, ensure_ascii=False, sort_keys=False).encode()
