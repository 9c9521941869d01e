"""The errata of a release: what readers of that printing must correct."""

from dataclasses import dataclass

from octavo.editions.errata import Erratum, errata
from octavo.model.editions import Release
from octavo.pipeline.result import Options
from octavo.pipeline.states import compare_texts
from octavo.project import Project


@dataclass(frozen=True, slots=True, kw_only=True)
class Slip:
    """The errata of the ``release`` of a book; ``title`` is that of the book, and ``until`` the state that is right."""

    title: str
    release: Release
    until: str
    errata: tuple[Erratum, ...]


def errata_of(project: Project, book: str, version: str, until: str, options: Options) -> Slip:
    """Return what readers of the release ``version`` must correct, to have what the book says ``until`` then.

    Page and line are those of the printing of that release. Raises :class:`Faulty` as a comparison does.
    """
    publication, compared = compare_texts(project, book, version, until, options)
    corrections = [each.value for each in publication.corrections]
    return Slip(
        title=publication.settings.value.title,
        release=compared.old.release,
        until=compared.new.name,
        errata=errata(compared.changes, corrections, book),
    )
