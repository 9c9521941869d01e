"""The Great Terror is complete: its numbers, in the content and in both outputs."""

import re
import zipfile
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import pairwise
from pathlib import Path
from xml.etree import ElementTree as ET

import pikepdf
import pytest

from octavo.check.manuscript.passages import of_text
from octavo.check.manuscript.reading_ease import count_ease
from octavo.model.book import Publication, TextFile
from octavo.model.inlines import Citation, Inlines, NoteCall, Reference
from octavo.model.prose import Block, Blocks, Box, Definitions, Extract, Figure, ItemList, Paragraph, Sidebar, Table
from octavo.model.query import every_block, every_inline, plain, runs
from octavo.model.records import ChartFigure, TableFigure
from octavo.pdf.document import read_pdf
from octavo.pipeline.cache import memo_for
from octavo.pipeline.loading import load_publication
from octavo.pipeline.result import NO_STORE
from octavo.project import find_project
from octavo.resolve.answers import questions
from tests.e2e.workshop import ROOT, Workshop

BOOK = "great-terror"
PARTS = ("how-it-began", "how-it-was-done", "what-was-left")
OUTPUTS = (".pdf", ".epub")

CHAPTERS = (
    "words-and-questions",
    "revolution-from-above",
    "kirov-murder",
    "trials-and-party",
    "red-army",
    "secret-orders",
    "how-it-worked",
    "families-and-children",
    "camps",
    "stopping",
    "counting-and-explaining",
    "memory",
)
VICTIMS_AND_WITNESSES = {
    "akhmatova",
    "arzhilovsky",
    "bushueva",
    "chichagov",
    "corgan",
    "deibner",
    "florensky",
    "ginzburg",
    "hong-beom-do",
    "juriewicz",
    "kalina",
    "korolev",
    "kurbas",
    "larina",
    "lugovskaya",
    "mandelstam",
    "markizova",
    "metallikova",
    "shalamov",
    "vinter",
    "yakir-pyotr",
}
"""People with a short life who were no leaders of the party, the state, the army or the police."""

EVENTS = {f"ev{number:03}" for number in range(1, 107)} - {"ev099", "ev101"}
"""The printable events of the research: all 106 but two that still want a source."""

OFTEN_SAID = 36
"""The corrections that the research marks for printing."""

CHARTS = {"fig01", "fig01-early", "fig02", "fig04", "fig05", "fig06", "fig07", "fig10"}
DIAGRAMS = {"dia01", "dia03"}
MAPS = {"map01", "map02"}
TIMELINE = "timeline-1934-38"
TABLES = {"fig03", "fig06-marshals", "fig09"}
CORE = ("Applebaum", "Conquest", "Montefiore", "Solzhenitsyn")
KINDS = ("Recall.", "Explain.", "Weigh evidence.")
MARKS = 25
"""What the questions at the end of each chapter add up to."""


@pytest.fixture(scope="module")
def book() -> Publication:
    """Return the book as it is loaded, without a warning."""
    project = find_project(ROOT)
    publication, told = load_publication(
        project.content / BOOK,
        root=project.root,
        languages=project.templates / "languages",
        citations=project.styles / "citations",
        memo=memo_for(NO_STORE),
    )
    assert told == ()
    return publication


def chapters(book: Publication) -> tuple[TextFile, ...]:
    texts = {text.id: text for text in book.texts.values()}
    return tuple(texts[name] for name in CHAPTERS)


def within(book: Publication) -> tuple[Block, ...]:
    """Return the blocks of all texts, those inside others too."""
    return tuple(block for text in book.texts.values() for block in every_block(text.blocks))


def boxes(text: TextFile, kind: str) -> list[Box]:
    return [block for block in text.blocks if isinstance(block, Box) and block.kind == kind]


def cites(blocks: Blocks) -> bool:
    return any(isinstance(inline, Citation) for run in runs(blocks) for inline in every_inline(run))


def words_of(blocks: Iterable[Block]) -> str:
    return " ".join(plain(run) for run in runs(tuple(blocks)))


# --- what was asked for ----------------------------------------------------------------------------------------------


def test_there_are_twelve_chapters_in_three_parts(book: Publication) -> None:
    parts = [part for part in book.settings.value.matter.body if not isinstance(part, str)]

    assert [part.id for part in parts] == list(PARTS)
    assert [len(part.chapters) for part in parts] == [4, 4, 4]
    assert [book.texts[name].id for part in parts for name in part.chapters] == list(CHAPTERS)


@pytest.mark.parametrize("chapter", CHAPTERS)
def test_a_chapter_has_its_length_and_its_boxes(book: Publication, chapter: str) -> None:
    text = next(text for text in book.texts.values() if text.id == chapter)
    running = words_of(block for block in text.blocks if isinstance(block, Paragraph | ItemList))
    (opening,), (summary,), (asked,) = (boxes(text, kind) for kind in ("opening", "summary", "questions"))

    assert 1100 <= len([word for word in running.split() if re.search(r"\w", word)]) <= 1500
    assert sum(len(block.items) for block in opening.blocks if isinstance(block, ItemList)) in {2, 3}
    assert sum(len(block.items) for block in summary.blocks if isinstance(block, ItemList)) >= 3
    assert boxes(text, "disagree")
    assert [kind for item in _items(asked) for kind in KINDS if plain(item).startswith(kind)] == [
        kind for kind in KINDS for _ in range(2)
    ]
    assert sum(question.marks for question in questions((asked,))) == MARKS


def _items(box: Box) -> Iterator[Inlines]:
    for block in box.blocks:
        if isinstance(block, ItemList):
            for item in block.items:
                yield next(runs(item))


