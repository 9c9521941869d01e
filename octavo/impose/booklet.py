"""The booklet: the pages of the printing on sheets, as its product asks for."""

from dataclasses import replace

from octavo.impose.advice import advice
from octavo.impose.imposing import impose
from octavo.impose.instructions import instructions
from octavo.impose.summary import summary
from octavo.model.diagnostics import Diagnostic
from octavo.model.imposition import Imposition
from octavo.model.leaflet import Leaflet
from octavo.model.origin import Origin
from octavo.model.output import Artefact, Format, FormatInput, Printing
from octavo.model.selection import WHOLE

BACK_COVER = "back-cover"
"""The section that must be the last page of all (P2)."""


def make(given: FormatInput) -> tuple[tuple[Artefact | Leaflet, ...], tuple[Diagnostic, ...]]:
    """Return the sheets, and the page that says how to print them.

    Raises ``ValueError`` when the pipeline did not set a printing, or it is not to be imposed.
    """
    printing, imposition = given.printing, given.product.imposition
    if printing is None or imposition is None:
        raise ValueError("a booklet needs a printing and an imposition")
    name = f"{given.product.name}.pdf"
    wanted = settled(imposition, printing)
    imposed, warnings = impose(printing.content, wanted, title=given.book.settings.title, origin=Origin(name))
    notes = summary(imposed, wanted)
    if wanted.scheme == "booklet":
        notes += tuple(advice(given.book, printing, imposed.blanks, is_whole=given.product.selection == WHOLE))
    sheets = Artefact(name=name, media_type="application/pdf", content=imposed.content, notes=notes)
    return (sheets, instructions(given.product.name, imposed, wanted, given.book)), warnings


def settled(imposition: Imposition, printing: Printing) -> Imposition:
    """Return the imposition of a printing, with the place of blank pages where nobody has chosen one."""
    return replace(imposition, blanks=imposition.blanks or ("before-last" if _ends_with_cover(printing) else "end"))


def _ends_with_cover(printing: Printing) -> bool:
    pages = printing.layout.sections.get(BACK_COVER)
    return pages is not None and pages.first == pages.last == printing.page_map.count


FORMAT = Format(name="booklet", needs=frozenset({"printing"}), make=make, is_named=False)
