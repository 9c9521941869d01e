"""Which glyphs of which faces a book needs, all its units together."""

from collections.abc import Iterable
from dataclasses import replace

from octavo.typeset.facts import FaceUse


def joined_faces(used: Iterable[FaceUse]) -> tuple[FaceUse, ...]:
    """Join what all units say of their faces, in an order of its own; the first unit decides where they differ."""
    joined: dict[str, FaceUse] = {}
    for face in used:
        known = joined.get(face.key, face)
        joined[face.key] = replace(known, widths={**face.widths, **known.widths}, text={**face.text, **known.text})
    return tuple(
        replace(face, widths=dict(sorted(face.widths.items())), text=dict(sorted(face.text.items())))
        for _, face in sorted(joined.items())
    )
