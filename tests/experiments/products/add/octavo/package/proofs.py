"""Make two PDFs: a chapter alone, and the book on other paper."""

from dataclasses import replace

from octavo.model.book import Publication
from octavo.model.look import Look
from octavo.model.output import Format
from octavo.model.product import Product
from octavo.model.selection import WHOLE, SelectedChapters
from octavo.package.pdf import make

CHAPTER, PAPER = "storm", "half-letter"


def plan(publication: Publication, look: Look) -> tuple[Product, ...]:
    """Return both; the chapter is in the book's own look."""
    chapter, other = (
        SelectedChapters(chapters=(CHAPTER,)),
        replace(look, paper=PAPER),
    )
    return (
        Product(
            name=f"{publication.folder}-{CHAPTER}",
            selection=chapter,
            look=look,
            format="proofs",
        ),
        Product(
            name=f"{publication.folder}-{PAPER}",
            selection=WHOLE,
            look=other,
            format="proofs",
        ),
    )


FORMAT = Format(
    name="proofs", needs=frozenset({"printing"}), make=make, plan=plan
)
