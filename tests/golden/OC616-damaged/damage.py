"""A PDF whose end is missing."""

from pathlib import Path

import pikepdf


def damage() -> None:
    """Write the file that the command is given."""
    made = pikepdf.new()
    made.add_blank_page(page_size=(420, 595))
    made.save("notes.pdf", object_stream_mode=pikepdf.ObjectStreamMode.disable)
    whole = Path("notes.pdf").read_bytes()
    Path("notes.pdf").write_bytes(whole[: whole.rindex(b"xref")])
