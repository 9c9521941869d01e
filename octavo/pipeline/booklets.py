"""Plan booklets: those that book.yaml lists, and those of a selection that a person names on the command line."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from octavo.model.book import Publication
from octavo.model.diagnostics import Diagnostic, Faulty, fault
from octavo.model.imposition import THICKEST, Imposition
from octavo.model.look import Look, Variant
from octavo.model.matter import REGISTERS
from octavo.model.origin import NOWHERE, Origin
from octavo.model.product import Product
from octavo.model.records import Booklet
from octavo.model.selection import WHOLE
from octavo.resolve.book import texts_of
from octavo.resolve.named_selection import EVERYTHING, selection_named
from octavo.resolve.registers import Sections

MOST_NAMED = 3
"""So many of the selected pieces are named in the name of a file."""

UNFIT = re.compile(r"[^\w.-]+")
"""What may stand in an id and not in the name of a file, on any system."""

Words = Sequence[tuple[str, Origin]]
"""Words that name pieces of a book, with their places."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BookletOrder:
    """A booklet of what ``words`` name, with ``matter``, in a variant; ``paper`` is that of its pages, if another."""

    words: Sequence[str]
    imposition: Imposition
    matter: Sequence[str] = REGISTERS
    paper: str = ""
    variant: Variant = Variant.STANDARD

    def plan(self, publication: Publication, look: Look) -> tuple[Product, ...]:
        """Return the product."""
        words, matter = ([(word, NOWHERE) for word in each] for each in (self.words, self.matter))
        look = _look(look, self.variant, self.paper)
        return (_product(publication.folder, texts_of(publication), words, matter, self.imposition, look),)


@dataclass(frozen=True, slots=True, kw_only=True)
class PrinterTrialOrder:
    """A sheet that shows how a printer takes paper; it has the language and the look of a book."""

    imposition: Imposition
    paper: str = ""

    def plan(self, publication: Publication, look: Look) -> tuple[Product, ...]:
        """Return the product."""
        return (
            Product(
                name=f"{publication.folder}-test-sheet-{self.imposition.sheet}",
                selection=WHOLE,
                look=replace(look, paper=self.paper or look.paper),
                format="test-sheet",
                imposition=self.imposition,
            ),
        )


def standing_booklets(publication: Publication, look: Look) -> tuple[Product, ...]:
    """Return the booklets that book.yaml lists.

    Raises :class:`Faulty` with OC618, OC621 and OC631 for all that is wrong with them.
    """
    listed = publication.settings.value.booklets
    if not listed:
        return ()
    # Most booklets are of the whole book, for which nothing is to be found in its texts.
    texts = texts_of(publication) if any(each.selection for each in listed) else ()
    products, found = list[Product](), list[Diagnostic]()
    for position, booklet in enumerate(listed):
        try:
            products += _standing(publication, texts, position, booklet, look)
        except Faulty as faulty:
            found += faulty.diagnostics
    if found:
        raise Faulty(found)
    return tuple(products)


def _standing(
    publication: Publication, texts: Sections, position: int, booklet: Booklet, look: Look
) -> Iterator[Product]:
    """Yield the products of a booklet of the list: one for each of its sheets."""
    settings = publication.settings
    if booklet.matter is not None and (not booklet.selection or EVERYTHING in booklet.selection):
        raise Faulty([fault("OC631", settings.at("booklets", position, "matter"))])
    if not 0 <= booklet.thickness <= THICKEST:
        place = settings.at("booklets", position, "thickness")
        raise Faulty([fault("OC621", place, thickness=booklet.thickness)])
    words = [(word, settings.at("booklets", position, "selection", at)) for at, word in enumerate(booklet.selection)]
    beside = REGISTERS if booklet.matter is None else booklet.matter
    matter = [(word, settings.at("booklets", position, "matter", at)) for at, word in enumerate(beside)]
    for sheet in booklet.sheets:
        imposition = Imposition(
            scheme=booklet.scheme,
            sheet=sheet,
            flip=booklet.flip,
            binding=booklet.binding,
            blanks=booklet.blanks,
            scale=booklet.scale,
            signature=booklet.signature,
            thickness=booklet.thickness,
            has_marks=booklet.marks,
        )
        own = _look(look, booklet.variant, booklet.paper)
        product = _product(publication.folder, texts, words, matter, imposition, own)
        if booklet.name:
            product = replace(product, name=_name((publication.folder, booklet.name), imposition, own))
        yield product


def _product(book: str, texts: Sections, words: Words, matter: Words, imposition: Imposition, look: Look) -> Product:
    """Return the product: pages on sheets or, for the scheme *cards*, the terms that they use.

    Letters of an edition that is set anew keep the size that they are set for.
    """
    is_cut = imposition.scheme == "cards"
    if look.variant.is_set_anew and imposition.scale == "shrink":
        imposition = replace(imposition, scale="actual")
    return Product(
        name=_name((book, *_shortened([word for word, _ in words])), imposition, look),
        selection=selection_named(words, texts, matter=[("glossary", NOWHERE)] if is_cut else matter),
        look=look,
        format="cards" if is_cut else "booklet",
        imposition=replace(imposition, has_marks=True) if is_cut else imposition,
    )


def _look(look: Look, variant: Variant, paper: str) -> Look:
    look = look.in_variant(variant)
    return replace(look, paper=paper or look.paper)


def _name(words: Sequence[str], imposition: Imposition, look: Look) -> str:
    # Whether it is one signature or several: for its readers it is the booklet of that name.
    scheme = "booklet" if imposition.scheme == "signatures" else imposition.scheme
    variant = () if look.variant is Variant.STANDARD else (look.variant.value,)
    return UNFIT.sub("-", "-".join((*words, *variant, scheme, imposition.sheet)))


def file_stem(words: Sequence[str]) -> str:
    """Return what stands for ``words`` that were named in the name of a file."""
    return UNFIT.sub("-", "-".join(_shortened(words)))


def _shortened(words: Sequence[str]) -> Iterator[str]:
    yield from words[:MOST_NAMED]
    if len(words) > MOST_NAMED:
        yield f"and-{len(words) - MOST_NAMED}-more"
