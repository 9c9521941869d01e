"""Give a document with an insertion that has no number: pandoc does not read it."""

from pathlib import Path

from tests.foreign_files import docx


def damage() -> None:
    """Write the file."""
    change = '<w:ins w:author="Ann"><w:r><w:t>three words more</w:t></w:r></w:ins>'
    Path("novel.docx").write_bytes(docx(f"<w:p><w:r><w:t>Once upon a time</w:t></w:r>{change}</w:p>"))
