"""Set a book in XHTML, each section and each chart once for all builds."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from octavo.jobs.memo import Memo
from octavo.load.files import gathering
from octavo.model.book import Book, ImageFile, Section
from octavo.model.characters import NoGlyphError, character_name
from octavo.model.diagnostics import Diagnostic, fault, stop_on_error
from octavo.model.look import AS_DESIGNED, BookLook
from octavo.model.origin import Origin
from octavo.model.output import Medium, Paper, Rendition, Templates, Theme, Unit
from octavo.model.page_map import PageMap
from octavo.model.records import BookSettings, ImageFigure
from octavo.render.cover import check_cover, cover_key, pixels_of_cover
from octavo.render.fixed_lines import has_numbered_sources, with_fixed_lines, with_numbered_paragraphs
from octavo.render.font_coverage import letters_in, part_of_font, signs_in, text_font, uncovered
from octavo.render.images import (
    asset_name,
    draw,
    draw_larger,
    drawn,
    fitted,
    in_shapes,
    is_drawing,
    measure_of,
    picture_key,
    pictures_in,
    pixels_across,
    placed,
    suffix_of,
    too_few_pixels,
)
from octavo.render.rendition import rendition_of
from octavo.render.run_on import run_on
from octavo.render.section_rendering import absent_places, lists_pages, rendition_context, set_section

LISTED = 20
"""So many letters are listed that a font lacks."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Appearance:
    """A look with its files read: the theme, the paper that it is set on, and the templates.

    ``looks`` is the theme without its style sheets: what depends on its fonts and values alone. ``own`` is in what the
    book differs from the theme.
    """

    theme: Theme
    paper: Paper
    templates: Templates
    looks: Theme
    own: BookLook = AS_DESIGNED


def looks_of(theme: Theme) -> Theme:
    """Return ``theme`` without its style sheets and licences."""
    return replace(theme, print_css="", reflow_css="", print_starts=(), reflow_starts=(), licences={})


def render(
    book: Book,
    appearance: Appearance,
    *,
    medium: Medium,
    memo: Memo,
    page_map: PageMap | None = None,
    book_pages: PageMap | None = None,
    only: Collection[str] | None = None,
) -> tuple[Rendition, tuple[Diagnostic, ...]]:
    """Return ``book`` as it appears in ``medium``, and the warnings met.

    ``page_map`` is the map of the printing whose page numbers are wanted: on paper the one of the round before, or
    ``None`` in the first, where numbers are guessed; for a screen that of the finished printing, or ``None`` where
    there is none and passages are counted instead. ``book_pages`` is the map of the printed book where ``book`` is a
    sheet that refers to it. ``only`` names the sections to set, where not all are wanted. Raises
    :class:`~octavo.model.diagnostics.Faulty` with OC301 to OC303: all faults of templates, charts and page numbers.
    """
    faults: list[Diagnostic] = []
    theme, paper, own = appearance.theme, appearance.paper, appearance.own
    sections = [section for section in book.sections if only is None or section.id in only]
    memo.share(page_map)
    pictures = dict(_pictures(sections, book, appearance, medium, memo, faults))
    pictures |= _covers(sections, book, paper, memo, faults) if medium == "print" else {}
    templates = appearance.templates
    context = memo.share(rendition_context(book, theme.settings, medium=medium, paper=paper, templates=templates))
    units: list[Unit] = []
    origins: dict[str, Origin] = {}
    for section in sections:
        keys = [key for key in _picture_keys(section, book.settings) if key in pictures]
        shown = {key: placed(*pictures[key], paper, fills_page=theme.settings.large_print) for key in keys}
        pages = _pages_for(section, page_map, medium)
        with gathering(faults):
            in_medium = memo.share(_in_medium(section, appearance, medium))
            beside = _book_pages_for(section, book_pages)
            unit, places = memo(set_section, in_medium, context, shown, pages, beside)
            units.append(unit)
            origins = {**dict(places), **origins}
    warnings = stop_on_error(faults)
    units, warnings = _in_own_look(units, own, warnings) if medium == "print" and only is None else (units, warnings)
    if medium == "reflow":
        theme = _with_parts_of_fonts(theme, own, units, memo)
    files = dict(pictures.values())
    made = rendition_of(book, theme, medium=medium, paper=paper, units=units, pictures=files, origins=origins)
    return made, warnings


def _in_own_look(
    units: list[Unit], look: BookLook, warnings: tuple[Diagnostic, ...]
) -> tuple[list[Unit], tuple[Diagnostic, ...]]:
    """Return ``units`` as the look of the book has them on paper, with OC851 for letters that its font lacks."""
    others = [font for font in look.fonts if font.family in look.others]
    if (font := text_font(look)) and (lacking := uncovered(font, others, letters_in(units))):
        listed = " ".join(lacking[:LISTED]) + " …" * (len(lacking) > LISTED)
        warnings = (*warnings, fault("OC851", look.at("text-font"), family=font.family, letters=listed))
    return list(run_on(units)) if look.is_compact else units, warnings


