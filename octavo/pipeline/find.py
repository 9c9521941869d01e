"""Find every place of a claim in a book, and the page and line on which each is printed."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from octavo.model.book import Publication
from octavo.model.claims import ClaimKind, FoundPlaces, PrintedPlace
from octavo.model.diagnostics import Diagnostic
from octavo.model.look import Look
from octavo.model.origin import Origin
from octavo.model.output import Artefact
from octavo.model.product import Product
from octavo.model.selection import WHOLE
from octavo.pipeline.making import Made
from octavo.pipeline.manuscript import Manuscript
from octavo.pipeline.result import BookResult, Options
from octavo.pipeline.session import open_session
from octavo.project import Project


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimQuery:
    """What is looked for in ``book``: ``text``, of this ``kind`` or of the first that it can be.

    With ``pages`` the book is laid out, unless it was before, to tell the pages.
    """

    book: str
    text: str
    kind: ClaimKind | None = None
    pages: bool = True


def find(project: Project, query: ClaimQuery, options: Options) -> tuple[FoundPlaces, tuple[Diagnostic, ...]]:
    """Return the places of a claim in a book, and what stands in the way of telling their pages.

    Raises :class:`Faulty` where the book cannot be read.
    """
    from octavo.check.manuscript.claim_places import stated_places
    from octavo.check.manuscript.claims import claim_reader
    from octavo.pipeline.cache import memo_for
    from octavo.pipeline.loading import load_book

    publication, _ = load_book(project, query.book, memo_for(options.store, options.memory))
    reader = claim_reader(publication)
    claim = reader.claim(query.text, query.kind)
    places = stated_places(publication, claim, source_of(project), reader)
    found = FoundPlaces(claim=claim, places=places, printed={})
    if not query.pages or not places:
        return found, ()
    return _with_pages(project, query.book, found, options)


def reading_pdf(publication: Publication, look: Look) -> tuple[Product, ...]:
    """Return the whole book in its own look, as a PDF."""
    return (Product(name=publication.folder, selection=WHOLE, look=look, format="pdf"),)


def records_by_name(publication: Publication) -> Mapping[tuple[str, str], Origin]:
    """Return the places of the records that blocks of a text print, by their kinds and ids."""
    return {
        **{("figure", each.value.id): each.origin for each in publication.figures},
        **{("document", each.value.id): each.origin for each in publication.documents},
        **{("person", each.value.id): each.origin for each in publication.people},
    }


def still_stated(publication: Publication, was: str, now: str, source: Callable[[str], str]) -> Iterator[FoundPlaces]:
    """Yield the places that state what the wording ``was`` states and the wording ``now`` does not.

    ``source`` gives the text of a file.
    """
    from octavo.check.manuscript.claim_places import stated_places
    from octavo.check.manuscript.claims import claim_reader

    reader = claim_reader(publication)
    kept = {replace(claim, text="") for claim in reader.claims_in(now)}
    for claim in reader.claims_in(was):
        # *One* is a pronoun more often than a number.
        is_pronoun = claim.kind == "number" and claim.value == 1 and not any(map(str.isdigit, claim.text))
        if is_pronoun or replace(claim, text="") in kept:
            continue
        if places := stated_places(publication, claim, source, reader):
            yield FoundPlaces(claim=claim, places=places, printed={})


def source_of(project: Project) -> Callable[[str], str]:
    """Return what gives the text of a file of the project by its path; it reads each file once."""
    return cache(lambda path: (project.root / path).read_text(encoding="utf-8-sig"))


def _with_pages(
    project: Project, book: str, found: FoundPlaces, options: Options
) -> tuple[FoundPlaces, tuple[Diagnostic, ...]]:
    printed: dict[Origin, tuple[PrintedPlace, ...]] = {}

    def deliver(manuscript: Manuscript, made: Made, _found: Sequence[Diagnostic]) -> Sequence[Artefact]:
        from octavo.editions.printed_places import PrintedBook, printed_places

        whole = made.printed[0]
        records = records_by_name(manuscript.publication)
        of = PrintedBook(book=whole.book, rendition=whole.rendition, printing=whole.printing, records=records)
        printed.update(printed_places(of, found.places))
        return ()

    with open_session(project, options) as session:
        result: BookResult = session.make(book, reading_pdf, deliver, wanted="pages")
    if result.has_errors:
        return replace(found, unprinted="the book has errors"), result.diagnostics
    return replace(found, printed=printed), ()
