"""Finish what formats have made: each file of an archive is packed once, and each cover drawn once, for all builds."""

from math import ceil

from octavo.jobs.memo import Memo
from octavo.model.book import Book
from octavo.model.output import Archive, Artefact, Printing
from octavo.package.archive import deflate, write_archive
from octavo.package.cover import HIGHEST, from_image, picture
from octavo.render.images import fitted, is_drawing

SMALL = 4096
"""Bytes below which a file is packed faster than the result is looked up."""


def packed(made: Artefact | Archive, memo: Memo) -> Artefact:
    """Return a finished file."""
    if isinstance(made, Artefact):
        return made

    def pack(content: bytes) -> bytes:
        return deflate(content) if len(content) < SMALL else memo(deflate, content)

    return Artefact(name=made.name, media_type=made.media_type, content=write_archive(made, pack))


def cover_of(book: Book, printing: Printing, memo: Memo) -> bytes:
    """Return the cover as a JPEG: the picture that ``book`` has for it, or else the first page of ``printing``.

    Where type stands over the picture, or it is drawn of lines, the page shows it. Only what that page is made of can
    make it another one.
    """
    cover = book.settings.cover_picture
    image = book.images.get(cover.picture) if cover and cover.type == "none" else None
    if cover and image and not is_drawing(cover.picture):
        return memo(from_image, memo(fitted, image, ceil(HIGHEST * image.width / image.height)).content)
    if not printing.first_page:
        return memo(picture, printing.content)
    return memo.kept(memo.key(picture, printing.first_page), lambda: picture(printing.content))
