"""What a PDF or an ebook says about itself."""

from dataclasses import dataclass

from octavo.model.book import Book


@dataclass(frozen=True, slots=True, kw_only=True)
class FileMetadata:
    """What a file says about itself. ``released`` is ``YYYY-MM-DD``; ``identifier`` an URN or ISBN of the format."""

    title: str
    language: str
    authors: tuple[str, ...] = ()
    description: str = ""
    subjects: tuple[str, ...] = ()
    released: str = ""
    version: str = ""
    digest: str = ""


def metadata_of(book: Book) -> FileMetadata:
    """Return what the PDFs of ``book`` say about themselves."""
    settings = book.settings
    return FileMetadata(
        title=book.title or settings.title,
        language=book.language.code,
        authors=tuple(person.name for person in settings.contributors if person.role == "author"),
        description=settings.description,
        subjects=settings.subjects,
        released=book.released,
        version=settings.version,
        digest=book.digest,
    )
