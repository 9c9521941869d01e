"""Set sections, each once.

A section is set from its own value and from what all sections share, and is kept under both: a correction sets the
section that it is in. What would tie every section to the rest of the book stays outside: pages go only to sections
that list them, and the version, which changes with every word, only to those that are then not kept.
"""

import hashlib
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeAlias

from octavo.model.book import Book, Section
from octavo.model.cache import Recall
from octavo.model.diagnostics import Faulty
from octavo.model.origin import Origin
from octavo.model.output import Medium, PageMap, Theme, Unit
from octavo.model.query import plain
from octavo.model.records import ChartFigure, ImageFigure
from octavo.render.images import Plates
from octavo.render.pages import Pages
from octavo.render.prose import set_footnote
from octavo.render.sections import environment, fill
from octavo.render.template_context import Context, Picture, VersionAskedError, Words
from octavo.render.template_values import values_of

Placed: TypeAlias = tuple[ChartFigure | ImageFigure, Origin]
"""A picture that was placed, and where it was named."""

Setting: TypeAlias = tuple[Unit, tuple[tuple[str, str, int, int], ...], tuple[Placed, ...]]
"""A section as it was set, the places of its elements (id, path, line, column) and its pictures."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Press:
    """What all sections of one rendition share.

    ``folder`` holds the templates. ``targets`` are the entries of made sections that exist. ``ground`` is the digest of
    all that a section may be set from besides its own value, but for the version and the page map, whose digest is
    ``numbers``. ``origins`` grows with every section.
    """

    book: Book
    plates: Plates
    page_map: PageMap | None
    folder: Path
    targets: frozenset[str]
    ground: str
    numbers: str
    origins: dict[str, Origin]


def plates_for(book: Book, theme: Theme, medium: Medium, recall: Recall) -> Plates:
    """Return the plates for the pictures of ``book``; ``recall`` may have drawings of earlier builds."""
    files = [*sorted(theme.fonts.items()), *sorted(theme.maps.items())]
    return Plates(
        medium=medium,
        theme=theme,
        paper=theme.settings.papers[book.settings.paper],
        images=book.images,
        word=Words(language=book.language),
        recall=recall,
        looks=_digest((theme.settings, book.language, _digests(files))),
    )


def press_for(book: Book, plates: Plates, page_map: PageMap | None, folder: Path) -> Press:
    """Return the press that sets sections of ``book`` with the templates in ``folder``."""
    targets = frozenset(entry.id for section in book.sections for entry in section.every_entry())
    return Press(
        book=book,
        plates=plates,
        page_map=page_map,
        folder=folder,
        targets=targets,
        ground=_ground(book, plates, targets, folder),
        numbers=_digest(sorted(page_map.pages.items()) if page_map else ""),
        origins={},
    )


def set_sections(sections: Iterable[Section], press: Press) -> Iterator[Unit]:
    """Set every section; one that fails leaves its faults with the others, so that all are told at once."""
    for section in sections:
        try:
            unit, places, placed = _setting(section, press)
        except Faulty as faulty:
            press.plates.faults.extend(faulty.diagnostics)
            continue
        for record, origin in placed:
            press.plates.place(record, origin)
        for name, path, line, column in places:
            press.origins.setdefault(name, Origin(path, line, column))
        yield unit


def _ground(book: Book, plates: Plates, targets: Collection[str], folder: Path) -> str:
    """Return the digest of what all sections are set from. Our own code is in every name that is recalled."""
    templates = [(path.relative_to(folder).as_posix(), path.read_bytes()) for path in sorted(folder.rglob("*.j2"))]
    sizes = [(name, image.width, image.height) for name, image in sorted(book.images.items())]
    shared = (plates.medium, book.settings, book.released, sorted(targets), sizes)
    return _digest((plates.looks, shared, _digests(templates)))


def _digests(files: Iterable[tuple[str, bytes]]) -> list[tuple[str, str]]:
    return [(name, hashlib.sha256(content).hexdigest()) for name, content in files]


def _digest(value: object) -> str:
    """Return the SHA-256 (hex) of plain values and values of the model: two that differ are written differently."""
    return hashlib.sha256(repr(value).encode()).hexdigest()


def _setting(section: Section, press: Press) -> Setting:
    """Return a section as it was set for an earlier build, or set it."""
    page_map, numbers = press.page_map, press.numbers
    if page_map and press.plates.medium == "reflow" and not any(entry.anchors for entry in section.every_entry()):
        page_map, numbers = PageMap(pages={}, count=page_map.count), ""
    name = ("section", press.ground, numbers, str(page_map and page_map.count), _digest(section))
    try:
        return press.plates.recall(name, lambda: _set(section, press, page_map, says_version=False))
    except VersionAskedError:
        return _set(section, press, page_map, says_version=True)


def _set(section: Section, press: Press, page_map: PageMap | None, *, says_version: bool) -> Setting:
    """Set a section. Raises :class:`Faulty` for all that is wrong with it, so that nothing faulty is kept."""
    faults, placed, origins = press.plates.faults, list[Placed](), dict[str, Origin]()
    known_faults = len(faults)

    def place(record: ChartFigure | ImageFigure, origin: Origin) -> Picture | None:
        placed.append((record, origin))
        return press.plates.place(record, origin)

    words = Words(language=press.book.language)
    context = Context(
        medium=press.plates.medium,
        word=words,
        pages=Pages(medium=press.plates.medium, page_map=page_map, word=words, faults=faults),
        targets=press.targets,
        notes={note.label: note for note in section.notes},
        footnotes={},
        picture=place,
        leading=press.plates.paper.leading,
        origins=origins,
        says_version=says_version,
    )
    if context.medium == "print":
        context = replace(context, footnotes={note.label: set_footnote(note, context) for note in section.notes})
    unit = _unit(section, press, context)
    if found := faults[known_faults:]:
        del faults[known_faults:]
        raise Faulty(found)
    return unit, tuple((name, at.path, at.line, at.column) for name, at in origins.items()), tuple(placed)


def _unit(section: Section, press: Press, context: Context) -> Unit:
    context.known(section.id, section.origin)
    for entry in section.every_entry():
        context.known(entry.id, entry.origin)
    values = values_of(press.book, section, press.plates.theme, context)
    body, anchors = fill(environment(press.folder), press.folder, section.kind, values)
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
