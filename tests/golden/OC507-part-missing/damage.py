"""Take the language out of the finished PDF."""

import pikepdf

from tests.damaged_files import change_pdf


def damage() -> None:
    """Change the format `pdf`."""
    change_pdf(_without_language)


def _without_language(document: pikepdf.Pdf) -> None:
    del document.Root.Lang
