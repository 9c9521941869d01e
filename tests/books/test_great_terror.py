"""The Great Terror is whole: what it says of itself is so, in the content and in both outputs.

What is expected is read from the book: its settings, its records and the note for teachers. So an editor who adds an
event or a chapter changes nothing here.
"""

import io
import re
import zipfile
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import pairwise
from pathlib import Path
from xml.etree import ElementTree as ET

import pikepdf
import pytest
from pypdfium2 import PdfDocument

from octavo.check.manuscript.passages import of_text
from octavo.check.manuscript.reading_ease import count_ease
from octavo.jobs.store import Store
from octavo.model.book import Publication, TextFile
from octavo.model.inlines import Citation, Inlines, NoteCall, Reference
from octavo.model.prose import Block, Blocks, Box, Definitions, Extract, Figure, ItemList, Sidebar, Table
from octavo.model.query import every_block, every_inline, plain, runs
from octavo.model.records import ChartFigure, Part
from octavo.pipeline.cache import memo_for
from octavo.pipeline.loading import load_publication
from octavo.pipeline.reports import report_on_books
from octavo.pipeline.result import NO_STORE, Options
from octavo.project import find_project
from octavo.resolve.answers import graded_questions
from tests.e2e.workshop import ROOT, Workshop
from tests.pdf_document import read_pdf

BOOK = "great-terror"
OUTPUTS = (".pdf", ".epub")
KINDS = ("Recall", "Explain", "Weigh evidence")
EASY = 60
"""Flesch's reading ease from which on prose is for readers of 13 to 15, as the note for teachers says."""

BOOKLET = 48
"""Pages that can be stapled through the fold."""


@pytest.fixture(scope="module")
def book() -> Publication:
    """Return the book as it is loaded, without a warning."""
    project = find_project(ROOT)
    publication, told = load_publication(
        project.content / BOOK,
        root=project.root,
        languages=project.languages,
        citations=project.citations,
        memo=memo_for(NO_STORE),
    )
    assert told == ()
    return publication


def parts(book: Publication) -> tuple[Part, ...]:
    return tuple(part for part in book.settings.value.matter.body if isinstance(part, Part))


def chapters(book: Publication) -> tuple[TextFile, ...]:
    return tuple(book.texts[name] for part in parts(book) for name in part.chapters)


def within(book: Publication) -> tuple[Block, ...]:
    """Return the blocks of all texts, those inside others too."""
    return tuple(block for text in book.texts.values() for block in every_block(text.blocks))


def text_of(book: Publication, name: str) -> TextFile:
    return next(text for text in book.texts.values() if text.id == name)


def reading_levels(book: Publication) -> Table:
    (table,) = (block for block in within(book) if isinstance(block, Table) and block.id == "reading-levels")
    return table


def boxes(text: TextFile, kind: str) -> list[Box]:
    return [block for block in text.blocks if isinstance(block, Box) and block.kind == kind]


def cites(blocks: Blocks) -> bool:
    return any(isinstance(inline, Citation) for run in runs(blocks) for inline in every_inline(run))


def words_of(blocks: Iterable[Block]) -> str:
    return " ".join(plain(run) for run in runs(tuple(blocks)))


# --- what was asked for ----------------------------------------------------------------------------------------------


def test_every_chapter_is_in_a_part_and_in_the_table_of_the_teachers_note(book: Publication) -> None:
    numbered = [text.id for text in book.texts.values() if boxes(text, "questions")]

    assert parts(book)
    assert [text.id for text in chapters(book)] == numbered
    assert len(reading_levels(book).rows) == len(numbered)


