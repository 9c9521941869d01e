"""Number a publication and make the books of selections, wording citations and setting sections once for all builds."""

from collections.abc import Iterable, Mapping
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


def resolve_selections(
    publication: Publication, selections: Iterable[Selection], numbering: Numbering, memo: Memo
) -> Mapping[Selection, Book]:
    """Do as :func:`octavo.resolve.book.resolve` does for each selection; what is as it was is not set anew."""
    typography, wanted = memo.share(typography_of(publication)), tuple(dict.fromkeys(selections))
    return {
        selection: replace(book, sections=tuple(memo(set_typography, section, typography) for section in book.sections))
        for selection, book in zip(wanted, join(publication, wanted, numbering), strict=True)
    }
