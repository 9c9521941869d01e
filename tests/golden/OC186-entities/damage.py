"""Give an EPUB with a page that declares an entity of its own."""

from pathlib import Path

from tests.foreign_files import epub


def damage() -> None:
    """Write the file."""
    page = '<!DOCTYPE html [\n  <!ENTITY secret SYSTEM "file:///etc/passwd">\n]>\n<html><body>&secret;</body></html>'
    Path("novel.epub").write_bytes(epub({"one.xhtml": "<body/>"}, {"one.xhtml": page}))
