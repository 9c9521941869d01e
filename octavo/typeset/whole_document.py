"""The whole rendition laid out as one document: the plain way, and the oracle of layout in units."""

import io
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pydyf

from octavo.model.diagnostics import Diagnostic, Faulty, in_order
from octavo.model.output import PageMap, Printing, Rendition
from octavo.model.printing import Line, PageBreak, PrintedLayout
from octavo.typeset import markup
from octavo.typeset.system import layout_engine

if TYPE_CHECKING:
    from octavo.typeset.engine import Document, Page


def lay_out(rendition: Rendition) -> tuple[Printing, tuple[Diagnostic, ...]]:
    """Set the whole rendition and return its PDF, its page map, and every fault that the layout shows.

    Pages are counted from 1, blank ones too; an anchor's page is the first on which it stands. The result depends on
    the rendition and the versions of the libraries (:func:`octavo.typeset.system.versions`) alone.

    Raises :class:`Faulty` when nothing can be laid out: a library is missing (OC904), the markup is not well formed or
    no font can be loaded (OC503).
    """
    bodies = [markup.parse(unit) for unit in rendition.units]
    places = markup.MarkupOrigins(rendition)
    with layout_engine():
        return _lay_out(rendition, bodies, places)


def _lay_out(
    rendition: Rendition, bodies: Sequence[ET.Element], places: markup.MarkupOrigins
) -> tuple[Printing, tuple[Diagnostic, ...]]:
    from octavo.typeset import engine_log, layout_faults, structure_builder
    from octavo.typeset.engine import tagging_by
    from octavo.typeset.layout_session import LayoutSession
    from octavo.typeset.wide_tables import wide_tables

    text = markup.document(rendition.metadata, list(zip(rendition.units, bodies, strict=True)))
    session = LayoutSession(rendition.css, rendition.assets)
    if not session.has_fonts:
        told = engine_log.diagnostics(session.messages, places, rendition.css)
        raise Faulty([engine_log.unusable_fonts(), *told])
    with engine_log.recorded() as messages, tagging_by(structure_builder.add_tags):
        document = session.render(text)
        content = _write(document, rendition)
    found = list(engine_log.diagnostics([*session.messages, *messages], places, rendition.css))
    found += layout_faults.overfull_tables(wide_tables(document.pages), places)
    found += layout_faults.foreign_fonts((font.family for font in document.fonts.values()), rendition)
    page_map = PageMap(pages=_pages(document.pages), count=len(document.pages))
    found += layout_faults.lost_places(page_map.pages, rendition, places)
    return Printing(content=content, page_map=page_map, layout=_layout(document.pages)), in_order(found)


def _layout(pages: Sequence["Page"]) -> PrintedLayout:
    """Return where the blocks stand; the pages of sections are not looked for."""
    from octavo.typeset.block_lines import read_layout

    layout = read_layout(pages)
    return PrintedLayout(
        breaks=tuple(PageBreak(page + 1, block, offset) for page, block, offset in layout.breaks),
        blocks={block: tuple(Line(page + 1, *rest) for page, *rest in lines) for block, lines in layout.blocks},
    )


def _pages(pages: Sequence["Page"]) -> Mapping[str, int]:
    """Return the first page of every anchor, in the order of the book."""
    first: dict[str, int] = {}
    for number, page in enumerate(pages, start=1):
        for anchor in page.anchors:
            first.setdefault(anchor, number)
    return first


def _write(document: "Document", rendition: Rendition) -> bytes:
    """Draw the pages into a PDF with our own metadata and page labels."""
    from octavo.pdf.xmp import PRODUCER, xmp
    from octavo.typeset.layout_session import VARIANT

    def finish(_document: object, pdf: pydyf.PDF) -> None:
        number = int(pdf.catalog["Metadata"].split()[0])
        pdf.objects[number].stream = [xmp(rendition.metadata)]
        pdf.info["Producer"] = pydyf.String(PRODUCER)
        # Decimal from 1: a page's folio is its number in the file, as the page map says (T23).
        pdf.catalog["PageLabels"] = pydyf.Dictionary({"Nums": pydyf.Array([0, pydyf.Dictionary({"S": "/D"})])})

    target = io.BytesIO()
    document.write_pdf(target, finisher=finish, pdf_variant=VARIANT, pdf_identifier=True)
    return target.getvalue()
