"""Set a book in XHTML, each section and each chart once for all builds."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from octavo.jobs.memo import Memo
from octavo.load.files import gathering
from octavo.model.book import Book, ImageFile, Section
from octavo.model.diagnostics import Diagnostic, fault, stop_on_error
from octavo.model.output import Medium, PageMap, Paper, Rendition, Templates, Theme, Unit
from octavo.model.records import ChartFigure
from octavo.render.images import asset_name, draw, drawn, in_shapes, measure_of, pictures_in, placed
from octavo.render.rendition import rendition_of
from octavo.render.section_rendering import lists_pages, rendition_context, set_section

if TYPE_CHECKING:
    from octavo.model.origin import Origin


@dataclass(frozen=True, slots=True, kw_only=True)
class Appearance:
    """A look with its files read: the theme, the paper that it is set on, and the templates."""

    theme: Theme
    paper: Paper
    templates: Templates


def render(
    book: Book,
    appearance: Appearance,
    *,
    medium: Medium,
    memo: Memo,
    page_map: PageMap | None = None,
    only: Collection[str] | None = None,
) -> tuple[Rendition, tuple[Diagnostic, ...]]:
    """Return ``book`` as it appears in ``medium``, and the warnings met.

    ``page_map`` is the map of the printing whose page numbers are wanted: on paper the one of the round before, or
    ``None`` in the first, where numbers are guessed; for a screen that of the finished printing, or ``None`` where
    there is none and passages are counted instead. ``only`` names the sections to set, where not all are wanted.

    Raises :class:`~octavo.model.diagnostics.Faulty` with all faults of templates (OC301), charts (OC302) and page
    numbers (OC303).
    """
    faults: list[Diagnostic] = []
    theme, paper = appearance.theme, appearance.paper
    sections = [section for section in book.sections if only is None or section.id in only]
    memo.share(page_map)
    pictures = _pictures(sections, book, appearance, medium, memo, faults)
    context = memo.share(
        rendition_context(book, theme.settings, medium=medium, paper=paper, templates=appearance.templates)
    )
    units: list[Unit] = []
    origins: dict[str, Origin] = {}
    for section in sections:
        names = [name for record, _ in pictures_in(section) if (name := asset_name(record)) in pictures]
        shown = {name: placed(name, pictures[name], paper) for name in names}
        pages = _pages_for(section, page_map, medium)
        with gathering(faults):
            unit, places = memo(set_section, memo.share(section), context, shown, pages)
            units.append(unit)
            for identifier, origin in places:
                origins.setdefault(identifier, origin)
    warnings = stop_on_error(faults)
    rendition = rendition_of(book, theme, medium=medium, paper=paper, units=units, pictures=pictures, origins=origins)
    return rendition, warnings


def _pictures(
    sections: Iterable[Section],
    book: Book,
    appearance: Appearance,
    medium: Medium,
    memo: Memo,
    faults: list[Diagnostic],
) -> Mapping[str, ImageFile]:
    """Return the pictures that ``sections`` show by their names among the assets; add to ``faults`` those that fail."""
    theme = replace(appearance.theme, print_css="", reflow_css="", print_starts=(), reflow_starts=(), licences={})
    looks = memo.share(theme)
    language, measure = memo.share(book.language), measure_of(appearance.paper)
    pictures: dict[str, ImageFile] = {}
    for record, origin in (found for section in sections for found in pictures_in(section)):
        name = asset_name(record)
        if not isinstance(record, ChartFigure):
            pictures[name] = book.images[name]
        elif name not in pictures:
            try:
                drawing = memo(draw, record, looks, measure, language)
                pictures[name] = drawn(drawing if medium == "print" else memo(in_shapes, drawing, looks))
            except ValueError as problem:
                faults.append(fault("OC302", origin, id=record.id, problem=problem))
    return pictures


def _pages_for(section: Section, page_map: PageMap | None, medium: Medium) -> PageMap | None:
    """Return the pages that a section may print: in an ebook only lists of pages have any."""
    if page_map is None or medium == "print" or lists_pages(section):
        return page_map
    return PageMap(pages={}, count=page_map.count)
