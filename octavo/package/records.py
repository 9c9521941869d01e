"""Records of a book for shops and libraries: ONIX for Books, and MARC 21 in both its forms."""

from octavo.model.diagnostics import Diagnostic
from octavo.model.output import Artefact, Format, FormatInput
from octavo.package.marc import as_iso2709, as_xml, records
from octavo.package.onix import onix

WORD = "records"


def make(given: FormatInput) -> tuple[tuple[Artefact, ...], tuple[Diagnostic, ...]]:
    """Return the three files, which have the name of the product. Raises ``ValueError`` without a printing."""
    if given.printing is None:
        raise ValueError(given)
    name, pages = given.product.name, given.printing.page_map.count
    of = records(given.book, pages)
    return (
        Artefact(name=f"{name}-onix.xml", media_type="application/xml", content=onix(given.book, pages)),
        Artefact(name=f"{name}-marc.xml", media_type="application/marcxml+xml", content=as_xml(of)),
        Artefact(name=f"{name}.mrc", media_type="application/marc", content=as_iso2709(of)),
    ), ()


FORMAT = Format(name=WORD, needs=frozenset({"printing"}), make=make)
