"""The reading PDF: the printing as it was set, and those of the accessible editions."""

from octavo.model.book import Publication
from octavo.model.diagnostics import Diagnostic
from octavo.model.look import Look, Variant
from octavo.model.output import Artefact, Format, FormatInput
from octavo.model.product import Product
from octavo.model.selection import WHOLE


def plan(publication: Publication, look: Look) -> tuple[Product, ...]:
    """Return the reading PDF of a book, and one for each of the accessible editions that its settings ask for."""
    variants = dict.fromkeys((Variant.STANDARD, *publication.settings.value.variants))
    return tuple(_product(publication.folder, look.in_variant(variant)) for variant in variants)


def _product(name: str, look: Look) -> Product:
    """Return the reading PDF in one variant."""
    if look.variant is not Variant.STANDARD:
        name = f"{name}-{look.variant}"
    return Product(name=name, selection=WHOLE, look=look, format="pdf")


def make(given: FormatInput) -> tuple[tuple[Artefact, ...], tuple[Diagnostic, ...]]:
    """Return the typeset PDF; raises ``ValueError`` when the pipeline did not set one."""
    if given.printing is None:
        raise ValueError("the reading PDF needs a printing")
    content = given.printing.content
    return (Artefact(name=f"{given.product.name}.pdf", media_type="application/pdf", content=content),), ()


FORMAT = Format(name="pdf", needs=frozenset({"printing"}), make=make, plan=plan)