def _with_parts_of_fonts(theme: Theme, look: BookLook, units: Iterable[Unit], memo: Memo) -> Theme:
    """Return ``theme`` with those glyphs of the book's other fonts alone that the text of ``units`` needs."""
    others = {font.file: font.content for font in look.fonts if font.family in look.others}
    signs = signs_in(units) if others else ""
    parts = {file: memo(part_of_font, content, signs) for file, content in others.items()}
    return replace(theme, fonts={**theme.fonts, **parts}) if parts else theme


def _pictures(
    sections: Iterable[Section],
    book: Book,
    appearance: Appearance,
    medium: Medium,
    memo: Memo,
    faults: list[Diagnostic],
) -> Mapping[str, tuple[str, ImageFile]]:
    """Return the pictures that ``sections`` show by their keys, each with its name among the assets.

    What is wrong with any is added to ``faults``.
    """
    looks = memo.share(appearance.looks)
    language, measure = memo.share(book.language), measure_of(appearance.paper)
    pictures: dict[str, tuple[str, ImageFile]] = {}
    for shown in (found for section in sections for found in pictures_in(section)):
        record, origin = shown.record, shown.origin
        key = picture_key(record)
        if medium == "print" and isinstance(record, ImageFigure) and (shown.width or key not in pictures):
            faults += too_few_pixels(shown, book.images[key], appearance.paper)
        if key in pictures:
            continue
        if isinstance(record, ImageFigure):
            image = _as_shown(key, book.images[key], appearance.paper if medium == "print" else None, memo)
            pictures[key] = asset_name(key, suffix_of(image.content)), image
            continue
        try:
            if medium == "print" and looks.settings.chart_scale:
                pictures[key] = key, memo(draw_larger, record, looks, appearance.paper, language)
                continue
            drawing = memo(draw, record, looks, measure, language)
            pictures[key] = key, drawn(drawing if medium == "print" else memo(in_shapes, drawing, looks))
        except ValueError as problem:
            faults += _undrawn(record.id, problem, origin)
    return pictures


def _undrawn(identity: str, problem: ValueError, origin: Origin) -> Iterator[Diagnostic]:
    """Yield why a chart cannot be drawn: OC501 for each character that no font has, or else OC302."""
    if isinstance(problem, NoGlyphError):
        for character in problem.characters:
            yield fault("OC501", origin, character=character, name=character_name(character))
    else:
        yield fault("OC302", origin, id=identity, problem=problem)


def _covers(
    sections: Iterable[Section], book: Book, paper: Paper, memo: Memo, faults: list[Diagnostic]
) -> Mapping[str, tuple[str, ImageFile]]:
    """Return the picture of the cover, where it is among ``sections`` and has one, by its key and as the page holds it.

    What is wrong with it is added to ``faults``.
    """
    cover = book.settings.cover_picture
    section = next((each for each in sections if each.kind == "cover"), None)
    if cover is None or section is None:
        return {}
    image = book.images[cover.picture]
    faults += check_cover(cover, image, paper, section.origin)
    shown = image if is_drawing(cover.picture) else memo(fitted, image, pixels_of_cover(image, paper))
    return {cover_key(cover): (asset_name(cover_key(cover), suffix_of(shown.content)), shown)}


def _picture_keys(section: Section, settings: BookSettings) -> Iterator[str]:
    """Yield what the pictures in ``section`` are known by."""
    yield from (picture_key(shown.record) for shown in pictures_in(section))
    if section.kind == "cover" and (cover := settings.cover_picture):
        yield cover_key(cover)


def _as_shown(name: str, image: ImageFile, paper: Paper | None, memo: Memo) -> ImageFile:
    """Return an image of the book as the outputs hold it, on ``paper`` or on screens."""
    return memo(fitted, image, 0 if is_drawing(name) else pixels_across(image, paper))


def _in_medium(section: Section, appearance: Appearance, medium: Medium) -> Section:
    """Return a section as it is set in a medium: on paper with the lines of sources that are to be numbered."""
    if not has_numbered_sources(section):
        return section
    if medium == "reflow" or appearance.theme.settings.large_print:
        return with_numbered_paragraphs(section)
    return with_fixed_lines(section, appearance.looks)


def _book_pages_for(section: Section, book_pages: PageMap | None) -> Mapping[str, int]:
    """Return the pages of the printed book that a sheet refers to: no other page has a say in it."""
    if book_pages is None:
        return {}
    return {place: page for place in sorted(absent_places(section)) if (page := book_pages.page(place)) is not None}


def _pages_for(section: Section, page_map: PageMap | None, medium: Medium) -> PageMap | None:
    """Return the pages that a section may print: in an ebook only lists of pages have any."""
    if page_map is None or medium == "print" or lists_pages(section):
        return page_map
    return replace(page_map, pages={})
