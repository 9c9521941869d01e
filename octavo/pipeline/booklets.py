"""Plan booklets: of a selection that a person names, on sheets as that person chooses."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from octavo.model.book import Publication
from octavo.model.imposition import Imposition
from octavo.model.look import Look
from octavo.model.product import Product
from octavo.model.selection import REGISTERS
from octavo.pipeline.to_order import selected

MOST_NAMED = 3
"""So many of the selected pieces are named in the name of a file."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BookletOrder:
    """A booklet of what ``words`` name, with ``matter``; ``paper`` is that of its pages, if not the book's."""

    words: Sequence[str]
    imposition: Imposition
    matter: Sequence[str] = REGISTERS
    paper: str = ""

    def plan(self, publication: Publication, look: Look) -> tuple[Product, ...]:
        """Return the product."""
        return (
            Product(
                name=f"{stem_of(publication.folder, self.words)}-{self.imposition.scheme}-{self.imposition.sheet}",
                selection=selected(publication, self.words, self.matter),
                look=replace(look, paper=self.paper or look.paper),
                format="booklet",
                imposition=self.imposition,
            ),
        )


def stem_of(book: str, words: Sequence[str]) -> str:
    """Return what the names of files begin with that are made of a selection of ``book``."""
    more = [f"and-{len(words) - MOST_NAMED}-more"] if len(words) > MOST_NAMED else []
    return "-".join((book, *words[:MOST_NAMED], *more))
