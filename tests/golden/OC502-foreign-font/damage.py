"""Give a font of the finished PDF the name of one that the theme does not have."""

import pikepdf

from tests.damaged_files import change_pdf


def damage() -> None:
    """Change the format `pdf`."""
    change_pdf(_renamed)


def _renamed(document: pikepdf.Pdf) -> None:
    dictionaries = (each for each in document.objects if isinstance(each, pikepdf.Dictionary))
    font = next(each for each in dictionaries if "/FontFile2" in each)
    font.FontName = pikepdf.Name("/ABCDEF+Other")
    font.FontFamily = pikepdf.String("Other")
