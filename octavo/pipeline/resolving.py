"""Number a publication and make the book of a selection, wording citations and setting sections once for all builds."""

from dataclasses import replace

from octavo.jobs.memo import Memo
from octavo.model.book import Book, Publication
from octavo.model.diagnostics import Diagnostic, Faulty, fault
from octavo.model.numbering import Numbering
from octavo.model.selection import Selection
from octavo.pandoc import PandocRefused
from octavo.resolve.book import draft, join, number
from octavo.resolve.citeproc import cite
from octavo.resolve.typography import set_typography, typography_of


def number_publication(publication: Publication, memo: Memo) -> tuple[Numbering, tuple[Diagnostic, ...]]:
    """Return the numbering that all selections of ``publication`` share, and all warnings about it.

    Raises :class:`~octavo.model.diagnostics.Faulty` with the faults of the publication; with OC211 where the citation
    processor refuses the style or the sources.
    """
    drafted, found = draft(publication)
    try:
        citations = memo(cite, drafted.request)
    except PandocRefused as refused:
        place = publication.settings.at("citation-style")
        raise Faulty((*found, fault("OC211", place, problem=str(refused)))) from refused
    return number(publication, drafted, citations), found


def resolve_selection(publication: Publication, selection: Selection, numbering: Numbering, memo: Memo) -> Book:
    """Do as :func:`octavo.resolve.book.resolve` does; a section that is as it was is not set anew."""
    book = join(publication, selection, numbering)
    typography = memo.share(typography_of(publication))
    return replace(book, sections=tuple(memo(set_typography, section, typography) for section in book.sections))
