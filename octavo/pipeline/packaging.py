"""Finish what formats have made: a file of an archive is packed once, and a picture drawn once, for all builds."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from math import ceil

from octavo.jobs.memo import Memo
from octavo.model.book import Book
from octavo.model.diagnostics import Diagnostic
from octavo.model.leaflet import Leaflet
from octavo.model.output import Archive, Artefact, FormatInput, Need, Preview, Printing, Rendition
from octavo.model.product import Product
from octavo.model.work import Pending, Work
from octavo.package.archive import deflate, write_archive
from octavo.package.cover import HIGHEST, from_image, picture, preview
from octavo.pipeline.plan import formats
from octavo.render.images import fitted, is_drawing
from octavo.render.vega import in_pixels

PIXELS = 3.0
"""Pixels for each unit of a drawing, which is a point: 216 to the inch."""

OF_FILES: tuple[Need, ...] = ("files", "all-files")
"""The needs of what is made of finished files, in the order in which it is made."""

SMALL = 4096
"""Bytes below which a file is packed faster than the result is looked up."""


def finished(made: Artefact | Archive | Preview, memo: Memo) -> Artefact:
    """Return a finished file: archives are packed, small pictures drawn."""
    if isinstance(made, Artefact):
        return made
    if isinstance(made, Preview):
        content = memo(preview, made.content, made.width)
        return Artefact(name=made.name, media_type="image/jpeg", content=content)

    def pack(content: bytes) -> bytes:
        return deflate(content) if len(content) < SMALL else memo(deflate, content)

    return Artefact(name=made.name, media_type=made.media_type, content=write_archive(made, pack))


def finish(pending: Sequence[tuple[Product, Pending]]) -> Work[list[tuple[Product, Artefact]]]:
    """Return the work of making the files that are ``pending``, each with its product."""
    contents = yield [each.call for _, each in pending]
    return [
        (product, Artefact(name=each.name, media_type=each.media_type, content=content))
        for (product, each), content in zip(pending, contents, strict=True)
    ]


def pictures_in_pixels(reflow: Rendition, memo: Memo) -> Mapping[str, bytes]:
    """Return the pictures of ``reflow`` by their names: drawings, whose letters are shapes there, as PNG."""
    return {
        asset.name: memo(in_pixels, asset.content.decode(), PIXELS) if is_drawing(asset.name) else asset.content
        for asset in reflow.assets
        if asset.media_type.startswith("image/")
    }


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


def only_needed(given: FormatInput, needs: frozenset[Need]) -> FormatInput:
    """Return what a format may see that names these ``needs``."""
    return replace(
        given,
        printing=given.printing if "printing" in needs else None,
        reflow=given.reflow if "reflow" in needs else None,
        cover=given.cover if "cover" in needs else None,
        markup=given.markup if "markup" in needs else None,
        pixels=given.pixels if "pixels" in needs else None,
    )


def made_last(
    given: Iterable[FormatInput], files: tuple[tuple[Product, Artefact], ...], memo: Memo
) -> tuple[list[tuple[Product, Artefact]], list[Diagnostic]]:
    """Make the products that need ``files``, those of all others, and then those that need what these have made."""
    known, found = formats(), list[Diagnostic]()
    asked, own = list(given), list[tuple[Product, Artefact]]()
    for need in OF_FILES:
        ready = (*files, *own)
        for each in asked:
            of = known[each.product.format]
            if need not in of.needs:
                continue
            made, told = of.make(replace(each, files=ready))
            own += ((each.product, finished(file, memo)) for file in made if not isinstance(file, Leaflet | Pending))
            found += told
    return own, found
