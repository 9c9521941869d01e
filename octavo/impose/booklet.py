"""The booklet: the pages of the printing on sheets, as its product asks for."""

from dataclasses import replace

from octavo.impose.imposing import Imposed, impose
from octavo.model.diagnostics import Diagnostic
from octavo.model.imposition import Imposition
from octavo.model.origin import Origin
from octavo.model.output import Artefact, Format, FormatInput, Printing

BACK_COVER = "back-cover"
"""The section that must be the last page of all (P2)."""


def make(given: FormatInput) -> tuple[tuple[Artefact, ...], tuple[Diagnostic, ...]]:
    """Return the sheets; raises ``ValueError`` when the pipeline did not set a printing, or it is not to be imposed."""
    printing, imposition = given.printing, given.product.imposition
    if printing is None or imposition is None:
        raise ValueError("a booklet needs a printing and an imposition")
    name = f"{given.product.name}.pdf"
    wanted = replace(imposition, blanks=imposition.blanks or ("before-last" if _ends_with_cover(printing) else "end"))
    imposed, told = impose(printing.content, wanted, title=given.book.settings.title, origin=Origin(name))
    notes = (summary(imposed, wanted),)
    return (Artefact(name=name, media_type="application/pdf", content=imposed.content, notes=notes),), told


def _ends_with_cover(printing: Printing) -> bool:
    pages = printing.layout.sections.get(BACK_COVER)
    return pages is not None and pages.first == pages.last == printing.page_map.count


def summary(imposed: Imposed, imposition: Imposition) -> str:
    """Say in a line what is on the sheets."""
    pages = _counted(imposed.pages, "page")
    on = f"{pages} on {_counted(imposed.sheets, 'sheet')} of {imposition.sheet.title()}"
    blank = f", {imposed.blanks} blank" if imposed.blanks else ""
    size = "" if round(imposed.scale, 2) == 1 else f", at {imposed.scale:.0%} of their size"
    return f"{on}{blank}{size}"


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"


FORMAT = Format(name="booklet", needs=frozenset({"printing"}), make=make, own_list="booklets")
