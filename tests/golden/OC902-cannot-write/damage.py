"""Give the ebook a name that no file system takes."""

from dataclasses import replace

from tests.damaged_files import change_epub


def damage() -> None:
    """Change the format `epub`."""
    change_epub(lambda made: (tuple(replace(file, name="x" * 300 + file.name) for file in made[0]), made[1]))
