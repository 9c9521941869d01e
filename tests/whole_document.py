"""The whole rendition laid out as one document: the plain way, and the oracle of layout in units.

No book is made like this: it takes several times as long, and its pages are laid out until all numbers are right.
"""

import io
from collections.abc import Container, Mapping, Sequence
from html import escape
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pydyf

from octavo.model.diagnostics import Diagnostic, Faulty, in_order
from octavo.model.file_metadata import FileMetadata
from octavo.model.output import Printing, Rendition, Unit
from octavo.model.page_map import PageMap
from octavo.model.printing import Line, PageBreak, PrintedLayout
from octavo.typeset import markup
from octavo.typeset.system import layout_engine

if TYPE_CHECKING:
    from octavo.typeset.engine.protocols import LaidOutDocument, LaidOutPage, PageStream, PageStreams, Pdf
    from octavo.typeset.structure_tree import StructureNode, Written


def joined_document(metadata: FileMetadata, units: Sequence[tuple[Unit, ET.Element]], *, style: str = "") -> str:
    """Join the parsed ``units`` into one document, well-formed XHTML without namespaces.

    Every unit begins a page, a right-hand one where it asks for that. ``style`` is more CSS for this document alone.
    """
    inside = "".join(_serial(unit, body, is_first=place == 0) for place, (unit, body) in enumerate(units))
    head = f'<html lang="{escape(metadata.language)}">{_head(metadata, style)}'
    return f"<!DOCTYPE html>\n{head}<body>{inside}</body></html>"


def _serial(unit: Unit, body: ET.Element, *, is_first: bool) -> str:
    """Write the children of ``body``; the first of them begins the page."""
    if len(body) and not is_first:
        side = "recto" if unit.starts_recto else "page"
        body[0].set("style", f"break-before: {side}; {body[0].get('style', '')}".rstrip("; "))
    return markup.serial(unit, body)


def _head(metadata: FileMetadata, style: str) -> str:
    facts = [
        *(("author", author) for author in metadata.authors),
        ("description", metadata.description),
        ("keywords", ", ".join(metadata.subjects)),
        ("generator", "Octavo"),
        ("dcterms.created", metadata.released),
        ("dcterms.modified", metadata.released),
    ]
    lines = [f'<meta name="{name}" content="{escape(content)}"/>' for name, content in facts if content]
    sheet = f"<style>{escape(style)}</style>" if style else ""
    return f"<head><title>{escape(metadata.title)}</title>{''.join(lines)}{sheet}</head>"


def lay_out(rendition: Rendition, left: list[object] | None = None) -> tuple[Printing, tuple[Diagnostic, ...]]:
    """Set the whole rendition and return its PDF, its page map, and every fault that the layout shows.

    Pages are counted from 1, blank ones too; an anchor's page is the first on which it stands. The result depends on
    the rendition and the versions of the libraries (:func:`octavo.typeset.system.engine_state`) alone. ``left`` gets
    what was not set as whole paragraphs.

    Raises :class:`Faulty` when nothing can be laid out: a library is missing (OC904), the markup is not well formed or
    no font can be loaded (OC503).
    """
    bodies = [markup.parse(unit) for unit in rendition.units]
    places = markup.MarkupOrigins(rendition)
    with layout_engine():
        return _lay_out(rendition, bodies, places, [] if left is None else left)


