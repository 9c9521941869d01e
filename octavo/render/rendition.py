"""Turn a book into a rendition: every section in XHTML, one style sheet, and the files that both refer to."""

from collections.abc import Collection
from pathlib import Path

from octavo.model.book import Book
from octavo.model.cache import Recall, always_made
from octavo.model.diagnostics import Diagnostic, stop_on_error
from octavo.model.output import Medium, Metadata, PageMap, Rendition, Theme
from octavo.render.css import faces_of, font_assets, style_sheet
from octavo.render.section_rendering import plates_for, press_for, set_sections


def render(
    book: Book,
    theme: Theme,
    *,
    templates: Path,
    medium: Medium,
    page_map: PageMap | None = None,
    only: Collection[str] | None = None,
    recall: Recall = always_made,
) -> tuple[Rendition, tuple[Diagnostic, ...]]:
    """Return ``book`` in the looks of ``theme`` for ``medium``, and the warnings met.

    ``templates`` is the folder of the templates; nothing else is read. ``page_map`` is the map of the printing whose
    page numbers are wanted: on paper the one of the round before, or ``None`` in the first, where numbers are guessed;
    for a screen that of the finished printing, or ``None`` where there is none and passages are counted instead.
    ``only`` names the sections to set, where not all are wanted; ``recall`` may have drawings and
    sections of earlier builds.

    Raises:
        Faulty: with all faults of templates (OC301), charts (OC302) and page numbers (OC303).
    """
    plates = plates_for(book, theme, medium, recall)
    press = press_for(book, plates, page_map, templates)
    sections = [section for section in book.sections if only is None or section.id in only]
    units = tuple(set_sections(sections, press))
    warnings = stop_on_error(plates.faults)
    assets = {asset.name: asset for asset in font_assets(theme, medium)} | plates.assets
    rendition = Rendition(
        medium=medium,
        metadata=_metadata(book),
        units=units,
        css=style_sheet(theme, plates.paper, book.language.hyphenation, medium),
        paper=plates.paper,
        faces=faces_of(theme, medium),
        assets=tuple(assets[name] for name in sorted(assets)),
        origins=press.origins,
    )
    return rendition, warnings


def _metadata(book: Book) -> Metadata:
    settings = book.settings
    return Metadata(
        title=settings.title,
        language=book.language.code,
        authors=tuple(person.name for person in settings.contributors if person.role == "author"),
        description=settings.description,
        subjects=settings.subjects,
        released=book.released,
        version=settings.version,
        digest=book.digest,
    )
