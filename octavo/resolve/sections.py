"""Lay out the order of the book: its parts, chapters, other texts, and the sections that Octavo makes."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import count

from octavo.model.book import MatterPart, Publication, Section, TextFile
from octavo.model.diagnostics import Diagnostic, fault
from octavo.model.folios import roman
from octavo.model.inlines import Inlines
from octavo.model.origin import Path
from octavo.model.prose import Paragraph
from octavo.model.records import BookSettings, Part
from octavo.resolve.anchors import anchor_marks
from octavo.resolve.bibliography import fill_bibliography
from octavo.resolve.caption_lists import fill_figure_list, fill_table_list
from octavo.resolve.changes import fill_changes
from octavo.resolve.chronology import fill_chronology
from octavo.resolve.contents import fill_contents
from octavo.resolve.corrections import fill_corrections
from octavo.resolve.extracts import letters
from octavo.resolve.glossary import fill_glossary
from octavo.resolve.imprint import fill_colophon, fill_imprint
from octavo.resolve.index import fill_index
from octavo.resolve.linking import link_section
from octavo.resolve.people import fill_people
from octavo.resolve.registers import Fill, Registers, Sections, kinds_of, text


def _made_by_its_template(section: Section, _sections: Sections, _registers: Registers) -> Section:
    return section


SECTIONS: Mapping[str, Fill] = {
    "cover": _made_by_its_template,
    "half-title": _made_by_its_template,
    "title-page": _made_by_its_template,
    "imprint": fill_imprint,
    "colophon": fill_colophon,
    "back-cover": _made_by_its_template,
    "chronology": fill_chronology,
    "glossary": fill_glossary,
    "people": fill_people,
    "bibliography": fill_bibliography,
    "changes": fill_changes,
    "corrections": fill_corrections,
    "endnotes": _made_by_its_template,
    "index": fill_index,
    "list-of-figures": fill_figure_list,
    "list-of-tables": fill_table_list,
    "contents": fill_contents,
}
"""The sections that Octavo makes: the word for ``matter`` in book.yaml, and the function that fills the section.

