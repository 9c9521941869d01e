"""Finish what formats have made: each file of an archive is packed once, and each cover drawn once, for all builds."""

from octavo.jobs.memo import Memo
from octavo.model.output import Archive, Artefact, Printing
from octavo.package.archive import deflate, write_archive
from octavo.package.cover import picture

SMALL = 4096
"""Bytes below which a file is packed faster than the result is looked up."""


def packed(made: Artefact | Archive, memo: Memo) -> Artefact:
    """Return a finished file."""
    if isinstance(made, Artefact):
        return made

    def pack(content: bytes) -> bytes:
        return deflate(content) if len(content) < SMALL else memo(deflate, content)

    return Artefact(name=made.name, media_type=made.media_type, content=write_archive(made, pack))


def cover_of(printing: Printing, memo: Memo) -> bytes:
    """Return the first page of ``printing`` as a JPEG. Only what that page is made of can make it another one."""
    if not printing.first_page:
        return memo(picture, printing.content)
    return memo.kept(memo.key(picture, printing.first_page), lambda: picture(printing.content))
