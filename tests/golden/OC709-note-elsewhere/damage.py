"""Take the note of the finished PDF to a later page of its chapter."""

from tests.damaged_files import change_content
from tests.drawing_edits import EditedFile


def damage() -> None:
    """Change the format `pdf`."""
    change_content(_elsewhere)


def _elsewhere(content: bytes) -> bytes:
    file = EditedFile(content)
    file.to_page(file.element_of("Note", "From 1884 to 1906"), 9)
    return file.saved()
