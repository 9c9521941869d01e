"""Set one section in XHTML, from its own value and from what all sections share.

What would tie every section to the rest of the book stays outside: pages go only to sections that list them, and the
digest of the content, which changes with every word, is written in afterwards.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType

from octavo.model.book import Book, Section
from octavo.model.diagnostics import Diagnostic, Faulty
from octavo.model.inlines import Inline, Inlines, Reference, Text
from octavo.model.origin import Origin
from octavo.model.output import Medium, Paper, Templates, ThemeSettings, Unit
from octavo.model.page_map import PageMap
from octavo.model.query import plain, section_inlines
from octavo.model.transform import change_inlines
from octavo.render.images import measure_of
from octavo.render.notes import set_footnote
from octavo.render.pages import NO_BREAK, Pages
from octavo.render.sections import fill
from octavo.render.template_context import Context, Picture, Words
from octavo.render.template_values import DIGEST_LENGTH, values_of

DIGEST = "\ue000" * DIGEST_LENGTH
"""Stands for the digest of the content until all sections are set. No font has this character, and no text needs it."""


BOUND = re.compile(rf"(?:[^\s]|{NO_BREAK}){{17,}}")
"""A run of bound words that is wider than a title on a telephone may be: seventeen signs in large letters."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RenditionContext:
    """What all sections of one rendition share.

    ``book`` is the book without its sections and images, and with :data:`DIGEST` for its digest. ``targets`` are the
    entries of made sections that exist.
    """

    medium: Medium
    book: Book
    theme: ThemeSettings
    paper: Paper
    templates: Templates = field(repr=False)
    targets: frozenset[str]


def rendition_context(
    book: Book, theme: ThemeSettings, *, medium: Medium, paper: Paper, templates: Templates
) -> RenditionContext:
    """Return what the sections of ``book`` share."""
    return RenditionContext(
        medium=medium,
        book=replace(book, sections=(), images={}, digest=DIGEST if book.digest else ""),
        theme=theme,
        paper=paper,
        templates=templates,
        targets=frozenset(entry.id for section in book.sections for entry in section.every_entry()),
    )


def lists_pages(section: Section) -> bool:
    """Whether a section lists the pages of other places (index, glossary): its words depend on them."""
    return any(entry.anchors for entry in section.every_entry())


def absent_places(section: Section) -> frozenset[str]:
    """Return the places of the book that a section refers to and that are not printed with it."""
    references = (inline for inline in section_inlines(section) if isinstance(inline, Reference))
    return frozenset(each.target for each in references if each.is_absent)


def set_section(
    section: Section,
    shared: RenditionContext,
    pictures: Mapping[str, Picture],
    page_map: PageMap | None,
    book_pages: Mapping[str, int] = MappingProxyType({}),
) -> tuple[Unit, tuple[tuple[str, Origin], ...]]:
    """Return ``section`` in XHTML, and the places in the content of its elements, by their ids.

    ``pictures`` are those of its figures that could be made, and ``book_pages`` the pages in the printed book of the
    places that the section refers to and that are not printed with it. Raises :class:`Faulty` for all that is wrong
    with it.
    """
    faults: list[Diagnostic] = []
    origins: dict[str, Origin] = {}
    words = Words(language=shared.book.language)
    context = Context(
        medium=shared.medium,
        word=words,
        pages=Pages(medium=shared.medium, page_map=page_map, word=words, faults=faults, book=book_pages),
        targets=shared.targets,
        notes={note.label: note for note in section.notes},
        footnotes={},
        pictures=pictures,
        leading=shared.paper.leading,
        measure=measure_of(shared.paper),
        lines=shared.paper.lines,
        has_table_rows=shared.medium == "print" and shared.theme.large_print,
        origins=origins,
    )
    if context.medium == "print" and (section.kind == "sheet" or shared.book.settings.notes != "chapter"):
        alone = replace(context, calls={})
        context = replace(context, footnotes={note.label: set_footnote(note, alone) for note in section.notes})
    unit = _unit(_loosened(section) if context.medium == "reflow" else section, shared, context)
    if faults:
        raise Faulty(faults)
    return unit, tuple(origins.items())


def _loosened(section: Section) -> Section:
    """Return ``section`` with a title that a narrow screen can divide.

    An author binds words of a title for the width of the page; on a telephone so long a run is divided in a word.
    """

    def loosened(inline: Inline) -> Inlines:
        if not isinstance(inline, Text):
            return (inline,)
        return (replace(inline, value=BOUND.sub(lambda found: found[0].replace(NO_BREAK, " "), inline.value)),)

    return replace(section, title=change_inlines(section.title, loosened))


def with_digest(unit: Unit, digest: str) -> Unit:
    """Return ``unit`` with the digest of the content where it prints that."""
    return replace(unit, body=unit.body.replace(DIGEST, digest[:DIGEST_LENGTH])) if DIGEST in unit.body else unit


def prints_digest(unit: Unit, digest: str) -> bool:
    """Whether ``unit`` prints the ``digest`` of the content."""
    return bool(digest) and digest[:DIGEST_LENGTH] in unit.body


def _unit(section: Section, shared: RenditionContext, context: Context) -> Unit:
    context.known(section.id, section.origin)
    for entry in section.every_entry():
        context.known(entry.id, entry.origin)
    values = values_of(shared.book, section, shared.theme, context)
    body, anchors = fill(shared.templates, section.kind, values)
    return Unit(
        id=section.id,
        kind=section.kind,
        matter=section.matter,
        title=plain(section.title),
        body=body,
        language=section.language or shared.book.language.code,
        starts_recto=section.starts_recto,
        anchors=anchors,
    )
