"""What of the copies of a release must be copied anew to have the book as it is now, and how that is filed."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from octavo.editions.filing import Filing, filing_leaflet
from octavo.editions.page_comparison import compared_pages, effective_versions, sheets_anew
from octavo.editions.teachers_notice import Notice, notice_leaflet
from octavo.impose.booklet import settled
from octavo.impose.imposing import impose
from octavo.impose.reprinting import arrangement, leaves
from octavo.model.imposition import Imposition
from octavo.model.leaflet import Leaflet
from octavo.model.origin import Origin
from octavo.model.output import Artefact
from octavo.model.product import Product
from octavo.model.reprint import ComparedPage, Reprinted
from octavo.pipeline.asked_products import Printed
from octavo.pipeline.manuscript import Manuscript
from octavo.pipeline.result import Options
from octavo.pipeline.states import (
    NAME_THE_VERSION,
    Compared,
    compare_states,
    load_publication,
    released_state,
    releases_of,
)
from octavo.project import Project

PDF = "application/pdf"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reprint:
    """What must be copied anew of each file, by the names of files; ``pages`` are those of the printed products.

    ``version`` is that of the book now, or empty where it has changed since it was released under that version.
    ``effective`` are the pages of the book with the version since which they are so: first and last folio, version.
    """

    compared: Compared
    version: str
    pages: Mapping[str, tuple[ComparedPage, ...]]
    files: tuple[Reprinted, ...]
    effective: tuple[tuple[str, str, str], ...]
    sheets: tuple[Artefact, ...] = field(repr=False)

    def leaflets(self, manuscript: Manuscript) -> Sequence[Leaflet]:
        """Return the pages that say how to file what is new, and the notice for teachers, where anything is."""
        book = manuscript.presentation().book
        folder, anew = f"reprint/{self.compared.old.name}", [each for each in self.files if each.anew or each.gone]
        if not anew:
            return ()
        versions = (self.compared.old.name, self.version)
        filing = Filing(versions=versions, files=anew, pages=self.pages, effective=self.effective)
        notice = Notice(versions=versions, files=anew, pages=self.pages, changes=self.compared.changes)
        return (
            filing_leaflet(f"{folder}/filing", filing, book),
            notice_leaflet(f"{folder}/notice", notice, book),
        )


def reprint_of(project: Project, book: str, version: str, options: Options) -> Reprint:
    """Return what of the copies of the release ``version`` must be copied anew to have the book as it is now.

    Raises :class:`Faulty` as a comparison does.
    """
    compared = compare_states(project, book, version, "", options)
    old, new = compared.old.snapshot, compared.new.snapshot
    pages: dict[str, tuple[ComparedPage, ...]] = {}
    files: list[Reprinted] = []
    sheets: list[Artefact] = []
    for printed in compared.new.printed:
        name = printed.products[0].name if printed.products else book
        if name not in old.pages:
            # A product that the release did not have is no copy that anybody has.
            continue
        pages[name] = compared_pages(old, new, name, compared.changes, NAME_THE_VERSION)
        for reprinted, imposition in _files(printed, len(old.pages[name]), pages[name]):
            files.append(reprinted)
            if reprinted.anew and not reprinted.is_whole:
                sheets.append(_sheets(reprinted, imposition, printed, version))
    known = releases_of(load_publication(project, book, options))
    settings = compared.new.release
    is_released = known[-1].digest == settings.digest
    named = settings.version if is_released or settings.version not in {each.version for each in known} else ""
    states = [(each.version, released_state(project, book, each.version, known).snapshot) for each in known]
    states += [] if is_released else [(named, new)]
    return Reprint(
        compared=compared,
        version=named,
        pages=pages,
        files=tuple(files),
        effective=tuple(effective_versions(states, book, NAME_THE_VERSION)),
        sheets=tuple(sheets),
    )


def _files(
    printed: Printed, before: int, pages: Sequence[ComparedPage]
) -> Iterator[tuple[Reprinted, Imposition | None]]:
    """Yield what of the files of one printing is to be copied anew, each with its imposition."""
    seen: set[str] = set()
    for product in printed.products:
        imposition = settled(product.imposition, printed.printing) if product.imposition else None
        if not _is_copied(product) or product.name in seen:
            continue
        seen.add(product.name)
        now = arrangement(printed.printing.page_map.count, imposition)
        was = arrangement(before, imposition)
        anew = sheets_anew(was, now, pages)
        reprinted = Reprinted(
            name=product.name,
            title=printed.book.title or printed.book.settings.title,
            printing=printed.products[0].name,
            is_imposed=imposition is not None,
            is_stitched=imposition is not None and imposition.scheme == "booklet",
            total=len(now),
            anew=anew,
            gone=tuple(range(len(now) + 1, len(was) + 1)),
            pages={number: now[number - 1] for number in anew},
        )
        yield reprinted, imposition


def _is_copied(product: Product) -> bool:
    """Whether the files of a product are pages of its printing on paper."""
    return product.imposition is not None or product.format in {"pdf", "handouts"}


def _sheets(reprinted: Reprinted, imposition: Imposition | None, printed: Printed, version: str) -> Artefact:
    content, title = printed.printing.content, printed.book.title or printed.book.settings.title
    name = f"reprint/{version}/{reprinted.name}.pdf"
    if imposition is None:
        made = leaves(content, reprinted.anew, title=title)
    else:
        made = impose(content, imposition, title=title, origin=Origin(name), only=reprinted.anew)[0].content
    return Artefact(name=name, media_type=PDF, content=made)
