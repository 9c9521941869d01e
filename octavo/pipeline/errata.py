"""The errata of a release: what readers of its printings must correct, as a list and as a slip set in type."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from octavo.editions.errata import errata
from octavo.editions.errata_slip import ReadersPrinting, errata_slips
from octavo.model.book import Publication
from octavo.model.editions import Erratum, Release
from octavo.model.leaflet import Leaflet
from octavo.model.look import Look
from octavo.model.product import Product
from octavo.pipeline.manuscript import Manuscript
from octavo.pipeline.result import Options
from octavo.pipeline.states import compare_texts, day_of
from octavo.project import Project

SHEETS = "handouts/"
"""How the names of the sheets for the class begin. They are copied anew, and get no slip."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Slip:
    """The errata of the ``release`` of a book; ``title`` is that of the book, and ``until`` the state that is right.

    ``printings`` are its printed files by name, that of the book first, each with what is wrong in it.
    """

    title: str
    release: Release
    until: str
    printings: Mapping[str, tuple[Erratum, ...]]
    publication: Publication = field(repr=False)

    def leaflets(self, manuscript: Manuscript) -> Sequence[Leaflet]:
        """Return the slips to be set in type: none for a printing in which nothing is wrong."""
        book = manuscript.presentation().book
        printed = ReadersPrinting(version=self.release.version, day=day_of(self.publication, self.release))
        return [
            leaflet
            for name, found in self.printings.items()
            if found
            for leaflet in errata_slips(f"errata/{name}-{self.release.version}", printed, found, book)
        ]


def no_products(_publication: Publication, _look: Look) -> tuple[Product, ...]:
    """Plan nothing of a book: only what is set beside it is wanted."""
    return ()


def errata_of(project: Project, book: str, version: str, until: str, options: Options) -> Slip:
    """Return what readers of the release ``version`` must correct, to have what the book says ``until`` then.

    Page and line are those of the printings of that release. Raises :class:`Faulty` as a comparison does.
    """
    publication, compared = compare_texts(project, book, version, until, options)
    corrections = [each.value for each in publication.corrections]
    return Slip(
        title=publication.settings.value.title,
        release=compared.old.release,
        until=compared.new.name,
        printings={
            name: errata(compared.changes, corrections, name)
            for name in sorted(compared.old.snapshot.pages, key=lambda name: (name != book, name))
            if not name.startswith(SHEETS)
        },
        publication=publication,
    )
