"""The stage: number a publication once, then make the book of any selection of it.

``draft`` joins the whole book and finds the faults of the publication; the citation processor words its citations
(:func:`octavo.resolve.citeproc.cite`), and with them ``number`` gives the numbering that all selections share.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from octavo.model.book import Book, Publication
from octavo.model.diagnostics import Diagnostic, in_order, stop_on_error
from octavo.model.inlines import Image, Inlines
from octavo.model.numbering import Citations, Draft, Numbering
from octavo.model.prose import Figure
from octavo.model.query import every_block, section_blocks, section_inlines
from octavo.model.records import BookSettings, ImageFigure
from octavo.model.selection import SelectedSheet, Selection, Whole
from octavo.resolve.anchors import anchor_texts, check_ids, ids_of
from octavo.resolve.answers import check_answers
from octavo.resolve.citations import order_works, request_of, set_citations
from octavo.resolve.corrections import corrections_by_version, earlier_releases
from octavo.resolve.disputes import date_disputes
from octavo.resolve.endnotes import find_unused_place, gather_notes
from octavo.resolve.extracts import join_extracts
from octavo.resolve.figures import join_figures
from octavo.resolve.file_links import join_file_links
from octavo.resolve.heading_numbers import number_headings
from octavo.resolve.index import find_lost_references
from octavo.resolve.key_checks import check_keys
from octavo.resolve.link_addresses import with_addresses, with_addresses_in_entries
from octavo.resolve.linking import Phrases, link_section, phrases_of
from octavo.resolve.locators import set_locators
from octavo.resolve.notes import check_notes, note_numbers, number_notes
from octavo.resolve.references import check_references, fill_references, labels_of
from octavo.resolve.registers import Registers, Sections, kinds_of, registers_of
from octavo.resolve.sections import fill_sections, find_empty, open_on_rectos, sections_of
from octavo.resolve.select import select
from octavo.resolve.sheet_checks import check_sheets
from octavo.resolve.sheets import SheetMatter, events_on, folded, sheet_labels, sheet_matter, sheet_sections
from octavo.resolve.sidebars import join_sidebars
from octavo.resolve.teachers_matter import teachers_matter
from octavo.resolve.typography import set_settings, set_typography, typography_of
from octavo.resolve.unused_records import find_unused
from octavo.resolve.used_records import only_used


def draft(publication: Publication) -> tuple[Draft, tuple[Diagnostic, ...]]:
    """Return the whole book, joined, with its citations still to be worded, and all warnings of the stage.

    Raises :class:`~octavo.model.diagnostics.Faulty` with all faults of the stage where one of them is an error.
    """
    registers = registers_of(publication)
    texts = texts_of(publication)
    used, sections = _filled(texts, registers, registers.events, phrases_of(registers), further=True)
    matter = teachers_matter(registers)
    places = ids_of(sections)
    faults: Iterable[Diagnostic] = (
        *check_ids(sections),
        *check_keys((*sections, *matter), registers),
        *check_references((*sections, *matter), registers, places),
        *check_answers(texts, registers, places),
        *check_sheets(texts, registers),
        *find_lost_references(sections, registers),
        *(found for section in texts for found in check_notes(section)),
    )
    warnings = stop_on_error(faults)
    # Only now: what a misspelt reference was meant for would be called unused too.
    unused = find_unused(sections, matter, registers, used)
    # Behind the book, whose citations must read the same with and without sheets.
    request, anchors = request_of((*sections, *matter), registers, publication.citation_style)
    empty = (*find_empty(texts, sections), *find_unused_place(sections, publication.settings.value))
    found = in_order((*warnings, *unused, *empty))
    return Draft(texts=texts, sections=sections, teachers_matter=matter, request=request, anchors=anchors), found


def texts_of(publication: Publication) -> Sections:
    """Return the sections of the book in reading order, with their numbers and ids; made sections are still empty."""
    registers = registers_of(publication)
    joined = join_extracts(join_figures(sections_of(publication), registers), registers)
    how = publication.settings.value.link_addresses
    boxes = date_disputes(join_sidebars(joined, registers), registers)
    anchored = anchor_texts(tuple(with_addresses(each, how) for each in boxes))
    return number_headings(join_file_links(anchored), publication.settings.value.numbered_headings)


def number(publication: Publication, draft: Draft, citations: Citations) -> Numbering:
    """Return the numbers and words that hold for the whole of ``publication``, from its draft and worded citations."""
    worded = dict(zip(draft.anchors, citations.worded, strict=True))
    return Numbering(
        texts=draft.texts,
        teachers_matter=draft.teachers_matter,
        notes={section.id: note_numbers(order_works(section, citations.works), worded) for section in draft.sections},
        labels=labels_of(draft.sections, registers_of(publication)),
        citations=worded,
        works=citations.works,
    )


def resolve(publication: Publication, selection: Selection, numbering: Numbering) -> Book:
    """Return the book of a selection of ``publication``: what is selected, and of the records only what that uses.

    Its numbers and the words of its citations are those of the whole book. Raises
    :class:`~octavo.model.diagnostics.Faulty` where the selection names what the book does not have.
    """
    (book,) = join(publication, (selection,), numbering)
    typography = typography_of(publication)
    return replace(book, sections=tuple(set_typography(section, typography) for section in book.sections))


def join(publication: Publication, selections: Iterable[Selection], numbering: Numbering) -> Iterator[Book]:
    """Yield the book of each selection as :func:`resolve` does, but with the words of sections as they were typed.

    What is still to be done is :func:`octavo.resolve.typography.set_typography` for each section. What several
    selections share is made once.
    """
    registers = registers_of(publication)
    matter: SheetMatter | None = None
    for selection in selections:
        if isinstance(selection, SelectedSheet):
            matter = matter or sheet_matter(numbering.texts, registers)
            yield _join_sheet(publication, selection, numbering, registers, matter)
        else:
            yield _joined(publication, selection, numbering, registers)


def _joined(publication: Publication, selection: Selection, numbering: Numbering, registers: Registers) -> Book:
    """Return the book of a selection that stands in the order of the whole."""
    settings = publication.settings.value
    selected = select(numbering.texts, selection)
    is_whole = isinstance(selection, Whole)
    events = registers.events if is_whole else _events_of(selected, numbering.texts, registers)
    texts = open_on_rectos(selected, settings)
    used, sections = _filled(texts, registers, events, phrases_of(registers), further=is_whole)
    sections = tuple(
        number_notes(set_citations(section, numbering), numbering.notes[section.id]) for section in sections
    )
    book = _book_of(publication, set_locators(gather_notes(sections, settings), used), numbering.labels)
    return _with_history(book, publication, registers) if is_whole else book


def _with_history(book: Book, publication: Publication, registers: Registers) -> Book:
    """Return a whole book with what was released before it, and what was corrected since."""
    earlier = tuple(record.value for record in reversed(earlier_releases(registers)))
    if not earlier:
        return book
    listed = replace(book.sections[0], groups=corrections_by_version(book.sections, registers))
    return replace(book, corrected=set_typography(listed, typography_of(publication)).groups, earlier=earlier)


def _join_sheet(
    publication: Publication,
    selection: SelectedSheet,
    numbering: Numbering,
    registers: Registers,
    matter: SheetMatter,
) -> Book:
    """Return the book of a sheet: one section, with lists of no more than it uses, and notes counted on the sheet."""
    texts = sheet_sections(numbering, selection, registers, matter.pieces)
    events = events_on(texts[0], selection.sheet, registers)
    _, sections = _filled(texts, matter.registers, events, matter.phrases, further=False)
    section = folded(tuple(set_citations(each, numbering) for each in sections))
    section = number_notes(section, note_numbers(section, numbering.citations))
    book = _book_of(publication, (section,), sheet_labels(section, numbering, registers))
    return replace(book, title=selection.sheet.title)


def _book_of(publication: Publication, sections: Sections, labels: Mapping[str, Inlines]) -> Book:
    """Return a book of these sections, their references filled in."""
    settings, abbreviations = publication.settings.value, publication.language.no_break_after
    places, shown = ids_of(sections), set(_image_files(sections, settings))
    return Book(
        folder=publication.folder,
        settings=set_settings(settings, typography_of(publication)),
        language=publication.language,
        sections=tuple(fill_references(section, labels, places, abbreviations) for section in sections),
        digest=publication.digest,
        released=settings.released,
        images={name: image for name, image in publication.images.items() if name in shown},
    )


def _filled(
    texts: Sections, registers: Registers, events: Iterable[str], phrases: Phrases, *, further: bool
) -> tuple[Registers, Sections]:
    """Link people and terms in texts, and fill the made sections; return the records that are used, and the sections.

    ``phrases`` are what mentions them. ``events`` are to be in the chronology, and with ``further`` the works marked
    for further reading are to be listed.
    """
    kinds = kinds_of(texts)
    linked = tuple(link_section(section, phrases, kinds) for section in texts)
    used = only_used(registers, linked, events=events, further=further)
    how = registers.settings.value.link_addresses
    return used, tuple(with_addresses_in_entries(each, how) for each in fill_sections(linked, used))


def _image_files(sections: Sections, settings: BookSettings) -> Iterator[str]:
    """Yield the image files that the cover and figures show."""
    for section in sections:
        if section.kind == "cover" and (cover := settings.cover_picture):
            yield cover.picture
        for block in section_blocks(section):
            if isinstance(block, Figure) and isinstance(block.record, ImageFigure):
                yield block.record.file
        yield from (inline.file for inline in section_inlines(section) if isinstance(inline, Image))


def _events_of(selected: Sections, texts: Sections, registers: Registers) -> Iterator[str]:
    """Yield the events whose passage is a selected block, or a section of ``texts`` that is selected as it is."""
    complete = {text.id: text for text in texts}
    places = {block.id for section in selected for block in every_block(section.blocks)}
    places |= {section.id for section in selected if complete[section.id] is section}
    yield from (key for key, record in registers.events.items() if record.value.passage in places)
