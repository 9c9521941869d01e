"""Where a word of the manuscript is printed: on the line of the page on which it stands, and once for an index."""

from octavo.editions.printed_places import PrintedBook, printed_places
from octavo.model.claims import PrintedPlace, Stated
from octavo.model.file_metadata import FileMetadata
from octavo.model.origin import Origin
from octavo.model.output import Paper, Printing, Rendition, Unit
from octavo.model.page_map import PageMap
from octavo.model.printing import Line, PrintedLayout
from tests.unit.render.factory import book, section

PLACE, WORD = Origin("text/01.md", 3, 1), Origin("text/01.md", 3, 9)
PAPER = Paper(width=148, height=210, inner=20, outer=20, top=20, bottom=20, leading=13, lines=40)
BODIES = {
    "well": '<p id="p-1">It was dug in 1801, and again in 1801.</p><p id="unlaid">1802</p>',
    "index": '<section id="index"><p id="index-pump">pump, 7</p><p id="index-well">Mary’s well, 3</p></section>',
}
LAYOUT = PrintedLayout(
    blocks={
        "p-1": (Line(3, 4, 0), Line(4, 1, 15)),
        "index": (Line(9, 1, 0),),
        "index-pump": (Line(9, 2, 0),),
        "index-well": (Line(9, 3, 0),),
    }
)


def printed(words: str, what: str = "text", occurrence: int = 0, block: Origin = PLACE) -> list[tuple[str, int, int]]:
    """Return the sections, pages and lines on which a small book has a place of its manuscript."""
    units = tuple(
        Unit(id=name, kind=name, matter="body", title=name, body=body, language="en") for name, body in BODIES.items()
    )
    rendition = Rendition(
        medium="print",
        metadata=FileMetadata(title="Wells", language="en"),
        units=units,
        css="",
        paper=PAPER,
        faces=(),
        origins={"p-1": PLACE, "unlaid": PLACE},
    )
    of = PrintedBook(
        book=book(section("chapter", "The well", id="well"), section("index", "Index")),
        rendition=rendition,
        printing=Printing(content=b"", page_map=PageMap(pages={}, count=9), layout=LAYOUT),
        records={},
    )
    place = Stated(
        origin=WORD, words=words, form="as written", what=what, context="", block=block, occurrence=occurrence
    )
    places: tuple[PrintedPlace, ...] = printed_places(of, [place]).get(WORD, ())
    return [(each.section, each.page, each.line) for each in places]


def test_a_word_is_found_on_its_own_line_however_often_it_stands_in_its_block() -> None:
    assert printed("1801") == [("The well", 3, 4)]
    assert printed("1801", occurrence=1) == [("The well", 4, 1)]
    assert printed("1801", occurrence=5) == [("The well", 4, 1)]


def test_an_entry_of_the_index_is_found_where_the_index_is_printed() -> None:
    assert printed("Mary's well", what="index") == [("Index", 9, 3)]
    assert printed("bucket", what="index") == []


def test_what_the_book_does_not_print_has_no_place() -> None:
    assert printed("1801", block=Origin("text/02.md", 1, 1)) == []
