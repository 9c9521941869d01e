"""Tell where a look was asked for: faults of its theme and paper are mended there."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from octavo.model.book import Publication
from octavo.model.look import Look
from octavo.model.origin import NOWHERE, Origin
from octavo.model.product import Product
from octavo.model.selection import SelectedSheet


@dataclass(frozen=True, slots=True, kw_only=True)
class LookPlaces:
    """The places that name the theme and the paper of a look; nowhere is the command line."""

    theme: Origin
    paper: Origin


def places_of_looks(publication: Publication, products: Iterable[Product], look: Look) -> Mapping[Look, LookPlaces]:
    """Return ``look``, which the settings ask for, and those of ``products``, each with the places that name it."""
    settings, places = publication.settings, dict[Look, LookPlaces]()
    for each, is_of_sheets in ((look, False), *_looks(products)):
        if each in places:
            continue
        theme, paper = settings.at("theme"), NOWHERE
        if is_of_sheets and publication.handouts:
            theme, paper = publication.handouts.at("theme"), _paper_of_sheets(publication, each.paper)
        elif each.variant.is_set_anew or each.paper == look.paper:
            paper = settings.at("paper")
        else:
            paper = _paper_of_booklets(publication, each.paper)
        places[each] = LookPlaces(theme=theme, paper=paper)
    return places


def _looks(products: Iterable[Product]) -> Iterator[tuple[Look, bool]]:
    return ((product.look, isinstance(product.selection, SelectedSheet)) for product in products)


def _paper_of_sheets(publication: Publication, paper: str) -> Origin:
    handouts = publication.handouts
    if handouts is None or paper not in handouts.value.papers:
        return NOWHERE
    return handouts.at("papers", handouts.value.papers.index(paper))


def _paper_of_booklets(publication: Publication, paper: str) -> Origin:
    booklets = publication.settings.value.booklets
    asking = (place for place, booklet in enumerate(booklets) if booklet.paper == paper)
    return next((publication.settings.at("booklets", place, "paper") for place in asking), NOWHERE)
