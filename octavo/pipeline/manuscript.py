"""Read and number one book, and make the book of every selection that its products need: load, theme, resolve."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from types import MappingProxyType
from typing import TYPE_CHECKING

from octavo.jobs.memo import Memo
from octavo.model.book import Book, Publication, Record
from octavo.model.diagnostics import Diagnostic, Faulty, stop_on_error
from octavo.model.look import Look
from octavo.model.output import Medium, Plan, Rendition
from octavo.model.page_map import PageMap
from octavo.model.printing import HeldPages, PageBreak, PrintedLayout
from octavo.model.product import Product
from octavo.model.records import BookSettings
from octavo.model.selection import WHOLE, SelectedSheet, Selection, Whole
from octavo.pipeline.cache import memo_for
from octavo.pipeline.holding import HeldRelease, held_release
from octavo.pipeline.look_places import places_of_looks
from octavo.pipeline.plan import look_of, plan_products, unknown_formats
from octavo.pipeline.result import Options
from octavo.project import Project

if TYPE_CHECKING:
    from octavo.check.manuscript.proofreading import ManuscriptFindings
    from octavo.model.output import Printing
    from octavo.model.work import Work
    from octavo.pipeline.rendering import Appearance


@dataclass(frozen=True, slots=True, kw_only=True)
class Presentation:
    """The book of one selection in one look: what all products of that selection and look share.

    ``settings`` are those of the book, with their places. ``standard`` are the breaks of the pages of the standard
    edition, where this is one that is set anew: they are marked in print. ``book_pages`` are those of the printed
    book, where this is a sheet that refers to it. The pages of a ``held`` release are kept in print.
    """

    book: Book
    appearance: "Appearance"
    settings: Record[BookSettings] = field(repr=False)
    memo: Memo = field(repr=False)
    standard: tuple[PageBreak, ...] = ()
    book_pages: PageMap | None = field(default=None, repr=False)
    held: HeldRelease | None = field(default=None, repr=False)

    def render(
        self, medium: Medium, page_map: PageMap | None = None, only: Collection[str] | None = None
    ) -> tuple[Rendition, tuple[Diagnostic, ...]]:
        """Set the book, or ``only`` these of its sections, in XHTML; see :func:`octavo.pipeline.rendering.render`."""
        from octavo.pipeline.rendering import render

        pages, book_pages = page_map, self.book_pages
        rendition, told = render(
            self.book, self.appearance, medium=medium, memo=self.memo, page_map=pages, book_pages=book_pages, only=only
        )
        if self.standard and medium == "print":
            from octavo.render.page_starts import standard_page, with_page_starts

            rendition = replace(rendition, units=with_page_starts(rendition.units, self.standard, standard_page))
        return rendition, told

    def on_screens(
        self, page_map: PageMap | None, printed: "Printing | None"
    ) -> tuple[Rendition, tuple[Diagnostic, ...]]:
        """Set the book for screens; ``printed`` is the printed book that its readers may have, whose pages are marked.

        ``page_map`` has the pages that lists of pages name.
        """
        rendition, told = self.render("reflow", page_map)
        if printed:
            from octavo.render.page_starts import with_page_marks, with_printed_pages

            memo = self.memo
            rendition = with_printed_pages(rendition, printed, lambda *given: memo(with_page_marks, *given))
        return rendition, told

    @property
    def names_absent_places(self) -> bool:
        """Whether it refers to places that are not printed with it."""
        from octavo.render.section_rendering import absent_places

        return any(map(absent_places, self.book.sections))

    def typesetting(self, rendition: Rendition, name: str = "") -> "Work[tuple[Printing, tuple[Diagnostic, ...]]]":
        """Return the work of typesetting ``rendition``, the book in print; see :mod:`octavo.typeset.typesetting`.

        ``name`` stands before the names of its calls, in place of the book's.
        """
        from octavo.render.section_rendering import lists_pages
        from octavo.typeset.typesetting import typeset

        # The words of sections that list pages (index, glossary) depend on the pages, not only their digits.
        sections = frozenset(section.id for section in self.book.sections if lists_pages(section))
        with_pages = partial(self._with_pages, rendition, sections) if sections else None
        name = name or self.book.folder
        held = self.held.pages_of(name, self.book, rendition) if self.held else HeldPages()
        return typeset(
            rendition, lists=sections, with_pages=with_pages, name=name, origin=self.settings.origin, held=held
        )

    def beside(self, standard: PrintedLayout, *, has_list: bool) -> "Presentation":
        """Return this edition with the pages of the ``standard`` one marked, and with a list if it ``has_list``.

        The registers of a selection have so few of the entries that several pages would be marked at one line.
        """
        rendition, _ = self.render("print")
        registers = set() if has_list else {section.id for section in self.book.sections if section.groups}
        anchors = {anchor for unit in rendition.units if unit.id not in registers for anchor in unit.anchors}
        breaks = tuple(each for each in standard.breaks if each.block in anchors)
        if not breaks or not has_list:
            return replace(self, standard=breaks)
        from octavo.resolve.concordance import with_concordance

        return replace(self, book=with_concordance(self.book, breaks), standard=breaks)

    def cut_heads(self, printing: "Printing") -> Iterator[Diagnostic]:
        """Yield what is to be said of the running heads of the printed book.

        Nobody is asked for other titles by an edition whose letters are larger than those of the theme.
        """
        if self.appearance.theme.settings.large_print:
            return iter(())
        from octavo.render.running_heads import cut_heads

        return cut_heads(self.book, self.appearance.theme.settings, printing.layout, self.settings.origin)

    def screen_sheet_check(self, rendition: Rendition, name: str) -> "Work[tuple[Diagnostic, ...]]":
        """Return the work of reading the style sheet of ``rendition``, the book on screens; see ``typesetting``."""
        from octavo.typeset.typesetting import check_screen_sheet

        return check_screen_sheet(rendition, name=f"{name}, screen")

    def _with_pages(self, rendition: Rendition, sections: Collection[str], pages: PageMap) -> Rendition:
        """Return ``rendition`` with the ``sections`` that list pages set anew."""
        fresh, _ = self.render("print", pages, sections)
        units = {unit.id: unit for unit in fresh.units}
        return replace(rendition, units=tuple(units.get(unit.id, unit) for unit in rendition.units))


@dataclass(frozen=True, slots=True, kw_only=True)
class Manuscript:
    """A book that was read, numbered and proofread without error, and the warnings so far.

    ``products`` are planned of it. ``books`` has the book of each of their selections, and the whole one; and
    ``appearances`` has each of their looks, and ``look``, the one that the settings ask for.
    """

    publication: Publication
    products: tuple[Product, ...]
    books: Mapping[Selection, Book]
    appearances: "Mapping[Look, Appearance]"
    look: Look
    findings: "ManuscriptFindings"
    diagnostics: tuple[Diagnostic, ...]
    memo: Memo = field(repr=False)
    held: HeldRelease | None = field(default=None, repr=False)

    def presentation(
        self, selection: Selection = WHOLE, look: Look | None = None, standard: PrintedLayout | None = None
    ) -> Presentation:
        """Return the book of ``selection`` in ``look``, or in its own.

        A sheet for the class has pages of its own, and marks none of the book.
        ``standard`` is the layout of the whole book in its own look, whose pages an edition that is set anew marks, as
        soon as they are known.
        """
        presentation = Presentation(
            book=self.books[selection],
            appearance=self.appearances[look or self.look],
            settings=self.publication.settings,
            memo=self.memo,
            held=self.held,
        )
        is_sheet = isinstance(selection, SelectedSheet)
        if standard is None or look is None or is_sheet or not look.variant.is_set_anew:
            return presentation
        return presentation.beside(standard, has_list=isinstance(selection, Whole))

    def without_texts(self) -> "Manuscript":
        """Return the manuscript without its texts as they were loaded: only a report asks for them once more."""
        return replace(self, publication=replace(self.publication, texts={}))


def prepare(
    project: Project,
    name: str,
    options: Options,
    plan: Plan = plan_products,
    changes: Mapping[str, bytes] = MappingProxyType({}),
) -> Manuscript:
    """Load, number and proofread the book ``name``, and make the books of the selections that ``plan`` asks for.

    ``changes`` are files of the book that are to be read in place of those on the disk. Raises :class:`Faulty` with all
    faults of the stage that has any.
    """
    from octavo.pipeline.appearances import appearances_of
    from octavo.pipeline.ledger import check_ledger
    from octavo.pipeline.loading import load_book
    from octavo.pipeline.proofreading import proofread
    from octavo.pipeline.resolving import number_publication, resolve_selections

    options.progress(name, "load")
    memo = memo_for(options.store, options.memory)
    publication, loaded = load_book(project, name, memo, changes)
    look = look_of(publication)
    products = plan(publication, look)
    appearances, found = appearances_of(project, publication, places_of_looks(publication, products, look), memo)
    stop_on_error((*loaded, *found, *unknown_formats(publication)))
    options.progress(name, "resolve")
    try:
        numbering, resolved = number_publication(publication, memo)
    except Faulty as faulty:
        # A file that nothing reads is often why something is not there.
        raise Faulty((*loaded, *found, *faulty.diagnostics)) from None
    findings = proofread(publication, memo)
    lost = check_ledger(publication, numbering.texts)
    manuscript = Manuscript(
        publication=publication,
        products=products,
        books=resolve_selections(publication, [WHOLE, *(each.selection for each in products)], numbering, memo),
        appearances=appearances,
        look=look,
        findings=findings,
        diagnostics=stop_on_error((*loaded, *found, *resolved, *lost, *findings.diagnostics)),
        memo=memo,
        held=held_release(project, name, publication, options.hold),
    )
    return _told_of_changes(project, manuscript)


def _told_of_changes(project: Project, manuscript: Manuscript) -> Manuscript:
    """Return a manuscript whose books say what has changed in them, where they have a section for it."""
    if not any(section.kind == "changes" for book in manuscript.books.values() for section in book.sections):
        return manuscript
    from octavo.pipeline.told_changes import with_told_changes

    return with_told_changes(project, manuscript)
