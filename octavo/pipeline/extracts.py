"""Plan an ebook of a piece of a book to order: a chapter, a part, a passage."""

from collections.abc import Sequence
from dataclasses import dataclass

from octavo.model.book import Publication
from octavo.model.look import Look
from octavo.model.matter import REGISTERS
from octavo.model.origin import NOWHERE
from octavo.model.product import Product
from octavo.pipeline.booklets import file_stem
from octavo.resolve.book import texts_of
from octavo.resolve.named_selection import selection_named

FRONT = ("cover", "title-page", "imprint")
"""What says of which book a piece is, and under which licence; each goes with it where the book has it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ExtractOrder:
    """An ebook of what ``words`` name, in the order of the book, with the front of the book and its registers."""

    words: Sequence[str]

    def plan(self, publication: Publication, look: Look) -> tuple[Product, ...]:
        """Return the product; raises :class:`Faulty` with OC618 for every word that names nothing."""
        front = publication.settings.value.matter.front
        matter = [(word, NOWHERE) for word in (*(word for word in FRONT if word in front), *REGISTERS)]
        words = [(word, NOWHERE) for word in self.words]
        return (
            Product(
                name=f"{publication.folder}-{file_stem(self.words)}",
                selection=selection_named(words, texts_of(publication), matter=matter),
                look=look,
                format="epub",
            ),
        )
