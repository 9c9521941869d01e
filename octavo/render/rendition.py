"""Turn a book into a rendition: every section in XHTML, one style sheet, and the files that both refer to."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from jinja2 import Environment

from octavo.model.book import Book, Entry, Section
from octavo.model.diagnostics import Diagnostic, Faulty, stop_on_error
from octavo.model.origin import Origin
from octavo.model.output import Medium, Metadata, PageMap, Rendition, Theme, Unit
from octavo.render.context import context_of
from octavo.render.css import faces_of, font_assets, style_sheet
from octavo.render.desk import Desk, Words
from octavo.render.inlines import plain
from octavo.render.pages import Pages
from octavo.render.plates import Keep, Plates, keep_nothing
from octavo.render.prose import set_footnote
from octavo.render.sections import environment, fill


def render(
    book: Book,
    theme: Theme,
    *,
    templates: Path,
    medium: Medium,
    page_map: PageMap | None = None,
    only: Collection[str] | None = None,
    keep: Keep = keep_nothing,
) -> tuple[Rendition, tuple[Diagnostic, ...]]:
    """Return ``book`` in the looks of ``theme`` for ``medium``, and the warnings met.

    ``templates`` is the folder of the templates; nothing else is read. ``page_map`` is the map of the printing whose
    page numbers are wanted: on paper the one of the round before, or ``None`` in the first, where numbers are guessed;
    for a screen that of the finished printing, or ``None`` where there is none and passages are counted instead.
    ``only`` names the sections to set, where not all are wanted; ``keep`` may have drawings of earlier builds.

    Raises:
        Faulty: with all faults of templates (OC301), charts (OC302) and page numbers (OC303).
    """
    word = Words(language=book.language)
    paper = theme.settings.papers[book.settings.paper]
    plates = Plates(medium=medium, theme=theme, paper=paper, files=book.files, word=word, keep=keep)
    press = _Press(
        book=book,
        plates=plates,
        pages=Pages(medium=medium, page_map=page_map, word=word, faults=plates.faults),
        folder=templates,
        templates=environment(templates),
        targets=frozenset(entry.id for section in book.sections for entry in _entries(section)),
        origins={},
    )
    sections = [section for section in book.sections if only is None or section.id in only]
    units = tuple(_units(press, sections))
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


@dataclass(frozen=True, slots=True, kw_only=True)
class _Press:
    """What all sections of one rendition share."""

    book: Book
    plates: Plates
    pages: Pages
    folder: Path
    templates: Environment
    targets: frozenset[str]
    origins: dict[str, Origin]


def _units(press: _Press, sections: Iterable[Section]) -> Iterator[Unit]:
    """Set every section; one that fails leaves its faults with the others, so that all are told at once."""
    for section in sections:
        try:
            yield _unit(section, press)
        except Faulty as faulty:
            press.plates.faults.extend(faulty.diagnostics)


def _unit(section: Section, press: _Press) -> Unit:
    desk = _desk(section, press)
    desk.known(section.id, section.origin)
    for entry in _entries(section):
        desk.known(entry.id, entry.origin)
    context = context_of(press.book, section, press.plates.theme, desk)
    body, anchors = fill(press.templates, press.folder, section.kind, context)
    return Unit(
        id=section.id,
        kind=section.kind,
        matter=section.matter,
        title=plain(section.title),
        body=body,
        language=section.language or press.book.language.code,
        starts_recto=section.starts_recto,
        anchors=anchors,
    )


def _desk(section: Section, press: _Press) -> Desk:
    desk = Desk(
        medium=press.plates.medium,
        word=Words(language=press.book.language),
        pages=press.pages,
        targets=press.targets,
        notes={note.label: note for note in section.notes},
        footnotes={},
        picture=press.plates.place,
        leading=press.plates.paper.leading,
        origins=press.origins,
    )
    if desk.medium == "reflow":
        return desk
    return replace(desk, footnotes={note.label: set_footnote(note, desk) for note in section.notes})


def _entries(section: Section) -> Iterator[Entry]:
    """Yield all entries of a made section, sub-entries included."""
    waiting = [entry for group in section.groups for entry in group.entries]
    while waiting:
        entry = waiting.pop()
        yield entry
        waiting.extend(entry.children)


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