def test_a_chapter_has_the_boxes_and_questions_that_the_teachers_note_says(book: Publication) -> None:
    note = words_of(text_of(book, "teachers-note").blocks)
    said = re.search(r"six tasks of three kinds.* Together they carry (\d+) marks", note)
    assert said

    for text in chapters(book):
        (opening,), (summary,), (asked,) = (boxes(text, kind) for kind in ("opening", "summary", "questions"))
        assert list(_items(opening)), text.id
        assert list(_items(summary)), text.id
        assert boxes(text, "disagree"), text.id
        assert [kind for item in _items(asked) for kind in KINDS if plain(item).startswith(f"{kind}.")] == [
            kind for kind in KINDS for _ in range(2)
        ], text.id
        assert sum(question.marks for question in graded_questions((asked,))) == int(said[1]), text.id


def _items(box: Box) -> Iterator[Inlines]:
    for block in box.blocks:
        if isinstance(block, ItemList):
            for item in block.items:
                yield next(runs(item))


def test_every_question_has_an_answer_with_its_marks_and_sources(book: Publication) -> None:
    assert set(book.answers) == {text.id for text in chapters(book)}
    for text in chapters(book):
        asked = {question.name: question.marks for question in graded_questions(text.blocks)}
        answers = [record.value for record in book.answers[text.id]]
        given = {answer.document or answer.question: answer for answer in answers}

        assert len(given) == len(answers)
        assert {name: sum(point.marks for point in answer.mark_scheme) for name, answer in given.items()} == asked
        for answer in answers:
            assert answer.answer
            assert answer.sources
            assert answer.passage


def test_a_short_life_says_whose_it_is_and_where_that_is_known_from(book: Publication) -> None:
    lives = [block for block in within(book) if isinstance(block, Sidebar) and block.person]
    people = {record.value.id: record.value for record in book.people}

    assert lives
    assert len({life.person for life in lives}) == len(lives)
    for life in lives:
        person = people[life.person]
        assert cites(life.blocks), life.person
        assert person.sources, life.person
        assert person.identification, life.person
        assert person.born or person.died or "not known" in person.fate, life.person


def test_documents_are_printed_with_provenance_a_gloss_and_a_question(book: Publication) -> None:
    extracts = [block for block in within(book) if isinstance(block, Extract)]
    documents = {record.value.id: record.value for record in book.documents}

    assert extracts
    assert {extract.document for extract in extracts} == set(documents)
    for extract in extracts:
        document = documents[extract.document]
        assert document.provenance, document.id
        assert document.translation, document.id
        assert document.rights, document.id
        assert len(document.text.split()) <= 150, document.id
        assert cites(extract.blocks), document.id
        assert [question.marks > 0 for question in graded_questions((extract,))] == [True], document.id


def test_the_chronology_has_every_event_and_leads_to_the_text(book: Publication) -> None:
    assert book.events
    for record in book.events:
        assert record.value.print, record.value.id
        assert record.value.passage, record.value.id
        assert record.value.sources, record.value.id
        # Old Style stands beside New Style up to the change of the calendar.
        assert bool(record.value.old_style) == (record.value.date <= "1918-02-14"), record.value.id


def test_terms_say_how_to_write_and_to_speak_them_and_where_they_belong(book: Publication) -> None:
    terms = [record.value for record in book.terms if record.value.print]

    assert terms
    for term in terms:
        assert re.search(r"[А-Яа-яІіЇїЄєҐґ]", term.original), term.id
        assert term.original_language, term.id
        assert term.transliteration, term.id
        assert term.pronunciation, term.id
        assert term.definition, term.id
        assert term.context, term.id
        assert term.see_also, term.id
        assert term.sources, term.id


def test_every_figure_stands_in_the_text_and_says_what_it_shows_and_where_that_is_from(book: Publication) -> None:
    figures = {record.value.id: record.value for record in book.figures}
    placed = [block.figure for block in within(book) if isinstance(block, Figure)]

    assert sorted(placed) == sorted(figures)
    for name, figure in figures.items():
        assert figure.sources, name
        if isinstance(figure, ChartFigure):
            assert figure.alt, name
            assert figure.data.rows, name
            assert figure.caveats, name
            assert figure.credit, name


