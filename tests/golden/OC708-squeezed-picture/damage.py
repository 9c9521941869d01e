"""Draw the picture of the finished PDF too narrow."""

from tests.damaged_files import change_content
from tests.drawing_edits import EditedFile


def damage() -> None:
    """Change the format `pdf`."""
    change_content(_squeezed)


def _squeezed(content: bytes) -> bytes:
    file = EditedFile(content)
    file.squeeze_picture(0.8)
    return file.saved()
