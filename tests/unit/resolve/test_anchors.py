"""Every block gets an id that nothing else has."""

from octavo.model.prose import (
    Box,
    Definitions,
    Emphasis,
    Extract,
    Figure,
    Heading,
    ItemList,
    Paragraph,
    Preformatted,
    Quotation,
    Separator,
    Sidebar,
    Table,
)
from octavo.model.query import every_block
from octavo.resolve.anchors import anchor_blocks, fresh, slug
from octavo.resolve.registers import registers_of
from octavo.resolve.sections import sections_of
from tests.unit.resolve.factory import chapter, faults_of, here, line, p, publication


def ids(*blocks: object) -> list[str]:
    book = publication(chapter("kirov", *blocks))  # type: ignore[arg-type]
    sections, faults = anchor_blocks(sections_of(book), registers_of(book))
    assert faults == ()
    return [block.id for block in every_block(sections[0].blocks)]


def test_ids_come_from_the_section_the_kind_and_a_count() -> None:
    assert ids(
        p("a"),
        ItemList(items=((p("b"),),)),
        Definitions(items=((line("c"), (p("d"),)),)),
        Quotation(blocks=(p("e"),)),
        Preformatted(text=""),
        Separator(),
        Table(head=(), rows=(), alignments=()),
        Table(head=(), rows=(), alignments=()),
        Box(kind="note", blocks=()),
        Sidebar(blocks=(), title=line("t")),
    ) == [
        "kirov-p1",
        "kirov-list1",
        "kirov-p2",
        "kirov-definitions1",
        "kirov-p3",
        "kirov-quotation1",
        "kirov-p4",
        "kirov-preformatted1",
        "kirov-separator1",
        "kirov-table1",
        "kirov-table2",
        "kirov-box1",
        "kirov-sidebar1",
    ]


def test_headings_are_named_by_their_words() -> None:
    assert ids(
        Heading(level=2, children=line("A law ", Emphasis(children=line("before")), " an inquiry")),
        Heading(level=2, children=line("Різдво")),
        Heading(level=2, children=line("Relève!")),
    ) == ["kirov--a-law-before-an-inquiry", "kirov-heading2", "kirov--releve"]


def test_ids_of_authors_and_records_are_kept() -> None:
    assert ids(
        Paragraph(children=(), id="mine"),
        Figure(figure="fig1"),
        Figure(figure="fig2", id="own"),
        Extract(document="doc1"),
        Sidebar(blocks=(), person="kirov"),
        Heading(level=2, children=line("x"), id="h"),
    ) == ["mine", "fig1", "own", "doc1", "sidebar-kirov", "h"]


def test_a_made_id_gives_way_to_one_that_was_given() -> None:
    assert ids(p("a"), Paragraph(children=(), id="kirov-p1")) == ["kirov-p1-2", "kirov-p1"]


def test_what_stands_twice_in_the_book_has_one_id_too_many() -> None:
    book = publication(chapter("a", Quotation(blocks=(), id="x", origin=here(3)), Separator(id="x", origin=here(7))))

    assert faults_of(book) == ["OC111 01-first.md:7 the id 'x' is already taken"]


def test_a_text_that_stands_twice_in_the_book_is_found() -> None:
    first = chapter("a")
    book = publication(first, front=("text/a.md",))

    assert faults_of(book) == ["OC111 a.md:1 the id 'a' is already taken"]


def test_twin_headings_are_found_unless_both_have_ids() -> None:
    def heading(identifier: str, number: int) -> Heading:
        return Heading(level=2, children=line("Twin"), id=identifier, origin=here(number))

    fault = ["OC205 01-first.md:9 the heading 'Twin' stands twice in this section"]

    assert faults_of(publication(chapter("a", heading("", 3), heading("", 9)))) == fault
    assert faults_of(publication(chapter("a", heading("x", 3), heading("", 9)))) == fault
    assert faults_of(publication(chapter("a", heading("x", 3), heading("y", 9)))) == []
    assert faults_of(publication(chapter("a", heading("", 3)), chapter("b", heading("", 9)))) == []


def test_slugs_are_ascii() -> None:
    assert slug("Bolsheviks’ «Été» 1934–38!") == "bolsheviks-ete-193438"
    assert slug("!") == ""


def test_a_name_that_is_taken_gets_a_number() -> None:
    taken = {"a", "a-2"}

    assert fresh("a", taken) == "a-3"
    assert "a-3" in taken
