"""Compose the passes of the stage: from the publication as loaded to the book with everything joined."""

from collections.abc import Callable

from octavo.model.book import Book, Publication
from octavo.model.cache import Recall, always_made
from octavo.model.diagnostics import Diagnostic, in_order, stop_on_error
from octavo.resolve.anchors import anchor_blocks
from octavo.resolve.answers import check_answers
from octavo.resolve.citations import set_citations
from octavo.resolve.extracts import join_extracts
from octavo.resolve.figures import join_figures
from octavo.resolve.linking import link_made_sections, link_texts
from octavo.resolve.locators import find_occurrences
from octavo.resolve.name_checks import check_names
from octavo.resolve.notes import number_notes
from octavo.resolve.references import fill_references
from octavo.resolve.registers import Faults, Pass, Registers, Sections, registers_of
from octavo.resolve.sections import fill_sections, sections_of
from octavo.resolve.sidebars import join_sidebars
from octavo.resolve.typography import set_typography
from octavo.resolve.unused_records import find_unused

BEFORE_CITATIONS: tuple[Pass, ...] = (
    check_names,
    join_figures,
    join_extracts,
    join_sidebars,
    anchor_blocks,
    check_answers,
    link_texts,
    fill_sections,
    link_made_sections,
)
"""What puts all prose in its place, so that the citation processor can be asked once."""

AFTER_CITATIONS: tuple[Pass, ...] = (
    number_notes,
    find_occurrences,
    fill_references,
)
"""What needs all prose in its place, and the notes that citations became."""


def resolve(
    publication: Publication, *, citeproc: Callable[[bytes], bytes], recall: Recall = always_made
) -> tuple[Book, tuple[Diagnostic, ...]]:
    """Return the book of ``publication``, with all its warnings.

    ``citeproc`` answers the request of :func:`octavo.resolve.citeproc.run_citeproc`, and is called at most once.
    ``recall`` remembers what became of sections.
    Raises :class:`~octavo.model.diagnostics.Faulty` with all faults of the stage where one of them is an error.
    """
    registers = registers_of(publication)
    sections, before = _passed(sections_of(publication), registers, BEFORE_CITATIONS)
    sections, cited = set_citations(sections, registers, style=publication.citation_style, citeproc=citeproc)
    sections, after = _passed(sections, registers, AFTER_CITATIONS)
    diagnostics = stop_on_error((*before, *cited, *after))
    # Only now: what a misspelt reference was meant for would be called unused too.
    diagnostics = in_order((*diagnostics, *find_unused(sections, registers)))
    book = Book(
        folder=publication.folder,
        settings=publication.settings.value,
        language=publication.language,
        sections=sections,
        digest=publication.digest,
        released=publication.settings.value.released,
        images=publication.images,
    )
    return set_typography(book, registers, recall), diagnostics


def _passed(sections: Sections, registers: Registers, passes: tuple[Pass, ...]) -> tuple[Sections, Faults]:
    faults: Faults = ()
    for each in passes:
        sections, found = each(sections, registers)
        faults += found
    return sections, faults
