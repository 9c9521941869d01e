"""The files of all products: what two of them must not share."""

from collections.abc import Iterable, Iterator

from octavo.model.diagnostics import Diagnostic, fault
from octavo.model.origin import Origin
from octavo.model.output import Artefact
from octavo.model.product import Product


def collisions(files: Iterable[tuple[Product, Artefact]], origin: Origin) -> Iterator[Diagnostic]:
    """Yield OC602 for every file whose name another file has."""
    makers: dict[str, Product] = {}
    for product, file in files:
        if file.name in makers:
            first = makers[file.name]
            yield fault("OC602", origin, file=file.name, one=_shown(first), other=_shown(product))
        makers.setdefault(file.name, product)


def _shown(product: Product) -> str:
    return f"{product.name} ({product.format})"