def test_every_question_has_an_answer_with_its_marks_and_sources(book: Publication) -> None:
    assert set(book.answers) == set(CHAPTERS)
    for text in chapters(book):
        asked = {question.name: question.marks for question in questions(text.blocks)}
        answers = [record.value for record in book.answers[text.id]]
        given = {answer.document or answer.question: answer for answer in answers}

        assert len(given) == len(answers)
        assert {name: sum(point.marks for point in answer.mark_scheme) for name, answer in given.items()} == asked
        for answer in answers:
            assert answer.answer
            assert answer.sources
            assert answer.passage


def test_there_are_two_dozen_short_lives_and_half_of_them_are_of_victims_and_witnesses(book: Publication) -> None:
    lives = [block for block in within(book) if isinstance(block, Sidebar) and block.person]
    people = {record.value.id: record.value for record in book.people}

    assert len({life.person for life in lives}) == len(lives) >= 24
    assert len(VICTIMS_AND_WITNESSES & {life.person for life in lives}) >= 12
    assert {life.person for life in lives} >= VICTIMS_AND_WITNESSES
    for life in lives:
        person = people[life.person]
        assert cites(life.blocks), life.person
        assert person.sources, life.person
        assert person.identification, life.person
        assert person.born or person.died or "not known" in person.fate, life.person


def test_documents_are_printed_with_provenance_a_gloss_and_a_question(book: Publication) -> None:
    extracts = [block for block in within(book) if isinstance(block, Extract)]
    documents = {record.value.id: record.value for record in book.documents}

    assert len({extract.document for extract in extracts}) >= 6
    assert {extract.document for extract in extracts} == set(documents)
    for extract in extracts:
        document = documents[extract.document]
        assert document.provenance, document.id
        assert document.translation, document.id
        assert document.rights, document.id
        assert len(document.text.split()) <= 150, document.id
        assert cites(extract.blocks), document.id
        assert [question.marks > 0 for question in questions((extract,))] == [True], document.id


def test_the_chronology_has_every_event_and_leads_to_the_text(book: Publication) -> None:
    assert {record.value.id for record in book.events} == EVENTS
    for record in book.events:
        assert record.value.print, record.value.id
        assert record.value.passage, record.value.id
        assert record.value.sources, record.value.id
        # Old Style stands beside New Style up to the change of the calendar.
        assert bool(record.value.old_style) == (record.value.date <= "1918-02-14"), record.value.id


def test_terms_say_how_to_write_and_to_speak_them_and_where_they_belong(book: Publication) -> None:
    terms = [record.value for record in book.terms if record.value.print]

    assert len(terms) >= 60
    for term in terms:
        assert re.search(r"[А-Яа-яІіЇїЄєҐґ]", term.original), term.id
        assert term.original_language, term.id
        assert term.transliteration, term.id
        assert term.pronunciation, term.id
        assert term.definition, term.id
        assert term.context, term.id
        assert term.see_also, term.id
        assert term.sources, term.id


def test_there_are_charts_diagrams_maps_and_a_timeline(book: Publication) -> None:
    figures = {record.value.id: record.value for record in book.figures}
    placed = [block.figure for block in within(book) if isinstance(block, Figure)]

    assert len(CHARTS) >= 7
    assert sorted(placed) == sorted(figures)
    assert set(figures) == CHARTS | DIAGRAMS | MAPS | TABLES | {TIMELINE}
    for name in CHARTS | DIAGRAMS | MAPS | {TIMELINE}:
        figure = figures[name]
        assert isinstance(figure, ChartFigure)
        assert figure.alt, name
        assert figure.data.rows, name
        assert figure.caveats, name
        assert figure.credit, name
        assert figure.sources, name
    for name in TABLES:
        assert isinstance(figures[name], TableFigure)
        assert figures[name].sources, name


def test_what_is_often_said_is_answered_point_by_point(book: Publication) -> None:
    text = next(text for text in book.texts.values() if text.id == "often-said")
    items = [item for block in text.blocks if isinstance(block, Definitions) for item in block.items]

    assert len(items) == OFTEN_SAID
    for claim, answer in items:
        assert plain(claim).startswith('"'), plain(claim)
        assert re.search(r"\b(Sure|sure|Open)\b", words_of(answer)), plain(claim)
        assert cites(answer), plain(claim)


def test_the_teachers_note_reports_how_the_chapters_read(book: Publication) -> None:
    (table,) = (block for block in within(book) if isinstance(block, Table) and block.id == "reading-levels")
    numbers = [[int(plain(cell).replace(",", "")) for cell in cells] for _, *cells in table.rows]
    readings = [count_ease(of_text(text, "en"), book.language) for text in chapters(book)]

    for (words, length, ease), reading in zip(numbers, readings, strict=True):
        assert words == pytest.approx(reading.words, abs=50)
        assert length == pytest.approx(reading.words / reading.sentences, abs=1)
        assert ease == pytest.approx(reading.ease, abs=1)


def test_the_core_works_have_their_worth_and_their_limits(book: Publication) -> None:
    core = [record.value for record in book.sources if record.value.is_core]

    for author in CORE:
        assert any(author in str(source.csl["author"]) and source.annotation for source in core), author
    assert sum(record.value.further_reading for record in book.sources) >= 8
    assert "No historian has yet reviewed" in book.settings.value.rights


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
    parts = [part for part in book.settings.value.matter.body if not isinstance(part, str)]
    title = next(text.title for text in book.texts.values() if text.id == "often-said")
    cuts = [next(page for name, page in begins.items() if name.endswith(letters(part.part))) for part in parts]
    cuts += [begins[letters(plain(title))], begins["colophon"]]

    assert begins[""] - 1 <= 160
    assert [last - first <= 48 for first, last in pairwise(cuts)] == [True] * 4, cuts