def _lay_out(
    rendition: Rendition, bodies: Sequence[ET.Element], places: markup.MarkupOrigins, left: list[object]
) -> tuple[Printing, tuple[Diagnostic, ...]]:
    from octavo.typeset import engine_log, layout_faults
    from octavo.typeset.engine.drawing import tagging_by
    from octavo.typeset.layout_session import LayoutSession
    from octavo.typeset.wide_tables import wide_tables

    text = joined_document(rendition.metadata, list(zip(rendition.units, bodies, strict=True)))
    session = LayoutSession(rendition.css, rendition.assets, rendition.lines)
    if not session.has_fonts:
        told = engine_log.diagnostics(session.messages, places, rendition)
        raise Faulty([engine_log.unusable_fonts(), *told])
    with engine_log.recorded() as messages, tagging_by(_add_tags):
        document = session.render(text)
        left += session.left_to_engine
        content = _write(document, rendition)
    found = list(engine_log.diagnostics([*session.messages, *messages], places, rendition))
    found += layout_faults.overfull_tables(wide_tables(document.pages), places)
    found += layout_faults.foreign_fonts((font.family for font in document.fonts.values()), rendition)
    page_map = PageMap(pages=_pages(document.pages), count=len(document.pages))
    found += layout_faults.lost_places(page_map.pages, rendition, places)
    return Printing(content=content, page_map=page_map, layout=_layout(document.pages)), in_order(found)


def _add_tags(pdf: "Pdf", document: "LaidOutDocument", _version: object, page_streams: "PageStreams") -> None:
    """Write the structure tree of ``document`` into ``pdf``; content that it does not hold becomes an artifact."""
    from octavo.typeset import structure_builder

    streams = list(page_streams)
    written = _write_structure(pdf, structure_builder.build_tree(document, streams))
    for stream, owners in zip(streams, written.owners, strict=True):
        _make_artifacts(stream, owners)
    pdf.catalog["ViewerPreferences"] = pydyf.Dictionary({"DisplayDocTitle": "true"})
    pdf.catalog["MarkInfo"] = pydyf.Dictionary({"Marked": "true"})


def _write_structure(pdf: "Pdf", root: "StructureNode") -> "Written":
    """Write the tree ``root`` into ``pdf`` as the structure of the whole file."""
    from octavo.typeset import structure_tree

    top = pydyf.Dictionary({"Type": "/StructTreeRoot"})
    parents = pydyf.Dictionary({})
    document = pydyf.Dictionary({"S": f"/{root.role}"})
    for each in (top, parents, document):
        pdf.add_object(each)
    written = structure_tree.write(pdf, root, document.reference)
    document |= {"P": top.reference, "K": pydyf.Array(written.kids)}
    parents["Nums"] = pydyf.Array([each for entry in written.numbers() for each in entry])
    top |= {"K": document.reference, "ParentTree": parents.reference, "ParentTreeNextKey": written.keys}
    if written.identifiers:
        pairs = sorted(written.identifiers, key=lambda pair: pair[0].data)
        top["IDTree"] = pydyf.Dictionary({"Names": pydyf.Array([each for pair in pairs for each in pair])})
    pdf.catalog["StructTreeRoot"] = top.reference
    return written


def _make_artifacts(stream: "PageStream", kept: Container[int]) -> None:
    """Turn the marked content of one page that is not in ``kept`` into artifacts, which are never read aloud."""
    items = stream.stream
    for place in range(len(items) - 2):
        properties = items[place + 1]
        if isinstance(properties, dict) and properties.get("MCID", -1) not in kept and items[place + 2] == b"BDC":
            items[place : place + 3] = [b"/Artifact", b"", b"BMC"]


def _layout(pages: Sequence["LaidOutPage"]) -> PrintedLayout:
    """Return where the blocks stand; the pages of sections are not looked for."""
    from octavo.typeset.block_lines import read_layout

    layout = read_layout(pages)
    return PrintedLayout(
        breaks=tuple(PageBreak(page + 1, block, offset) for page, block, offset in layout.breaks),
        blocks={block: tuple(Line(page + 1, *rest) for page, *rest in lines) for block, lines in layout.blocks},
    )


def _pages(pages: Sequence["LaidOutPage"]) -> Mapping[str, int]:
    """Return the first page of every anchor, in the order of the book."""
    first: dict[str, int] = {}
    for number, page in enumerate(pages, start=1):
        for anchor in page.anchors:
            first.setdefault(anchor, number)
    return first


def _write(document: "LaidOutDocument", rendition: Rendition) -> bytes:
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
