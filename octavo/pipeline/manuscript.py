"""Read and join one book: load, theme, resolve."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from typing import TYPE_CHECKING, Literal

from octavo.jobs.memo import Memo
from octavo.model.book import Book, Publication
from octavo.model.diagnostics import Diagnostic, Faulty, fault, stop_on_error
from octavo.model.origin import NOWHERE
from octavo.model.output import Format, PageMap, Rendition, Theme
from octavo.model.selection import WHOLE
from octavo.pipeline.cache import memo_for
from octavo.pipeline.result import Options
from octavo.project import Project

if TYPE_CHECKING:
    from octavo.check.manuscript.proofreading import ManuscriptFindings
    from octavo.model.output import Printing
    from octavo.model.work import Work
    from octavo.pipeline.rendering import Appearance


@dataclass(frozen=True, slots=True, kw_only=True)
class Manuscript:
    """A book that was read, joined and proofread without error, with its theme and the warnings so far."""

    project: Project
    publication: Publication
    book: Book
    appearance: "Appearance"
    proof: "ManuscriptFindings"
    diagnostics: tuple[Diagnostic, ...]
    memo: Memo = field(repr=False)

    def without_texts(self) -> "Manuscript":
        """Return the manuscript without its texts as they were loaded: only a report asks for them once more."""
        return replace(self, publication=replace(self.publication, texts={}))

    def render(
        self, medium: Literal["print", "reflow"], page_map: PageMap | None = None, only: Collection[str] | None = None
    ) -> tuple[Rendition, tuple[Diagnostic, ...]]:
        """Set the book, or ``only`` these of its sections, in XHTML; see :func:`octavo.pipeline.rendering.render`."""
        from octavo.pipeline.rendering import render

        return render(self.book, self.appearance, medium=medium, memo=self.memo, page_map=page_map, only=only)

    def typesetting(self, rendition: Rendition) -> "Work[tuple[Printing, tuple[Diagnostic, ...]]]":
        """Return the work of typesetting ``rendition``, the book in print: see :func:`octavo.typeset.typeset`."""
        from octavo.render.section_rendering import lists_pages
        from octavo.typeset import typeset

        # The words of sections that list pages (index, glossary) depend on the pages, not only their digits.
        sections = frozenset(section.id for section in self.book.sections if lists_pages(section))
        with_pages = partial(self._with_pages, rendition, sections) if sections else None
        origin = self.publication.settings.origin
        return typeset(rendition, lists=sections, with_pages=with_pages, name=self.book.folder, origin=origin)

    def _with_pages(self, rendition: Rendition, sections: Collection[str], pages: PageMap) -> Rendition:
        """Return ``rendition`` with the ``sections`` that list pages set anew."""
        fresh, _ = self.render("print", pages, sections)
        units = {unit.id: unit for unit in fresh.units}
        return replace(rendition, units=tuple(units.get(unit.id, unit) for unit in rendition.units))


def prepare(project: Project, name: str, options: Options) -> Manuscript:
    """Load, join and proofread the book ``name``; raises :class:`Faulty` with all faults of the stage that has any."""
    from octavo.load.templates import load_templates
    from octavo.pipeline.loading import load_publication, load_theme
    from octavo.pipeline.proofreading import proofread
    from octavo.pipeline.rendering import Appearance
    from octavo.pipeline.resolving import number_publication, resolve_selection

    options.report(name, "load")
    if name not in project.books():
        raise Faulty([fault("OC901", NOWHERE, book=name, near=(name, project.books()))])
    memo = memo_for(options.store, options.memory)
    publication, loaded = load_publication(
        project.content / name,
        root=project.root,
        languages=project.templates / "languages",
        citations=project.styles / "citations",
        memo=memo,
    )
    settings = publication.settings
    theme, themed = load_theme(
        project.theme(settings.value.theme),
        root=project.root,
        named_at=settings.at("theme"),
        find=project.theme,
        memo=memo,
    )
    templates = load_templates(project.templates, root=project.templates.parent)
    stop_on_error((*loaded, *themed, *_unknown_formats(publication), *_unknown_paper(publication, theme)))
    appearance = Appearance(theme=theme, paper=theme.settings.papers[settings.value.paper], templates=templates)
    options.report(name, "resolve")

    numbering, resolved = number_publication(publication, memo)
    book = resolve_selection(publication, WHOLE, numbering, memo)
    proof = proofread(publication, memo)
    found = stop_on_error((*loaded, *themed, *resolved, *proof.diagnostics))
    return Manuscript(
        project=project,
        publication=publication,
        book=book,
        appearance=appearance,
        proof=proof,
        diagnostics=found,
        memo=memo,
    )


def formats() -> Mapping[str, Format]:
    """Return the formats that are installed, by the word that asks for them in book.yaml."""
    from importlib.metadata import entry_points

    found = (entry.load() for entry in entry_points(group="octavo.formats"))
    return {each.name: each for each in sorted(found, key=lambda each: each.name)}


def _unknown_paper(publication: Publication, theme: Theme) -> Iterable[Diagnostic]:
    settings, papers = publication.settings, theme.settings.papers
    word = settings.value.paper
    if word not in papers:
        place = settings.at("paper")
        yield fault("OC124", place, word=word, theme=theme.settings.name, known=", ".join(papers), near=(word, papers))


def _unknown_formats(publication: Publication) -> Iterable[Diagnostic]:
    known = formats()
    for position, word in enumerate(publication.settings.value.formats):
        if word not in known:
            place = publication.settings.at("formats", position)
            yield fault("OC120", place, word=word, known=", ".join(known), near=(word, known))
