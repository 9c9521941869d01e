"""Load the themes of the looks that a book is made in, each once, and change them as the book asks."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from octavo.jobs.memo import Memo
from octavo.load.files import gathering
from octavo.load.style_sheets import check_sheet
from octavo.load.templates import load_templates
from octavo.load.theme_in_look import CheckSheet, theme_in_look
from octavo.model.book import Publication
from octavo.model.diagnostics import Diagnostic, fault
from octavo.model.look import AS_DESIGNED, BookLook, Look
from octavo.model.origin import Origin
from octavo.model.output import Theme
from octavo.pipeline.loading import load_theme
from octavo.pipeline.look_places import LookPlaces
from octavo.pipeline.rendering import Appearance, looks_of
from octavo.project import Project

if TYPE_CHECKING:
    from pathlib import Path


def appearances_of(
    project: Project, publication: Publication, looks: Mapping[Look, LookPlaces], memo: Memo
) -> tuple[Mapping[Look, Appearance], tuple[Diagnostic, ...]]:
    """Return the appearances of those of ``looks`` whose paper there is, and what is wrong with any, at their places.

    Each theme is loaded once. Raises :class:`~octavo.model.diagnostics.Faulty` where one cannot be.
    """
    templates = load_templates(project.templates, root=project.templates.parent)
    find = project.theme
    themes: dict[tuple[Path, ...], Theme] = {}
    drawn: dict[int, Theme] = {}
    found: list[Diagnostic] = []
    appearances: dict[Look, Appearance] = {}
    for look, asked in looks.items():
        layers = tuple(map(find, look.layers))
        if layers not in themes:
            top, *under = layers
            themes[layers], diagnostics = load_theme(
                top, root=project.root, named_at=asked.theme, find=find, memo=memo, under=under
            )
            found += diagnostics
        theme, own = themes[layers], _own_look(publication, look)
        told: tuple[Diagnostic, ...] = ()
        if own != AS_DESIGNED and (own.trim or look.paper in theme.settings.papers):
            with gathering(found):
                theme, told = theme_in_look(theme, look.paper, own, _checker(memo))
        found += (each for each in told if each not in found)
        if paper := theme.settings.papers.get(look.paper):
            # One value for all looks of a theme: its fonts are digested once.
            looks_alike = drawn.setdefault(id(theme), looks_of(theme))
            appearances[look] = Appearance(theme=theme, paper=paper, templates=templates, looks=looks_alike, own=own)
        else:
            found.append(_unknown_paper(look.paper, theme, asked.paper))
    return appearances, tuple(found)


def _own_look(publication: Publication, look: Look) -> BookLook:
    """Return in what a book differs from its theme where it is made in ``look``.

    Sheets for the class and editions that are set anew keep their own type and pages, and have its other fonts. On
    other pages than those of the book, margins are those of the theme.
    """
    own = publication.look
    if look.theme != publication.settings.value.theme or look.variant.is_set_anew:
        return own.with_other_fonts_alone()
    is_on_own_pages = look.paper == (own.trim[0] if own.trim else publication.settings.value.paper)
    return own if is_on_own_pages else replace(own, trim=None, margins=())


def _checker(memo: Memo) -> CheckSheet:
    def check(sheet: str, place: Origin, families: Sequence[str], *, is_print: bool) -> tuple[Diagnostic, ...]:
        return memo(check_sheet, sheet, place, families, is_print=is_print)

    return check


def _unknown_paper(word: str, theme: Theme, place: Origin) -> Diagnostic:
    papers = theme.settings.papers
    return fault("OC124", place, word=word, theme=theme.settings.name, known=", ".join(papers), near=(word, papers))