def test_what_is_often_said_is_answered_point_by_point(book: Publication) -> None:
    blocks = text_of(book, "often-said").blocks
    items = [item for block in blocks if isinstance(block, Definitions) for item in block.items]

    assert items
    for claim, answer in items:
        assert plain(claim).startswith('"'), plain(claim)
        assert re.search(r"\b(Sure|sure|Open)\b", words_of(answer)), plain(claim)
        assert cites(answer), plain(claim)


def test_the_teachers_note_reports_how_the_chapters_read(book: Publication) -> None:
    numbers = [[int(plain(cell).replace(",", "")) for cell in cells] for _, *cells in reading_levels(book).rows]
    readings = [count_ease(of_text(text, "en"), book.language) for text in chapters(book)]

    for (words, length, ease), reading in zip(numbers, readings, strict=True):
        assert words == pytest.approx(reading.words, abs=50)
        assert length == pytest.approx(reading.words / reading.sentences, abs=1)
        assert ease == pytest.approx(reading.ease, abs=1)


def test_the_chapters_are_as_easy_to_read_as_the_teachers_note_says(built: Workshop) -> None:
    (result,) = report_on_books(find_project(ROOT), [BOOK], Options(store=Store(built.folder / "store")))

    assert result.report is not None
    assert [chapter.id for chapter in result.report.chapters if chapter.number and (chapter.ease or 0) < EASY] == []


def test_the_core_works_have_their_worth_and_their_limits(book: Publication) -> None:
    core = [record.value for record in book.sources if record.value.is_core]

    assert core
    assert [source.id for source in core if not source.annotation] == []
    assert any(record.value.further_reading for record in book.sources)


# --- in both outputs -------------------------------------------------------------------------------------------------


def letters(text: str) -> str:
    """Return the letters and digits of ``text``: what no line break, hyphen or quotation mark can change."""
    return "".join(character for character in text.casefold() if character.isalnum())


PRINTED_FIELDS = {(field,) for field in ("title", "text", "provenance", "definition", "context", "caveats")}


@cache
def printed(path: Path) -> str:
    """Return the letters of all that is read in an output."""
    if path.suffix == ".pdf":
        return letters("".join(piece.text for piece in read_pdf(path.read_bytes()).pieces))
    with zipfile.ZipFile(path) as ebook:
        pages = sorted(name for name in ebook.namelist() if name.endswith(".xhtml"))
        roots = [ET.fromstring(ebook.read(page)) for page in pages]  # noqa: S314 - our own ebook
        return letters("".join("".join(root.itertext()) for root in roots))


def pieces(blocks: Blocks) -> Iterator[str]:
    """Yield what stands together in any output: lists have numbers there, and references have pages."""
    for run in runs(blocks):
        piece = ""
        for inline in run:
            if isinstance(inline, Reference | Citation | NoteCall):
                yield piece
                piece = ""
            else:
                piece += plain((inline,))
        yield piece


def promised(book: Publication) -> Iterator[tuple[str, str]]:
    """Yield what each output has to hold: a name for it, and its words."""
    for text in book.texts.values():
        yield f"title of {text.id}", plain(text.title)
        for block in text.blocks:
            if isinstance(block, Sidebar | Box | Extract):
                yield from ((f"a box of {text.id}", piece) for piece in pieces(block.blocks))
            elif isinstance(block, Definitions):
                yield from ((f"claims of {text.id}", plain(claim)) for claim, _ in block.items)
    for records in (book.documents, book.events, book.terms, book.figures):
        for record in records:
            for path in PRINTED_FIELDS & set(record.prose):
                yield from ((f"{path[0]} of {record.value.id}", piece) for piece in pieces(record.prose[path]))
    for term in book.terms:
        yield f"original of {term.value.id}", term.value.original
        yield f"transliteration of {term.value.id}", term.value.transliteration
        yield f"pronunciation of {term.value.id}", term.value.pronunciation


