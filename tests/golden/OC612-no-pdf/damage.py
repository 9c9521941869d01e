"""A file of words with the name of a PDF."""

from pathlib import Path


def damage() -> None:
    """Write the file that the command is given."""
    Path("notes.pdf").write_text("These are my notes.")
