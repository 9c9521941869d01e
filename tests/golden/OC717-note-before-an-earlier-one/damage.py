"""Draw the first note of a page of the finished PDF below the second one."""

from tests.damaged_files import change_content
from tests.drawing_edits import EditedFile


def damage() -> None:
    """Change the format `pdf`."""
    change_content(_lower)


def _lower(content: bytes) -> bytes:
    file = EditedFile(content)
    file.move("From 1884 to 1906", 0, -20)
    return file.saved()
