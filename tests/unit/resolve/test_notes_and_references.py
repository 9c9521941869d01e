"""Footnotes are numbered as they are called, and references lead somewhere."""

import pytest

from octavo.model.inlines import Emphasis, IndexMark, NoteCall, Reference, TermLink
from octavo.model.prose import Box, Heading, Note, Paragraph, Table
from octavo.model.query import section_inlines
from octavo.model.records import MarkdownText, Part
from tests.unit.resolve.factory import (
    chapter,
    faults_of,
    here,
    line,
    p,
    publication,
    resolved,
    section,
    t,
    term,
    words_of,
)


def call(label: str, number: int = 1) -> NoteCall:
    return NoteCall(label=label, origin=here(number))


def note(label: str, *inlines: object, number: int = 1) -> Note:
    return Note(label=label, blocks=(p(*inlines),), origin=here(number))  # type: ignore[arg-type]


def test_notes_are_numbered_in_the_order_of_their_calls_in_each_section() -> None:
    book = publication(
        chapter("one", p("x", call("b")), p("y", call("a")), notes=(note("a", "A"), note("b", "B"))),
        chapter("two", p("z", call("a")), notes=(note("a", "C"),)),
    )
    one, two = resolved(book).sections

    assert [(each.number, each.id, words_of(each.blocks)) for each in one.notes] == [
        (1, "one-note-b", "B"),
        (2, "one-note-a", "A"),
    ]
    assert [each.id for each in two.notes] == ["two-note-a"]
    assert [(each.label, each.number, each.id) for each in section_inlines(one) if isinstance(each, NoteCall)] == [
        ("b", 1, "one-call-b"),
        ("a", 2, "one-call-a"),
    ]


def test_a_note_that_is_called_again_keeps_its_number() -> None:
    book = publication(chapter("one", p("x", call("a"), " y", call("a")), notes=(note("a", "A"),)))
    (one,) = resolved(book).sections

    assert len(one.notes) == 1
    assert [(each.number, each.id) for each in section_inlines(one) if isinstance(each, NoteCall)] == [
        (1, "one-call-a"),
        (1, "one-call-a-2"),
    ]


def test_a_call_without_a_note_and_a_note_without_a_call_are_faults() -> None:
    book = publication(
        chapter("one", p("x", call("missing", 3)), notes=(note("missin", "A", number=9), note("b", number=10)))
    )

    assert faults_of(book) == [
        "OC209 01-first.md:3 no footnote '[^missing]'",
        "OC210 01-first.md:9 the footnote '[^missin]' is not called",
        "OC210 01-first.md:10 the footnote '[^b]' is not called",
    ]


def reference(target: str, number: int = 1, *words: str) -> Reference:
    return Reference(target=target, children=line(*words), origin=here(number))


@pytest.mark.parametrize(
    ("target", "label"),
    [
        ("two", "chapter 2"),
        ("part-1", "part I"),
        ("preface", "Preface"),
        ("index", "Index"),
        ("costs", "table 1"),
        ("plain-table", "this passage"),
        ("head", "A head"),
        ("box", "A box"),
        ("passage", "this passage"),
        ("term-troika", "troika"),
    ],
)
def test_a_reference_without_words_is_given_its_targets_label(target: str, label: str) -> None:
    table = Table(head=(), rows=(), alignments=(), id="plain-table")
    book = publication(
        chapter("preface"),
        chapter("one", p("See ", reference(target), ".")),
        chapter(
            "two",
            Heading(level=2, children=line("A head"), id="head"),
            Table(head=(), rows=(), alignments=(), caption=line("Costs"), id="costs"),
            table,
            Box(kind="note", title=line("A box"), blocks=(), id="box"),
            Paragraph(children=(*line("The troika"), IndexMark(path=("troika",))), id="passage"),
        ),
        front=("text/preface.md",),
        parts=(Part(part=MarkdownText("P"), chapters=("text/one.md", "text/two.md")),),
        back=("glossary", "index"),
        terms=(term("troika", "troika"),),
    )

    assert words_of(section(resolved(book), "one").blocks) == f"See {label}."


@pytest.mark.parametrize(
    ("before", "label"),
    [
        ("", "Chapter 1"),
        ("It rose. ", "Chapter 1"),
        ("It rose! ", "Chapter 1"),
        ("“Did it?” ", "Chapter 1"),
        ("(It rose.) ", "Chapter 1"),
        ("That was in 1884. ", "Chapter 1"),
        ("See ", "chapter 1"),
        ("It rose; ", "chapter 1"),
        ("It rose: ", "chapter 1"),
        ("It rose (cf. ", "chapter 1"),
        ("It rose (see p. ", "chapter 1"),
        ("It rose, i.e. ", "chapter 1"),
        ("(", "chapter 1"),
    ],
)
def test_a_reference_at_the_beginning_of_a_sentence_has_a_capital(before: str, label: str) -> None:
    book = publication(chapter("one", p(*([before] if before else []), reference("one"), " shows it.")))

    assert words_of(section(resolved(book), "one").blocks).endswith(f"{label} shows it.")


def test_a_capital_reaches_through_marks_and_only_into_labels() -> None:
    book = publication(
        chapter("one", p("It rose.", Emphasis(children=(t(" "), reference("one"))), " ", reference("one", 1, "so")))
    )

    assert words_of(section(resolved(book), "one").blocks) == "It rose. Chapter 1 so"


def test_words_of_the_author_are_kept() -> None:
    book = publication(chapter("one", p(reference("one", 1, "here"))))

    assert words_of(section(resolved(book), "one").blocks) == "here"


def test_a_reference_that_leads_nowhere_is_a_fault_of_its_kind() -> None:
    targets = ("towre", "work-marsh", "term-lens", "person-wren", "event-storm", "term-known")
    book = publication(
        chapter("tower", *(p(reference(target, number)) for number, target in enumerate(targets, 3))),
        terms=(term("known", "known"),),
    )

    assert faults_of(book) == [
        "OC204 01-first.md:3 nothing has the id 'towre'",
        "OC201 01-first.md:4 no source 'marsh'",
        "OC202 01-first.md:5 no term 'lens'",
        "OC203 01-first.md:6 no person 'wren'",
        "OC214 01-first.md:7 no event 'storm'",
        "OC204 01-first.md:8 nothing has the id 'term-known'",
    ]


def test_a_footnote_may_refer_and_be_read_for_links() -> None:
    book = publication(
        chapter("one", p("x", call("a")), notes=(note("a", "A troika, see ", reference("one"), "."),)),
        terms=(term("troika", "troika"),),
        back=("glossary",),
    )
    (one, glossary) = resolved(book).sections

    assert words_of(one.notes[0].blocks) == "A troika, see chapter 1."
    assert any(isinstance(each, TermLink) and each.is_first for each in section_inlines(one))
    assert glossary.groups[0].entries[0].anchors == ("one-term-troika",)
