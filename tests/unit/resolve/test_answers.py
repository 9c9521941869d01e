"""Answers for teachers' sheets belong to the questions of a book, one each, for the marks that they can earn."""

from dataclasses import replace

from octavo.model.answers import Answer, MarkPoint
from octavo.model.book import Record, TextFile
from octavo.model.inlines import Citation, CitedWork, Strong
from octavo.model.prose import Box, Extract, ItemList
from octavo.model.records import Document, MarkdownText
from octavo.resolve.answers import GradedQuestion, graded_questions
from tests.unit.resolve.factory import book, chapter, faults_of, here, line, p, publication, record

ASKED = Box(
    kind="questions",
    blocks=(
        ItemList(
            items=((p(Strong(children=line("Recall.")), " Who kept it? [2]"),), (p("Why? [4]"),)),
            is_ordered=True,
            origin=here(7),
        ),
    ),
)
GLOSS = Extract(document="log", blocks=(p("Oil was dear [sic]."), p("What is left out? [3]")), origin=here(3))
TOWER = chapter("tower", p("The tower stands."), GLOSS, ASKED)
LOG = record(
    Document(id="log", title="Log", date="1906", provenance=MarkdownText("A log."), text=MarkdownText("Oil."))  # type: ignore[arg-type]
)
MARSH = book("marsh1901", "Marsh", 1901, "Lamps")
GALE = book("gale1999", "Gale", 1999, "Keepers")


def answer(name: int | str, *marks: int, **fields: object) -> Record[Answer]:
    value = Answer(
        question=name if isinstance(name, int) else 0,
        document=name if isinstance(name, str) else "",
        answer=MarkdownText("Wren."),
        mark_scheme=tuple(MarkPoint(text=MarkdownText("Wren"), marks=each) for each in marks),
        sources=("marsh1901",),
    )
    return record(replace(value, **fields))  # type: ignore[arg-type]


def told(*answers: Record[Answer], section: str = "tower", text: TextFile = TOWER) -> list[str]:
    book = publication(text, documents=(LOG,), sources=(MARSH,), answers={section: answers} if answers else {})
    return [each for each in faults_of(book) if not each.startswith("OC206")]


def test_sources_that_only_answers_name_or_cite_are_used() -> None:
    given = answer("log", 3, answer=MarkdownText("Wren [@gale1999]."))
    cited = replace(given, prose={("answer",): (p(Citation(works=(CitedWork(key="gale1999", origin=here(3)),))),)})
    answers = (cited, answer(1, 2), answer(2, 4))
    made = publication(TOWER, documents=(LOG,), sources=(MARSH, GALE), answers={"tower": answers})

    assert [each for each in faults_of(made) if "source" in each] == []


def test_questions_are_numbered_in_boxes_and_named_by_documents_under_extracts() -> None:
    assert [(each.name, each.marks) for each in graded_questions(TOWER.blocks)] == [("log", 3), (1, 2), (2, 4)]


def test_an_extract_that_asks_nothing_for_marks_needs_no_answer() -> None:
    assert list(graded_questions((replace(GLOSS, blocks=(p("Oil was dear."),)),))) == []


def test_a_question_without_marks_is_worth_none() -> None:
    box = replace(ASKED, blocks=(ItemList(items=((p("Who?"),),), start=3, is_ordered=True, origin=here(7)),))

    assert list(graded_questions((box,))) == [GradedQuestion(name=3, marks=0, origin=here(7))]


def test_a_book_that_keeps_no_answers_is_not_asked_for_any() -> None:
    assert told() == []


def test_points_of_a_scheme_are_added_up() -> None:
    assert told(answer("log", 1, 2), answer(1, 1, 1), answer(2, 1, 3, passage="tower")) == []


def test_every_question_has_just_one_answer() -> None:
    assert told(answer(1, 2), answer(1, 2), answer(2, 4)) == [
        "OC215 records.yaml:1 the question '1' has two answers",
        "OC215 01-first.md:3 the question 'log' has no answer",
    ]


def test_every_answer_has_its_question_its_place_and_its_works() -> None:
    assert told(answer("log", 3), answer(1, 2), answer(2, 4), answer(5, 1, passage="towre", sources=("marhs",))) == [
        "OC201 records.yaml:1 no source 'marhs'",
        "OC204 records.yaml:1 nothing has the id 'towre'",
        "OC216 records.yaml:1 'tower' does not ask '5'",
    ]


def test_a_scheme_that_adds_up_to_other_marks_is_told() -> None:
    assert told(answer("log", 3), answer(1, 3), answer(2, 4)) == [
        "OC217 records.yaml:1 the mark scheme gives 3 marks, the question 2"
    ]


def test_a_file_is_named_after_a_section() -> None:
    assert "OC204 records.yaml:1 nothing has the id 'towre'" in told(answer(1, 2), section="towre")
