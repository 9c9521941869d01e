"""Every block gets an id that nothing else has."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from octavo.model.book import Section
from octavo.model.inlines import Citation, CitedWork, Emphasis, IndexMark
from octavo.model.prose import (
    Block,
    Box,
    Definitions,
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
from octavo.model.query import every_block, section_inlines
from octavo.resolve.anchors import anchor_texts, check_ids, digest, fresh, slug
from octavo.resolve.sections import sections_of
from tests.unit.resolve.factory import chapter, faults_of, here, line, p, publication, words_of


def ids(*blocks: object) -> list[str]:
    book = publication(chapter("kirov", *blocks))  # type: ignore[arg-type]
    return [block.id for block in every_block(anchor_texts(sections_of(book))[0].blocks)]


def test_ids_come_from_the_section_the_kind_and_the_words() -> None:
    made = ids(
        p("a"),
        ItemList(items=((p("b"),),)),
        Definitions(items=((line("c"), (p("d"),)),)),
        Quotation(blocks=(p("e"),)),
        Preformatted(text=""),
        Separator(),
        Table(head=(), rows=(), alignments=()),
        Table(head=(line("t"),), rows=(), alignments=()),
        Box(kind="note", blocks=()),
        Sidebar(blocks=(), title=line("t")),
    )

    assert made == [
        f"kirov-p-{digest('a')}",
        f"kirov-list-{digest('b')}",
        f"kirov-p-{digest('b')}",
        f"kirov-definitions-{digest('c')}",
        f"kirov-p-{digest('d')}",
        f"kirov-quotation-{digest('e')}",
        f"kirov-p-{digest('e')}",
        f"kirov-preformatted-{digest('')}",
        f"kirov-separator-{digest('')}",
        f"kirov-table-{digest('')}",
        f"kirov-table-{digest('t')}",
        f"kirov-box-{digest('')}",
        f"kirov-sidebar-{digest('t')}",
    ]
    assert all(re.fullmatch(r"[a-z][a-z0-9-]{5,30}", each) for each in made)


def test_headings_are_named_by_their_words() -> None:
    assert ids(
        Heading(level=2, children=line("A law ", Emphasis(children=line("before")), " an inquiry")),
        Heading(level=2, children=line("Різдво")),
        Heading(level=2, children=line("Relève!")),
        Heading(level=2, children=line("Relève?")),
    ) == [
        "kirov--a-law-before-an-inquiry",
        f"kirov-heading-{digest('Різдво')}",
        "kirov--releve",
        "kirov--releve-2",
    ]


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
    given = f"kirov-p-{digest('a')}"

    assert ids(p("a"), Paragraph(children=(), id=given)) == [f"kirov-p-{digest('a', '')}", given]


# --- ids that stay ---------------------------------------------------------------------------------------------------

TEXT = ("It was late.", "Who came?", "Nobody.", "Why?")


def named(*blocks: Block) -> dict[str, str]:
    """Return the first words of every block by its id."""
    return {block.id: words_of((block,)).partition(" | ")[0] for block in every_block(anchored(*blocks).blocks)}


def anchored(*blocks: Block) -> Section:
    book = publication(chapter("kirov", *blocks))
    return anchor_texts(sections_of(book))[0]


def test_where_lines_end_makes_no_difference() -> None:
    assert ids(p("It was\nlate.  Who   came?")) == ids(p("It was late. Who came?"))


@pytest.mark.parametrize("place", range(len(TEXT) + 1))
def test_an_inserted_paragraph_renames_no_other(place: int) -> None:
    before = [p(each) for each in TEXT]
    after = [*before[:place], p("Then the light went out."), *before[place:]]

    assert named(*before).items() < named(*after).items()


def test_a_paragraph_inserted_between_equal_ones_renames_neither() -> None:
    blocks = (Heading(level=2, children=line("First")), p("Why?"), p("So."), p("Why?"))
    made = ids(*blocks)

    assert len(set(made)) == len(blocks)
    for place in range(2, 5):
        assert [each for each in ids(*blocks[:place], p("New."), *blocks[place:]) if each in made] == made


def test_a_moved_paragraph_keeps_its_id() -> None:
    first, second, third = (p(each) for each in TEXT[:3])
    head = Heading(level=2, children=line("Later"))

    assert named(first, second, head, third) == named(second, head, third, first)


def test_an_equal_paragraph_further_on_renames_no_other() -> None:
    """An equal one before would take the id: nothing in the text says which of the two was there first."""
    blocks = (p("Why?"), p("So."), p("Why?"))

    assert ids(*blocks, p("Why?"))[:3] == ids(*blocks)
    assert len(set(ids(*blocks, p("Why?")))) == 4


def test_equal_paragraphs_under_different_headings_do_not_count_each_other() -> None:
    def under(*titles: str) -> dict[str, str]:
        blocks = [each for title in titles for each in (Heading(level=2, children=line(title)), p("Why?"))]
        return dict(zip(titles, ids(*blocks)[1::2], strict=True))

    all_three = under("One", "Two", "Three")

    assert len(set(all_three.values())) == 3
    assert under("One", "Three").items() < all_three.items()


def test_the_two_halves_of_a_split_paragraph_rename_no_other() -> None:
    before = named(p("It was late. Who came?"), *(p(each) for each in TEXT[2:]))
    after = named(*(p(each) for each in TEXT))

    assert len(before.items() & after.items()) == 2


def test_a_paragraph_added_inside_a_box_a_list_or_a_quotation_does_not_rename_it() -> None:
    def whole(*more: Block) -> tuple[Block, ...]:
        inside = (p("Who came?"), *more)
        box = Box(kind="note", title=line("Night"), blocks=(*more, *inside))
        return box, ItemList(items=(inside,)), Quotation(blocks=inside)

    assert named(*whole()).items() < named(*whole(p("Nobody."))).items()


def marks(*blocks: Block) -> list[str]:
    return [each.anchor for each in section_inlines(anchored(*blocks)) if isinstance(each, Citation | IndexMark)]


def cited(*keys: str, page: str = "") -> Citation:
    return Citation(works=tuple(CitedWork(key=key, locator=page, origin=here()) for key in keys), origin=here())


def test_citations_and_index_marks_are_named_by_what_they_say_and_the_words_before_them() -> None:
    first, second = (
        p("One ", cited("a", page="3"), IndexMark(path=("x",), origin=here())),
        p("Two ", cited("a", page="3")),
    )
    other = p("None ", cited("b"), IndexMark(path=("y",), origin=here()))
    made = marks(first, second)

    assert len(set(made)) == 3
    assert set(made) < set(marks(other, first, other, second))
    assert marks(p("One word more and one ", cited("a", page="3")))[0] == made[0]


@given(st.lists(st.sampled_from(["a", "b", "c", ""]), max_size=12))
def test_ids_are_never_given_twice(words: list[str]) -> None:
    blocks: list[Block] = [
        Heading(level=2, children=line(each), id=f"h{number}") if number % 4 == 3 else p(each, cited("a"), cited("a"))
        for number, each in enumerate(words)
    ]
    made = [*ids(*blocks), *marks(*blocks)]

    assert len(set(made)) == len(made)


def test_what_stands_twice_in_the_book_has_one_id_too_many() -> None:
    book = publication(chapter("a", Quotation(blocks=(), id="x", origin=here(3)), Separator(id="x", origin=here(7))))

    assert faults_of(book) == ["OC111 01-first.md:7 the id 'x' is already taken"]


def test_a_figure_that_is_shown_twice_is_told_as_one() -> None:
    book = publication(chapter("a", Figure(figure="lamp", id="lamp"), Figure(figure="lamp", id="lamp")))
    (told,) = check_ids(sections_of(book))

    assert told.hint == "a figure is shown once: refer to it with [](#lamp), or give the second one a record"


def test_a_text_that_stands_twice_in_the_book_is_found() -> None:
    first = chapter("a")
    book = publication(first, front=("text/a.md",))

    assert faults_of(book) == ["OC111 a.md:1 the id 'a' is already taken"]


def test_a_text_that_is_called_as_a_section_that_octavo_makes_is_told_how_to_name_it() -> None:
    (told,) = check_ids(sections_of(publication(chapter("glossary"), back=("glossary",))))

    assert (told.code, told.origin.path) == ("OC111", "content/stock/text/glossary.md")
    assert told.hint.endswith("give the text an id of its own: # Title {#glossary-text}")


def test_headings_of_the_same_words_are_counted_whatever_stands_between() -> None:
    def heading(identifier: str = "") -> Heading:
        return Heading(level=3, children=line("Method"), id=identifier)

    assert ids(heading(), p("a"), heading(), heading("mine"), heading()) == [
        "kirov--method",
        f"kirov-p-{digest('a')}",
        "kirov--method-2",
        "mine",
        "kirov--method-3",
    ]
    assert faults_of(publication(chapter("a", heading(), heading()), chapter("b", heading()))) == []


def test_slugs_are_ascii() -> None:
    assert slug("Bolsheviks’ «Été» 1934–38!") == "bolsheviks-ete-193438"
    assert slug("!") == ""


def test_a_name_that_is_taken_gets_a_number() -> None:
    taken = {"a", "a-2"}

    assert fresh("a", taken) == "a-3"
    assert "a-3" in taken
