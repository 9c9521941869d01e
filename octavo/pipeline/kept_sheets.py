"""Keep the finished files of sheets for the class: a sheet that nothing touches is neither set, packed nor read again.

A sheet is small and there are many, each in several looks and for two kinds of readers, so a corrected word concerns
few of them. What is kept is all that a build wants of a sheet: its files and what was found. The layout is not kept;
where somebody wants it, the sheet is made.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple, TypeAlias

from octavo.model.diagnostics import Diagnostic
from octavo.model.output import Artefact, Rendition
from octavo.model.product import Product
from octavo.model.selection import SelectedSheet
from octavo.pipeline.manuscript import Presentation
from octavo.pipeline.plan import formats
from octavo.render.section_rendering import absent_places, prints_digest

Maker: TypeAlias = Callable[..., object]


class KeptSheet(NamedTuple):
    """The files of the products of a sheet in one look, what was found on the way, and what in the finished files.

    Those that were ``called`` for come after the files of all products.
    """

    files: tuple[tuple[Product, Artefact], ...]
    called: tuple[tuple[Product, Artefact], ...]
    diagnostics: tuple[Diagnostic, ...]
    examined: tuple[Diagnostic, ...]


def key_of(maker: Maker, presentation: Presentation, products: Sequence[Product]) -> str:
    """Return what a :class:`KeptSheet` made by ``maker`` is kept under; empty where it is not kept.

    The digest of the whole content has no part in it, and what prints it is not kept. Held pages belong to a release,
    and what formats of other packages do is not known.
    """
    if not products or presentation.held or not all(isinstance(each.selection, SelectedSheet) for each in products):
        return ""
    book, memo = presentation.book, presentation.memo
    makers = tuple(formats()[product.format].make for product in products)
    try:
        return memo.key(
            maker,
            makers,
            tuple(products),
            replace(book, digest="", sections=()),
            *book.sections,
            memo.share(presentation.appearance),
            memo.share(presentation.settings),
            presentation.standard,
            _pages_named(presentation),
        )
    except (KeyError, TypeError):
        return ""


def find(key: str, presentation: Presentation) -> KeptSheet | None:
    """Return what is kept under ``key``."""
    found = presentation.memo.find(key) if key else None
    return KeptSheet(*found) if isinstance(found, tuple) else None


def keep(key: str, presentation: Presentation, sheet: KeptSheet, renditions: Sequence[Rendition]) -> None:
    """Keep what was made of ``renditions``, unless one of them prints the digest of the whole content."""
    digest = presentation.book.digest
    if not any(prints_digest(unit, digest) for rendition in renditions for unit in rendition.units):
        presentation.memo.kept(key, lambda: tuple(sheet))


def _pages_named(presentation: Presentation) -> Mapping[str, int | None]:
    """Return the pages of the printed book that a sheet names."""
    pages = presentation.book_pages
    places = sorted({place for section in presentation.book.sections for place in absent_places(section)})
    return {place: pages.page(place) for place in places} if pages else {}
