"""Give a document of the years before 2007 under a new name."""

from pathlib import Path


def damage() -> None:
    """Write the file."""
    Path("novel.docx").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512))
