"""Pages that a format has set in type besides those of its book: instructions, cards, a test sheet."""

from collections.abc import Callable
from dataclasses import dataclass, field

from octavo.model.book import Book
from octavo.model.diagnostics import Diagnostic
from octavo.model.output import Artefact, Paper, Printing


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaflet:
    """Pages still to be set: ``book`` in the look of the product, on ``paper`` where it is another one.

    ``finish`` makes files of its printing, or asks for another leaflet, and says what is wrong with it. ``name`` stands
    before the names of its units, and names the PDF where that is checked. Where there is a ``page``, a page in HTML of
    that name is made of the book as well.
    """

    name: str
    book: Book = field(repr=False)
    finish: Callable[[Printing], tuple[tuple["Artefact | Leaflet", ...], tuple[Diagnostic, ...]]] = field(repr=False)
    paper: Paper | None = None
    page: str = ""