@pytest.mark.parametrize("output", OUTPUTS)
def test_print_and_ebook_hold_all_of_it(book: Publication, built: Workshop, output: str) -> None:
    text = printed(built.output / BOOK / f"{BOOK}{output}")
    missing = [(name, words) for name, words in promised(book) if letters(words) not in text]

    assert missing == []


def test_answers_are_for_teachers_alone(book: Publication, built: Workshop) -> None:
    answers = [words_of(record.prose["answer",]) for records in book.answers.values() for record in records]
    for output in OUTPUTS:
        text = printed(built.output / BOOK / f"{BOOK}{output}")
        assert [answer for answer in answers if len(answer) > 60 and letters(answer) in text] == []


def held(content: bytes) -> str:
    """Return the letters of all that a file holds: of files in files, and of the pages of PDFs."""
    if content.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return "".join(held(archive.read(name)) for name in archive.namelist())
    if content.startswith(b"%PDF"):
        with PdfDocument(content) as document:
            return letters("".join(page.get_textpage().get_text_range() for page in document))
    return letters(re.sub(r"<[^>]*>", "", content.decode(errors="ignore")))


def test_the_archive_for_pupils_has_no_answer_and_that_for_teachers_has_them(
    book: Publication, built: Workshop
) -> None:
    answers = {letters(words_of(each.prose["answer",])) for records in book.answers.values() for each in records}
    folder = built.output / BOOK / "handouts"
    pupils, teachers = (held((folder / f"{BOOK}-handouts{who}.zip").read_bytes()) for who in ("", "-teacher"))

    assert book.handouts
    assert all(letters(sheet.title) in pupils for sheet in book.handouts.value.sheets)
    assert [answer for answer in answers if answer in pupils] == []
    assert sum(answer in teachers for answer in answers) > len(book.handouts.value.sheets) / 2


def test_a_sheet_lists_the_terms_people_events_and_works_that_it_uses_and_no_others(
    book: Publication, built: Workshop
) -> None:
    assert book.handouts
    for sheet in book.handouts.value.sheets:
        for paper in book.handouts.value.papers:
            with pikepdf.open(built.output / BOOK / "handouts" / paper / f"{sheet.id}.pdf") as pdf:
                places = {str(name) for name in pikepdf.NameTree(pdf.Root.Names.Dests)}
                links = {str(each.get("/Dest", "")) for page in pdf.pages for each in page.get("/Annots", [])}
            entries = {place for place in places if place.startswith(("term-", "person-", "work-"))}
            events = {
                f"event-{each.value.id}"
                for each in book.events
                if each.value.passage in places or f"event-{each.value.id}" in sheet.content
            }

            assert entries == {link for link in links if link.startswith(("term-", "person-", "work-"))}, sheet.id
            assert {place for place in places if place.startswith("event-")} == events, sheet.id


def starts(path: Path) -> dict[str, int]:
    """Return the page, counted from 1, on which each section named in the outline of a PDF begins, by its title."""
    pages: dict[str, int] = {}
    with pikepdf.open(path) as pdf:
        numbers = {page.obj.objgen: number for number, page in enumerate(pdf.pages, start=1)}

        def read(items: Iterable[pikepdf.OutlineItem]) -> None:
            for item in items:
                if isinstance(item.destination, pikepdf.Array):
                    pages.setdefault(letters(item.title), numbers[item.destination[0].objgen])
                read(item.children)

        with pdf.open_outline() as outline:
            read(outline.root)
        pages[""] = len(numbers) + 1
    return pages


def test_each_part_can_be_a_stapled_booklet(book: Publication, built: Workshop) -> None:
    begins = starts(built.output / BOOK / f"{BOOK}.pdf")
    title = text_of(book, "often-said").title
    cuts = [next(page for name, page in begins.items() if name.endswith(letters(part.part))) for part in parts(book)]
    cuts += [begins[letters(plain(title))], begins["colophon"]]

    assert [last - first for first, last in pairwise(cuts) if last - first > BOOKLET] == [], cuts
