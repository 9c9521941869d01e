"""Image files: whether one is of a kind that both outputs can show."""

import posixpath
from collections.abc import Mapping

SIGNATURES: Mapping[str, tuple[bytes, ...]] = {
    ".png": (b"\x89PNG\r\n\x1a\n",),
    ".jpg": (b"\xff\xd8\xff",),
    ".jpeg": (b"\xff\xd8\xff",),
    ".svg": (b"<svg", b"<?xml", b"<!--"),
}
"""What files with these endings begin with."""


def image_problem(name: str, content: bytes) -> str:
    """Say why the file cannot be shown, or nothing where it is what its name says."""
    suffix = posixpath.splitext(name)[1].lower()
    if suffix not in SIGNATURES:
        return f"an image ends with {', '.join(SIGNATURES)}"
    beginning = content.removeprefix(b"\xef\xbb\xbf").lstrip() if suffix == ".svg" else content
    return "" if beginning.startswith(SIGNATURES[suffix]) else f"the file is no {suffix[1:].upper()} image"
