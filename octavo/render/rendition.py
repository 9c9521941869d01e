"""Join the sections of a book, set in XHTML, to a rendition: with one style sheet and the files that both refer to."""

from collections.abc import Iterable, Mapping

from octavo.model.book import Book, ImageFile
from octavo.model.file_metadata import metadata_of
from octavo.model.line_rules import LineRules
from octavo.model.origin import Origin
from octavo.model.output import Asset, Medium, Paper, Rendition, Theme, Unit
from octavo.render.css import faces_of, font_assets, style_sheet
from octavo.render.images import media_type
from octavo.render.section_rendering import with_digest


def rendition_of(
    book: Book,
    theme: Theme,
    *,
    medium: Medium,
    paper: Paper,
    units: Iterable[Unit],
    pictures: Mapping[str, ImageFile],
    origins: Mapping[str, Origin],
) -> Rendition:
    """Return the rendition of ``book`` in the looks of ``theme``, from its ``units`` and the ``pictures`` they show."""
    shown = [Asset(name=name, media_type=media_type(name), content=image.content) for name, image in pictures.items()]
    assets = {asset.name: asset for asset in (*font_assets(theme, medium), *shown)}
    css, css_starts = style_sheet(theme, paper, book.language.hyphenation, medium)
    return Rendition(
        medium=medium,
        metadata=metadata_of(book),
        units=tuple(with_digest(unit, book.digest) for unit in units),
        css=css,
        paper=paper,
        faces=faces_of(theme, medium),
        lines=theme.settings.lines or LineRules(),
        front_folios=book.settings.front_folios,
        assets=tuple(assets[name] for name in sorted(assets)),
        origins=origins,
        css_starts=css_starts,
    )