They are filled in this order, so what draws upon other made sections (the index) stands after them. To add one: a
module with its function, a row here, a template of the same name, and its words in the language files.
"""

LISTS: Mapping[str, str] = {
    "chronology": "add events to events.yaml",
    "glossary": "use a term of terms.yaml in a text",
    "people": "name a person of people/ in a text",
    "bibliography": "cite a source in a text",
    "list-of-figures": "give a figure a caption",
    "list-of-tables": "give a table a caption",
    "index": 'mark words with {index="…"}',
}
"""Made sections that are nothing but a list, and how they get entries."""

LEFT_OUT = frozenset({*LISTS, "changes", "corrections"})
"""Made sections that are left out where nothing would stand in them: a book without corrections is as it should be."""

RECTO = frozenset({"cover", "half-title", "title-page"})
"""Made sections that ask for a right-hand page."""

BEHIND_ENDNOTES = frozenset(
    {"glossary", "people", "bibliography", "changes", "corrections", "index", "colophon", "back-cover"}
)
"""Made sections before which the notes at the end of the book stand, if its settings do not name their place."""

MATTERS: tuple[MatterPart, ...] = ("front", "body", "back")


def sections_of(publication: Publication) -> Sections:
    """Return the sections of the book in reading order: texts as they were typed, made sections still empty.

    Numbered texts of the body are chapters, numbered through all parts; parts have Roman numbers, and
    appendices letters.
    """
    sections = tuple(section for matter in MATTERS for section in _matter(publication, matter))
    numbers = {
        "chapter": map(str, count(1)),
        "appendix": letters(publication.language.words["appendix-letters"]),
    }
    return tuple(
        replace(section, number=next(numbers[section.kind])) if section.kind in numbers else section
        for section in sections
    )


def open_on_rectos(sections: Sections, settings: BookSettings) -> Sections:
    """Return ``sections``; the body begins on a right-hand page, and so do chapters where the settings say so (T22).

    Covers, half-titles, title pages and parts always do, and so does what follows a cover, whose other side is empty.
    """
    first = next((place for place, section in enumerate(sections) if section.matter == "body"), None)
    openings = {first, *(place for place, before in enumerate(sections, start=1) if before.kind == "cover")}
    are_recto = settings.chapters_start == "recto"
    return tuple(
        replace(section, starts_recto=True)
        if place in openings or (are_recto and section.kind in {"chapter", "appendix"})
        else section
        for place, section in enumerate(sections)
    )


def fill_sections(sections: Sections, registers: Registers) -> Sections:
    """Fill the made sections among ``sections`` from the records that are used, in the order of :data:`SECTIONS`.

    Those of :data:`LEFT_OUT` in which nothing would stand are left out, before the contents list them.
    """
    kinds = kinds_of(sections)
    for kind, fill in SECTIONS.items():
        if kind in kinds:
            filled = (
                _filled(section, fill, sections, registers) if section.kind == kind else section for section in sections
            )
            sections = tuple(section for section in filled if kind not in LEFT_OUT or not _is_empty(section, kind))
    return sections


def find_empty(sections: Sections, filled: Sections) -> Iterator[Diagnostic]:
    """Yield OC218 for each of ``sections`` that is not among those that were ``filled``, since it has no entries."""
    kept = {section.id for section in filled}
    for section in sections:
        if section.id not in kept and section.kind in LISTS:
            yield fault("OC218", section.origin, section=section.kind, remedy=LISTS[section.kind])


def _is_empty(section: Section, kind: str) -> bool:
    return section.kind == kind and not section.blocks and not any(group.entries for group in section.groups)


def _filled(section: Section, fill: Fill, sections: Sections, registers: Registers) -> Section:
    return anchor_marks(link_section(fill(section, sections, registers), {}, kinds_of(sections)), set())


def _matter(publication: Publication, matter: MatterPart) -> Iterator[Section]:
    settings = publication.settings.value
    named: tuple[str | Part, ...] = getattr(settings.matter, matter)
    endnotes = _place_of_endnotes(settings) if matter == "back" else None
    parts = 0
    if matter == "front" and settings.cover and "cover" not in named:
        yield _made(publication, "cover", matter, ("cover",))
    for position, entry in enumerate(named):
        if position == endnotes:
            yield _made(publication, "endnotes", matter, ("notes",))
        if isinstance(entry, Part):
            parts += 1
            yield from _part(publication, entry, position, parts)
        elif entry in publication.texts:
            yield _text(publication.texts[entry], matter)
        else:
            path: Path = ("cover",) if entry == "cover" and settings.cover else ("matter", matter, position)
            yield _made(publication, entry, matter, path)
    if endnotes == len(named):
        yield _made(publication, "endnotes", matter, ("notes",))


def _place_of_endnotes(settings: BookSettings) -> int | None:
    """Return before which entry of the back matter all notes stand, where the settings want them and name no place."""
    named = settings.matter.back
    if settings.notes != "book" or "endnotes" in (*settings.matter.front, *settings.matter.body, *named):
        return None
    return next((place for place, entry in enumerate(named) if entry in BEHIND_ENDNOTES), len(named))


def _part(publication: Publication, part: Part, position: int, number: int) -> Iterator[Section]:
    identifier = part.id or f"part-{number}"
    path: Path = ("matter", "body", position)
    yield Section(
        id=identifier,
        kind="part",
        matter="body",
        title=_title(publication, path) or text(part.part),
        number=roman(number).upper(),
        part=identifier,
        starts_recto=True,
        origin=publication.settings.at(*path),
    )
    for chapter in part.chapters:
        yield _text(publication.texts[chapter], "body", part=identifier)


def _title(publication: Publication, path: Path) -> Inlines:
    blocks = publication.settings.prose.get((*path, "part"), ())
    return tuple(inline for block in blocks if isinstance(block, Paragraph) for inline in block.children)


def _text(file: TextFile, matter: MatterPart, *, part: str = "") -> Section:
    return Section(
        id=file.id,
        kind=_kind_of(file, matter),
        matter=matter,
        title=file.title,
        short_title=file.short_title,
        part=part,
        blocks=file.blocks,
        notes=file.notes,
        language=file.language,
        origin=file.origin,
    )


def _kind_of(file: TextFile, matter: MatterPart) -> str:
    if not file.has_printed_title:
        return "page"
    if file.is_appendix and file.is_numbered:
        return "appendix"
    return "chapter" if matter == "body" and file.is_numbered else "text"


def _made(publication: Publication, word: str, matter: MatterPart, path: Path) -> Section:
    return Section(
        id=word,
        kind=word,
        matter=matter,
        title=text(publication.language.words[word]),
        starts_recto=word in RECTO,
        origin=publication.settings.at(*path),
    )
