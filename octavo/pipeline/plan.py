"""Plan the products of a book: what its settings ask for, format by format."""

from collections.abc import Iterable, Mapping
from functools import cache
from typing import TYPE_CHECKING

from octavo.model.book import Publication
from octavo.model.diagnostics import Diagnostic, fault
from octavo.model.look import Look
from octavo.model.output import Format
from octavo.model.product import Product
from octavo.model.selection import WHOLE
from octavo.pipeline.booklets import standing_booklets

if TYPE_CHECKING:
    from importlib.metadata import EntryPoints

PRINTED = "print"
"""The form of a book that has an identifier and that no format makes: the printed one."""


@cache
def _installed() -> "EntryPoints":
    """Return where the formats are that are installed: looked for once, as that reads a file of each distribution."""
    from importlib.metadata import entry_points

    return entry_points(group="octavo.formats")


def formats() -> Mapping[str, Format]:
    """Return the formats that are installed, and their companions, by the word that asks for them.

    What is installed is looked for once in a process.
    """
    loaded = [entry.load() for entry in _installed()]
    found = [each for one in loaded for each in (one, *one.companions)]
    return {each.name: each for each in sorted(found, key=lambda each: each.name)}


def look_of(publication: Publication) -> Look:
    """Return the look that the settings of a book ask for."""
    settings, trim = publication.settings.value, publication.look.trim
    return Look(theme=settings.theme, paper=trim[0] if trim else settings.paper)


def plan_products(publication: Publication, look: Look) -> tuple[Product, ...]:
    """Return the products of a build: those of a book that has this look, in the order of its formats.

    A format may plan products of its own; else it makes one of the whole book in the look of its settings. After them
    come those of the formats that it does not name, and the booklets that the book lists.
    """
    known = formats()
    asked = [known[word] for word in publication.settings.value.formats if word in _words(known)]
    products: list[Product] = []
    for each in (*asked, *(each for each in known.values() if not each.is_named)):
        if each.plan:
            products += each.plan(publication, look)
        elif each.is_named:
            products.append(Product(name=publication.folder, selection=WHOLE, look=look, format=each.name))
    return (*products, *standing_booklets(publication, look))


def unknown_formats(publication: Publication) -> Iterable[Diagnostic]:
    """Yield OC120 for every format that the settings name and that is not installed, OC102 for identifiers of such."""
    known = _words(formats())
    for position, word in enumerate(publication.settings.value.formats):
        if word not in known:
            place = publication.settings.at("formats", position)
            yield fault("OC120", place, word=word, known=", ".join(known), near=(word, known))
    forms = (PRINTED, *known)
    for key in publication.settings.value.identifiers:
        if key not in forms:
            place = publication.settings.at("identifiers", key)
            yield fault("OC102", place, key=key, known=", ".join(forms), near=(key, forms))


def _words(known: Mapping[str, Format]) -> tuple[str, ...]:
    """Return the words that ``formats`` in book.yaml may name."""
    return tuple(word for word, each in known.items() if each.is_named)
