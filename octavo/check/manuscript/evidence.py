"""Where it says so: paragraphs that cite nothing, and sources that cannot be found."""

from collections.abc import Iterable, Iterator, Mapping

from octavo.check.manuscript.known_facts import KnownFacts
from octavo.check.manuscript.placed_text import placed_text, primary
from octavo.model.book import Publication, Record, TextFile
from octavo.model.diagnostics import Diagnostic, fault
from octavo.model.inlines import Citation, Inlines, NoteCall
from octavo.model.prose import Block, Blocks, Box, Note, Paragraph, Sidebar
from octavo.model.query import every_block, every_inline
from octavo.model.records import Document, Part

UNCITED = "uncited"
"""The class of a paragraph that states no facts."""

CITE = "add a citation"
CITE_OR_NOT = f"{CITE}, or put {{.{UNCITED}}} on the line before where it states no facts"


def examine_documents(documents: Iterable[Record[Document]]) -> Iterator[Diagnostic]:
    """Yield OC822 for each printable document without a provenance, or without any place where it can be found."""
    for record in documents:
        document = record.value
        is_found = document.archive or document.published or document.sources
        if document.print and not (document.provenance.strip() and is_found):
            yield fault("OC822", record.at("provenance"), id=document.id)


def asks_for_citations(publication: Publication) -> frozenset[str]:
    """Return the names of the texts whose paragraphs must cite something: the body of a book that says so."""
    settings = publication.settings.value
    entries = settings.matter.body if settings.cite_every_paragraph else ()
    return frozenset(name for entry in entries for name in (entry.chapters if isinstance(entry, Part) else (entry,)))


def examine_citations(text: TextFile, known: KnownFacts) -> Iterator[Diagnostic]:
    """Yield OC821 for what cites nothing in ``text``.

    Looked at are the paragraphs of the running text, short lives, other sidebars and boxes *disagree*. Nothing is
    asked of what stands in lists, tables, quotations and other boxes, nor of a paragraph that ends with a colon.
    """
    notes = {note.label: note for note in text.notes}
    language = primary(known.language.code)
    for block in text.blocks:
        match block:
            case Paragraph(children=inlines, classes=classes):
                words = placed_text(inlines, block.origin, language, is_placed=True)
                if UNCITED not in classes and not words.value.rstrip().endswith(":") and not _cites(inlines, notes):
                    yield fault("OC821", words.at(0), what="this paragraph", remedy=CITE_OR_NOT)
            case Sidebar(person=person) if not (person in known.people and known.people[person].has_sources):
                yield from _in_block(block, block.blocks, notes, "this sidebar")
            case Box(kind="disagree"):
                yield from _in_block(block, block.blocks, notes, "this box")
            case _:
                pass


def _in_block(block: Block, inside: Blocks, notes: Mapping[str, Note], what: str) -> Iterator[Diagnostic]:
    paragraphs = [each for each in every_block(inside) if isinstance(each, Paragraph)]
    if not any(_cites(paragraph.children, notes) for paragraph in paragraphs):
        yield fault("OC821", block.origin, what=what, remedy=CITE)


def _cites(inlines: Inlines, notes: Mapping[str, Note]) -> bool:
    for inline in every_inline(inlines):
        if isinstance(inline, Citation):
            return True
        if isinstance(inline, NoteCall) and inline.label in notes:
            inside = every_block(notes[inline.label].blocks)
            # Without the notes: one that calls itself would be read for ever.
            if any(isinstance(each, Paragraph) and _cites(each.children, {}) for each in inside):
                return True
    return False
