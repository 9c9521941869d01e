"""What a unit's layout depends on, known without the engine: so it is known at once that nothing has changed."""

from octavo.model.output import PageMap, Rendition, Unit
from octavo.typeset import markup

FIRST_FOLIO = 101
"""The folio that the first page of every unit is laid out with; three digits, as most pages of most books have."""

NO_PAGES = PageMap(pages={}, count=0)

UNIT = "data-unit"
"""The attribute of the outer element of a divided section that says which of its units it is, by the next two words."""

FIRST, FURTHER = "first", "further"

STUB = f'<div {UNIT}="stub">\N{NO-BREAK SPACE}</div>'
"""What stands for the units before: a line on a page that is dropped."""

BEGINNING = "html { break-before: recto }"
"""Every unit is laid out from a right-hand page on."""


def unit_source(rendition: Rendition, unit: Unit, *, pages: PageMap = NO_PAGES) -> bytes:
    """Return all that the layout of ``unit`` depends on besides the style sheet, and nothing else: an XHTML document.

    It does not say on which side the unit begins: a layout serves both. A unit that continues another has a page before
    its first, to be dropped (see :func:`octavo.typeset.divisions.divide`). ``pages`` says how many digits the page
    numbers printed in it will probably have; where it does not know, they have as many as those of the rendition.
    Raises :class:`~octavo.model.diagnostics.Faulty` with OC503 for malformed markup.
    """
    beginning, folio = (other_side(BEGINNING), FIRST_FOLIO - 1) if unit.continues else (BEGINNING, FIRST_FOLIO)
    style = f"{beginning} @page :first {{ counter-reset: page {folio} }}"
    return markup.unit_document(unit, language=rendition.metadata.language, style=style, pages=pages).encode()


def other_side(source: str) -> str:
    """Return an order, or its beginning, for the other side."""
    verso = BEGINNING.replace("recto", "verso")
    return source.replace(BEGINNING, verso, 1) if BEGINNING in source else source.replace(verso, BEGINNING, 1)
