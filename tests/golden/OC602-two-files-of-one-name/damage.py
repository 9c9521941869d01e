"""Give the ebook the name of the PDF."""

from dataclasses import replace

from tests.damaged_files import change_epub


def damage() -> None:
    """Change the format `epub`."""
    change_epub(lambda made: (tuple(replace(file, name="stock.pdf") for file in made[0]), made[1]))
