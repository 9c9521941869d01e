"""Give an archive that swells to two hundred times its size and more."""

from pathlib import Path

from tests.foreign_files import docx


def damage() -> None:
    """Write the file."""
    Path("novel.docx").write_bytes(docx("", {"word/media/image1.bmp": bytes(24_000_000)}))
