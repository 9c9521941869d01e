"""Give a source that has changed where the book has changed as well."""

from pathlib import Path


def damage() -> None:
    """Write the file."""
    head = "---\ntitle: Novel\ndate: 2026-01-01\n---\n\n"
    Path("novel.md").write_text(f"{head}# Novel\n\nNew words.\n", encoding="utf-8")
