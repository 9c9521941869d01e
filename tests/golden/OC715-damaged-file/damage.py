"""Cut the PDF short, and make the ebook a file of words."""

from octavo.model.output import Artefact
from tests.damaged_files import change_content, change_epub


def damage() -> None:
    """Change both formats."""
    words = Artefact(name="stock.epub", media_type="application/epub+zip", content=b"This is no ebook.")
    change_epub(lambda made: ((words,), made[1]))
    change_content(lambda content: content[:1000])
